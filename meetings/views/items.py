"""What is done to an item in the meeting?  One short view for each button of the console."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings import actions
from meetings.forms_sitting import (
    AsideForm,
    ConclusionForm,
    HandOverForm,
    ObserverWordsForm,
    ReasonForm,
    RecusalForm,
    ReportForm,
    SpeechForm,
    taken,
)
from meetings.models import AgendaItem, Recusal, WrittenOpinion
from meetings.views.console import item_for
from meetings.views.sitting import answered
from members.access import BodyRequest, in_body
from members.pages import Words, act_view

ItemAct = Callable[[BodyRequest, AgendaItem, datetime], Words]


def item_act(act: ItemAct) -> Callable[..., HttpResponse]:
    """Make the view of a button that acts on an item; `act` returns what to say."""

    @in_body
    @act_view
    @wraps(act)
    def view(request: BodyRequest, pk: int) -> HttpResponse:
        item = item_for(request, pk)
        return answered(request, item.meeting, act(request, item, timezone.now()), item)

    answer: Callable[[HttpRequest, str, int], HttpResponse] = view
    return answer


@item_act
def item_start(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Take the item up."""
    actions.start_item(item, by=request.user, at=at)
    return _("The item is taken up.")


@item_act
def item_report(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Write down what was reported."""
    actions.report(item, **taken(ReportForm(request.POST)), by=request.user, at=at)
    return _("The report is written down.")


@item_act
def item_speak(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Write down a member's words, or "no comment"."""
    data = taken(SpeechForm(item.meeting, request.POST))
    actions.speak(item, data["member"], data["text"].strip(), by=request.user, at=at)
    return _("Written down.")


@item_act
def item_speak_rest(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Enter "no comment" for everybody who has not spoken."""
    actions.speak_for_rest(item, by=request.user, at=at)
    return _('"No comment" is entered for the others.')


@item_act
def item_observer_words(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Write down what an observer said."""
    data = taken(ObserverWordsForm(item.meeting, request.POST))
    actions.note_observer_opinion(item, data["observer"], data["text"], by=request.user, at=at)
    return _("Written down.")


@item_act
def item_close_discussion(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Close the discussion."""
    actions.close_discussion(item, by=request.user, at=at)
    return _("The discussion is closed.")


@item_act
def item_recuse(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Let a member withdraw from the item."""
    data = taken(RecusalForm(item.meeting, request.POST))
    member, ground = data.pop("member"), data.pop("ground")
    actions.declare_recusal(item, member, ground, **data, by=request.user, at=at)
    return _("The recusal is entered.")


@item_act
def item_hand_over(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Let another member preside over the item."""
    actions.hand_over_chair(
        item, taken(HandOverForm(item.meeting, request.POST))["to"], by=request.user, at=at
    )
    return _("The chair is handed over for this item.")


@item_act
def item_take_back(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Give the chair back."""
    actions.take_back_chair(item, by=request.user, at=at)
    return _("The chair is taken back.")


@item_act
def item_conclude(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """End an item that is not voted on."""
    actions.conclude_item(item, **taken(ConclusionForm(request.POST)), by=request.user, at=at)
    return _("The item is concluded.")


ASIDE = {
    "withdraw": (actions.withdraw_item, _("The item is withdrawn.")),
    "postpone": (actions.postpone_item, _("The item is postponed.")),
    "refer": (actions.refer_upward, _("The item is referred upward.")),
}


@item_act
def item_set_aside(request: BodyRequest, item: AgendaItem, at: datetime) -> Words:
    """Withdraw, postpone or refer the item, with the reason."""
    data = taken(AsideForm(request.POST))
    act, words = ASIDE[data["how"]]
    act(item, data["reason"], by=request.user, at=at)
    return words


@in_body
@act_view
def recusal_confirm(request: BodyRequest, pk: int) -> HttpResponse:
    """Let a proposed recusal stand."""
    recusal, item = _recusal(request, pk)
    actions.confirm_recusal(recusal, by=request.user, at=timezone.now())
    return answered(request, item.meeting, _("The recusal is entered."), item)


@in_body
@act_view
def recusal_dismiss(request: BodyRequest, pk: int) -> HttpResponse:
    """Find a proposed recusal needless."""
    recusal, item = _recusal(request, pk)
    data = taken(ReasonForm(request.POST))
    actions.dismiss_recusal(recusal, data["reason"], by=request.user, at=timezone.now())
    return answered(request, item.meeting, _("The proposal is dismissed."), item)


def _recusal(request: BodyRequest, pk: int) -> tuple[Recusal, AgendaItem]:
    rows = Recusal.objects.filter(item__meeting__group=request.group).select_related("membership__user")
    recusal = get_object_or_404(rows, pk=pk)
    recusal.item = item_for(request, recusal.item_id)
    return recusal, recusal.item


@in_body
@act_view
def opinion_read_out(request: BodyRequest, pk: int) -> HttpResponse:
    """Note that a written opinion was read out."""
    rows = WrittenOpinion.objects.filter(item__meeting__group=request.group).select_related(
        "membership__user"
    )
    opinion = get_object_or_404(rows, pk=pk)
    opinion.item = item_for(request, opinion.item_id)
    actions.read_out_opinion(opinion, by=request.user, at=timezone.now())
    return answered(request, opinion.item.meeting, _("Noted as read out."), opinion.item)
