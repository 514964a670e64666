"""What is the whole trail of a decision?  The steps in order, with the days between them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from meetings.models import Decision
from members.printing.paper import papers
from reports.checks.models import Finding
from reports.trail import after, before, during
from reports.trail.gather import Case, case_of
from reports.trail.shape import Lamp, Print, Trail, TrailStep

STEPS: tuple[Callable[[Case], TrailStep], ...] = (
    before.proposal,
    before.listed,
    before.notice,
    during.attendance,
    during.opinions,
    during.recusals,
    during.talk,
    during.vote,
    after.decision,
    after.record,
    after.minutes,
    after.execution,
    after.sealed,
    after.found,
)


def trail_of(decision: Decision, today: date, findings: QuerySet[Finding] | None = None) -> Trail:
    """Return the trail of a decision, in the language of the moment.

    decision: found with `gather.OF_DECISION` selected along.  findings: those the reader may see, None for no reader of
    findings.  The number of queries does not depend on the rows.
    Raises Refused ("no_law_in_force") when no work rules are in force on the day of the meeting.
    """
    case = case_of(decision, today, findings)
    return Trail(
        number=decision.number,
        title=case.item.title,
        text=decision.text,
        state=str(decision.get_state_display()),
        meeting=case.meeting.title,
        day=case.meeting.day,
        rulebook=f"{case.book.number} {case.book.title}".strip(),
        steps=tuple(_with_days(_with_prints(case, _with_law(case, step(case))) for step in STEPS)),
    )


def _with_law(case: Case, step: TrailStep) -> TrailStep:
    words = next((clause.text for clause in case.book.clauses if clause.id == step.clause), "")
    return replace(step, law=words)


def _with_prints(case: Case, step: TrailStep) -> TrailStep:
    """Add the papers that say they are offered at this step."""
    if step.lamp is Lamp.NOT_NEEDED:
        return step
    prints = [
        Print(paper, record.pk)
        for paper in papers().values()
        if paper.trail is not None and paper.trail.step == step.code
        for record in paper.trail.records(case.item)
    ]
    return replace(step, prints=prints)


def _with_days(steps: Iterable[TrailStep]) -> Iterator[TrailStep]:
    last: date | None = None
    for step in steps:
        if step.on is None:
            yield step
            continue
        yield replace(step, days=(step.on - last).days if last is not None else None)
        last = step.on
