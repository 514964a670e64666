"""Who presides, records, signs in, is absent, speaks."""

import pytest

from meetings.rules import absence, admission, closing, discussion, presiding
from meetings.rules.discussion import Floor
from meetings.rules.roll import Roll, Room
from members.procedure.rulebook import book
from tests.meetings.rules.facts import LAW, room
from tests.members.rules.told import answer, expected

LENIENT = book("work-rules-2024").varied(recorder_may_be_member=True, personnel_needs_secretary=False).meeting


def test_chair_needs_the_office_or_an_authorisation_6_2_a() -> None:
    assert presiding.chair(authorised=True)
    assert presiding.chair(authorised=False, designated=True)
    assert answer(presiding.chair(authorised=False)) == ("chair_not_authorised", "6.2-a")


def test_a_concerned_chair_hands_over_6_4_e() -> None:
    refused = presiding.chair_of_item(authorised=True, recused=True)
    assert answer(refused) == ("chair_not_authorised", "6.4-e")
    assert presiding.chair_of_item(authorised=True, recused=False)
    refused = presiding.chair_of_item(authorised=False, recused=False)
    assert answer(refused) == ("chair_not_authorised", "6.2-a")


@pytest.mark.parametrize(
    ("needs", "present", "code"), [(True, False, "secretary_absent"), (True, True, ""), (False, False, "")]
)
def test_personnel_in_the_secretarys_absence_6_1_g(needs: bool, present: bool, code: str) -> None:
    verdict = presiding.secretary_there(needs, secretary_present=present, law=LAW)
    assert answer(verdict) == expected(code, "6.1-g")
    assert bool(verdict)
    assert presiding.secretary_there(needs, secretary_present=present, law=LENIENT).code == ""


@pytest.mark.parametrize(
    ("assigned", "member", "code"),
    [(False, False, "recorder_missing"), (True, True, "recorder_is_voting_member"), (True, False, "")],
)
def test_recorder_6_5_k(assigned: bool, member: bool, code: str) -> None:
    verdict = presiding.recorder(assigned=assigned, voting_member=member, law=LAW)
    assert answer(verdict) == expected(code, "6.5-k")


def test_recorder_may_be_a_member_by_setting_6_5_k() -> None:
    assert presiding.recorder(assigned=True, voting_member=True, law=LENIENT)


@pytest.mark.parametrize(
    ("is_member", "in_office", "standing", "code"),
    [
        (False, False, "", "not_a_member"),
        (True, False, "", "not_in_office"),
        (True, True, "suspended", "member_suspended"),
        (True, True, "excluded", "member_suspended"),
        (True, True, "", ""),
    ],
)
def test_sign_in_6_4_a(is_member: bool, in_office: bool, standing: str, code: str) -> None:
    verdict = admission.sign_in(is_member=is_member, in_office=in_office, standing=standing)
    assert answer(verdict) == expected(code, "6.4-a")


def test_leave_before_the_meeting_6_4_c() -> None:
    assert absence.leave(begun=False)
    assert answer(absence.leave(begun=True)) == ("leave_after_start", "6.4-c")


@pytest.mark.parametrize(
    ("member", "present", "begun", "recused", "code"),
    [
        (False, False, False, False, "not_a_member"),
        (True, True, False, False, "opinion_by_present_member"),
        (True, False, True, False, "opinion_after_item"),
        (True, False, False, True, "recused"),
        (True, False, False, False, ""),
    ],
)
def test_written_opinion_6_4_d(member: bool, present: bool, begun: bool, recused: bool, code: str) -> None:
    verdict = absence.opinion(is_member=member, present=present, item_begun=begun, recused=recused)
    assert answer(verdict) == expected(code, "6.4-e" if recused else "6.4-d")


@pytest.mark.parametrize(
    ("ground", "text", "code"), [("other", " ", "reason_required"), ("other", "同学", ""), ("self", "", "")]
)
def test_another_ground_of_recusal_is_named_6_4_f(ground: str, text: str, code: str) -> None:
    assert answer(absence.recusal_reason(ground, text)) == expected(code, "6.4-f")


ROLL = Roll(entitled=(1, 2, 3, 4, 5), present=(1, 2, 3, 4), suspended=frozenset({5, 6}), chair=1)


@pytest.mark.parametrize(
    ("clause", "seat", "code"),
    [
        ("6.5-a", None, "not_a_member"),
        ("6.5-a", 9, "not_in_office"),
        ("6.5-a", 5, "member_suspended"),
        ("6.5-a", 6, "member_suspended"),
        ("6.4-e", 4, "recused"),
        ("6.5-a", 2, ""),
    ],
)
def test_participant(clause: str, seat: int | None, code: str) -> None:
    verdict = discussion.participant(seat, Room(ROLL, frozenset({4})), clause="6.5-a")
    assert answer(verdict) == expected(code, clause)


def test_unless_said_otherwise_nobody_is_suspended_or_recused_6_4_a() -> None:
    assert discussion.participant(1, Room(Roll((1, 2), (1, 2))), clause="6.5-a")


def test_the_absent_do_not_take_part_6_5_d() -> None:
    crowd = Room(Roll((1, 2, 3), (1, 2), chair=1))
    assert answer(discussion.participant(3, crowd, clause="6.5-d")) == ("not_present", "6.5-d")


