"""How is a vote opened, cast, entered, closed, counted, and shown?"""

from datetime import datetime, timedelta

import segno
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET
from django_htmx.http import trigger_client_event

from meetings.forms_sitting import taken
from meetings.models import AgendaItem
from meetings.views.console import item_for
from members.access import BodyRequest, in_body
from members.pages import Words, act_view, done, swapped
from members.procedure.journal import demand_power
from votes import actions
from votes.forms import CastForm, CountForm, OpenVoteForm, StancesForm, TallyForm, VoidForm
from votes.models import Vote
from votes.states import Method
from votes.vote_view import OPEN_METHODS, vote_view, waiting_for

FRESH = timedelta(minutes=10)
"""How old a log-in may be for a secret ballot; after that the password is asked for."""


def is_fresh(request: BodyRequest) -> bool:
    """Say whether the person has shown the password within the last minutes."""
    marks = [request.user.last_login, parse_datetime(request.session.get("confirmed_at") or "")]
    return any(mark is not None and timezone.now() - mark < FRESH for mark in marks)


@sensitive_variables("password")
def reassure(request: BodyRequest, password: str, at: datetime) -> None:
    """Demand the password when the log-in is not fresh.  Raises ValidationError ("password_wrong")."""
    if is_fresh(request):
        return
    known = (
        authenticate(request, username=request.user.get_username(), password=password) if password else None
    )
    if known is None or known.pk != request.user.pk:
        raise ValidationError(_("Type your password to go on."), code="password_wrong")
    request.session["confirmed_at"] = at.isoformat()


def vote_for(request: BodyRequest, pk: int) -> Vote:
    """Return a vote of the body; 404 for another's.  Raises NotPermitted."""
    demand_power("meetings.read", request.user, request.group)
    rows = Vote.objects.visible_to(request.user, request.group)
    names = ("chair__user", "item__acting_chair__user", "item__meeting__group", "item__meeting__chair__user")
    return get_object_or_404(rows.select_related(*names), pk=pk)


def context(request: BodyRequest, item: AgendaItem) -> dict[str, object]:
    """Return what the fragment of an item's vote shows to the person."""
    shown = vote_view(item, request.user)
    secret = shown.vote is not None and shown.vote.is_secret
    return {
        "item": item,
        "meeting": item.meeting,
        "vote_view": shown,
        "vote": shown.vote,
        "open_methods": [(method.value, method.label) for method in OPEN_METHODS],
        "stale": secret and not is_fresh(request),
    }


def answered(request: BodyRequest, item: AgendaItem, message: Words, *, changed: bool = True) -> HttpResponse:
    """Answer an act: the fresh fragment, telling the screen around it whether it has to be drawn anew."""
    if not request.htmx:
        return done(request, reverse("votes:for_item", args=[request.group.code, item.pk]), message)
    item = item_for(request, item.pk)
    response = swapped(request, "votes/_vote.html", context(request, item), message)
    return trigger_client_event(response, "sittingChanged", {}) if changed else response


@require_GET
@never_cache
@in_body
def for_item(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the vote on an item: as a fragment of another page, or on a page of its own."""
    item = item_for(request, pk)
    shown = context(request, item)
    if request.GET.get("since") == shown["vote_view"].version:  # type: ignore[attr-defined]  # a VoteView
        return HttpResponse(status=204)
    return render(request, "votes/_vote.html" if request.htmx else "votes/vote_detail.html", shown)


@sensitive_variables("opened", "slips")
def _slips(request: BodyRequest, opened: actions.Opened) -> HttpResponse:
    slips = [
        (
            name,
            slip,
            segno.make(slip.replace("-", ""), error="m", micro=False).svg_data_uri(scale=4, border=2),
        )
        for name, slip in zip("ABC", opened.slips, strict=True)
    ]
    response = render(request, "votes/vote_slips.html", {"vote": opened.vote, "slips": slips})
    response["Cache-Control"] = "no-store"
    return response


@in_body
@act_view
def vote_open(request: BodyRequest, pk: int) -> HttpResponse:
    """Open a vote; of a secret one on screens the three code slips are shown, this once."""
    item = item_for(request, pk)
    data = taken(OpenVoteForm(request.POST))
    opened = actions.open_vote(item, **data, by=request.user, at=timezone.now())
    if opened.slips:
        return _slips(request, opened)
    if data["method"] == Method.SECRET_BALLOT:
        return done(request, console_url(item), _("The vote is open."))
    return answered(request, item, _("The vote is open."))


def console_url(item: AgendaItem) -> str:
    """Return the address of the console of the item's meeting."""
    return reverse("meetings:sitting_detail", args=[item.meeting.group.code, item.meeting_id])


@sensitive_post_parameters()
@never_cache
@in_body
@act_view
@sensitive_variables("data")
def vote_cast(request: BodyRequest, pk: int) -> HttpResponse:
    """Vote in person; the answer is the same whatever was chosen."""
    vote, at = vote_for(request, pk), timezone.now()
    data = taken(CastForm(request.POST))
    if vote.is_secret:
        reassure(request, data["password"], at)
    actions.cast_ballot(vote, data["choice"], by=request.user, at=at)
    return answered(request, vote.item, _("You have voted."), changed=False)


@in_body
@act_view
def vote_enter(request: BodyRequest, pk: int) -> HttpResponse:
    """Enter a show of hands: one stance for all but those tapped."""
    vote = vote_for(request, pk)
    data = taken(StancesForm(request.POST))
    actions.cast_for_all(vote, data["rest"], data["exceptions"], by=request.user, at=timezone.now())
    return answered(request, vote.item, _("The stances are entered."), changed=False)


@in_body
@act_view
def vote_tally(request: BodyRequest, pk: int) -> HttpResponse:
    """Enter the tellers' figures of a ballot on paper."""
    vote, form = vote_for(request, pk), TallyForm(request.POST)
    data = taken(form)
    names = {"scrutineer": data["scrutineer"], "teller": data["teller"]}
    actions.enter_tally(vote, form.tally(), **names, by=request.user, at=timezone.now())
    return answered(request, vote.item, _("The figures are entered."), changed=False)


@in_body
@act_view
def vote_close(request: BodyRequest, pk: int) -> HttpResponse:
    """Close the vote; unless it is sealed it is counted at once."""
    vote = vote_for(request, pk)
    actions.close_vote(vote, by=request.user, at=timezone.now())
    return answered(request, vote.item, _("The vote is closed."))


@sensitive_post_parameters()
@never_cache
@in_body
@act_view
@sensitive_variables("data")
def vote_count(request: BodyRequest, pk: int) -> HttpResponse:
    """Open the sealed ballots with two slips and count them."""
    vote, at = vote_for(request, pk), timezone.now()
    data = taken(CountForm(request.POST))
    reassure(request, data["password"], at)
    actions.count_vote(vote, data["slip_a"], data["slip_b"], by=request.user, at=at)
    return answered(request, vote.item, _("The vote is counted."))


@in_body
@act_view
def vote_void(request: BodyRequest, pk: int) -> HttpResponse:
    """Declare the vote void, with the reason."""
    vote = vote_for(request, pk)
    actions.void_vote(vote, taken(VoidForm(request.POST))["reason"], by=request.user, at=timezone.now())
    return answered(request, vote.item, _("The vote is void."))


@require_GET
@in_body
def work_waiting(request: BodyRequest) -> HttpResponse:
    """Show the votes that wait for the person; nothing when there are none."""
    rows = waiting_for(request.user, request.group)
    return render(request, "votes/_work_waiting.html", {"rows": rows}) if rows else HttpResponse("")
