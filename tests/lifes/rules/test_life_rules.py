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
    assert preparation.talks(replace(READY, talked=frozenset())).figures["untalked"] == "甲、乙"


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


EVERY = frozenset((a, b) for a in (1, 2, 3) for b in (1, 2, 3) if a != b)


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
        (said(own=(1,), read={9}), "criticism", 2, 9, ""),
        (said(own=(1,)), "criticism", 2, 9, "self_criticism_first"),
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
        ((1, 2, 3), EVERY, ""),
        ((1, 2, 3), EVERY - {(3, 2)}, "matrix_holes"),
        ((1, 2, 3), {(1, 2), (2, 1)}, "criticism_missing"),
        ((1, 2), {(1, 2), (2, 1), (3, 1)}, "self_criticism_missing"),
    ],
)
def test_closing_tells_the_holes_7_3_b(own, given, code: str) -> None:
    names = {1: "书记", 2: "甲", 3: "乙"}
    verdict = session.closing(said(own=own, given=frozenset(given)), names)
    assert verdict.code == code
    if code == "matrix_holes":
        assert (verdict.figures["empty"], verdict.figures["pairs"]) == (1, 6)
    elif code:
        assert verdict.figures["names"] == "乙"


@pytest.mark.parametrize(
    ("facts", "names", "code", "who"),
    [
        (
            said(present=(1, 2), left=(3,), own=(1, 2), given={(1, 2), (2, 1)}),
            "甲乙丙",
            "left_without_self_criticism",
            "丙",
        ),
        (said(present=(1, 2), left=(3,), own=(1, 2, 3), given={(1, 2), (2, 1)}), "甲乙丙", "", ""),
        (said(present=(1, 2), own=(1, 2), given={(1, 2), (2, 1)}), "甲乙丙", "statement_missing", "丙"),
        (said(present=(1, 2), own=(1, 2), given={(1, 2), (2, 1)}, read={3}), "甲乙丙", "", ""),
        (said(present=(1,), own=(1,)), "甲", "", ""),
    ],
)
def test_closing_tells_who_left_and_who_was_never_heard_7_3_a_7_3_b(
    facts: Said, names, code: str, who: str
) -> None:
    verdict = session.closing(facts, dict(enumerate(names, start=1)))
    assert verdict
    assert verdict.code == code
    if who:
        assert who in (verdict.figures.get("gone"), verdict.figures.get("absent"))


def test_all_holes_are_told_at_once_7_3_b() -> None:
    verdict = session.closing(
        said(own=(1, 2, 3), given={(1, 2), (2, 1)}), {1: "甲", 2: "乙", 3: "丙", 4: "丁"}
    )
    assert [verdict.code, *(each.code for each in verdict.also)] == [
        "criticism_missing",
        "matrix_holes",
        "statement_missing",
    ]


@pytest.mark.parametrize(
    ("planned", "code"),
    [
        (DAY, ""),
        (DAY - timedelta(1), "not_the_day"),
        (DAY + timedelta(1), "not_the_day"),
        (None, "not_the_day"),
    ],
)
def test_members_sign_in_on_the_day_7_3_a(planned: date | None, code: str) -> None:
    assert session.on_the_day(planned, DAY).code == code


@pytest.mark.parametrize(
    ("own_words", "is_recorder", "code"),
    [(True, False, ""), (False, True, ""), (True, True, ""), (False, False, "proxy_not_allowed")],
)
def test_who_writes_words_down_7_3_b(own_words: bool, is_recorder: bool, code: str) -> None:
    assert session.writing_down(own_words=own_words, is_recorder=is_recorder).code == code


def test_a_recorder_is_asked_for_7_3_b() -> None:
    assert session.recorded(has_recorder=False).warned
    assert session.recorded(has_recorder=True).code == ""


def test_measures_are_presented_once_7_4_b() -> None:
    assert session.presenting(already=False)
    assert session.presenting(already=True).code == "measures_presented"


