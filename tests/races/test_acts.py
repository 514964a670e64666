"""Does each act happen once and whole, when two of them fall on the same record at the same moment?"""

from collections import Counter
from datetime import timedelta

import pytest

from meetings import actions
from meetings.models import Meeting, MeetingEntry
from members.models import StaffRole
from members.procedure.record import Refused
from tests.members.procedure.bodies import SINCE, START, Body, body, meeting
from tests.races.harness import Outcome, race

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS = 100


def code(outcome: Outcome) -> str:
    """Name a refusal; anything else that was raised is a fault and comes out of here."""
    if outcome.error is None:
        return "done"
    if not isinstance(outcome.error, Refused):
        raise outcome.error
    return str(outcome.error.code)


def sittings(here: Body, state: str) -> list[int]:
    return [meeting(here, state, ordinal=number).pk for number in range(1, ROUNDS + 1)]


def held(pk: int) -> Meeting:
    """Read a meeting afresh, as each request does."""
    return Meeting.objects.get(pk=pk)


def was_a_race(firsts: Counter[bool]) -> bool:
    return min(firsts[True], firsts[False]) > sum(firsts.values()) // 20


def test_of_two_who_adjourn_one_is_told_that_it_has_been_done() -> None:
    here = body()
    rows = sittings(here, "open")

    def adjourn(number: int) -> str:
        return str(actions.adjourn_meeting(held(rows[number]), by=here.secretary, at=START).state)

    outcomes = race(ROUNDS, adjourn, adjourn)
    for pair in outcomes:
        assert sorted(map(code, pair)) == ["done", "meeting_not_open"]
    assert Counter(MeetingEntry.objects.values_list("record", flat=True)) == Counter(rows)
    assert was_a_race(Counter(one.done for one, _ in outcomes))


def test_two_clicks_sign_a_member_in_once_6_4_a() -> None:
    here = body()
    rows = sittings(here, "open")
    seat = here.seats[1]

    def check_in(number: int) -> int:
        return actions.check_in(held(rows[number]), seat, by=here.member, at=START).pk

    for pair in race(ROUNDS, check_in, check_in):
        assert [code(outcome) for outcome in pair] == ["done", "done"]
        assert pair[0].value == pair[1].value
    assert all(held(pk).attendance.count() == 1 for pk in rows)


def test_of_two_corrections_neither_is_lost() -> None:
    here = body()
    StaffRole(group=here.group, user=here.member, role="clerk", since=SINCE).save()
    rows = sittings(here, "open")
    end = START + timedelta(hours=2)

    def move(number: int) -> None:
        actions.amend_meeting(held(rows[number]), place="二号会议室", by=here.secretary, at=START)

    def prolong(number: int) -> None:
        actions.amend_meeting(held(rows[number]), expected_end=end, by=here.member, at=START)

    for pair in race(ROUNDS, move, prolong):
        assert [code(outcome) for outcome in pair] == ["done", "done"]
    assert {(found.place, found.expected_end) for found in map(held, rows)} == {("二号会议室", end)}
    assert MeetingEntry.objects.count() == 2 * ROUNDS
