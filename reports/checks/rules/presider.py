"""Had who presided the right to preside?

Depends on the ground only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lifes.rules import session
from meetings.rules import presiding
from members.procedure.verdict import Verdict, gettext_noop
from members.rules import authority
from members.rules.authority import Grant
from reports.checks.rules.check import HARD, Check, Raised
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told

POWER = "preside"


@dataclass(frozen=True, slots=True)
class Presided:
    """Who presided over what: a meeting, an item of its agenda, a democratic-life meeting.

    kind, key: of the record.  is_secretary: the seat is the secretary's and was held on the day.  grants: authorisations
    given to the seat.  designated: the superior had named who presides while the post was vacant.
    """

    kind: str
    key: int
    on: date
    is_secretary: bool
    grants: tuple[Grant, ...] = ()
    designated: bool = False


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who presided in a year."""

    span: JudgedYear | None
    presided: tuple[Presided, ...] = ()


def may_preside(presided: Presided) -> Verdict:
    """Ask the rule of the meeting whether who presided might.  Clauses 6.2-a, 4.4-b, 4.4-e, 7.3-a."""
    authorised = authority.authorised(
        POWER, presided.on, is_secretary=presided.is_secretary, grants=presided.grants
    )
    if presided.kind == "democraticlifemeeting":
        return session.presiding(is_secretary=presided.is_secretary, authorised=authorised)
    return presiding.chair(authorised=authorised, designated=presided.designated)


def authorised_to_preside(facts: Presiding) -> Iterator[Raised]:
    """CHK-38: who presided was not the secretary and had no living authorisation.  Clauses 6.2-a, 4.4-e, 7.3-a."""
    span = facts.span
    if span is None:
        return
    for presided in facts.presided:
        verdict = may_preside(presided)
        if told(verdict) and span.covers(presided.on):
            yield Raised(presided.kind, presided.key, presided.on, verdict)


CHECKS = (
    Check(
        "CHK-38",
        gettext_noop("Presided without authorisation"),
        "6.2-a",
        authorised_to_preside,
        gettext_noop(
            "File the written authorisation or the superior's designation that was in force on the day; otherwise have "
            "what was decided looked at again by a meeting."
        ),
        facts=Presiding,
        weights=HARD,
    ),
)
