"""Which meetings are there, and when, where and under whom do they meet?"""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.filters import MeetingFilter
from meetings.forms.planning import MeetingForm, ReasonForm
from meetings.models import Meeting
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.forms import initial_of
from members.procedure.record import Record, not_permitted, would
from members.procedure.verdict import Verdict
from members.tables.register import Column, register_page
from members.templatetags.desk import tone

READ, PREPARE = "meetings.read", "meetings.prepare"

COLUMNS = (
    Column(_("Start"), lambda m: m.starts_at, order="starts_at", css="nowrap"),
    Column(_("Meeting"), lambda m: m.title, order="ordinal", title=True),
    Column(_("Kind"), lambda m: m.get_kind_display(), order="kind"),
    Column(_("Place"), lambda m: m.place),
    Column(_("Chair"), lambda m: m.chair.name if m.chair else ""),
    Column(_("Items"), lambda m: m.item_count, order="item_count", css="num"),
    Column(_("Minutes"), lambda m: m.minutes_number),
    Column(_("State"), lambda m: m.get_state_display(), order="state", tone=lambda m: tone(m.state)),
)


def verdict_of(request: BodyRequest, record: Record, verb: str, **changes: Any) -> Verdict:
    """Say what an act would answer: power, then state, then law."""
    assert record.lifecycle is not None
    transition = record.lifecycle.transition(verb)
    if transition.power and not request.user.has_perm(transition.power, record):
        return not_permitted()
    return would(record, verb, **changes)


def meeting_of(request: BodyRequest, pk: int) -> Meeting:
    """Return a meeting of the body, or 404."""
    meetings = Meeting.objects.visible_to(request.user, request.group)
    return get_object_or_404(meetings.select_related("group", "term", "chair__user", "recorder"), pk=pk)


def address(name: str, meeting: Meeting) -> str:
    """Return the address of a page about the meeting."""
    return reverse(f"meetings:{name}", args=[meeting.group.code, meeting.pk])


@require_GET
@in_body
@needs(READ)
def meeting_list(request: BodyRequest) -> HttpResponse:
    """Show the meetings, newest first."""
    counted = Count("items", filter=Q(items__removed=False))
    rows = Meeting.objects.visible_to(request.user, request.group).annotate(item_count=counted)
    return register_page(
        request,
        "meetings/meeting_list.html",
        rows.select_related("group", "chair__user").order_by("-starts_at", "-pk"),
        COLUMNS,
        title=_("Party group meetings"),
        filterset=MeetingFilter,
        link=lambda meeting: reverse("meetings:meeting_detail", args=[request.group.code, meeting.pk]),
        context={"may_plan": request.user.has_perm(PREPARE, request.group)},
    )


def usual_start(request: BodyRequest) -> dict[str, object]:
    """Return a start that leaves time for a notice: nine o'clock three days from now, at the usual place."""
    start = timezone.localtime() + timedelta(days=3)
    return {
        "starts_at": start.replace(hour=9, minute=0, second=0, microsecond=0),
        "place": request.group.default_place,
    }


@require_http_methods(["GET", "POST"])
@in_body
@needs(PREPARE)
def meeting_create(request: BodyRequest) -> HttpResponse:
    """Plan a meeting."""
    form = MeetingForm(request.group, request.POST or None, initial=usual_start(request))
    return form_page(
        request,
        form,
        lambda data: actions.plan_meeting(request.group, by=request.user, at=timezone.now(), **data),
        to=lambda meeting: address("agenda_edit", meeting),
        message=_("The meeting is planned."),
        template="meetings/meeting_form.html",
        title=_("New meeting"),
        cancel=reverse("meetings:meeting_list", args=[request.group.code]),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(PREPARE)
def meeting_edit(request: BodyRequest, pk: int) -> HttpResponse:
    """Change time, place, chair or recorder."""
    meeting = meeting_of(request, pk)
    initial = initial_of(meeting, MeetingForm.names)
    return form_page(
        request,
        MeetingForm(request.group, request.POST or None, initial=initial),
        lambda data: actions.amend_meeting(meeting, by=request.user, at=timezone.now(), **data),
        to=address("meeting_detail", meeting),
        message=_("The meeting is changed."),
        template="meetings/meeting_form.html",
        title=_("Change the meeting"),
        meeting=meeting,
        verdict=verdict_of(request, meeting, "edit_meeting"),
        cancel=address("meeting_detail", meeting),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("meetings.approve_agenda")
def meeting_cancel(request: BodyRequest, pk: int) -> HttpResponse:
    """Call a meeting off, with the reason."""
    meeting = meeting_of(request, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.cancel_meeting(meeting, data["reason"], by=request.user, at=timezone.now()),
        to=address("meeting_detail", meeting),
        message=_("The meeting is called off."),
        title=_("Call the meeting off"),
        lead=meeting.title,
    )
