"""The year 2025 of the county 云岭县, as tables: which meetings, which topics, and what became of them."""

from reports.demo.months import autumn, spring, summer, winter
from reports.demo.script import Sitting

YEAR: tuple[Sitting, ...] = (*winter.SITTINGS, *spring.SITTINGS, *summer.SITTINGS, *autumn.SITTINGS)
