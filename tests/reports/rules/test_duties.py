"""Filings and duties: by tables of cases."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.rulebook import book
from reports.rules import duties, filings
from reports.rules.filings import Seat

LAW = book("work-rules-2024").year
OLD = Seat(date(2021, 12, 20), None)


@pytest.mark.parametrize(
    ("seat", "due"),
    [
        (OLD, date(2025, 1, 31)),
        (Seat(date(2025, 1, 1), None), date(2025, 1, 31)),
        (Seat(date(2025, 1, 10), None), date(2025, 2, 9)),
        (Seat(date(2025, 3, 5), None), date(2025, 4, 4)),
        (Seat(date(2025, 12, 31), None), date(2026, 1, 30)),
        (Seat(date(2026, 1, 1), None), None),
        (Seat(date(2021, 12, 20), date(2025, 1, 1)), None),
        (Seat(date(2021, 12, 20), date(2025, 1, 20)), None),
        (Seat(date(2021, 12, 20), date(2025, 2, 1)), date(2025, 1, 31)),
        (Seat(date(2021, 12, 20), date(2025, 7, 1)), date(2025, 1, 31)),
    ],
)
def test_personal_matters_by_the_end_of_january_or_thirty_days_after_10_4_a(
    seat: Seat, due: date | None
) -> None:
    assert filings.personal_matters_due(seat, 2025, LAW) == due


def test_thirty_days_over_a_leap_day_10_4_a() -> None:
    assert filings.personal_matters_due(Seat(date(2024, 2, 10), None), 2024, LAW) == date(2024, 3, 11)
    assert filings.change_due(date(2024, 1, 31), LAW) == date(2024, 3, 1)


@given(since=st.dates(date(2023, 1, 1), date(2026, 12, 31)), days=st.one_of(st.none(), st.integers(1, 900)))
def test_nobody_files_for_a_year_out_of_office_10_4_a(since: date, days: int | None) -> None:
    seat = Seat(since, since + timedelta(days=days) if days is not None else None)
    due = filings.personal_matters_due(seat, 2025, LAW)
    in_year = any(
        seat.since <= day and (seat.until is None or day < seat.until)
        for day in (date(2025, 1, 1) + timedelta(days=number) for number in range(365))
    )
    assert due is None or in_year
    if due is not None:
        assert due >= date(2025, 1, 31)
        assert seat.until is None or due < seat.until


@pytest.mark.parametrize(
    ("seat", "due"),
    [
        (OLD, date(2025, 12, 31)),
        (Seat(date(2025, 12, 31), None), date(2025, 12, 31)),
        (Seat(date(2021, 12, 20), date(2025, 12, 31)), None),
        (Seat(date(2021, 12, 20), date(2026, 1, 1)), date(2025, 12, 31)),
    ],
)
def test_duty_and_integrity_at_the_years_end_10_4_b(seat: Seat, due: date | None) -> None:
    assert filings.duty_integrity_due(seat, 2025) == due


@pytest.mark.parametrize(
    ("done", "today", "code", "passes"),
    [
        (date(2025, 1, 31), date(2025, 2, 5), "", True),
        (date(2025, 2, 1), date(2025, 2, 5), "filed_late", True),
        (date(2025, 2, 6), date(2025, 2, 5), "in_the_future", False),
    ],
)
def test_a_late_filing_is_on_record_as_late_10_4_a(done: date, today: date, code: str, passes: bool) -> None:
    verdict = filings.filed(done, date(2025, 1, 31), today)
    assert (verdict.code, bool(verdict)) == (code, passes)


NAMES = {1: "书记", 2: "甲"}


@pytest.mark.parametrize(
    ("secretary", "first", "dual", "body", "code", "clause"),
    [
        (1, {1}, {1, 2}, True, "", ""),
        (1, {1}, {1, 2}, False, "principal_responsibility_missing", "10.3-a"),
        (1, set(), {1, 2}, True, "first_responsible_missing", "10.3-b"),
        (None, set(), {1, 2}, True, "", ""),
        (1, {1}, {1}, True, "dual_duty_missing", "4.3-c"),
    ],
)
def test_a_list_is_complete_3_2_a_4_3_b_4_3_c_10_3_a_10_3_b_10_3_c(
    secretary, first, dual, body: bool, code: str, clause: str
) -> None:
    verdict = duties.list_complete(NAMES, secretary, first, dual, body=body)
    assert (verdict.code, verdict.clause) == (code, clause)


@pytest.mark.parametrize(
    ("reported", "half", "today", "code"),
    [
        ({1}, 1, date(2025, 6, 30), ""),
        ({1}, 1, date(2025, 7, 1), "half_year_report_missing"),
        ({1, 2}, 1, date(2025, 7, 1), ""),
        (set(), 2, date(2025, 12, 31), ""),
        (set(), 2, date(2026, 1, 1), "half_year_report_missing"),
    ],
)
def test_half_year_reports_10_3_c_4_3_c(reported, half: int, today: date, code: str) -> None:
    assert duties.half_year_reports(NAMES, reported, half, 2025, today).code == code


@pytest.mark.parametrize(
    ("days", "today", "count"),
    [
        ([date(2025, 3, 1), date(2025, 9, 1)], date(2026, 1, 1), 0),
        ([date(2025, 3, 1)], date(2025, 7, 1), 0),
        ([date(2025, 3, 1)], date(2026, 1, 1), 1),
        ([date(2024, 3, 1)], date(2025, 7, 1), 1),
        ([], date(2026, 1, 1), 2),
        ([], date(2025, 6, 1), 0),
    ],
)
def test_integrity_on_an_agenda_each_half_10_2_b(days, today: date, count: int) -> None:
    verdict = duties.half_year_subject(days, 2025, today)
    assert verdict.figures.get("count", 0) == count


def test_the_four_stages_10_2_c() -> None:
    assert duties.four_stages(["study", "deploy", "inspect", "summarise"]).code == ""
    assert duties.four_stages(["study"]).figures["count"] == 3


def test_only_the_fact_is_kept_10_4_a() -> None:
    assert filings.only_the_fact("长" * 61, 60).code == "content_not_kept"
    assert filings.only_the_fact("按期", 60).code == ""
