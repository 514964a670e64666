"""How are months, shares and places called in all pictures, and where do the records behind a figure stand?"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.charts.chart import Datum
from reports.dashboard.facts import MONTHS, Facts, span


def column(month: int) -> str:
    """Return the head of a month's column."""
    return pgettext("month column", "%(month)s") % {"month": month}


def columns() -> list[str]:
    """Return the heads of the twelve months."""
    return [column(month) for month in MONTHS]


def of_all(part: int, whole: int) -> str:
    """Return a part of a whole for a table; written so that no spreadsheet takes it for a day."""
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def sentence(*parts: object) -> str:
    """Join what a figure says: of what, of whom, how many."""
    return " · ".join(str(part) for part in parts if str(part))


def address(code: str, name: str, **query: Any) -> str:
    """Return the address of a register of a body with its filters.  code: the body's."""
    return f"{reverse(name, args=[code])}?{urlencode(query)}"


def listed(facts: Facts, name: str, **query: Any) -> str:
    """Return the address of a register of the body with its filters."""
    return address(facts.code, name, **query)


def of_month(facts: Facts, name: str, month: int, **query: Any) -> str:
    """Return the address of a register, filtered to a month."""
    since, until = span(facts.year, month)
    return listed(facts, name, **query, since=since, until=until)


def of_year(facts: Facts, name: str, **query: Any) -> str:
    """Return the address of a register, filtered to the year."""
    return listed(facts, name, **query, since=date(facts.year, 1, 1), until=date(facts.year, 12, 31))


def place_in_year(day: date) -> float:
    """Return where a day lies among the twelve months: 0 at the beginning of January, 12 at the end of December."""
    first, last = span(day.year, day.month)
    return day.month - 1 + ((day - first).days + 0.5) / ((last - first).days + 1)


def meeting_name(ordinal: int | None, day: date) -> str:
    """Return how a meeting is called in a table."""
    if ordinal is None:
        return day.isoformat()
    return _("Meeting %(number)s") % {"number": ordinal}


def counted(number: int, url: str, tone: str = "") -> Datum:
    """Return a number with its records; 0 was counted from nothing: it has no address, and no tone."""
    return Datum(number, url, tone) if number else Datum(0)


def days_before(today: date, days: int) -> date:
    """Return the day so many days before today."""
    return today - timedelta(days=days)
