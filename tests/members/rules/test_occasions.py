"""Occasions of reminding: by tables, and that a daily question meets each of them exactly once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.parameters import MonthDay
from members.rules import occasions

DAYS = st.dates(date(2023, 12, 20), date(2025, 2, 10))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 3, 19), None),
        (date(2025, 3, 20), date(2025, 3, 20)),
        (date(2025, 3, 23), date(2025, 3, 20)),
        (date(2025, 3, 24), None),
        (date(2025, 3, 25), date(2025, 3, 25)),
        (date(2025, 3, 31), date(2025, 3, 31)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2025, 2, 28), date(2025, 2, 28)),
    ],
)
def test_month_days_and_the_last_day_6_2_b(day: date, found: date | None) -> None:
    assert occasions.in_month(day, (20, 25)) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 3, 11), date(2025, 3, 11)),
        (date(2025, 3, 15), None),
        (date(2025, 3, 17), date(2025, 3, 17)),
        (date(2025, 3, 18), date(2025, 3, 17)),
        (date(2025, 3, 19), date(2025, 3, 19)),
        (date(2025, 3, 25), None),
        (date(2025, 3, 26), date(2025, 3, 26)),
        (date(2025, 4, 2), date(2025, 4, 2)),
    ],
)
def test_around_a_due_day_6_5_i(day: date, found: date | None) -> None:
    assert occasions.around(day, date(2025, 3, 18), (7, 1), 1, 7) == found


@given(due=DAYS, back=st.integers(0, 9), span=st.integers(20, 60))
def test_a_daily_question_meets_every_occasion_once(due: date, back: int, span: int) -> None:
    start = due - timedelta(days=10)
    days = [start + timedelta(days=number) for number in range(span)]
    told = {found for day in days if (found := occasions.around(day, due, (7, 1), 1, 7))}
    expected = {due - timedelta(7), due - timedelta(1)}
    expected |= {due + timedelta(1 + 7 * week) for week in range(10)}
    assert told == {day for day in expected if day <= days[-1]}
    skipped = [day for day in days if (day - start).days % 3 == back % 3]
    again = {found for day in skipped if (found := occasions.around(day, due, (7, 1), 1, 7))}
    assert again <= told
    assert {day for day in told if day <= skipped[-1] - timedelta(7)} - again <= {
        due - timedelta(1)  # two occasions within three days: the later one speaks for both
    }


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 1, 2), date(2024, 12, 31)),
        (date(2025, 6, 30), date(2025, 6, 30)),
        (date(2025, 7, 4), None),
    ],
)
def test_days_of_every_year_reach_over_new_year_10_2_b(day: date, found: date | None) -> None:
    assert occasions.yearly(day, (MonthDay(6, 30), MonthDay(12, 31))) == found


def test_the_twenty_ninth_of_february_is_the_last_day_of_february() -> None:
    assert occasions.in_year([MonthDay(2, 29)], 2025) == [date(2025, 2, 28)]
    assert occasions.in_year([MonthDay(2, 29)], 2024) == [date(2024, 2, 29)]


def test_the_last_hours_before_an_end() -> None:
    end = datetime(2025, 3, 18, 9, tzinfo=UTC)
    seen = [occasions.opens(end - timedelta(hours=hours), end, 24) for hours in (25, 24, 1, 0)]
    assert seen == [False, True, True, False]
