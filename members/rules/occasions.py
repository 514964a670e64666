"""Which occasion of reminding has come?  The latest one, so that a day the machine slept through is made up for.

An occasion is a day.  Whoever asks on it, or within a few days after it, gets that day as the slot under which the
reminder is told once; so a week off does not bring a heap of old news.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from members.procedure.parameters import MonthDay

ONE_DAY = timedelta(days=1)
MONTHS = range(1, 13)
CATCH_UP = timedelta(days=3)
"""How long after its day an occasion is still made up for."""


def latest(day: date, occasions: Iterable[date]) -> date | None:
    """Return the latest occasion that has come and is not too old, None when there is none."""
    come = [occasion for occasion in occasions if day - CATCH_UP <= occasion <= day]
    return max(come, default=None)


def in_year(days: Iterable[MonthDay], year: int) -> list[date]:
    """Return days of every year in one year; 29 February is the 28th where there is none."""
    return [date(year, day.month, min(day.day, monthrange(year, day.month)[1])) for day in days]


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; for 29 February the 28th where there is none."""
    return MonthDay(day.month, day.day).of(day.year + years)


def yearly(day: date, days: Iterable[MonthDay]) -> date | None:
    """Return the latest occasion of days of every year."""
    wanted = list(days)
    return latest(day, [*in_year(wanted, day.year - 1), *in_year(wanted, day.year)])


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def in_month(day: date, days: Iterable[int]) -> date | None:
    """Return the latest occasion among days of the month and its last day."""
    ends = month_end(day)
    return latest(day, [*(day.replace(day=min(row, ends.day)) for row in days), ends])


def month_turned(day: date) -> date | None:
    """Return the first of the month, on which one asks about the month before, while it is recent."""
    return latest(day, [day.replace(day=1)])


def around(day: date, due: date, before: Iterable[int], after: int, again: int) -> date | None:
    """Return the latest occasion around a due day: so many days before, after, and then again every so many days."""
    first = due + timedelta(days=after)
    weeks = max((day - first).days, 0) // max(again, 1)
    late = [first + timedelta(days=again * number) for number in (weeks - 1, weeks) if number >= 0]
    return latest(day, [*(due - timedelta(days=days) for days in before), *late])


def opens(at: datetime, end: datetime, hours: int) -> bool:
    """Say whether a moment lies in the last so many hours before an end."""
    return end - timedelta(hours=hours) <= at < end


def yearly_review(day: date, adopted_on: date) -> date | None:
    """Return the first of the month in which something is looked at again, each year after the one of its adoption."""
    if day.year <= adopted_on.year:
        return None
    return latest(day, [day.replace(month=adopted_on.month, day=1)])
