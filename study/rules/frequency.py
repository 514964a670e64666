"""Was there a study every month?

Depends on the ground only.
"""

from collections.abc import Collection
from datetime import date

from members.procedure.verdict import Verdict, allow, gettext_noop, warn

MONTHS = range(1, 13)


def months_without(year: int, days: Collection[date], today: date) -> tuple[int, ...]:
    """Return the months of the year that have passed without a study.  Clause 8.1-a."""
    seen = {day.month for day in days if day.year == year}
    return tuple(month for month in MONTHS if month not in seen and (year, month) < (today.year, today.month))


def monthly(year: int, days: Collection[date], today: date) -> Verdict:
    """There is generally one study a month; a month without one is asked about, not forbidden.  Clause 8.1-a."""
    missing = months_without(year, days, today)
    if not missing:
        return allow()
    return warn(
        "month_without_study",
        gettext_noop("Without a study: %(months)s"),
        "8.1-a",
        months="、".join(str(month) for month in missing),
        count=len(missing),
    )
