"""Was the democratic-life meeting held, was it more than a form, and were opinions sought and fed back?

Depends on the ground only.  What was said, written or talked about never enters a finding: only numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lifes.rules import deadline, preparation, session
from lifes.rules.preparation import Preparation
from lifes.rules.session import Said
from members.procedure.verdict import Verdict, gettext_noop, warn
from reports.checks.rules.check import WARN, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import counted, told


@dataclass(frozen=True, slots=True)
class Meant:
    """A democratic-life meeting meant for a year.

    held: whether its session was opened.  planned_on: its day.  waits: whether it is being prepared.  consent: the
    superior's paper on postponing.
    """

    key: int
    held: bool
    planned_on: date | None = None
    waits: bool = False
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Texts of one kind ("problem", "outline", "criticism") that are alike and nobody has looked at."""

    kind: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Session:
    """A democratic-life meeting that was held: its day, who said something to whom, what is alike, how it was prepared."""

    key: int
    on: date
    said: Said
    prepared: Preparation
    absent_unheard: int = 0
    alike: tuple[Likeness, ...] = ()
    forms: int = 0


@dataclass(frozen=True, slots=True)
class Lifes:
    """A body's meetings meant for a year, and the sessions closed in it."""

    group: int
    span: JudgedYear | None
    meant: tuple[Meant, ...] = ()
    sessions: tuple[Session, ...] = ()


def not_a_form(facts: Lifes) -> Iterator[Raised]:
    """CHK-32: no meeting was held; texts are alike; nobody criticised; places of the matrix are empty.

    Likeness is asked about, never judged.  Clauses 7.1-b, 7.2-c, 7.3-a, 7.3-b.
    """
    span = facts.span
    if span is None:
        return
    if span.over and span.whole and not any(_settles(meant, span.today) for meant in facts.meant):
        yield Raised("leadinggroup", facts.group, span.ends, _not_held(span.year))
    for row in facts.sessions:
        if not span.covers(row.on):
            continue
        result = [*_spoken(row), *((f"alike {like.kind}", _alike(like)) for like in row.alike)]
        for part, verdict in result:
            yield Raised("democraticlifemeeting", row.key, row.on, verdict, part=part)


def _settles(meant: Meant, today: date) -> bool:
    """Say whether a meeting meant for a year was held, is postponed with consent, or lies ahead.  Clause 7.1-b."""
    ahead = meant.waits and meant.planned_on is not None and meant.planned_on >= today
    return meant.held or ahead or bool(deadline.postponing(meant.consent))


def _not_held(year: int) -> Verdict:
    return warn(
        "life_not_held",
        gettext_noop(
            "No democratic-life meeting was held for %(year)s, and no consent to postponing it is filed."
        ),
        "7.1-b",
        year=year,
    )


def _spoken(record: Session) -> Iterator[tuple[str, Verdict]]:
    """Tell of holes in the matrix, in numbers.  Clauses 7.3-a, 7.3-b."""
    silent, empty = session.holes(record.said)
    present = len(record.said.present)
    speakers = {speaker for speaker, _target in record.said.given}
    nobody = sum(seat not in speakers for seat in record.said.present) if present > 1 else 0
    if silent:
        yield "self", _numbers("self_criticism_missing", SELF_MISSING, silent=len(silent), present=present)
    if nobody:
        yield "nobody", _numbers("criticism_missing", CRITICISED_NOBODY, silent=nobody, present=present)
    if empty:
        pairs = present * (present - 1)
        yield "matrix", _numbers("matrix_holes", MATRIX_HOLES, empty=len(empty), pairs=pairs)
    if record.absent_unheard:
        yield "absent", warn("statement_missing", UNHEARD, "7.3-a", absent=record.absent_unheard)


def _numbers(code: str, reason: str, **figures: int) -> Verdict:
    return warn(code, reason, "7.3-b", **figures)


def _alike(like: Likeness) -> Verdict:
    """Ask whether texts are the speaker's own words.  Clauses 7.2-c, 7.2-d, 7.3-b."""
    reason, clause = ALIKE[like.kind]
    return warn(f"{like.kind}_alike", reason, clause, count=like.count, percent=like.percent)


SELF_MISSING = gettext_noop("%(silent)s of %(present)s members present did not criticise themselves.")
CRITICISED_NOBODY = gettext_noop("%(silent)s of %(present)s members present criticised nobody.")
MATRIX_HOLES = gettext_noop("%(empty)s of %(pairs)s places in the matrix of criticism are empty.")
UNHEARD = gettext_noop("Of %(absent)s absent members no written statement was read out.")
ALIKE = {
    "problem": (
        gettext_noop(
            "%(count)s problems are like those of an earlier year (up to %(percent)s%%); nobody has looked yet."
        ),
        "7.2-c",
    ),
    "outline": (
        gettext_noop("%(count)s times outlines are alike (up to %(percent)s%%); nobody has read both yet."),
        "7.2-d",
    ),
    "criticism": (
        gettext_noop("%(count)s times criticism is alike (up to %(percent)s%%); nobody has read both yet."),
        "7.3-b",
    ),
}


def opinions_sought(facts: Lifes) -> Iterator[Raised]:
    """CHK-34: no forms and no forum, nothing about some members, opinions not fed back.  Clause 7.2-a."""
    span = facts.span
    if span is None:
        return
    for row in facts.sessions:
        if not span.covers(row.on):
            continue
        sought = preparation.opinions(row.prepared)
        if told(sought):
            unmentioned = sum(seat not in row.prepared.heard for seat in row.prepared.members)
            figures = {
                "rounds": row.prepared.rounds,
                "forms": row.forms,
                "unmentioned": unmentioned,
                "members": len(row.prepared.members),
            }
            verdict = counted(sought, NARROW, Weight.WARN, **figures)
            yield Raised("democraticlifemeeting", row.key, row.on, verdict, part="narrow")
        fed = preparation.fed_back(row.prepared)
        if told(fed):
            yield Raised("democraticlifemeeting", row.key, row.on, fed, part="feedback")


NARROW = gettext_noop(
    "Opinions were sought in %(rounds)s rounds, %(forms)s forms came back, and nothing was said about %(unmentioned)s of "
    "%(members)s members."
)

CHECKS = (
    Check(
        "CHK-32",
        gettext_noop(
            "Democratic-life meeting a mere form: materials with only the title changed, the same criticism"
        ),
        "7.3-b",
        not_a_form,
        gettext_noop(
            "Read what is alike and write down what you found; make up for what was not said, or file the superior's "
            "consent to postponing."
        ),
        question=True,
        facts=Lifes,
        weights=WARN,
    ),
    Check(
        "CHK-34",
        gettext_noop("Opinions sought too narrowly or not fed back"),
        "7.2-a",
        opinions_sought,
        gettext_noop(
            "Feed every opinion back to whom it concerns; next time ask more units and people, about every member."
        ),
        facts=Lifes,
        weights=WARN,
    ),
)
