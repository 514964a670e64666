"""All sources of the checks of the year, and what they find on a day; for the tests on real records."""

from datetime import date

from members.models import LeadingGroup
from reports.checks.facts import (
    archive,
    articles,
    essays,
    life,
    major_list,
    personnel,
    presider,
    rectification,
    research,
    study,
    tracking,
    upward,
)
from reports.checks.rules.kit import Raised

SOURCES = (
    major_list.SOURCE,
    tracking.SOURCE,
    upward.SOURCE,
    study.SOURCE,
    essays.SOURCE,
    life.SOURCE,
    rectification.SOURCE,
    personnel.SOURCE,
    articles.SOURCE,
    research.SOURCE,
    presider.SOURCE,
    archive.SOURCE,
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
