"""Who visits which place on which day, is a place visited too often, and with how many companions?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.procedure.rulebook import YearParameters
from reports.law import year_on
from reports.research import rules as research
from reports.research.filters import VisitFilter
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import ResearchVisit
from reports.research.states import ProjectState

READ = "reports.read_registers"
RECENT = 12
"""So many projects show the trend of the number of companions."""

Marked = tuple[ResearchVisit, bool]


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a year: visits by month (0 to 11) with whether they burden it, and their sum."""

    place: str
    months: Sequence[tuple[int, bool]]
    total: int


@dataclass(frozen=True, slots=True)
class Company:
    """Who came along with a project: how many of the place, how many of one's own, share of the largest number."""

    project: ResearchProject
    local: int
    own: int
    share: int
    above: bool

    @property
    def count(self) -> int:
        """Return how many came along."""
        return self.local + self.own


def month_asked(request: BodyRequest) -> date:
    """Return the first day of the month that is asked for, this month for nonsense."""
    year, _dash, month = request.GET.get("month", "").partition("-")
    if year.isascii() and year.isdigit() and len(year) == len("2025") and month.isascii() and month.isdigit():
        wanted = int(month)
        if 1 <= wanted <= 12 and 1900 <= int(year) <= 2200:
            return date(int(year), wanted, 1)
    return request.today.replace(day=1)


@require_GET
@in_body
@needs(READ)
def visit_list(request: BodyRequest) -> HttpResponse:
    """Show the visits of a month as a calendar, those of its year by place, and the number of companions.

    Clauses 9.2-b, 9.2-c, 9.2-d.
    """
    first = month_asked(request)
    after = (first + timedelta(days=32)).replace(day=1)
    begins = first - timedelta(days=first.weekday())
    known = visits_of(request)
    # Burden is a matter of all visits, whichever of them are shown.
    law = year_on(request.group, request.today)
    near = timedelta(days=law.research_cluster_days if law else 0)
    everything = list(
        known.filter(day__gte=date(first.year, 1, 1) - near, day__lte=date(first.year, 12, 31) + near)
    )
    visits = [research.Visit(v.project_id, v.place, v.day) for v in everything]
    dense = research.burdening(visits, law) if law else set()
    chosen = VisitFilter(request.GET, queryset=known, request=request)
    wanted = set(
        chosen.qs.filter(day__year__range=(first.year - 1, first.year + 1)).values_list("pk", flat=True)
    )
    shown = [visit for visit in everything if visit.pk in wanted]
    marked = [(v, research.Visit(v.project_id, v.place.strip(), v.day) in dense) for v in shown]
    context = {
        "first": first,
        "months": [(row, f"{row:%Y-%m}") for row in (first - timedelta(days=1), after)],
        "filter": chosen,
        "weeks": weeks(begins, after, marked),
        "listed": [(v, is_dense) for v, is_dense in marked if first <= v.day < after],
        "month_numbers": range(1, 13),
        "year": by_place(marked, first.year),
        "dense": any(is_dense for v, is_dense in marked if first <= v.day < after),
        "company": company(request, law),
        "ceiling": law.research_max_escorts if law else None,
    }
    return render(request, "reports/visit_list.html", context)


def visits_of(request: BodyRequest) -> Any:
    """Return the visits that stand, with what the pages read of them."""
    standing = ResearchVisit.objects.standing().filter(project__group=request.group)
    kept = standing.exclude(project__state=ProjectState.CANCELLED)
    return kept.select_related("project__leader__user").order_by("day", "pk")


def weeks(begins: date, after: date, marked: Sequence[Marked]) -> list[list[tuple[date, list[Marked]]]]:
    """Return weeks of days, each with its visits and whether they burden the place."""
    by_day: dict[date, list[Marked]] = {}
    for visit, is_dense in marked:
        by_day.setdefault(visit.day, []).append((visit, is_dense))
    made, day = [], begins
    while day < after:
        days = [day + timedelta(days=number) for number in range(7)]
        made.append([(row, by_day.get(row, [])) for row in days])
        day += timedelta(days=7)
    return made


def by_place(marked: Iterable[Marked], year: int) -> list[Row]:
    """Return how often each place was visited in each month of the year, the most visited first.  Clause 9.2-c."""
    counts: dict[str, Counter[int]] = {}
    burdened: set[tuple[str, int]] = set()
    for visit, is_dense in marked:
        if visit.day.year == year:
            place, month = visit.place.strip(), visit.day.month
            counts.setdefault(place, Counter())[month] += 1
            if is_dense:
                burdened.add((place, month))
    rows = [
        Row(place, [(record[m], (place, m) in burdened) for m in range(1, 13)], record.total())
        for place, record in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.total, row.place))


def company(request: BodyRequest, law: YearParameters | None) -> list[Company]:
    """Return how many came along with the latest projects; numbers without a ceiling are a trend.  Clause 9.2-b."""
    standing = Q(escorts__withdrawn=False)
    projects = (
        ResearchProject.objects.filter(group=request.group)
        .exclude(state__in=[ProjectState.DRAFT, ProjectState.CANCELLED])
        .select_related("group", "leader__user")
        .annotate(
            local=Sum("escorts__count", filter=standing & Q(escorts__side="local"), default=0),
            own=Sum("escorts__count", filter=standing & Q(escorts__side="own"), default=0),
        )
        .order_by("-begins_on", "-pk")[:RECENT]
    )
    numbers = {pk: (local, own) for pk, local, own in projects.values_list("pk", "local", "own")}
    largest = max(map(sum, numbers.values()), default=0) or 1
    rows = []
    for project in projects:
        local, own = numbers[project.pk]
        share = (local + own) * 100 // largest
        above = law is not None and research.escorts(local, own, law).warned
        rows.append(Company(project, local, own, share, above))
    return rows
