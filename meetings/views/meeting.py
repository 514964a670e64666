"""Where does a meeting stand, and what is the next thing to do for the one who asks?"""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.models import AgendaItem, Meeting, MeetingNotice, MeetingRecord, NoticeReceipt
from meetings.rules.kinds import quorum_share
from meetings.states import MeetingState
from meetings.views.console import meeting_for
from meetings.views.places import Place, places
from meetings.views.sitting import leave_of
from members.access import BodyRequest, in_body
from members.pages import Step, Words

S = MeetingState
BEFORE = (S.PREPARING, S.READY, S.NOTIFIED)
RUNNING = (S.OPEN, S.ADJOURNED)
JOURNAL_SHOWN = 40


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do: words, and where.  url "" when there is nothing to do but to wait."""

    text: Words
    label: Words = ""
    url: str = ""
    icon: str = "arrow-right"


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item on the meeting's page: the attendance it needs, and who is recused."""

    item: AgendaItem
    two_thirds: bool
    needed: int
    recused: list[str]


def address(name: str, meeting: Meeting) -> str:
    """Return the address of a page about the meeting, "" when there is no such page."""
    try:
        return reverse(name, args=[meeting.group.code, meeting.pk])
    except NoReverseMatch:
        return ""


def stages(meeting: Meeting, *, has_items: bool, signed: bool) -> list[Step]:
    """Return the stages; the first one not done is the current one."""
    begun = meeting.state not in BEFORE and meeting.state != S.CANCELLED
    rows: list[tuple[Words, bool, str]] = [
        (_("Preparing"), has_items or begun, "meetings:agenda_edit"),
        (_("Agenda"), begun or meeting.state in (S.READY, S.NOTIFIED), "meetings:agenda_edit"),
        (_("Notice"), begun or meeting.state == S.NOTIFIED, "meetings:notice_detail"),
        (_("Sitting"), meeting.state in (S.CLOSED, S.ARCHIVED), "meetings:sitting_detail"),
        (_("Record"), signed, "meetings:record_detail"),
        (_("Minutes"), meeting.minutes_issued_on is not None, ""),
        (_("Archive"), meeting.state == S.ARCHIVED, ""),
    ]
    open_ones = [n for n, (_label, is_done, _name) in enumerate(rows) if not is_done]
    current = open_ones[0] if open_ones and meeting.state != S.CANCELLED else len(rows)
    return [
        Step(
            label,
            "done" if is_done else "current" if n == current else "todo",
            address(name, meeting) if name and (is_done or n == current) else "",
        )
        for n, (label, is_done, name) in enumerate(rows)
    ]


def next_step(
    request: BodyRequest, meeting: Meeting, record: MeetingRecord | None, *, has_items: bool, unread: bool
) -> NextStep:
    """Return what waits for this person, else what the meeting waits for."""
    if meeting.state in BEFORE:
        return _before(request, meeting, has_items=has_items, unread=unread)
    if meeting.state in RUNNING:
        return _running(request, meeting)
    if meeting.state == S.CLOSED:
        return _after(request, meeting, record)
    if meeting.state == S.ARCHIVED:
        return NextStep(_("The meeting is archived and sealed."), icon="archive")
    return NextStep(_("The meeting was cancelled."), icon="x-circle")


def _before(request: BodyRequest, meeting: Meeting, *, has_items: bool, unread: bool) -> NextStep:
    user, agenda, notice = (
        request.user,
        address("meetings:agenda_edit", meeting),
        address("meetings:notice_detail", meeting),
    )
    if meeting.state == S.PREPARING:
        if has_items and user.has_perm("meetings.approve_agenda", meeting):
            return NextStep(
                _("The agenda waits for your approval."), _("Read and approve"), agenda, "check2-square"
            )
        if user.has_perm("meetings.prepare", meeting):
            return NextStep(
                _("Put the accepted topics on the agenda."), _("Build the agenda"), agenda, "list-ol"
            )
        return NextStep(_("The agenda is being prepared."), icon="hourglass-split")
    if meeting.state == S.READY:
        if user.has_perm("meetings.notify", meeting):
            return NextStep(_("Give written notice to every member."), _("Give notice"), notice, "send")
        return NextStep(_("The notice is about to be given."), icon="hourglass-split")
    if unread:
        return NextStep(
            _("You have been notified; say whether you come."), _("Read and answer"), notice, "envelope-open"
        )
    if _runs(request, meeting):
        url = address("meetings:sitting_detail", meeting)
        return NextStep(
            _("Sign the members in, then open the meeting."), _("To the sitting"), url, "door-open"
        )
    if request.seat:
        url = address("meetings:my_sitting", meeting)
        return NextStep(_("On the day, sign in on your own screen."), _("My screen"), url, "phone")
    return NextStep(_("Notice has been given."), icon="hourglass-split")


def _runs(request: BodyRequest, meeting: Meeting) -> bool:
    chair = meeting.chair
    presides = chair is not None and chair.user_id == request.user.pk
    return (
        presides
        or request.user.pk == meeting.recorder_id
        or bool(request.staff_roles & {"clerk", "recorder"})
    )


