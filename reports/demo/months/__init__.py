"""The year 2025 of the county 云岭县, as tables: which meetings, which topics, and what became of them."""

from reports.demo.months.autumn import SITTINGS as AUTUMN
from reports.demo.months.spring import SITTINGS as SPRING
from reports.demo.months.summer import SITTINGS as SUMMER
from reports.demo.months.winter import SITTINGS as WINTER
from reports.demo.script import Sitting

YEAR: tuple[Sitting, ...] = (*WINTER, *SPRING, *SUMMER, *AUTUMN)
