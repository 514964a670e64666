"""What is owed after a decision: that it is carried out by its day?"""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from meetings.models import Decision, SupervisionTask
from meetings.states import TaskState
from members.access import BodyRequest
from members.duties import AROUND, Act, DeskLine, Forecast, RecordDuty, Reminder, register
from members.models import LeadingGroup, Post, User
from members.reminders import Moment

CLOSED = Q(state=TaskState.CLOSED)
ROW = Forecast(
    name="tasks",
    group="works",
    label=gettext_lazy("Decisions and tasks by their days"),
    page="meetings:task_list",
    with_earlier=True,
)

AGREE = Act(gettext_lazy("Agree to the closing"), "meetings:task_detail", "meetings.read_tasks")


def _is_open(task: SupervisionTask) -> bool:
    return task.state == TaskState.OPEN


def _is_closing(task: SupervisionTask) -> bool:
    return task.state == TaskState.CLOSING


@register
class Task(RecordDuty[SupervisionTask]):
    """What was decided is carried out by its day and closed with two agreements.  Clauses 6.5-h, 6.5-i, 6.5-j."""

    name = "task"
    label = _("Supervised task due")
    clause = "6.5-i"
    uid = "task"
    page = "meetings:task_detail"
    power = "meetings.read_tasks"
    entry = _("Task due: %(what)s")
    keepers = ("clerk",)
    owner = "owner"
    sensitive = "decision.item.is_sensitive"
    shows_state = True
    act = Act(
        gettext_lazy("Ask to close the task"),
        "meetings:task_ask",
        "meetings.report_progress",
        own=True,
        or_secretary=True,
    )
    owed = ~CLOSED
    reminders = (
        Reminder(
            name="task_due",
            audience=_("responsible member, unit, clerk"),
            when=AROUND,
            title=_("Task due on %(due)s: %(what)s"),
            text=_("Report progress with evidence, or ask for the closing."),
            roles=("clerk",),
            wanted=_is_open,
            fixed=True,
        ),
        Reminder(
            name="task_closing",
            label=_("Closing of a task"),
            audience=_("responsible member, secretary: whose agreement is missing"),
            when=AROUND,
            title=_("Closing asked for: %(what)s (due on %(due)s)"),
            text=_("Look at the evidence; agree to the closing, or say that it goes on."),
            wanted=_is_closing,
        ),
    )
    desk = (
        DeskLine(
            label=gettext_lazy("Task due"),
            late_label=gettext_lazy("Task overdue"),
            icon="flag",
            ahead=7,
            wanted=_is_open,
        ),
        DeskLine(label=gettext_lazy("Agree to the closing"), icon="flag", wanted=_is_closing),
    )
    forecast = ROW

    def records(self) -> QuerySet[SupervisionTask]:
        """Return every task."""
        return SupervisionTask.objects.select_related("owner", "decision__item").defer("evidence")

    def visible(
        self, rows: QuerySet[SupervisionTask], viewer: User, group: LeadingGroup
    ) -> QuerySet[SupervisionTask]:
        """Leave a unit its own."""
        return rows if viewer.has_perm("meetings.read", group) else rows.filter(unit_user=viewer)

    def done_on(self, task: SupervisionTask) -> date | None:
        """Return when it was closed."""
        return task.closed_on if task.state == TaskState.CLOSED else None

    def people(self, task: SupervisionTask) -> frozenset[int]:
        """Return the responsible member and the unit."""
        return frozenset(user for user in (task.owner.user_id, task.unit_user_id) if user)

    def recipients(self, reminder: Reminder, task: SupervisionTask, moment: Moment) -> Iterable[int]:
        """Return owner, unit and clerk; of a closing, those whose agreement is missing."""
        owner = moment.answers(task.group_id, task.owner)
        if task.state == TaskState.OPEN:
            unit = [task.unit_user_id] if task.unit_user_id else []
            return (*owner, *unit, *moment.people(task.group_id, *reminder.roles))
        missing = () if task.responsible_agreed_by_id else owner
        return (*missing, *(() if task.main_agreed_by_id else moment.people(task.group_id, "secretary")))

    def waits_for(self, line: DeskLine, task: SupervisionTask, request: BodyRequest) -> bool:
        """Leave a closing to those whose agreement is missing."""
        if task.state == TaskState.OPEN:
            return super().waits_for(line, task, request)
        is_head = request.seat is not None and request.seat.post == Post.SECRETARY
        is_owner = task.owner.user_id == request.user.pk
        return (is_owner and not task.responsible_agreed_by_id) or (is_head and not task.main_agreed_by_id)

    def next_act(self, task: SupervisionTask) -> Act | None:
        """Return the form that asks for the closing, or the page on which it is agreed to."""
        return AGREE if task.state == TaskState.CLOSING else self.act


@register
class CarryingOut(RecordDuty[Decision]):
    """A decision that was given to nobody as a task is carried out by its day.  Clause 6.5-i."""

    name = "decision"
    label = _("Decision due")
    clause = "6.5-i"
    uid = "decision"
    page = "meetings:decision_detail"
    power = "meetings.read"
    entry = _("Decision due: %(what)s")
    keepers = ("clerk",)
    owner = "owner"
    sensitive = "item.is_sensitive"
    places = MappingProxyType({"number": "number", "text": "text"})
    shows_state = True
    act = Act(gettext_lazy("Give it to somebody as a task"), "meetings:task_create", "meetings.supervise")
    owed = Q(state=Decision.State.IN_FORCE)
    reminders = (
        Reminder(
            name="decision_due",
            audience=_("responsible member, clerk"),
            when=AROUND,
            title=_("Decision %(number)s is due on %(due)s"),
            text=_("“%(text)s”. Issue a task for it and report how far it is."),
            roles=("clerk",),
        ),
    )
    forecast = ROW

    def records(self) -> QuerySet[Decision]:
        """Return decisions with a day and without a task that were not superseded."""
        ended = Q(state__in=[Decision.State.SUPERSEDED, Decision.State.VOID])
        rows = Decision.objects.filter(~ended, due_on__isnull=False, executable=True, tasks=None)
        return rows.select_related("owner", "item")

    def what(self, decision: Decision) -> str:
        """Return number and title of the item."""
        return f"{decision.number} {decision.item.title}"

    def in_brief(self, decision: Decision) -> str:
        """Return what was decided."""
        return decision.text
