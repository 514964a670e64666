"""Of what is somebody to be reminded after a meeting: record, decisions, tasks?"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from meetings.models import (
    Decision,
    Meeting,
    SupervisionTask,
)
from meetings.reminders.before import is_sensitive
from meetings.rules import reminding
from meetings.states import MeetingState, TaskState
from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues

SHOWN = 60


def _unsigned() -> QuerySet[Meeting]:
    unsigned = Q(record=None) | Q(record__recorder_signed_at=None) | Q(record__chair_signed_at=None)
    rows = Meeting.objects.filter(unsigned, state=MeetingState.CLOSED, closed_at__isnull=False)
    return rows.select_related("record", "chair").order_by("pk")


def _records(moment: Moment) -> Iterator[Due]:
    """Find records that are not signed by recorder and chair in time.  Clause 6.5-k."""
    for meeting in moment.read("unsigned", _unsigned):
        group = moment.groups.get(meeting.group_id)
        if group is None or meeting.closed_at is None:
            continue
        meeting.group = group
        slot = reminding.record_unsigned(
            moment.day, localdate(meeting.closed_at), moment.law(group.pk).meeting
        )
        if slot is not None:
            yield from dues(
                group,
                _signers(moment, meeting),
                f"meeting:{meeting.pk}",
                slot,
                "meetings:record_detail",
                meeting.pk,
                meeting=meeting.title,
                day=meeting.day,
            )


def _signers(moment: Moment, meeting: Meeting) -> Iterator[int]:
    record = getattr(meeting, "record", None)
    if record is None or record.recorder_signed_at is None:
        yield from (
            [meeting.recorder_id] if meeting.recorder_id else moment.people(meeting.group_id, "clerk")
        )
    if record is None or record.chair_signed_at is None:
        yield from moment.answers(meeting.group_id, meeting.chair)


def _open_decisions() -> QuerySet[Decision]:
    rows = Decision.objects.filter(executable=True, state=Decision.State.IN_FORCE, tasks=None)
    return rows.select_related("item", "owner").order_by("pk")


def _decisions(moment: Moment) -> Iterator[tuple[LeadingGroup, Decision]]:
    for row in moment.read("decisions", _open_decisions):
        group = moment.groups.get(row.group_id)
        if group is not None:
            yield group, row


def _due_decisions(moment: Moment) -> Iterator[Due]:
    """Find decisions that fall due and were given to nobody as a task.  Clause 6.5-i."""
    for group, one in _decisions(moment):
        slot = one.due_on and reminding.due(moment.day, one.due_on, moment.told(group.pk))
        if slot:
            people = [*moment.answers(group.pk, one.owner), *moment.people(group.pk, "clerk")]
            yield from dues(
                group,
                people,
                f"decision:{one.pk}",
                slot,
                "meetings:decision_detail",
                one.pk,
                sensitive=is_sensitive(one.item),
                number=one.number,
                due=one.due_on,
                text=one.text[:SHOWN],
            )


def _unassigned(moment: Moment) -> Iterator[Due]:
    """Find decisions that nobody is to carry out, or without a day.  Clauses 6.5-h, 6.5-i."""
    for group, one in _decisions(moment):
        if one.owner_id is not None and one.due_on is not None:
            continue
        slot = reminding.unassigned(moment.day, one.effective_on, moment.told(group.pk))
        if slot is not None:
            yield from dues(
                group,
                moment.people(group.pk, "clerk", "secretary"),
                f"decision:{one.pk}",
                slot,
                "meetings:decision_edit",
                one.pk,
                sensitive=is_sensitive(one.item),
                number=one.number,
                text=one.text[:SHOWN],
            )


def _open_tasks() -> QuerySet[SupervisionTask]:
    rows = SupervisionTask.objects.exclude(state=TaskState.CLOSED).order_by("pk")
    return rows.select_related("owner", "decision__item")


def _tasks(moment: Moment) -> list[SupervisionTask]:
    return moment.read("tasks", _open_tasks)


def _task_dues(moment: Moment, people: Iterable[int], task: SupervisionTask, slot: date) -> Iterator[Due]:
    yield from dues(
        moment.groups[task.group_id],
        people,
        f"task:{task.pk}",
        slot,
        "meetings:task_detail",
        task.pk,
        sensitive=is_sensitive(task.decision.item),
        text=task.text[:SHOWN],
        due=task.due_on,
    )


def _due_tasks(moment: Moment) -> Iterator[Due]:
    """Find tasks that fall due or are overdue.  Clauses 6.5-h, 6.5-i, 6.5-j."""
    for task in _tasks(moment):
        if task.state != TaskState.OPEN or task.group_id not in moment.groups:
            continue
        slot = reminding.due(moment.day, task.due_on, moment.told(task.group_id))
        if slot is not None:
            unit = [task.unit_user_id] if task.unit_user_id else []
            owner = moment.answers(task.group_id, task.owner)
            people = [*owner, *unit, *moment.people(task.group_id, "clerk")]
            yield from _task_dues(moment, people, task, slot)


def _closing_tasks(moment: Moment) -> Iterator[Due]:
    """Find tasks of which the closing was asked for and not agreed to.  Clause 6.5-i."""
    for task in _tasks(moment):
        if task.state != TaskState.CLOSING or task.group_id not in moment.groups:
            continue
        slot = reminding.due(moment.day, task.due_on, moment.told(task.group_id))
        if slot is not None:
            missing = [] if task.responsible_agreed_by_id else list(moment.answers(task.group_id, task.owner))
            main = [] if task.main_agreed_by_id else list(moment.people(task.group_id, "secretary"))
            yield from _task_dues(moment, missing + main, task, slot)


_AROUND = _("seven days and one day before, the day after, then every week")

KINDS = (
    Kind(
        name="record_unsigned",
        label=_("Record to be signed"),
        clause="6.5-k",
        audience=_("recorder, chair"),
        when=_("one working day after the meeting"),
        title=_("The record of %(meeting)s (%(day)s) is not signed"),
        text=_("Read the record and sign it; without it the file cannot be sealed."),
        find=_records,
        fixed=True,
    ),
    Kind(
        name="decision_due",
        label=_("Decision due"),
        clause="6.5-i",
        audience=_("responsible member, clerk"),
        when=_AROUND,
        title=_("Decision %(number)s is due on %(due)s"),
        text=_("“%(text)s”. Issue a task for it and report how far it is."),
        find=_due_decisions,
    ),
    Kind(
        name="decision_unassigned",
        label=_("Decision without owner or day"),
        clause="6.5-h",
        audience=_("clerk, secretary"),
        when=_("a week after the decision"),
        title=_("Nobody is named, or no day is set, for decision %(number)s"),
        text=_("“%(text)s”. Enter who carries it out and until when."),
        find=_unassigned,
    ),
    Kind(
        name="task_due",
        label=_("Supervised task due"),
        clause="6.5-i",
        audience=_("responsible member, unit, clerk"),
        when=_AROUND,
        title=_("Task due on %(due)s: %(text)s"),
        text=_("Report progress with evidence, or ask for the closing."),
        find=_due_tasks,
        fixed=True,
    ),
    Kind(
        name="task_closing",
        label=_("Closing of a task"),
        clause="6.5-i",
        audience=_("responsible member, secretary: whose agreement is missing"),
        when=_AROUND,
        title=_("Closing asked for: %(text)s (due on %(due)s)"),
        text=_("Look at the evidence; agree to the closing, or say that it goes on."),
        find=_closing_tasks,
    ),
)
