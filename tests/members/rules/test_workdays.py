"""Working days, holidays and shifted days, against the notices of the years 2024 to 2026 and a plain count."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.rules.workdays import is_known, is_workday, workdays_after, workdays_before

KNOWN = st.dates(date(2024, 1, 10), date(2025, 12, 1))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2025, 1, 1), False),
        (date(2025, 1, 26), True),  # a Sunday, worked for the spring festival
        (date(2025, 1, 28), False),
        (date(2025, 5, 5), False),
        (date(2025, 9, 28), True),  # a Sunday, worked for the national day
        (date(2025, 10, 8), False),
        (date(2025, 10, 9), True),
        (date(2024, 2, 29), True),
        (date(2025, 3, 15), False),
    ],
)
def test_holidays_and_shifted_days(day: date, worked: bool) -> None:
    assert is_workday(day) is worked


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2025, 3, 18), 1, date(2025, 3, 19)),
        (date(2025, 3, 21), 1, date(2025, 3, 24)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 9, 26), 1, date(2025, 9, 28)),
        (date(2025, 3, 18), 0, date(2025, 3, 18)),
    ],
)
def test_counting_forward(day: date, count: int, after: date) -> None:
    assert workdays_after(day, count) == after


@given(day=KNOWN, count=st.integers(0, 15))
def test_between_a_day_and_its_nth_working_day_lie_n_working_days(day: date, count: int) -> None:
    for other, span in (
        (workdays_after(day, count), lambda end: [day + timedelta(n + 1) for n in range((end - day).days)]),
        (workdays_before(day, count), lambda end: [day - timedelta(n + 1) for n in range((day - end).days)]),
    ):
        days = span(other)
        assert sum(is_workday(one) for one in days) == count
        assert not days or is_workday(days[-1])


def test_beyond_the_calendar_weekdays_count() -> None:
    year = max(day.year for day in chinese_calendar.constants.holidays)
    assert is_known(year)
    assert not is_known(year + 5)
    assert is_workday(date(year + 5, 1, 3)) is (date(year + 5, 1, 3).weekday() < 5)
