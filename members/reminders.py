"""What is a reminder before it is told?  A row that is due, unique by kind, subject, recipient and slot.

The kinds live with the records they are about (`<app>/reminders.py`); each asks a rule of its own.  Written here in one
statement for all bodies, so that telling twice is impossible and asking again costs nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from members.models import LeadingGroup, Membership, Notification, Post, StaffRole
from members.models.office import running
from members.procedure.rulebook import NotInForce, RuleBook

WRITTEN_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that is due.

    subject: what it is about ("meeting:12").  slot: which of its occasions ("2025-12-15", "T-24h").
    facts: fill the places of the kind's texts.  url: the very form to use next.
    """

    group: int
    user: int
    subject: str
    slot: str
    url: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reminder.

    name: stable identifier; label, title, text: message ids (title and text with %(name)s places).
    clause: why.  audience: who is told, in words.  when: the calendar's own words for its occasions.
    find: moment → what is due then, in a number of queries that does not depend on the number of bodies.
    urgent: leaves at once.  fixed: cannot be kept inside the application by its reader.
    """

    name: str
    label: str
    clause: str
    audience: str
    when: str
    title: str
    text: str
    find: Callable[["Moment"], Iterable[Due]]
    urgent: bool = False
    fixed: bool = False


@dataclass(slots=True)
class Moment:
    """The bodies, their people and their law at a moment; each is read once, whatever asks.

    at: the moment; day: its day in the office.  only: one body alone (for looking ahead), else all.
    """

    at: datetime
    only: int | None = None
    _groups: dict[int, LeadingGroup] = field(default_factory=dict)
    _law: dict[int, RuleBook] = field(default_factory=dict)
    _people: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    _seats: dict[int, list[Membership]] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """Return the day in the office's time zone."""
        return localdate(self.at)

    @property
    def groups(self) -> Mapping[int, LeadingGroup]:
        """Return the bodies that have rules in force on the day, by key (two queries, once)."""
        if not self._groups:
            rows = LeadingGroup.objects.prefetch_related("adoptions")
            for group in rows.filter(pk=self.only) if self.only else rows:
                try:
                    self._law[group.pk] = group.rulebook(self.day)
                except NotInForce:
                    continue
                self._groups[group.pk] = group
        return self._groups

    def law(self, group: int) -> RuleBook:
        """Return the work rules of a body on the day.  KeyError when none are in force."""
        assert self.groups is not None
        return self._law[group]

    def seats(self, group: int) -> list[Membership]:
        """Return the seats of a body on the day, in protocol order (one query for all bodies, once)."""
        if not self._seats:
            rows = Membership.objects.filter(running(self.day), user__is_active=True)
            for seat in rows.select_related("user").order_by("protocol_order", "since", "pk"):
                self._seats.setdefault(seat.group_id, []).append(seat)
        return self._seats.get(group, [])

    def people(self, group: int, *roles: str) -> Iterator[int]:
        """Return accounts by role: "secretary", "members", or a staff role (one query for all bodies, once)."""
        if not self._people:
            rows = StaffRole.objects.filter(running(self.day), user__is_active=True)
            for held in rows.values_list("group", "role", "user"):
                self._people.setdefault(held[0], {}).setdefault(held[1], []).append(held[2])
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
        return self._people.get(group, {}).get(role, [])


def key_of(due: Due) -> str:
    """Return the key under which a reminder is told once."""
    return f"{due.subject}@{due.slot}"


def row_of(kind: Kind, due: Due, at: datetime) -> Notification:
    """Return the message of a reminder, not saved."""
    return Notification(
        group_id=due.group,
        user_id=due.user,
        kind=kind.name,
        key=key_of(due),
        subject=kind.title,
        body=kind.text,
        facts=dict(due.facts),
        clause=kind.clause,
        url=due.url,
        at=at,
        urgent=kind.urgent,
        sensitive=due.sensitive,
    )


def write(kind: Kind, moment: Moment) -> int:
    """Write what is due of a kind; what was written before stays as it is.  Return how many were new."""
    rows = [row_of(kind, due, moment.at) for due in kind.find(moment)]
    if not rows:
        return 0
    told = Notification.objects.filter(kind=kind.name, key__in={row.key for row in rows})
    known = set(told.values_list("user", "key"))
    fresh = [row for row in rows if (row.user_id, row.key) not in known]
    for start in range(0, len(fresh), WRITTEN_AT_ONCE):
        Notification.objects.bulk_create(fresh[start : start + WRITTEN_AT_ONCE], ignore_conflicts=True)
    return len(fresh)