@pytest.mark.parametrize(
    ("clause", "seat", "spoken", "code", "waiting"),
    [
        ("6.5-e", 1, (), "chair_speaks_last", 2),
        ("6.5-e", 1, (2,), "chair_speaks_last", 1),
        ("6.5-e", 1, (2, 3), "", None),
        ("6.5-e", 2, (), "", None),
        ("6.5-e", 2, (2,), "", None),
    ],
)
def test_the_chair_speaks_last(
    clause: str, seat: int, spoken: tuple[int, ...], code: str, waiting: int | None
) -> None:
    verdict = discussion.may_speak(seat, Floor(room(3, 3), 1, spoken))
    assert answer(verdict) == expected(code, clause)
    assert verdict.figures.get("waiting") == waiting


def test_only_members_in_the_room_speak_6_5_a() -> None:
    assert answer(discussion.may_speak(3, Floor(room(3, 2), 1))) == ("not_present", "6.5-a")
    assert answer(discussion.may_speak(None, Floor(room(3, 2), 1))) == ("not_a_member", "6.5-a")
    assert answer(discussion.may_speak(3, Floor(room(3, 3, recused=1), 1))) == ("recused", "6.4-e")


@pytest.mark.parametrize(
    ("clause", "spoken", "code"),
    [
        ("6.5-a", (), "discussion_required"),
        ("6.5-a", (2, 3), "discussion_required"),
        ("6.5-a", (2, 3, 1), ""),
        ("6.5-e", (2, 1, 3), "chair_speaks_last"),
        ("6.5-e", (2, 1, 3, 1), ""),
        ("6.5-e", (2, 3, 1, 2), ""),
    ],
)
def test_full_discussion(clause: str, spoken: tuple[int, ...], code: str) -> None:
    verdict = discussion.full(Floor(room(3, 3), 1, spoken))
    assert answer(verdict) == expected(code, clause)


@pytest.mark.parametrize(("spoken", "waiting"), [((), 3), ((2, 3), 1), ((2, 1, 3), 1)])
def test_how_many_the_discussion_waits_for_6_5_a_6_5_e(spoken: tuple[int, ...], waiting: int) -> None:
    assert discussion.full(Floor(room(3, 3), 1, spoken)).figures == {"waiting": waiting}


def test_who_is_recused_need_not_speak_6_4_e() -> None:
    assert discussion.full(Floor(room(3, 3, recused=1), 1, (2, 1)))


@pytest.mark.parametrize(
    ("pending", "voting", "code"),
    [(0, 0, ""), (2, 0, "items_pending"), (0, 1, "vote_pending"), (1, 1, "vote_pending")],
)
def test_nothing_pending_6_5_f(pending: int, voting: int, code: str) -> None:
    verdict = closing.nothing_pending(pending=pending, voting=voting)
    assert answer(verdict) == expected(code, "6.5-f")
    assert verdict.figures == ({"pending": pending} if code == "items_pending" else {})


@pytest.mark.parametrize(
    ("clause", "kind", "text", "measures", "why", "code"),
    [
        ("6.1-a", "first_topic", "学习完毕", [], "", ""),
        ("6.5-k", "briefing", " ", [], "", "reason_required"),
        ("6.1-b", "transmission", "传达", [], "", "reason_required"),
        ("6.1-b", "transmission", "传达", [" "], "", "reason_required"),
        ("6.1-b", "transmission", "传达", ["三条措施"], "", ""),
        ("6.1-b", "transmission", "传达", [], "仅通报情况", ""),
    ],
)
def test_conclusion(clause: str, kind: str, text: str, measures: list[str], why: str, code: str) -> None:
    verdict = closing.conclusion(kind, text, measures, why)
    assert answer(verdict) == expected(code, clause)


@pytest.mark.parametrize(
    ("clause", "signed", "issued", "code"),
    [
        ("6.5-k", False, False, "record_unsigned"),
        ("6.5-k", False, True, "record_unsigned"),
        ("6.5-l", True, False, "minutes_missing"),
        ("6.5-m", True, True, ""),
    ],
)
def test_ready_for_archive(clause: str, signed: bool, issued: bool, code: str) -> None:
    verdict = closing.ready_for_archive(record_signed=signed, minutes_issued=issued)
    assert answer(verdict) == expected(code, clause)


@pytest.mark.parametrize(
    ("evidence", "responsible", "main", "code"),
    [
        ("", True, True, "evidence_required"),
        ("照片", True, False, "two_leaders_required"),
        ("照片", False, True, "two_leaders_required"),
        ("照片", True, True, ""),
    ],
)
def test_closing_a_task_6_5_i(evidence: str, responsible: bool, main: bool, code: str) -> None:
    verdict = closing.close_task(evidence=evidence, responsible_agrees=responsible, main_agrees=main)
    assert answer(verdict) == expected(code, "6.5-i")


def test_a_reason_is_given_6_5_k() -> None:
    assert closing.reason_given("材料不全")
    assert answer(closing.reason_given(" ")) == ("reason_required", "6.5-k")
    assert answer(closing.reason_given("", clause="6.3-b")) == ("reason_required", "6.3-b")


def test_decisions_change_only_by_a_new_item_6_5_g() -> None:
    assert answer(closing.reconsiders(is_new_item=False)) == ("new_item_required", "6.5-g")
    assert answer(closing.reconsiders(is_new_item=True)) == ("reconsideration", "6.5-g")
