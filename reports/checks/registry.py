"""Which checks are there?  Whatever the modules of rules declare, put to the source that gathers its facts.

A check is added by a module in rules/ with its CHECKS (or a line in one), facts that nobody gathers yet by a module in
facts/ with its SOURCE.  Nothing is listed here.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from reports.checks import facts, rules
from reports.checks.facts.source import Source
from reports.checks.rules.check import Check


def _modules(package: ModuleType) -> list[ModuleType]:
    return [import_module(f"{package.__name__}.{module.name}") for module in iter_modules(package.__path__)]


CHECKS: Mapping[str, Check[Any]] = {
    check.id: check
    for check in sorted(
        (check for module in _modules(rules) for check in getattr(module, "CHECKS", ())),
        key=lambda check: check.id,
    )
}


def _with_checks(source: Source[Any]) -> Source[Any]:
    """Return a source with the checks that ask about its facts, by number."""
    return replace(source, checks=tuple(check for check in CHECKS.values() if check.facts is source.facts))


_SOURCES = sorted(
    (_with_checks(module.SOURCE) for module in _modules(facts) if hasattr(module, "SOURCE")),
    key=lambda source: source.checks[0].id,
)

SOURCES: tuple[Source[Any], ...] = tuple(source for source in _SOURCES if not source.last)

LAST: tuple[Source[Any], ...] = tuple(source for source in _SOURCES if source.last)
"""Asked after all others, because they read what has been found."""
