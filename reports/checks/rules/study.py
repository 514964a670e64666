"""Was there a study each month, is its record whole, and is its roll to be believed?

Depends on the ground only.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn
from members.rules.occasions import month_end
from reports.checks.rules.check import HARD, WARN, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told, weighed
from study.rules import attendance, frequency
from study.rules.attendance import Arrival, Stay


@dataclass(frozen=True, slots=True)
class Came:
    """A confirmed stay at a study: whose, from when until when.

    seen: whether it was signed while the study went on, not entered from paper afterwards.  on_leave: leave had been
    given.  elsewhere: stays of the same person at other sittings and studies about the same time.
    """

    seat: int
    name: str
    stay: Stay
    seen: bool = True
    on_leave: bool = False
    elsewhere: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Studied:
    """A study that was held.  recorded: whether its record was closed.  gist: what was studied; materials: how many."""

    key: int
    day: date
    began: datetime
    ended: datetime
    recorded: bool
    gist: str = ""
    materials: int = 0
    came: tuple[Came, ...] = ()


@dataclass(frozen=True, slots=True)
class Studies:
    """A body's studies of a year that were held."""

    group: int
    span: JudgedYear | None
    held: tuple[Studied, ...] = field(default=())


def held_and_recorded(facts: Studies) -> Iterator[Raised]:
    """CHK-28: a month without study; a study without record, materials or sign-in.  Clauses 8.1-a, 8.1-c, 8.3-a."""
    span = facts.span
    if span is None:
        return
    days = [studied.day for studied in facts.held]
    whole = frequency.monthly(span.year, days, span.today)
    missing = set(frequency.months_without(span.year, days, span.today))
    for month in span.months():
        if month in missing:
            verdict = replace(whole, figures={"months": f"{month}", "count": 1})
            last = month_end(date(span.year, month, 1))
            yield Raised("leadinggroup", facts.group, last, verdict, part=f"{last:%Y-%m}")
    for row in facts.held:
        if not span.covers(row.day):
            continue
        for part, verdict in (
            ("record", _recorded(row, span.today, span.law.year)),
            ("materials", _materials(row)),
        ):
            if told(verdict):
                yield Raised("studysession", row.key, row.day, weighed(verdict, Weight.WARN), part=part)
        if not row.came:
            nobody = attendance.fit_to_record(gist="." if row.gist.strip() else "", anybody=False)
            if nobody.code == "nobody_signed_in":
                yield Raised("studysession", row.key, row.day, nobody, part="roll")


def _recorded(studied: Studied, today: date, law: YearParameters) -> Verdict:
    """The record of a study is closed soon after it, and says what was studied.  Clause 8.1-c."""
    if studied.recorded:
        return attendance.fit_to_record(gist=studied.gist, anybody=True)
    if (today - studied.day).days <= law.study_record_days:
        return allow()
    return warn(
        "study_unrecorded",
        gettext_noop("The record of this study is still open %(days)s days after it was held."),
        "8.1-c",
        days=(today - studied.day).days,
    )


def _materials(studied: Studied) -> Verdict:
    """What was studied is kept with the study.  Clause 8.1-c."""
    if studied.materials or not studied.recorded:
        return allow(materials=studied.materials)
    return warn(
        "study_without_materials",
        gettext_noop("The record of this study was closed and no material was kept with it."),
        "8.1-c",
    )


def rolls_to_be_believed(facts: Studies) -> Iterator[Raised]:
    """CHK-29: many signed in within a second, on leave, outside the time of the study, or in two places at once.

    A question to who kept the roll, never a verdict.  Clause 8.3-a.
    """
    span = facts.span
    if span is None:
        return
    for studied in facts.held:
        if not span.covers(studied.day):
            continue
        seen = [Arrival(came.name, came.stay.since) for came in studied.came if came.seen]
        for doubt in attendance.doubts(seen, span.law.year):
            yield Raised("studysession", studied.key, studied.day, weighed(doubt, Weight.HARD), part="bulk")
        for seat, part, verdict in _of_each(studied, span.law.year):
            yield Raised("studysession", studied.key, studied.day, verdict, part=f"{part} {seat}")


def _of_each(studied: Studied, law: YearParameters) -> Iterator[tuple[int, str, Verdict]]:
    """Tell of each seat, once, what a person should look at."""
    done: set[tuple[int, str]] = set()
    for came in studied.came:
        doubts = attendance.doubts([Arrival(came.name, came.stay.since, came.on_leave)], law)
        result = [("leave", weighed(doubt, Weight.HARD)) for doubt in doubts]
        present = attendance.minutes_present([came.stay], studied.began, studied.ended)
        if came.stay.since >= studied.ended or (came.stay.until or studied.ended) <= studied.began:
            result.append(("time", _outside(came.name)))
        elif present and any(_both(came.stay, other, studied) for other in came.elsewhere):
            result.append(("elsewhere", _elsewhere(came.name)))
        for part, verdict in result:
            if (came.seat, part) not in done:
                done.add((came.seat, part))
                yield came.seat, part, verdict


def _both(stay: Stay, other: Stay, studied: Studied) -> bool:
    """Say whether two stays share at least a minute of the study."""
    since = max(stay.since, other.since, studied.began)
    until = min(stay.until or studied.ended, other.until or studied.ended, studied.ended)
    return attendance.minutes_present([Stay(since, max(since, until))], studied.began, studied.ended) > 0


def _outside(name: str) -> Verdict:
    return refuse(
        "signed_in_outside",
        gettext_noop(
            "%(name)s signed in at a time at which this study was not held; see whether it is right."
        ),
        "8.3-a",
        name=name,
    )


def _elsewhere(name: str) -> Verdict:
    return refuse(
        "in_two_places",
        gettext_noop("%(name)s was signed in elsewhere at the same time; see which of the two is right."),
        "8.3-a",
        name=name,
    )


CHECKS = (
    Check(
        "CHK-28",
        gettext_noop("Too few collective studies; their records incomplete"),
        "8.1-a",
        held_and_recorded,
        gettext_noop(
            "Hold the study that is missing, or give the reason; close the record, attach the materials, enter who was there."
        ),
        facts=Studies,
        weights=WARN,
    ),
    Check(
        "CHK-29",
        gettext_noop("Attendance of studies not true to fact"),
        "8.3-a",
        rolls_to_be_believed,
        gettext_noop(
            "Ask who kept the roll and whom it concerns; put the stay right with the reason while the record is open, "
            "otherwise explain."
        ),
        question=True,
        facts=Studies,
        weights=HARD,
    ),
)
