"""Of what is somebody to be reminded before a meeting: papers, notice, answers, leave, recorder, forecast?"""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Prefetch
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_noop as _

from meetings.forecast import Forecast, answers_read, looked_ahead
from meetings.models import AgendaItem, Meeting, MeetingNotice, NoticeReceipt, Secrecy
from meetings.reminders.months import BEFORE
from meetings.rules import reminding
from meetings.states import LeaveState, MeetingState
from members.models import LeadingGroup, Membership
from members.reminders import Due, Kind, Moment, dues

ASKED = (LeaveState.REQUESTED, LeaveState.APPROVED)


def _coming(moment: Moment) -> Iterator[tuple[LeadingGroup, Meeting]]:
    """Return meetings that have not begun, with all that is asked of them (nine queries, once)."""
    for meeting in moment.once("coming", lambda: _read(moment)):
        group = moment.groups.get(meeting.group_id)
        if group is not None:
            meeting.group = group
            yield group, meeting


def _read(moment: Moment) -> list[Meeting]:
    begins = make_aware(datetime.combine(moment.since, time()))
    rows = moment.among(Meeting.objects.filter(state__in=BEFORE, starts_at__gte=begins))
    items = AgendaItem.objects.on_agenda().select_related("proposal__proposer")
    receipts = NoticeReceipt.objects.select_related("membership")
    notices = MeetingNotice.objects.order_by("serial")
    ordered = rows.order_by("starts_at", "pk").prefetch_related("leaves", "attendance")
    ordered = ordered.prefetch_related(
        Prefetch("items", items.prefetch_related("recusals", "proposal__papers"))
    )
    return list(
        ordered.prefetch_related(
            Prefetch("notices", notices.prefetch_related(Prefetch("receipts", receipts)))
        )
    )


def _facts(meeting: Meeting) -> dict[str, object]:
    start = localtime(meeting.starts_at)
    return {"meeting": meeting.title, "time": f"{start:%m-%d %H:%M}"}


