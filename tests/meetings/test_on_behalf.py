"""Whose act is it?  What the recorder enters for the chair or a member says so in its entry."""

import pytest
from django.core.exceptions import ValidationError

from meetings import actions
from meetings.models import LeaveRequest
from tests.journeys.test_vote_to_archive import Story
from votes import actions as vote_actions

pytestmark = pytest.mark.django_db


def test_the_recorder_acts_for_the_chair_and_for_members_6_2_a() -> None:
    story = Story()
    meeting = story.opened()
    budget = meeting.items.get(kind="budget")
    chair, clerk = story.user("s"), story.clerk
    actions.start_item(budget, by=clerk, at=story.tick())
    actions.speak(budget, story.seats["d"], "同意", by=clerk, at=story.tick())
    actions.speak(budget, by=story.user("a"), at=story.tick())
    actions.speak_for_rest(budget, by=clerk, at=story.tick())
    actions.close_discussion(budget, by=chair, at=story.tick())
    vote = vote_actions.open_vote(budget, "oral", by=clerk, at=story.tick()).vote
    vote_actions.cast_ballot(vote, "approve", story.seats["d"], by=clerk, at=story.tick())
    vote_actions.cast_ballot(vote, "approve", by=story.user("a"), at=story.tick())

    def whose(record: object, verb: str) -> list[object]:
        return [entry.on_behalf_of for entry in record.entries.filter(verb=verb).order_by("pk")]

    assert whose(budget, "start_item") == [chair]
    assert whose(budget, "speak")[:2] == [story.user("d"), None]
    assert whose(budget, "close_discussion") == [None]
    assert whose(vote, "open_vote") == [chair]
    assert whose(vote, "cast") == [story.user("d"), None]


def test_a_member_does_not_act_for_the_chair_6_2_a() -> None:
    story = Story()
    meeting = story.opened()
    with pytest.raises(ValidationError) as error:
        actions.start_item(meeting.items.get(kind="budget"), by=story.user("a"), at=story.tick())
    assert error.value.code == "chair_not_authorised"


def test_leave_is_not_saved_past_the_start_unless_flagged_6_4_c() -> None:
    story = Story()
    meeting = story.opened()
    late = LeaveRequest(
        meeting=meeting, membership=story.seats["b"], reason="illness", requested_at=story.tick()
    )
    with pytest.raises(ValidationError) as error:
        late.save()
    assert error.value.code == "leave_after_start"
    late.late = True
    late.save()
    assert late.pk
