"""What is a check?  A question that inspectors ask, put to the facts of a year before they come.

A check never judges what a rule has judged already: it asks the same rule about the facts on record, and tells what the
rule answers.  Depends on the ground only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from members.procedure.verdict import Verdict

F = TypeVar("F")


class Weight(StrEnum):
    """How heavy a finding weighs: against the rules, or worth a look."""

    HARD = "hard"
    WARN = "warn"


HARD, WARN, BOTH = (Weight.HARD,), (Weight.WARN,), (Weight.HARD, Weight.WARN)
"""How heavy a check's findings can weigh, before anything is found; of both, the facts of the case decide."""


@dataclass(frozen=True, slots=True)
class Raised:
    """One finding.

    kind, key: the record it is about (name of its model, primary key); a body's year without a record: ("leadinggroup", key).
    on: the day that decides to which year it belongs.  verdict: warned or refused, with code, reason, clause and figures.
    part: tells several findings of one check about one record apart ("item 3", "2025-04"); stable from run to run.
    """

    kind: str
    key: int
    on: date
    verdict: Verdict
    part: str = ""

    @property
    def weight(self) -> Weight:
        """Return how heavy it weighs: what a rule refuses is hard."""
        return Weight.WARN if self.verdict else Weight.HARD


@dataclass(frozen=True, slots=True)
class Check(Generic[F]):
    """One check: all that is known of it.  A module of these rules declares its checks as CHECKS, and nothing else lists them.

    id: "CHK-01".  title: the finding as inspectors word it (message id).  clause: where the duty is written.
    ask: the facts of a year → what is found, in an order that does not change from run to run.
    cure: what makes it go away, or what is still to be done when nothing can (message id).
    answers: who may answer beside the secretary: "clerk", "recorder", or "member" (whose record it is).
    question: integrity and likeness are asked of a person, never judged; the page then says so.
    facts: the class of what it is asked about; the source that gathers it asks the check.
    weights: how heavy its findings can weigh, as agreed for the inspections.
    """

    id: str
    title: str
    clause: str
    ask: Callable[[F], Iterable[Raised]]
    cure: str
    answers: str = "clerk"
    question: bool = False
    facts: type[F] | None = None
    weights: tuple[Weight, ...] = WARN