def _subject(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def _papers(moment: Moment) -> Iterator[Due]:
    """Find topics without papers some working days before the meeting.  Clause 6.3-c."""
    for group, meeting in _coming(moment):
        slot = reminding.materials(moment.day, meeting.day, moment.told(group.pk))
        bare = [item for item in meeting.items.all() if _is_bare(item)] if slot else []
        if not bare:
            continue
        proposers = [item.proposal.proposer for item in bare if item.proposal is not None]
        people = [*moment.people(group.pk, "clerk"), *moment.answers(group.pk, *proposers)]
        facts = _facts(meeting) | {"count": len(bare)}
        yield from dues(
            group, people, _subject(meeting), slot, "meetings:meeting_detail", meeting.pk, **facts
        )


def _is_bare(item: AgendaItem) -> bool:
    proposal = item.proposal
    if proposal is None or proposal.secrecy == Secrecy.STUB:
        return False
    return not any(not paper.withdrawn for paper in proposal.papers.all())


def _notice(moment: Moment) -> Iterator[Due]:
    """Find meetings of which no notice was given when it must be out.  Clause 6.3-c."""
    for group, meeting in _coming(moment):
        if meeting.state == MeetingState.NOTIFIED:
            continue
        if reminding.notice(moment.at, meeting.starts_at, moment.law(group.pk).meeting):
            people = moment.people(group.pk, "clerk", "secretary")
            page = "meetings:agenda_edit"
            yield from dues(
                group, people, _subject(meeting), meeting.day, page, meeting.pk, **_facts(meeting)
            )


def _receipts(meeting: Meeting) -> list[NoticeReceipt]:
    notices = list(meeting.notices.all())
    return list(notices[-1].receipts.all()) if notices else []


def _unread(moment: Moment) -> Iterator[Due]:
    """Find members who have not read the latest notice shortly before the meeting.  Clause 6.3-c."""
    for group, meeting in _coming(moment):
        if not reminding.shortly_before(moment.at, meeting.starts_at, moment.told(group.pk)):
            continue
        for receipt in _receipts(meeting):
            if receipt.read_at is None and receipt.membership.period.covers(moment.day):
                people = [receipt.membership.user_id]
                page = "meetings:notice_detail"
                yield from dues(
                    group, people, _subject(meeting), meeting.day, page, meeting.pk, **_facts(meeting)
                )


def _silent(meeting: Meeting) -> Iterator[Membership]:
    """Return the members who neither answered a notice nor asked for leave."""
    receipts = [receipt for notice in meeting.notices.all() for receipt in notice.receipts.all()]
    answered = {receipt.membership_id for receipt in receipts if receipt.attend is not None}
    away = {leave.membership_id for leave in meeting.leaves.all() if leave.state in ASKED}
    seats = {receipt.membership_id: receipt.membership for receipt in receipts}
    yield from (seat for key, seat in seats.items() if key not in answered | away)


def _replies(moment: Moment) -> Iterator[Due]:
    """Find members who have not said whether they come while leave can still be asked for.  Clause 6.4-c."""
    for group, meeting in _coming(moment):
        end = reminding.reply(moment.at, meeting.starts_at, meeting.leave_deadline, moment.told(group.pk))
        if end is None or meeting.state != MeetingState.NOTIFIED:
            continue
        people = [seat.user_id for seat in _silent(meeting) if seat.period.covers(moment.day)]
        facts = _facts(meeting) | {"end": f"{localtime(end):%m-%d %H:%M}"}
        yield from dues(
            group, people, _subject(meeting), meeting.day, "meetings:notice_detail", meeting.pk, **facts
        )


def _leaves(moment: Moment) -> Iterator[Due]:
    """Find requests for leave that nobody decided on shortly before the meeting.  Clause 6.4-c."""
    for group, meeting in _coming(moment):
        if not reminding.shortly_before(moment.at, meeting.starts_at, moment.told(group.pk)):
            continue
        for leave in meeting.leaves.all():
            if leave.state == LeaveState.REQUESTED:
                people = moment.people(group.pk, "secretary")
                page = "meetings:leave_detail"
                yield from dues(
                    group, people, f"leave:{leave.pk}", meeting.day, page, leave.pk, **_facts(meeting)
                )


def _recorder(moment: Moment) -> Iterator[Due]:
    """Find meetings without a recorder in the hours in which notice must be out.  Clause 6.5-k."""
    for group, meeting in _coming(moment):
        soon = reminding.notice(moment.at, meeting.starts_at, moment.law(group.pk).meeting)
        if soon and meeting.recorder_id is None:
            people = moment.people(group.pk, "clerk")
            page = "meetings:meeting_edit"
            yield from dues(
                group, people, _subject(meeting), meeting.day, page, meeting.pk, **_facts(meeting)
            )


def _sitting(moment: Moment) -> Iterator[Due]:
    """Find meetings of the day for their recorders.  Clauses 6.4-a, 6.5-k."""
    for group, meeting in _coming(moment):
        slot = reminding.sitting_day(moment.at, moment.day, meeting.day, meeting.starts_at)
        if slot and meeting.recorder_id is not None:
            people, page = [meeting.recorder_id], "meetings:sitting_detail"
            yield from dues(group, people, _subject(meeting), slot, page, meeting.pk, **_facts(meeting))


def _forecasts(moment: Moment) -> Iterator[Due]:
    """Find meetings that cannot open, or items that cannot be held or pass, as things stand.  Clauses 6.4-a, 6.4-b, 6.5-c."""
    for group, meeting in _coming(moment):
        if not reminding.shortly_before(moment.at, meeting.starts_at, moment.told(group.pk)):
            continue
        seen = _look(moment, meeting)
        if seen.good:
            continue
        bad = [row.item for row in seen.items if not row.good]
        facts = _facts(meeting) | {
            "expected": seen.expected,
            "base": seen.base,
            "items": "、".join(item.title for item in bad) or "–",
        }
        people = moment.people(group.pk, "clerk", "secretary")
        page = "meetings:agenda_edit"
        yield from dues(
            group,
            people,
            _subject(meeting),
            meeting.day,
            page,
            meeting.pk,
            sensitive=any(item.is_sensitive for item in bad),
            **facts,
        )


def _look(moment: Moment, meeting: Meeting) -> Forecast:
    held = moment.all_seats().get(meeting.group_id, ())
    seats = [seat for seat in held if seat.period.covers(meeting.day)]
    here = {
        stay.membership_id
        for stay in meeting.attendance.all()
        if stay.membership_id is not None and stay.out_at is None and stay.confirmed_at is not None
    }
    return looked_ahead(
        meeting, seats, list(meeting.items.all()), meeting.roll_of(seats, here), answers_read(meeting)
    )


KINDS = (
    Kind(
        name="papers_due",
        label=_("Papers of a meeting"),
        clause="6.3-c",
        audience=_("clerk, proposers of topics without papers"),
        when=_("from three working days before the meeting"),
        title=_("%(count)s topics of %(meeting)s (%(time)s) have no papers yet"),
        text=_("Collect the papers and attach them to the topics, so that they go out with the notice."),
        find=_papers,
    ),
    Kind(
        name="notice_due",
        label=_("Notice of a meeting"),
        clause="6.3-c",
        audience=_("clerk, secretary"),
        when=_("24 hours before the meeting"),
        title=_("No notice yet of %(meeting)s (%(time)s)"),
        text=_(
            "Every member is told of the agenda in writing beforehand. Have the agenda approved and give notice now."
        ),
        find=_notice,
        urgent=True,
        fixed=True,
        by_hour=True,
    ),
    Kind(
        name="recorder_missing",
        label=_("Recorder of a meeting"),
        clause="6.5-k",
        audience=_("clerk"),
        when=_("24 hours before the meeting"),
        title=_("No recorder yet for %(meeting)s (%(time)s)"),
        text=_("Without a recorder the meeting cannot open. Name one."),
        find=_recorder,
        urgent=True,
        by_hour=True,
    ),
    Kind(
        name="sitting_today",
        label=_("Meeting of the day"),
        clause="6.4-a",
        audience=_("recorder"),
        when=_("on the day of the meeting"),
        title=_("Today: %(meeting)s (%(time)s)"),
        text=_("Open the sign-in and watch the lamps of the quorum on the page of the meeting."),
        find=_sitting,
        urgent=True,
        by_hour=True,
    ),
    Kind(
        name="reply_due",
        label=_("Answer to a notice"),
        clause="6.4-c",
        audience=_("members who have not answered"),
        when=_("two hours before leave is to be asked for"),
        title=_("Will you come to %(meeting)s (%(time)s)?"),
        text=_("Answer the notice, or ask for leave by %(end)s."),
        find=_replies,
        urgent=True,
        by_hour=True,
    ),
    Kind(
        name="notice_unread",
        label=_("Notice not read"),
        clause="6.3-c",
        audience=_("members who have not read it"),
        when=_("two hours before the meeting"),
        title=_("You have not read the notice of %(meeting)s (%(time)s)"),
        text=_("Read the agenda before the meeting begins."),
        find=_unread,
        urgent=True,
        fixed=True,
        by_hour=True,
    ),
    Kind(
        name="leave_undecided",
        label=_("Leave not decided"),
        clause="6.4-c",
        audience=_("secretary"),
        when=_("two hours before the meeting"),
        title=_("A request for leave from %(meeting)s (%(time)s) is not decided"),
        text=_("Decide on it before the meeting begins; the forecast counts it as absence."),
        find=_leaves,
        urgent=True,
        by_hour=True,
    ),
    Kind(
        name="forecast_bad",
        label=_("Forecast of a meeting"),
        clause="6.4-a",
        audience=_("clerk, secretary"),
        when=_("two hours before the meeting, when something cannot be held or passed"),
        title=_("%(meeting)s (%(time)s): %(expected)s of %(base)s members are expected"),
        text=_(
            "As things stand these items cannot be held or cannot pass: %(items)s. Ask members to come, or postpone the items."
        ),
        find=_forecasts,
        urgent=True,
        by_hour=True,
    ),
)
