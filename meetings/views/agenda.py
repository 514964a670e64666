"""How is the agenda of a meeting built, looked ahead on, and approved?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.forecast import Forecast, forecast
from meetings.forms.planning import ItemForm, ObserverForm
from meetings.models import AgendaItem, Meeting, Recusal, TopicProposal
from meetings.rules.kinds import needs_two_thirds
from meetings.states import MeetingState, ProposalState
from meetings.views.planning import PREPARE, READ, address, meeting_of, verdict_of
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.pages import act_view, done, swapped


def look_ahead(meeting: Meeting, absent: frozenset[int]) -> tuple[Forecast | None, ValidationError | None]:
    """Return the forecast, or why there is none (no law in force on that day)."""
    try:
        return forecast(meeting, absent), None
    except ValidationError as error:
        return None, error


def absent_in(request: BodyRequest) -> frozenset[int]:
    """Return the seats that `?absent=` assumes not to come."""
    return frozenset(int(pk) for pk in request.GET.getlist("absent") if pk.isdecimal() and len(pk) < 12)


def forecast_context(request: BodyRequest, meeting: Meeting) -> dict[str, object]:
    """Return what _forecast.html shows."""
    absent = absent_in(request)
    ahead, error = look_ahead(meeting, absent)
    return {"meeting": meeting, "forecast": ahead, "no_law": error, "absent": absent}


def agenda_context(request: BodyRequest, meeting: Meeting) -> dict[str, object]:
    """Return what the agenda, the accepted topics, the proposed recusals and the forecast show."""
    items = (
        meeting.items.on_agenda().select_related("proposal", "meeting__group").prefetch_related("recusals")
    )
    try:
        law = meeting.law
        rows = [(item, needs_two_thirds(item.kinds, law)) for item in items]
    except ValidationError:
        rows = [(item, False) for item in items]
    topics = TopicProposal.objects.filter(group=request.group, state=ProposalState.ACCEPTED)
    proposed = Recusal.objects.filter(
        item__meeting=meeting, state=Recusal.State.PROPOSED, item__removed=False
    )
    before = meeting.state in (MeetingState.PREPARING, MeetingState.READY, MeetingState.NOTIFIED)
    return {
        **forecast_context(request, meeting),
        "rows": rows,
        "topics": topics.select_related("proposer__user"),
        "recusals": proposed.select_related("membership__user", "item"),
        "editable": before and request.user.has_perm(PREPARE, meeting),
        "approve": verdict_of(request, meeting, "approve_agenda"),
        "unnoticed": meeting.notified_at is not None and any(not item.noticed for item, _two in rows),
    }


def agenda_again(request: BodyRequest, meeting: Meeting, message: Any = "") -> HttpResponse:
    """Answer an act on the agenda: the fragment for HTMX, else back to the page."""
    if request.htmx:
        return swapped(request, "meetings/_agenda.html", agenda_context(request, meeting), message)
    return done(request, address("agenda_edit", meeting), message)


@require_GET
@in_body
@needs(READ)
def agenda_edit(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the agenda being built, with the forecast beside it."""
    meeting = meeting_of(request, pk)
    context = agenda_context(request, meeting) | {
        "observers": meeting.observers.prefetch_related("items"),
        "entries": meeting.entries.select_related("by", "on_behalf_of"),
        "cancel_verdict": verdict_of(request, meeting, "cancel_meeting"),
    }
    return render(request, "meetings/agenda_edit.html", context)


@require_GET
@in_body
@needs(READ)
def agenda_forecast(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the forecast again (a fragment, polled); ?absent=<seat> assumes that somebody stays away."""
    meeting = meeting_of(request, pk)
    return render(request, "meetings/_forecast.html", forecast_context(request, meeting))


@in_body
@act_view
def agenda_order(request: BodyRequest, pk: int) -> HttpResponse:
    """Take over the order of the list; "p12" stands for an accepted topic dragged onto the agenda."""
    meeting, at = meeting_of(request, pk), timezone.now()
    order: list[int] = []
    with transaction.atomic():
        for token in request.POST.getlist("order"):
            if token.startswith("p") and token[1:].isdecimal():
                topic = get_object_or_404(TopicProposal, group=request.group, pk=int(token[1:]))
                order.append(actions.place_proposal(meeting, topic, by=request.user, at=at).pk)
            elif token.isdecimal():
                order.append(int(token))
        actions.order_agenda(meeting, order, by=request.user, at=at)
    return agenda_again(request, meeting, _("The order is saved."))


@in_body
@act_view
def agenda_place(request: BodyRequest, pk: int) -> HttpResponse:
    """Put an accepted topic at the end of the agenda."""
    meeting = meeting_of(request, pk)
    chosen = request.POST.get("proposal", "")
    topics = TopicProposal.objects.filter(group=request.group)
    topic = get_object_or_404(topics, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 12 else 0)
    actions.place_proposal(meeting, topic, by=request.user, at=timezone.now())
    return agenda_again(request, meeting, _("The topic is on the agenda."))


@in_body
@act_view
def agenda_remove(request: BodyRequest, pk: int) -> HttpResponse:
    """Take an item off the agenda.  pk: the item's."""
    items = AgendaItem.objects.visible_to(request.user, request.group).select_related(
        "meeting__group", "proposal"
    )
    item = get_object_or_404(items, pk=pk)
    actions.remove_item(item, by=request.user, at=timezone.now())
    return agenda_again(request, meeting_of(request, item.meeting_id), _("The item is off the agenda."))


@in_body
@act_view
def agenda_approve(request: BodyRequest, pk: int) -> HttpResponse:
    """Approve the agenda."""
    meeting = meeting_of(request, pk)
    actions.approve_agenda(meeting, by=request.user, at=timezone.now())
    return agenda_again(request, meeting, _("The agenda is approved."))


@in_body
@needs(PREPARE)
@act_view
def agenda_recusals(request: BodyRequest, pk: int) -> HttpResponse:
    """Compare the items with the declared interests again."""
    meeting = meeting_of(request, pk)
    actions.propose_recusals(meeting, by=request.user, at=timezone.now())
    return agenda_again(request, meeting, _("The items were compared with the declared interests."))


@require_http_methods(["GET", "POST"])
@in_body
@needs(PREPARE)
def item_add(request: BodyRequest, pk: int) -> HttpResponse:
    """Put an item on the agenda without a topic proposal."""
    meeting = meeting_of(request, pk)
    return form_page(
        request,
        ItemForm(request.POST or None),
        lambda data: actions.add_item(meeting, by=request.user, at=timezone.now(), **data),
        to=address("agenda_edit", meeting),
        message=_("The item is on the agenda."),
        title=_("Add an item"),
        lead=_("For matters the secretary raises directly; everything else comes as a topic proposal."),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(PREPARE)
def observer_add(request: BodyRequest, pk: int) -> HttpResponse:
    """Invite somebody without a vote."""
    meeting = meeting_of(request, pk)
    return form_page(
        request,
        ObserverForm(meeting, request.POST or None),
        lambda data: actions.invite_observer(meeting, by=request.user, at=timezone.now(), **data),
        to=address("agenda_edit", meeting),
        message=_("The observer is invited."),
        title=_("Invite an observer"),
        lead=_("Observers have no vote and do not count towards attendance."),
    )
