"""Which bodies, people and rules does a moment see?  Each is read once, whatever asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localdate

from members.models import LeadingGroup, Membership, Post, StaffRole
from members.models.office import running
from members.procedure.rulebook import NotInForce, RuleBook


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
