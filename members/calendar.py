"""What stands in the calendar of a body and of a person, and what is still missing there?

Each app says it about its own records (`<app>/calendar.py`) and registers itself when the application starts; the
pages and the feeds are made from this one place.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.timezone import localtime

from members.models import LeadingGroup, Membership, Post, StaffRole, User
from members.models.office import running
from members.procedure.rulebook import RuleBook

LONG_AGO = datetime.fromisoformat("2000-01-01T00:00+00:00")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the calendar.

    uid: stable, unique in the installation.  kind: meeting | study | life | visit | deadline.  begins: a moment, or a day
    for what lasts all day.  ends: a moment, or the last day.  people: whose calendar it stands in, None: everybody's.
    cancelled: will not be held; tentative: planned, notice not given; done: needs nothing more.  sensitive: outside the application, only that there is
    something.  sequence, changed: how often and when it last changed.
    """

    uid: str
    kind: str
    title: str
    begins: datetime | date
    ends: datetime | date | None = None
    place: str = ""
    url: str = ""
    clause: str = ""
    state: str = ""
    people: frozenset[int] | None = None
    cancelled: bool = False
    tentative: bool = False
    done: bool = False
    sensitive: bool = False
    sequence: int = 0
    changed: datetime = LONG_AGO

    @property
    def first_day(self) -> date:
        """Return the day on which it begins, in the office's time zone."""
        return day_of(self.begins)

    @property
    def last_day(self) -> date:
        """Return the day on which it ends."""
        return day_of(self.ends) if self.ends is not None else self.first_day

    @property
    def days(self) -> Iterator[date]:
        """Return every day it touches."""
        for number in range((self.last_day - self.first_day).days + 1):
            yield self.first_day + timedelta(days=number)

    @property
    def time(self) -> str:
        """Return the time of its beginning, "" for what lasts all day."""
        return f"{localtime(self.begins):%H:%M}" if isinstance(self.begins, datetime) else ""

    def concerns(self, user: User) -> bool:
        """Say whether it stands in the person's own calendar."""
        return self.people is None or user.pk in self.people


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the rules ask for and that is not there (yet).

    month: of the year it is missing in, None: in the whole year.  late: its time is over.  url: "" for who cannot help it.
    """

    label: str
    clause: str
    url: str
    month: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Whose calendar, of which body, from which day to which (both included), as seen today."""

    user: User
    group: LeadingGroup
    since: date
    until: date
    today: date
    _kept: dict[str, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        prefetch_related_objects([self.group], "adoptions")

    def link(self, power: str, name: str) -> str:
        """Return the address of a page of the body for who holds a power, "" for others."""
        return reverse(name, args=[self.group.code]) if self.user.has_perm(power, self.group) else ""

    def law(self, day: date) -> RuleBook | None:
        """Return the work rules in force on a day, None when none are."""
        return self.group.law_on(day)

    def holders(self, *roles: str) -> frozenset[int]:
        """Return the accounts that hold roles today: "secretary" or a staff role (one query for each, once)."""
        return frozenset(user for role in roles for user in self._with(role))

    def _with(self, role: str) -> frozenset[int]:
        if role not in self._kept:
            day, group = self.today, self.group
            rows: QuerySet[Membership] | QuerySet[StaffRole] = (
                Membership.objects.filter(running(day), group=group, post=Post.SECRETARY)
                if role == "secretary"
                else StaffRole.objects.filter(running(day), group=group, role=role)
            )
            self._kept[role] = frozenset(rows.values_list("user", flat=True))
        return self._kept[role]


def _nothing(_span: Span) -> Iterable[Entry]:
    return ()


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record in the calendar.

    power: who may see it.  find: what stands there, in a fixed number of queries.  gaps: (span, year) → what is missing.
    """

    name: str
    power: str
    find: Callable[[Span], Iterable[Entry]] = _nothing
    gaps: Callable[[Span, int], Iterable[Gap]] | None = None


_SOURCES: dict[str, Source] = {}


def register(sources: Iterable[Source]) -> None:
    """Add an app's sources; the same name is one source."""
    for source in sources:
        _SOURCES[source.name] = source


def sources_for(user: User, group: LeadingGroup) -> list[Source]:
    """Return what the person may see in the body, in the order of names."""
    return [record for _name, record in sorted(_SOURCES.items()) if user.has_perm(record.power, group)]


def entries(span: Span) -> list[Entry]:
    """Return everything the person may see, in order of time."""
    result = [entry for source in sources_for(span.user, span.group) for entry in source.find(span)]
    return sorted(result, key=lambda row: (row.first_day, row.time, row.uid))


def gaps(span: Span, year: int) -> list[Gap]:
    """Return what is missing in a year, month by month, then what belongs to the whole year."""
    sources = [row for row in sources_for(span.user, span.group) if row.gaps is not None]
    result = [gap for source in sources if source.gaps for gap in source.gaps(span, year)]
    return sorted(result, key=lambda record: (record.month or 13, record.clause, record.label))


def day_of(moment: datetime | date) -> date:
    """Return the day of a moment in the office's time zone."""
    return localtime(moment).date() if isinstance(moment, datetime) else moment


def with_changes(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Note on each record how many entries its journal has and of when the last one is."""
    counted: QuerySet[Any] = rows.annotate(changes=Count("entries"), changed_at=Max("entries__at"))
    return counted


def changes_of(record: Any) -> dict[str, Any]:
    """Return sequence and moment of the last change of a record from `with_changes`."""
    return {"sequence": record.changes, "changed": record.changed_at or LONG_AGO}
