"""Are enough members here?  Tables by clause, and every case of a body of up to 25 against a second reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.rules import quorum
from meetings.rules.roll import Room
from members.procedure.rulebook import Share, book
from tests.meetings.rules import second_opinion as second
from tests.meetings.rules.facts import LAW, roll, room
from tests.members.rules.told import answer, expected

STRICT = book("work-rules-2024").varied(quorum_ordinary="MORE_THAN_HALF").meeting
PRESENT = book("work-rules-2024").varied(recusal_counts_as_present=True).meeting
SMALLER = book("work-rules-2024").varied(recusal_in_denominator=False).meeting
ORDINARY, PERSONNEL = ("budget",), ("personnel.appoint",)


@pytest.mark.parametrize(
    ("clause", "entitled", "present", "needed", "opens"),
    [
        ("6.4-a", 9, 5, 5, True),
        ("6.4-a", 9, 4, 5, False),
        ("6.4-a", 8, 4, 4, True),
        ("6.4-a", 8, 3, 4, False),
        ("6.4-a", 3, 2, 2, True),
        ("6.4-a", 15, 7, 8, False),
        ("6.4-a", 15, 8, 8, True),
        ("6.4-a", 0, 0, 1, False),
    ],
)
def test_opening(clause: str, entitled: int, present: int, needed: int, opens: bool) -> None:
    verdict = quorum.opening(roll(entitled, present), LAW)
    assert bool(verdict) is opens
    assert verdict.figures == {"present": present, "base": entitled, "needed": needed}
    assert answer(verdict) == expected("" if opens else "quorum_not_met", clause)


@pytest.mark.parametrize(("present", "opens"), [(4, False), (5, True)])
def test_opening_under_the_strict_setting_6_4_a(present: int, opens: bool) -> None:
    assert bool(quorum.opening(roll(8, present), STRICT)) is opens


@pytest.mark.parametrize(
    ("clause", "kinds", "entitled", "present", "recused", "code"),
    [
        ("6.4-b", PERSONNEL, 9, 5, 0, "quorum_not_met"),
        ("6.4-b", PERSONNEL, 9, 6, 0, ""),
        ("6.4-b", PERSONNEL, 9, 6, 1, "quorum_not_met"),
        ("6.4-b", PERSONNEL, 9, 7, 1, ""),
        ("6.4-b", PERSONNEL, 15, 9, 0, "quorum_not_met"),
        ("6.4-b", ("discipline",), 9, 5, 0, "quorum_not_met"),
        ("6.4-b", ("budget", "discipline"), 9, 5, 0, "quorum_not_met"),
        ("6.4-a", ORDINARY, 9, 4, 0, "quorum_not_met"),
        ("6.4-a", ("personnel.reward",), 9, 5, 0, ""),
        ("6.4-e", ORDINARY, 4, 4, 2, "item_undecidable"),
        ("6.4-e", PERSONNEL, 5, 5, 2, "item_undecidable"),
        ("6.4-e", PERSONNEL, 5, 3, 2, "item_undecidable"),
        ("6.4-e", PERSONNEL, 3, 3, 1, ""),
        ("6.5-c", ORDINARY, 8, 4, 0, "cannot_pass"),
        ("6.5-c", ORDINARY, 8, 5, 1, "cannot_pass"),
        ("6.4-a", ("first_topic",), 8, 4, 0, ""),
        ("6.5-c", ("briefing", "budget"), 8, 4, 0, "cannot_pass"),
    ],
)
def test_of_item(
    clause: str, kinds: tuple[str, ...], entitled: int, present: int, recused: int, code: str
) -> None:
    verdict = quorum.of_item(room(entitled, present, recused), kinds, LAW)
    assert answer(verdict) == expected(code, clause)
    assert bool(verdict) is (code in ("", "cannot_pass"))
    assert verdict.figures["in_room"] == present - recused


def test_the_figures_of_an_item_6_4_b_6_5_c() -> None:
    assert quorum.of_item(room(9, 7, 1), PERSONNEL, LAW).figures == {
        "in_room": 6,
        "recused": 1,
        "base": 9,
        "denominator": 9,
        "needed": 6,
        "carries": 5,
        "possible": True,
    }


def test_recused_member_counts_as_present_by_setting_6_4_e() -> None:
    crowd = room(9, 6, 1)
    assert quorum.of_item(crowd, PERSONNEL, LAW).code == "quorum_not_met"
    assert bool(quorum.of_item(crowd, PERSONNEL, PRESENT))
    assert quorum.of_item(room(5, 5, 2), PERSONNEL, LAW).code == "item_undecidable"
    assert bool(quorum.of_item(room(5, 5, 2), PERSONNEL, PRESENT))


def test_who_is_recused_counts_as_such_whether_here_or_not_6_4_e() -> None:
    verdict = quorum.of_item(Room(roll(4, 2), frozenset({3, 4})), ORDINARY, LAW)
    assert answer(verdict) == ("item_undecidable", "6.4-e")
    assert verdict.figures["recused"] == 2


def test_recused_member_leaves_the_denominator_by_setting_6_4_e() -> None:
    crowd = room(4, 4, 2)
    assert quorum.of_item(crowd, ORDINARY, LAW).code == "item_undecidable"
    assert quorum.of_item(crowd, ORDINARY, SMALLER).figures["carries"] == 2


@pytest.mark.parametrize("entitled", range(1, 26))
def test_every_case_against_the_second_reading_6_4_a_6_4_b(entitled: int) -> None:
    for present in range(entitled + 1):
        assert bool(quorum.opening(roll(entitled, present), LAW)) == second.opens(entitled, present)
        for recused in range(present + 1):
            crowd = room(entitled, present, recused)
            for kinds, personnel in ((ORDINARY, False), (PERSONNEL, True)):
                verdict = quorum.of_item(crowd, kinds, LAW)
                inside = present - recused
                enough = second.opens(entitled, inside) and (
                    not personnel or second.personnel_may_be_discussed(entitled, inside)
                )
                hopeless = second.hopeless(entitled, recused, personnel=personnel)
                assert bool(verdict) == (enough and not hopeless)
                assert (verdict.code == "item_undecidable") == hopeless
                assert verdict.figures["possible"] == (inside >= second.fewest_approvals(entitled))


@settings(deadline=None)  # a busy machine is no fault of a rule
@given(st.integers(1, 31), st.data())
def test_one_more_never_hurts_6_4_b(entitled: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, entitled - 1))
    if quorum.of_item(room(entitled, present), PERSONNEL, LAW):
        assert quorum.of_item(room(entitled, present + 1), PERSONNEL, LAW)


@settings(deadline=None)  # a busy machine is no fault of a rule
@given(st.integers(1, 200), st.integers(0, 200))
def test_shares_are_ordered_6_4_a(base: int, count: int) -> None:
    if Share.AT_LEAST_TWO_THIRDS.met_by(count, base):
        assert Share.MORE_THAN_HALF.met_by(count, base)
    if Share.MORE_THAN_HALF.met_by(count, base):
        assert Share.AT_LEAST_HALF.met_by(count, base)
