"""What follows from a decision: taking note, owners, tasks closed by two leaders."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from meetings import actions
from meetings.models import Decision
from members.procedure.record import refusals
from tests.journeys.test_vote_to_archive import Story
from votes import actions as vote_actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def decision(story: Story) -> Decision:
    """Return the budget's decision, carried by four of five."""
    meeting = story.opened()
    budget = meeting.items.get(kind="budget")
    s = story.user("s")
    actions.start_item(budget, by=s, at=story.tick())
    actions.speak_for_rest(budget, by=story.clerk, at=story.tick())
    actions.close_discussion(budget, by=s, at=story.tick())
    vote = vote_actions.open_vote(budget, "oral", by=s, at=story.tick()).vote
    vote_actions.cast_for_all(vote, "approve", by=story.clerk, at=story.tick())
    vote_actions.close_vote(vote, by=s, at=story.tick())
    return Decision.objects.get(item=budget)


def test_a_reserved_opinion_is_kept_and_its_words_stay_out_of_the_journal_5_2_c(
    story: Story, decision: Decision
) -> None:
    actions.acknowledge_decision(decision, "保留意见一则", by=story.user("a"), at=story.tick())
    assert decision.receipts.get().dissent == "保留意见一则"
    entry = decision.entries.get(verb="acknowledge_decision")
    assert entry.facts == {"dissent": True}
    decision.refresh_from_db()
    assert decision.state == Decision.State.IN_FORCE


def test_note_is_taken_once_and_by_members_5_2_c(story: Story, decision: Decision) -> None:
    actions.acknowledge_decision(decision, by=story.user("a"), at=story.tick())
    with pytest.raises(ValidationError) as error:
        actions.acknowledge_decision(decision, by=story.user("a"), at=story.tick())
    assert [single.code for single in refusals(error.value)] == ["already_noted"]
    with pytest.raises(ValidationError) as stranger:
        actions.acknowledge_decision(decision, by=story.clerk, at=story.tick())
    assert stranger.value.code == "not_a_member"


def test_the_text_of_a_decision_changes_only_by_a_new_item_6_5_g(story: Story, decision: Decision) -> None:
    with pytest.raises(ValidationError) as error:
        actions.edit_decision(decision, text="另一决定", by=story.clerk, at=story.tick())
    assert error.value.code == "new_item_required"
    actions.edit_decision(decision, due_on=date(2025, 6, 30), by=story.clerk, at=story.tick())
    assert Decision.objects.get(pk=decision.pk).due_on == date(2025, 6, 30)
    assert decision.entries.last().facts["changed"] == {"due_on": ["", "2025-06-30"]}


def test_the_government_decided_otherwise_and_the_matter_comes_back_3_4_a(
    story: Story, decision: Decision
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.note_divergence(decision, " ", by=story.clerk, at=story.tick())
    assert error.value.code == "reason_required"
    with pytest.raises(PermissionDenied):
        actions.note_divergence(decision, "改为分期实施", by=story.user("a"), at=story.tick())
    actions.note_divergence(decision, "改为分期实施", by=story.clerk, at=story.tick())
    decision.refresh_from_db()
    assert (decision.state, decision.follow_on_result) == ("conversion_divergent", "改为分期实施")
    entry = decision.entries.last()
    assert (entry.verb, entry.before, entry.after) == ("note_divergence", "in_force", "conversion_divergent")
    with pytest.raises(ValidationError) as again:
        actions.note_divergence(decision, "又改", by=story.clerk, at=story.tick())
    assert again.value.code == "wrong_state"


def test_members_do_not_set_owners_6_5_i(story: Story, decision: Decision) -> None:
    with pytest.raises(PermissionDenied):
        actions.edit_decision(decision, due_on=date(2025, 6, 30), by=story.user("a"), at=story.tick())


def test_a_task_is_closed_by_two_leaders_6_5_i(story: Story, decision: Decision) -> None:
    a, s = story.user("a"), story.user("s")
    task = actions.open_task(
        decision,
        text="落实预算",
        owner=story.seats["a"],
        due_on=date(2025, 5, 1),
        by=story.clerk,
        at=story.tick(),
    )
    assert task.is_overdue(date(2025, 5, 2))
    assert not task.is_overdue(date(2025, 5, 1))
    actions.report_progress(task, "已下达", by=a, at=story.tick())
    with pytest.raises(ValidationError) as error:
        actions.ask_to_close(task, " ", by=a, at=story.tick())
    assert error.value.code == "evidence_required"
    actions.ask_to_close(task, "下达文件", by=a, at=story.tick())
    with pytest.raises(ValidationError) as error:
        actions.agree_to_close(task, by=story.user("b"), at=story.tick())
    assert error.value.code == "not_responsible"
    actions.agree_to_close(task, by=a, at=story.tick())
    assert task.state == "closing"
    actions.agree_to_close(task, by=s, at=story.tick())
    assert task.state == "closed"
    actions.continue_task(task, "尚有尾款", by=s, at=story.tick())
    assert (task.state, task.main_agreed_by, task.closed_on) == ("open", None, None)
