"""What do meetings, decisions and tasks put into the calendar?"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingNotice
from meetings.rules.missing import months_missing
from meetings.rules.reminding import Month
from meetings.states import MeetingState
from members.calendar import Entry, Gap, Source, Span, changes_of, register, with_changes
from members.delivery.enclosures import Enclosure, enclose
from members.ics import MEDIA_TYPE, invitation
from members.models import Notification

USUAL_LENGTH = timedelta(hours=2)
"""How long a meeting stands in the calendar when no end was planned."""
PLANNED = (MeetingState.PREPARING, MeetingState.READY)


def meeting_entry(meeting: Meeting, *, url: str) -> Entry:
    """Return a meeting as it stands in the calendar; without `with_changes` its journal is asked."""
    ends = meeting.closed_at or meeting.expected_end
    begins = meeting.opened_at or meeting.starts_at
    if ends is None or ends <= begins:
        ends = begins + USUAL_LENGTH
    if not hasattr(meeting, "changes"):
        meeting = with_changes(Meeting.objects.filter(pk=meeting.pk).select_related("group")).get()
    return Entry(
        f"meeting-{meeting.pk}",
        "meeting",
        meeting.title,
        begins,
        ends,
        meeting.place,
        url,
        "6.2-b",
        str(meeting.get_state_display()),
        cancelled=meeting.state == MeetingState.CANCELLED,
        tentative=meeting.state in PLANNED,
        done=meeting.state in (MeetingState.CLOSED, MeetingState.ARCHIVED),
        **changes_of(meeting),
    )


def meetings(span: Span) -> Iterator[Entry]:
    """Return the meetings of a span (one query)."""
    rows = Meeting.objects.visible_to(span.user, span.group).filter(day__range=(span.since, span.until))
    for meeting in with_changes(rows.select_related("group")):
        yield meeting_entry(
            meeting, url=reverse("meetings:meeting_detail", args=[span.group.code, meeting.pk])
        )


def without_meeting(span: Span, year: int) -> Iterator[Gap]:
    """Return the months without a meeting.  Clause 6.2-b."""
    rows = Meeting.objects.filter(group=span.group, day__year=year).exclude(state=MeetingState.CANCELLED)
    days = list(rows.values_list("day", "opened_at"))
    month = Month({day for day, opened in days if opened}, {day for day, opened in days if not opened})
    for number, late in months_missing(year, month, span.today).items():
        if span.law(date(year, number, 28)) is not None:
            url = span.link("meetings.prepare", "meetings:meeting_create")
            yield Gap(_("no meeting"), "6.2-b", url, number, late)


def invitation_of(meeting: Meeting) -> bytes:
    """Return the file that puts a meeting into somebody's own calendar."""
    url = reverse("meetings:notice_detail", args=[meeting.group.code, meeting.pk])
    return invitation(meeting_entry(meeting, url=url))


def with_notice(told: Notification) -> Enclosure | None:
    """Return the meeting of the notice a message is about, None when there is none."""
    notice = MeetingNotice.objects.filter(pk=int(told.key)).select_related("meeting__group").first()
    return Enclosure("meeting.ics", invitation_of(notice.meeting), MEDIA_TYPE) if notice else None


def with_calling_off(told: Notification) -> Enclosure | None:
    """Return the file that takes a meeting out of somebody's calendar again."""
    meeting = Meeting.objects.filter(pk=int(told.key)).select_related("group").first()
    return Enclosure("meeting.ics", invitation_of(meeting), MEDIA_TYPE) if meeting else None


enclose("meeting_cancelled", with_calling_off)
for kind in MeetingNotice.Kind:
    enclose(f"meeting_{kind}", with_notice)

register((Source("meetings", "meetings.read", meetings, without_meeting),))
