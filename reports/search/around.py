"""What is found of the year around the meetings?  Study, life meetings, reports, research, articles, duties, registers, people.

Talks, outlines, criticism and collected opinions are not found: they are read by those they concern, each time noted.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate

from lifes.models import DemocraticLifeMeeting, OpinionSolicitation, RectificationMeasure
from members.models import Membership
from reports.past.models import PastVolume
from reports.past.states import LineState
from reports.registers.models.activities import GroupActivity, Statement
from reports.registers.models.regulations import Regulation
from reports.registers.models.units import SubordinateUnit
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.models.suggestions import Suggestion
from reports.search.source import Searched
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from study.models import Essay, StudyPlan, StudySession

REGISTERS = "reports.read_registers"
STUDY = "study.read"
LIFES = "lifes.read"


def _study(session: StudySession) -> Iterator[Any]:
    yield from (session.lecturer, session.place, session.gist, session.discussion)
    yield from (file.title for file in session.materials.all())


def _upward(paper: UpwardPaper) -> Iterator[Any]:
    yield from (paper.number, paper.matter, paper.recipient)
    if paper.is_stub:
        return
    yield paper.body
    for section in paper.sections.all():
        yield from (section.title, section.text)
    for reply in paper.replies.all():
        yield from (reply.number, reply.content)
    yield from (action.text for action in paper.reply_actions.all())


def _incident(incident: Incident) -> Iterator[Any]:
    yield from (incident.place, incident.facts, incident.measures, incident.outcome)
    yield from (more.text for more in incident.follow_ups.all())


def _research(project: ResearchProject) -> Iterator[Any]:
    yield from (project.purpose, project.findings, project.output_text)
    yield from (visit.place for visit in project.visits.all())
    yield from (line.text for line in project.recommendations.all())


def _article(article: SignedArticle) -> Iterator[Any]:
    yield from (article.outlet, article.relation, article.co_authors)
    yield from (version.text for version in article.versions.all())


def _regulation(regulation: Regulation) -> Iterator[Any]:
    yield from (regulation.number, regulation.summary, regulation.repeal_reason)
    yield from (review.text for review in regulation.reviews.all())


def _measure(measure: RectificationMeasure) -> Iterator[Any]:
    yield from (measure.problem_text, measure.unit, measure.standard, measure.result)
    yield from (row.text for row in measure.progress.all())


def _volume(volume: PastVolume) -> Iterator[Any]:
    yield from (volume.number, volume.place, volume.notes)
    yield from (line.title for line in volume.lines.all() if line.state == LineState.LISTED)


SOURCES = (
    Searched(
        StudySession,
        "study:session_detail",
        STUDY,
        title=lambda session: session.title,
        texts=_study,
        day=lambda session: session.day,
        along=("materials",),
    ),
    Searched(
        StudyPlan,
        "study:plan_detail",
        STUDY,
        title=str,
        texts=lambda plan: (plan.note, plan.summary, *(line.theme for line in plan.lines.all())),
        day=lambda _plan: None,
        joined=("group",),
        along=("lines",),
    ),
    Searched(
        Essay,
        "study:essay_detail",
        STUDY,
        title=lambda essay: essay.title,
        texts=lambda essay: (essay.text, essay.membership.name),
        day=lambda essay: essay.submitted_on,
        joined=("membership__user",),
    ),
    Searched(
        DemocraticLifeMeeting,
        "lifes:life_detail",
        LIFES,
        title=str,
        texts=lambda life: (life.theme, life.theme_paper, life.place, life.special_reason),
        day=lambda life: life.planned_on,
        joined=("group",),
    ),
    Searched(
        OpinionSolicitation,
        "lifes:round_detail",
        LIFES,
        title=lambda one: one.title,
        texts=lambda one: one.headings,
        day=lambda one: one.held_on or one.opened_on,
    ),
    Searched(
        RectificationMeasure,
        "lifes:measure_detail",
        LIFES,
        title=lambda measure: measure.text,
        texts=_measure,
        day=lambda measure: measure.due_on,
        along=("progress",),
    ),
    Searched(
        UpwardPaper,
        "reports:upward_detail",
        REGISTERS,
        title=lambda paper: paper.title,
        texts=_upward,
        day=lambda paper: paper.sent_on or paper.adopted_on,
        along=("sections", "replies", "reply_actions"),
    ),
    Searched(
        Incident,
        "reports:incident_detail",
        REGISTERS,
        title=lambda incident: incident.title,
        texts=_incident,
        day=lambda incident: localdate(incident.discovered_at),
        along=("follow_ups",),
    ),
    Searched(
        ResearchProject,
        "reports:research_detail",
        REGISTERS,
        title=lambda project: project.theme,
        texts=_research,
        day=lambda project: project.begins_on,
        along=("visits", "recommendations"),
    ),
    Searched(
        SignedArticle,
        "reports:article_detail",
        REGISTERS,
        title=lambda article: article.title,
        texts=_article,
        day=lambda article: article.published_on or article.approved_on,
        along=("versions",),
    ),
    Searched(
        Regulation,
        "reports:regulation_detail",
        REGISTERS,
        title=lambda regulation: regulation.title,
        texts=_regulation,
        day=lambda regulation: regulation.issued_on or regulation.adopted_on,
        along=("reviews",),
    ),
    Searched(
        SubordinateUnit,
        "reports:unit_detail",
        REGISTERS,
        title=lambda unit: unit.name,
        texts=lambda unit: (unit.head, unit.contact),
        day=lambda _unit: None,
    ),
    Searched(
        GroupActivity,
        "reports:activity_detail",
        REGISTERS,
        title=lambda activity: activity.title,
        texts=lambda activity: (activity.place, activity.others, activity.note),
        day=lambda activity: activity.day,
    ),
    Searched(
        Statement,
        "reports:statement_detail",
        REGISTERS,
        title=lambda statement: statement.occasion,
        texts=lambda statement: (statement.gist,),
        day=lambda statement: statement.day,
    ),
    Searched(
        Suggestion,
        "reports:suggestion_detail",
        REGISTERS,
        title=lambda suggestion: suggestion.text[:80],
        texts=lambda suggestion: (suggestion.field, suggestion.text, suggestion.outcome_text),
        day=lambda suggestion: suggestion.submitted_on,
    ),
    Searched(
        ResponsibilityList,
        "reports:responsibility_detail",
        REGISTERS,
        title=str,
        texts=lambda one: (one.note, one.year_report, *(line.text for line in one.lines.all())),
        day=lambda one: one.adopted_on,
        joined=("group",),
        along=("lines",),
    ),
    Searched(
        AnnualFiling,
        "reports:filing_detail",
        REGISTERS,
        title=str,
        texts=lambda _filing: (),
        day=lambda filing: filing.due_on,
        joined=("membership__user", "group"),
    ),
    Searched(
        PastVolume,
        "reports:pastvolume_detail",
        REGISTERS,
        title=lambda volume: volume.title,
        texts=_volume,
        day=lambda volume: volume.last_day,
        along=("lines",),
    ),
    Searched(
        Membership,
        "members:membership_detail",
        "members.read",
        title=lambda seat: seat.name,
        texts=lambda seat: (seat.government_post, seat.appointment_paper),
        day=lambda seat: seat.since,
        joined=("user",),
        follows={"leadinggroup": "group"},
        seen=lambda _user, group: Membership.objects.filter(group=group),
    ),
)
