"""Which bodies, people and rules does a moment see?  Each is read once, whatever asks, and for however many days."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.db.models import Model, Q, QuerySet
from django.utils.timezone import localdate

from members.models import LeadingGroup, Membership, Post, StaffRole, User
from members.procedure.rulebook import ReminderParameters, RuleBook
from members.rules.tenure import Period

M = TypeVar("M", bound=Model)
T = TypeVar("T")


def _closed() -> Iterator[int]:
    yield from User.objects.filter(is_active=False).values_list("pk", flat=True)


def _all_bodies() -> QuerySet[LeadingGroup]:
    return LeadingGroup.objects.prefetch_related("adoptions").order_by("pk")


@dataclass(slots=True)
class Moment:
    """The bodies, their people and their law at a moment; facts are read once (`once`) and kept.

    at: the moment; day: its day in the office's time zone.  only: one body alone, else all.
    first: the first of the days that are looked at with the same facts (`on`); the moment's own day when none is named.
    ahead: days to come are looked at, so that what is announced is taken as held.
    """

    at: datetime
    only: int | None = None
    first: date | None = None
    ahead: bool = False
    _kept: dict[Hashable, Any] = field(default_factory=dict)
    day: date = field(init=False)

    def __post_init__(self) -> None:
        self.day = localdate(self.at)

    def on(self, at: datetime) -> "Moment":
        """Return another moment that sees the same facts; `at` is not before the first day."""
        return Moment(at, self.only, self.since, self.ahead, self._kept)

    def once(self, name: Hashable, read: Callable[[], T]) -> T:
        """Return facts under a name, read when they are first asked for."""
        if name not in self._kept:
            self._kept[name] = read()
        return cast("T", self._kept[name])

    def read(self, name: Hashable, rows: Callable[[], QuerySet[M]], path: str = "group") -> list[M]:
        """Return rows under a name, asked for once.  path: from the row to its body."""
        return self.once(name, lambda: list(self.among(rows(), path)))

    def among(self, rows: QuerySet[M], path: str = "group") -> QuerySet[M]:
        """Narrow rows to the body that is looked at, if it is one alone.  path: from the row to its body."""
        return rows if self.only is None else rows.filter(**{path: self.only})

    @property
    def body(self) -> LeadingGroup | None:
        """Return the body that is looked at, None when it is not one alone."""
        return None if self.only is None else self.read("groups", _all_bodies, "pk")[0]

    @property
    def since(self) -> date:
        """Return the first day for which the facts are read."""
        return self.first or self.day

    @property
    def groups(self) -> Mapping[int, LeadingGroup]:
        """Return the bodies that have rules in force on the day, by key (two queries, once)."""
        return self._bodies()[0]

    def law(self, group: int) -> RuleBook:
        """Return the work rules of a body on the day.  KeyError when none are in force.  Clause 11-a."""
        return self._bodies()[1][group]

    def told(self, group: int) -> ReminderParameters:
        """Return when a body is reminded, by its rules of the day."""
        return self.law(group).reminder

    def _bodies(self) -> tuple[dict[int, LeadingGroup], dict[int, RuleBook]]:
        return self.once(("bodies", self.day), self._bound)

    def _bound(self) -> tuple[dict[int, LeadingGroup], dict[int, RuleBook]]:
        bound: tuple[dict[int, LeadingGroup], dict[int, RuleBook]] = ({}, {})
        for group in self.read("groups", _all_bodies, "pk"):
            law = group.law_on(self.day)
            if law is not None:
                bound[0][group.pk], bound[1][group.pk] = group, law
        return bound

    def seats(self, group: int) -> list[Membership]:
        """Return the seats of a body on the day, in protocol order (one query for all bodies, once)."""
        return [seat for seat in self.all_seats().get(group, ()) if seat.period.covers(self.day)]

    def all_seats(self) -> Mapping[int, list[Membership]]:
        """Return by body the seats held since the beginning of the year before the first day, in protocol order."""
        return self.once("seats", self._read_seats)

    def _read_seats(self) -> dict[int, list[Membership]]:
        begins = date(self.since.year - 1, 1, 1)
        held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=begins))
        rows = self.among(held.select_related("user").prefetch_related("standings"))
        result: dict[int, list[Membership]] = {}
        for seat in rows.order_by("protocol_order", "since", "pk"):
            result.setdefault(seat.group_id, []).append(seat)
        return result

    def answers(self, group: int, *seats: Membership | None) -> Iterator[int]:
        """Return the accounts behind seats; the secretary's where nobody holds one any more."""
        for seat in seats:
            if seat is not None and seat.period.covers(self.day):
                yield seat.user_id
            else:
                yield from self.people(group, "secretary")

    def law_on(self, group: LeadingGroup, day: date) -> RuleBook | None:
        """Return the rules that bound a body on another day, None when there were none or nobody held a seat.

        Clause 11-a.
        """
        if not any(seat.period.covers(day) for seat in self.all_seats().get(group.pk, ())):
            return None
        return group.law_on(day)

    def closed_accounts(self) -> frozenset[int]:
        """Return the accounts that are not told anything any more (one query, once)."""
        return self.once("closed", lambda: frozenset(_closed()))

    def people(self, group: int, *roles: str) -> Iterator[int]:
        """Return accounts by role: "secretary", "members", or a staff role (one query for all bodies, once)."""
        told = set()
        for role in roles:
            for user in self._with(group, role):
                if user not in told:
                    told.add(user)
                    yield user

    def _with(self, group: int, role: str) -> list[int]:
        if role == "members":
            return [seat.user_id for seat in self.seats(group)]
        if role == "secretary":
            return [seat.user_id for seat in self.seats(group) if seat.post == Post.SECRETARY]
        held = self.once("staff", self._read_staff).get((group, role), ())
        return [user for user, period in held if period.covers(self.day)]

    def _read_staff(self) -> dict[tuple[int, str], list[tuple[int, Period]]]:
        held = StaffRole.objects.filter(Q(until__isnull=True) | Q(until__gt=self.since))
        rows = self.among(held).order_by("since", "pk")
        result: dict[tuple[int, str], list[tuple[int, Period]]] = {}
        for group, role, user, since, until in rows.values_list("group", "role", "user", "since", "until"):
            result.setdefault((group, role), []).append((user, Period(since, until)))
        return result
