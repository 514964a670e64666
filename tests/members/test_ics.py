"""Do calendar programs read our feeds, whatever a title holds?  Three readers: icalendar, vobject, and one of our own."""

# ruff: noqa: F811  (fixtures are imported where they are used)
import logging
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.conf import settings
from django.core import mail
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from meetings import actions
from members.anonymous_requests import AnonymousFilter
from members.calendar import Entry
from members.delivery import outbox
from members.delivery.mail import composed, subject_of
from members.delivery.message import Line, Message
from members.ics import event_of, feed_of, plain, written
from members.models import CalendarFeed, Notification, ReadingHabits, StaffRole, User
from members.notifications import notify
from tests.cast import START, Cast, Sitting, cast, notified, second_body  # noqa: F401
from tests.members.rfc5545 import Part, parsed

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2025, 3, 1)
HOSTILE = [
    "党组会议\r\nATTENDEE:mailto:evil@example.org",
    "会议\nBEGIN:VEVENT\nUID:x\nEND:VEVENT",
    "a\rb\x0bc\x0cd\x1ce\x85f\u2028g\u2029h",
    '逗号，, 分号；; 引号" 反斜线\\ 冒号: \\n \\N \\,',
    "🎉🏳️‍🌈👨‍👩‍👧‍👦" * 40,
    "很长" * 500,
    "\u202etxt.exe",
    "",
    " ",
    "\x00\x07\x7f\ufffe",
    "END:VCALENDAR",
    '";X=Y:',
]


def event(title: str, place: str = "", **more) -> Entry:
    return Entry("meeting-1", "meeting", title, START, START + timedelta(hours=2), place, "/b/x/", **more)


