"""How is something done?  Through one door: lock, power, state, law, save, entry; and all of it or nothing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, MeetingEntry, Observer
from members.models import User
from members.procedure.journal import advance, demand_power, enter, request_id
from members.procedure.record import NotPermitted, Refused
from members.procedure.verdict import refuse
from tests.members.procedure.bodies import START, body, item, meeting, put

pytestmark = pytest.mark.django_db

LATER = START + timedelta(minutes=1)
NO = refuse("chair_not_authorised", "No.", "6.2-a")


@pytest.fixture
def outsider():
    return User.objects.create_user("stranger", None, name="路人")


# -- one act, one entry ----------------------------------------------------------------------------------


def test_an_act_leaves_one_entry_with_who_when_from_where_to_where_and_the_figures_6_4_a() -> None:
    here = body()
    held = meeting(here, "adjourned", present=2)
    with advance(
        held, "resume_meeting", by=here.member, at=LATER, on_behalf_of=here.secretary, note="休会后"
    ) as act:
        assert (act.record, act.at, act.record.state) == (held, LATER, "open")
    entry = held.entries.get()
    assert (entry.verb, entry.before, entry.after) == ("resume_meeting", "adjourned", "open")
    assert (entry.by, entry.on_behalf_of, entry.at) == (here.member, here.secretary, LATER)
    assert entry.facts == {"note": "休会后", "present": 2, "base": 3, "needed": 2}
    assert Meeting.objects.get(pk=held.pk).state == held.state == "open"


def test_an_act_that_keeps_the_state_saves_what_the_caller_changed_and_leaves_an_entry() -> None:
    here = body()
    held = meeting(here, "open")
    with advance(held, "edit_meeting", by=here.secretary, at=LATER) as act:
        held.place = "二号会议室"
        act.facts["changed"] = ["place"]
    entry = held.entries.get()
    assert (entry.before, entry.after, entry.facts) == ("open", "open", {"changed": ["place"]})
    assert Meeting.objects.get(pk=held.pk).place == "二号会议室"


def test_a_second_act_does_not_repeat_the_figures_of_the_first() -> None:
    here = body()
    held = meeting(here, "adjourned", present=2)
    with advance(held, "resume_meeting", by=here.secretary, at=START):
        pass
    with advance(held, "edit_meeting", by=here.secretary, at=LATER):
        held.place = "二号会议室"
    assert [entry.facts for entry in held.entries.all()] == [{"present": 2, "base": 3, "needed": 2}, {}]


def test_a_warning_of_the_law_stands_in_the_entry_6_3_c() -> None:
    here = body()
    held = meeting(here, "ready")
    with advance(held, "give_notice", by=here.secretary, at=START - timedelta(hours=3)) as act:
        held.notified_at = act.at
    assert held.entries.get().facts == {"hours": 3, "usual": 24, "warned": ["short_notice"]}


def test_the_entry_bears_the_number_of_the_request() -> None:
    here = body()
    held = meeting(here, "open")
    token = request_id.set("request-7")
    try:
        with advance(held, "edit_meeting", by=here.secretary, at=START):
            pass
    finally:
        request_id.reset(token)
    with advance(held, "edit_meeting", by=here.secretary, at=LATER):
        pass
    assert [entry.request_id for entry in held.entries.all()] == ["request-7", ""]


def test_an_entry_may_be_written_for_what_is_no_act_of_a_table() -> None:
    here = body()
    entry = enter(here.group, "edit_group", by=here.secretary, at=START, facts={"changed": {}})
    assert list(here.group.entries.all()) == [entry]
    assert (entry.before, entry.after, entry.on_behalf_of, entry.facts) == ("", "", None, {"changed": {}})


# -- power, then state, then law -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "state", "with_item", "code"),
    [
        ("outsider", "adjourned", False, "not_permitted"),
        ("member", "adjourned", False, "not_permitted"),
        ("secretary", "adjourned", False, "wrong_state"),
        ("secretary", "archived", False, "archived"),
        ("secretary", "preparing", False, "agenda_empty"),
        ("secretary", "preparing", True, ""),
    ],
)
def test_power_is_asked_before_state_and_state_before_law(
    outsider: User, who: str, state: str, with_item: bool, code: str
) -> None:
    here = body()
    by = outsider if who == "outsider" else getattr(here, who)
    held = meeting(here, state)
    if with_item:
        item(held, "first_topic")
    reached = []
    told = ""
    try:
        with advance(held, "approve_agenda", by=by, at=START):
            reached.append(held.state)
    except (NotPermitted, Refused) as error:
        told = error.code
    assert told == code
    assert reached == (["ready"] if code in ("", "agenda_empty") else [])
    assert held.entries.count() == (0 if code else 1)
    assert held.state == ("ready" if not code else state)


@pytest.mark.parametrize("by", [None, AnonymousUser()])
def test_nobody_holds_no_power(by: object) -> None:
    held = meeting(body(), "open")
    with pytest.raises(NotPermitted) as error, advance(held, "edit_meeting", by=by, at=START):
        pass
    assert error.value.power == "meetings.prepare"


def test_the_clock_does_only_what_names_no_power() -> None:
    held = meeting(body())
    with advance(held, "clear_to_open", by=None, at=START):
        held.cleared_at = START
    assert (held.entries.get().by, held.cleared_at) == (None, START)


def test_a_power_is_held_over_one_body_only() -> None:
    here, there = body(), body("gaopo")
    demand_power("meetings.prepare", here.secretary, here.group)
    with pytest.raises(NotPermitted):
        demand_power("meetings.prepare", here.secretary, there.group)
    demand_power("", None, here.group)


def test_a_closed_account_holds_no_power() -> None:
    here = body()
    here.secretary.is_active = False
    with pytest.raises(NotPermitted):
        demand_power("meetings.prepare", here.secretary, here.group)


def test_an_unknown_act_is_a_fault_and_leaves_nothing() -> None:
    here = body()
    held = meeting(here)
    with pytest.raises(KeyError), advance(held, "burn_meeting", by=here.secretary, at=START):
        pass
    assert not MeetingEntry.objects.exists()


# -- all or nothing --------------------------------------------------------------------------------------


def test_after_a_refusal_the_caller_holds_what_the_database_holds_6_4_a() -> None:
    here = body()
    held = meeting(here, "adjourned", present=1)

    def resume() -> None:
        with advance(held, "resume_meeting", by=here.secretary, at=START):
            held.place = "二号会议室"
            Observer(meeting=held, name="列席人").save()

    with pytest.raises(Refused) as error:
        resume()
    assert error.value.code == "quorum_not_met"
    assert (held.state, held.place, held.is_entering) == ("adjourned", "一号会议室", False)
    assert not Observer.objects.exists()
    assert not MeetingEntry.objects.exists()


def test_after_a_refusal_the_same_record_may_be_used_again_6_4_a() -> None:
    here = body()
    held = meeting(here, "adjourned", present=1)
    with pytest.raises(Refused), advance(held, "resume_meeting", by=here.secretary, at=START):
        pass
    with advance(held, "edit_meeting", by=here.secretary, at=LATER):
        held.place = "二号会议室"
    assert [(entry.verb, entry.after) for entry in held.entries.all()] == [("edit_meeting", "adjourned")]


@pytest.mark.parametrize("fault", ["field", "power", "law"])
def test_what_is_refused_inside_the_act_takes_everything_back(fault: str) -> None:
    here = body()
    held = meeting(here, "open")

    def adjourn() -> None:
        with advance(held, "adjourn_meeting", by=here.secretary, at=START) as act:
            Observer(meeting=held, name="列席人").save()
            held.place = "" if fault == "field" else "二号会议室"
            if fault == "power":
                demand_power("members.manage_staff", here.member, here.group)
            if fault == "law":
                act.ask(NO)

    with pytest.raises({"field": ValidationError, "power": NotPermitted, "law": Refused}[fault]):
        adjourn()
    assert (held.state, held.place) == ("open", "一号会议室")
    assert not Observer.objects.exists()
    assert not MeetingEntry.objects.exists()


def test_a_crash_inside_the_act_takes_everything_back() -> None:
    here = body()
    held = meeting(here, "open")

    def adjourn() -> None:
        with advance(held, "adjourn_meeting", by=here.secretary, at=START):
            Observer(meeting=held, name="列席人").save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        adjourn()
    assert Meeting.objects.get(pk=held.pk).state == "open"
    assert not Observer.objects.exists()
    assert not MeetingEntry.objects.exists()


def test_an_act_inside_an_act_falls_with_it() -> None:
    here = body()
    outer, inner = meeting(here, "open"), meeting(here)

    def adjourn() -> None:
        with advance(outer, "adjourn_meeting", by=here.secretary, at=START) as act:
            with advance(inner, "edit_meeting", by=here.secretary, at=START):
                inner.place = "二号会议室"
            act.ask(NO)

    with pytest.raises(Refused):
        adjourn()
    assert Meeting.objects.get(pk=inner.pk).place == "一号会议室"
    assert not MeetingEntry.objects.exists()


# -- read afresh, under the lock -------------------------------------------------------------------------


def test_who_comes_with_an_old_copy_is_judged_by_the_state_of_now() -> None:
    here = body()
    held = meeting(here, "open")
    put(held, state="closed")
    with pytest.raises(Refused) as error, advance(held, "close_meeting", by=here.secretary, at=START):
        pass
    assert (error.value.code, held.state) == ("meeting_not_open", "closed")


def test_what_the_caller_changed_before_the_act_is_not_carried_in() -> None:
    here = body()
    held = meeting(here, "open")
    held.place = "二号会议室"
    held.state = "adjourned"
    with advance(held, "close_meeting", by=here.secretary, at=START):
        pass
    assert held.entries.get().before == "open"
    assert Meeting.objects.get(pk=held.pk).place == "一号会议室"


@pytest.mark.postgres
def test_the_row_is_locked_before_anything_is_asked() -> None:
    here = body()
    held = meeting(here, "open")
    with (
        CaptureQueriesContext(connection) as asked,
        advance(held, "edit_meeting", by=here.secretary, at=START),
    ):
        pass
    statements = [query["sql"] for query in asked if not query["sql"].startswith("SAVEPOINT")]
    assert statements[0].endswith("FOR UPDATE")
