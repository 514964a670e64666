"""Who held a seat, a staff role, or an interest on a day?  A body's offices are read once for the whole year."""

from dataclasses import dataclass
from datetime import date

from members.models import InterestDeclaration, LeadingGroup, Membership, StaffRole
from members.rules.interest import Interest
from members.rules.tenure import Period

KEEPERS = (StaffRole.Role.CLERK, StaffRole.Role.RECORDER)


@dataclass(frozen=True, slots=True)
class Offices:
    """The seats of a body by key, with holders and standings; its staff; what its members declared."""

    seats: dict[int, Membership]
    staff: tuple[tuple[int, Period], ...]
    declared: tuple[InterestDeclaration, ...]

    def on(self, day: date) -> list[Membership]:
        """Return the seats in office on a day, in protocol order."""
        there = [seat for seat in self.seats.values() if seat.period.covers(day)]
        return sorted(there, key=lambda seat: (seat.protocol_order, seat.since, seat.pk))

    def keepers(self, day: date) -> set[int]:
        """Return the persons who could enter for others on a day (keys of users)."""
        return {user for user, period in self.staff if period.covers(day) or period.until == day}

    def interests(self, day: date) -> list[Interest]:
        """Return what was declared by a day and not withdrawn on it.  Clause 6.4-e."""
        return [
            interest_declaration.as_interest()
            for interest_declaration in self.declared
            if interest_declaration.declared_on <= day
            and (interest_declaration.withdrawn_on is None or interest_declaration.withdrawn_on > day)
        ]

    def names(self) -> dict[int, str]:
        """Return the names of the holders by seat."""
        return {pk: seat.user.name for pk, seat in self.seats.items()}


def offices(group: LeadingGroup) -> Offices:
    """Read the offices of a body (four queries)."""
    seats = Membership.objects.filter(group=group).select_related("user").prefetch_related("standings")
    staff = StaffRole.objects.filter(group=group, role__in=KEEPERS).values_list("user_id", "since", "until")
    declared = InterestDeclaration.objects.filter(membership__group=group).order_by("pk")
    return Offices(
        {seat.pk: seat for seat in seats},
        tuple((user, Period(since, until)) for user, since, until in staff),
        tuple(declared),
    )
