"""How is the record signed and corrected, and how is the meeting sealed?"""

from datetime import date, datetime

from meetings.models import Meeting, MeetingRecord, RecordCorrection
from members.models import User
from members.procedure.journal import advance
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse

CAPACITIES = ("recorder", "chair")


def sign_record(meeting: Meeting, capacity: str, *, by: User, at: datetime) -> MeetingRecord:
    """Sign the record, as the recorder or as who presided; both are needed.

    Raises Refused: "meeting_not_closed", "wrong_signer", "already_signed".  Clause 6.5-k.
    """
    with advance(meeting, "sign_record", by=by, at=at, capacity=capacity):
        record = meeting.record
        signer = meeting.recorder_id if capacity == "recorder" else meeting.chair and meeting.chair.user_id
        if capacity not in CAPACITIES or signer != by.pk:
            raise Refused(
                refuse(
                    "wrong_signer",
                    gettext_noop("The record is signed by its recorder and by who presided."),
                    "6.5-k",
                )
            )
        if getattr(record, f"{capacity}_signed_at") is not None:
            uphold(refuse("already_signed", gettext_noop("You have signed."), "6.5-k"))
        setattr(record, f"{capacity}_signed_by", by)
        setattr(record, f"{capacity}_signed_at", at)
        record.save()
    return record


def correct_record(meeting: Meeting, text: str, *, by: User, at: datetime) -> RecordCorrection:
    """Add a dated correction to the record; what was written stays.  Clause 6.5-k."""
    with advance(meeting, "correct_record", by=by, at=at):
        if not text.strip():
            uphold(refuse("reason_required", gettext_noop("Write down the correction."), "6.5-k"))
        correction = RecordCorrection(record=meeting.record, text=text, by=by, at=at)
        correction.save()
    return correction


def note_minutes_issued(meeting: Meeting, number: str, issued_on: date, *, by: User, at: datetime) -> Meeting:
    """Note that the minutes were issued; the floor above calls it.  Clause 6.5-l."""
    with advance(meeting, "note_minutes_issued", by=by, at=at, minutes=number):
        meeting.minutes_number = number
        meeting.minutes_issued_on = issued_on
    return meeting


def archive_meeting(meeting: Meeting, *, by: User | None, at: datetime) -> Meeting:
    """Seal the meeting against any change; the floor above calls it when the file is sealed.

    Raises Refused: "record_unsigned", "minutes_missing".  Clause 6.5-m.
    """
    with advance(meeting, "archive_meeting", by=by, at=at):
        pass
    return meeting
