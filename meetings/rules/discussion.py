"""May somebody speak now, and has the discussion been full?

Depends on the ground only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.rules.roll import Room
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


def participant(seat: int | None, room: Room, *, clause: str) -> Verdict:
    """Only members in the room take part in an item: not strangers, the suspended, the absent or the recused.

    seat: None for somebody who holds no seat.  Clauses 6.4-a, 6.4-e, 6.5-d.
    """
    if seat is None:
        return refuse("not_a_member", gettext_noop("This person is not a member of the group."), clause)
    if seat in room.roll.suspended:
        return refuse(
            "member_suspended",
            gettext_noop("This member is suspended or excluded, and can neither sign in nor vote."),
            clause,
        )
    if seat not in room.roll.entitled:
        return refuse("not_in_office", gettext_noop("This person is not in office on the day."), clause)
    if seat in room.recused:
        return refuse("recused", gettext_noop("This member is recused from the item."), "6.4-e")
    if seat not in room.roll.present:
        return refuse("not_present", gettext_noop("This member is not in the room."), clause)
    return allow()


@dataclass(frozen=True, slots=True)
class Floor:
    """A discussion so far: the room, who presides over the item, and the seats that spoke, in order."""

    room: Room
    chair: int | None
    spoken: Sequence[int] = ()

    @property
    def silent(self) -> list[int]:
        """Return those in the room who have neither spoken nor said "no comment", the chair included."""
        return [seat for seat in self.room.voters if seat not in self.spoken]


def may_speak(seat: int | None, floor: Floor) -> Verdict:
    """Members in the room speak; whoever presides states a position last.

    Clauses 6.5-a, 6.5-e.
    """
    verdict = participant(seat, floor.room, clause="6.5-a")
    if not verdict:
        return verdict
    others = [other for other in floor.silent if other != floor.chair]
    if seat == floor.chair and others:
        return refuse(
            "chair_speaks_last",
            gettext_noop("The chair speaks last; %(waiting)s members have not spoken yet."),
            "6.5-e",
            waiting=len(others),
        )
    return allow()


def full(floor: Floor) -> Verdict:
    """A discussion is full when everybody in the room has spoken or passed, the chair last.

    Clauses 6.5-a, 6.5-e.
    """
    silent = floor.silent
    if silent:
        return refuse(
            "discussion_required",
            gettext_noop('%(waiting)s members in the room have neither spoken nor said "no comment".'),
            "6.5-a",
            waiting=len(silent),
        )
    if floor.chair in floor.spoken:
        last = max(index for index, seat in enumerate(floor.spoken) if seat == floor.chair)
        first_words = {seat: list(floor.spoken).index(seat) for seat in floor.room.voters}
        if any(first > last for seat, first in first_words.items() if seat != floor.chair):
            return refuse(
                "chair_speaks_last",
                gettext_noop(
                    "Somebody spoke for the first time after the chair; let the chair speak once more."
                ),
                "6.5-e",
                waiting=1,
            )
    return allow()
