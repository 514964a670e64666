"""What was found again and again in a year, and in which single cases?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.procedure.record import Refused
from reports.checks.models import Finding, FindingQuerySet
from reports.checks.rules.repeated import CHECK, YEAR, Occasion, Run, runs
from reports.responsibility.models.filings import law_of


@dataclass(frozen=True, slots=True)
class Window:
    """A year, and so many months before it."""

    year: int
    months: int

    @property
    def begins(self) -> date:
        """Return the first day that may belong to a run of the year."""
        return date(self.year - 1, YEAR + 1 - self.months, 1)

    def of(self, rows: FindingQuerySet) -> FindingQuerySet:
        """Return the findings whose days may lie in the window; the check over findings looks at no finding of its own."""
        again = Q(again_at__isnull=False, year__in=(self.year - 1, self.year))
        near = Q(on__gte=self.begins, on__year__lte=self.year)
        return rows.filter(near | again).exclude(check_id=CHECK).order_by("on", "pk")

    def days(self, on: date, again: datetime | None) -> list[date]:
        """Return the days of a finding that lie in the window: its own, and the day it was found again."""
        days = [on] if again is None else [on, localdate(again)]
        return [day for day in days if self.begins <= day <= date(self.year, YEAR, 31)]


@dataclass(frozen=True, slots=True)
class Repeat:
    """One run of a check with its single findings, oldest first."""

    run: Run
    findings: Sequence[Finding]


def occasions(group: LeadingGroup, window: Window) -> tuple[Occasion, ...]:
    """Return on which days the checks found something (one query)."""
    rows = window.of(Finding.objects.filter(group=group)).values_list("check_id", "on", "again_at")
    return tuple(Occasion(check, day) for check, on, again in rows for day in window.days(on, again))


def repeats(group: LeadingGroup, user: User, year: int) -> list[Repeat]:
    """Return the runs that end in the year, from the findings a person may see (three queries)."""
    try:
        window = Window(year, law_of(group, year).repeated_finding_months)
    except Refused:
        return []
    rows = list(window.of(Finding.objects.visible_to(user, group)).select_related("group"))
    days = {row.pk: window.days(row.on, row.again_at) for row in rows}
    result = runs((Occasion(row.check_id, day) for row in rows for day in days[row.pk]), window.months)
    return [
        Repeat(run, [row for row in rows if row.check_id == run.check and set(days[row.pk]) & set(run.days)])
        for run in result
        if run.last.year == year
    ]
