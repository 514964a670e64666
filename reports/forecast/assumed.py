"""What if something falls away?  What is assumed for a moment; nothing of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from study.ledger import Coming


class OfADay(Protocol):
    """Something on the calendar."""

    @property
    def day(self) -> date:
        """Return its day."""


D = TypeVar("D", bound=OfADay)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What falls away.

    meeting, study: the next one.  month: every further study of this month.  seat: whose holder misses the next `misses`
    studies.
    """

    meeting: bool = False
    study: bool = False
    month: bool = False
    seat: int | None = None
    misses: int = 0

    def __bool__(self) -> bool:
        """Say whether anything is assumed."""
        return self.meeting or self.study or self.month or bool(self.seat and self.misses)

    def studies(self, ahead: Sequence[D], today: date) -> list[D]:
        """Return the studies on the calendar that are left, in their order."""
        left = self._of_other_months(ahead, today)
        return left[1:] if self.study else left

    def coming(self, coming: Sequence[Coming], ahead: Sequence[OfADay], today: date) -> list[Coming]:
        """Return the counted studies still to come that are left.

        ahead: all studies on the calendar, counted or not: the next of them falls away, else the next one of the plan.
        """
        left = self._of_other_months(coming, today)
        if not self.study:
            return left
        days = [of_other_month.day for of_other_month in self._of_other_months(ahead, today)]
        falls = next((row for row in left if not days or (row.has_day and row.day == days[0])), None)
        return [record for record in left if record is not falls]

    def _of_other_months(self, rows: Sequence[D], today: date) -> list[D]:
        if not self.month:
            return list(rows)
        return [row for row in rows if (row.day.year, row.day.month) != (today.year, today.month)]


NOTHING = Assumed()
