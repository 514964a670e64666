"""CHK-23, CHK-24, CHK-25: the list of major questions, sums that reach it, decisions that are followed up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.checks.rules.major_list import CHECKS, Lists, Matter, Version, years_after
from reports.checks.rules.tracking import CHECKS as TRACKING
from reports.checks.rules.tracking import Decided, Task, Tracking
from tests.reports.checks.year.facts import OVER, RUNNING, span, told


def version(adopted: date, effective: date | None = None, key: int = 1) -> Version:
    return Version(key, adopted, effective or adopted)


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ((), [("hard", "list_missing", 7, "")]),
        ((version(date(2025, 12, 1), date(2026, 1, 1)),), [("hard", "list_missing", 7, "")]),
        ((version(date(2025, 12, 1), date(2025, 12, 31)),), []),
        ((version(date(2024, 12, 31)),), []),
        ((version(date(2024, 12, 30)),), [("warn", "list_not_reviewed", 1, "")]),
        ((version(date(2023, 12, 31)),), [("warn", "list_not_reviewed", 1, "")]),
        ((version(date(2023, 12, 30)),), [("hard", "list_outdated", 1, "")]),
        ((version(date(2020, 1, 1)), version(date(2025, 6, 1), key=2)), []),
    ],
    ids=[
        "none", "in force tomorrow", "in force today", "a year old", "a year and a day", "two years old",
        "two years and a day", "renewed",
    ],
)  # fmt: skip
def test_chk_23_a_list_in_force_and_kept_up_4_2_b(versions, found) -> None:
    assert told(CHECKS, "CHK-23", Lists(7, OVER, versions)) == found


def test_chk_23_tells_since_when_and_nothing_of_years_that_are_not_judged() -> None:
    one = version(date(2024, 3, 1))
    (raised,) = CHECKS[0].ask(Lists(7, RUNNING, (one,)))
    assert raised.on == date(2025, 3, 1)
    (raised,) = CHECKS[0].ask(Lists(7, span(date(2025, 10, 15), first=date(2025, 4, 1)), ()))
    assert raised.on == date(2025, 4, 1)
    assert told(CHECKS, "CHK-23", Lists(7, None)) == []
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)


def matter(key: int, amount: str, **more) -> Matter:
    given = {
        "on": date(2025, 3, key),
        "category": "funds",
        "unit": "县财政局",
        "threshold": Decimal(400),
        "brought": False,
    }
    return Matter(key=key, amount=Decimal(amount), **(given | more))


ALONE = [("warn", "above_threshold_not_brought", 1, "")]
SPLIT = [("warn", "split_below_threshold", 1, "funds")]


@pytest.mark.parametrize(
    ("matters", "found"),
    [
        ((matter(1, "400"),), ALONE),
        ((matter(1, "399.99"),), []),
        ((matter(1, "400", brought=True),), []),
        ((matter(1, "400", dropped=True),), []),
        ((matter(1, "400", threshold=None),), []),
        ((matter(1, "200"), matter(2, "200")), SPLIT),
        ((matter(1, "200"), matter(2, "199.99")), []),
        ((matter(1, "200"), matter(2, "200", unit="县水务局")), []),
        ((matter(1, "200"), matter(2, "200", category="major_project")), []),
        ((matter(1, "200", unit=""), matter(2, "200", unit="")), []),
        ((matter(1, "200", brought=True), matter(2, "200", brought=True)), []),
        ((matter(1, "200", brought=True), matter(2, "200", dropped=True)), SPLIT),
        ((matter(1, "390"), matter(2, "5", on=date(2024, 12, 31)), matter(3, "9.99")), []),
    ],
)
def test_chk_24_sums_that_reach_the_list_alone_or_added_up_4_2_b(matters, found) -> None:
    assert told(CHECKS, "CHK-24", Lists(7, OVER, (), matters)) == found


def test_chk_24_what_is_on_its_way_to_a_meeting_waits_until_the_year_is_over() -> None:
    alone = (matter(1, "900", waiting=True),)
    parts = (matter(1, "300", waiting=True), matter(2, "300", waiting=True))
    assert told(CHECKS, "CHK-24", Lists(7, RUNNING, (), alone)) == []
    assert told(CHECKS, "CHK-24", Lists(7, RUNNING, (), parts)) == []
    assert told(CHECKS, "CHK-24", Lists(7, OVER, (), alone)) == ALONE
    assert told(CHECKS, "CHK-24", Lists(7, OVER, (), parts)) == SPLIT
    assert told(CHECKS, "CHK-24", Lists(7, None, (), alone)) == []


def test_chk_24_names_the_sum_and_the_day_on_which_it_was_reached() -> None:
    rows = (matter(1, "150"), matter(2, "150"), matter(5, "150"), matter(9, "1.5"))
    (raised,) = CHECKS[1].ask(Lists(7, OVER, (), rows))
    assert raised.on == date(2025, 3, 5)
    assert dict(raised.verdict.figures) == {"matters": 4, "threshold": "400", "sum": "451.5", "past": 4}


DECIDED = Decided(1, date(2025, 10, 1), owner=True, due=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("decision", "today", "found"),
    [
        (replace(DECIDED, owner=False), date(2025, 10, 9), [("warn", "decision_without_owner", 1, "")]),
        (replace(DECIDED, owner=False), date(2025, 10, 8), []),
        (replace(DECIDED, due=None), date(2025, 10, 9), [("warn", "decision_without_due_day", 1, "")]),
        (replace(DECIDED, due=None), date(2025, 10, 8), []),
        (replace(DECIDED, owner=False, due=None, tasks=1), date(2025, 12, 1), []),
        (DECIDED, date(2025, 12, 31), []),
        (DECIDED, date(2026, 1, 1), [("warn", "decision_overdue", 1, "due")]),
        (replace(DECIDED, tasks=1), date(2026, 1, 1), []),
        (replace(DECIDED, due=date(2026, 1, 1)), date(2026, 2, 1), []),
        (replace(DECIDED, on=date(2024, 10, 1), owner=False), date(2025, 12, 1), []),
    ],
)
def test_chk_25_a_decision_has_somebody_and_a_day_and_is_in_time_6_5_i(decision, today, found) -> None:
    assert told(TRACKING, "CHK-25", Tracking(span(today), (decision,))) == found


CLOSED = Task(
    2,
    date(2025, 9, 30),
    date(2025, 9, 30),
    evidence=True,
    responsible_agrees=True,
    main_agrees=True,
)
OPEN = Task(2, date(2025, 9, 30))


@pytest.mark.parametrize(
    ("task", "today", "found"),
    [
        (OPEN, date(2025, 9, 30), []),
        (OPEN, date(2025, 10, 1), [("warn", "decision_overdue", 2, "due")]),
        (CLOSED, date(2026, 5, 1), []),
        (replace(CLOSED, closed_on=date(2025, 12, 1)), date(2026, 5, 1), []),
        (replace(CLOSED, main_agrees=False), date(2026, 5, 1), [("warn", "two_leaders_required", 2, "closing")]),
        (replace(CLOSED, responsible_agrees=False), date(2026, 5, 1), [("warn", "two_leaders_required", 2, "closing")]),
        (replace(CLOSED, evidence=False), date(2026, 5, 1), [("warn", "evidence_required", 2, "closing")]),
        (replace(CLOSED, closed_on=date(2026, 1, 5), evidence=False), date(2026, 5, 1), []),
    ],
)  # fmt: skip
def test_chk_25_a_task_is_in_time_and_closed_by_two_leaders_6_5_i(task, today, found) -> None:
    assert told(TRACKING, "CHK-25", Tracking(span(today), (), (task,))) == found
    assert told(TRACKING, "CHK-25", Tracking(None, (), (task,))) == []
