"""What stands in an entry, and can it be changed or removed?  Not through the program, and not below it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from meetings.models import MeetingEntry
from members.procedure.journal import Act, advance, enter
from members.procedure.record import Refused
from members.procedure.verdict import allow, refuse, warn
from tests.members.procedure.bodies import START, body, meeting

pytestmark = pytest.mark.django_db

NO = refuse("chair_not_authorised", "No.", "6.2-a")


def test_asking_keeps_figures_and_each_warning_once() -> None:
    act = Act(meeting(body()), START)
    assert act.facts == {}
    act.ask(allow(present=2))
    assert act.facts == {"present": 2}
    act.ask(warn("ad_hoc", "Ad hoc.", "6.3-c", hours=3))
    act.ask(warn("short_notice", "Short.", "6.3-c", hours=2))
    act.ask(warn("ad_hoc", "Ad hoc.", "6.3-c"))
    assert act.facts == {"present": 2, "hours": 2, "warned": ["ad_hoc", "short_notice"]}
    with pytest.raises(Refused):
        act.ask(NO)
    assert act.facts["present"] == 2


def test_facts_of_the_law_stand_beside_those_of_the_caller() -> None:
    here = body()
    held = meeting(here, "ready")
    with advance(held, "give_notice", by=here.secretary, at=START - timedelta(hours=3), items=2) as act:
        held.notified_at = act.at
        act.ask(warn("ad_hoc", "Ad hoc.", "6.3-c"))
    assert held.entries.get().facts == {
        "items": 2,
        "hours": 3,
        "usual": 24,
        "warned": ["ad_hoc", "short_notice"],
    }


WAYS_ROUND = [
    lambda entry: entry.save(),
    lambda entry: entry.delete(),
    lambda entry: type(entry).objects.filter(pk=entry.pk).update(verb="x"),
    lambda entry: type(entry).objects.filter(pk=entry.pk).delete(),
    lambda entry: type(entry).objects.bulk_update([entry], ["verb"]),
    lambda entry: entry.record.entries.all().delete(),
]


@pytest.fixture
def entry():
    here = body()
    return enter(meeting(here), "edit_meeting", by=here.secretary, at=START)


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_an_entry_is_neither_changed_nor_deleted(entry, way) -> None:
    entry.verb = "burn_meeting"
    with pytest.raises(TypeError):
        way(entry)
    assert MeetingEntry.objects.get().verb == "edit_meeting"


BELOW = [
    lambda entry: type(entry)._base_manager.filter(pk=entry.pk).update(verb="x"),
    lambda entry: type(entry)._base_manager.filter(pk=entry.pk).delete(),
]


@pytest.mark.parametrize("way", BELOW)
def test_the_database_refuses_what_goes_below(entry, way) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        way(entry)
    assert MeetingEntry.objects.get().verb == "edit_meeting"
