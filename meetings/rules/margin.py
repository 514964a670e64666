"""By how many further absences would a meeting fail to open, or an item not be held or not pass?

Depends on the ground only.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from meetings.rules import quorum
from meetings.rules.roll import Roll, Room
from members.procedure.rulebook import MeetingParameters

ORDINARY = ("other",)
PERSONNEL = ("personnel.appoint",)


@dataclass(frozen=True, slots=True)
class Margins:
    """The least number of further absences by which each fails; 0: it fails as things stand.

    opening: the meeting cannot open.  ordinary, personnel: an item without and with two thirds cannot be held or carried.
    """

    opening: int
    ordinary: int
    personnel: int


def _fails_at(coming: Sequence[int], holds: Callable[[tuple[int, ...]], bool]) -> int:
    """Return after how many absences something no longer holds; those at the end stay away first."""
    return next(
        (gone for gone in range(len(coming)) if not holds(tuple(coming[: len(coming) - gone]))), len(coming)
    )


def opening(roll: Roll, law: MeetingParameters) -> int:
    """Return by how many absences the meeting cannot open any more.  Clause 6.4-a."""
    return _fails_at(
        roll.present, lambda here: bool(quorum.opening(Roll(roll.entitled, here, roll.suspended), law))
    )


def item(room: Room, kinds: Iterable[str], law: MeetingParameters) -> int:
    """Return by how many absences an item cannot be held or cannot pass any more; those who would vote stay away.

    Clauses 6.4-a, 6.4-b, 6.5-c.
    """
    wanted, roll = tuple(kinds), room.roll
    recused = [seat for seat in roll.present if seat in room.recused]

    def holds(voters: tuple[int, ...]) -> bool:
        here = Roll(roll.entitled, (*recused, *voters), roll.suspended)
        verdict = quorum.of_item(Room(here, room.recused), wanted, law)
        return bool(verdict) and not verdict.warned

    return _fails_at(room.voters, holds)


def margins(roll: Roll, law: MeetingParameters) -> Margins:
    """Return the margins of a meeting with an attendance, of items from which nobody is recused.

    Clauses 6.4-a, 6.4-b, 6.5-c.
    """
    room = Room(roll)
    return Margins(opening(roll, law), item(room, ORDINARY, law), item(room, PERSONNEL, law))
