"""What waits for the asker about research and articles?  A fragment of the desk."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.duties import waiting
from members.pages import Words
from members.waiting import Waiting
from reports.research.articles.models import SignedArticle
from reports.research.duties import Feedback, MajorReading, MajorReport
from reports.research.models.projects import ResearchProject
from reports.research.states import ArticleState, ProjectState, Route

SHOWN = 5


@require_GET
@in_body
def research_waiting(request: BodyRequest) -> HttpResponse:
    """Show plans to approve, reports to read, articles to decide on, feedback and closings that are due.

    Clauses 5.4-b, 9.2-d, 9.3-a, 9.3-c.
    """
    may = request.user.has_perm
    if not may("reports.read_registers", request.group):
        return HttpResponse()
    lines = waiting(request, MajorReading)
    if may("reports.approve_research", request.group):
        lines += [*_articles(request, Route.SECRETARY, _("Article to decide on")), *_plans(request)]
    if may("reports.register_article", request.group):
        lines += _articles(request, Route.GROUP, _("Article to bring before the group"))
    lines += [*waiting(request, MajorReport, Feedback), *_to_close(request)]
    return render(request, "reports/_research_waiting.html", {"lines": lines}) if lines else HttpResponse()


def _projects(request: BodyRequest, state: ProjectState) -> QuerySet[ResearchProject]:
    return ResearchProject.objects.filter(group=request.group, state=state).order_by("ends_on", "pk")


def _page(request: BodyRequest, project: ResearchProject) -> str:
    return reverse("reports:research_detail", args=[request.group.code, project.pk])


def _plans(request: BodyRequest) -> Iterator[Waiting]:
    """Yield the plans of research to approve."""
    for project in _projects(request, ProjectState.DRAFT)[:SHOWN]:
        label, day = _("Plan of research to approve"), f"{project.begins_on:%m-%d}"
        yield Waiting(label, project.theme, _page(request, project), "compass", day)


def _to_close(request: BodyRequest) -> Iterator[Waiting]:
    """Yield one's own research that is final."""
    own = Q(leader__user=request.user) | Q(team__user=request.user)
    for project in _projects(request, ProjectState.FINAL).filter(own).distinct()[:SHOWN]:
        yield Waiting(_("My research to be closed"), project.theme, _page(request, project), "flag")


def _articles(request: BodyRequest, route: Route, label: Words) -> Iterator[Waiting]:
    """Yield the articles that were applied for by a route."""
    applied = SignedArticle.objects.filter(group=request.group, state=ArticleState.APPLIED, route=route)
    for article in applied.select_related("author__user").order_by("pk")[:SHOWN]:
        url = reverse("reports:article_detail", args=[request.group.code, article.pk])
        yield Waiting(label, f"{article.title} · {article.author.name}", url, "newspaper", tone="warn")
