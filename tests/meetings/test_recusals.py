"""What becomes of a proposed recusal: confirmed, dismissed with the reason, and decided once."""

import pytest

from meetings import actions
from meetings.models import AgendaItem, Recusal
from members.procedure.record import Refused
from tests.meetings.room import Room, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Room:
    return room()


def proposed(here: Room) -> Recusal:
    recusal = Recusal(
        item=here.items()[1],
        membership=here.seats[4],
        state="proposed",
        ground="relative",
        relation="妻弟",
        declared_at=here.at,
    )
    recusal.save()
    return recusal


def last_entry(item: AgendaItem) -> tuple[str, str]:
    entry = item.entries.last()
    return entry.verb, entry.facts["who"]


def test_dismissing_is_entered_as_dismissing_6_4_f(here: Room) -> None:
    here.open()
    recusal = proposed(here)
    with pytest.raises(Refused) as bare:
        actions.dismiss_recusal(recusal, " ", by=here.clerk, at=here.at)
    assert (bare.value.code, recusal.state) == ("reason_required", "proposed")
    actions.dismiss_recusal(recusal, "同名不同人", by=here.clerk, at=here.at)
    recusal.refresh_from_db()
    assert (recusal.state, recusal.decision_text, recusal.decided_by) == (
        "dismissed",
        "同名不同人",
        here.clerk,
    )
    assert last_entry(recusal.item) == ("dismiss_recusal", str(here.seats[4]))
    assert not recusal.item.entries.filter(verb="declare_recusal").exists()


def test_confirming_is_entered_as_confirming_6_4_e(here: Room) -> None:
    here.open()
    recusal = proposed(here)
    actions.confirm_recusal(recusal, by=here.clerk, at=here.at)
    recusal.refresh_from_db()
    assert (recusal.state, recusal.declared_by, recusal.relation) == ("stands", here.clerk, "妻弟")
    assert last_entry(recusal.item) == ("confirm_recusal", str(here.seats[4]))


@pytest.mark.parametrize("first", ["confirm", "dismiss"])
def test_a_proposal_is_decided_once_6_4_f(here: Room, first: str) -> None:
    here.open()
    recusal = proposed(here)
    if first == "confirm":
        actions.confirm_recusal(recusal, by=here.clerk, at=here.at)
    else:
        actions.dismiss_recusal(recusal, "同名不同人", by=here.clerk, at=here.at)
    state, entries = recusal.state, recusal.item.entries.count()
    for act in (
        lambda: actions.confirm_recusal(recusal, by=here.clerk, at=here.at),
        lambda: actions.dismiss_recusal(recusal, "再议", by=here.clerk, at=here.at),
    ):
        with pytest.raises(Refused) as again:
            act()
        assert again.value.code == "recusal_decided"
    recusal.refresh_from_db()
    assert (recusal.state, recusal.item.entries.count()) == (state, entries)


def test_who_declares_a_proposed_recusal_keeps_what_was_proposed_6_4_e(here: Room) -> None:
    here.open()
    recusal = proposed(here)
    said = actions.declare_recusal(recusal.item, here.seats[4], "self", by=here.clerk, at=here.at)
    assert (said.pk, said.state, said.ground, said.relation) == (recusal.pk, "stands", "self", "妻弟")
    assert said.left_at is None
    assert last_entry(said.item) == ("declare_recusal", str(here.seats[4]))
