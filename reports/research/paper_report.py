"""Which printed form shows the result of research and who read it?  调研报告审阅单 (clauses 9.1-c, 9.2-a, 9.3-a to 9.3-c)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localdate

from members.papers.words import signed
from members.printing.paper import Filed, Paper, register
from members.printing.parts import Facts, Opinion
from members.procedure.verdict import gettext_noop
from reports.research.models.projects import TRIP, ResearchProject
from reports.research.models.rows import Recommendation
from reports.research.paper_plan import KINDS_OF_RESEARCH, label, projects_of, ticked_kinds
from reports.research.states import ProjectState, ResearchKind

OUTPUTS = {"report": "调研报告", "brief": "调研信息"}
ADOPTIONS = {"waiting": "", "adopted": "采纳", "partly": "部分采纳", "declined": "未采纳"}
CHECKS = ("用餐", "用车", "接待", "横幅标语", "礼品", "路线安排")
POINTS = dict(zip(("meals", "vehicles", "reception", "banners", "gifts", "schedule"), CHECKS, strict=True))
KEPT = {"yes": True, "no": False}
REPORTED = (ProjectState.FINAL, ProjectState.CLOSED)


UNDER_WAY = (ProjectState.UNDER_WAY, ProjectState.FINAL, ProjectState.CLOSED)


assert set(POINTS) == {key for key, _label in TRIP}
assert set(ADOPTIONS) == set(Recommendation.Adoption.values)
assert set(OUTPUTS) == set(ResearchProject.Output.values)


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation: to whom, and whether it was taken (采纳 / 部分采纳 / 未采纳)."""

    text: str = ""
    addressed_to: str = ""
    adopted: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One point of the rules for trips: whether it was kept (None = not said), and a remark."""

    name: str = ""
    kept: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ResearchReportFacts(Facts):
    """What a research project found, recommends and gave back; with the secretary's comment when it is a major one.

    output: 调研报告 / 调研信息; feedback: way, to whom and when, as one sentence; major: None = not said
    """

    group: str = ""
    number: str = ""
    kind: str = ""
    title: str = ""
    leader: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    places: tuple[str, ...] = ()
    output: str = ""
    findings: str = ""
    advice: tuple[Advice, ...] = ()
    checks: tuple[Check, ...] = tuple(Check(name) for name in CHECKS)
    checks_remark: str = ""
    feedback: str = ""
    major: bool | None = None
    sent_on: date | None = None
    read_on: date | None = None
    comment: Opinion = field(default_factory=Opinion)


def report_facts(project: ResearchProject) -> ResearchReportFacts:
    """Return what a research project found and recommends, what it gave back, who read it.

    Clauses 9.1-c, 9.2-a, 9.3-a, 9.3-b, 9.3-c.
    """
    places = dict.fromkeys(visit.place for visit in project.visits.standing())
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
        advice=tuple(
            _advice(recommendation)
            for recommendation in project.recommendations.standing().select_related("topic")
        ),
        checks=tuple(Check(name, KEPT.get(project.trip.get(key, ""))) for key, name in POINTS.items()),
        checks_remark=project.trip_remark,
        feedback=_feedback(project),
        major=project.major if project.state in REPORTED else (project.major or None),
        sent_on=project.sent_on,
        read_on=localdate(project.read_at) if project.read_at else None,
        comment=_comment(project),
    )


def _advice(recommendation: Recommendation) -> Advice:
    topic = f"已列入议题：{recommendation.topic.title}" if recommendation.topic is not None else ""
    note = "；".join(part for part in (recommendation.adoption_note, topic) if part)
    return Advice(recommendation.text, recommendation.addressed_to, ADOPTIONS[recommendation.adoption], note)


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
    return signed(project, "read_report", project.read_comment)


def _derived(facts: ResearchReportFacts) -> Mapping[str, object]:
    return {
        "kinds": ticked_kinds(facts),
        "outputs": [(output, output == facts.output) for output in OUTPUTS.values()],
        "checks": [(check, check.kept is False) for check in facts.checks],
        "minor": facts.major is False,
    }


register(
    Paper(
        name="research_report",
        title=gettext_noop("Reading form of a research report"),
        order=340,
        blank=ResearchReportFacts(advice=(Advice(),) * 4),
        derived=_derived,
        records=lambda group, user: projects_of(group, user).exclude(
            state__in=[ProjectState.DRAFT, ProjectState.APPROVED]
        ),
        facts=report_facts,
        label=label,
        search=("theme", "leader__user__name"),
        power="reports.read_registers",
        file="调研报告呈阅单",
        filed=(Filed("research", 10, lambda project: [project] if project.state in UNDER_WAY else []),),
    )
)
