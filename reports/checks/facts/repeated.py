"""What has been found repeatedly?  Facts of CHK-39, read from the findings of the other checks."""

from datetime import date

from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.repeats import Window, occasions
from reports.checks.rules.repeated import RepeatedFacts
from reports.responsibility.models.filings import law_of


def gather(group: LeadingGroup, year: int, today: date) -> RepeatedFacts:
    """Return what CHK-39 asks about (two queries, the rulebook's among them)."""
    months = law_of(group, year).repeated_finding_months
    return RepeatedFacts(group.pk, year, today, months, occasions(group, Window(year, months)))


SOURCE = Source("repeated", gather, facts=RepeatedFacts, last=True)
