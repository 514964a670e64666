"""Does nobody vote twice, and is every acknowledged vote counted, when acts fall on the same moment?

A thousand rounds each, on a real PostgreSQL; test_harness.py shows that the same harness finds the faults
of a naive program.
"""

from collections import Counter

import pytest
from django.utils import timezone

from members.procedure.record import Refused
from tests.races.harness import Outcome, race
from tests.races.sitting import Sitting, said, sitting
from votes import sealing
from votes.actions import cast_ballot, close_vote, count_vote
from votes.models import Ballot, SealedBallot, TallyLine, Vote, VoteEntry

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS = 500  # each race runs for open and for secret votes: a thousand in all
METHODS = ["show_of_hands", "secret_ballot"]


def cast(here: Sitting, number: int, member: int, choice: str = "approve") -> str:
    """Cast as one request does, and say with which receipt it was acknowledged."""
    return cast_ballot(here.vote(number), choice, by=here.user(member), at=timezone.now())


def close(here: Sitting, number: int) -> str:
    return str(close_vote(here.vote(number), by=here.user(0), at=timezone.now()).state)


def code(outcome: Outcome) -> str:
    """Name a refusal; anything else that was raised is a fault and comes out of here."""
    if outcome.error is None:
        return "done"
    if not isinstance(outcome.error, Refused):
        raise outcome.error
    return str(outcome.error.code)


def was_a_race(firsts: Counter[bool]) -> bool:
    return min(firsts[True], firsts[False]) > sum(firsts.values()) // 20


@pytest.mark.parametrize("method", METHODS)
def test_nobody_votes_twice(method: str) -> None:
    here = sitting(ROUNDS, method)
    outcomes = race(
        ROUNDS,
        lambda number: cast(here, number, 1, "approve"),
        lambda number: cast(here, number, 1, "oppose"),
    )
    for pair in outcomes:
        assert sorted(map(code, pair)) == ["already_voted", "done"]
    ballots = (SealedBallot if method == "secret_ballot" else Ballot).objects
    per_vote = Counter(ballots.values_list("elector__vote", flat=True))
    assert set(per_vote) == set(here.votes)
    assert set(per_vote.values()) == {1}
    assert VoteEntry.objects.filter(verb="cast").count() == ROUNDS
    assert was_a_race(Counter(one.done for one, _ in outcomes))
    if method == "secret_ballot":
        receipts = {outcome.value for pair in outcomes for outcome in pair if outcome.done}
        assert receipts == set(ballots.values_list("receipt", flat=True))
    else:
        acknowledged = ["approve" if one.done else "oppose" for one, _ in outcomes]
        assert list(ballots.order_by("elector__vote").values_list("choice", flat=True)) == acknowledged


def test_a_sealed_vote_acknowledged_while_closing_is_in_the_sealed_list() -> None:
    here = sitting(ROUNDS, "secret_ballot")
    said(here, seat1="approve")
    outcomes = race(ROUNDS, lambda number: cast(here, number, 2), lambda number: close(here, number))
    for number, (casting, closing) in enumerate(outcomes):
        assert code(closing) == "done"
        assert code(casting) in {"done", "vote_closed"}
        vote = here.vote(number)
        receipts = set(SealedBallot.objects.filter(elector__vote=vote).values_list("receipt", flat=True))
        assert len(receipts) == 1 + casting.done
        assert not casting.done or casting.value in receipts
        assert (vote.state, vote.sealed_root) == ("closed", sealing.sealed_root(receipts))
    assert was_a_race(Counter(casting.done for casting, _ in outcomes))


def test_an_open_vote_is_counted_with_every_acknowledged_stance() -> None:
    here = sitting(ROUNDS, "show_of_hands")
    said(here, seat1="approve", seat2="oppose")
    outcomes = race(ROUNDS, lambda number: cast(here, number, 0), lambda number: close(here, number))
    for number, (casting, closing) in enumerate(outcomes):
        assert code(casting) == "done"
        assert code(closing) in {"done", "ballots_missing"}
        vote = here.vote(number)
        assert vote.state == ("counted" if closing.done else "open")
        if closing.done:
            assert (vote.figures["approve"], vote.figures["oppose"], vote.result) == (2, 1, "passed")
    assert was_a_race(Counter(closing.done for _, closing in outcomes))


def test_two_clicks_count_a_sealed_vote_once() -> None:
    here = sitting(100, "secret_ballot")
    said(here, seat1="approve", seat2="oppose")
    for number in range(100):
        close(here, number)

    def count(number: int) -> str:
        first, second, _ = here.slips
        return str(count_vote(here.vote(number), first, second, by=here.user(0), at=timezone.now()).result)

    outcomes = race(100, count, count)
    for number, pair in enumerate(outcomes):
        assert sorted(map(code, pair)) == ["done", "vote_not_closed"]
        vote: Vote = here.vote(number)
        lines = dict(TallyLine.objects.filter(vote=vote).values_list("choice", "n"))
        assert (lines["approve"], lines["oppose"], lines["not_voted"], sum(lines.values())) == (1, 1, 1, 3)
        assert (vote.state, vote.wraps) == ("counted", None)
        assert VoteEntry.objects.filter(record=vote, verb="count_vote").count() == 1
