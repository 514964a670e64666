"""What does an inspection open?  Query sets of its years and matters; nothing else is ever read in one."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lifes.models import DemocraticLifeMeeting
from lifes.states import LifeState
from meetings.models import AgendaItem, Decision, Meeting, Secrecy
from meetings.rules.kinds import PERSONNEL
from members.models import LeadingGroup, User
from reports.inspection.models import Inspection
from reports.inspection.states import Matter
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.states import ArticleState, ProjectState
from reports.responsibility.models.filings import AnnualFiling
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import UpwardState
from study.models import StudySession
from study.states import SessionState

ABOUT_PERSONS = (*sorted(PERSONNEL), "discipline")
CLOSE_TO_PERSONS = ("personnel", "discipline")


def lasting_for(user: User, group: LeadingGroup, today: date) -> Inspection | None:
    """Return the inspection a person reads in today, None when none lasts.  There is at most one (see its grant)."""
    inspections = Inspection.objects.filter(group=group).lasting(today).of(user)
    return inspections.select_related("group").order_by("-granted_at").first()


def withheld(prefix: str = "") -> Q:
    """Return what is shown only where personnel is among the matters: personnel, discipline, sensitive, classified.

    prefix: lookup from the row to the item.
    """
    hidden = Q(**{f"{prefix}kind__in": ABOUT_PERSONS}) | Q(
        **{f"{prefix}secrecy__in": (Secrecy.SENSITIVE, Secrecy.STUB)}
    )
    for word in CLOSE_TO_PERSONS:
        # A list of categories is not searched by element on both engines; their codes contain these words alone.
        hidden |= Q(**{f"{prefix}categories__icontains": word})
    return hidden


def items(inspection: Inspection) -> QuerySet[AgendaItem]:
    """Return the items of the meetings that may be read."""
    rows = AgendaItem.objects.filter(
        meeting__group=inspection.group, meeting__day__year__in=inspection.years, removed=False
    )
    if not inspection.covers(Matter.DECISIONS):
        return rows.none()
    return rows if inspection.covers(Matter.PERSONNEL) else rows.exclude(withheld())


def decisions(inspection: Inspection) -> QuerySet[Decision]:
    """Return the decisions that may be read: by the year of their meeting."""
    return Decision.objects.filter(group=inspection.group, item__in=items(inspection))


def meetings(inspection: Inspection) -> QuerySet[Meeting]:
    """Return the meetings held in the years."""
    rows = Meeting.objects.filter(group=inspection.group, day__year__in=inspection.years).held()
    return rows if inspection.covers(Matter.DECISIONS) else rows.none()


def whole_meetings(inspection: Inspection) -> QuerySet[Meeting]:
    """Return the meetings none of whose items is withheld: only their papers can be shown as they are."""
    rows = meetings(inspection)
    if inspection.covers(Matter.PERSONNEL):
        return rows
    closed = AgendaItem.objects.filter(meeting__group=inspection.group).filter(withheld())
    return rows.exclude(pk__in=closed.values("meeting"))


def studies(inspection: Inspection) -> QuerySet[Any]:
    """Return the studies held in the years."""
    rows = StudySession.objects.filter(
        group=inspection.group,
        day__year__in=inspection.years,
        state__in=(SessionState.HELD, SessionState.RECORDED),
    )
    return rows if inspection.covers(Matter.STUDY) else rows.none()


def life_meetings(inspection: Inspection) -> QuerySet[Any]:
    """Return the democratic-life meetings for the years: how they stand, never what was said."""
    rows = DemocraticLifeMeeting.objects.filter(group=inspection.group, life_year__in=inspection.years)
    rows = rows.exclude(state=LifeState.CANCELLED)
    return rows if inspection.covers(Matter.LIFE) else rows.none()


def upward(inspection: Inspection) -> QuerySet[Any]:
    """Return the papers sent to the superior in the years; of persons only where personnel is a matter."""
    sent = (UpwardState.SENT, UpwardState.REPLIED, UpwardState.CLOSED)
    rows = UpwardPaper.objects.filter(
        group=inspection.group, sent_on__year__in=inspection.years, state__in=sent, is_stub=False
    )
    if not inspection.covers(Matter.PERSONNEL):
        about = Q(category__in=ABOUT_PERSONS) | withheld("adopted_item__")
        rows = rows.exclude(pk__in=UpwardPaper.objects.filter(about).values("pk"))
    return rows if inspection.covers(Matter.UPWARD) else rows.none()


def research(inspection: Inspection) -> QuerySet[Any]:
    """Return the research begun in the years, drafts left out."""
    rows = ResearchProject.objects.filter(group=inspection.group, begins_on__year__in=inspection.years)
    rows = rows.exclude(state=ProjectState.DRAFT)
    return rows if inspection.covers(Matter.RESEARCH) else rows.none()


def articles(inspection: Inspection) -> QuerySet[Any]:
    """Return the articles approved or published in the years."""
    rows = SignedArticle.objects.filter(group=inspection.group).filter(
        Q(approved_on__year__in=inspection.years) | Q(published_on__year__in=inspection.years)
    )
    rows = rows.exclude(state=ArticleState.DRAFT)
    return rows if inspection.covers(Matter.ARTICLES) else rows.none()


def filings(inspection: Inspection) -> QuerySet[Any]:
    """Return the yearly filings of the years: fact, day and office."""
    rows = AnnualFiling.objects.filter(group=inspection.group, year__in=inspection.years)
    return rows if inspection.covers(Matter.FILINGS) else rows.none()
