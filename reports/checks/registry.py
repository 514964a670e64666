"""Which checks are there?  Each source of facts once, and its checks by number."""

from collections.abc import Mapping
from typing import Any

from reports.checks.facts import (
    archive,
    articles,
    elsewhere,
    essays,
    integrity,
    life,
    major_list,
    meetings,
    personnel,
    presider,
    rectification,
    repeated,
    research,
    study,
    tracking,
    upward,
    whole,
)
from reports.checks.facts.source import Source
from reports.checks.rules.kit import Check

# A source is added here by its name; nothing else is to be done for its checks to be asked, listed and answered.
SOURCES: tuple[Source[Any], ...] = (
    meetings.SOURCE,
    elsewhere.SOURCE,
    integrity.SOURCE,
    whole.SOURCE,
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

# Asked after all others, because it reads what they have found.
LAST: tuple[Source[Any], ...] = (repeated.SOURCE,)

CHECKS: Mapping[str, Check[Any]] = {
    check.id: check
    for check in sorted(
        (check for source in (*SOURCES, *LAST) for check in source.checks), key=lambda one: one.id
    )
}
