"""A decision that waits for the superior: settled once, by the reply."""

from datetime import timedelta

import pytest

from meetings import actions
from meetings.models import Decision
from meetings.rules import closing
from members.procedure.record import NotPermitted, Refused
from tests.cast import START, Cast, cast  # noqa: F401  (a fixture)
from tests.reports.upward.story import decided

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=10)


@pytest.fixture
def waiting(cast: Cast) -> Decision:  # noqa: F811  (the fixture)
    return decided(cast).decision


@pytest.mark.parametrize(
    ("paper", "code"),
    [("县委〔2025〕3号", ""), (" ", "paper_required")],
)
def test_what_settles_a_waiting_decision_4_2_a1(paper: str, code: str) -> None:
    assert closing.reply_named(paper).code == code


@pytest.mark.parametrize(("approved", "state"), [(True, "in_force"), (False, "void")])
def test_the_reply_settles_it_once_4_2_a1(cast: Cast, waiting: Decision, approved, state) -> None:  # noqa: F811
    assert waiting.state == "pending_superior"
    before = waiting.effective_on
    clerk = cast.user("clerk")
    actions.settle_pending(waiting, approved, "县委〔2025〕3号", by=clerk, at=LATER)
    waiting.refresh_from_db()
    assert waiting.state == state
    assert waiting.effective_on == (LATER.date() if approved else before)
    entry = waiting.entries.get(verb="confirm_pending" if approved else "void_pending")
    assert (entry.before, entry.after, entry.facts["paper"]) == ("pending_superior", state, "县委〔2025〕3号")
    with pytest.raises(Refused) as error:
        actions.settle_pending(waiting, True, "县委〔2025〕4号", by=clerk, at=LATER)
    assert error.value.code == "decision_not_pending"


def test_only_the_desk_settles_it_4_2_a1(cast: Cast, waiting: Decision) -> None:  # noqa: F811
    with pytest.raises(NotPermitted):
        actions.settle_pending(waiting, True, "县委〔2025〕3号", by=cast.user("a"), at=LATER)
    with pytest.raises(Refused) as error:
        actions.settle_pending(waiting, True, "", by=cast.user("clerk"), at=LATER)
    assert error.value.code == "paper_required"
    waiting.refresh_from_db()
    assert waiting.state == "pending_superior"
