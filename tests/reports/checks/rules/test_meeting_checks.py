"""Does each check of the meetings find what inspectors find, and let the near miss pass?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reports.checks.rules import agenda, decided_without_vote, record, roll, voting
from reports.checks.rules.check import Check, Weight
from reports.checks.rules.decided_without_vote import Closed, Matters
from reports.checks.rules.sitting import Cast, Conveyed, Printed, Signatures, Stay
from tests.reports.checks.rules.held import (
    CHAIR,
    DAY,
    HOUR,
    LAW,
    SEATS,
    START,
    at,
    ballots,
    first,
    found,
    held,
    sitting,
    stands,
    voted,
    with_item,
    without,
    words,
)
from votes.rules.majority import Tally

CHECKS: Mapping[str, Check[Any]] = {
    check.id: check
    for check in (*agenda.CHECKS, *roll.CHECKS, *voting.CHECKS, *record.CHECKS, *decided_without_vote.CHECKS)
}
HARD, WARN = Weight.HARD, Weight.WARN


def raised(check: str, facts: Any) -> list[tuple[str, Weight]]:
    """Return code and weight of what a check finds."""
    return [(one.verdict.code, one.weight) for one in found(CHECKS[check], facts)]


def test_a_meeting_with_everything_in_order_shows_nothing() -> None:
    clean = held(sitting())
    assert {check.id: raised(check.id, clean) for check in CHECKS.values() if check.id != "CHK-13"} == {
        check.id: [] for check in CHECKS.values() if check.id != "CHK-13"
    }


# -- CHK-01 to CHK-03, CHK-14: agenda and notice -----------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (sitting(items=(voted(),)), "first_topic_missing"),
        (sitting(items=(voted(position=1), first(position=2))), "first_topic_not_first"),
        (sitting(items=(first(outcome="postponed"), voted())), "first_topic_missing"),
        (sitting(items=(first(started_at=at(40)), voted())), "first_topic_not_first"),
    ],
    ids=["none", "second on the agenda", "postponed", "taken up second"],
)
def test_chk_01_a_meeting_without_its_first_topic_6_1_a(facts: Any, code: str) -> None:
    assert raised("CHK-01", held(facts)) == [(code, HARD)]


@pytest.mark.parametrize(
    "facts",
    [
        sitting(items=(voted(),), kind="extraordinary"),
        sitting(items=(voted(),), kind="democratic_life"),
        sitting(items=(voted(),), law=replace(LAW, first_topic_required="monthly")),
        sitting(items=(first(outcome="", started_at=None), voted()), closed_at=None),
        sitting(items=(first(), voted(position=2), voted(position=3, outcome="postponed", started_at=None))),
    ],
    ids=["extraordinary", "life meeting", "asked of months only", "still sitting", "another postponed"],
)
def test_chk_01_near_miss_6_1_a(facts: Any) -> None:
    assert raised("CHK-01", held(facts)) == []


@pytest.mark.parametrize(("age", "code"), [(31, [("studied_late", WARN)]), (30, [])])
def test_chk_02_a_first_topic_31_days_after_publication_and_not_30_6_1_a(age: int, code: list[Any]) -> None:
    assert raised("CHK-02", held(with_first(published=DAY - timedelta(days=age)))) == code


@pytest.mark.parametrize("published", [None, DAY + timedelta(days=3)], ids=["not known", "mistyped"])
def test_chk_02_a_day_that_says_nothing_is_no_finding_6_1_a(published: date | None) -> None:
    assert raised("CHK-02", held(with_first(published=published))) == []


def with_first(**changes: Any) -> Any:
    return sitting(items=(first(**changes), voted()))


TRANSMISSION: Any = {"kinds": ("transmission",), "outcome": "concluded", "votes": ()}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("conveyed_without_measures", WARN)]),
        ({"measures": 2}, [("measures_without_owner", WARN)]),
        ({"measures": 2, "owned": 1}, []),
        ({"none_needed": "只作了解"}, []),
        ({"outcome": "postponed"}, []),
    ],
    ids=["nothing follows", "nobody answers", "somebody answers", "none needed", "not conveyed"],
)
def test_chk_03_conveyed_without_measures_6_1_b(changes: dict[str, Any], expected: list[Any]) -> None:
    assert raised("CHK-03", held(with_item(voted(**{**TRANSMISSION, **changes})))) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Conveyed(3, DAY, 0), [("conveyed_without_measures", WARN)]),
        (Conveyed(3, DAY, 1), []),
        (Conveyed(3, DAY, 0, "只作了解"), []),
    ],
    ids=["nothing follows", "one measure", "none needed"],
)
def test_chk_03_a_document_conveyed_at_a_first_topic_4_1_a(document: Conveyed, expected: list[Any]) -> None:
    assert raised("CHK-03", held(conveyed=(document,))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"notices": (START - 23 * HOUR,)}, [("short_notice", WARN)]),
        ({"notices": (START - 72 * HOUR, START - 3 * HOUR)}, [("short_notice", WARN)]),
        ({"notices": (START + HOUR,)}, [("notice_after_start", HARD)]),
        ({"told": frozenset(SEATS[1:])}, [("notice_missing", HARD)]),
        ({"notices": (START - 24 * HOUR,), "items": (first(),)}, []),
        ({"notices": (START - 2 * HOUR,), "kind": "extraordinary"}, []),
    ],
    ids=["23 hours", "short supplement", "afterwards", "one not told", "24 hours", "extraordinary"],
)
def test_chk_14_notice_6_3_c(changes: dict[str, Any], expected: list[Any]) -> None:
    assert raised("CHK-14", held(sitting(**changes))) == expected


@pytest.mark.parametrize(
    ("hours", "expected"), [(71, [("material_late", WARN)]), (12, [("material_late", WARN)]), (72, [])]
)
def test_chk_14_papers_after_the_notice_6_3_c(hours: int, expected: list[Any]) -> None:
    assert raised("CHK-14", held(with_item(voted(papers=(START - hours * HOUR,))))) == expected


# -- CHK-04: the chair last --------------------------------------------------------------------------


def in_order(*order: int, minutes: tuple[int, ...] = ()) -> tuple[Cast, ...]:
    moments = minutes or tuple(21 for _ in order)
    return tuple(
        Cast(seat, serial, at(minute), "recorder")
        for serial, (seat, minute) in enumerate(zip(order, moments, strict=True), 1)
    )


@pytest.mark.parametrize(
    ("casts", "expected"),
    [
        (in_order(1, 2, 3, 4, 5, 6, 7), ["chair_votes_last"]),
        (in_order(2, 3, 4, 5, 6, 1, 7), ["chair_votes_last"]),
        (in_order(2, 3, 4, 5, 6, 7, 1), []),
    ],
    ids=["first", "last but one", "last"],
)
def test_chk_04_the_chair_voted_before_others_6_5_e(casts: tuple[Cast, ...], expected: list[str]) -> None:
    facts = held(with_item(voted(votes=(ballots(21, 20, casts=casts),))))
    assert raised("CHK-04", facts) == [(code, HARD) for code in expected]


def test_chk_04_a_secret_ballot_keeps_no_order_and_asks_nothing_6_5_e() -> None:
    facts = held(with_item(voted(votes=(ballots(21, 20, casts=(), secret=True),))))
    assert raised("CHK-04", facts) == []


def test_chk_04_another_presides_over_the_item_and_is_the_last_6_5_e() -> None:
    vote = ballots(21, 20, casts=in_order(1, 3, 4, 5, 6, 7, 2), chair=2)
    item = voted(votes=(vote,), chair=2, words=(*words(at(15), (1, 3, 4, 5, 6, 7)), *words(at(16), (2,))))
    assert raised("CHK-04", held(with_item(item))) == []
    assert raised("CHK-04", held(with_item(replace(item, votes=(replace(vote, chair=CHAIR),))))) == [
        ("chair_votes_last", HARD)
    ]


def test_chk_04_the_chair_spoke_before_somebody_spoke_for_the_first_time_6_5_e() -> None:
    early = (*words(at(12), (CHAIR,)), *words(at(15), SEATS[1:]))
    assert raised("CHK-04", held(with_item(voted(words=early)))) == [("chair_speaks_last", HARD)]
    again = (*early, *words(at(16), (CHAIR,)))
    assert raised("CHK-04", held(with_item(voted(words=again)))) == []


# -- CHK-05: recusal ---------------------------------------------------------------------------------

SIX = (1, 2, 3, 4, 5, 6)
WITHOUT_7 = {"votes": (ballots(21, 20, SIX),), "words": words(at(15), SIX)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"recusals": (stands(7),)}, [("recused_voted", HARD)]),
        ({**WITHOUT_7, "recusals": (stands(7),), "words": words(at(15))}, [("recused_spoke", HARD)]),
        ({**WITHOUT_7, "recusals": (stands(7, left_at=None),)}, [("recused_stayed", HARD)]),
        ({**WITHOUT_7, "touched": {7: True}}, [("recusal_not_settled", HARD)]),
        ({"touched": {7: False}}, [("recusal_not_settled", WARN)]),
        ({"is_defective": True}, [("recusal_defect", HARD)]),
        ({**WITHOUT_7, "recusals": (stands(7),), "touched": {7: True}}, []),
        ({"touched": {7: True}, "recusals": (stands(7, state="dismissed"),)}, []),
        ({"is_defective": True, "is_revoted": True}, []),
        ({"touched": {7: True}, "outcome": "postponed", "started_at": None, "votes": ()}, []),
    ],
    ids=[
        "voted", "spoke", "stayed", "relative, not settled", "other tie, not settled", "found afterwards",
        "left the room", "dismissed with a reason", "voted on anew", "never taken up",
    ],
)  # fmt: skip
def test_chk_05_recusal_not_carried_out_6_4_e(changes: dict[str, Any], expected: list[Any]) -> None:
    assert raised("CHK-05", held(with_item(voted(**changes)))) == expected


def test_chk_05_somebody_touched_who_was_absent_is_no_finding_6_4_e() -> None:
    item = voted(**WITHOUT_7, touched={7: True})
    assert raised("CHK-05", held(with_item(item, **without(7)))) == []


def test_chk_05_words_before_the_recusal_were_lawful_6_4_e() -> None:
    item = voted(**WITHOUT_7, recusals=(stands(7, at=at(16), left_at=at(16)),))
    item = replace(item, words=words(at(15)))
    assert raised("CHK-05", held(with_item(item))) == []


# -- CHK-06: quorum ----------------------------------------------------------------------------------

APPOINT: Any = {"kinds": ("personnel.appoint",), "candidate": "甲"}


def small(present: tuple[int, ...], **changes: Any) -> Any:
    absent = tuple(seat for seat in SEATS if seat not in present)
    item = voted(**changes, votes=(ballots(21, 20, present),), words=words(at(15), present))
    return with_item(item, **without(*absent))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (small((1, 2, 3, 4), **APPOINT), [("quorum_not_met", HARD)]),
        (small((1, 2, 3, 4, 5), **APPOINT), []),
        (small((1, 2, 3, 4)), []),
        (small((1, 2, 3)), [("quorum_not_met", HARD), ("quorum_not_met", HARD)]),
        (small((1, 2, 3, 4, 5), **APPOINT, recusals=(stands(5),)), [("quorum_not_met", HARD)]),
    ],
    ids=["4 of 7 appoint", "5 of 7 appoint", "4 of 7 decide on funds", "3 of 7 meet", "5 less one recused"],
)
def test_chk_06_too_few_in_the_room_6_4_b(facts: Any, expected: list[Any]) -> None:
    assert raised("CHK-06", held(facts)) == expected


def test_chk_06_somebody_left_before_the_vote_on_a_person_6_4_b() -> None:
    stays = tuple(Stay(seat, at(-10), at(18) if seat in (5, 6, 7) else at(60), at(-10)) for seat in SEATS)
    four = (1, 2, 3, 4)
    item = voted(**APPOINT, votes=(ballots(21, 20, four),))
    assert raised("CHK-06", held(with_item(item, stays=stays))) == [("quorum_not_met", HARD)]


# -- CHK-07: base and result -------------------------------------------------------------------------


def counted(approve: int, result: str, present: tuple[int, ...] = SEATS, **changes: Any) -> Any:
    tally = Tally(approve=approve, abstain=len(present) - approve)
    vote = ballots(21, 20, present, tally=tally, result=result, **changes)
    item = voted(votes=(vote,), outcome=result, words=words(at(15), present))
    return with_item(item, **without(*(seat for seat in SEATS if seat not in present)))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (counted(3, "passed", (1, 2, 3, 4, 5)), ["result_wrong"]),
        (counted(3, "passed", (1, 2, 3, 4, 5), denominator=5), ["base_wrong", "result_wrong"]),
        (counted(4, "not_passed"), ["result_wrong"]),
        (with_item(voted(votes=())), ["result_without_vote"]),
        (counted(4, "passed", (1, 2, 3, 4, 5)), []),
        (counted(3, "not_passed"), []),
    ],
    ids=[
        "3 of 7",
        "counted against those present",
        "4 of 7 said to fail",
        "no vote",
        "4 of 7",
        "3 of 7 fails",
    ],
)
def test_chk_07_counted_against_another_base_6_5_c(facts: Any, expected: list[str]) -> None:
    assert raised("CHK-07", held(facts)) == [(code, HARD) for code in expected]


def test_chk_07_exactly_half_carries_nothing_6_5_c() -> None:
    six = {"entitled": SIX, "told": frozenset(SIX)}
    for approve, expected in ((3, [("result_wrong", HARD)]), (4, [])):
        vote = ballots(21, 20, SIX, tally=Tally(approve=approve, oppose=6 - approve), denominator=6)
        facts = with_item(voted(votes=(vote,), words=words(at(15), SIX)), **six)
        assert raised("CHK-07", held(facts)) == expected


def test_chk_07_where_the_rules_take_the_recused_out_of_the_base_that_base_is_right_6_5_c() -> None:
    law = replace(LAW, recusal_in_denominator=False)
    item = voted(**{**WITHOUT_7, "votes": (ballots(21, 20, SIX, denominator=6),)}, recusals=(stands(7),))
    assert raised("CHK-07", held(with_item(item, law=law))) == []
    assert raised("CHK-07", held(with_item(item))) == [("base_wrong", HARD)]


# -- CHK-08: who voted -------------------------------------------------------------------------------


def test_chk_08_a_written_opinion_was_counted_6_5_d() -> None:
    absent = without(7)
    assert raised("CHK-08", held(with_item(voted(writers=frozenset({7})), **absent))) == [
        ("opinion_counted", HARD)
    ]
    kept = voted(**WITHOUT_7, writers=frozenset({7}))
    assert raised("CHK-08", held(with_item(kept, **absent))) == []


@pytest.mark.parametrize(
    ("stay", "expected"),
    [
        (None, [("absent_vote", HARD)]),
        (Stay(7, at(21), at(60), at(21)), [("absent_vote", HARD)]),
        (Stay(7, at(-5), at(60), None), [("absent_vote", HARD)]),
        (Stay(7, at(-5), at(21), at(-5)), [("absent_vote", HARD)]),
        (Stay(7, at(20), at(60), at(20)), []),
    ],
    ids=[
        "never came",
        "came after it was opened",
        "never confirmed",
        "left before the stance",
        "just in time",
    ],
)
def test_chk_08_a_vote_of_somebody_outside_the_room_6_5_d(stay: Stay | None, expected: list[Any]) -> None:
    stays = tuple(Stay(seat, at(-10), at(60), at(-10)) for seat in SIX)
    facts = with_item(voted(), stays=(*stays, stay) if stay else stays)
    assert raised("CHK-08", held(facts)) == expected


def test_chk_08_somebody_who_came_back_votes_6_5_d() -> None:
    stays = tuple(Stay(seat, at(-10), at(60), at(-10)) for seat in SIX)
    both = (*stays, Stay(7, at(-10), at(5), at(-10)), Stay(7, at(12), at(60), at(12)))
    assert raised("CHK-08", held(with_item(voted(), stays=both))) == []


def test_chk_08_a_member_voted_for_another_6_5_d() -> None:
    vote = ballots(21, 20)
    casts = tuple(replace(cast, hand="another") if cast.seat == 3 else cast for cast in vote.casts)
    facts = held(with_item(voted(votes=(replace(vote, casts=casts),))))
    assert raised("CHK-08", facts) == [("proxy_not_allowed", HARD)]
    secret = replace(vote, secret=True)
    assert len(raised("CHK-08", held(with_item(voted(votes=(secret,)))))) == len(SEATS)


def test_chk_08_more_votes_than_people_in_the_room_6_5_d() -> None:
    vote = ballots(21, 20, tally=Tally(approve=8), casts=(), secret=True)
    assert raised("CHK-08", held(with_item(voted(votes=(vote,))))) == [("tally_mismatch", HARD)]


# -- CHK-09: one by one ------------------------------------------------------------------------------


def test_chk_09_two_candidates_in_one_item_6_5_f() -> None:
    facts = held(with_item(voted(kinds=("personnel.appoint",), candidate="甲、乙")))
    assert raised("CHK-09", facts) == [("one_by_one", HARD)]
    assert raised("CHK-09", held(with_item(voted(**APPOINT)))) == []


@pytest.mark.parametrize(
    ("opened", "expected"), [(21, 2), (22, 0)], ids=["while another is open", "after it"]
)
def test_chk_09_two_matters_put_to_the_vote_at_once_6_5_f(opened: int, expected: int) -> None:
    other = voted(key=13, position=3, votes=(ballots(22, opened),))
    facts = held(sitting(items=(first(), voted(), other)))
    assert raised("CHK-09", facts) == [("one_by_one", HARD)] * expected


# -- CHK-10: discussed first -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"words": ()}, [("discussion_required", HARD)]),
        ({"words": words(at(15), (CHAIR,))}, [("discussion_required", HARD)]),
        ({"words": words(at(25))}, [("discussion_required", HARD)]),
        ({"words": words(at(15), said=False)}, []),
    ],
    ids=["nobody", "one", "after the vote", "nobody had a comment, and all approved"],
)
def test_chk_10_voted_on_without_discussion_6_5_a(changes: dict[str, Any], expected: list[Any]) -> None:
    assert raised("CHK-10", held(with_item(voted(**changes)))) == expected


def test_chk_10_a_divided_vote_with_no_word_on_record_6_5_a() -> None:
    vote = ballots(21, 20, tally=Tally(approve=5, oppose=2))
    silent = voted(votes=(vote,), words=words(at(15), said=False))
    assert raised("CHK-10", held(with_item(silent))) == [("nothing_said", WARN)]
    spoken = replace(
        silent, words=(*words(at(15), SIX, said=False), *words(at(16), (7,)), *words(at(17), (1,)))
    )
    assert raised("CHK-10", held(with_item(spoken))) == []


def test_chk_10_who_comes_after_the_discussion_votes_without_having_spoken_6_5_a() -> None:
    stays = (*(Stay(seat, at(-10), at(60), at(-10)) for seat in SIX), Stay(7, at(17), at(60), at(17)))
    assert raised("CHK-10", held(with_item(voted(words=words(at(15), SIX)), stays=stays))) == []


# -- CHK-11, CHK-12, CHK-17: the record --------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"items": ()},
        {"items": (first(title=" "),)},
        {"closed_at": at(-5)},
        {"place": ""},
        {"chair": None},
        {"recorder": None},
        {"stays": ()},
    ],
    ids=["matter", "title", "time", "place", "chair", "recorder", "present"],
)
def test_chk_11_the_record_lacks_something_6_5_k(changes: dict[str, Any], request: Any) -> None:
    assert [one.part for one in found(CHECKS["CHK-11"], held(sitting(**changes)))] == [
        request.node.callspec.id
    ]


@pytest.mark.parametrize(
    "changes",
    [{"place": "", "closed_at": None, "closed_on": None}, {"items": (), "kind": "democratic_life"}],
    ids=["still sitting", "life meeting"],
)
def test_chk_11_near_miss_6_5_k(changes: dict[str, Any]) -> None:
    assert raised("CHK-11", held(sitting(**changes))) == []


def test_chk_12_two_meetings_at_the_same_time_6_5_k() -> None:
    other = sitting(key=6, sessions=((at(30), at(90)),))
    assert raised("CHK-12", held(sitting(), other)) == [("record_of_two_meetings", HARD)] * 2
    while_adjourned = sitting(key=6, sessions=((at(-60), at(0)), (at(60), at(90))))
    assert raised("CHK-12", held(sitting(), while_adjourned)) == []


def test_chk_12_persons_of_another_body_on_the_record_6_5_k() -> None:
    assert raised("CHK-12", held(sitting(strangers=1))) == [("record_of_two_bodies", HARD)]


@pytest.mark.parametrize(
    ("elsewhere_then", "expected"),
    [
        ((90, (at(30), at(90))), [("recorder_elsewhere", HARD)]),
        ((91, (at(30), at(90))), []),
        ((90, (at(60), at(90))), []),
    ],
    ids=["at once", "another recorder", "afterwards"],
)
def test_chk_12_the_recorder_sat_in_another_body_6_5_k(elsewhere_then: Any, expected: list[Any]) -> None:
    assert raised("CHK-12", held(sitting(), elsewhere=(elsewhere_then,))) == expected


@pytest.mark.parametrize(
    ("signed", "today", "expected"),
    [
        (Signatures(recorder=True), date(2025, 3, 20), [("record_unsigned", HARD)]),
        (Signatures(), date(2025, 3, 20), [("record_unsigned", HARD)]),
        (Signatures(recorder=True), date(2025, 3, 19), []),
        (Signatures(recorder=True, chair=False), date(2025, 3, 19), [("wrong_signer", HARD)]),
    ],
    ids=["chair missing", "both missing", "still a day", "somebody else"],
)
def test_chk_17_the_record_is_not_signed_6_5_k(signed: Signatures, today: date, expected: list[Any]) -> None:
    assert raised("CHK-17", held(sitting(signatures=signed), today=today)) == expected


# -- CHK-13: decided elsewhere -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        (Closed("upwardpaper", 1, DAY, ("major_project",), carried=False), 1),
        (Closed("decision", 1, DAY, ("funds",), carried=False), 1),
        (Closed("agendaitem", 1, DAY, ("briefing", "funds"), carried=False, concluded=True), 1),
        (Closed("regulation", 1, DAY, ("normative_document",), carried=False), 1),
        (Closed("upwardpaper", 1, DAY, ("major_project",), carried=True), 0),
        (Closed("upwardpaper", 1, DAY, ("upward_document",), carried=False), 0),
        (Closed("agendaitem", 1, DAY, ("theory_study", "party_building"), carried=False, concluded=True), 0),
    ],
    ids=["paper", "decision", "hidden in a briefing", "regulation", "voted on", "not major", "studied"],
)
def test_chk_13_a_major_question_closed_without_the_group_4_2_a(closed: Closed, expected: int) -> None:
    assert raised("CHK-13", Matters((closed,))) == [("decided_elsewhere", HARD)] * expected


# -- CHK-15, CHK-16: minutes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "changes", "expected"),
    [
        (date(2025, 3, 24), {}, [("minutes_missing", HARD)]),
        (date(2025, 3, 24), {"decisions": 0}, [("minutes_missing", WARN)]),
        (date(2025, 3, 21), {}, []),
        (date(2025, 3, 24), {"minutes_issued_on": date(2025, 3, 24)}, []),
        (date(2025, 3, 24), {"closed_on": None, "closed_at": None}, []),
        (date(2025, 3, 24), {"decisions": 0, "kind": "democratic_life"}, []),
    ],
    ids=["late", "late, nothing decided", "on the last day", "issued", "still sitting", "life meeting"],
)
def test_chk_15_a_record_without_minutes_6_5_l(today: date, changes: Any, expected: list[Any]) -> None:
    facts = sitting(**{"minutes_issued_on": None, **changes})
    assert raised("CHK-15", held(facts, today=today)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (Printed({1: "同意甲。"}, {1: "同意乙。"}), ["minutes_differ"]),
        (Printed({1: "同意。", 2: "同意。"}, {1: "同意。"}), ["minutes_other_items"]),
        (Printed({1: "同意。"}, {1: "同意。", 2: "同意。"}), ["minutes_other_items"]),
        (Printed({1: "同意。"}, {1: "同意。"}, counts=(1,)), ["minutes_count_differs"]),
        (Printed({1: "同意 \n。"}, {1: "同意。"}), []),
        (None, []),
    ],
    ids=["another decision", "item added", "item left out", "another count", "only spaces", "not signed yet"],
)
def test_chk_16_minutes_and_record_do_not_agree_6_5_l(printed: Printed | None, expected: list[str]) -> None:
    assert raised("CHK-16", held(sitting(printed=printed))) == [(code, HARD) for code in expected]


# -- CHK-18, CHK-19: supervision, absence ------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"supervised": True}, [("supervision_unheard", WARN)]),
        ({"supervised": True, "heard": True}, []),
        ({"supervised": True, "closed_at": None}, []),
        ({}, []),
    ],
    ids=["no opinion", "an opinion", "still sitting", "did not attend"],
)
def test_chk_18_the_supervision_unit_is_not_on_record_4_3_6(changes: Any, expected: list[Any]) -> None:
    assert raised("CHK-18", held(sitting(**changes))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"leave": {}}, [("absent_without_leave", HARD)]),
        ({"leave": {7: "refused"}}, [("absent_without_leave", HARD)]),
        ({"leave": {7: "late"}}, [("leave_late", WARN)]),
        ({"leave": {7: "requested"}}, [("leave_undecided", WARN)]),
        ({"leave": {}, "unconfirmed": frozenset({7})}, [("sign_in_unconfirmed", WARN)]),
        ({"leave": {7: "approved"}}, []),
        ({"leave": {}, "barred": frozenset({7})}, []),
        ({"leave": {}, "entitled": SIX}, []),
        ({"leave": {}, "closed_at": None}, []),
    ],
    ids=[
        "no leave", "leave refused", "late", "undecided", "unconfirmed", "approved", "suspended",
        "not entitled", "still sitting",
    ],
)  # fmt: skip
def test_chk_19_leave_and_absence_not_on_record_6_4_c(changes: Any, expected: list[Any]) -> None:
    facts = sitting(**{**without(7), **changes})
    assert raised("CHK-19", held(facts)) == expected
