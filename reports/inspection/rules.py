"""May an inspection be granted, and does it last today?

Depends on the ground only.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


@dataclass(frozen=True, slots=True)
class Terms:
    """What an inspection is to open: for whom (number of people), which years and matters, from day to last day."""

    people: int
    years: Collection[int]
    matters: Collection[str]
    since: date
    until: date


def grantable(terms: Terms, today: date) -> Verdict:
    """An inspection names people, years, matters and days, and does not lie in the past.  Clause 4.5-a."""
    lacking = [
        name
        for name, there in (("people", terms.people), ("years", terms.years), ("matters", terms.matters))
        if not there
    ]
    if lacking:
        return refuse(
            "inspection_incomplete",
            gettext_noop("Say who inspects, which years and which matters: nothing is open without them."),
            "4.5-a",
            lacking=", ".join(lacking),
        )
    if terms.until < terms.since or terms.until < today:
        return refuse(
            "inspection_over",
            gettext_noop("The last day of the inspection lies before its first day, or has passed."),
            "4.5-a",
        )
    return allow(people=terms.people)


def lasts(since: date, until: date, today: date) -> Verdict:
    """An inspection opens on its first day and ends with its last one.  Clause 4.5-a."""
    if today < since:
        return refuse("inspection_not_begun", gettext_noop("The inspection has not begun."), "4.5-a")
    if today > until:
        return refuse("inspection_expired", gettext_noop("The inspection has ended."), "4.5-a")
    return allow(days=(until - today).days)
