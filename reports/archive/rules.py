"""When is somebody reminded to hand last year's files over to the archive?"""

from dataclasses import dataclass
from datetime import date, timedelta

from members.procedure.rulebook import ReminderParameters, YearParameters
from members.rules import occasions

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's meetings: how many were held, and how many of them are sealed."""

    held: int
    sealed: int


def archive(day: date, last: LastYear, year: YearParameters, law: ReminderParameters) -> date | None:
    """Last year's files are handed over by the day set: told ahead; on the day, when some are not sealed.

    Clause 6.5-m.
    """
    if not last.held:
        return None
    (due_on,) = occasions.in_year([year.archive_due], day.year)
    ahead = due_on - law.archive_days_before * DAY
    return occasions.latest(day, [ahead] if last.sealed >= last.held else [ahead, due_on])
