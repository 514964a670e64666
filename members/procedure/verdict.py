"""What does a rule answer?  A verdict, with its code, its reason and its clause.

Depends on nothing, Django included: a rule runs without a database and without a clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

Figure: TypeAlias = int | str | bool | None
Figures: TypeAlias = Mapping[str, Figure]


def gettext_noop(message: str) -> str:
    """Mark a reason for the catalogue of translations without importing a framework."""
    return message


class Level(Enum):
    """How a verdict weighs: it lets pass, lets pass with a warning, or refuses."""

    ALLOWED = "allowed"
    WARNED = "warned"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of one rule.

    level: whether the act may go on
    code: stable identifier ("quorum_not_met"); empty when simply allowed
    reason: English message id with %(name)s places, filled from figures
    clause: where it is written ("6.4-a"); empty when no clause speaks
    figures: the numbers that were used, by name ("present", "needed", "base")
    also: further warnings, when several rules warned
    """

    level: Level
    code: str = ""
    reason: str = ""
    clause: str = ""
    figures: Figures = field(default_factory=dict)
    also: tuple["Verdict", ...] = ()

    def __bool__(self) -> bool:
        """Say whether the act may go on (a warning does not stop it)."""
        return self.level is not Level.REFUSED

    @property
    def warned(self) -> bool:
        """Say whether the act may go on but somebody should look."""
        return self.level is Level.WARNED


def allow(**figures: Figure) -> Verdict:
    """Let pass, and say with which figures."""
    return Verdict(Level.ALLOWED, figures=figures)


def warn(code: str, reason: str, clause: str, **figures: Figure) -> Verdict:
    """Let pass, but tell why somebody should look."""
    return Verdict(Level.WARNED, code, reason, clause, figures)


def refuse(code: str, reason: str, clause: str, **figures: Figure) -> Verdict:
    """Refuse, with reason and clause."""
    return Verdict(Level.REFUSED, code, reason, clause, figures)


def reason_given(reason: str, clause: str) -> Verdict:
    """Who does such an act says why."""
    if not reason.strip():
        return refuse("reason_required", gettext_noop("Give the reason."), clause)
    return allow()


def first_refusal(*verdicts: Verdict) -> Verdict:
    """Return the first refusal among several answers, else all their figures and warnings.

    Rules are asked in the order a chair would ask them; the first "no" is the one to tell.
    """
    for verdict in verdicts:
        if not verdict:
            return verdict
    figures: dict[str, Figure] = {}
    for verdict in verdicts:
        figures.update(verdict.figures)
    warnings = [each for verdict in verdicts if verdict.warned for each in (verdict, *verdict.also)]
    if warnings:
        told = warnings[0]
        return Verdict(Level.WARNED, told.code, told.reason, told.clause, figures, tuple(warnings[1:]))
    return Verdict(Level.ALLOWED, figures=figures)
