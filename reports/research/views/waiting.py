"""What waits for the asker about research and articles?  A fragment of the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.models import Post
from members.pages import Words
from reports.law import year_on
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.states import ArticleState, ProjectState, Route

SHOWN = 5
IN_THE_FIELD = (ProjectState.UNDER_WAY, ProjectState.FINAL)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what is to be done, about what, until or since when, where."""

    label: Words
    subject: str
    url: str
    icon: str
    tone: str = "info"
    day: Any = None


@require_GET
@in_body
def research_waiting(request: BodyRequest) -> HttpResponse:
    """Show plans to approve, reports to read, articles to decide on, feedback and closings that are due.

    Clauses 5.4-b, 9.2-d, 9.3-a, 9.3-c.
    """
    if not request.user.has_perm("reports.read_registers", request.group):
        return HttpResponse()
    lines = [*_of_secretary(request), *_of_clerk(request), *_own(request)]
    return render(request, "reports/_research_waiting.html", {"lines": lines}) if lines else HttpResponse()


def _projects(request: BodyRequest) -> QuerySet[ResearchProject]:
    return ResearchProject.objects.filter(group=request.group).order_by("ends_on", "pk")


def _applied(request: BodyRequest, route: str) -> QuerySet[SignedArticle]:
    found = SignedArticle.objects.filter(group=request.group, state=ArticleState.APPLIED, route=route)
    return found.select_related("author__user").order_by("pk")


def _of_projects(  # noqa: PLR0917  (the parts of a line)
    request: BodyRequest, rows: Iterable[ResearchProject], label: Words, icon: str, tone: str, day: str = ""
) -> list[Waiting]:
    return [
        Waiting(
            label,
            one.theme,
            reverse("reports:research_detail", args=[request.group.code, one.pk]),
            icon,
            tone,
            getattr(one, day) if day else None,
        )
        for one in rows
    ]


def _of_articles(request: BodyRequest, rows: Iterable[SignedArticle], label: Words) -> list[Waiting]:
    return [
        Waiting(
            label,
            f"{one.title} · {one.author.name}",
            reverse("reports:article_detail", args=[request.group.code, one.pk]),
            "newspaper",
            "warn",
        )
        for one in rows
    ]


def _of_secretary(request: BodyRequest) -> list[Waiting]:
    """Return what the secretary has to decide and to read."""
    if not request.user.has_perm("reports.approve_research", request.group):
        return []
    unread = _projects(request).filter(sent_on__isnull=False, read_at=None)
    return [
        *_of_projects(
            request,
            unread.exclude(leader__post=Post.SECRETARY)[:SHOWN],
            _("Major report to read"),
            "eye",
            "warn",
            "sent_on",
        ),
        *_of_articles(request, _applied(request, Route.SECRETARY)[:SHOWN], _("Article to decide on")),
        *_of_projects(
            request,
            _projects(request).filter(state=ProjectState.DRAFT)[:SHOWN],
            _("Plan of research to approve"),
            "compass",
            "info",
            "begins_on",
        ),
    ]


def _of_clerk(request: BodyRequest) -> list[Waiting]:
    """Return the articles on which the group decides."""
    if not request.user.has_perm("reports.register_article", request.group):
        return []
    rows = _applied(request, Route.GROUP)[:SHOWN]
    return _of_articles(request, rows, _("Article to bring before the group"))


def _own(request: BodyRequest) -> list[Waiting]:
    """Return one's own research to be fed back, sent, or closed; of a clerk, everybody's that is overdue."""
    law, today = year_on(request.group, request.today), request.today
    own = Q(leader__user=request.user) | Q(team__user=request.user)
    mine = _projects(request).filter(own).distinct()
    closing = _of_projects(
        request, mine.filter(state=ProjectState.FINAL)[:SHOWN], _("My research to be closed"), "flag", "info"
    )
    if law is None:
        return closing
    shared = _projects(request) if "clerk" in request.staff_roles else mine
    untold = shared.filter(
        state__in=IN_THE_FIELD,
        fed_back_on=None,
        ends_on__lt=today - timedelta(days=law.research_feedback_days),
    )
    unsent = shared.filter(
        state=ProjectState.FINAL,
        major=True,
        sent_on=None,
        final_on__lt=today - timedelta(days=law.major_report_days),
    )
    return [
        *_of_projects(request, unsent[:SHOWN], _("Major report not sent yet"), "send", "warn", "final_on"),
        *_of_projects(request, untold[:SHOWN], _("Feedback to the place is due"), "reply", "warn", "ends_on"),
        *closing,
    ]
