"""Regulations and the two lines of work: tables of cases."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.rulebook import book
from reports.registers import rules as regulation
from reports.responsibility.rules import balance
from reports.responsibility.rules.balance import HalfYear, half_of

LAW = book("work-rules-2024")
DAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("in_force", "code"), [(None, "decision_required"), (False, "decision_not_in_force"), (True, "")]
)
def test_a_regulation_is_adopted_by_a_decision_in_force_4_3_7(in_force, code):
    assert regulation.adoption(decision_in_force=in_force).code == code


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (DAY, date(2026, 6, 18)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_the_next_review_lies_a_year_ahead_by_default_4_3_7(day, following):
    assert regulation.next_review(day, LAW.year) == following


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_next_review_is_never_far_from_a_year_away_4_3_7(day):
    assert timedelta(days=365) <= regulation.next_review(day, LAW.year) - day <= timedelta(days=366)


@pytest.mark.parametrize(
    ("issued", "review", "code"),
    [
        (None, DAY, "day_required"),
        (DAY, None, "day_required"),
        (DAY, DAY, "review_too_early"),
        (DAY, DAY + timedelta(days=1), ""),
    ],
)
def test_a_review_lies_after_the_issue_4_3_7(issued, review, code):
    assert regulation.review_day(issued_on=issued, review_on=review).code == code


@pytest.mark.parametrize(
    ("left", "code"), [(None, ""), (-1, "review_overdue"), (0, "review_soon"), (30, "review_soon"), (31, "")]
)
def test_a_review_is_announced_and_never_refused_4_3_7(left, code):
    day = None if left is None else DAY + timedelta(days=left)
    verdict = regulation.review_due(day, DAY, LAW.reminder)
    assert (verdict.code, bool(verdict)) == (code, True)


@pytest.mark.parametrize(
    ("reason", "itself", "heir", "code"),
    [
        (" ", False, None, "reason_required"),
        ("过时", True, True, "replaced_by_itself"),
        ("过时", False, False, "replacement_not_in_force"),
        ("过时", False, None, ""),
        ("过时", False, True, ""),
    ],
)
def test_a_repeal_has_a_reason_and_an_heir_in_force_if_any_4_3_7(reason, itself, heir, code):
    verdict = regulation.repeal(reason=reason, replaced_by_itself=itself, replacement_in_force=heir)
    assert verdict.code == code


@pytest.mark.parametrize(
    ("text", "title", "number", "found"),
    [
        ("依据《公务接待管理办法》第三条", "公务接待管理办法", "", True),
        ("依据《公务接待管理办法》第三条", "《公务接待管理办法》", "", True),
        ("依据云政党组发〔2020〕3号", "接待办法", "云政党组发〔2020〕3号", True),
        ("接待办法", "接待办法", "", False),
        ("有关规定", "公务接待管理办法", "", False),
        ("", "公务接待管理办法", "  ", False),
    ],
)
def test_a_text_cites_by_number_or_by_a_title_long_enough_4_3_7(text, title, number, found):
    assert regulation.cites(text, title, number) is found


def test_half_years_meet_without_a_gap_4_3_a():
    first = HalfYear(2025, 1)
    assert (first.since, first.until) == (date(2025, 1, 1), date(2025, 6, 30))
    assert first.after == HalfYear(2025, 2)
    assert first.before == HalfYear(2024, 2)
    assert first.after.since - first.until == timedelta(days=1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_each_day_lies_in_its_own_half_4_3_a(day):
    half = half_of(day)
    assert half.since <= day <= half.until


PIECES = [
    ("funds", []),
    ("funds", ["integrity", "conduct"]),
    ("first_topic", []),
    ("party_building", ["ideology"]),
]


def test_each_record_counts_once_in_its_line_4_3_a():
    assert balance.tally(PIECES) == {"party_building": 3, "business": 1}


@given(st.lists(st.sampled_from(PIECES)))
def test_lines_share_out_everything_4_3_a(pieces):
    assert sum(balance.tally(pieces).values()) == len(pieces)


def test_a_record_counts_for_each_of_its_tags_4_3_1_4_3_2_4_3_3_4_3_4_4_3_5_4_3_6():
    counts = balance.by_tag(PIECES, ("ideology", "integrity", "conduct", "theory"))
    assert counts == {"ideology": 1, "integrity": 1, "conduct": 1, "theory": 0}
    assert balance.by_tag([("funds", ["gossip"])], ("theory",)) == {"theory": 0}


@pytest.mark.parametrize(("business", "party", "warned"), [(3, 0, True), (3, 1, False), (0, 0, False)])
def test_a_stage_of_business_alone_is_pointed_out_4_3_a(business, party, warned):
    even = {"business": 1, "party_building": 1}
    stages = dict.fromkeys(balance.STAGES, even) | {"push": {"business": business, "party_building": party}}
    verdicts = balance.side_by_side(stages)
    assert [one.code for one in verdicts] == (["push_business_only"] if warned else [])
    assert all(verdicts)


@pytest.mark.parametrize(("count", "code"), [(0, "ideology_not_dealt_with"), (1, "")])
def test_ideology_is_a_reminder_and_no_refusal_4_3_3(count, code):
    verdict = balance.ideology(count)
    assert (verdict.code, bool(verdict)) == (code, True)


def test_each_piece_of_a_tag_is_counted_4_3_1() -> None:
    pieces = [("item", ("integrity", "ideology")), ("item", ("integrity",)), ("study", ("other",))]
    assert balance.by_tag(pieces, ("integrity", "ideology")) == {"integrity": 2, "ideology": 1}
    assert balance.ideology(2).figures == {"count": 2}
