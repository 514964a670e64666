"""What is somebody in a body, on a day?  Predicates about office; no rules of law."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from members.models import LeadingGroup, Membership, Post, StaffRole, User
from members.models.office import holds, running
from members.procedure.journal import request_id


@dataclass(frozen=True, slots=True)
class Office:
    """A person's place in a body on a day: the seat, or None, and the codes of staff roles.

    person: primary key of the account
    """

    seat: Membership | None
    roles: frozenset[str]
    day: date
    person: int = 0

    @property
    def is_secretary(self) -> bool:
        """Say whether the person heads the body."""
        return self.seat is not None and self.seat.post == Post.SECRETARY

    @property
    def is_member(self) -> bool:
        """Say whether the person holds a seat."""
        return self.seat is not None

    @property
    def is_visiting(self) -> bool:
        """Say whether the person is here for an inspection alone: a visitor of the body, not one of its people."""
        return self.seat is None and self.roles == {StaffRole.Role.VISITING_INSPECTOR.value}

    def has(self, *roles: str) -> bool:
        """Say whether the person has one of the staff roles."""
        return not self.roles.isdisjoint(roles)

    def delegated(self, power: str) -> bool:
        """Say whether the person holds a power of the secretary, by office or authorisation."""
        return holds(self.seat, power, self.day)


def office(user: User, group: LeadingGroup, day: date) -> Office:
    """Return the person's place in the body; within one request it is looked up once (two queries)."""
    key = (request_id.get(), group.pk, day)
    # By getattr, not by __dict__: the request's user is a lazy wrapper with a dictionary of its own.
    known: dict[object, Office] | None = getattr(user, "_offices", None)
    if known is None:
        known = user._offices = {}  # type: ignore[attr-defined]  # a memo of this request, no field
    if key[0] and key in known:
        return known[key]
    seat = Membership.objects.filter(group=group, user=user).in_office(day).first()
    roles = StaffRole.objects.filter(Q(group=group, user=user) & running(day)).values_list("role", flat=True)
    result = Office(seat, frozenset(roles), day, user.pk)
    if key[0]:
        known[key] = result
    return result
