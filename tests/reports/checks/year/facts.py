"""A year to be judged, and what a check finds in it; for the tests of the checks of the year."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from members.procedure.rulebook import RuleBook, book
from reports.checks.rules.check import Check, Raised
from reports.checks.rules.judged_year import JudgedYear
from tests.members.rules.told import answer, points

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
BOOK = book("work-rules-2024")


def span(
    today: date = date(2026, 1, 1), *, year: int = 2025, first: date | None = None, law: RuleBook = BOOK
) -> JudgedYear:
    return JudgedYear(year, today, first or date(year, 1, 1), min(today, date(year, 12, 31)), law)


OVER = span()
RUNNING = span(date(2025, 10, 15))


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def check(checks: Iterable[Check[Any]], key: str) -> Check[Any]:
    (one,) = (each for each in checks if each.id == key)
    return one


def told(checks: Iterable[Check[Any]], key: str, facts: object) -> list[tuple[str, str, int, str]]:
    """What a check finds: weight, code, key of the record, part."""
    asked = check(checks, key)
    raised: list[Raised] = list(asked.ask(facts))
    for one in raised:
        # It weighs as the check says beforehand, on the page that lists the checks.
        assert one.weight in asked.weights
        # The sentence can be told: every place in it has its figure, and the clause is one of the rules.
        assert answer(one.verdict)
        assert points(one.kind, one.key, one.on), one
        assert BOOK.clause(one.verdict.clause)
    return [(str(one.weight), one.verdict.code, one.key, one.part) for one in raised]
