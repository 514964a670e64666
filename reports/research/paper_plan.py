"""Which printed form shows a research plan?  调研方案 (clauses 9.1-a, 9.1-b, 9.2-b, 9.2-d)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from members.models import LeadingGroup, User
from members.papers.words import signed
from members.printing.paper import Filed, Inspected, Paper, register
from members.printing.parts import Facts, Opinion
from members.procedure.verdict import gettext_noop
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import Escort
from reports.research.states import ProjectState, ResearchKind

KINDS_OF_RESEARCH = {ResearchKind.COMPREHENSIVE: "综合调研", ResearchKind.THEMATIC: "专题调研"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One day at one place."""

    day: date | None = None
    place: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class ResearchPlanFacts(Facts):
    """The plan of one research project.

    kind: 综合调研 / 专题调研; members: who goes with the leader; own, local: 随行人员 and 陪同人员
    own_count, local_count: how many they are; way: 座谈、走访 …; cost: told as written
    """

    group: str = ""
    number: str = ""
    kind: str = ""
    title: str = ""
    theme: str = ""
    leader: str = ""
    members: tuple[str, ...] = ()
    own: str = ""
    local: str = ""
    own_count: int | None = None
    local_count: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    visits: tuple[Visit, ...] = ()
    way: str = ""
    cost: str = ""
    drafted: Opinion = field(default_factory=Opinion)
    approved: Opinion = field(default_factory=Opinion)


def plan_facts(project: ResearchProject) -> ResearchPlanFacts:
    """Return the plan of a research project.  Clauses 9.1-a, 9.1-b, 9.2-b, 9.2-d."""
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
        visits=tuple(Visit(visit.day, visit.place, visit.purpose) for visit in project.visits.standing()),
        way=project.way,
        cost=project.cost,
        drafted=signed(project, "draft_project"),
        approved=signed(project, "approve_project") if project.approved_by_id else Opinion(),
    )


def _names(escorts: list[Escort], side: str) -> str:
    return "、".join(escort.who for escort in escorts if escort.side == side)


def _count(escorts: list[Escort], side: str) -> int:
    return sum(escort.count for escort in escorts if escort.side == side)


def ticked_kinds(facts: Any) -> list[tuple[str, bool]]:
    """Return the kinds of research with whether each is the one of the facts."""
    return [(kind, kind == facts.kind) for kind in KINDS_OF_RESEARCH.values()]


def projects_of(group: LeadingGroup, user: User) -> QuerySet[ResearchProject]:
    """Return the research projects somebody may see, cancelled ones left out."""
    seen = ResearchProject.objects.visible_to(user, group).exclude(state=ProjectState.CANCELLED)
    return seen.select_related("group", "leader__user", "seen_item__meeting__group")


def label(project: ResearchProject) -> str:
    """Return how a list calls a printed form of a research project."""
    return f"{project.begins_on:%Y-%m-%d}　{project.theme}　{project.leader.name}"


register(
    Paper(
        name="research_plan",
        title=gettext_noop("Research plan"),
        order=330,
        blank=ResearchPlanFacts(visits=(Visit(),) * 5),
        derived=lambda facts: {"kinds": ticked_kinds(facts)},
        records=projects_of,
        facts=plan_facts,
        label=label,
        search=("theme", "leader__user__name"),
        power="reports.read_registers",
        file="调研方案",
        filed=(Filed("research", 20),),
        inspected=Inspected("research"),
    )
)
