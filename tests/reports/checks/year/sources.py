"""All sources of the checks of the year, and what they find on a day; for the tests on real records."""

from datetime import date

from members.models import LeadingGroup
from reports.checks import registry
from reports.checks.rules.check import Raised
from tests.reports.checks.story_meetings import SOURCES as OF_MEETINGS

SOURCES = tuple(
    source for source in registry.SOURCES if source.name not in {each.name for each in OF_MEETINGS}
)


def raised(group: LeadingGroup, key: str, today: date, year: int = 2025) -> list[Raised]:
    """What one check finds in a year; every finding belongs to that year."""
    (source,) = (one for one in SOURCES if key in {check.id for check in one.checks})
    found = [one for check, one in source.found(group, year, today) if check.id == key]
    assert all(one.on.year == year for one in found)
    return found


def found(group: LeadingGroup, key: str, today: date, year: int = 2025) -> list[tuple[str, str, int, str]]:
    """What one check finds in a year: weight, code, key of the record, part."""
    return [(str(one.weight), one.verdict.code, one.key, one.part) for one in raised(group, key, today, year)]


def everything(group: LeadingGroup, today: date, year: int = 2025) -> list[tuple[str, str, str]]:
    """What all checks find in a year: check, code, part."""
    return [
        (check.id, one.verdict.code, one.part)
        for source in SOURCES
        for check, one in source.found(group, year, today)
    ]
