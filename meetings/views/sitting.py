"""How is a sitting run?  The console of recorder and chair, a member's own screen, and the acts on the meeting."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings import actions
from meetings.forms_sitting import (
    AdHocForm,
    AdjournForm,
    ObserverForm,
    OpenForm,
    RecorderForm,
    recorders,
    taken,
)
from meetings.models import AgendaItem, ItemKind, LeaveRequest, Meeting, Recusal
from meetings.states import LeaveState
from meetings.views.console import (
    conducts,
    console_context,
    item_view,
    meeting_for,
    pick_item,
    version,
)
from meetings.views.places import places
from members.access import BodyRequest, in_body
from members.pages import Words, act_view, done, swapped

MINE = "mine"
"""The id of a member's own screen, by which an act knows where its answer goes."""


def console_url(meeting: Meeting, item: AgendaItem | None = None) -> str:
    """Return the address of the console, on an item."""
    url = reverse("meetings:sitting_detail", args=[meeting.group.code, meeting.pk])
    return f"{url}?item={item.pk}" if item else url


def answered(
    request: BodyRequest, meeting: Meeting, message: Words, item: AgendaItem | None = None
) -> HttpResponse:
    """Answer an act: the fresh screen it was done on, or for a plain form the way back to it."""
    if not request.htmx:
        own = not conducts(meeting, request.user)
        mine = reverse("meetings:my_sitting", args=[meeting.group.code, meeting.pk])
        return done(request, mine if own else console_url(meeting, item), message)
    meeting.refresh_from_db()
    if request.htmx.target == MINE:
        return swapped(request, "meetings/_sitting_mine.html", mine_context(request, meeting), message)
    shown = console_context(meeting, request.user, item.pk if item and not item.outcome else None)
    return swapped(request, "meetings/_sitting.html", shown | _choices(meeting), message)


def _choices(meeting: Meeting) -> dict[str, object]:
    return {"kinds": ItemKind.choices, "recorders": recorders(meeting)}


def _wanted(request: BodyRequest) -> int | None:
    value = request.GET.get("item", "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


@require_GET
@in_body
def sitting_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the console; members are sent to their own screen.  With `?since=` only what has changed since."""
    meeting = meeting_for(request, pk)
    if request.GET.get("since") == version(meeting):
        return HttpResponse(status=204)
    if request.seat and not conducts(meeting, request.user):
        return redirect("meetings:my_sitting", meeting.group.code, meeting.pk)
    shown = console_context(meeting, request.user, _wanted(request)) | _choices(meeting)
    return render(
        request, "meetings/_sitting.html" if request.htmx else "meetings/sitting_detail.html", shown
    )


def mine_context(request: BodyRequest, meeting: Meeting) -> dict[str, object]:
    """Return what a member's, or an observer's, own screen shows."""
    item = pick_item(meeting)
    shown = item_view(meeting, item, request.user)
    rows = places(meeting)
    own = next((row for row in rows if row.seat.user_id == request.user.pk), None)
    observer = meeting.observers.filter(user=request.user).first()
    stay = own.stay if own else observer and observer.attendance.filter(out_at__isnull=True).first()
    return {
        "meeting": meeting,
        "item_view": shown,
        "own": own,
        "observer": observer,
        "stay": stay if stay and stay.out_at is None else None,
        "last": meeting.items.on_agenda()
        .filter(settled_at__isnull=False)
        .order_by("-settled_at", "-pk")
        .first(),
        "voice": next((v for v in shown.voices if own and v.seat.pk == own.seat.pk), None) if shown else None,
        "speaking": [voice for voice in shown.voices if voice.speeches] if shown else [],
        "my_recusal": next((r for r in shown.recused if own and r.membership_id == own.seat.pk), None)
        if shown
        else None,
        "grounds": Recusal.Ground.choices,
        "present": sum(1 for row in rows if row.status == "present"),
        "base": len(meeting.roll().entitled),
        "version": version(meeting),
    }


@require_GET
@in_body
def my_sitting(request: BodyRequest, pk: int) -> HttpResponse:
    """Show one's own screen in the meeting; with `?since=` only what has changed since."""
    meeting = meeting_for(request, pk)
    if request.GET.get("since") == version(meeting):
        return HttpResponse(status=204)
    page = "meetings/_sitting_mine.html" if request.htmx else "meetings/sitting_mine.html"
    return render(request, page, mine_context(request, meeting))


MeetingAct = Callable[[BodyRequest, Meeting, datetime], Words]


def meeting_act(act: MeetingAct) -> Callable[..., HttpResponse]:
    """Make the view of a button that acts on the whole meeting; `act` returns what to say."""

    @in_body
    @act_view
    @wraps(act)
    def view(request: BodyRequest, pk: int) -> HttpResponse:
        meeting = meeting_for(request, pk)
        return answered(request, meeting, act(request, meeting, timezone.now()))

    answer: Callable[[HttpRequest, str, int], HttpResponse] = view
    return answer


@meeting_act
def meeting_open(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Open the meeting."""
    data = taken(OpenForm(meeting, request.POST))
    actions.open_meeting(meeting, data["chair"], by=request.user, at=at)
    return _("The meeting is open.")


@meeting_act
def meeting_adjourn(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Interrupt the meeting."""
    data = taken(AdjournForm(request.POST))
    actions.adjourn_meeting(meeting, data["until"], by=request.user, at=at)
    return _("The meeting is adjourned.")


@meeting_act
def meeting_resume(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Go on with the meeting."""
    actions.resume_meeting(meeting, by=request.user, at=at)
    return _("The meeting goes on.")


@meeting_act
def meeting_close(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Close the meeting."""
    actions.close_meeting(meeting, by=request.user, at=at)
    return _("The meeting is closed.")


@meeting_act
def recorder_assign(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Say who keeps the record."""
    data = taken(RecorderForm(meeting, request.POST))
    actions.assign_recorder(meeting, data["recorder"], by=request.user, at=at)
    return _("The recorder is assigned.")


@meeting_act
def observer_invite(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Let somebody attend without a vote, for the whole meeting or for the items ticked."""
    data = taken(ObserverForm(request.POST))
    chosen = {int(pk) for pk in request.POST.getlist("items") if pk.isdecimal() and len(pk) < 10}
    items = [item for item in meeting.items.on_agenda() if item.pk in chosen]
    actions.invite_observer(meeting, **data, items=items, by=request.user, at=at)
    return _("The observer is entered.")


@meeting_act
def item_add(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Put an urgent item on the agenda of the meeting in session."""
    data = taken(AdHocForm(request.POST))
    actions.add_item(meeting, **data, by=request.user, at=at)
    return _("The item is on the agenda.")


def leave_of(meeting: Meeting) -> list[LeaveRequest]:
    """Return the leave that was granted or asked for, in order (one query)."""
    live = (LeaveState.APPROVED, LeaveState.REQUESTED)
    return list(meeting.leaves.filter(state__in=live).select_related("membership__user"))
