"""How does a decision stand with being carried out?  One answer for a row and one for a search; no law.

The day says which tasks, and which decisions without a task, are overdue.  Clauses 6.5-h, 6.5-i.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.decision import Decision, SupervisionTask
from meetings.states import TaskState


class Execution(TextChoices):
    """How a decision stands with being carried out."""

    DONE = "done", pgettext_lazy("decision", "carried out")
    RUNNING = "running", pgettext_lazy("decision", "being carried out")
    OVERDUE = "overdue", pgettext_lazy("decision", "overdue")
    UNASSIGNED = "unassigned", pgettext_lazy("decision", "no task and no day")
    WAITING = "waiting", _("waiting for the superior")
    DIVERGENT = "divergent", _("the government decided otherwise")
    NOTHING = "nothing", pgettext_lazy("decision", "nothing to carry out")
    ENDED = "ended", pgettext_lazy("decision", "superseded or void")


OPEN = (Execution.RUNNING, Execution.OVERDUE, Execution.UNASSIGNED, Execution.WAITING, Execution.DIVERGENT)
"""What is still to come to an end."""

BY_STATE = {
    Decision.State.PENDING_SUPERIOR: Execution.WAITING,
    Decision.State.CONVERSION_DIVERGENT: Execution.DIVERGENT,
    Decision.State.SUPERSEDED: Execution.ENDED,
    Decision.State.VOID: Execution.ENDED,
}


@dataclass(frozen=True, slots=True)
class Carried:
    """What is asked about a decision: its state, whether there is something to carry out, until when, and its tasks.

    tasks: state and due day of each.
    """

    state: str
    executable: bool
    due_on: date | None
    tasks: Collection[tuple[str, date]]


def execution(carried: Carried, today: date) -> Execution:
    """Say how a decision stands on a day."""
    if carried.state in BY_STATE:
        return BY_STATE[Decision.State(carried.state)]
    unclosed = [due for state, due in carried.tasks if state != TaskState.CLOSED]
    if any(due < today for due in unclosed):
        return Execution.OVERDUE
    if carried.tasks:
        return Execution.RUNNING if unclosed else Execution.DONE
    if not carried.executable:
        return Execution.NOTHING
    if carried.due_on is None:
        return Execution.UNASSIGNED
    return Execution.OVERDUE if carried.due_on < today else Execution.RUNNING


def stands(code: str, today: date) -> Q:
    """Return the condition that decisions stand so on a day; `execution` says the same of one."""
    by_state = [state for state, record in BY_STATE.items() if record == code]
    if by_state:
        return Q(state__in=by_state)
    tasks = SupervisionTask.objects.filter(decision=OuterRef("pk"))
    unclosed = tasks.exclude(state=TaskState.CLOSED)
    none, late = ~Exists(tasks), Q(Exists(unclosed.filter(due_on__lt=today)))
    to_do = none & Q(executable=True)
    conditions = {
        Execution.DONE: Exists(tasks) & ~Exists(unclosed),
        Execution.RUNNING: (Exists(unclosed) & ~late) | (to_do & Q(due_on__gte=today)),
        Execution.OVERDUE: late | (to_do & Q(due_on__lt=today)),
        Execution.UNASSIGNED: to_do & Q(due_on__isnull=True),
        Execution.NOTHING: none & Q(executable=False),
    }
    return Q(state=Decision.State.IN_FORCE) & Q(conditions[Execution(code)])
