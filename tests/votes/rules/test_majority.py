"""Is it carried?  The vectors of practice, every split of a body of up to 25, and what never changes a result."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.rules.roll import Roll, Room
from tests.meetings.rules import second_opinion as second
from tests.meetings.rules.facts import LAW, room
from tests.members.rules.told import answer, expected
from votes.rules import franchise, majority, method, order
from votes.rules.majority import Outcome, Tally


def decided(
    base: int, in_room: int, approve: int, oppose: int = 0, abstain: int = 0, defer: int = 0
) -> Outcome:
    rest = in_room - approve - oppose - abstain - defer
    tally = Tally(approve, oppose, abstain, defer, not_voted=rest)
    return majority.decide(
        tally, base=base, denominator=base, present=in_room, recused=0, in_room=in_room, law=LAW
    )


@pytest.mark.parametrize(
    ("clause", "base", "in_room", "votes", "result", "close_call"),
    [
        ("6.5-c", 9, 5, (5, 0, 0), "passed", False),
        ("6.5-c", 9, 5, (4, 1, 0), "not_passed", False),
        ("6.5-c", 8, 4, (4, 0, 0), "not_passed", False),
        ("6.5-c", 9, 6, (5, 1, 0), "passed", False),
        ("6.5-c", 6, 6, (3, 3, 0), "not_passed", True),
        ("6.5-c", 7, 7, (3, 3, 1), "not_passed", True),
        ("6.5-c", 7, 7, (4, 0, 3), "passed", False),
        ("6.5-d", 5, 3, (2, 1, 0), "not_passed", True),
        ("6.5-c", 3, 2, (2, 0, 0), "passed", False),
        ("6.5-c", 11, 6, (6, 0, 0), "passed", False),
        ("6.5-c", 10, 5, (5, 0, 0), "not_passed", False),
        ("6.5-c", 12, 8, (7, 1, 0), "passed", False),
        ("6.1-g", 9, 6, (4, 0, 0, 2), "deferred", False),
        ("6.1-g", 9, 8, (5, 0, 1, 2), "passed", False),
        ("6.5-c", 9, 9, (5, 4, 0), "passed", True),
    ],
)
def test_decide(
    clause: str, base: int, in_room: int, votes: tuple[int, ...], result: str, close_call: bool
) -> None:
    outcome = decided(base, in_room, *votes)
    assert (outcome.result, outcome.close_call) == (result, close_call)


def test_an_outcome_keeps_what_makes_it_checkable_6_5_c() -> None:
    tally = Tally(4, 1, not_voted=1)
    outcome = majority.decide(tally, base=9, denominator=8, present=7, recused=1, in_room=6, law=LAW)
    assert outcome == Outcome(
        result="not_passed",
        tally=tally,
        base=9,
        denominator=8,
        needed=5,
        in_room=6,
        present=7,
        recused=1,
        missing=1,
        margin=0,
        close_call=False,
        formula="应到9 实到7 回避1 赞成4 反对1 弃权0 未表态1；4×2=（9−1） 未通过",
    )


@pytest.mark.parametrize("base", range(1, 26))
def test_every_split_against_the_second_reading_6_5_c(base: int) -> None:
    for in_room in range(base + 1):
        for approve, oppose in itertools.product(range(in_room + 1), repeat=2):
            if approve + oppose > in_room:
                continue
            outcome = decided(base, in_room, approve, oppose)
            assert (outcome.result == "passed") == second.carried(base, approve)
            fewest = second.fewest_approvals(base)
            assert outcome.needed == fewest
            assert outcome.missing == max(0, fewest - approve)
            assert outcome.margin == max(0, approve - fewest)


@settings(deadline=None)  # a busy machine is no fault of a rule
@given(st.integers(1, 31), st.data())
def test_abstaining_deferring_and_staying_silent_weigh_the_same_6_5_c(base: int, data: st.DataObject) -> None:
    approve = data.draw(st.integers(0, base))
    others = data.draw(st.integers(0, base - approve))
    results = {
        decided(base, approve + others, approve, oppose=others).result,
        decided(base, approve + others, approve, abstain=others).result,
        decided(base, approve + others, approve).result,
        decided(base, base, approve).result,
    }
    assert len(results) == 1


@pytest.mark.parametrize(
    ("tally", "in_room", "code"),
    [
        (Tally(approve=4, oppose=1), 6, "tally_mismatch"),
        (Tally(approve=5, oppose=2), 6, "tally_mismatch"),
        (Tally(approve=4, oppose=1, invalid=1), 6, ""),
        (Tally(approve=4, oppose=1, not_returned=1), 6, ""),
        (Tally(approve=7, oppose=-1), 6, "tally_mismatch"),
        (Tally(approve=-1, oppose=7), 6, "tally_mismatch"),
        (Tally(approve=7, abstain=-1), 6, "tally_mismatch"),
        (Tally(approve=7, defer=-1), 6, "tally_mismatch"),
        (Tally(approve=7, not_voted=-1), 6, "tally_mismatch"),
        (Tally(approve=7, invalid=-1), 6, "tally_mismatch"),
        (Tally(approve=7, not_returned=-1), 6, "tally_mismatch"),
        (Tally(1, 1, 1, 1, 1, 1, 1), 7, ""),
        (Tally(), 0, ""),
    ],
)
def test_a_tally_accounts_for_everybody_6_5_b(tally: Tally, in_room: int, code: str) -> None:
    verdict = majority.accounts_for(tally, in_room)
    assert answer(verdict) == expected(code, "6.5-b")
    assert verdict.figures == ({"total": tally.total, "in_room": in_room} if code else {})


@pytest.mark.parametrize(
    ("tally", "base", "denominator", "present", "recused", "words"),
    [
        (Tally(5, 0, 1, 1), 9, 9, 8, 1, "应到9 实到8 回避1 赞成5 反对0 弃权1 缓议1；5×2>9 通过"),
        (Tally(3, 3), 6, 6, 6, 0, "应到6 实到6 回避0 赞成3 反对3 弃权0；3×2=6 未通过"),
        (Tally(2, 1), 5, 5, 3, 0, "应到5 实到3 回避0 赞成2 反对1 弃权0；2×2<5 未通过"),
        (Tally(4, 1, invalid=1), 7, 7, 6, 0, "应到7 实到6 回避0 赞成4 反对1 弃权0 无效票1；4×2>7 通过"),
        (
            Tally(2, 1, not_voted=1, not_returned=1),
            5,
            5,
            5,
            0,
            "应到5 实到5 回避0 赞成2 反对1 弃权0 未表态1 未收回1；2×2<5 未通过",
        ),
        (Tally(2, 0), 4, 2, 4, 2, "应到4 实到4 回避2 赞成2 反对0 弃权0；2×2>（4−2） 通过"),
    ],
)
def test_the_formula_in_words_6_5_c(
    tally: Tally, base: int, denominator: int, present: int, recused: int, words: str
) -> None:
    outcome = majority.decide(
        tally,
        base=base,
        denominator=denominator,
        present=present,
        recused=recused,
        in_room=tally.total,
        law=LAW,
    )
    assert outcome.formula == words


@pytest.mark.parametrize(
    ("clause", "name", "voters", "code"),
    [
        ("6.5-b", "oral", 1, ""),
        ("6.5-b", "show_of_hands", 5, ""),
        ("6.5-b", "signed_ballot", 5, ""),
        ("6.5-b", "secret_ballot", 3, ""),
        ("6.5-b", "secret_ballot", 2, "method_not_allowed"),
        ("6.5-b", "by_chat", 9, "method_not_allowed"),
    ],
)
def test_method(clause: str, name: str, voters: int, code: str) -> None:
    verdict = method.method(name, voters, LAW)
    assert answer(verdict) == expected(code, clause)
    few = bool(code) and name == "secret_ballot"
    assert verdict.figures == ({"voters": voters, "least": 3} if few else {})


@pytest.mark.parametrize(
    ("stance", "kind", "code"),
    [
        ("approve", "budget", ""),
        ("oppose", "budget", ""),
        ("abstain", "budget", ""),
        ("not_voted", "budget", ""),
        ("defer", "budget", "choice_not_allowed"),
        ("defer", "discipline", "choice_not_allowed"),
        ("defer", "personnel.appoint", ""),
        ("not_voted", "personnel.appoint", ""),
        ("yes", "budget", "choice_not_allowed"),
    ],
)
def test_choice_6_5_b(stance: str, kind: str, code: str) -> None:
    assert answer(method.choice(stance, (kind,), LAW)) == expected(code, "6.5-b")


@pytest.mark.parametrize(("matters", "code"), [(1, ""), (2, "one_by_one")])
def test_one_matter_at_a_time_6_5_f(matters: int, code: str) -> None:
    verdict = method.one_matter(matters)
    assert answer(verdict) == expected(code, "6.5-f")
    assert verdict.figures == ({"matters": matters} if code else {})


@pytest.mark.parametrize(
    ("seat", "chair", "voted", "code", "waiting"),
    [
        (1, 1, (), "chair_votes_last", 2),
        (1, 1, (2,), "chair_votes_last", 1),
        (1, 1, (2, 3), "", None),
        (2, 1, (), "", None),
        (1, 2, (), "", None),
    ],
)
def test_the_chair_votes_last_6_5_e(
    seat: int, chair: int, voted: tuple[int, ...], code: str, waiting: int | None
) -> None:
    verdict = order.chair_last(seat, chair, (1, 2, 3), voted)
    assert answer(verdict) == expected(code, "6.5-e")
    assert verdict.figures.get("waiting") == waiting


@pytest.mark.parametrize(
    ("clause", "seat", "electorate", "voted", "code"),
    [
        ("6.5-d", None, (1, 2, 3), (), "not_a_member"),
        ("6.5-d", 3, (1, 2), (), "not_present"),
        ("6.5-b", 2, (1, 2, 3), (2,), "already_voted"),
        ("6.5-b", 2, (1, 2, 3), (1,), ""),
    ],
)
def test_franchise(
    clause: str, seat: int | None, electorate: tuple[int, ...], voted: tuple[int, ...], code: str
) -> None:
    verdict = franchise.may_cast(seat, room(5, 3), electorate, voted)
    assert answer(verdict) == expected(code, clause)


def test_who_left_does_not_vote_6_5_d() -> None:
    assert franchise.may_cast(3, Room(Roll((1, 2, 3), (1, 2), chair=1)), (1, 2, 3), ()).code == "not_present"


@pytest.mark.parametrize(
    ("self_cast", "recorder", "secret", "code"),
    [
        (True, False, True, ""),
        (True, False, False, ""),
        (False, True, False, ""),
        (False, True, True, "proxy_not_allowed"),
        (False, False, False, "proxy_not_allowed"),
    ],
)
def test_nobody_votes_for_another_6_5_d(self_cast: bool, recorder: bool, secret: bool, code: str) -> None:
    verdict = franchise.in_person(caster_is_voter=self_cast, entered_by_recorder=recorder, secret=secret)
    assert answer(verdict) == expected(code, "6.5-d")
