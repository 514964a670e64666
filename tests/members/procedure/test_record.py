"""When may a record be saved?  Never against the law, and never by a way round the question."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Meeting
from members.models import Authorization, RuleAdoption, Standing
from members.procedure.journal import advance
from members.procedure.record import Refused, refusals, would
from members.procedure.verdict import allow
from tests.members.procedure.bodies import SINCE, START, body, item, meeting, put

pytestmark = pytest.mark.django_db

SHORT_OF_ONE = {"present": 1, "base": 3, "needed": 2}


def place(of: Meeting) -> str:
    """Return the place as it stands in the database."""
    return str(Meeting.objects.values_list("place", flat=True).get(pk=of.pk))


# -- what is always true, and what an act needs ----------------------------------------------------------


def test_saving_validates_the_fields() -> None:
    held = meeting(body())
    held.place = ""
    with pytest.raises(ValidationError) as error:
        held.save()
    assert [single.code for single in refusals(error.value)] == ["blank"]
    assert place(held) == "一号会议室"


def test_saving_validates_what_the_database_would_refuse() -> None:
    here = body()
    with pytest.raises(ValidationError) as error:
        RuleAdoption(group=here.group, rulebook="work-rules-2024").save()
    assert [type(error.value), len(refusals(error.value))] == [ValidationError, 1]


def test_what_is_at_hand_or_unchanged_is_not_looked_up_once_more(django_assert_num_queries) -> None:
    held = meeting(body())
    afresh = Meeting.objects.get(pk=held.pk)
    with django_assert_num_queries(0):
        afresh.clean_fields()
        afresh.validate_constraints()


def test_a_reference_that_leads_nowhere_is_refused() -> None:
    afresh = Meeting.objects.get(pk=meeting(body()).pk)
    afresh.chair_id = 10**6
    with pytest.raises(ValidationError) as error:
        afresh.clean_fields()
    assert [single.code for single in refusals(error.value)] == ["invalid"]


def test_a_new_record_is_asked_by_the_law_6_4_a() -> None:
    standing = Standing(membership=body().seats[1], kind="excluded", since=SINCE)
    with pytest.raises(Refused) as error:
        standing.save()
    assert (error.value.code, error.value.clause) == ("paper_required", "6.4-a")
    assert not Standing.objects.exists()


def test_a_new_record_without_states_is_asked_for_the_power_it_hands_on_6_5_d() -> None:
    here = body()
    given = Authorization(
        group=here.group,
        grantor=here.seats[0],
        grantee=here.seats[1],
        powers=["vote"],
        since=SINCE,
        until=SINCE,
    )
    with pytest.raises(Refused) as error:
        given.save()
    assert (error.value.code, error.value.clause) == ("proxy_not_allowed", "6.5-d")


def test_the_law_is_asked_when_the_state_has_changed_6_4_a() -> None:
    held = meeting(body(), "adjourned", present=1)
    held.state = "open"
    with pytest.raises(Refused) as error:
        held.save()
    assert (error.value.code, error.value.clause) == ("quorum_not_met", "6.4-a")
    assert error.value.figures == error.value.verdict.figures == SHORT_OF_ONE
    assert Meeting.objects.get(pk=held.pk).state == "adjourned"


def test_the_answer_of_the_law_is_kept_with_the_record_6_4_a() -> None:
    held = meeting(body(), "adjourned", present=2)
    assert held.answer is None
    held.state = "open"
    held.save()
    assert held.answer is not None
    assert held.answer.figures == {"present": 2, "base": 3, "needed": 2}


def test_a_later_correction_is_not_asked_for_a_quorum_6_4_a() -> None:
    held = meeting(body(), "open", present=0)
    held.place = "二号会议室"
    held.save()
    assert place(held) == "二号会议室"


def test_once_saved_the_new_state_is_no_change_any_more() -> None:
    held = meeting(body(), "adjourned", present=2)
    held.state = "open"
    assert held.is_entering
    held.save()
    assert not held.is_entering


def test_a_record_without_states_is_new_once() -> None:
    standing = Standing(membership=body().seats[1], kind="suspended", since=SINCE)
    assert standing.is_entering
    standing.save()
    assert not standing.is_entering


# -- the state it was loaded with ------------------------------------------------------------------------


def test_reading_afresh_takes_the_new_state_as_the_loaded_one() -> None:
    held = meeting(body(), "adjourned", present=0)
    put(held, state="open")
    held.refresh_from_db()
    assert not held.is_entering
    held.place = "二号会议室"
    held.save()
    assert place(held) == "二号会议室"


def test_reading_afresh_drops_a_state_that_was_not_saved() -> None:
    held = meeting(body(), "adjourned", present=0)
    held.state = "open"
    held.refresh_from_db()
    assert (held.state, held.is_entering) == ("adjourned", False)


@pytest.mark.parametrize(
    ("fields", "entering"), [(["place"], True), (["state"], False), (["state", "place"], False)]
)
def test_reading_some_fields_afresh_counts_only_with_the_state(fields: list[str], entering: bool) -> None:
    held = meeting(body(), "adjourned", present=0)
    put(held, place="二号会议室")
    held.state = "open"
    held.refresh_from_db(fields=fields)
    assert held.is_entering is entering


def test_a_record_loaded_without_its_state_is_not_saved(django_assert_num_queries) -> None:
    pk = meeting(body(), "archived").pk
    with django_assert_num_queries(1):
        held = Meeting.objects.defer("state").get(pk=pk)
    held.place = "二号会议室"
    with django_assert_num_queries(0), pytest.raises(TypeError):
        held.save()
    assert place(held) == "一号会议室"


def test_setting_a_state_that_was_never_loaded_does_not_help() -> None:
    held = Meeting.objects.only("place").get(pk=meeting(body(), "archived").pk)
    held.state = "open"
    with pytest.raises(TypeError):
        held.save()


def test_a_state_that_was_fetched_afterwards_counts() -> None:
    held = Meeting.objects.defer("state").get(pk=meeting(body(), "archived").pk)
    assert held.state == "archived"
    with pytest.raises(Refused) as error:
        held.save()
    assert error.value.code == "archived"


# -- final states ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "code"), [("archived", "archived"), ("cancelled", "wrong_state")])
def test_a_final_state_refuses_every_further_saving(state: str, code: str) -> None:
    held = meeting(body(), state)
    held.place = "二号会议室"
    with pytest.raises(Refused) as error:
        held.save()
    assert error.value.code == code
    assert place(held) == "一号会议室"


def test_a_final_state_is_not_left_by_setting_another() -> None:
    held = meeting(body(), "archived", present=3)
    held.state = "open"
    with pytest.raises(Refused) as error:
        held.save(update_fields=["state"])
    assert error.value.code == "archived"


# -- ways round ------------------------------------------------------------------------------------------


WAYS_ROUND = [
    lambda held: Meeting.objects.filter(pk=held.pk).update(place="x"),
    lambda held: Meeting.objects.filter(pk=held.pk).delete(),
    lambda held: Meeting.objects.bulk_create([held]),
    lambda held: Meeting.objects.bulk_update([held], ["place"]),
    lambda held: held.group.meetings.update(place="x"),
    lambda held: held.group.meetings.all().delete(),
    lambda held: held.delete(),
]


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_records_are_neither_changed_in_bulk_nor_deleted(way) -> None:
    held = meeting(body())
    with pytest.raises(TypeError):
        way(held)
    assert place(held) == "一号会议室"


# -- the greyed button -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "state", "present", "code"),
    [
        ("resume_meeting", "adjourned", 2, ""),
        ("resume_meeting", "adjourned", 1, "quorum_not_met"),
        ("resume_meeting", "open", 3, "meeting_not_open"),
        ("resume_meeting", "archived", 3, "archived"),
        ("approve_agenda", "preparing", 0, "agenda_empty"),
        ("close_meeting", "open", 0, ""),
        ("close_meeting", "adjourned", 0, "meeting_not_open"),
        ("archive_meeting", "closed", 0, "record_unsigned"),
        ("edit_meeting", "open", 0, ""),
        ("edit_meeting", "cancelled", 0, "wrong_state"),
    ],
)
def test_the_button_says_what_the_act_says(verb: str, state: str, present: int, code: str) -> None:
    here = body()
    held = meeting(here, state, present)
    told = would(held, verb)
    assert told.code == code
    if told:
        with advance(held, verb, by=here.secretary, at=START):
            pass
    else:
        with pytest.raises(Refused) as error, advance(held, verb, by=here.secretary, at=START):
            pass
        assert error.value.verdict == told


def test_the_button_is_told_what_the_act_would_change_6_3_c() -> None:
    held = meeting(body(), "ready")
    assert would(held, "give_notice", notified_at=START - timedelta(hours=24)).code == ""
    assert would(held, "give_notice", notified_at=START - timedelta(hours=23)).code == "short_notice"
    assert would(held, "give_notice", notified_at=START).code == "notice_after_start"
    assert held.notified_at is None


def test_asking_changes_nothing(django_assert_num_queries) -> None:
    held = meeting(body(), "adjourned", present=2)
    before = dict(held.__dict__)
    assert would(held, "resume_meeting")
    assert {name: held.__dict__[name] for name in before} == before
    assert not held.is_entering
    with django_assert_num_queries(0):
        assert not would(held, "open_meeting")
    assert Meeting.objects.get(pk=held.pk).state == "adjourned"


def test_an_act_that_keeps_the_state_asks_the_state_alone(django_assert_num_queries) -> None:
    held = meeting(body(), "open", present=0)
    with django_assert_num_queries(0):
        assert would(held, "edit_meeting") == allow()


def test_an_unknown_act_is_a_fault() -> None:
    with pytest.raises(KeyError):
        would(meeting(body()), "burn_meeting")


def test_an_item_on_the_agenda_changes_the_answer_6_1_a() -> None:
    held = meeting(body())
    item(held)
    told = would(held, "approve_agenda")
    assert (told.code, told.clause, bool(told)) == ("first_topic_missing", "6.1-a", True)


def test_the_day_decides_which_law_is_asked_11_a() -> None:
    here = body()
    held = meeting(here, "adjourned", present=3, day=date(2024, 10, 31))
    with pytest.raises(Refused) as error, advance(held, "resume_meeting", by=here.secretary, at=START):
        pass
    assert (error.value.code, error.value.clause) == ("no_law_in_force", "11-a")
