"""On whose behalf does somebody act in a meeting?  The chair acts, or the recorder for the chair."""

from meetings.models import AgendaItem, Meeting
from meetings.rules import discussion
from meetings.rules.roll import Room
from members.models import Membership, User
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse


def for_chair(meeting: Meeting, chair: Membership | None, by: User) -> User | None:
    """Return on whose behalf an act of the chair is done: None by the chair, the chair's by the recorder.

    Raises Refused ("chair_not_authorised") for anybody else.  Clause 6.2-a.
    """
    if chair is not None and chair.user_id == by.pk:
        return None
    if chair is not None and meeting.is_recorder(by):
        return chair.user
    raise Refused(
        refuse(
            "chair_not_authorised",
            gettext_noop(
                "Only the secretary, or a member with a living authorisation to preside, may preside."
            ),
            "6.2-a",
        )
    )


def for_chair_of(item: AgendaItem, by: User) -> User | None:
    """Return on whose behalf an act of the chair of an item is done.  Raises Refused."""
    return for_chair(item.meeting, item.chair, by)


def for_member(meeting: Meeting, member: Membership | None, by: User) -> tuple[Membership, User | None]:
    """Return the seat that acts, and on whose behalf: one's own, or a member's for whom the recorder enters.

    Raises Refused: "not_a_member" for somebody without a seat, "proxy_not_allowed" for anybody else's.
    """
    if member is None:
        member = meeting.seat_for(by)
    uphold(discussion.participant(member.pk if member else None, open_room(meeting, member), clause="6.4-a"))
    assert member is not None
    if member.user_id == by.pk:
        return member, None
    if meeting.is_recorder(by):
        return member, member.user
    raise Refused(refuse("proxy_not_allowed", gettext_noop("Nobody acts here for another member."), "6.5-d"))


def open_room(meeting: Meeting, member: Membership | None) -> Room:
    """Return the meeting's room as if the member were in it: asks who one is, not where one sits."""
    roll = meeting.roll()
    present = roll.present if member is None or member.pk in roll.present else (*roll.present, member.pk)
    return Room(type(roll)(roll.entitled, present, roll.suspended, roll.chair))


def lock(meeting: Meeting) -> Meeting:
    """Lock the meeting's row until the transaction ends, and read it afresh: acts on items meet here."""
    meeting.refresh_from_db(from_queryset=Meeting._base_manager.select_for_update())
    return meeting


def in_session(item: AgendaItem) -> None:
    """Lock the meeting of an item and demand that it is open.  Raises Refused."""
    uphold(lock(item.meeting).in_session())
