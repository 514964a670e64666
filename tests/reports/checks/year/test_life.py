"""CHK-32, CHK-33, CHK-34: the democratic-life meeting, its opinions and what was done about the problems."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from lifes.rules.preparation import Preparation
from lifes.rules.session import Said
from reports.checks.rules.life import CHECKS, Lifes, Likeness, Meant, Session
from reports.checks.rules.rectification import CHECKS as RECTIFY
from reports.checks.rules.rectification import Listed, Measure, Rectified
from tests.reports.checks.year.facts import OVER, check, span, told

HELD_ON = date(2025, 1, 14)
ROOM = (1, 2, 3)
PAIRS = frozenset(permutations(ROOM, 2))
SAID = Said(opened_with_measures=True, present=ROOM, secretary=1, own=ROOM, given=PAIRS)
PREPARED = Preparation(
    theme=True,
    theme_paper=True,
    consent=False,
    studies=1,
    rounds=1,
    members=dict.fromkeys(ROOM, ""),
    secretary=1,
    outlines=ROOM,
    talked=ROOM,
    heard=frozenset(ROOM),
    unfed=0,
)
SESSION = Session(4, HELD_ON, SAID, PREPARED, forms=20)
DONE = (Meant(4, held=True),)


def sessions(one: Session, today: date = date(2026, 1, 1)) -> Lifes:
    return Lifes(7, span(today), DONE, (one,))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (SAID, []),
        (replace(SAID, given=PAIRS - {(1, 2)}), [("warn", "matrix_holes", 4, "matrix")]),
        (
            replace(SAID, given=PAIRS - {(3, 1), (3, 2)}),
            [("warn", "criticism_missing", 4, "nobody"), ("warn", "matrix_holes", 4, "matrix")],
        ),
        (replace(SAID, own=(1, 2)), [("warn", "self_criticism_missing", 4, "self")]),
        (Said(True, (1,), 1, own=(1,)), []),
    ],
    ids=["full", "one place empty", "one was silent", "no self-criticism", "one alone"],
)
def test_chk_32_holes_in_the_matrix_are_told_in_numbers_7_3_b(said, found) -> None:
    assert told(CHECKS, "CHK-32", sessions(replace(SESSION, said=said))) == found
    assert told(CHECKS, "CHK-32", Lifes(7, None, DONE, (replace(SESSION, said=said),))) == []
    for raised in check(CHECKS, "CHK-32").ask(sessions(replace(SESSION, said=said))):
        assert all(isinstance(figure, int) for figure in raised.verdict.figures.values())


def test_chk_32_texts_alike_and_the_absent_unheard_are_asked_about_7_2_c_7_2_d_7_3_a() -> None:
    one = replace(
        SESSION,
        absent_unheard=1,
        alike=(Likeness("outline", 2, 91), Likeness("criticism", 1, 100), Likeness("problem", 3, 80)),
    )
    assert told(CHECKS, "CHK-32", sessions(one)) == [
        ("warn", "statement_missing", 4, "absent"),
        ("warn", "outline_alike", 4, "alike outline"),
        ("warn", "criticism_alike", 4, "alike criticism"),
        ("warn", "problem_alike", 4, "alike problem"),
    ]
    assert check(CHECKS, "CHK-32").question
    assert told(CHECKS, "CHK-32", sessions(replace(one, on=date(2024, 12, 31)))) == []


NOT_HELD = [("warn", "life_not_held", 7, "")]
TODAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("meant", "today", "found"),
    [
        ((), date(2025, 12, 31), []),
        ((), date(2026, 1, 1), NOT_HELD),
        (DONE, TODAY, []),
        ((Meant(4, held=False, consent="县委组复〔2025〕8号"),), TODAY, []),
        ((Meant(4, held=False, consent=" "),), TODAY, NOT_HELD),
        ((Meant(4, held=False, planned_on=TODAY, waits=True),), TODAY, []),
        ((Meant(4, held=False, planned_on=date(2026, 1, 9), waits=True),), TODAY, NOT_HELD),
        ((Meant(4, held=False, waits=True),), TODAY, NOT_HELD),
    ],
    ids=[
        "the year runs", "none", "held", "postponed with consent", "without paper", "planned for today",
        "planned for yesterday", "without day",
    ],
)  # fmt: skip
def test_chk_32_one_a_year_unless_postponed_with_consent_7_1_b(meant, today, found) -> None:
    assert told(CHECKS, "CHK-32", Lifes(7, span(today), meant)) == found


def test_chk_32_of_part_of_a_year_a_missing_meeting_is_not_told_7_1_b() -> None:
    assert told(CHECKS, "CHK-32", Lifes(7, span(first=date(2025, 2, 1)))) == []


NARROW = [("warn", "nothing_said_about", 4, "narrow")]


@pytest.mark.parametrize(
    ("prepared", "found"),
    [
        (PREPARED, []),
        (replace(PREPARED, rounds=0), [("warn", "no_opinions_sought", 4, "narrow")]),
        (replace(PREPARED, heard=frozenset({1, 2})), NARROW),
        (replace(PREPARED, unfed=1), [("warn", "not_fed_back", 4, "feedback")]),
        (
            replace(PREPARED, heard=frozenset({1}), unfed=2),
            [*NARROW, ("warn", "not_fed_back", 4, "feedback")],
        ),
    ],
)
def test_chk_34_opinions_are_sought_widely_and_fed_back_7_2_a(prepared, found) -> None:
    assert told(CHECKS, "CHK-34", sessions(replace(SESSION, prepared=prepared))) == found
    assert told(CHECKS, "CHK-34", Lifes(7, None, DONE, (replace(SESSION, prepared=prepared),))) == []


def test_chk_34_names_nobody() -> None:
    one = replace(SESSION, prepared=replace(PREPARED, heard=frozenset(), members={1: "甲", 2: "乙"}))
    (raised,) = check(CHECKS, "CHK-34").ask(sessions(one))
    assert dict(raised.verdict.figures) == {"rounds": 1, "forms": 20, "unmentioned": 2, "members": 2}


@pytest.mark.parametrize(
    ("listed", "today", "found"),
    [
        (Listed(4, HELD_ON, frozenset({1, 2}), frozenset({1, 2})), date(2025, 6, 1), []),
        (Listed(4, HELD_ON), date(2025, 6, 1), []),
        (Listed(4, HELD_ON, frozenset({1, 2}), frozenset({1})), date(2025, 1, 29), []),
        (
            Listed(4, HELD_ON, frozenset({1, 2}), frozenset({1})),
            date(2025, 1, 30),
            [("hard", "problem_without_measure", 4, "problems")],
        ),
    ],
)
def test_chk_33_every_problem_has_a_measure_when_the_report_is_due_7_4_a(listed, today, found) -> None:
    assert told(RECTIFY, "CHK-33", Rectified(span(today), (listed,))) == found


MEASURE = Measure(8, HELD_ON, date(2025, 6, 30), shown=True)
CONFIRMED = replace(MEASURE, finished=True, confirmed_on=date(2025, 6, 20))


@pytest.mark.parametrize(
    ("measure", "today", "found"),
    [
        (MEASURE, date(2025, 6, 30), []),
        (MEASURE, date(2025, 7, 1), [("hard", "measure_overdue", 8, "due")]),
        (CONFIRMED, date(2026, 1, 1), []),
        (replace(MEASURE, finished=True), date(2026, 1, 1), []),
        (replace(CONFIRMED, shown=False), date(2026, 1, 1), [("hard", "evidence_missing", 8, "evidence")]),
        (replace(CONFIRMED, shown=False, files=1), date(2026, 1, 1), []),
        (replace(MEASURE, due_on=None), date(2025, 7, 1), [("hard", "due_missing", 8, "whole")]),
        (replace(MEASURE, owner=False), date(2025, 2, 1), [("hard", "owner_missing", 8, "whole")]),
        (replace(MEASURE, says=False), date(2025, 2, 1), [("hard", "measure_empty", 8, "whole")]),
        (replace(MEASURE, due_on=date(2026, 1, 1)), date(2026, 6, 1), []),
    ],
)
def test_chk_33_measures_are_whole_in_time_and_shown_7_4_a_7_4_b(measure, today, found) -> None:
    assert told(RECTIFY, "CHK-33", Rectified(span(today), (), (measure,))) == found
    assert told(RECTIFY, "CHK-33", Rectified(None, (), (measure,))) == []


def test_a_clean_year_of_life_meetings_finds_nothing() -> None:
    assert told(CHECKS, "CHK-32", Lifes(7, OVER, DONE, (SESSION,))) == []
    assert told(CHECKS, "CHK-34", Lifes(7, OVER, DONE, (SESSION,))) == []
