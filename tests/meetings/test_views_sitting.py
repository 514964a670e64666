"""Do the pages of a sitting show what is, do what the buttons say, and refuse with a reason?"""

import pytest
from django.test import Client
from django.urls import reverse

from meetings import actions
from meetings.models import AgendaItem, LeaveRequest, Recusal
from meetings.states import ItemState, MeetingState, Outcome
from tests.meetings.room import Room, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Room:
    return room()


def url(name: str, here: Room, pk: int | None = None) -> str:
    return reverse(f"meetings:{name}", args=[here.group.code, pk or here.meeting.pk])


# -- who sees what -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["meeting_detail", "sitting_detail", "my_sitting", "record_detail"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("secretary", 200), ("auditor", 200), ("system_admin", 403), ("none", 302)],
)
def test_pages_open_to_insiders_only(here, name, who, status):
    people = {"secretary": here.secretary, **here.others}
    client = here.client(people[who], htmx=False) if who in people else Client()
    assert client.get(url(name, here)).status_code == status


def test_another_bodys_meeting_does_not_exist(here):
    other = room(size=3, code="ping")
    client = here.client(here.clerk)
    assert client.get(url("sitting_detail", other)).status_code == 404
    foreign = reverse("meetings:sitting_detail", args=[here.group.code, other.meeting.pk])
    assert client.get(foreign).status_code == 404
    assert (
        client.post(reverse("meetings:item_start", args=[here.group.code, other.items()[0].pk])).status_code
        == 404
    )


def test_a_member_is_led_to_the_own_screen(here):
    answer = here.client(here.seats[3].user, htmx=False).get(url("sitting_detail", here))
    assert answer.status_code == 302
    assert answer["Location"] == url("my_sitting", here)


@pytest.mark.parametrize("count", [3, 12, 40])
def test_the_meetings_page_stays_under_25_queries(count, django_assert_max_num_queries):
    here = room(items=count)
    client = here.client(here.clerk, htmx=False)
    client.get(url("meeting_detail", here))
    with django_assert_max_num_queries(24):
        assert client.get(url("meeting_detail", here)).status_code == 200


# -- the sitting -------------------------------------------------------------------------------------


def test_opening_is_greyed_with_the_figures_until_half_are_here(here):
    here.sign_in(4)
    client = here.client(here.clerk)
    page = client.get(url("sitting_detail", here)).content.decode()
    assert 'data-code="quorum_not_met"' in page
    refused = client.post(url("meeting_open", here), {"chair": here.seats[0].pk})
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#alerts"
    client.post(url("roll_enter", here), {"member": here.seats[4].pk})
    assert client.post(url("meeting_open", here), {"chair": here.seats[0].pk}).status_code == 200
    here.meeting.refresh_from_db()
    assert here.meeting.state == MeetingState.OPEN


def test_a_self_sign_in_counts_once_the_recorder_confirms_it(here):
    member = here.client(here.seats[2].user, target="mine")
    assert member.post(url("roll_sign", here)).status_code == 200
    assert not here.meeting.roll().present
    stay = here.meeting.attendance.get()
    assert here.client(here.clerk).post(url("roll_confirm", here, stay.pk)).status_code == 200
    assert here.meeting.roll().present == (here.seats[2].pk,)


def test_members_do_not_sign_each_other_in(here):
    member = here.client(here.seats[2].user, target="mine")
    assert member.post(url("roll_enter", here), {"member": here.seats[3].pk}).status_code == 422


