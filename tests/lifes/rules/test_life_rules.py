"""Preparation, deadlines, session and rectification: by tables of cases, and against a second reading."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifes.rules import deadline, preparation, rectification, session
from lifes.rules.preparation import Preparation
from lifes.rules.session import Said
from members.procedure.rulebook import book

LAW = book("work-rules-2024").year
READY = Preparation(
    theme=True,
    theme_paper=True,
    consent=False,
    studies=1,
    rounds=1,
    members={1: "书记", 2: "甲", 3: "乙"},
    secretary=1,
    outlines=frozenset({1, 2, 3}),
    talked=frozenset({2, 3}),
    heard=frozenset({1, 2, 3, None}),
    unfed=0,
)
DAY = date(2026, 1, 14)


@pytest.mark.parametrize(
    ("change", "code", "clause", "passes"),
    [
        ({}, "", "", True),
        ({"theme": False}, "theme_missing", "7.1-a", False),
        ({"theme_paper": False}, "theme_without_paper", "7.1-a", False),
        ({"theme_paper": False, "consent": True}, "", "", True),
        ({"studies": 0}, "not_studied", "7.2-b", False),
        ({"rounds": 0}, "no_opinions_sought", "7.2-a", False),
        ({"heard": frozenset({1, 2})}, "nothing_said_about", "7.2-a", True),
        ({"unfed": 2}, "not_fed_back", "7.2-a", True),
        ({"talked": frozenset({3})}, "talks_missing", "7.2-a", True),
        ({"outlines": frozenset({1, 2})}, "outlines_missing", "7.2-d", False),
        ({"outlines": frozenset(), "members": {}}, "outlines_missing", "7.2-d", False),
    ],
)
def test_what_must_be_complete_7_1_a_7_2_a_7_2_b_7_2_d(change, code: str, clause: str, passes: bool) -> None:
    verdict = preparation.complete(replace(READY, **change))
    assert (verdict.code, verdict.clause, bool(verdict)) == (code, clause, passes)


def test_who_is_missing_is_named_7_2_d() -> None:
    assert preparation.outlines(replace(READY, outlines=frozenset({2}))).figures["names"] == "书记、乙"
    assert preparation.talks(replace(READY, talked=frozenset())).figures["count"] == 2


@pytest.mark.parametrize(
    ("ahead", "code"), [(30, ""), (10, ""), (9, "plan_late"), (0, "plan_late"), (-1, "plan_late")]
)
def test_the_plan_ten_days_ahead_7_1_a(ahead: int, code: str) -> None:
    assert deadline.plan_in_time(DAY - timedelta(days=ahead), DAY, LAW).code == code
    assert bool(deadline.plan_in_time(DAY - timedelta(days=ahead), DAY, LAW))


def test_a_plan_without_a_day_is_refused_7_1_a() -> None:
    assert deadline.plan_in_time(DAY, None, LAW).code == "day_missing"


@pytest.mark.parametrize(
    ("after", "code", "passes"),
    [(0, "", True), (15, "", True), (16, "report_late", True), (-1, "report_too_early", False)],
)
def test_the_report_fifteen_days_after_7_4_a(after: int, code: str, passes: bool) -> None:
    verdict = deadline.report_in_time(DAY + timedelta(days=after), DAY, LAW)
    assert (verdict.code, bool(verdict)) == (code, passes)


def test_postponing_needs_the_superiors_paper_7_1_b() -> None:
    assert deadline.postponing(" ").code == "consent_required"
    assert deadline.postponing("县委组织部复函").code == ""


@pytest.mark.parametrize("base", range(1, 26))
def test_two_thirds_agree_with_a_second_reading_7_3_a(base: int) -> None:
    for present in range(base + 1):
        assert bool(session.quorum(present, base, LAW)) == (Fraction(present, base) >= Fraction(2, 3))


@pytest.mark.parametrize(
    ("secretary", "authorised", "code"),
    [(True, False, ""), (False, True, ""), (False, False, "not_authorised_to_preside")],
)
def test_the_secretary_presides_7_3_a(secretary: bool, authorised: bool, code: str) -> None:
    assert session.presiding(is_secretary=secretary, authorised=authorised).code == code


def said(**changes) -> Said:
    return replace(Said(opened_with_measures=True, present=(1, 2, 3), secretary=1), **changes)


@pytest.mark.parametrize(
    ("facts", "kind", "speaker", "target", "code"),
    [
        (said(), "self_criticism", 1, None, ""),
        (said(), "self_criticism", 2, None, "secretary_first"),
        (said(own=(1,)), "self_criticism", 2, None, ""),
        (said(secretary=None), "self_criticism", 2, None, ""),
        (said(opened_with_measures=False), "self_criticism", 1, None, "measures_first"),
        (said(), "self_criticism", 9, None, "not_present"),
        (said(own=(1,)), "criticism", 2, 1, ""),
        (said(), "criticism", 2, 1, "self_criticism_first"),
        (said(own=(1,)), "criticism", 2, None, "target_missing"),
        (said(own=(1,)), "criticism", 1, 1, "target_missing"),
        (said(own=(1,)), "criticism", 2, 3, "self_criticism_first"),
        (said(own=(1,)), "reply", 1, 2, ""),
        (said(own=(1,)), "reply", 2, 1, "self_criticism_first"),
    ],
)
def test_the_order_of_speaking_7_3_b_7_4_b(
    facts: Said, kind: str, speaker: int, target: int | None, code: str
) -> None:
    verdict = session.may_speak(facts, kind, speaker, target)
    assert verdict.code == code
    assert bool(verdict) == (code in ("", "secretary_first"))


@pytest.mark.parametrize(
    ("own", "given", "code"),
    [
        ((1, 2, 3), {(1, 2), (2, 1), (3, 1)}, ""),
        ((1, 2, 3), {(1, 2), (2, 1)}, "criticism_missing"),
        ((1, 2), {(1, 2), (2, 1), (3, 1)}, "self_criticism_missing"),
    ],
)
def test_closing_tells_the_holes_7_3_b(own, given, code: str) -> None:
    names = {1: "书记", 2: "甲", 3: "乙"}
    verdict = session.closing(said(own=own, given=frozenset(given)), names)
    assert verdict.code == code
    if code:
        assert verdict.figures["names"] == "乙"


@given(
    present=st.sets(st.integers(1, 8), min_size=1),
    pairs=st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8))),
)
def test_holes_and_words_make_up_the_matrix_7_3_b(present, pairs) -> None:
    spoken = frozenset(pair for pair in pairs if pair[0] != pair[1])
    facts = said(present=tuple(sorted(present)), given=spoken)
    _silent, empty = session.holes(facts)
    inside = {pair for pair in spoken if set(pair) <= present}
    assert len(empty) + len(inside) == len(present) * (len(present) - 1)
    assert not set(empty) & inside


@pytest.mark.parametrize(
    ("text", "owner", "due", "code"),
    [
        ("每月下基层两次", True, DAY, ""),
        (" ", True, DAY, "measure_empty"),
        ("每月下基层两次", False, DAY, "owner_missing"),
        ("每月下基层两次", True, None, "due_missing"),
    ],
)
def test_a_measure_has_text_owner_and_day_7_4_a(text: str, owner: bool, due: date | None, code: str) -> None:
    assert rectification.measure(text=text, has_owner=owner, due_on=due).code == code


@pytest.mark.parametrize(
    ("evidence", "files", "code"), [("台账", 0, ""), ("", 1, ""), (" ", 0, "evidence_missing")]
)
def test_closing_needs_evidence_7_4_b(evidence: str, files: int, code: str) -> None:
    assert rectification.done(evidence=evidence, files=files).code == code


def test_nobody_confirms_his_own_7_4_b() -> None:
    assert rectification.confirmed(same_person=True).code == "own_measure"
    assert rectification.confirmed(same_person=False).code == ""
    assert rectification.reason("").code == "reason_required"


def test_every_problem_has_a_measure_7_4_a() -> None:
    assert rectification.every_problem({1: "a", 2: "b"}, {1}).figures["count"] == 1
    assert rectification.every_problem({1: "a"}, {1}).code == ""


@pytest.mark.parametrize(
    ("due", "confirmed", "overdue"),
    [
        (DAY, False, False),
        (DAY - timedelta(1), False, True),
        (DAY - timedelta(1), True, False),
        (None, False, False),
    ],
)
def test_overdue_is_after_the_day_7_4_b(due: date | None, confirmed: bool, overdue: bool) -> None:
    assert rectification.is_overdue(due, DAY, confirmed=confirmed) is overdue
