"""How heavy does the table of checks weigh what a rule has answered?

A rule answers whether an act may go on; an inspector weighs what went on.  A check asks the rule, and gives its answer
the weight that the table of findings gives it.  Depends on the ground only.
"""

from dataclasses import replace

from members.procedure.verdict import Figure, Level, Verdict
from reports.checks.rules.check import Weight

LEVELS = {Weight.HARD: Level.REFUSED, Weight.WARN: Level.WARNED}


def told(verdict: Verdict) -> bool:
    """Say whether a rule had anything to tell: it refused, or let pass with a warning."""
    return not verdict or verdict.warned


def weighed(verdict: Verdict, weight: Weight) -> Verdict:
    """Return what a rule told, with another weight; its further warnings are asked for one by one."""
    return replace(verdict, level=LEVELS[weight], also=())


def counted(verdict: Verdict, reason: str, weight: Weight, **figures: Figure) -> Verdict:
    """Return what a rule told in numbers only, where its own words would carry names or contents.

    reason: message id with places for the figures alone.
    """
    return Verdict(LEVELS[weight], verdict.code, reason, verdict.clause, figures)
