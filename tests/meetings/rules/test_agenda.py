"""Order of the agenda, announcements, notice, kinds."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.rules import agenda, kinds, notice_period
from meetings.rules.agenda import Announcement
from members.procedure.rulebook import book
from tests.meetings.rules.facts import LAW
from tests.members.rules.told import answer, expected

WHEN_NEW = book("work-rules-2024").varied(first_topic_required="when_new").meeting
NEVER_AD_HOC = book("work-rules-2024").varied(adhoc_policy="never").meeting
START = datetime(2025, 3, 18, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clause", "order", "regular", "code"),
    [
        ("6.1-a", ["first_topic", "budget"], True, ""),
        ("6.1-a", ["budget", "first_topic"], True, "first_topic_not_first"),
        ("6.1-a", ["budget", "first_topic"], False, "first_topic_not_first"),
        ("6.1-a", ["budget"], True, "first_topic_missing"),
        ("6.1-a", ["budget"], False, ""),
        ("6.1-a", [], True, "first_topic_missing"),
    ],
)
def test_first_topic(clause: str, order: list[str], regular: bool, code: str) -> None:
    verdict = agenda.first_topic(order, regular=regular, law=LAW)
    assert answer(verdict) == expected(code, clause)


def test_first_topic_only_when_there_is_new_material_6_1_a() -> None:
    assert agenda.first_topic(["budget"], regular=True, law=WHEN_NEW)


def test_position_of_the_first_topic_is_told_6_1_a() -> None:
    assert agenda.first_topic(["a", "b", "first_topic"], regular=True, law=LAW).figures == {"position": 3}


@pytest.mark.parametrize(
    ("clause", "item", "code", "allowed"),
    [
        ("6.3-c", Announcement(("budget",), noticed=True), "", True),
        ("6.1-g", Announcement(("personnel.appoint",), noticed=True), "", True),
        (
            "6.1-g",
            Announcement(("personnel.appoint",), noticed=False, reason="急"),
            "ad_hoc_not_allowed",
            False,
        ),
        (
            "6.1-g",
            Announcement(("budget", "discipline"), noticed=False, reason="急"),
            "ad_hoc_not_allowed",
            False,
        ),
        ("6.3-c", Announcement(("budget",), noticed=False), "reason_required", False),
        ("6.3-c", Announcement(("budget",), noticed=False, reason="  "), "reason_required", False),
        ("6.3-c", Announcement(("budget",), noticed=False, reason="汛情"), "ad_hoc", True),
    ],
)
def test_announced(clause: str, item: Announcement, code: str, allowed: bool) -> None:
    verdict = agenda.announced(item, LAW)
    assert answer(verdict) == expected(code, clause)
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("clause", "item", "code"),
    [
        ("6.3-c", Announcement(("budget",), noticed=False, reason="汛情"), "ad_hoc_not_allowed"),
        ("6.1-g", Announcement(("discipline",), noticed=False, reason="急"), "ad_hoc_not_allowed"),
        ("6.3-c", Announcement(("budget",), noticed=True), ""),
    ],
)
def test_where_nothing_is_taken_up_unannounced(clause: str, item: Announcement, code: str) -> None:
    assert answer(agenda.announced(item, NEVER_AD_HOC)) == expected(code, clause)


@pytest.mark.parametrize(
    ("clause", "reason", "items", "code", "allowed"),
    [
        ("6.2-c", "", ["budget"], "reason_required", False),
        ("6.2-c", "汛情", ["budget"], "", True),
        ("6.2-c", "汛情", ["personnel.remove"], "personnel_at_extraordinary", True),
    ],
)
def test_extraordinary(clause: str, reason: str, items: list[str], code: str, allowed: bool) -> None:
    verdict = agenda.extraordinary(items, reason)
    assert answer(verdict) == expected(code, clause)
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("clause", "minutes", "code", "allowed", "figures"),
    [
        ("6.3-c", 24 * 60, "", True, {"hours": 24}),
        ("6.3-c", 24 * 60 - 1, "short_notice", True, {"hours": 23, "usual": 24}),
        ("6.3-c", 1, "short_notice", True, {"hours": 0, "usual": 24}),
        ("6.3-c", 0, "notice_after_start", False, {}),
        ("6.3-c", -5, "notice_after_start", False, {}),
    ],
)
def test_lead(clause: str, minutes: int, code: str, allowed: bool, figures: dict[str, int]) -> None:
    verdict = notice_period.lead(START - timedelta(minutes=minutes), START, LAW)
    assert answer(verdict) == expected(code, clause)
    assert bool(verdict) is allowed
    assert verdict.figures == figures


@pytest.mark.parametrize(
    ("entitled", "notified", "missing"), [((1, 2, 3), {1, 2, 3}, 0), ((1, 2, 3), {1}, 2), ((1, 2), set(), 2)]
)
def test_everybody_is_notified_6_3_c(entitled: tuple[int, ...], notified: set[int], missing: int) -> None:
    verdict = notice_period.everybody(entitled, notified)
    assert answer(verdict) == expected("notice_missing" if missing else "", "6.3-c")
    assert verdict.figures == ({"missing": missing, "base": len(entitled)} if missing else {})


@pytest.mark.parametrize(
    ("clause", "kind", "two_thirds"),
    [
        ("6.4-b", "personnel.appoint", True),
        ("6.4-b", "personnel.remove", True),
        ("6.4-b", "personnel.recommend", True),
        ("6.1-g", "personnel.reward", False),
        ("6.4-b", "personnel.sanction", True),
        ("6.4-b", "personnel", True),
        ("6.4-b", "discipline", True),
        ("4.2-a7", "major_project", False),
    ],
)
def test_two_thirds(clause: str, kind: str, two_thirds: bool) -> None:
    assert kinds.needs_two_thirds((kind,), LAW) is two_thirds


PERSONNEL = {
    "personnel",
    "personnel.recommend",
    "personnel.appoint",
    "personnel.remove",
    "personnel.reward",
    "personnel.sanction",
}
MAJOR = {
    "report_to_superior",
    "implementation_measures",
    "normative_document",
    "strategy_and_deployment",
    "reform",
    "major_project",
    "funds",
    "asset_disposal",
    "budget",
    "establishment",
    "audit_inspection",
    "assessment_reward_penalty",
    "ideological_guidance",
    "party_building",
    "other_major",
}
WITHOUT_VOTE = {"first_topic", "transmission", "theory_study", "briefing"}


OTHER = {"discipline", "upward_document", "pre_executive_meeting", "other"}


@pytest.mark.parametrize("kind", sorted(PERSONNEL | MAJOR | WITHOUT_VOTE | OTHER))
def test_what_a_kind_brings_with_it_4_2_a_5_1_b_6_1_g(kind: str) -> None:
    assert kinds.concerns_person((kind,)) is (kind in PERSONNEL)
    assert kinds.never_ad_hoc((kind,)) is (kind in PERSONNEL | {"discipline"})
    assert kinds.major((kind,)) is (kind in MAJOR | PERSONNEL)
    assert bool(kinds.ends_without_vote(kind)) is (kind in WITHOUT_VOTE)
    assert (kind in kinds.NEED_REVIEW) is (kind == "normative_document")
    assert (kind in kinds.NEED_BASIS) is (
        kind in {"normative_document", "implementation_measures", "strategy_and_deployment"}
    )


@pytest.mark.parametrize(
    ("clause", "kind", "candidate", "code"),
    [
        ("6.1-g", "personnel.appoint", "甲", ""),
        ("6.1-g", "personnel.appoint", "", "candidate_required"),
        ("6.5-f", "personnel.appoint", "甲、乙", "one_by_one"),
        ("6.5-f", "personnel.appoint", "甲，乙", "one_by_one"),
        ("6.5-f", "personnel.appoint", "甲；乙", "one_by_one"),
        ("6.5-f", "personnel.appoint", "甲,乙", "one_by_one"),
        ("6.5-f", "personnel.appoint", "甲;乙", "one_by_one"),
        ("6.1-g", "personnel.appoint", "甲、", ""),
        ("6.1-g", "personnel.appoint", "甲，", ""),
        ("6.1-g", "personnel.appoint", "甲,", ""),
        ("6.1-g", "personnel.appoint", "甲；", ""),
        ("6.1-g", "personnel.appoint", "甲;", ""),
        ("6.1-g", "personnel.appoint", " 、 ", "candidate_required"),
        ("6.5-f", "budget", "", ""),
    ],
)
def test_one_candidate(clause: str, kind: str, candidate: str, code: str) -> None:
    verdict = kinds.one_candidate((kind,), candidate)
    assert answer(verdict) == expected(code, clause)
    assert verdict.figures == ({"candidates": 2} if code == "one_by_one" else {})


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("first_topic", True),
        ("transmission", True),
        ("theory_study", True),
        ("briefing", True),
        ("budget", False),
    ],
)
def test_ends_without_vote_6_1_f_5_2_b(kind: str, allowed: bool) -> None:
    verdict = kinds.ends_without_vote(kind)
    assert bool(verdict) is allowed
    assert answer(verdict) == expected("" if allowed else "vote_required", "5.2-b")
