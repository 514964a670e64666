"""By how many further absences does it fail?  By table, and against everybody who could stay away."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules import margin, quorum
from meetings.rules.margin import Margins
from meetings.rules.roll import Roll, Room
from tests.meetings.rules.facts import LAW, roll, room


@pytest.mark.parametrize(
    ("entitled", "coming", "opening", "ordinary", "personnel"),
    [
        (9, 9, 5, 5, 4),
        (9, 7, 3, 3, 2),
        (9, 5, 1, 1, 0),
        (9, 4, 0, 0, 0),
        (8, 8, 5, 4, 3),
        (8, 4, 1, 0, 0),
        (5, 5, 3, 3, 2),
        (3, 3, 2, 2, 2),
        (0, 0, 0, 0, 0),
    ],
)
def test_margins_6_4_a_6_4_b_6_5_c(
    entitled: int, coming: int, opening: int, ordinary: int, personnel: int
) -> None:
    assert margin.margins(roll(entitled, coming), LAW) == Margins(opening, ordinary, personnel)


def test_an_item_from_which_somebody_withdrew_fails_sooner_6_4_e() -> None:
    assert margin.item(room(9, 9, 1), ("budget",), LAW) == 4
    assert margin.item(room(9, 9, 4), ("budget",), LAW) == 1
    assert margin.item(room(9, 9, 5), ("budget",), LAW) == 0


@given(
    entitled=st.integers(1, 7),
    coming=st.integers(0, 7),
    recused=st.integers(0, 3),
    kind=st.sampled_from(["budget", "personnel.appoint", "briefing"]),
)
def test_no_fewer_absences_make_it_fail_6_4_a_6_4_b_6_5_c(
    entitled: int, coming: int, recused: int, kind: str
) -> None:
    """Whoever stays away: with fewer than the margin the item is held, and with so many some absence stops it."""
    here = room(entitled, min(coming, entitled), min(recused, coming, entitled))
    found = margin.item(here, (kind,), LAW)

    def held(gone: tuple[int, ...]) -> bool:
        left = tuple(seat for seat in here.roll.present if seat not in gone)
        verdict = quorum.of_item(Room(Roll(here.roll.entitled, left), here.recused), (kind,), LAW)
        return bool(verdict) and not verdict.warned

    for number in range(min(found, len(here.roll.present) + 1)):
        assert all(held(gone) for gone in combinations(here.roll.present, number))
    if found <= len(here.voters):
        assert not all(held(gone) for gone in combinations(here.roll.present, found)) or found == len(
            here.voters
        )
