"""What waits for whom?  Read from the records themselves, so that nothing waits that is done.

Each question costs one query; who lacks the power is not asked.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meetings.duties.decided import Task
from meetings.duties.record import RecordSigned
from meetings.models import (
    LeaveRequest,
    Meeting,
    NoticeReceipt,
    Recusal,
    TopicProposal,
)
from meetings.states import LeaveState, MeetingState, ProposalState
from members.access import BodyRequest
from members.duties import waiting
from members.waiting import Waiting

SHOWN = 8
SOON = timedelta(days=7)
BEFORE = (MeetingState.PREPARING, MeetingState.READY, MeetingState.NOTIFIED)


def waiting_for(request: BodyRequest, at: datetime) -> list[Waiting]:
    """Return what waits for the asker in this body, most pressing first."""
    waitings: list[Waiting] = []
    if request.seat is not None:
        waitings += [*_sittings(request), *_notices(request, at)]
    may = request.user.has_perm
    if may("meetings.approve_leave", request.group):
        waitings += _leaves(request)
    if may("meetings.settle_topics", request.group):
        waitings += _topics(request)
    if may("meetings.approve_agenda", request.group):
        waitings += _agendas(request)
    if "clerk" in request.staff_roles:
        waitings += [*_to_notify(request), *_checks(request)]
    return [*waitings, *waiting(request, RecordSigned), *_recusals(request), *waiting(request, Task)]


def _url(request: BodyRequest, name: str, pk: int) -> str:
    return reverse(f"meetings:{name}", args=[request.group.code, pk])


def _day(moment: datetime) -> str:
    return f"{localtime(moment):%m-%d %H:%M}"


def _sittings(request: BodyRequest) -> Iterator[Waiting]:
    for meeting in Meeting.objects.filter(group=request.group, state=MeetingState.OPEN).select_related(
        "group"
    ):
        yield Waiting(
            _("The meeting is in session"),
            meeting.title,
            _url(request, "my_sitting", meeting.pk),
            "broadcast",
            "",
            "warn",
        )


def _notices(request: BodyRequest, at: datetime) -> Iterator[Waiting]:
    mine = NoticeReceipt.objects.filter(
        Q(read_at__isnull=True) | Q(attend__isnull=True),
        membership__user=request.user,
        notice__meeting__group=request.group,
        notice__meeting__state=MeetingState.NOTIFIED,
    )
    seen: set[int] = set()
    for receipt in mine.select_related("notice__meeting__group").order_by("-notice__serial"):
        meeting = receipt.notice.meeting
        if meeting.pk in seen:
            continue
        seen.add(meeting.pk)
        label = (
            _("Read and answer the notice") if receipt.attend is None else _("Read the supplementary notice")
        )
        soon = "warn" if meeting.starts_at - at < timedelta(days=1) else "info"
        yield Waiting(
            label,
            meeting.title,
            _url(request, "notice_detail", meeting.pk),
            "envelope",
            _day(meeting.starts_at),
            soon,
        )


def _leaves(request: BodyRequest) -> Iterator[Waiting]:
    asked = LeaveRequest.objects.filter(
        meeting__group=request.group, state=LeaveState.REQUESTED, meeting__state__in=BEFORE
    )
    for leave in asked.select_related("membership__user", "meeting")[:SHOWN]:
        yield Waiting(
            _("Decide on leave"),
            f"{leave.membership.name} {leave.get_reason_display()}",
            _url(request, "leave_detail", leave.pk),
            "calendar-x",
            _day(leave.meeting.starts_at),
            "warn",
        )


def _topics(request: BodyRequest) -> Iterator[Waiting]:
    topics = TopicProposal.objects.filter(group=request.group, state=ProposalState.SUBMITTED)
    for topic in topics.order_by("created_at")[:SHOWN]:
        due = f"{topic.wanted_on:%m-%d}" if topic.wanted_on else ""
        yield Waiting(
            _("Settle the topic"), topic.title, _url(request, "proposal_detail", topic.pk), "inbox", due
        )


def _checks(request: BodyRequest) -> Iterator[Waiting]:
    topics = TopicProposal.objects.filter(
        group=request.group, state=ProposalState.SUBMITTED, checked_complete__isnull=True
    )
    for topic in topics.order_by("created_at")[:SHOWN]:
        yield Waiting(
            _("Check the topic"), topic.title, _url(request, "proposal_detail", topic.pk), "ui-checks"
        )


def _agendas(request: BodyRequest) -> Iterator[Waiting]:
    planned = Meeting.objects.filter(group=request.group, state=MeetingState.PREPARING, items__removed=False)
    for meeting in planned.distinct().select_related("group").order_by("starts_at")[:SHOWN]:
        yield Waiting(
            _("Approve the agenda"),
            meeting.title,
            _url(request, "agenda_edit", meeting.pk),
            "list-check",
            _day(meeting.starts_at),
            "warn",
        )


def _to_notify(request: BodyRequest) -> Iterator[Waiting]:
    ready = Meeting.objects.filter(group=request.group, state=MeetingState.READY).select_related("group")
    for meeting in ready.order_by("starts_at")[:SHOWN]:
        yield Waiting(
            _("Give notice"),
            meeting.title,
            _url(request, "notice_detail", meeting.pk),
            "send",
            _day(meeting.starts_at),
            "warn",
        )


def _recusals(request: BodyRequest) -> Iterator[Waiting]:
    if request.seat is None:
        return
    proposed = Recusal.objects.filter(
        state=Recusal.State.PROPOSED,
        membership__user=request.user,
        item__meeting__group=request.group,
        item__meeting__state__in=BEFORE,
        item__removed=False,
    )
    for recusal in proposed.select_related("item__meeting")[:SHOWN]:
        yield Waiting(
            _("Consider a recusal"),
            recusal.item.title,
            _url(request, "agenda_edit", recusal.item.meeting_id),
            "person-dash",
            _day(recusal.item.meeting.starts_at),
            "warn",
        )
