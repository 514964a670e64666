"""What is when?  A month and a year of the body, with what the rules ask for and is still missing."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.calendar import Entry, Gap, Span, entries, gaps
from members.pages import Words
from members.rules.workdays import is_workday

WEEKEND = 5
FIRST, LAST = 2000, 2199
"""The years the pages go to; before and after, this year is shown."""
WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
COLUMNS: tuple[tuple[str, Words, tuple[str, ...]], ...] = (
    ("meeting", _("Meetings"), ("meeting", "life")),
    ("study", _("Collective study"), ("study",)),
    ("deadline", _("Deadlines"), ("deadline",)),
    ("visit", _("Research"), ("visit",)),
)


@dataclass(frozen=True, slots=True)
class Day:
    """One field of the month.  free: a holiday or weekend; shifted: a weekend day on which one works."""

    day: date
    inside: bool
    today: bool
    free: bool
    shifted: bool
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the year: what is when, by column, and what is missing."""

    first: date
    cells: list[tuple[Words, list[Entry]]]
    gaps: list[Gap]
    current: bool


def asked_month(text: str, today: date) -> date:
    """Return the first day of the month that is asked for, of this one for nonsense."""
    try:
        result = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return today.replace(day=1)
    return result if FIRST <= result.year <= LAST else today.replace(day=1)


def asked_year(text: str, today: date) -> int:
    """Return the year that is asked for, this one for nonsense."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return year if FIRST <= year <= LAST else today.year


def shown(request: BodyRequest, since: date, until: date) -> list[Entry]:
    """Return what stands in the span; with "mine", what concerns the asker alone."""
    span = Span(request.user, request.group, since, until, request.today)
    result = entries(span)
    return [row for row in result if row.concerns(request.user)] if request.GET.get("mine") else result


def missing(request: BodyRequest, year: int) -> list[Gap]:
    """Return what is missing in a year."""
    span = Span(request.user, request.group, date(year, 1, 1), date(year, 12, 31), request.today)
    return gaps(span, year)


def weeks_of(first: date, rows: list[Entry], today: date) -> list[list[Day]]:
    """Return the weeks of a month, from Monday, with what lies on each day."""
    on: dict[date, list[Entry]] = {}
    for entry in rows:
        for day in entry.days:
            on.setdefault(day, []).append(entry)
    return [
        [_day(day, first, today, on.get(day, [])) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]


def _day(day: date, first: date, today: date, rows: list[Entry]) -> Day:
    works = is_workday(day)
    weekend = day.weekday() >= WEEKEND
    return Day(day, day.month == first.month, day == today, not works, works and weekend, rows)


@require_GET
@in_body
def calendar_month(request: BodyRequest) -> HttpResponse:
    """Show one month."""
    first = asked_month(request.GET.get("month", ""), request.today)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    result = shown(request, first - timedelta(days=7), last + timedelta(days=7))
    return render(
        request,
        "members/calendar_month.html",
        {
            "first": first,
            "weeks": weeks_of(first, result, request.today),
            "weekdays": WEEKDAYS,
            "before": (first - timedelta(days=1)).replace(day=1),
            "after": last + timedelta(days=1),
            "gaps": [gap for gap in missing(request, first.year) if gap.month == first.month],
            "mine": bool(request.GET.get("mine")),
            "this_month": request.today.replace(day=1),
            "empty": not any(first <= day <= last for entry in result for day in entry.days),
        },
    )


@require_GET
@in_body
def calendar_year(request: BodyRequest) -> HttpResponse:
    """Show one year, month by month."""
    year = asked_year(request.GET.get("year", ""), request.today)
    result = shown(request, date(year, 1, 1), date(year, 12, 31))
    lacking = missing(request, year)
    rows = []
    for month in range(1, 13):
        first = date(year, month, 1)
        own = [
            record for record in result if record.first_day.month == month and record.first_day.year == year
        ]
        cells = [(label, [row for row in own if row.kind in kinds]) for _name, label, kinds in COLUMNS]
        current = first == request.today.replace(day=1)
        rows.append(MonthRow(first, cells, [gap for gap in lacking if gap.month == month], current))
    return render(
        request,
        "members/calendar_year.html",
        {
            "year": year,
            "rows": rows,
            "heads": [label for _name, label, _kinds in COLUMNS],
            "gaps": [gap for gap in lacking if gap.month is None],
            "count": len(lacking),
            "mine": bool(request.GET.get("mine")),
            "this_year": request.today.year,
        },
    )
