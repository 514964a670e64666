"""Which days are worked, and which day is so many working days off?  By the calendar of holidays and shifted days.

Where the calendar's years end, Monday to Friday count; `is_known` says whether a year is in it.
"""

from datetime import date, timedelta

import chinese_calendar

ONE = timedelta(days=1)
SATURDAY = 5
LAST_MONTH = 12


def is_known(year: int) -> bool:
    """Say whether the calendar knows the holidays of a year."""
    try:
        chinese_calendar.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return False
    return True


def is_workday(day: date) -> bool:
    """Say whether a day is worked."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def workdays_after(day: date, count: int) -> date:
    """Return the day that is so many working days after a day (which itself does not count)."""
    while count > 0:
        day += ONE
        count -= is_workday(day)
    return day


def workdays_before(day: date, count: int) -> date:
    """Return the day that is so many working days before a day (which itself does not count)."""
    while count > 0:
        day -= ONE
        count -= is_workday(day)
    return day


def gap(day: date) -> date | None:
    """Return the first of the month on which one is told that the calendar does not know the year, or the one to come.

    The holidays of a year are announced towards the end of the year before: from December on the next one is asked for.
    Clauses 6.5-k, 6.5-l.
    """
    ahead = day.year + (day.month == LAST_MONTH)
    return None if is_known(ahead) else day.replace(day=1)
