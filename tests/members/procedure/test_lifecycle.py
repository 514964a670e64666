"""Which act leads from which state to which?"""

import dataclasses

import pytest

from members.procedure.lifecycle import REASONS, Lifecycle, Transition, step
from tests.members.rules.told import answer, chinese

LIFE = Lifecycle(
    (
        step("edit", "draft open", power="scratch.edit"),
        step("open", "draft", "open", otherwise="meeting_not_open", clause="6.4-a"),
        step("seal", "open", "sealed", otherwise="no_such_reason", clause="6.5-m"),
    ),
    finals={"sealed": "archived"},
)


def test_a_step_is_written_on_one_line() -> None:
    assert step(
        "open", "draft  ready", "open", power="a.b", otherwise="archived", clause="6.4-a"
    ) == Transition(
        verb="open",
        sources=frozenset({"draft", "ready"}),
        target="open",
        power="a.b",
        otherwise="archived",
        clause="6.4-a",
    )


def test_what_a_step_does_not_say_is_no_power_no_clause_no_other_state() -> None:
    assert step("edit", "draft") == Transition("edit", frozenset({"draft"}), None, "", "wrong_state", "")


def test_a_table_is_not_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LIFE.transitions = ()  # type: ignore[misc]


def test_an_act_is_found_by_its_verb_and_an_unknown_one_is_a_fault() -> None:
    assert LIFE.transition("open").target == "open"
    assert LIFE.transition("edit").power == "scratch.edit"
    with pytest.raises(KeyError) as error:
        LIFE.transition("burn")
    assert error.value.args == ("burn",)


@pytest.mark.parametrize(
    ("verb", "state", "code", "clause"),
    [
        ("edit", "draft", "", ""),
        ("edit", "open", "", ""),
        ("open", "draft", "", ""),
        ("open", "open", "meeting_not_open", "6.4-a"),
        ("open", "sealed", "archived", "6.4-a"),
        ("edit", "sealed", "archived", ""),
        ("edit", "elsewhere", "wrong_state", ""),
    ],
)
def test_an_act_is_admitted_in_its_states_only(verb: str, state: str, code: str, clause: str) -> None:
    verdict = LIFE.admits(verb, state)
    assert bool(verdict) is (not code)
    assert answer(verdict) == (code, clause)
    assert verdict.figures == ({"state": state} if code else {})
    assert verdict.reason == (REASONS[code] if code else "")


def test_a_code_without_a_sentence_of_its_own_says_that_the_state_is_wrong() -> None:
    verdict = LIFE.admits("seal", "draft")
    assert (verdict.code, verdict.reason) == ("no_such_reason", REASONS["wrong_state"])


def test_a_table_without_final_states_asks_the_act_alone() -> None:
    assert Lifecycle((step("open", "draft", "open"),)).admits("open", "sealed").code == "wrong_state"


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_is_translated(code: str) -> None:
    assert chinese()[REASONS[code]]
