"""How is a field study planned, and what came of it?  调研方案、调研报告审阅单 (clauses 9.1 to 9.3)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Opinion

BLANK_ROWS = 5
KINDS = ("综合调研", "专题调研")
OUTPUTS = ("调研报告", "调研信息")
CHECKS = ("用餐", "用车", "接待", "横幅标语", "礼品", "路线安排")


@dataclass(frozen=True, slots=True)
class Visit:
    """One day at one place."""

    day: date | None = None
    place: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class ResearchPlanFacts(Facts):
    """The plan of one field study.

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

    @classmethod
    def blank(cls) -> Self:
        """Return a plan with empty rows of visits."""
        return cls(visits=(Visit(),) * BLANK_ROWS)


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
    """What a field study found, recommends and gave back; with the secretary's comment when it is a major one.

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

    @classmethod
    def blank(cls) -> Self:
        """Return a form with empty rows of recommendations."""
        return cls(advice=(Advice(),) * 4)


def plan_html(facts: ResearchPlanFacts) -> str:
    """Return the plan as HTML."""
    return page("year/research_plan.html", facts, kinds=[(kind, kind == facts.kind) for kind in KINDS])


def report_html(facts: ResearchReportFacts) -> str:
    """Return the form as HTML."""
    return page(
        "year/research_report.html",
        facts,
        kinds=[(kind, kind == facts.kind) for kind in KINDS],
        outputs=[(output, output == facts.output) for output in OUTPUTS],
        checks=[(check, check.kept is False) for check in facts.checks],
        minor=facts.major is False,
    )