def test_an_item_goes_from_start_to_conclusion(here):
    here.open()
    client, item = here.client(here.clerk), here.items()[0]
    for name, data in [
        ("item_start", {}),
        ("item_report", {"gist": "传达全会公报", "reporter": "办公室"}),
        ("item_speak", {"member": here.seats[1].pk, "text": "抓好落实"}),
        ("item_speak_rest", {}),
        ("item_close_discussion", {}),
    ]:
        assert client.post(url(name, here, item.pk), data).status_code == 200, name
    bare = client.post(url("item_conclude", here, item.pk), {"text": "会议学习了全会精神。"})
    done = client.post(
        url("item_conclude", here, item.pk),
        {"text": "会议学习了全会精神。", "measures": "制定方案\n\n分解任务"},
    )
    assert (bare.status_code, done.status_code) in {(422, 200), (200, 422)}
    item.refresh_from_db()
    assert item.outcome == Outcome.CONCLUDED
    assert item.speeches.count() == 9
    assert item.speeches.last().membership_id == here.seats[0].pk


def test_the_chair_speaks_last_and_the_button_says_so(here):
    here.open()
    item = here.items()[1]
    actions.start_item(item, by=here.clerk, at=here.at)
    client = here.client(here.clerk)
    assert "6.5-e" in client.get(url("sitting_detail", here) + f"?item={item.pk}").content.decode()
    assert client.post(url("item_speak", here, item.pk), {"member": here.seats[0].pk}).status_code == 422


def test_a_recused_chair_hands_over(here):
    here.open()
    item = here.items()[1]
    client = here.client(here.clerk)
    data = {"member": here.seats[0].pk, "ground": Recusal.Ground.RELATIVE, "relation": "妻弟"}
    assert client.post(url("item_recuse", here, item.pk), data).status_code == 200
    assert client.post(url("item_start", here, item.pk)).status_code == 422
    other = client.post(url("item_hand_over", here, item.pk), {"to": here.seats[3].pk})
    assert other.status_code == 422  # without an authorisation


@pytest.mark.parametrize(
    ("how", "outcome"),
    [("withdraw", Outcome.WITHDRAWN), ("postpone", Outcome.POSTPONED), ("refer", Outcome.REFERRED)],
)
def test_items_are_set_aside_with_a_reason(here, how, outcome):
    here.open()
    item = here.items()[1]
    client = here.client(here.clerk)
    assert client.post(url("item_set_aside", here, item.pk), {"how": how, "reason": ""}).status_code == 422
    assert (
        client.post(url("item_set_aside", here, item.pk), {"how": how, "reason": "再调研"}).status_code == 200
    )
    item.refresh_from_db()
    assert item.outcome == outcome


def test_urgent_items_need_a_reason_and_are_never_personnel(here):
    here.open()
    client = here.client(here.clerk)
    urgent = {"title": "防汛应急", "kind": "other", "reason": "刚接到预警"}
    assert client.post(url("item_add_urgent", here), urgent).status_code == 200
    assert here.items()[-1].ad_hoc
    person = {"title": "某同志任职", "kind": "personnel.appoint", "candidate": "某", "reason": "急"}
    assert client.post(url("item_add_urgent", here), person).status_code == 422


def test_opinions_are_read_out_and_observers_heard(here):
    item = here.items()[1]
    absent = here.seats[8]
    actions.request_leave(here.meeting, LeaveRequest.Reason.ILLNESS, by=absent.user, at=here.at)
    opinion = actions.write_opinion(item, "同意，注意资金安全", by=absent.user, at=here.at)
    here.open(8)
    client = here.client(here.clerk)
    client.post(url("observer_invite", here), {"name": "韩立", "unit": "派驻纪检监察组", "items": [item.pk]})
    client.post(url("item_start", here, item.pk))
    assert client.post(url("opinion_read_out", here, opinion.pk)).status_code == 200
    observer = here.meeting.observers.get()
    words = {"observer": observer.pk, "text": "程序合规"}
    assert client.post(url("item_observer_words", here, item.pk), words).status_code == 200
    assert item.observer_opinions.count() == 1


def test_polling_answers_only_what_has_changed(here):
    here.open()
    client = here.client(here.clerk)
    shown = client.get(url("sitting_detail", here))
    since = shown.context["version"]
    assert client.get(url("sitting_detail", here), {"since": since}).status_code == 204
    actions.start_item(here.items()[0], by=here.clerk, at=here.at)
    assert client.get(url("sitting_detail", here), {"since": since}).status_code == 200


