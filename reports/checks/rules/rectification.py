"""Has every problem a measure, with owner and day; is what is closed shown; is what is due done?

Depends on the ground only.  What problems and measures say never enters a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lifes.rules import deadline, rectification
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.checks.rules.check import HARD, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told, weighed


@dataclass(frozen=True, slots=True)
class Listed:
    """A session that was held: its day, the keys of the problems found, and those among them that have a measure."""

    key: int
    on: date
    problems: frozenset[int] = frozenset()
    with_measure: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.  says: whether it says what is done.  finished: confirmed or taken over.  shown: evidence in words.

    made_on: day of the session it follows from.  files: evidence attached.
    """

    key: int
    made_on: date
    due_on: date | None
    says: bool = True
    owner: bool = True
    finished: bool = False
    confirmed_on: date | None = None
    shown: bool = False
    files: int = 0


@dataclass(frozen=True, slots=True)
class Rectified:
    """A body's sessions of a year, and its measures."""

    span: JudgedYear | None
    sessions: tuple[Listed, ...] = ()
    measures: tuple[Measure, ...] = ()


def in_time(due_on: date | None, today: date, *, finished: bool) -> Verdict:
    """A measure is carried out by its day.  Clause 7.4-b."""
    if due_on is None or not rectification.is_overdue(due_on, today, confirmed=finished):
        return allow()
    return refuse(
        "measure_overdue",
        gettext_noop("The measure was due on %(due)s and is not confirmed %(days)s days later."),
        "7.4-b",
        due=due_on.isoformat(),
        days=(today - due_on).days,
    )


def rectified(facts: Rectified) -> Iterator[Raised]:
    """CHK-33: a problem without measure, a measure without owner, day or evidence, one that is overdue.

    Lists are to be there when the report on the meeting is due.  Clauses 7.4-a, 7.4-b.
    """
    span = facts.span
    if span is None:
        return
    for session in facts.sessions:
        if span.covers(session.on) and span.today > deadline.report_due(session.on, span.law.year):
            bare = rectification.every_problem(dict.fromkeys(session.problems, ""), session.with_measure)
            if told(bare):
                verdict = weighed(bare, Weight.HARD)
                yield Raised("democraticlifemeeting", session.key, session.on, verdict, part="problems")
    for measure in facts.measures:
        for part, on, verdict in _of(measure, span.today):
            if told(verdict) and span.covers(on):
                yield Raised(
                    "rectificationmeasure", measure.key, on, weighed(verdict, Weight.HARD), part=part
                )


def _of(measure: Measure, today: date) -> Iterator[tuple[str, date, Verdict]]:
    """Ask about one measure; each answer with the day that decides to which year it belongs."""
    text = "." if measure.says else ""
    whole = rectification.measure(text=text, has_owner=measure.owner, due_on=measure.due_on)
    yield "whole", measure.made_on, whole
    if measure.due_on is not None:
        yield "due", measure.due_on, in_time(measure.due_on, today, finished=measure.finished)
    if measure.confirmed_on is not None:
        done = rectification.done(evidence="." if measure.shown else "", files=measure.files)
        yield "evidence", measure.confirmed_on, done


CHECKS = (
    Check(
        "CHK-33",
        gettext_noop("Measures of rectification empty, without day, or not carried out"),
        "7.4-a",
        rectified,
        gettext_noop(
            "Put a measure with owner and day on the list for every problem; report how far it is, show what is done, "
            "and have it confirmed."
        ),
        answers="member",
        facts=Rectified,
        weights=HARD,
    ),
)
