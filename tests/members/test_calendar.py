"""Does the calendar show what is when, to whom it concerns, and what is missing?"""

# ruff: noqa: F811  (fixtures are imported where they are used)
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import actions
from meetings.models import Meeting
from meetings.rules.missing import months_missing
from meetings.rules.reminding import Month
from members.calendar import Span, entries, gaps
from members.views.calendar import asked_month, asked_year
from tests.cast import START, Cast, Sitting, cast, make_sitting, notified, second_body  # noqa: F401

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
MARCH = date(2025, 3, 18)


def span(
    cast: Cast, who: str = "a", since: date = date(2025, 1, 1), until: date = date(2025, 12, 31)
) -> Span:
    return Span(cast.user(who), cast.group, since, until, MARCH)


def of(cast: Cast, kind: str, who: str = "a") -> list:
    return [one for one in entries(span(cast, who)) if one.kind == kind]


def test_a_meeting_stands_at_its_hour_with_its_place(notified: Sitting) -> None:
    (entry,) = of(notified.cast, "meeting")
    assert (entry.begins, entry.place, entry.first_day) == (START, "第一会议室", MARCH)
    assert entry.url == f"/b/yunling/meetings/{notified.meeting.pk}/"
    assert not entry.tentative
    assert not entry.cancelled
    assert entry.concerns(notified.cast.user("b"))


def test_every_change_of_a_meeting_raises_its_sequence(notified: Sitting) -> None:
    (before,) = of(notified.cast, "meeting")
    actions.cancel_meeting(notified.meeting, "改期", by=notified.cast.user("s"), at=notified.tick())
    (after,) = of(notified.cast, "meeting")
    assert after.sequence > before.sequence
    assert after.changed > before.changed
    assert (after.uid, after.cancelled) == (before.uid, True)


def test_who_may_not_read_meetings_sees_none(notified: Sitting) -> None:
    assert of(notified.cast, "meeting", "system_admin") == []
    assert of(notified.cast, "meeting", "outsider") == []


def test_another_body_sees_nothing_of_it(notified: Sitting, second_body: Cast) -> None:
    assert [one for one in entries(span(second_body)) if one.kind == "meeting"] == []


@pytest.mark.parametrize(
    ("held", "announced", "today", "missing"),
    [
        ([], [], date(2025, 3, 18), {1: True, 2: True, 3: False}),
        ([date(2025, 1, 31)], [], date(2025, 3, 1), {2: True, 3: False}),
        ([date(2025, 1, 1)], [date(2025, 2, 28)], date(2025, 2, 28), {}),
        ([date(2025, 1, 1)], [date(2025, 2, 27)], date(2025, 2, 28), {2: False}),
        ([date(2024, 1, 1)], [], date(2025, 1, 1), {1: False}),
        ([], [], date(2024, 12, 31), {}),
    ],
)
def test_months_without_a_meeting_6_2_b(held, announced, today, missing) -> None:
    assert months_missing(2025, Month(held, announced), today) == missing


def test_the_year_says_what_is_missing_6_2_b_8_1_a_7_1_b_5_3_b(cast: Cast) -> None:
    make_sitting(cast)
    found = {(gap.clause, gap.month, gap.late) for gap in gaps(span(cast), 2025)}
    assert {("6.2-b", 1, True), ("6.2-b", 2, True)} <= found
    assert ("6.2-b", 3, False) not in found
    assert ("8.1-a", 3, False) in found
    assert ("7.1-b", None, False) in found
    assert ("5.3-b", None, False) in found


def test_nothing_is_missing_in_a_year_to_come(cast: Cast) -> None:
    assert gaps(span(cast), 2027) == []


def test_only_who_can_help_gets_a_link(cast: Cast) -> None:
    links = {
        who: {gap.url for gap in gaps(span(cast, who), 2025) if gap.clause == "6.2-b"}
        for who in ("a", "clerk")
    }
    assert links == {"a": {""}, "clerk": {"/b/yunling/meetings/new/"}}


def test_essays_are_a_members_own_deadlines_8_3_c(cast: Cast) -> None:
    own = [one for one in of(cast, "deadline") if one.uid.startswith("essays-")]
    assert [one.first_day for one in own] == [
        date(2025, 3, 31),
        date(2025, 6, 30),
        date(2025, 9, 30),
        date(2025, 11, 30),
    ]
    assert [one for one in of(cast, "deadline", "clerk") if one.uid.startswith("essays-")] == []


@pytest.mark.parametrize("text", ["", "x", "2025-13", "0000-00", "9999-12", "2025-2", "-1", "２０２５-01"])
def test_nonsense_is_this_month(text: str) -> None:
    assert asked_month(text, MARCH) == date(2025, 3, 1)


@pytest.mark.parametrize("text", ["", "x", "0", "99999", "9999", "²²²²"])
def test_nonsense_is_this_year(text: str) -> None:
    assert asked_year(text, MARCH) == 2025


def test_month_and_year_show_the_meeting_and_link_to_it(notified: Sitting, client: Client) -> None:
    client.force_login(notified.cast.user("a"))
    link = f'href="/b/yunling/meetings/{notified.meeting.pk}/"'
    month = client.get("/b/yunling/calendar/?month=2025-03")
    assert month.status_code == 200
    assert link in month.text
    assert 'datetime="2025-03-18"' in month.text
    assert link in client.get("/b/yunling/calendar/year/?year=2025").text
    assert link not in client.get("/b/yunling/calendar/?month=2025-05").text


def test_mine_leaves_out_what_is_others(cast: Cast, client: Client) -> None:
    client.force_login(cast.user("a"))
    mine = client.get("/b/yunling/calendar/year/?year=2025&mine=1").text
    everything = client.get("/b/yunling/calendar/year/?year=2025").text
    assert everything.count("cal-deadline") > mine.count("cal-deadline")


def test_the_calendar_asks_as_often_for_300_meetings_as_for_one(notified: Sitting) -> None:
    client = Client()
    client.force_login(notified.cast.user("a"))
    client.get("/b/yunling/calendar/?month=2025-03")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/b/yunling/calendar/?month=2025-03").status_code == 200
            assert client.get("/b/yunling/calendar/year/?year=2025").status_code == 200
        return len(queries)

    one = asked()
    for number in range(2):
        plan(notified.cast, number)
    three = asked()
    source = Meeting.objects.get(pk=notified.meeting.pk)
    names = [field.attname for field in Meeting._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(source, name) for name in names}
    QuerySet(Meeting).bulk_create(Meeting(**values) for _number in range(300))
    assert (three, asked()) == (one, one)


def plan(cast: Cast, number: int) -> None:
    at = datetime(2025, 3, 1, 9, tzinfo=ZONE)
    actions.plan_meeting(
        cast.group,
        starts_at=START + timedelta(days=number + 1),
        place="第二会议室",
        recorder=cast.user("recorder"),
        by=cast.user("clerk"),
        at=at,
    )
