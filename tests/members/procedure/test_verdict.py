"""What does a rule answer: how it weighs, what it says, and which of several answers is told?"""

import dataclasses

import pytest

from members.procedure.verdict import Level, Verdict, allow, first_refusal, gettext_noop, refuse, warn

YES = allow(present=5, base=9)
LOOK = warn("short_notice", "Short.", "6.3-c", hours=3)
LOOK_TOO = warn("ad_hoc", "Ad hoc.", "6.3-d", base=8)
NO = refuse("quorum_not_met", "Too few.", "6.4-a", present=4)
NO_TOO = refuse("agenda_empty", "Empty.", "6.3-a")


@pytest.mark.parametrize(
    ("verdict", "level", "may", "warned"),
    [
        (YES, Level.ALLOWED, True, False),
        (LOOK, Level.WARNED, True, True),
        (NO, Level.REFUSED, False, False),
    ],
)
def test_a_warning_lets_pass_and_a_refusal_does_not(
    verdict: Verdict, level: Level, may: bool, warned: bool
) -> None:
    assert verdict.level is level
    assert bool(verdict) is may
    assert verdict.warned is warned


def test_an_answer_carries_code_reason_clause_and_figures() -> None:
    assert warn("short_notice", "Short.", "6.3-c", hours=3) == Verdict(
        level=Level.WARNED, code="short_notice", reason="Short.", clause="6.3-c", figures={"hours": 3}
    )
    assert refuse("quorum_not_met", "Too few.", "6.4-a", present=4) == Verdict(
        level=Level.REFUSED, code="quorum_not_met", reason="Too few.", clause="6.4-a", figures={"present": 4}
    )
    assert allow(present=5, base=9) == Verdict(level=Level.ALLOWED, figures={"present": 5, "base": 9})
    assert allow().figures == {}


def test_an_answer_is_not_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        NO.level = Level.ALLOWED  # type: ignore[misc]


def test_a_reason_is_marked_for_translation_and_left_as_it_is() -> None:
    assert gettext_noop("Too few.") == "Too few."


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ((YES, NO), NO),
        ((NO, NO_TOO), NO),
        ((NO_TOO, NO), NO_TOO),
        ((LOOK, NO), NO),
        ((NO, LOOK), NO),
        ((LOOK, YES, NO_TOO), NO_TOO),
    ],
)
def test_the_first_refusal_is_told(verdicts: tuple[Verdict, ...], told: Verdict) -> None:
    assert first_refusal(*verdicts) is told


def test_without_a_refusal_all_figures_are_kept_and_a_later_one_replaces_an_earlier() -> None:
    assert first_refusal() == allow()
    assert first_refusal(YES, allow(needed=5)) == allow(present=5, base=9, needed=5)
    assert first_refusal(YES, allow(base=8)) == allow(present=5, base=8)


@pytest.mark.parametrize("verdicts", [(YES, LOOK, LOOK_TOO), (LOOK, YES, LOOK_TOO)])
def test_without_a_refusal_the_first_warning_is_told_with_all_figures(verdicts: tuple[Verdict, ...]) -> None:
    told = first_refusal(*verdicts)
    assert (told.level, told.code, told.reason, told.clause) == (
        Level.WARNED,
        "short_notice",
        "Short.",
        "6.3-c",
    )
    assert set(told.figures) == {"present", "base", "hours"}
    assert told.figures["hours"] == 3


def test_asking_for_the_first_refusal_changes_no_answer() -> None:
    first_refusal(YES, LOOK)
    assert YES.figures == {"present": 5, "base": 9}
    assert LOOK.figures == {"hours": 3}
