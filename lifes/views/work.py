"""Fragment for the desk: what waits for me in a democratic-life meeting?"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lifes.duties import LifeReport, Rectification
from lifes.models import (
    DemocraticLifeMeeting,
    Opinion,
    OpinionSolicitation,
    RectificationMeasure,
    SpeechOutline,
)
from lifes.permissions import HELD, reads_record
from lifes.states import LifeState, MeasureState, OutlineState, RoundState
from lifes.views.measures import rows
from members.access import BodyRequest, in_body
from members.duties import waiting
from members.models import Membership, Post
from members.waiting import Waiting

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
    for record in rounds.filter(state=RoundState.OPEN, due_on__lt=request.today):
        url = reverse("lifes:round_detail", args=[request.group.code, record.pk])
        yield Waiting(_("Close the round"), record.title, url, "lock", f"{record.due_on:%m-%d}", "warn")
    for row in rounds.filter(opinions__fed_back_at=None, opinions__isnull=False).distinct():
        url = reverse("lifes:round_detail", args=[request.group.code, row.pk])
        yield Waiting(_("Feed the opinions back"), row.title, url, "reply", "", "warn")


def session_today(request: BodyRequest) -> Iterator[Waiting]:
    """Lead those who were to be there, and the recorder, to the session on its day.  Clause 7.3-a."""
    lives = DemocraticLifeMeeting.objects.filter(
        Q(state=LifeState.OPEN) | Q(state=LifeState.READY, planned_on=request.today), group=request.group
    )
    for life in lives.select_related("group"):
        if reads_record(request.user, life):
            url = reverse("lifes:session_detail", args=[request.group.code, life.pk])
            yield Waiting(_("Session of the democratic-life meeting"), str(life), url, "people", "", "warn")


def after_session(request: BodyRequest) -> Iterator[Waiting]:
    """Remind the secretariat after a session: measures, report, notice, absent members.  Clauses 7.3-a, 7.4-a."""
    if not request.user.has_perm("lifes.prepare", request.group):
        return
    held = DemocraticLifeMeeting.objects.filter(group=request.group, state__in=HELD)
    bare = Q(problems__removed=False, problems__measures=None)
    for life in held.filter(bare).distinct().select_related("group"):
        url = reverse("lifes:stage_detail", args=[request.group.code, life.pk, "rectification"])
        yield Waiting(_("Plan measures for the problems found"), str(life), url, "tools", "", "warn")
    for life in held.filter(Q(state=LifeState.CLOSED) | Q(noticed_on=None)).select_related("group"):
        url = reverse("lifes:stage_detail", args=[request.group.code, life.pk, "report"])
        for seat in life.untold():
            yield Waiting(_("Tell an absent member what was said"), seat.name, url, "reply", "", "warn")
        if life.noticed_on is None:
            yield Waiting(_("Give notice of the meeting"), str(life), url, "megaphone", "", "info")


def to_confirm(request: BodyRequest) -> list[RectificationMeasure]:
    """Return the measures said to be done that the asker may confirm: the secretary's own wait for the deputy."""
    if request.seat is None or request.seat.post not in (Post.SECRETARY, Post.DEPUTY_SECRETARY):
        return []
    claimed = rows(request).filter(state=MeasureState.CLAIMED).exclude(owner__user=request.user)
    claimed = claimed.exclude(membership__user=request.user)
    if request.seat.post == Post.DEPUTY_SECRETARY:
        heads = Membership.objects.filter(group=request.group, post=Post.SECRETARY).in_office(request.today)
        people = heads.values("user")
        claimed = claimed.filter(Q(owner__user__in=people) | Q(membership__user__in=people))
    return list(claimed.order_by("due_on", "pk")[:5])


@require_GET
@in_body
def work_waiting(request: BodyRequest) -> HttpResponse:
    """Show what waits for me: my outline, opinions about me, my measures, what I review and confirm."""
    if not request.user.has_perm("lifes.read", request.group):
        return HttpResponse()
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
        "measures": waiting(request, Rectification),
        "review": [],
        "confirm": to_confirm(request),
        "today": request.today,
    }
    if request.user.has_perm("lifes.review_outline", request.group):
        submitted = SpeechOutline.objects.filter(group=request.group, state=OutlineState.SUBMITTED)
        context["review"] = submitted.select_related("membership__user")
    context["to_do"] = [
        *session_today(request),
        *own_beginning(request),
        *secretariat(request),
        *waiting(request, LifeReport),
        *after_session(request),
    ]
    if not any(context[name] for name in ("outlines", "opinions", "measures", "review", "confirm", "to_do")):
        return HttpResponse()
    return render(request, "lifes/_work_waiting.html", context)
