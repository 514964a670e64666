"""From field studies and signed articles to their papers: plan, reading form of the report, approval form."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.printing.parts import Opinion
from members.procedure.journal import Entry
from members.procedure.record import Record
from reports.documents.year.article_approval import KINDS, ROUTES, ArticleApprovalFacts
from reports.documents.year.research import (
    CHECKS,
    Advice,
    Check,
    ResearchPlanFacts,
    ResearchReportFacts,
    Visit,
)
from reports.papers.source import Source
from reports.papers.words import POSTS
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import TRIP, ResearchProject
from reports.research.models.rows import Escort, Recommendation
from reports.research.states import ArticleKind, ArticleState, ProjectState, ResearchKind, Route

KINDS_OF_RESEARCH = {ResearchKind.COMPREHENSIVE: "综合调研", ResearchKind.THEMATIC: "专题调研"}
OUTPUTS = {"report": "调研报告", "brief": "调研信息"}
ADOPTIONS = {"waiting": "", "adopted": "采纳", "partly": "部分采纳", "declined": "未采纳"}
POINTS = dict(zip(("meals", "vehicles", "reception", "banners", "gifts", "schedule"), CHECKS, strict=True))
KINDS_OF_ARTICLE = dict(zip(ArticleKind.values, KINDS, strict=True))
ROUTES_OF_ARTICLE = dict(zip((Route.GROUP, Route.SECRETARY), ROUTES, strict=True))
KEPT = {"yes": True, "no": False}
REPORTED = (ProjectState.FINAL, ProjectState.CLOSED)
AGREED = {ArticleState.APPROVED: True, ArticleState.PUBLISHED: True, ArticleState.REFUSED: False}

assert set(POINTS) == {key for key, _label in TRIP}
assert set(ADOPTIONS) == set(Recommendation.Adoption.values)
assert set(OUTPUTS) == set(ResearchProject.Output.values)


def _last(record: Record, verb: str) -> Entry | None:
    """Return the last entry of an act in a record's journal (one query)."""
    entries: QuerySet[Entry] = record.entries.filter(verb=verb).select_related("by")  # type: ignore[attr-defined]
    return entries.order_by("at", "pk").last()


def _signed(entry: Entry | None, text: str = "") -> Opinion:
    """Return what was said with who did it and when; empty where it was not done."""
    return Opinion(text, str(entry.by), localdate(entry.at)) if entry is not None else Opinion()


def plan_facts(project: ResearchProject) -> ResearchPlanFacts:
    """Return the plan of a field study.  Clauses 9.1-a, 9.1-b, 9.2-b, 9.2-d."""
    escorts = list(project.escorts.standing())
    return ResearchPlanFacts(
        group=project.group.full_name,
        kind=KINDS_OF_RESEARCH[ResearchKind(project.kind)],
        title=project.theme,
        theme=project.purpose,
        leader=project.leader.name,
        own=_names(escorts, Escort.Side.OWN),
        local=_names(escorts, Escort.Side.LOCAL),
        own_count=_count(escorts, Escort.Side.OWN),
        local_count=_count(escorts, Escort.Side.LOCAL),
        starts_on=project.begins_on,
        ends_on=project.ends_on,
        visits=tuple(Visit(one.day, one.place, one.purpose) for one in project.visits.standing()),
        way=project.way,
        cost=project.cost,
        drafted=_signed(_last(project, "draft_project")),
        approved=_signed(_last(project, "approve_project")) if project.approved_by_id else Opinion(),
    )


def _names(escorts: list[Escort], side: str) -> str:
    return "、".join(one.who for one in escorts if one.side == side)


def _count(escorts: list[Escort], side: str) -> int:
    return sum(one.count for one in escorts if one.side == side)


def report_facts(project: ResearchProject) -> ResearchReportFacts:
    """Return what a field study found and recommends, what it gave back, who read it.

    Clauses 9.1-c, 9.2-a, 9.3-a, 9.3-b, 9.3-c.
    """
    places = dict.fromkeys(one.place for one in project.visits.standing())
    return ResearchReportFacts(
        group=project.group.full_name,
        kind=KINDS_OF_RESEARCH[ResearchKind(project.kind)],
        title=project.theme,
        leader=project.leader.name,
        starts_on=project.begins_on,
        ends_on=project.ends_on,
        places=tuple(places),
        output=OUTPUTS.get(project.output, ""),
        findings=project.findings,
        advice=tuple(_advice(one) for one in project.recommendations.standing().select_related("topic")),
        checks=tuple(Check(name, KEPT.get(project.trip.get(key, ""))) for key, name in POINTS.items()),
        checks_remark=project.trip_remark,
        feedback=_feedback(project),
        major=project.major if project.state in REPORTED else (project.major or None),
        sent_on=project.sent_on,
        read_on=localdate(project.read_at) if project.read_at else None,
        comment=_comment(project),
    )


