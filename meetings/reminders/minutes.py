"""Which reminders are due about minutes?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from meetings.minutes.states import MinutesState
from meetings.models import Meeting, Minutes
from meetings.rules import reminding
from meetings.states import MeetingState
from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues

Row = tuple[LeadingGroup, Meeting, Minutes | None]


def _over(moment: Moment) -> Iterator[Row]:
    """Return closed meetings without issued minutes, with the minutes that are there (two queries, once)."""
    for meeting, minutes in moment.once("without minutes", lambda: _read(moment)):
        group = moment.groups.get(meeting.group_id)
        if group is not None:
            meeting.group = group
            yield group, meeting, minutes


def _read(moment: Moment) -> list[tuple[Meeting, Minutes | None]]:
    over = Q(state=MeetingState.CLOSED, closed_at__isnull=False, minutes_issued_on=None)
    rows = list(moment.among(Meeting.objects.filter(over)).select_related("chair").order_by("pk"))
    drafted = Minutes.objects.filter(meeting__state=MeetingState.CLOSED, issued_on=None)
    known = {row.meeting_id: row for row in moment.among(drafted.defer("content", "draft"), "meeting__group")}
    return [(meeting, known.get(meeting.pk)) for meeting in rows]


def _closed_on(meeting: Meeting) -> date:
    assert meeting.closed_at is not None
    return localdate(meeting.closed_at)


def _draft(moment: Moment) -> Iterator[Due]:
    """Find meetings of which no minutes were drafted.  Clause 6.5-l."""
    for group, meeting, minutes in _over(moment):
        slot = reminding.minutes_due(_closed_on(meeting), moment.law(group.pk).meeting)
        if slot <= moment.day and minutes is None:
            people, page = moment.people(group.pk, "clerk"), "meetings:meeting_detail"
            facts = {"meeting": meeting.title, "day": meeting.day}
            yield from dues(group, people, f"meeting:{meeting.pk}", slot, page, meeting.pk, **facts)


def _unissued(moment: Moment) -> Iterator[Due]:
    """Find meetings whose minutes are not issued: the clerk and, until they are signed, the chair.  Clause 6.5-l."""
    for group, meeting, minutes in _over(moment):
        slot = reminding.minutes_unissued(moment.day, _closed_on(meeting), moment.told(group.pk))
        if slot is None:
            continue
        people = list(moment.people(group.pk, "clerk"))
        page: tuple[object, ...] = ("meetings:meeting_detail", meeting.pk)
        if minutes is not None:
            page = ("meetings:minutes_detail", minutes.pk)
            if minutes.state == MinutesState.DRAFT:
                people += moment.answers(group.pk, meeting.chair)
        facts = {"meeting": meeting.title, "day": meeting.day}
        yield from dues(group, people, f"meeting:{meeting.pk}", slot, str(page[0]), *page[1:], **facts)


KINDS = (
    Kind(
        name="minutes_due",
        label=_("Minutes to be drafted"),
        clause="6.5-l",
        audience=_("clerk"),
        when=_("three working days after the meeting"),
        title=_("No minutes yet of %(meeting)s (%(day)s)"),
        text=_("Draft the minutes from the decisions and hand them to the chair for signature."),
        find=_draft,
    ),
    Kind(
        name="minutes_unissued",
        label=_("Minutes to be issued"),
        clause="6.5-l",
        audience=_("clerk; chair until they are signed"),
        when=_("five working days after the meeting"),
        title=_("The minutes of %(meeting)s (%(day)s) are not issued"),
        text=_("Have them signed, numbered and sent out."),
        find=_unissued,
        fixed=True,
    ),
)