def names(part: Part) -> list[str]:
    return sorted(name for name, _parameters, _value in part.properties)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_adds_no_line_and_no_property_t30(title: str) -> None:
    honest = parsed(written("日历", [event_of(event("会议", "地点"))])).named("VEVENT")[0]
    content = written(title, [event_of(event(title, title or "地点"))])
    calendar = parsed(content)
    (found,) = calendar.named("VEVENT")
    expected = [name for name in names(honest) if name != "LOCATION" or plain(title or "地点")]
    assert [name for name in names(found) if name != "LOCATION"] == [
        name for name in expected if name != "LOCATION"
    ]
    assert found.value("SUMMARY") == plain(title)
    (known,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(known["SUMMARY"]) == plain(title)
    (other,) = vobject.readOne(content.decode()).vevent_list
    assert other.summary.value == plain(title)


@given(title=st.text(max_size=300))
@example(title="\\\r\n")
def test_any_title_is_read_back_on_one_line_t30(title: str) -> None:
    content = written("x", [event_of(event(title))])
    (found,) = parsed(content).named("VEVENT")
    assert found.value("SUMMARY") == plain(title)
    assert len(found.value("SUMMARY").splitlines()) <= 1
    (known,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(known["SUMMARY"]) == plain(title)


def test_times_carry_their_zone_and_the_zone_is_described() -> None:
    calendar = parsed(written("x", [event_of(event("会议"))]))
    (found,) = calendar.named("VEVENT")
    assert found.parameters("DTSTART") == {"TZID": "Asia/Shanghai"}
    assert (found.value("DTSTART"), found.value("DTEND")) == ("20250318T090000", "20250318T110000")
    (zone,) = calendar.named("VTIMEZONE")
    assert zone.value("TZID") == "Asia/Shanghai"
    assert "+0800" in {part.value("TZOFFSETTO") for part in zone.parts}
    (known,) = icalendar.Calendar.from_ical(written("x", [event_of(event("会议"))])).walk("VEVENT")
    assert known.start == START
    (other,) = vobject.readOne(written("x", [event_of(event("会议"))]).decode()).vevent_list
    assert other.dtstart.value.astimezone(UTC) == START.astimezone(UTC)


def test_what_lasts_all_day_ends_on_the_day_after() -> None:
    entry = Entry("task-1", "deadline", "任务", date(2024, 2, 29), url="/b/x/")
    (found,) = parsed(written("x", [event_of(entry)])).named("VEVENT")
    assert (found.parameters("DTSTART"), found.value("DTSTART")) == ({"VALUE": "DATE"}, "20240229")
    assert found.value("DTEND") == "20240301"
    assert found.value("TRANSP") == "TRANSPARENT"


def test_status_sequence_and_stamp_are_those_of_the_record() -> None:
    at = datetime(2025, 3, 13, 9, tzinfo=ZONE)
    entry = event("会议", cancelled=True, sequence=7, changed=at)
    (found,) = parsed(written("x", [event_of(entry)])).named("VEVENT")
    assert found.value("STATUS") == "CANCELLED"
    assert found.value("SEQUENCE") == "7"
    assert found.value("DTSTAMP") == "20250313T010000Z"
    assert found.value("UID") == "meeting-1@desk.invalid"


def test_a_sensitive_thing_says_that_there_is_something_and_nothing_more() -> None:
    content = written("x", [event_of(event("干部任免", "第一会议室", sensitive=True))]).decode()
    for word in ("干部", "任免", "会议室"):
        assert word not in content


def test_an_address_of_elsewhere_is_left_out() -> None:
    entry = Entry("x-1", "deadline", "任务", DAY, url="//evil.example/")
    assert "evil" not in written("x", [event_of(entry)]).decode()


# -- the feed ----------------------------------------------------------------------------------------------


def feed(user: User) -> CalendarFeed:
    return CalendarFeed.objects.create(user=user, made_at=START)


def read(user: User) -> dict[str, Part]:
    calendar = parsed(feed_of(user, DAY))
    return {part.value("UID").split("@")[0]: part for part in calendar.named("VEVENT")}


@pytest.mark.django_db
def test_a_feed_holds_meetings_and_own_deadlines_and_is_the_same_when_asked_again(notified: Sitting) -> None:
    user = notified.cast.user("a")
    found = read(user)
    assert found[f"meeting-{notified.meeting.pk}"].value("STATUS") == "CONFIRMED"
    assert f"essays-{notified.cast.group.pk}-2025-1" in found
    assert feed_of(user, DAY) == feed_of(user, DAY)


@pytest.mark.django_db
def test_a_cancelled_meeting_stays_and_says_so_under_a_higher_sequence(notified: Sitting) -> None:
    user, uid = notified.cast.user("a"), f"meeting-{notified.meeting.pk}"
    before = read(user)[uid]
    actions.cancel_meeting(notified.meeting, "改期", by=notified.cast.user("s"), at=notified.tick())
    after = read(user)[uid]
    assert after.value("STATUS") == "CANCELLED"
    assert int(after.value("SEQUENCE")) > int(before.value("SEQUENCE"))


@pytest.mark.django_db
def test_nobody_reads_deadlines_of_others(cast: Cast) -> None:
    assert not [uid for uid in read(cast.user("a")) if uid.startswith("annual-")]
    assert [uid for uid in read(cast.user("clerk")) if uid.startswith("annual-")]


@pytest.mark.django_db
def test_who_left_the_body_reads_nothing(notified: Sitting) -> None:
    clerk = notified.cast.user("clerk")
    StaffRole._base_manager.filter(user=clerk).update(until=DAY)
    assert read(clerk) == {}


@pytest.mark.django_db
def test_the_address_opens_without_signing_in_and_closes_for_good(cast: Cast, client: Client) -> None:
    user = cast.user("a")
    one = feed(user)
    answer = client.get(f"/calendar/{one.token}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    parsed(answer.content)
    assert not answer.cookies
    one.refresh_from_db()
    assert one.fetched_at is not None
    assert client.get("/calendar/unknown.ics").status_code == 404
    assert client.get(f"/calendar/{one.token[:-1]}.ics").status_code == 404
    client.force_login(user)
    client.post("/account/calendar/")
    assert client.get(f"/calendar/{one.token}.ics").status_code == 404
    renewed = CalendarFeed.objects.get(user=user).token
    assert client.get(f"/calendar/{renewed}.ics").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(f"/calendar/{renewed}.ics").status_code == 404
    User.objects.filter(pk=user.pk).update(is_active=True)
    client.force_login(user)
    client.post("/account/calendar/close/")
    assert client.get(f"/calendar/{renewed}.ics").status_code == 404
    assert not CalendarFeed.objects.exists()


def test_the_secret_address_is_never_logged() -> None:
    handler = settings.LOGGING["handlers"]["console"]
    assert "anonymous" in handler["filters"]
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", ("/calendar/SECRET.ics",), None
    )
    assert not AnonymousFilter().filter(record)
    record.args = ("/b/yunling/calendar/",)
    assert AnonymousFilter().filter(record)


@pytest.mark.django_db
def test_the_feed_speaks_the_owners_language(notified: Sitting, client: Client) -> None:
    one = feed(notified.cast.user("a"))
    chinese = client.get(f"/calendar/{one.token}.ics").content
    ReadingHabits.objects.create(user=one.user, language="en")
    english = client.get(f"/calendar/{one.token}.ics").content
    assert b"X-WR-CALNAME:Party Group Desk" in english
    assert b"X-WR-CALNAME:Party Group Desk" not in chinese


# -- with the notice ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_notice_offers_the_meeting_as_a_file(notified: Sitting, client: Client) -> None:
    client.force_login(notified.cast.user("a"))
    address = f"/b/yunling/meetings/{notified.meeting.pk}/notice/ics/"
    assert address in client.get(f"/b/yunling/meetings/{notified.meeting.pk}/notice/").text
    calendar = parsed(client.get(address).content)
    assert calendar.value("METHOD") == "PUBLISH"
    (found,) = calendar.named("VEVENT")
    assert found.value("UID") == f"meeting-{notified.meeting.pk}@desk.invalid"
    client.force_login(notified.cast.user("system_admin"))
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_the_mail_of_a_notice_carries_the_meeting(notified: Sitting) -> None:
    user = notified.cast.user("a")
    User.objects.filter(pk=user.pk).update(email="a@example.org")
    outbox.sweep(lambda: START - timedelta(days=5))
    outbox.sweep(lambda: START - timedelta(days=3))
    (letter,) = [one for one in mail.outbox if one.to == ["a@example.org"]]
    (part,) = [one for one in letter.message().walk() if one.get_filename() == "meeting.ics"]
    assert part.get_content_type() == "text/calendar"
    (found,) = parsed(part.get_payload(decode=True)).named("VEVENT")
    assert found.value("SUMMARY") == notified.meeting.title


@pytest.mark.django_db
def test_who_had_a_notice_is_told_that_the_meeting_is_called_off(notified: Sitting) -> None:
    User.objects.filter(pk=notified.cast.user("a").pk).update(email="a@example.org")
    at = START - timedelta(days=4)
    outbox.sweep(lambda: at)
    mail.outbox.clear()
    actions.cancel_meeting(notified.meeting, "改期", by=notified.cast.user("s"), at=at)
    told = Notification.objects.filter(kind="meeting_cancelled")
    assert {one.user for one in told} == {seat.user for seat in notified.cast.seats.values()}
    outbox.sweep(lambda: at)
    (letter,) = mail.outbox
    assert notified.meeting.title in letter.subject
    (part,) = [one for one in letter.message().walk() if one.get_filename() == "meeting.ics"]
    calendar = parsed(part.get_payload(decode=True))
    assert calendar.value("METHOD") == "CANCEL"
    assert calendar.named("VEVENT")[0].value("STATUS") == "CANCELLED"


# -- mail headers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.django_db
def test_a_hostile_title_adds_no_header_to_a_mail_t29(cast: Cast, title: str) -> None:
    user = cast.user("a")
    user.email = "a@example.org"
    message = Message(
        user, ReadingHabits(user=user), "<1@desk.invalid>", [Line(title, title, "/")], digest=False
    )
    letter = composed(message).message()
    assert sorted(letter.keys()) == sorted(
        ["Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"]
    )
    assert len(subject_of(message).splitlines()) <= 1


@pytest.mark.django_db
def test_a_hostile_title_goes_through_the_outbox_t29(cast: Cast) -> None:
    user = cast.user("a")
    User.objects.filter(pk=user.pk).update(email="a@example.org")
    for number, title in enumerate(HOSTILE):
        # No form lets a NUL pass, and PostgreSQL stores none.
        subject = title.replace("\0", "")[:200]
        notify(user, "test", str(number), group=cast.group, subject=subject, at=START, urgent=True)
    assert outbox.sweep(lambda: START)["sent"] == len(HOSTILE)
    assert Notification.objects.filter(deliveries__state="sent").count() == len(HOSTILE)
    assert {tuple(letter.to) for letter in mail.outbox} == {("a@example.org",)}
