"""Fragments for the desk: what waits for me, and which meeting comes next?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.models import Meeting
from meetings.states import MeetingState
from meetings.views.agenda import look_ahead
from meetings.views.notices import own_receipt
from meetings.work import waiting_for
from members.access import BodyRequest, in_body

COMING = (
    MeetingState.PREPARING,
    MeetingState.READY,
    MeetingState.NOTIFIED,
    MeetingState.OPEN,
    MeetingState.ADJOURNED,
)


@require_GET
@in_body
def work_waiting(request: BodyRequest) -> HttpResponse:
    """Show what waits for the asker; nothing at all to who may read neither meetings nor tasks."""
    if not request.user.has_perm("meetings.read_tasks", request.group):
        return HttpResponse()
    return render(request, "meetings/_work_waiting.html", {"waiting": waiting_for(request, timezone.now())})


@require_GET
@in_body
def work_next(request: BodyRequest) -> HttpResponse:
    """Show the next meeting: when, where, agenda, how many will come."""
    if not request.user.has_perm("meetings.read", request.group):
        return HttpResponse()
    coming = Meeting.objects.filter(group=request.group, state__in=COMING).select_related(
        "group", "chair__user"
    )
    meeting = coming.order_by("starts_at").first()
    if meeting is None:
        return render(request, "meetings/_work_next.html", {"meeting": None})
    ahead, _error = look_ahead(meeting, frozenset())
    context = {
        "meeting": meeting,
        "items": meeting.items.on_agenda(),
        "forecast": ahead,
        "receipt": own_receipt(request, meeting),
    }
    return render(request, "meetings/_work_next.html", context)
