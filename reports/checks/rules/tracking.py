"""Is every decision in somebody's hands, is it done in time, and was it closed as it should be?

Depends on the ground only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.rules import closing
from members.procedure.verdict import Verdict, allow, gettext_noop, warn
from members.rules.deadlines import is_late
from members.rules.occasions import ONE_DAY
from reports.checks.rules.check import WARN, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told, weighed


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force that is to be carried out.

    on: in force from.  owner: whether a member is responsible.  due: its day.  tasks: how many were given out for it.
    """

    key: int
    on: date
    owner: bool
    due: date | None
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A supervision task.  evidence: whether it says what shows that it is done; two leaders agree to its closing."""

    key: int
    due: date
    closed_on: date | None = None
    evidence: bool = False
    responsible_agrees: bool = False
    main_agrees: bool = False


@dataclass(frozen=True, slots=True)
class Tracking:
    """The decisions that came into force in a year, and the tasks that fell due or were closed in it."""

    span: JudgedYear | None
    decisions: tuple[Decided, ...] = ()
    tasks: tuple[Task, ...] = ()


def in_hand(decided: Decided, today: date, grace_days: int) -> Verdict:
    """A decision to be carried out has somebody responsible and a day, or tasks that have both.  Clause 6.5-i.

    grace_days: so long after the decision owner and day may still be settled.
    """
    if (
        decided.tasks
        or (decided.owner and decided.due is not None)
        or today <= decided.on + grace_days * ONE_DAY
    ):
        return allow()
    if not decided.owner:
        return warn(
            "decision_without_owner",
            gettext_noop("Nobody is responsible for this decision, %(days)s days after it was made."),
            "6.5-i",
            days=(today - decided.on).days,
        )
    return warn(
        "decision_without_due_day",
        gettext_noop("No day is set by which this decision is carried out, %(days)s days after it was made."),
        "6.5-i",
        days=(today - decided.on).days,
    )


def in_time(due: date, today: date, *, closed: bool) -> Verdict:
    """What was decided is carried out by its day; on the day itself it is still in time.  Clauses 6.5-h, 6.5-i."""
    if closed or not is_late(due, today):
        return allow()
    return warn(
        "decision_overdue",
        gettext_noop("Due on %(due)s, and not closed %(days)s days later."),
        "6.5-i",
        due=due.isoformat(),
        days=(today - due).days,
    )


def tracked(facts: Tracking) -> Iterator[Raised]:
    """CHK-25: a decision without owner or day, one that is overdue, one closed without two leaders.  Clause 6.5-i."""
    span = facts.span
    if span is None:
        return
    grace = span.law.reminder.decision_again_days
    for decision in facts.decisions:
        if not span.covers(decision.on):
            continue
        held = in_hand(decision, span.today, grace)
        if told(held):
            yield Raised("decision", decision.key, decision.on, held)
        elif decision.due is not None and not decision.tasks and decision.due.year == span.year:
            late = in_time(decision.due, span.today, closed=False)
            if told(late):
                yield Raised("decision", decision.key, decision.due, late, part="due")
    for task in facts.tasks:
        late = in_time(task.due, span.today, closed=task.closed_on is not None)
        if told(late) and span.covers(task.due):
            yield Raised("supervisiontask", task.key, task.due, late, part="due")
        if task.closed_on is not None and span.covers(task.closed_on):
            agreed = closing.close_task(
                evidence="." if task.evidence else "",
                responsible_agrees=task.responsible_agrees,
                main_agrees=task.main_agrees,
            )
            if told(agreed):
                verdict = weighed(agreed, Weight.WARN)
                yield Raised("supervisiontask", task.key, task.closed_on, verdict, part="closing")


CHECKS = (
    Check(
        "CHK-25",
        gettext_noop("Discussed but not decided, decided but not done; decisions not followed up"),
        "6.5-i",
        tracked,
        gettext_noop(
            "Name who is responsible and by when, give out a supervision task, report how far it is, and close it "
            "with evidence when both leaders agree."
        ),
        facts=Tracking,
        weights=WARN,
    ),
)
