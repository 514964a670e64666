"""Which reminders are due about study and essays, on a day?

Depends on the ground only.  Each answer is the slot under which it is told once, or None.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from members.procedure.rulebook import ReminderParameters, YearParameters
from members.rules import occasions
from study.rules.forecast import Standing, outlook
from study.rules.quota import ceiling, hours


def pace_day(day: date, law: ReminderParameters) -> date | None:
    """Return the day of the year on which pace is looked at.  Clauses 8.3-b, 8.3-c."""
    return occasions.yearly(day, law.study_pace_days)


def essays_in_step(slot: date, since: Iterable[date], year: YearParameters, law: ReminderParameters) -> int:
    """Return how many essays are in step with the year on a pace day; since: beginnings of the member's seats.

    The quota is spread over the pace days; those before somebody came into office do not count.  Clause 8.3-c.
    """
    days = occasions.in_year(law.study_pace_days, slot.year)
    first = min(since, default=slot)
    counted = [day for day in days if first <= day <= slot]
    return ceiling(Fraction(year.essay_quota * len(counted), max(len(days), 1)))


def essays_behind(written: int, in_step: int) -> bool:
    """Say whether fewer essays were handed in than would be in step.  Clause 8.3-c."""
    return written < in_step


def hours_behind(standing: Standing, year: YearParameters) -> bool:
    """Say whether half of what was held so far is missed, or half of the year is out of reach.  Clause 8.3-b."""
    so_far = hours(standing.attended, standing.base, year)
    return not so_far or not outlook(standing, year)


@dataclass(frozen=True, slots=True)
class Papers:
    """What the year's papers of study are like: a plan that is approved, a summary of the year before."""

    plan: bool
    summary: bool


def plan_missing(day: date, papers: Papers, law: ReminderParameters) -> date | None:
    """In January the plan of the year is to be approved.  Clause 8.1-a."""
    return None if papers.plan else occasions.yearly(day, law.filing_days)


def summary_missing(day: date, papers: Papers, law: ReminderParameters) -> date | None:
    """In January last year's study is summed up and its papers are put in order.  Clause 8.1-a."""
    return None if papers.summary else occasions.yearly(day, law.filing_days)
