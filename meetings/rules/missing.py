"""Which months of a year passed, or are passing, without what is held every month?

Depends on the ground only.
"""

from datetime import date

from meetings.rules.reminding import Month
from members.rules.occasions import MONTHS, month_end


def months_missing(year: int, month: Month, today: date) -> dict[int, bool]:
    """Return the months that have begun and in which nothing was held or is announced; True: the month is over.

    Clauses 6.2-b, 8.1-a.
    """
    result = {}
    for number in MONTHS:
        first = date(year, number, 1)
        last = month_end(first)
        if first <= today and not month.has(min(today, last)):
            result[number] = last < today
    return result
