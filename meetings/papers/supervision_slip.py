"""Who does what until when, and was it done?  决定事项督办单 (clauses 6.5-h, 6.5-i)."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from meetings.models import AgendaItem, Meeting, SupervisionTask
from meetings.papers.words import places
from meetings.states import TaskState
from members.models import User
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Opinion
from members.printing.wording import place_in_agenda
from members.procedure.verdict import gettext_noop


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of progress: the day, by whom, what was done, which evidence is attached."""

    reported_on: date | None = None
    reporter: str = ""
    text: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SupervisionSlipFacts(Facts):
    """One decision under supervision.

    number: of the slip; source: meeting, item and minutes it comes from; text: the decision
    owner, co_owners, due, standard: 责任单位, 配合单位, 完成时限, 完成标准
    request: the owner asks for closing; responsible, main: the two leaders
    closed: True 予以销号, False 继续督办, None undecided
    """

    number: str = ""
    source: str = ""
    text: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    due: date | None = None
    standard: str = ""
    issued_on: date | None = None
    issuer: str = ""
    progress: tuple[Progress, ...] = ()
    request: Opinion = field(default_factory=Opinion)
    responsible: Opinion = field(default_factory=Opinion)
    main: Opinion = field(default_factory=Opinion)
    closed: bool | None = None


def supervision_facts(task: SupervisionTask) -> SupervisionSlipFacts:
    """Return the facts of a supervision slip.  Clauses 6.5-h, 6.5-i."""
    item = task.decision.item
    place = places(item.meeting).get(item.pk)
    minutes = f"，{item.meeting.minutes_number}" if item.meeting.minutes_number else ""
    asked = task.entries.filter(verb="ask_to_close").select_related("by").last()
    closed = True if task.state == TaskState.CLOSED else None
    if closed is None and task.entries.filter(verb="continue_task").exists() and asked is None:
        closed = False
    return SupervisionSlipFacts(
        number=f"{task.decision.number}-{task.pk}",
        source=f"{item.meeting.title}{place_in_agenda(place) if place else ''}{minutes}",
        text=task.text,
        owner=task.unit or task.owner.name,
        co_owners=tuple(part for part in task.co_owners.split("、") if part),
        due=task.due_on,
        standard=task.standard,
        issued_on=task.issued_on,
        issuer=f"{task.group.government}办公室",
        progress=tuple(
            Progress(localdate(row.at), row.by.name, row.text) for row in task.progress.select_related("by")
        ),
        request=Opinion(task.evidence, str(asked.by or ""), localdate(asked.at)) if asked else Opinion(),
        responsible=_agreed(task, task.responsible_agreed_by),
        main=_agreed(task, task.main_agreed_by),
        closed=closed,
    )


def _agreed(task: SupervisionTask, who: User | None) -> Opinion:
    """Return the agreement of a leader to the closing, with its day."""
    if who is None:
        return Opinion()
    entry = task.entries.filter(verb__in=("agree_to_close", "close_task"), by=who).last()
    return Opinion("同意销号。", who.name, localdate(entry.at) if entry else task.closed_on)


def _of_meeting(meeting: Meeting) -> QuerySet[SupervisionTask]:
    return SupervisionTask.objects.filter(decision__item__meeting=meeting).order_by("pk")


def _of_item(item: AgendaItem) -> QuerySet[SupervisionTask]:
    return SupervisionTask.objects.filter(decision__item=item).order_by("pk")


register(
    Paper(
        name="supervision_slip",
        title=gettext_noop("Supervision slip"),
        order=140,
        section=Section.MEETING,
        blank=SupervisionSlipFacts(progress=(Progress(),) * 4),
        derived=lambda facts: {"continued": facts.closed is False},
        records=lambda group, _user: (
            SupervisionTask.objects.filter(group=group)
            .select_related(
                "group",
                "decision__item__meeting__group",
                "owner__user",
                "responsible_agreed_by",
                "main_agreed_by",
            )
            .order_by("-issued_on", "-pk")
        ),
        facts=supervision_facts,
        label=lambda task: f"{task.decision.number}　{task}",
        search=("text", "unit", "decision__number", "owner__user__name"),
        meeting="decision__item__meeting",
        file="决定事项督办单",
        filed=(Filed("package", 110, _of_meeting, serial=True), Filed("matter", 80, _of_item)),
        inspected=Inspected("decisions", item="decision__item"),
        trail=InTrail("execution", lambda item: item.decision.tasks.all()),
    )
)