@pytest.mark.parametrize(
    ("was_present", "after", "code"),
    [(False, 0, ""), (False, 9, ""), (True, 1, "was_present"), (False, -1, "told_too_early")],
)
def test_the_absent_are_told_afterwards_7_3_a(was_present: bool, after: int, code: str) -> None:
    day = DAY + timedelta(days=after)
    assert session.telling(was_present=was_present, told_on=day, held_on=DAY).code == code


def test_who_is_not_told_is_named_7_3_a() -> None:
    assert session.all_told(["甲", "乙"]).figures["untold"] == "甲、乙"
    assert session.all_told([]).code == ""


@pytest.mark.parametrize(
    ("problem", "measure", "code"),
    [(None, None, ""), (1, 1, ""), (1, None, "other_list"), (None, 2, "other_list"), (1, 2, "other_list")],
)
def test_a_measure_stands_on_the_list_of_its_problem_7_4_a(problem, measure, code: str) -> None:
    assert rectification.of_one_list(problem, measure).code == code


@pytest.mark.parametrize(("after", "code"), [(0, ""), (15, ""), (16, "report_overdue")])
def test_a_report_that_has_not_gone_is_overdue_7_4_a(after: int, code: str) -> None:
    verdict = deadline.report_due_by(DAY + timedelta(days=after), DAY, LAW)
    assert (verdict.code, verdict.figures["due"]) == (code, "2026-01-29")


def test_notice_is_given_after_the_session_7_4_a() -> None:
    assert deadline.notice_in_order(DAY, DAY).code == ""
    assert deadline.notice_in_order(DAY - timedelta(1), DAY).code == "notice_too_early"


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


# -- the figures of the answers: a page fills its sentence from them -----------------------------------


@pytest.mark.parametrize(("present", "code"), [(4, "quorum_not_met"), (5, "")])
def test_attendance_is_told_with_its_figures_7_3_a(present: int, code: str) -> None:
    verdict = session.quorum(present, 7, LAW)
    assert verdict.code == code
    assert verdict.figures == {"present": present, "base": 7, "needed": 5}


@pytest.mark.parametrize(("ahead", "more"), [(9, {"due": "2026-01-04"}), (12, {})])
def test_how_far_ahead_the_plan_went_is_told_7_1_a(ahead: int, more: dict[str, str]) -> None:
    figures = deadline.plan_in_time(DAY - timedelta(days=ahead), DAY, LAW).figures
    assert figures == {"days": ahead, **more}


@pytest.mark.parametrize(("after", "more"), [(16, {"due": "2026-01-29"}), (3, {})])
def test_how_long_after_the_report_went_is_told_7_4_a(after: int, more: dict[str, str]) -> None:
    figures = deadline.report_in_time(DAY + timedelta(days=after), DAY, LAW).figures
    assert figures == {"days": after, **more}


def test_what_was_prepared_is_told_with_its_figures_7_2_a_7_2_b_7_2_d() -> None:
    assert preparation.studied(READY).figures == {"studies": 1}
    assert preparation.outlines(READY).figures == {"outlines": 3}
    assert preparation.opinions(replace(READY, heard=frozenset({1}))).figures["unheard"] == "甲、乙"
    assert preparation.fed_back(replace(READY, unfed=2)).figures == {"unfed": 2}


def test_a_problem_without_a_measure_is_named_by_its_code_7_4_a() -> None:
    assert rectification.every_problem({1: "甲", 2: "乙"}, {1}).code == "problem_without_measure"


def test_the_planned_day_is_told_7_3_a() -> None:
    assert session.on_the_day(DAY, DAY + timedelta(1)).figures == {"planned": "2026-01-14"}
    assert session.on_the_day(None, DAY).figures == {"planned": "—"}


def test_a_missing_recorder_has_its_code_7_3_b() -> None:
    assert session.recorded(has_recorder=False).code == "recorder_missing"


def test_several_are_named_one_after_the_other_7_3_b() -> None:
    facts = said(own=())
    assert session.closing(facts, {1: "书记", 2: "甲"}).figures["names"] == "书记、甲、?"
    assert session.all_told(["甲", "乙"]).code == "absent_not_told"
