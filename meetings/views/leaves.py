"""Who asks to be excused, who decides, and what do the absent write?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.filters import LeaveFilter, OpinionFilter
from meetings.forms.planning import DecideLeaveForm, LeaveForm, OpinionForm
from meetings.models import AgendaItem, LeaveRequest, Meeting, WrittenOpinion
from meetings.views.planning import READ, address, meeting_of, verdict_of
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.pages import Words
from members.tables.register import Column, register_page
from members.templatetags.desk import tone

LEAVE_COLUMNS = (
    Column(_("Member"), lambda r: r.membership.name, order="membership__user__name", title=True),
    Column(_("Meeting"), lambda r: r.meeting.starts_at, order="meeting__starts_at", css="nowrap"),
    Column(_("Reason"), lambda r: f"{r.get_reason_display()} {r.text}".strip(), order="reason"),
    Column(_("Asked for"), lambda r: r.requested_at, order="requested_at", css="nowrap"),
    Column(_("Late"), lambda r: _("yes") if r.late else ""),
    Column(_("Decided by"), lambda r: r.decided_by.name if r.decided_by else ""),
    Column(_("Opinion"), lambda r: r.decision_text),
    Column(_("State"), lambda r: r.get_state_display(), order="state", tone=lambda r: tone(r.state)),
)

OPINION_COLUMNS = (
    Column(_("Meeting"), lambda o: o.item.meeting.day, order="item__meeting__day", css="nowrap"),
    Column(_("Item"), lambda o: o.item.title, order="item__title", title=True),
    Column(_("Member"), lambda o: o.membership.name, order="membership__user__name"),
    Column(_("Written opinion"), lambda o: o.text),
    Column(_("Submitted"), lambda o: o.submitted_at, order="submitted_at", css="nowrap"),
    Column(_("Read out"), lambda o: o.read_out_at, order="read_out_at", css="nowrap"),
)


@require_GET
@in_body
@needs(READ)
def leave_list(request: BodyRequest) -> HttpResponse:
    """Show who asked for leave; who decides comes to the decision from here."""
    rows = LeaveRequest.objects.filter(meeting__group=request.group)
    return register_page(
        request,
        "meetings/leave_list.html",
        rows.select_related("membership__user", "meeting", "decided_by").order_by("-requested_at", "-pk"),
        LEAVE_COLUMNS,
        title=_("Leave"),
        filterset=LeaveFilter,
        link=lambda leave: reverse("meetings:leave_detail", args=[request.group.code, leave.pk]),
    )


def leave_of(request: BodyRequest, pk: int) -> LeaveRequest:
    """Return a request for leave of the body, or 404."""
    leaves = LeaveRequest.objects.filter(meeting__group=request.group)
    return get_object_or_404(leaves.select_related("meeting__group", "membership__user", "decided_by"), pk=pk)


@require_GET
@in_body
@needs(READ)
def leave_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show a request and, to who may, its decision."""
    leave = leave_of(request, pk)
    context = {
        "leave": leave,
        "meeting": leave.meeting,
        "decide": verdict_of(request, leave.meeting, "decide_leave"),
    }
    return render(request, "meetings/leave_detail.html", context)


@require_http_methods(["GET", "POST"])
@in_body
@needs(READ)
def leave_ask(request: BodyRequest, pk: int) -> HttpResponse:
    """Ask for leave: for oneself, or as the secretariat for a member; after the start it is late leave."""
    meeting = meeting_of(request, pk)
    for_others = meeting.is_recorder(request.user)
    form = LeaveForm(meeting, request.POST or None, for_others=for_others)
    return form_page(
        request,
        form,
        lambda data: enter_leave(request, meeting, data),
        to=address("notice_detail", meeting),
        message=_("Leave is asked for."),
        title=_("Ask for leave"),
        lead=leave_lead(meeting, late=meeting.has_begun),
        verdict=verdict_of(request, meeting, "enter_late_leave" if meeting.has_begun else "request_leave"),
        cancel=address("notice_detail", meeting),
    )


def leave_lead(meeting: Meeting, *, late: bool) -> Words:
    """Return what stands above the form."""
    if late:
        return _("The meeting has begun: this leave stays marked as late.")
    return _("Leave is decided before the meeting. It does not change the number of those who should attend.")


def enter_leave(request: BodyRequest, meeting: Meeting, data: dict[str, Any]) -> LeaveRequest:
    """Ask for leave in time, or record it late."""
    at, member = timezone.now(), data.pop("member", None)
    if meeting.has_begun and member is not None:
        return actions.enter_late_leave(meeting, member, by=request.user, at=at, **data)
    return actions.request_leave(meeting, by=request.user, at=at, member=member, **data)


@require_http_methods(["GET", "POST"])
@in_body
@needs("meetings.approve_leave")
def leave_decide(request: BodyRequest, pk: int) -> HttpResponse:
    """Approve or refuse leave."""
    leave = leave_of(request, pk)
    acts = {"approve": actions.approve_leave, "refuse": actions.refuse_leave}
    return form_page(
        request,
        DecideLeaveForm(request.POST or None),
        lambda data: acts[data["decision"]](leave, data["text"], by=request.user, at=timezone.now()),
        to=reverse("meetings:leave_list", args=[request.group.code]),
        message=_("The leave is decided."),
        title=_("Decide on leave"),
        lead=f"{leave.membership.name}：{leave.get_reason_display()} {leave.text}".strip(),
    )


@require_GET
@in_body
@needs(READ)
def opinion_list(request: BodyRequest) -> HttpResponse:
    """Show the written opinions."""
    rows = WrittenOpinion.objects.filter(item__meeting__group=request.group)
    return register_page(
        request,
        "meetings/opinion_list.html",
        rows.select_related("membership__user", "item__meeting").order_by("-submitted_at", "-pk"),
        OPINION_COLUMNS,
        title=_("Written opinions"),
        filterset=OpinionFilter,
        link=lambda o: reverse("meetings:meeting_detail", args=[request.group.code, o.item.meeting_id]),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(READ)
def opinion_write(request: BodyRequest, pk: int) -> HttpResponse:
    """Write an opinion on an item one cannot attend.  pk: the item's."""
    items = AgendaItem.objects.visible_to(request.user, request.group)
    item = get_object_or_404(items.select_related("meeting__group"), pk=pk)
    own = item.opinions.filter(membership__user=request.user).first()
    return form_page(
        request,
        OpinionForm(request.POST or None, initial={"text": own.text if own else ""}),
        lambda data: actions.write_opinion(item, data["text"], by=request.user, at=timezone.now()),
        to=address("notice_detail", item.meeting),
        message=_("The opinion is handed in."),
        title=_("Written opinion"),
        lead=item.title,
        cancel=address("notice_detail", item.meeting),
    )