# -- the own screen ----------------------------------------------------------------------------------


def test_a_member_speaks_and_withdraws_on_the_own_screen(here):
    here.open()
    item = here.items()[1]
    actions.start_item(item, by=here.clerk, at=here.at)
    member = here.client(here.seats[4].user, target="mine")
    answer = member.post(url("item_speak", here, item.pk), {"text": "同意"})
    assert answer.status_code == 200
    assert b'id="mine"' in answer.content
    other = here.client(here.seats[5].user, target="mine")
    assert other.post(url("item_recuse", here, item.pk), {"ground": "self"}).status_code == 200
    assert item.recusals.get().membership_id == here.seats[5].pk


# -- the record --------------------------------------------------------------------------------------


def test_the_record_is_signed_by_recorder_and_chair_and_then_only_added_to(here):
    here.open()
    for item in here.items():
        actions.postpone_item(item, "时间不够", by=here.clerk, at=here.at)
    client = here.client(here.clerk, htmx=False)
    assert client.post(url("record_sign", here), {"capacity": "recorder"}).status_code == 422
    actions.close_meeting(here.meeting, by=here.clerk, at=here.at)
    assert client.post(url("record_sign", here), {"capacity": "recorder"}).status_code == 302
    assert client.post(url("record_sign", here), {"capacity": "chair"}).status_code == 422
    chair = here.client(here.secretary, htmx=False)
    assert chair.post(url("record_sign", here), {"capacity": "chair"}).status_code == 302
    assert client.post(url("record_correct", here), {"text": "第2项汇报人更正"}).status_code == 302
    page = client.get(url("record_detail", here)).content.decode()
    assert "第2项汇报人更正" in page


# -- bad input ---------------------------------------------------------------------------------------

ITEM_POSTS = [
    "item_start",
    "item_report",
    "item_speak",
    "item_speak_rest",
    "item_observer_words",
    "item_close_discussion",
    "item_recuse",
    "item_hand_over",
    "item_take_back",
    "item_conclude",
    "item_set_aside",
]
MEETING_POSTS = [
    "meeting_open",
    "meeting_adjourn",
    "meeting_resume",
    "recorder_assign",
    "observer_invite",
    "item_add_urgent",
    "roll_enter",
    "roll_leave",
    "roll_sign",
    "roll_confirm_all",
    "leave_enter",
    "record_sign",
    "record_correct",
    "meeting_close",
]
FIELDS = [
    "chair",
    "until",
    "recorder",
    "name",
    "unit",
    "title",
    "kind",
    "reason",
    "member",
    "observer",
    "text",
    "gist",
]
FIELDS += ["to", "how", "ground", "capacity"]


@pytest.mark.parametrize("value", ["", "\x00\x07", "很" * 9000, "999999", "-1", "a;b"])
def test_nothing_typed_breaks_a_page(here, value):
    here.open()
    client = here.client(here.clerk)
    data = dict.fromkeys(FIELDS, value)
    for name in MEETING_POSTS + ITEM_POSTS:
        pk = here.items()[1].pk if name in ITEM_POSTS else None
        assert client.post(url(name, here, pk), data).status_code in {200, 302, 422}, name


def test_buttons_are_post_only(here):
    client = here.client(here.clerk)
    for name in MEETING_POSTS:
        assert client.get(url(name, here)).status_code == 405, name
    assert client.get(url("item_start", here, here.items()[0].pk)).status_code == 405


def test_stale_state_answers_with_a_reason(here):
    here.open()
    item = here.discussed()
    client = here.client(here.clerk)
    assert client.post(url("item_close_discussion", here, item.pk)).status_code == 422
    actions.postpone_item(item, "再议", by=here.clerk, at=here.at)
    assert client.post(url("item_start", here, item.pk)).status_code == 422
    assert AgendaItem.objects.get(pk=item.pk).state == ItemState.SETTLED
