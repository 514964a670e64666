"""Which checks are there?  Each source of facts once, and its checks by number."""

from collections.abc import Mapping
from typing import Any

from reports.compliance import repeated
from reports.compliance.source import Source
from reports.rules.checks.kit import Check

# A source is added here by its name; nothing else is to be done for its checks to be asked, listed and answered.
SOURCES: tuple[Source[Any], ...] = ()

# Asked after all others, because it reads what they have found.
LAST: tuple[Source[Any], ...] = (repeated.SOURCE,)

CHECKS: Mapping[str, Check[Any]] = {
    check.id: check
    for check in sorted(
        (check for source in (*SOURCES, *LAST) for check in source.checks), key=lambda one: one.id
    )
}
