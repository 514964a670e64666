"""How heavy does a finding of each check weigh, before anything is found?  The list of checks, as agreed for the inspections.

What a single finding weighs says its own verdict; where both stand here, it depends on the facts.
"""

from collections.abc import Mapping

from reports.checks.rules.kit import Weight

HARD, WARN, BOTH = (Weight.HARD,), (Weight.WARN,), (Weight.HARD, Weight.WARN)

_HARD = (1, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 19, 20, 21, 22, 26, 29, 31, 33, 35, 36, 38)
_BOTH = (10, 14, 19, 23, 26, 31)
_ALL = range(1, 41)


def _weight(number: int) -> tuple[Weight, ...]:
    return BOTH if number in _BOTH else HARD if number in _HARD else WARN


WEIGHTS: Mapping[str, tuple[Weight, ...]] = {f"CHK-{number:02}": _weight(number) for number in _ALL}
