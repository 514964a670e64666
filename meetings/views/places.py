"""Who has which place at a meeting, and are there enough of them?  Rows of the roll, guests, lamps."""

from dataclasses import dataclass

from meetings.models import AttendanceRecord, LeaveRequest, Meeting, Observer
from meetings.rules.roll import Roll
from meetings.states import LeaveState
from members.models import Membership


@dataclass(frozen=True, slots=True)
class Place:
    """One member's place in the roll.

    stay: the running or the last stay; standing: "", "suspended" or "excluded".
    """

    seat: Membership
    stay: AttendanceRecord | None
    leave: LeaveRequest | None
    standing: str
    presides: bool
    recused: bool = False

    @property
    def status(self) -> str:
        """Return present | waiting | left | on_leave | leave_requested | suspended | excluded | absent."""
        if self.standing:
            return self.standing
        if self.stay is not None and self.stay.out_at is None:
            return "present" if self.stay.confirmed_at else "waiting"
        if self.leave is not None:
            return "on_leave" if self.leave.state == LeaveState.APPROVED else "leave_requested"
        return "left" if self.stay is not None else "absent"

    @property
    def is_here(self) -> bool:
        """Say whether the member has signed in and not left."""
        return self.status in ("present", "waiting")


def places(meeting: Meeting, recused: frozenset[int] = frozenset()) -> list[Place]:
    """Return the roll, in protocol order (four queries)."""
    stays: dict[int | None, AttendanceRecord] = {}
    for stay in meeting.attendance.filter(membership__isnull=False):
        stays[stay.membership_id] = stay
    live = (LeaveState.APPROVED, LeaveState.REQUESTED)
    leaves = {leave.membership_id: leave for leave in meeting.leaves.filter(state__in=live)}
    return [
        Place(
            seat,
            stays.get(seat.pk),
            leaves.get(seat.pk),
            seat.standing_on(meeting.day),
            presides=seat.pk == meeting.chair_id,
            recused=seat.pk in recused,
        )
        for seat in meeting.seats()
    ]


@dataclass(frozen=True, slots=True)
class Guest:
    """An observer, and the running stay if there is one."""

    observer: Observer
    stay: AttendanceRecord | None


def guests(meeting: Meeting) -> list[Guest]:
    """Return who attends without a vote (three queries)."""
    rows = meeting.observers.prefetch_related("attendance", "items")
    return [
        Guest(row, next((stay for stay in row.attendance.all() if stay.out_at is None), None)) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Lamp:
    """A quorum at a glance: how many are here, how many are needed, of how many."""

    present: int
    needed: int
    base: int

    @property
    def lit(self) -> bool:
        """Say whether the quorum is there."""
        return self.present >= self.needed > 0


def lamps(meeting: Meeting, roll: Roll) -> dict[str, Lamp]:
    """Return the two lamps: ordinary and two thirds.  Clauses 6.4-a, 6.4-b."""
    law, here = meeting.law, len(roll.present)
    shares = {"ordinary": law.quorum_ordinary, "two_thirds": law.quorum_personnel}
    return {name: Lamp(here, share.needed(roll.base), roll.base) for name, share in shares.items()}
