"""Was research light on those it visited, did something come of it, and did the secretary see what is major?

Depends on the ground only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from members.procedure.parameters import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, warn
from reports.checks.rules.check import WARN, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told, weighed
from reports.research import rules as research
from reports.research.rules import Closing, Visit


@dataclass(frozen=True, slots=True)
class Project:
    """A research project that was not cancelled and whose plan was approved.

    local, own: people who came along.  output: a report or brief is kept.  sent_on: to the secretary; shown: the group
    has seen the secretary's own.
    """

    key: int
    ends_on: date
    output: bool
    local: int = 0
    own: int = 0
    major: bool = False
    final_on: date | None = None
    sent_on: date | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """The projects that ended in a year, and the visits of it and of the weeks before and after."""

    span: JudgedYear | None
    projects: tuple[Project, ...] = ()
    visits: tuple[Visit, ...] = ()


def output(project: Project, today: date, law: YearParameters) -> Verdict:
    """Research ends in a report or a brief.  Clause 9.3-b."""
    if (today - project.ends_on).days <= law.research_output_days:
        return allow()
    return research.closing(
        Closing(has_output=project.output, fed_back=True, ended_on=None, major=False, seen=True), today, law
    )


def major(project: Project, today: date, law: YearParameters) -> Verdict:
    """A major report reaches the secretary in time; the secretary's own is seen by the group.  Clause 9.3-c."""
    if not project.major or project.shown:
        return allow()
    return research.major_report(project.final_on, project.sent_on, today, law)


def light_and_useful(facts: Field) -> Iterator[Raised]:
    """CHK-37: visits cluster, too many companions, no result, a major report is not sent.

    Clauses 9.2-b, 9.2-c, 9.3-b, 9.3-c.
    """
    span = facts.span
    if span is None:
        return
    law = span.law.year
    for project in facts.projects:
        if not span.covers(project.ends_on):
            continue
        asked = {
            "escorts": research.escorts(project.local, project.own, law),
            "output": output(project, span.today, law),
            "major": major(project, span.today, law),
        }
        for part, verdict in asked.items():
            if told(verdict):
                yield Raised(
                    "researchproject", project.key, project.ends_on, weighed(verdict, Weight.WARN), part=part
                )
    yield from _clusters(facts.visits, span)


def _clusters(visits: tuple[Visit, ...], span: JudgedYear) -> Iterator[Raised]:
    """Tell of each visit that came second at a place within few days, once a day and project.  Clause 9.2-c."""
    told_of: dict[tuple[int, date], set[str]] = {}
    for pair in research.clusters(visits, span.law.year):
        later = max(pair, key=lambda visit: (visit.day, visit.project))
        if span.covers(later.day):
            told_of.setdefault((later.project, later.day), set()).add(later.place.strip())
    for (project, day), places in sorted(told_of.items()):
        verdict = warn(
            "visits_clustered",
            gettext_noop("Another project had visited the same place within %(days)s days: %(places)s"),
            "9.2-c",
            places="、".join(sorted(places)),
            count=len(places),
            days=span.law.year.research_cluster_days,
        )
        yield Raised("researchproject", project, day, verdict, part=f"visit {day.isoformat()}")


CHECKS = (
    Check(
        "CHK-37",
        gettext_noop(
            "Research clustered or with many companions, without result, major report not sent for reading"
        ),
        "9.3-b",
        light_and_useful,
        gettext_noop(
            "Write the report or the brief, send a major one to the secretary, and spread the visits over places and weeks."
        ),
        answers="member",
        facts=Field,
        weights=WARN,
    ),
)
