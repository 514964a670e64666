"""Fragment for the desk: what waits for me in a democratic-life meeting?"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lifes.models import DemocraticLifeMeeting, Opinion, OpinionSolicitation, SpeechOutline
from lifes.states import LifeState, MeasureState, OutlineState, RoundState
from lifes.views.measures import rows
from meetings.work import Waiting
from members.access import BodyRequest, in_body

LAST_QUARTER = 10


def own_beginning(request: BodyRequest) -> Iterator[Waiting]:
    """Remind a member who has not begun the outline of a meeting that is being prepared.  Clause 7.2-d."""
    if request.seat is None:
        return
    going_on = DemocraticLifeMeeting.objects.filter(group=request.group, state=LifeState.PREPARING)
    for life in going_on.exclude(outlines__membership__user=request.user).select_related("group"):
        url = reverse("lifes:stage_detail", args=[request.group.code, life.pk, "examination"])
        due = f"{life.planned_on:%m-%d}" if life.planned_on else ""
        yield Waiting(_("Begin my outline"), str(life), url, "pencil-square", due, "warn")


def secretariat(request: BodyRequest) -> Iterator[Waiting]:
    """Remind the secretariat: the year's meeting, rounds past their day, opinions nobody was told.  Clauses 7.1-b, 7.2-a."""
    if not request.user.has_perm("lifes.prepare", request.group):
        return
    lives = DemocraticLifeMeeting.objects.filter(group=request.group, life_year=request.today.year)
    if request.today.month >= LAST_QUARTER and not lives.exclude(state=LifeState.CANCELLED).exists():
        url = reverse("lifes:life_create", args=[request.group.code])
        text = _("Nothing is prepared yet for %(year)s.") % {"year": request.today.year}
        yield Waiting(_("Begin the democratic-life meeting"), text, url, "chat-square-heart", "", "warn")
    rounds = OpinionSolicitation.objects.filter(group=request.group)
    for one in rounds.filter(state=RoundState.OPEN, due_on__lt=request.today):
        url = reverse("lifes:round_detail", args=[request.group.code, one.pk])
        yield Waiting(_("Close the round"), one.title, url, "lock", f"{one.due_on:%m-%d}", "warn")
    for one in rounds.filter(opinions__fed_back_at=None, opinions__isnull=False).distinct():
        url = reverse("lifes:round_detail", args=[request.group.code, one.pk])
        yield Waiting(_("Feed the opinions back"), one.title, url, "reply", "", "warn")


@require_GET
@in_body
def work_waiting(request: BodyRequest) -> HttpResponse:
    """Show what waits for me: my outline, opinions about me, my measures, what I review and confirm."""
    if not request.user.has_perm("lifes.read", request.group):
        return HttpResponse()
    mine = rows(request).unfinished().filter(owner__user=request.user)
    context: dict[str, Any] = {
        "outlines": SpeechOutline.objects.filter(
            group=request.group,
            membership__user=request.user,
            state__in=[OutlineState.DRAFT, OutlineState.RETURNED],
            life__state="preparing",
        ).select_related("life"),
        "opinions": Opinion.objects.visible_to(request.user, request.group)
        .filter(about__user=request.user, round__life__state="preparing")
        .count(),
        "measures": mine.filter(state=MeasureState.OPEN)[:5],
        "review": [],
        "confirm": [],
        "today": request.today,
    }
    if request.user.has_perm("lifes.review_outline", request.group):
        waiting = SpeechOutline.objects.filter(group=request.group, state=OutlineState.SUBMITTED)
        context["review"] = waiting.select_related("membership__user")
        context["confirm"] = (
            rows(request).filter(state=MeasureState.CLAIMED).exclude(owner__user=request.user)[:5]
        )
    context["to_do"] = [*own_beginning(request), *secretariat(request)]
    if not any(context[name] for name in ("outlines", "opinions", "measures", "review", "confirm", "to_do")):
        return HttpResponse()
    return render(request, "lifes/_work_waiting.html", context)
