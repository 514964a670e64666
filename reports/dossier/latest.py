"""Until when do the data of an item reach?  The last entry of the journals it is made from; not the time of making."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from lifes.models import DemocraticLifeMeeting, MeasureEntry
from meetings.minutes.states import MinutesState
from meetings.models import AgendaItem, Meeting, Minutes, SuperiorDocument, TaskEntry
from members.models import LeadingGroup
from members.procedure.canonical import moment
from reports.dossier.plan import HELD, essays_of
from reports.dossier.shape import Planned
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from study.models import StudySession

Rows = QuerySet[Any]


def latest_of(group: LeadingGroup, planned: Planned) -> str:
    """Return the moment of the last entry, as data ("2025-12-31T09:00:00Z"); empty where nothing was entered."""
    result = [_last(rows, path) for rows, path in JOURNALS[planned.kind](group, planned.pk)]
    return max((moment(row) for row in result if row is not None), default="")


def _last(rows: Rows, path: str) -> datetime | None:
    last: datetime | None = rows.aggregate(last=Max(path))["last"]
    return last


def _own(model: Any) -> Callable[[LeadingGroup, int], list[tuple[Rows, str]]]:
    return lambda group, pk: [(model.objects.filter(group=group, pk=pk), "entries__at")]


def _of_meeting(group: LeadingGroup, pk: int) -> list[tuple[Rows, str]]:
    tasks = TaskEntry.objects.filter(record__decision__item__meeting=pk)
    minutes = Minutes.objects.filter(meeting=pk)
    meeting = Meeting.objects.filter(group=group, pk=pk)
    return [(meeting, "entries__at"), (minutes, "entries__at"), (tasks, "at")]


def _of_matter(group: LeadingGroup, pk: int) -> list[tuple[Rows, str]]:
    item = AgendaItem.objects.get(meeting__group=group, pk=pk)
    own = AgendaItem.objects.filter(pk=pk)
    return [(own, "entries__at"), (own, "decision__entries__at"), *_of_meeting(group, item.meeting_id)]


def _of_life(group: LeadingGroup, pk: int) -> list[tuple[Rows, str]]:
    measures = MeasureEntry.objects.filter(record__life=pk)
    return [(DemocraticLifeMeeting.objects.filter(group=group, pk=pk), "entries__at"), (measures, "at")]


JOURNALS: Mapping[str, Callable[[LeadingGroup, int], list[tuple[Rows, str]]]] = {
    "meeting": _of_meeting,
    "matter": _of_matter,
    "minutes": lambda group, year: [
        (
            Minutes.objects.filter(meeting__group=group, meeting__day__year=year, state=MinutesState.ISSUED),
            "entries__at",
        )
    ],
    "life": _of_life,
    "upward": _own(UpwardPaper),
    "incident": _own(Incident),
    "responsibility": _own(ResponsibilityList),
    "ledger": lambda group, year: [
        (StudySession.objects.filter(group=group, day__year=year, state__in=HELD), "entries__at"),
        (essays_of(group, year), "entries__at"),
    ],
    "transmission": lambda group, year: [
        (SuperiorDocument.objects.filter(group=group, received_on__year=year), "entries__at")
    ],
    "filings": lambda group, year: [(AnnualFiling.objects.filter(group=group, year=year), "entries__at")],
    "research": _own(ResearchProject),
    "article": _own(SignedArticle),
    "study": _own(StudySession),
}
