"""CHK-39: the same thing again and again, counted by days and months."""

from datetime import date

import pytest

from reports.checks.rules.repeated import Occasion, RepeatedFacts, ask, months_later, runs

TODAY = date(2025, 6, 30)


def raised(*occasions: Occasion, today: date = TODAY, year: int = 2025):
    return list(ask(RepeatedFacts(7, year, today, 3, occasions)))


def on(check: str, *days: str) -> tuple[Occasion, ...]:
    return tuple(Occasion(check, date.fromisoformat(day)) for day in days)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2025, 12, 1), 3, date(2026, 3, 1)),
        (date(2025, 3, 10), 3, date(2025, 6, 10)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_later(day, months) == later


def test_the_last_day_of_three_months_counts_and_the_next_does_not():
    assert len(raised(*on("CHK-15", "2025-03-10", "2025-06-10"))) == 1
    assert raised(*on("CHK-15", "2025-03-10", "2025-06-11")) == []


def test_several_findings_about_one_day_are_one_occasion():
    assert raised(*on("CHK-19", "2025-06-10", "2025-06-10", "2025-06-10")) == []


def test_different_checks_are_no_repetition():
    assert raised(*on("CHK-15", "2025-06-01"), *on("CHK-17", "2025-06-02")) == []


def test_it_tells_the_check_the_days_and_the_months_and_only_warns():
    (one,) = raised(*on("CHK-15", "2025-04-10", "2025-03-01", "2025-06-10"))
    assert (one.kind, one.key, one.part, one.on) == ("leadinggroup", 7, "CHK-15", date(2025, 6, 10))
    assert one.weight == "warn"
    assert one.verdict.clause == "4.5-a"
    assert dict(one.verdict.figures) == {
        "check": "CHK-15",
        "times": 3,
        "first_day": "2025-03-01",
        "last_day": "2025-06-10",
        "months": 3,
    }


def test_it_is_not_found_any_more_when_the_months_have_passed_without():
    days = on("CHK-15", "2025-01-10", "2025-02-10")
    assert len(raised(*days, today=date(2025, 5, 10))) == 1
    assert raised(*days, today=date(2025, 5, 11)) == []


def test_a_run_over_the_new_year_belongs_to_the_year_of_its_last_day():
    days = on("CHK-15", "2024-12-20", "2025-01-10")
    assert len(raised(*days, today=date(2025, 2, 1))) == 1
    assert raised(*days, today=date(2025, 2, 1), year=2024) == []


def test_the_check_over_findings_does_not_find_itself():
    assert raised(*on("CHK-39", "2025-05-01", "2025-06-01")) == []


def test_a_gap_begins_a_new_run():
    found = list(runs(on("CHK-15", "2025-01-01", "2025-02-01", "2025-08-01", "2025-09-01"), 3))
    assert [(one.first.month, one.last.month) for one in found] == [(1, 2), (8, 9)]
