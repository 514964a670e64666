"""How is a meeting opened, adjourned, resumed and closed?"""

from datetime import datetime

from meetings.actions.standing import for_chair
from meetings.models import Meeting, MeetingRecord
from members.models import Membership, Term, User
from members.procedure.journal import advance


def open_meeting(meeting: Meeting, chair: Membership | None = None, *, by: User, at: datetime) -> Meeting:
    """Open the meeting, presided over by `chair`: oneself, or the planned chair for whom the recorder enters.

    Raises Refused in this order: "agenda_not_approved", "chair_not_authorised", "recorder_missing",
    "recorder_is_voting_member", "notice_missing", "first_topic_missing", "first_topic_not_first",
    "quorum_not_met", "not_present".  Clauses 6.2-a, 6.3-c, 6.4-a, 6.5-k.
    """
    chair = chair or meeting.seat_for(by) or meeting.chair
    with advance(meeting, "open_meeting", by=by, at=at) as act:
        act.facts["chair"] = str(chair or "")
        act.on_behalf_of = for_chair(meeting, chair, by)
        meeting.chair = chair
        meeting.opened_at = at
        Term._base_manager.select_for_update().get(pk=meeting.term_id)
        meeting.ordinal = meeting.next_ordinal()
    MeetingRecord.objects.get_or_create(meeting=meeting)
    return meeting


def adjourn_meeting(meeting: Meeting, until: datetime | None = None, *, by: User, at: datetime) -> Meeting:
    """Interrupt the meeting; it keeps its day, its number and its law, also over midnight.  Clause 11-a."""
    behalf = for_chair(meeting, meeting.chair, by)
    with advance(
        meeting, "adjourn_meeting", by=by, at=at, on_behalf_of=behalf, until=until and until.isoformat()
    ):
        pass
    return meeting


def resume_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Go on with an adjourned meeting, if half of the members are here.  Clause 6.4-a."""
    behalf = for_chair(meeting, meeting.chair, by)
    with advance(meeting, "resume_meeting", by=by, at=at, on_behalf_of=behalf):
        pass
    return meeting


def close_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Close the meeting when every item has its outcome; those still here leave with it.

    Raises Refused: "items_pending", "vote_pending".  Clause 6.5-f.
    """
    behalf = for_chair(meeting, meeting.chair, by)
    with advance(meeting, "close_meeting", by=by, at=at, on_behalf_of=behalf):
        meeting.closed_at = at
        for stay in meeting.attendance.filter(out_at__isnull=True):
            stay.out_at = at
            stay.save()
    return meeting


def clear_to_open(meeting: Meeting, *, at: datetime) -> Meeting:
    """Note that the preparations of a democratic-life meeting are complete; done by the floor above."""
    with advance(meeting, "clear_to_open", by=None, at=at):
        meeting.cleared_at = at
    return meeting
