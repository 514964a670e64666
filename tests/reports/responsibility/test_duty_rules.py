"""Filings and duties: by tables of cases."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.parameters import MonthDay
from members.procedure.rulebook import book
from reports.responsibility.rules import filings
from reports.responsibility.rules import lists as duties
from reports.responsibility.rules.filings import Seat
from reports.responsibility.rules.lists import Shown

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
    assert filings.duty_integrity_due(seat, 2025, LAW) == due


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
        (1, {1, 9}, {1, 2}, True, "", ""),
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
    due = duties.report_due(2025, half, LAW)
    assert duties.half_year_reports(NAMES, reported, half, due, today).code == code


@pytest.mark.parametrize(
    ("days", "today", "count"),
    [
        ([date(2025, 3, 1), date(2025, 9, 1)], date(2026, 1, 1), 0),
        ([date(2025, 3, 1)], date(2025, 7, 1), 0),
        ([date(2025, 3, 1)], date(2026, 1, 1), 1),
        ([date(2024, 3, 1)], date(2025, 7, 1), 1),
        ([], date(2026, 1, 1), 2),
        ([], date(2025, 6, 30), 0),
        ([], date(2025, 7, 1), 1),
        ([date(2025, 6, 30)], date(2025, 7, 1), 0),
        ([date(2025, 7, 1)], date(2025, 7, 1), 1),
        ([date(2025, 3, 1)], date(2025, 12, 31), 0),
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


def test_who_was_secretary_earlier_in_the_year_stays_on_the_list_4_3_b() -> None:
    earlier = {9: "前任"}
    without = duties.list_complete(NAMES, 1, {1}, {1, 2}, body=True, earlier=earlier)
    assert (without.code, without.clause, bool(without)) == ("earlier_secretary_missing", "4.3-b", True)
    assert duties.list_complete(NAMES, 1, {1, 9}, {1, 2}, body=True, earlier=earlier).code == ""


@pytest.mark.parametrize(
    ("by_decision", "by_secretary", "code"),
    [(True, False, ""), (False, True, ""), (True, True, ""), (False, False, "adoption_basis_required")],
)
def test_a_list_is_adopted_by_a_decision_or_signed_10_3_a(
    by_decision: bool, by_secretary: bool, code: str
) -> None:
    verdict = duties.adoption_basis(by_decision=by_decision, by_secretary=by_secretary)
    assert verdict.code == code


@pytest.mark.parametrize(
    ("decided_on", "same_body", "passes"),
    [
        (date(2025, 1, 10), True, True),
        (date(2025, 1, 11), True, False),
        (date(2025, 1, 10), False, False),
    ],
)
def test_the_adopting_decision_is_the_bodys_own_and_made_10_3_a(
    decided_on: date, same_body: bool, passes: bool
) -> None:
    assert bool(duties.decision_fits(decided_on, date(2025, 1, 10), same_body=same_body)) is passes


@pytest.mark.parametrize(
    ("reported_on", "today", "code"),
    [
        (None, date(2025, 12, 31), ""),
        (None, date(2026, 1, 1), "year_report_missing"),
        (date(2026, 2, 1), date(2026, 3, 1), ""),
    ],
)
def test_the_year_ends_with_a_report_10_3_a(reported_on: date | None, today: date, code: str) -> None:
    assert duties.year_report(2025, reported_on, today, LAW).code == code


@pytest.mark.parametrize(
    ("stage", "record", "code"),
    [
        ("study", Shown("item", 2025, tagged=True, done=True), ""),
        ("deploy", Shown("item", 2025, tagged=True, done=True), ""),
        ("inspect", Shown("task", 2025, tagged=True, done=True), ""),
        ("inspect", Shown("research", 2025, tagged=True, done=True), ""),
        ("summarise", Shown("list", 2025, tagged=True, done=True), ""),
        ("study", Shown("task", 2025, tagged=True, done=True), "wrong_stage"),
        ("study", Shown("list", 2025, tagged=True, done=True), "wrong_stage"),
        ("summarise", Shown("research", 2025, tagged=True, done=True), "wrong_stage"),
        ("study", Shown("item", 2024, tagged=True, done=True), "other_year"),
        ("study", Shown("item", 2025, tagged=True, done=False), "nothing_to_show"),
        ("study", Shown("item", 2025, tagged=False, done=True), "not_tagged"),
    ],
)
def test_which_records_show_which_stage_10_2_a_10_2_c(stage: str, record: Shown, code: str) -> None:
    verdict = duties.fills_stage(stage, 2025, record)
    assert (verdict.code, bool(verdict)) == (code, code in {"", "not_tagged"})


@pytest.mark.parametrize(
    ("kind", "office", "occasion", "code"),
    [
        ("personal_matters", "县委组织部", "", ""),
        ("personal_matters", " ", "会议", "office_required"),
        ("change_report", "", "", "office_required"),
        ("duty_integrity", "", "党组会议", ""),
        ("duty_integrity", "县委组织部", " ", "occasion_required"),
    ],
)
def test_where_it_was_filed_is_named_10_4_a_10_4_b(kind: str, office: str, occasion: str, code: str) -> None:
    assert filings.place_named(kind, office, occasion).code == code


def test_a_change_is_announced_and_reported_after_it_happened_10_4_a() -> None:
    changed, today = date(2025, 3, 10), date(2025, 3, 20)
    assert filings.changed(today, today).code == ""
    assert filings.changed(today + timedelta(days=1), today).code == "in_the_future"
    due = filings.change_due(changed, LAW)
    assert filings.filed(changed, due, today, changed).code == ""
    assert filings.filed(changed - timedelta(days=1), due, today, changed).code == "filed_before_change"


@given(changed=st.dates(date(2024, 1, 1), date(2028, 12, 31)), after=st.integers(0, 90))
def test_the_last_day_is_in_time_and_the_next_is_late_10_4_a(changed: date, after: int) -> None:
    due, done = filings.change_due(changed, LAW), changed + timedelta(days=after)
    late = filings.filed(done, due, done, changed)
    assert (late.code == "filed_late") is (after > LAW.change_report_days)
    assert late.figures.get("days", 0) == max(after - LAW.change_report_days, 0)


def test_a_due_day_on_a_weekend_stays_as_written_10_4_a() -> None:
    assert filings.personal_matters_due(OLD, 2026, LAW) == date(2026, 1, 31)  # a Saturday
    assert filings.filed(date(2026, 2, 2), date(2026, 1, 31), date(2026, 2, 2)).figures["days"] == 2


def test_the_29th_of_february_is_the_28th_in_a_common_year_10_4_a() -> None:
    assert [MonthDay(2, 29).of(year) for year in (2024, 2025)] == [date(2024, 2, 29), date(2025, 2, 28)]


# -- the figures of the answers: a page fills its sentence from them -----------------------------------


def test_who_is_missing_is_told_with_the_number_4_3_b_4_3_c_10_3_c() -> None:
    dual = duties.list_complete({1: "书记", 2: "甲", 3: "乙"}, 1, {1}, {1}, body=True)
    assert dual.figures == {"names": "甲、乙", "count": 2}
    gone = duties.list_complete({1: "书记"}, 1, {1}, {1}, body=True, earlier={8: "前任", 9: "再前任"})
    assert gone.figures == {"names": "前任、再前任", "count": 2}
    half = duties.half_year_reports({1: "书记", 2: "甲"}, (), 1, date(2025, 6, 30), date(2025, 7, 1))
    assert half.figures == {"names": "书记、甲", "half": 1, "count": 2}


def test_what_is_wanting_has_its_code_10_2_b_10_2_c_10_3_a() -> None:
    assert duties.four_stages(["study"]).code == "stages_empty"
    assert duties.half_year_subject([], 2025, date(2026, 1, 1)).code == "integrity_not_on_agenda"
    fits = duties.decision_fits(date(2025, 1, 11), date(2025, 1, 10), same_body=True)
    assert fits.code == "decision_does_not_fit"
    assert (
        duties.fills_stage("study", 2025, Shown("task", 2025, tagged=True, done=True)).figures["stage"]
        == "study"
    )


def test_a_remark_of_just_so_many_characters_is_short_enough_10_4_a() -> None:
    assert filings.only_the_fact("长" * 60, 60).code == ""
