"""What is a duty: who owes what, by which day, under which clause, when is it done, and on which page?

A duty is said once, in the room that keeps its records (`duties.py`).  Its reminders, its entry in the calendar, its line
on the desk and its row in the forecast are derived from what it says; the day itself is the answer of a rule.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Protocol, TypeVar, runtime_checkable

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from members.access import BodyRequest
from members.calendar import changes_of, with_changes
from members.duties.tellings import Act, DeskLine, Forecast, Reminder
from members.models import LeadingGroup, Membership, User
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict, allow
from members.reminders import Moment

R = TypeVar("R")
M = TypeVar("M", bound=Model)
Law = Callable[[date], RuleBook | None]
"""The work rules that bound the body on a day, None when none did.  Clause 11-a."""

A_YEAR = timedelta(days=366)


@runtime_checkable
class _Stated(Protocol):
    def get_state_display(self) -> object:
        """Return the state in words."""


def _at(record: object, path: str) -> Any:
    """Follow a path of attributes from a record; nothing where the path is empty or ends on the way."""
    for name in path.split(".") if path else ():
        record = getattr(record, name, None)
    return record if path else None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records are asked for.

    group: of one body, None: of all.  viewer: who looks at them.  only_owed: without what is done.  since, until: whose
    day lies between (both included).  year: of a year; with_earlier: and from before, what is still owed.  with_changes: with sequence and
    moment of their last change.  day, seats: from when on, and of whom, something may be owed
    that is not on record yet.
    """

    group: LeadingGroup | None = None
    viewer: User | None = None
    only_owed: bool = False
    since: date | None = None
    until: date | None = None
    year: int | None = None
    with_earlier: bool = False
    with_changes: bool = False
    day: date | None = None
    seats: tuple[Membership, ...] = ()

    @property
    def years(self) -> range:
        """Return the years that are asked for: the one, those about the day, those of the span."""
        if self.year is not None:
            return range(self.year, self.year + 1)
        if self.day is not None:
            return range(self.day.year - 1, self.day.year + 2)
        if self.since is None or self.until is None:
            return range(0)
        return range(self.since.year, self.until.year + 1)


class Duty(ABC, Generic[R]):
    """One deadline of the rules about records (R) of a room.

    name: stable identifier; label: message id.  clause: where it is written.  uid: begins the identifier of each thing
    owed.  page: where it is seen; its keys are `keys`.  power: who may see it.  entry: title in the calendar, with the place
    %(what)s and the others of `facts`.  keepers: roles in whose calendar it stands beside those who owe it.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    clause: ClassVar[str]
    uid: ClassVar[str]
    page: ClassVar[str]
    power: ClassVar[str]
    entry: ClassVar[str]
    keepers: ClassVar[tuple[str, ...]] = ()
    titled: ClassVar[str] = ""
    done: ClassVar[str] = ""
    owner: ClassVar[str] = ""
    page_key: ClassVar[str] = "pk"
    sensitive: ClassVar[str] = ""
    places: ClassVar[Mapping[str, str]] = MappingProxyType({})
    shows_state: ClassVar[bool] = False
    act: ClassVar[Act | None] = None
    reminders: ClassVar[tuple[Reminder, ...]] = ()
    desk: ClassVar[tuple[DeskLine, ...]] = ()
    forecast: ClassVar[Forecast | None] = None
    reach: ClassVar[timedelta] = timedelta()
    """How far the due day may lie from the day by which records are found."""

    @abstractmethod
    def find(self, scope: Scope) -> Iterable[R]:
        """Return the records that owe it or owed it, in a number of queries that does not grow with bodies or records."""

    @abstractmethod
    def body_of(self, record: R) -> int:
        """Return the key of the body."""

    @abstractmethod
    def key(self, record: R) -> object:
        """Return what tells the record from others of the duty."""

    @abstractmethod
    def due_on(self, record: R, law: Law) -> date | None:
        """Return the last day on which it is in time, None while nothing is owed."""

    def done_on(self, record: R) -> date | None:
        """Return the day on which it was done, None while it is owed."""
        day: date | None = _at(record, self.done)
        return day

    def what(self, record: R) -> str:
        """Return in words what the record is about."""
        return str(_at(record, self.titled) if self.titled else record)

    def in_brief(self, record: R) -> str:
        """Return how it is called among others of its kind."""
        return self.what(record)

    def owners(self, record: R) -> Sequence[Membership | None]:
        """Return the seats that owe it; where one has ended, the secretary answers for it."""
        return [_at(record, self.owner)] if self.owner else ()

    def on_desk(self, record: R) -> str:
        """Return how it is called on the desk."""
        return self.what(record)

    def people(self, record: R) -> frozenset[int]:
        """Return the accounts whose own matter it is: as the record says itself, else those who owe it."""
        own: frozenset[int] | None = getattr(record, "person_ids", None)
        return own or frozenset(seat.user_id for seat in self.owners(record) if seat is not None)

    def since(self, record: R) -> date | None:
        """Return the day from which it is owed, None when it is from the beginning."""
        return None

    def judged(self, record: R, today: date, law: Law) -> Verdict:
        """Return what the rule itself says about a record that is late; the checks ask the same rule."""
        return allow()

    def is_sensitive(self, record: R) -> bool:
        """Say whether its words stay inside the application."""
        return bool(_at(record, self.sensitive))

    def state(self, record: R) -> str:
        """Return its state in words, "" where it says nothing about the duty."""
        return str(record.get_state_display()) if self.shows_state and isinstance(record, _Stated) else ""

    def facts(self, record: R, due: date) -> Mapping[str, object]:
        """Return what fills the places of the texts."""
        added = {name: _at(record, path) for name, path in self.places.items()}
        return {"what": self.what(record), "due": due, **added}

    def next_act(self, record: R) -> Act | None:
        """Return the act that brings it on, None when there is none."""
        return self.act

    def recipients(self, reminder: Reminder, record: R, moment: Moment) -> Iterable[int]:
        """Return who is reminded: those who owe it, then the reminder's roles."""
        group = self.body_of(record)
        return (*moment.answers(group, *self.owners(record)), *moment.people(group, *reminder.roles))

    def form(self, reminder: Reminder, record: R) -> tuple[str, tuple[object, ...]]:
        """Return the page a reminder leads to, with its keys below the body."""
        return reminder.page or self.page, self.keys(record)

    def occasion(self, reminder: Reminder, record: R, due: date, moment: Moment) -> object | None:
        """Return under which of its occasions somebody is reminded at the moment, None when it is none."""
        return reminder.occasion(moment.day, due, moment.told(self.body_of(record)))

    def waits_for(self, line: DeskLine, record: R, request: BodyRequest) -> bool:
        """Say whether a line stands on the asker's desk: their own, or what they watch by a power or a staff role."""
        watcher = line.watched_by
        return (
            request.user.pk in self.people(record)
            or watcher in request.staff_roles
            or ("." in watcher and request.user.has_perm(watcher, request.group))
        )

    def keys(self, record: R) -> tuple[object, ...]:
        """Return the keys of its page below the body."""
        return (_at(record, self.page_key),)

    def watchers(self, record: R) -> tuple[str, ...]:
        """Return the roles in whose calendar it stands."""
        return self.keepers

    def revision(self, record: R) -> dict[str, Any]:
        """Return how often and when the record has changed, for the calendar."""
        if hasattr(record, "changes"):
            return changes_of(record)
        return {"sequence": int(self.done_on(record) is not None)}

    def subject(self, record: R) -> str:
        """Return under what it is told once; it does not change while the thing is owed."""
        return self.mark(record)

    def mark(self, record: R) -> str:
        """Return the identifier of what is owed, unique in the installation."""
        return f"{self.uid}-{self.key(record)}"

    def url(self, group: LeadingGroup, record: R, page: str = "") -> str:
        """Return the address of its page, or of another page with the same keys."""
        return reverse(page or self.page, args=[group.code, *self.keys(record)])


