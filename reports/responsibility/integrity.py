"""Which records show the stages of a year, and which might?  Queries; no rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise

from meetings.models import AgendaItem, SupervisionTask
from meetings.states import ItemState, Outcome
from members.models import LeadingGroup, WorkTag
from reports.research.models.projects import ResearchProject
from reports.responsibility.models.integrity import StageLink
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.states import IntegrityStage

NOT_DEALT_WITH = frozenset({Outcome.WITHDRAWN, Outcome.POSTPONED})
AnyRecord = AgendaItem | SupervisionTask | ResearchProject | ResponsibilityList


@dataclass(frozen=True, slots=True)
class Told:
    """A record as shown: what kind (the field of the link), its key, title, address and day."""

    kind: str
    pk: int
    title: str
    url: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a year: what fills it, and what might, found by the tag."""

    code: str
    label: str | Promise
    links: tuple[tuple[StageLink, Told], ...]
    suggested: tuple[Told, ...]


def told(record: AnyRecord) -> Told:
    """Return a record as shown; its body, and an item's meeting, are selected along."""
    if isinstance(record, AgendaItem):
        meeting = record.meeting
        url = reverse("meetings:meeting_detail", args=[meeting.group.code, meeting.pk])
        return Told("item", record.pk, record.title, url, meeting.day)
    code = record.group.code
    if isinstance(record, SupervisionTask):
        url = reverse("meetings:task_detail", args=[code, record.pk])
        return Told("task", record.pk, str(record), url, record.issued_on)
    if isinstance(record, ResearchProject):
        url = reverse("reports:research_detail", args=[code, record.pk])
        return Told("research", record.pk, record.theme, url, record.begins_on)
    url = reverse("reports:responsibility_detail", args=[code, record.pk])
    return Told("list", record.pk, str(record), url, record.reported_on)


def tagged_items(group: LeadingGroup, year: int) -> list[AgendaItem]:
    """Return the items of a year, dealt with at a meeting, that bear the tag of discipline and integrity.

    Clause 10.2-b.
    """
    items = AgendaItem.objects.filter(
        meeting__group=group, meeting__day__year=year, removed=False, state=ItemState.SETTLED
    ).exclude(outcome__in=NOT_DEALT_WITH)
    result = items.select_related("meeting__group", "decision").order_by("meeting__day", "position")
    # A list of tags is not searched the same way by both engines; a year has few items.
    return [item for item in result if WorkTag.INTEGRITY in item.work_tags]


def stages(group: LeadingGroup, year: int, items: list[AgendaItem]) -> list[Stage]:
    """Return the four stages of a year.  items: the tagged ones.  Clauses 10.2-a, 10.2-c."""
    stage_links = StageLink.objects.filter(group=group, year=year, state="linked").select_related(
        "item__meeting__group", "task__group", "research__group", "list__group"
    )
    links: dict[str, list[tuple[StageLink, Told]]] = {code: [] for code in IntegrityStage.values}
    for link in stage_links:
        record = link.record_shown
        if record is not None:
            links[link.stage].append((link, told(record)))
    might: dict[str, list[Told]] = {code: [] for code in IntegrityStage.values}
    for stage, record in _suggested(group, year, items):
        result = told(record)
        if not any((result.kind, result.pk) == (linked.kind, linked.pk) for _link, linked in links[stage]):
            might[stage].append(result)
    return [
        Stage(code, label, tuple(links[code]), tuple(might[code])) for code, label in IntegrityStage.choices
    ]


def _suggested(group: LeadingGroup, year: int, items: list[AgendaItem]) -> Iterator[tuple[str, AnyRecord]]:
    """Find what might show a stage: items were studied, decisions deploy, tasks and research inspect, reports sum up."""
    for item in items:
        yield IntegrityStage.STUDY, item
        if getattr(item, "decision", None) is not None:
            yield IntegrityStage.DEPLOY, item
    tasks = SupervisionTask.objects.filter(
        group=group, issued_on__year=year, decision__item__in=[item.pk for item in items]
    )
    for task in tasks.select_related("group"):
        yield IntegrityStage.INSPECT, task
    projects = ResearchProject.objects.filter(group=group, begins_on__year=year, final_on__isnull=False)
    for project in projects.select_related("group"):
        if WorkTag.INTEGRITY in project.work_tags:
            yield IntegrityStage.INSPECT, project
    reported = ResponsibilityList.objects.filter(group=group, year=year, reported_on__isnull=False)
    for listed in reported.select_related("group"):
        yield IntegrityStage.SUMMARISE, listed
