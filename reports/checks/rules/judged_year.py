"""Which part of a year is judged: of a body that existed, under rules in force, up to now?

Depends on the ground only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from members.procedure.rulebook import RuleBook
from members.rules.occasions import MONTHS, month_end

Laws = Callable[[date], RuleBook | None]
"""The work rules in force on a day, None where there are none."""


@dataclass(frozen=True, slots=True)
class JudgedYear:
    """The part of a year that is judged.

    today: the day on which one looks.  first, last: the judged days of the year, both included; `last` is today while the
    year runs.  law: the rules of its last day.
    """

    year: int
    today: date
    first: date
    last: date
    law: RuleBook

    @property
    def begins(self) -> date:
        """Return the first day of the year."""
        return date(self.year, 1, 1)

    @property
    def ends(self) -> date:
        """Return the last day of the year."""
        return date(self.year, 12, 31)

    @property
    def over(self) -> bool:
        """Say whether the year is over: from then on what is missing is missing."""
        return self.today > self.ends

    @property
    def whole(self) -> bool:
        """Say whether body and rules were there from the first day of the year on."""
        return self.first == self.begins

    def covers(self, day: date) -> bool:
        """Say whether a day is judged."""
        return self.first <= day <= self.last

    def months(self) -> tuple[int, ...]:
        """Return the months that are over and of which every day is judged."""
        ends = {month: month_end(date(self.year, month, 1)) for month in MONTHS}
        return tuple(m for m, end in ends.items() if self.first <= end.replace(day=1) and end < self.today)


def judged(year: int, today: date, begun: date | None, laws: Laws) -> JudgedYear | None:
    """Return what of a year is judged on a day, None for nothing.

    begun: the day from which on the body keeps its records here.  Nothing is judged of years ahead, of days before the
    body was founded, and of days on which no rules are in force.  Clauses 11-a, 11-b.
    """
    if begun is None or year > today.year or begun > today:
        return None
    last = min(today, date(year, 12, 31))
    law = laws(last)
    if begun > last or law is None:
        return None
    first = max(begun, date(year, 1, 1))
    if laws(first) is None:
        first = max(first, law.effective_from)
    return JudgedYear(year, today, first, last, law)