class RecordDuty(Duty[M]):
    """A duty about the rows of a model.

    body: path from a row to its body.  dated: the field by whose day rows are found.  owed: what is not done yet.
    """

    body: ClassVar[str] = "group"
    dated: ClassVar[str] = "due_on"
    owed: ClassVar[Q]

    @abstractmethod
    def records(self) -> QuerySet[M]:
        """Return the rows that owe it or owed it."""

    def visible(self, rows: QuerySet[M], viewer: User, group: LeadingGroup) -> QuerySet[M]:
        """Narrow rows to those somebody may see."""
        return rows

    def find(self, scope: Scope) -> QuerySet[M]:
        """Return rows, the earliest day first."""
        rows = self.records()
        if scope.group is not None:
            rows = rows.filter(**{self.body: scope.group})
            if scope.viewer is not None:
                rows = self.visible(rows, scope.viewer, scope.group)
        if scope.only_owed:
            rows = rows.filter(self.owed)
        if scope.since is not None:
            rows = rows.filter(**{f"{self.dated}__range": (scope.since, scope.until)})
        if scope.year is not None:
            first, last = date(scope.year, 1, 1), date(scope.year, 12, 31)
            earlier = Q(**{f"{self.dated}__lt": first}) & self.owed if scope.with_earlier else Q(pk__in=[])
            rows = rows.filter(Q(**{f"{self.dated}__range": (first, last)}) | earlier)
        if scope.with_changes and hasattr(rows.model, "entries"):
            rows = with_changes(rows)
        return rows.order_by(self.dated, "pk")

    def body_of(self, record: M) -> int:
        """Return the key of the body."""
        key: int = attrgetter(f"{self.body}_id".replace("__", "."))(record)
        return key

    def key(self, record: M) -> object:
        """Return the primary key."""
        return record.pk

    def day(self, record: M) -> date | None:
        """Return the day by which the record is found."""
        day: date | datetime | None = getattr(record, self.dated.removesuffix("__date"))
        return localdate(day) if isinstance(day, datetime) else day

    def due_on(self, record: M, law: Law) -> date | None:
        """Return the day that is written on the record."""
        return self.day(record)


class CountedDuty(RecordDuty[M]):
    """A duty whose last day is counted from a day of the record, by the rules of that day.  Clause 11-a."""

    reach = A_YEAR

    @abstractmethod
    def count(self, day: date, book: RuleBook) -> date:
        """Ask the rule for the last day."""

    def verdict(self, record: M, today: date, book: RuleBook) -> Verdict:
        """Ask the rule about the record."""
        return allow()

    def due_on(self, record: M, law: Law) -> date | None:
        """Return the day that is counted."""
        day = self.day(record)
        book = None if day is None else law(day)
        return None if day is None or book is None else self.count(day, book)

    def judged(self, record: M, today: date, law: Law) -> Verdict:
        """Return what the rule says, by the rules of the record's day."""
        day = self.day(record)
        book = None if day is None else law(day)
        return allow() if book is None else self.verdict(record, today, book)
