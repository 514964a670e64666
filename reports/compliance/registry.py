"""Which checks are there?  Each source of facts once, and its checks by number."""

from collections.abc import Mapping
from typing import Any

from reports.compliance.source import Source
from reports.rules.checks.kit import Check

# A source is added here by its name; nothing else is to be done for its checks to be asked, listed and answered.
SOURCES: tuple[Source[Any], ...] = ()

CHECKS: Mapping[str, Check[Any]] = {
    check.id: check
    for check in sorted((check for source in SOURCES for check in source.checks), key=lambda one: one.id)
}
