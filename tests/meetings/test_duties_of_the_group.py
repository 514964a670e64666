"""What the work rules lay on the group, clause by clause: major questions, their list, and what follows a decision."""

from datetime import date, timedelta

import pytest

from lifes import actions as life_actions
from meetings import actions
from meetings.list_changes import review_due
from meetings.models import Decision, MajorIssueEntry, MajorIssueList, TopicProposal
from meetings.rules import kinds
from meetings.work import waiting_for
from members.procedure.record import NotPermitted, Refused, refusals
from tests.cast import SEATS, START, Cast, make_body, make_sitting
from votes import actions as vote_actions

DAY = START.date()


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("4.2-a1", "report_to_superior"),
        ("4.2-a2", "implementation_measures"),
        ("4.2-a3", "normative_document"),
        ("4.2-a4", "strategy_and_deployment"),
        ("4.2-a5", "reform"),
        ("4.2-a6", "personnel.appoint"),
        ("4.2-a7", "major_project"),
        ("4.2-a8", "funds"),
        ("4.2-a8", "asset_disposal"),
        ("4.2-a8", "budget"),
        ("4.2-a9", "establishment"),
        ("4.2-a10", "audit_inspection"),
        ("4.2-a10", "assessment_reward_penalty"),
        ("4.2-a11", "ideological_guidance"),
        ("4.2-a12", "party_building"),
        ("4.2-a13", "other_major"),
    ],
)
def test_major_questions_are_the_groups_own(clause, kind):
    assert kinds.major([kind]), clause
    assert kinds.major(["briefing", kind]), clause
    assert not kinds.major(["briefing", "other"]), clause


@pytest.mark.parametrize(
    ("clause", "kind"), [("6.1-d", "pre_executive_meeting"), ("6.1-h", "other"), ("6.1-c", "report_to_superior")]
)  # fmt: skip
def test_what_is_decided_is_voted_on(clause, kind):
    assert kinds.ends_without_vote(kind).code == "vote_required", clause


@pytest.mark.parametrize("kind", sorted(kinds.NEED_REVIEW))
def test_a_normative_document_is_reviewed_for_legality_first_3_4_b(kind):
    assert "prior_legality" in TopicProposal(kind=kind, summary="x").missing()
    assert "prior_legality" not in TopicProposal(kind=kind, summary="x", prior_legality="已审查").missing()


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def decision(cast: Cast) -> Decision:
    sitting = make_sitting(cast)
    item = sitting.discuss(2)
    vote = vote_actions.open_vote(item, "show_of_hands", by=cast.user("s"), at=sitting.tick()).vote
    vote_actions.cast_for_all(vote, "approve", {}, by=cast.user("clerk"), at=sitting.tick())
    vote_actions.close_vote(vote, by=cast.user("s"), at=sitting.tick())
    return Decision.objects.get()


def code_of(error: pytest.ExceptionInfo) -> str:
    return str(refusals(error.value)[0].code)


def test_the_group_decides_and_one_member_answers_for_it_3_3_a(decision: Decision, cast: Cast):
    assert decision.item.figures["approve"] == len(SEATS)
    actions.edit_decision(decision, owner=cast.seats["a"], by=cast.user("clerk"), at=START)
    assert decision.owner == cast.seats["a"]


def test_a_decision_goes_on_to_the_government_with_its_text_unchanged_3_4_a(decision: Decision, cast: Cast):
    clerk = cast.user("clerk")
    actions.edit_decision(
        decision, follow_on_meeting="县政府第30次常务会议", follow_on_date=DAY, by=clerk, at=START
    )
    assert decision.follow_on_meeting == "县政府第30次常务会议"
    with pytest.raises(Refused) as error:
        actions.edit_decision(decision, text="另一个决定", by=clerk, at=START)
    assert code_of(error) == "new_item_required"


def test_a_major_question_points_to_the_list_4_2_b(cast: Cast):
    topic = actions.draft_proposal(
        cast.group, proposer=cast.seats["d"], title="资金", kind="funds", summary="安排",
        by=cast.user("d"), at=START,
    )  # fmt: skip
    with pytest.raises(Refused) as error:
        actions.submit_proposal(topic, by=cast.user("d"), at=START)
    assert code_of(error) == "form_incomplete"
    actions.edit_proposal(topic, outside_list_reason="突发事项", by=cast.user("d"), at=START)
    assert actions.submit_proposal(topic, by=cast.user("d"), at=START).state == "submitted"


def listed(cast: Cast) -> MajorIssueList:
    clerk = cast.user("clerk")
    version = actions.draft_list(cast.group, by=clerk, at=START)
    line = MajorIssueEntry(position=1, category="funds", matter="大额资金", deciding_body="党组")
    actions.save_list_entry(version, line, by=clerk, at=START)
    return version


def test_the_list_is_put_in_force_by_the_secretary_and_changed_by_a_new_version_4_2_b_4_2_c(cast: Cast):
    version = listed(cast)
    with pytest.raises(NotPermitted):
        actions.adopt_list(version, "第44次会议", DAY, DAY, by=cast.user("clerk"), at=START)
    actions.adopt_list(version, "第44次会议", DAY, DAY, by=cast.user("s"), at=START)
    line = version.entries_of_list.get()
    with pytest.raises(Refused) as error:
        actions.save_list_entry(version, line, by=cast.user("clerk"), at=START)
    assert code_of(error) == "list_adopted"
    following = actions.draft_list(cast.group, copy_of=version, by=cast.user("clerk"), at=START)
    assert (following.version, following.entries_of_list.count()) == (version.version + 1, 1)


def test_a_list_older_than_a_year_is_looked_through_4_2_c(cast: Cast):
    version = listed(cast)
    actions.adopt_list(version, "第44次会议", DAY, DAY, by=cast.user("s"), at=START)
    assert not review_due(version, DAY + timedelta(days=364))
    assert review_due(version, DAY + timedelta(days=366))


def test_a_democratic_life_meeting_is_begun_once_a_year_5_2_a(cast: Cast):
    life = life_actions.begin_life(cast.group, life_year=2025, by=cast.user("clerk"), at=START)
    assert (life.life_year, life.entries.get().verb) == (2025, "begin_life")


def test_a_meeting_is_planned_with_the_secretary_in_the_chair_6_2_b(cast: Cast):
    meeting = actions.plan_meeting(
        cast.group, starts_at=START, place="会议室", by=cast.user("clerk"), at=START - timedelta(days=9)
    )
    assert (meeting.chair, meeting.kind, meeting.day) == (cast.seats["s"], "regular", DAY)


def test_a_decision_is_handed_on_and_waits_for_its_owner_6_5_h_6_5_j(decision: Decision, cast: Cast, rf):
    task = actions.open_task(
        decision, text="下达资金", owner=cast.seats["a"], due_on=date(2025, 4, 1), by=cast.user("clerk"), at=START
    )  # fmt: skip
    assert (task.state, task.issued_on) == ("open", DAY)
    for name, found in (("a", True), ("b", False)):
        request = rf.get("/")
        request.user, request.group, request.seat = cast.user(name), cast.group, cast.seats[name]
        request.today, request.staff_roles = date(2025, 4, 2), frozenset()
        told = [one.tone for one in waiting_for(request, START) if one.subject == "下达资金"]
        assert told == (["bad"] if found else [])