def _running(request: BodyRequest, meeting: Meeting) -> NextStep:
    text = _("The meeting is in session.") if meeting.state == S.OPEN else _("The meeting is adjourned.")
    if _runs(request, meeting):
        return NextStep(text, _("To the sitting"), address("meetings:sitting_detail", meeting), "display")
    if request.seat:
        return NextStep(text, _("My screen"), address("meetings:my_sitting", meeting), "phone")
    return NextStep(text, icon="broadcast")


def _after(request: BodyRequest, meeting: Meeting, record: MeetingRecord | None) -> NextStep:
    url = address("meetings:record_detail", meeting)
    chair = meeting.chair
    if record is not None and not record.is_signed:
        mine = record.recorder_signed_at is None and request.user.pk == meeting.recorder_id
        mine |= record.chair_signed_at is None and chair is not None and chair.user_id == request.user.pk
        if mine:
            return NextStep(
                _("The record waits for your signature."), _("Read and sign the record"), url, "pen"
            )
        return NextStep(_("The record waits for its signatures."), _("Read the record"), url, "journal-text")
    if meeting.minutes_issued_on is None:
        return NextStep(_("The record is signed; the minutes are to be issued."), icon="file-earmark-text")
    return NextStep(_("The minutes are issued; the file will be sealed by itself."), icon="archive")


def agenda_rows(meeting: Meeting, base: int) -> list[AgendaRow]:
    """Return the agenda with quorums and recusals (two queries and the law)."""
    items = meeting.items.on_agenda().prefetch_related("recusals__membership__user")
    law = meeting.law
    rows = []
    for item in items:
        share = quorum_share(item.kinds, law)
        names = [recusal.membership.name for recusal in item.recusals.all() if recusal.stands]
        rows.append(AgendaRow(item, share == law.quorum_personnel, share.needed(base), names))
    return rows


def notices_of(meeting: Meeting) -> list[MeetingNotice]:
    """Return the notices with the numbers of copies delivered, read and answered (one query)."""
    counts = {
        "delivered": Count("receipts"),
        "read": Count("receipts", filter=Q(receipts__read_at__isnull=False)),
        "coming": Count("receipts", filter=Q(receipts__attend=True)),
        "declined": Count("receipts", filter=Q(receipts__attend=False)),
    }
    return list(meeting.notices.select_related("issued_by").annotate(**counts))


def attendance(rows: list[Place]) -> dict[str, int]:
    """Return the numbers of the roll: base, present, waiting, on leave, absent."""
    should = [row for row in rows if row.standing != "excluded"]
    states = [row.status for row in should]
    return {
        "base": len(should),
        "present": states.count("present"),
        "waiting": states.count("waiting"),
        "on_leave": states.count("on_leave"),
        "absent": len(should) - states.count("present") - states.count("on_leave"),
    }


def came(meeting: Meeting, rows: list[Place]) -> list[Place]:
    """Return those who were here; after the end those who had signed in at all."""
    if meeting.closed_at is None:
        return [row for row in rows if row.status == "present"]
    return [row for row in rows if row.stay is not None and row.stay.confirmed_at is not None]


def figures(meeting: Meeting, rows: list[Place]) -> dict[str, int]:
    """Return the numbers of the roll; after the end whoever had signed in counts as present."""
    numbers = attendance(rows)
    if meeting.closed_at is not None:
        on_leave = sum(1 for row in rows if row.leave is not None and row.stay is None)
        numbers |= {"present": len(came(meeting, rows)), "on_leave": on_leave}
        numbers["absent"] = numbers["base"] - numbers["present"] - on_leave
    return numbers


@require_GET
@in_body
def meeting_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the meeting and lead through its stages."""
    meeting = meeting_for(request, pk)
    return render(request, "meetings/meeting_detail.html", detail_context(request, meeting))


def detail_context(request: BodyRequest, meeting: Meeting) -> dict[str, object]:
    """Return what the meeting's page shows; the number of queries does not grow with the meeting."""
    rows = places(meeting)
    numbers = figures(meeting, rows)
    agenda = agenda_rows(meeting, numbers["base"])
    record = MeetingRecord.objects.filter(meeting=meeting).first()
    own = NoticeReceipt.objects.filter(notice__meeting=meeting, membership__user=request.user)
    unread = meeting.state == S.NOTIFIED and own.filter(attend__isnull=True).exists()
    has_items = bool(agenda)
    entries = meeting.entries.select_related("by", "on_behalf_of").order_by("-at", "-pk")
    return {
        "meeting": meeting,
        "steps": stages(meeting, has_items=has_items, signed=bool(record and record.is_signed)),
        "next": next_step(request, meeting, record, has_items=has_items, unread=unread),
        "agenda": agenda,
        "places": rows,
        "numbers": numbers,
        "leaves": leave_of(meeting),
        "notices": notices_of(meeting),
        "observers": list(meeting.observers.all()),
        "entries": list(entries[:JOURNAL_SHOWN]),
        "runs": _runs(request, meeting),
        "prepares": request.user.has_perm("meetings.prepare", meeting) and meeting.state in BEFORE,
        "links": {
            "agenda": address("meetings:agenda_edit", meeting),
            "notice": address("meetings:notice_detail", meeting),
            "edit": address("meetings:meeting_edit", meeting),
            "leave": address("meetings:leave_ask", meeting),
        },
    }
