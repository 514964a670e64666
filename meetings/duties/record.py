"""What is owed for the record of a meeting: its two signatures?"""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from meetings.models import Meeting
from meetings.rules import reminding
from meetings.states import MeetingState
from members.duties import CountedDuty, DeskLine, Reminder, register
from members.procedure.rulebook import RuleBook
from members.reminders import Moment

UNSIGNED = Q(record=None) | Q(record__recorder_signed_at=None) | Q(record__chair_signed_at=None)


@register
class RecordSigned(CountedDuty[Meeting]):
    """The record is signed by recorder and chair some working days after the meeting.  Clause 6.5-k."""

    name = "record"
    label = _("Record to be signed")
    clause = "6.5-k"
    uid = "record"
    page = "meetings:record_detail"
    power = "meetings.read"
    entry = _("Record to be signed: %(what)s")
    titled = "title"
    places = MappingProxyType({"day": "day"})
    dated = "closed_at__date"
    owed = UNSIGNED & Q(state=MeetingState.CLOSED)
    reminders = (
        Reminder(
            name="record_unsigned",
            audience=_("recorder, chair"),
            when=_("one working day after the meeting"),
            title=_("The record of %(what)s (%(day)s) is not signed"),
            text=_("Read the record and sign it; without it the file cannot be sealed."),
            occasion=reminding.once_due,
            fixed=True,
        ),
    )
    desk = (DeskLine(label=gettext_lazy("Sign the record"), icon="pen", late_tone="info"),)

    def records(self) -> QuerySet[Meeting]:
        """Return meetings that were closed."""
        return Meeting.objects.filter(closed_at__isnull=False).select_related("record", "chair")

    def count(self, day: date, book: RuleBook) -> date:
        """Count from the closing."""
        return reminding.record_due(day, book.meeting)

    def done_on(self, meeting: Meeting) -> date | None:
        """Return the day of the second signature."""
        record = getattr(meeting, "record", None)
        if record is None or record.recorder_signed_at is None or record.chair_signed_at is None:
            return None
        return localdate(max(record.recorder_signed_at, record.chair_signed_at))

    def people(self, meeting: Meeting) -> frozenset[int]:
        """Return those whose signature is missing; of a signed one, both."""
        record = getattr(meeting, "record", None)
        signers = {
            meeting.recorder_id: record and record.recorder_signed_at,
            meeting.chair and meeting.chair.user_id: record and record.chair_signed_at,
        }
        missing = {user for user, signed in signers.items() if user and not signed}
        return frozenset(missing or {user for user in signers if user})

    def recipients(self, reminder: Reminder, meeting: Meeting, moment: Moment) -> Iterable[int]:
        """Return whose signature is missing; the clerk where no recorder is named."""
        record = getattr(meeting, "record", None)
        if record is None or record.recorder_signed_at is None:
            yield from (
                [meeting.recorder_id] if meeting.recorder_id else moment.people(meeting.group_id, "clerk")
            )
        if record is None or record.chair_signed_at is None:
            yield from moment.answers(meeting.group_id, meeting.chair)
