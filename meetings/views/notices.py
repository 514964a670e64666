"""What was the members told, who has read it, and who will come?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.calendar import invitation_of
from meetings.forms.planning import NoticeForm
from meetings.models import Meeting, NoticeReceipt
from meetings.rules import notice_period
from meetings.states import MeetingState
from meetings.views.planning import READ, address, meeting_of, verdict_of
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.ics import TYPE as ICS
from members.pages import act_view, done
from members.procedure.verdict import Verdict
from members.tables.exports import download

NOTIFY = "meetings.notify"


def notice_verdict(request: BodyRequest, meeting: Meeting) -> Verdict:
    """Say what giving the notice, or a supplement to it, now would answer: power, state, lead time."""
    at = timezone.now()
    if meeting.state != MeetingState.NOTIFIED:
        return verdict_of(request, meeting, "give_notice", notified_at=at)
    verdict = verdict_of(request, meeting, "supplement_notice")
    return notice_period.lead(at, meeting.starts_at, meeting.law) if verdict else verdict


def own_receipt(request: BodyRequest, meeting: Meeting) -> NoticeReceipt | None:
    """Return the asker's copy of the latest notice."""
    receipts = NoticeReceipt.objects.filter(notice__meeting=meeting, membership__user=request.user)
    return receipts.order_by("-notice__serial").first()


@require_GET
@in_body
@needs(READ)
def notice_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the notices of a meeting with their receipts; a member reads and answers here."""
    meeting = meeting_of(request, pk)
    notices = meeting.notices.select_related("issued_by").prefetch_related("receipts__membership__user")
    seat = meeting.seat_for(request.user)
    context: dict[str, Any] = {
        "meeting": meeting,
        "notices": notices.order_by("-serial"),
        "items": meeting.items.on_agenda(),
        "receipt": own_receipt(request, meeting),
        "given": meeting.state == MeetingState.NOTIFIED,
        "give": notice_verdict(request, meeting),
        "reply": verdict_of(request, meeting, "reply_notice"),
        "leave": verdict_of(request, meeting, "request_leave"),
        "asked": meeting.leaves.filter(membership=seat).last() if seat else None,
    }
    return render(request, "meetings/notice_detail.html", context)


@require_GET
@in_body
@needs(READ)
def notice_ics(request: BodyRequest, pk: int) -> HttpResponse:
    """Give the meeting as a file for one's own calendar."""
    return download(invitation_of(meeting_of(request, pk)), "meeting.ics", ICS)


@require_http_methods(["GET", "POST"])
@in_body
@needs(NOTIFY)
def notice_give(request: BodyRequest, pk: int) -> HttpResponse:
    """Give written notice, or a supplement when notice was given."""
    meeting = meeting_of(request, pk)
    again = meeting.state == MeetingState.NOTIFIED
    act = actions.supplement_notice if again else actions.give_notice
    return form_page(
        request,
        NoticeForm(request.POST or None),
        lambda data: act(meeting, data["text"], by=request.user, at=timezone.now()),
        to=address("notice_detail", meeting),
        message=_("Notice is given."),
        title=_("Supplementary notice") if again else _("Give notice"),
        lead=_("Every member in office on that day gets it, those on leave included."),
        submit=_("Give notice"),
        verdict=notice_verdict(request, meeting),
    )


@in_body
@act_view
def notice_read(request: BodyRequest, pk: int) -> HttpResponse:
    """Confirm that one's own notice was read."""
    meeting = meeting_of(request, pk)
    actions.read_notice(meeting, by=request.user, at=timezone.now())
    return done(request, address("notice_detail", meeting), _("Thank you: the notice counts as read."))


@in_body
@act_view
def notice_reply(request: BodyRequest, pk: int) -> HttpResponse:
    """Answer whether one will come; who will not is led to the request for leave."""
    meeting = meeting_of(request, pk)
    attend = request.POST.get("attend") == "yes"
    actions.reply_notice(meeting, attend, by=request.user, at=timezone.now())
    if attend:
        return done(request, address("notice_detail", meeting), _("Your answer is noted: you will come."))
    return done(
        request, address("leave_ask", meeting), _("Your answer is noted. Please ask for leave as well.")
    )
