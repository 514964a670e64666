"""Do the questions about records ask where something was written afterwards, changed or lost, and nowhere else?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reports.checks.rules import completeness, integrity
from reports.checks.rules.check import Check, Weight
from reports.checks.rules.completeness import Listed, Lost, Numbered, Series, Shelf, missing
from reports.checks.rules.integrity import Line, Sealed, Trace, Traces
from tests.reports.checks.rules.held import DAY, LAW, START, at, found

CHECKS: Mapping[str, Check[Any]] = {check.id: check for check in (*integrity.CHECKS, *completeness.CHECKS)}
HARD, WARN = Weight.HARD, Weight.WARN
ONE = timedelta(days=1)

NOTICED = Line(12, "资金安排", ("funds",), noticed=True, announced=True, entered_at=START - 5 * ONE)
CLEAN = Trace(
    key=5,
    day=DAY,
    law=LAW,
    starts_at=START,
    opened_at=at(0),
    closed_at=at(60),
    entered_at=START - 5 * ONE,
    signed_on=frozenset({DAY}),
    written_on=frozenset({DAY}),
    lines=(NOTICED,),
    sealed=Sealed(at(9000)),
)


def raised(check: str, *traces: Trace) -> list[tuple[str, Weight]]:
    return [(one.verdict.code, one.weight) for one in found(CHECKS[check], Traces(traces))]


def on(day: date, key: int, **changes: Any) -> Trace:
    """Return the trace of a meeting of another day with nothing to ask."""
    own = frozenset({day})
    return replace(CLEAN, **{"key": key, "day": day, "signed_on": own, "written_on": own, **changes})


def test_they_are_questions_and_never_judged() -> None:
    assert [check.question for check in CHECKS.values()] == [True] * 3


def test_a_record_written_when_it_happened_is_not_asked_about() -> None:
    assert raised("CHK-20", CLEAN) == raised("CHK-21", CLEAN) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"entered_at": START + 10 * ONE}, [("entered_afterwards", HARD)]),
        ({"entered_at": None}, [("no_journal", HARD)]),
        ({"opened_at": START + 3 * ONE}, [("opened_on_another_day", HARD)]),
        ({"back_dated": 4}, [("back_dated", HARD)]),
        ({"confirmed_late": 2}, [("roll_completed_afterwards", WARN)]),
        ({"entered_at": at(-1)}, []),
        ({"opened_at": at(45)}, []),
    ],
    ids=[
        "entered later",
        "no journal",
        "opened later",
        "dated back",
        "roll completed",
        "in haste",
        "late start",
    ],
)
def test_chk_20_written_afterwards_6_5_k(changes: dict[str, Any], expected: list[Any]) -> None:
    assert raised("CHK-20", replace(CLEAN, **changes)) == expected


@pytest.mark.parametrize("part", ["signed_on", "written_on"])
def test_chk_20_three_meetings_done_in_one_day_6_5_k(part: str) -> None:
    days = [DAY, DAY + 30 * ONE, DAY + 60 * ONE]
    together = frozenset({date(2025, 6, 1)})
    many = [on(day, key, **{part: together}) for key, day in enumerate(days)]
    assert raised("CHK-20", *many) == [("many_at_once", WARN)] * 3
    assert raised("CHK-20", *many[:2], on(days[2], 2)) == []


def test_chk_20_three_meetings_really_held_in_one_day_are_not_asked_about_6_5_k() -> None:
    assert raised("CHK-20", *(on(DAY, key) for key in range(3))) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"noticed": False, "announced": False}, [("reason_required", HARD)]),
        ({"announced": False}, [("reason_required", HARD)]),
        ({"noticed": False, "reason": "防汛紧急"}, [("ad_hoc", WARN)]),
        ({"noticed": False, "reason": "急", "kinds": ("personnel.appoint",)}, [("ad_hoc_not_allowed", HARD)]),
        ({"entered_at": at(61)}, [("item_added_afterwards", HARD)]),
        ({"noticed": False, "begun": False}, []),
        ({"entered_at": at(59), "noticed": False, "reason": "急"}, [("ad_hoc", WARN)]),
    ],
    ids=[
        "not announced",
        "marked, but on no notice",
        "urgent",
        "a person",
        "after closing",
        "not taken up",
        "during",
    ],
)
def test_chk_21_an_item_that_was_not_on_a_notice_6_3_c(line: dict[str, Any], expected: list[Any]) -> None:
    assert raised("CHK-21", replace(CLEAN, lines=(replace(NOTICED, **line),))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"later": 1}, ["changed_after_sealing"]),
        ({"differs": (0, 2)}, ["differs_from_sealed", "differs_from_sealed"]),
        ({"is_cut": True}, ["sealed_file_altered"]),
        ({}, []),
    ],
    ids=["entries", "content", "file", "as it was"],
)
def test_chk_21_changed_after_it_was_sealed_6_5_m(changes: dict[str, Any], expected: list[str]) -> None:
    trace = replace(CLEAN, sealed=replace(Sealed(at(9000)), **changes))
    assert raised("CHK-21", trace) == [(code, HARD) for code in expected]


# -- CHK-22 ------------------------------------------------------------------------------------------


def numbers(*given: int, day: date = DAY) -> tuple[Numbered, ...]:
    return tuple(Numbered(number, day, 100 + number) for number in given)


def asked(**changes: Any) -> list[tuple[str, str, int, str]]:
    return [
        (one.verdict.code, one.kind, one.key, one.part)
        for one in found(CHECKS["CHK-22"], Shelf(1, 2025, **changes))
    ]


def test_missing_numbers_lie_between_the_first_and_the_last() -> None:
    assert missing([2, 4]) == [(1, 1), (3, 3)]
    assert missing([44, 45], first=44) == missing([]) == missing([1, 2], last=2) == []
    assert missing([1, 2], last=4) == [(3, 4)]
    assert missing([], last=2) == [(1, 2)]
    assert missing([3, 1, 4_000_000_000, 3]) == [(2, 2), (4, 3_999_999_999)]
    assert missing([1, 5], last=3) == [(2, 4)]


def test_chk_22_a_number_of_the_meetings_is_missing_6_5_m() -> None:
    gap = Series("meeting", "17", "meeting", numbers(44, 46), first=44)
    assert asked(series=(gap,)) == [("number_missing", "meeting", 146, "17-45")]
    assert asked(series=(replace(gap, numbers=numbers(44, 45, 46)),)) == []


def test_chk_22_a_gap_belongs_to_the_year_of_the_number_after_it_6_5_m() -> None:
    gap = Series("meeting", "17", "meeting", (*numbers(44), *numbers(46, day=date(2026, 1, 5))), first=44)
    assert asked(series=(gap,)) == []
    assert [one.on for one in found(CHECKS["CHK-22"], Shelf(1, 2026, (gap,)))] == [date(2026, 1, 5)]


def test_chk_22_numbers_cut_off_at_the_end_are_known_by_the_register_6_5_m() -> None:
    cut = Series("minutes", "云政党组纪〔2025〕", "minutes", numbers(1, 2), last=3)
    assert asked(series=(cut,)) == [("number_missing", "leadinggroup", 1, "云政党组纪〔2025〕3号")]
    assert asked(series=(replace(cut, last=2),)) == []


def test_chk_22_a_gap_is_named_and_dated_6_5_m() -> None:
    gap = Series("meeting", "17", "meeting", numbers(44, 47, 49), first=44)
    found_gaps = found(CHECKS["CHK-22"], Shelf(1, 2025, (gap,)))
    assert [(one.part, one.verdict.figures, one.key) for one in found_gaps] == [
        ("17-45", {"missing_number": "45–46"}, 147),
        ("17-48", {"missing_number": "48"}, 149),
    ]
    late = (*numbers(1), *numbers(2, day=DAY + ONE))
    (end,) = found(CHECKS["CHK-22"], Shelf(1, 2025, (Series("archive", "", "meeting", late, last=4),)))
    assert (end.on, end.part, end.verdict.figures) == (DAY + ONE, "0003", {"missing_number": "3–4"})
    (nothing,) = found(CHECKS["CHK-22"], Shelf(1, 2025, (Series("archive", "", "meeting", (), last=2),)))
    assert (nothing.on, nothing.kind) == (date(2025, 1, 1), "leadinggroup")


def test_chk_22_several_gaps_of_a_list_are_named_together_6_5_m() -> None:
    (torn,) = found(
        CHECKS["CHK-22"], Shelf(1, 2025, listed=(Listed("speech", "agendaitem", 8, DAY, (1, 3, 5)),))
    )
    assert (torn.on, torn.verdict.figures) == (DAY, {"missing_number": "2、4"})


@pytest.mark.parametrize(
    ("name", "part"), [("speech", "discussion"), ("ballot", "vote"), ("notice", "notice")]
)
def test_chk_22_an_entry_of_a_list_is_missing_6_5_m(name: str, part: str) -> None:
    torn = Listed(name, "agendaitem", 12, DAY, (1, 3))
    assert asked(listed=(torn,)) == [("number_missing", "agendaitem", 12, part)]
    assert asked(listed=(replace(torn, serials=(2, 1, 3)),)) == []


def test_chk_22_a_decision_or_a_sealed_file_is_missing_6_5_m() -> None:
    lost = (Lost("decision", "agendaitem", 12, DAY), Lost("package", "meeting", 5, DAY))
    assert [code for code, *_rest in asked(lost=lost)] == ["decision_missing", "package_missing"]


def test_chk_22_the_chain_is_broken_6_5_m() -> None:
    assert asked(breaches=(("prev_broken", 5, DAY),)) == [("chain_broken", "meeting", 5, "chain")]
    assert asked() == []


def test_chk_21_each_difference_from_the_sealed_file_is_told_apart_6_5_m() -> None:
    changed = replace(Sealed(at(9000)), later=1, differs=(0, 2), is_cut=True)
    told = found(CHECKS["CHK-21"], Traces((replace(CLEAN, sealed=changed),)))
    assert [one.part for one in told] == ["after_sealing", "meeting", "2", "file"]
    assert "about the meeting" in told[1].verdict.reason
    assert told[2].verdict.reason.startswith("On item %(item_number)s")
    assert [one.verdict.figures for one in told[:3]] == [
        {"entries_made": 1},
        {"item_number": 0},
        {"item_number": 2},
    ]