def _advice(one: Recommendation) -> Advice:
    topic = f"已列入议题：{one.topic.title}" if one.topic is not None else ""
    note = "；".join(part for part in (one.adoption_note, topic) if part)
    return Advice(one.text, one.addressed_to, ADOPTIONS[one.adoption], note)


def _feedback(project: ResearchProject) -> str:
    day = project.fed_back_on
    if day is None:
        return ""
    told = (f"{day.year}年{day.month}月{day.day}日", project.fed_back_to, project.fed_back_way)
    return "，".join(part for part in told if part)


def _comment(project: ResearchProject) -> Opinion:
    if project.seen_item is not None:
        return Opinion(f"已在{project.seen_item.meeting.title}审阅（{project.seen_item.title}）。")
    if project.seen_note:
        return Opinion(f"已送党组传阅（{project.seen_note}）。")
    if project.read_at is None:
        return Opinion()
    return _signed(_last(project, "read_report"), project.read_comment)


def article_facts(article: SignedArticle) -> ArticleApprovalFacts:
    """Return the approval form of an article: the version approved, by whom, and where it appeared.  Clause 5.4-b."""
    versions = list(article.versions.order_by("number"))
    approved = [one for one in versions if article.approved_hash and one.sha256 == article.approved_hash]
    known = approved or versions
    shown = known[-1] if known else None
    decision = article.decision
    office = article.author
    return ArticleApprovalFacts(
        number=str(article.pk),
        kind=KINDS_OF_ARTICLE[article.kind],
        title=article.title,
        authors=article.authors,
        post="、".join(part for part in (POSTS[office.post], office.government_post) if part),
        outlet=article.outlet,
        relation=article.relation,
        version=shown.number if shown is not None else None,
        digest=shown.sha256[:16] if shown is not None else "",
        applied=_signed(_last(article, "apply_for_article")),
        route=ROUTES_OF_ARTICLE[Route(article.route)],
        basis=f"决定{decision.number}" if decision is not None else "",
        agreed=AGREED.get(ArticleState(article.state)),
        approval=_approval(article),
        published_on=article.published_on,
        issue=article.issue,
        link=article.link,
        late=article.state == ArticleState.LATE,
    )


def _approval(article: SignedArticle) -> Opinion:
    if article.state == ArticleState.REFUSED:
        return _signed(_last(article, "refuse_article"), article.opinion)
    if article.approved_on is None or article.state not in AGREED:
        return Opinion()
    name = str(article.approved_by or "") if article.route == Route.SECRETARY else ""
    return Opinion(article.opinion, name, article.approved_on)


def _projects(group: LeadingGroup, user: User) -> QuerySet[ResearchProject]:
    seen = ResearchProject.objects.visible_to(user, group).exclude(state=ProjectState.CANCELLED)
    return seen.select_related("group", "leader__user", "seen_item__meeting__group")


def _articles(group: LeadingGroup, user: User) -> QuerySet[SignedArticle]:
    seen = SignedArticle.objects.visible_to(user, group)
    return seen.select_related("group", "author__user", "approved_by", "decision")


def _of_project(project: ResearchProject) -> str:
    return f"{project.begins_on:%Y-%m-%d}　{project.theme}　{project.leader.name}"


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "research_plan": Source(
            _projects,
            plan_facts,
            _of_project,
            ("theme", "leader__user__name"),
            power="reports.read_registers",
        ),
        "research_report": Source(
            lambda group, user: _projects(group, user).exclude(
                state__in=[ProjectState.DRAFT, ProjectState.APPROVED]
            ),
            report_facts,
            _of_project,
            ("theme", "leader__user__name"),
            power="reports.read_registers",
        ),
        "article_approval": Source(
            _articles,
            article_facts,
            lambda article: f"{article.title}　{article.author.name}",
            ("title", "author__user__name", "outlet"),
            power="reports.read_registers",
        ),
    }
)
