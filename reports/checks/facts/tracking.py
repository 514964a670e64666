"""Which decisions of a year are to be carried out, and which tasks fell due or were closed in it?  CHK-25."""

from datetime import date

from django.db.models import Count, Q

from meetings.models import Decision, SupervisionTask
from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.tracking import Decided, Task, Tracking


def gather(group: LeadingGroup, year: int, today: date) -> Tracking:
    """Read decisions in force and tasks (five queries).  Clauses 6.5-h, 6.5-i."""
    span = span_of(group, year, today)
    if span is None:
        return Tracking(None)
    decisions = Decision.objects.filter(
        group=group, state=Decision.State.IN_FORCE, executable=True, effective_on__year=year
    )
    given = decisions.annotate(given=Count("tasks")).order_by("pk")
    tasks = SupervisionTask.objects.filter(Q(due_on__year=year) | Q(closed_on__year=year), group=group)
    return Tracking(
        span,
        tuple(
            Decided(key, on, owner is not None, due, count)
            for key, on, owner, due, count in given.values_list(
                "pk", "effective_on", "owner", "due_on", "given"
            )
        ),
        tuple(
            Task(
                key=task.pk,
                due=task.due_on,
                closed_on=task.closed_on,
                evidence=bool(task.evidence.strip()),
                responsible_agrees=task.responsible_agreed_by_id is not None,
                main_agrees=task.main_agreed_by_id is not None,
            )
            for task in tasks.order_by("pk")
        ),
    )


SOURCE = Source("tracking", gather, facts=Tracking)
