"""Does everybody find, read and finish their messages; do they choose how to be told; is every failure seen?"""

# ruff: noqa: F811  (fixtures are imported where they are used)
import smtplib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from members import actions, message_kinds
from members.delivery import outbox
from members.message_kinds import FIXED, OF_ACTS, is_fixed, kinds, label_of
from members.models import Delivery, Notification, ReadingHabits, User
from members.notifications import notify
from members.reminders import Kind
from members.reminders import kind as reminder_kind
from tests.cast import Cast, cast, second_body  # noqa: F401

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 3, 18, 12, tzinfo=ZONE)
HOME = "/b/yunling/notifications/"
SETTINGS = "/account/reading/"
LOG = "/b/yunling/deliveries/"
FORM = {
    "mail": "on",
    "digest_hour": "9",
    "quiet_from": "21:00",
    "quiet_until": "06:30",
    "language": "en",
}

pytestmark = pytest.mark.django_db


def told(cast: Cast, who: str = "a", key: str = "1", kind: str = "leave_decided", **more) -> Notification:
    user = cast.user(who)
    more = {"subject": f"第{key}件", "at": NOON, "url": "/b/yunling/rules/", **more}
    assert notify(user, kind, key, group=cast.group, **more)
    return Notification.objects.get(user=user, kind=kind, key=key)


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    client.force_login(cast.user("a"))
    return client


# -- the list ----------------------------------------------------------------------------------------------


def test_the_list_says_what_is_meant_in_the_readers_language_with_link_and_clause(
    cast: Cast, reader: Client
) -> None:
    told(
        cast,
        kind="channel_failed",
        subject="Messages by %(way)s do not get through: %(error)s",
        facts={"way": "mail", "error": "550"},
        clause="6.3-c",
        urgent=True,
    )
    page = reader.get(HOME).text
    assert "mail消息未能送达：550" in page
    assert "消息发送失败" in page
    assert "clause-6.3-c" in page
    assert "紧急" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"1", "2", "3"}),
        ("state=unread", {"1", "3"}),
        ("state=read", {"2"}),
        ("state=open", {"1", "2"}),
        ("state=done", {"3"}),
        ("urgent=True", {"2"}),
        ("urgent=False", {"1", "3"}),
        ("kind=essay_reviewed", {"3"}),
        ("kind=nothing", {"1", "2", "3"}),
        ("q=第1件", {"1"}),
        ("q=第 件 2", {"2"}),
        ("q=nothing", set()),
        ("q=%00", {"1", "2", "3"}),
        ("q=第１件", {"1"}),
    ],
)
def test_messages_are_searched_and_filtered(cast: Cast, reader: Client, query: str, found: set[str]) -> None:
    told(cast, key="1")
    told(cast, key="2", urgent=True)
    told(cast, key="3", kind="essay_reviewed")
    Notification.objects.filter(key="2").update(read_at=NOON)
    Notification.objects.filter(key="3").update(done_at=NOON)
    page = reader.get(f"{HOME}?{query}", headers={"HX-Request": "true", "HX-Target": "register"}).text
    assert {key for key in "123" if f"<span>第{key}件" in page} == found
    assert "<html" not in page


def test_the_search_finds_the_words_as_they_are_read(cast: Cast, reader: Client) -> None:
    told(
        cast,
        subject="Messages by %(way)s do not get through: %(error)s",
        facts={"way": "邮件", "error": "550"},
    )
    assert "邮件消息未能送达" in reader.get(f"{HOME}?q=邮件+未能").text
    assert "邮件消息未能送达" not in reader.get(f"{HOME}?q=Messages").text


def test_one_message_is_read_unread_done_and_taken_up_again(cast: Cast, reader: Client) -> None:
    pk = told(cast).pk

    def mark(how: str) -> tuple[bool, bool]:
        answer = reader.post(f"{HOME}{pk}/{how}/", headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert answer.text.count(f'id="message-{pk}"') == 1
        assert answer["HX-Trigger"] == '{"messagesChanged": {}}'
        row = Notification.objects.get(pk=pk)
        return row.read_at is not None, row.done_at is not None

    assert mark("read") == (True, False)
    assert mark("unread") == (False, False)
    assert mark("done") == (True, True)
    assert mark("undone") == (True, False)
    assert reader.post(f"{HOME}{pk}/done/").status_code == 302


def test_all_are_read_and_all_are_done_within_one_body(cast: Cast, second_body: Cast, reader: Client) -> None:
    told(cast, key="1")
    told(cast, key="2")
    told(cast, "b", key="1")
    notify(cast.user("a"), "x", "1", group=second_body.group, subject="x", at=NOON)
    reader.post(f"{HOME}read/")
    assert Notification.objects.filter(read_at=None).count() == 2
    reader.post(f"{HOME}done/")
    assert Notification.objects.filter(done_at=None).count() == 2


def test_nobody_marks_the_message_of_another(cast: Cast, reader: Client) -> None:
    other = told(cast, "b").pk
    for how in ("read", "unread", "done", "undone"):
        assert reader.post(f"{HOME}{other}/{how}/").status_code == 404
    assert Notification.objects.filter(read_at=None, done_at=None).count() == 1


def test_what_was_read_here_need_not_leave_any_more(cast: Cast) -> None:
    one, two = told(cast, key="1"), told(cast, key="2")
    User.objects.update(email="a@example.org")
    outbox.spread(NOON)
    actions.mark_read(Notification.objects.filter(pk=one.pk), at=NOON)
    outbox.sweep(lambda: NOON + timedelta(days=1))
    assert len(mail.outbox) == 1
    assert one.subject not in mail.outbox[0].body
    assert two.subject in mail.outbox[0].body


def test_the_bell_counts_and_hears_of_changes(cast: Cast, reader: Client) -> None:
    told(cast)
    assert "1" in reader.get(f"{HOME}bell/").text
    assert "messagesChanged from:body" in reader.get(HOME).text


def test_the_list_asks_as_often_for_300_as_for_one(cast: Cast, reader: Client) -> None:
    def asked(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(f"{HOME}?{query}").status_code == 200
        return len(queries)

    told(cast, key="0")
    reader.get(HOME)
    first = asked(""), asked("q=第")
    for key in range(1, 3):
        told(cast, key=str(key))
    assert (asked(""), asked("q=第")) == first
    for key in range(3, 300):
        told(cast, key=str(key))
    assert (asked(""), asked("q=第")) == first
    assert max(first) <= 12


# -- settings ----------------------------------------------------------------------------------------------


def test_habits_are_kept_and_kinds_switched_off(cast: Cast, reader: Client) -> None:
    outside = [kind.name for kind in kinds() if kind.name not in ("leave_decided", "meeting_notice")]
    assert reader.post(SETTINGS, {**FORM, "outside": outside}).status_code == 302
    habits = ReadingHabits.objects.get(user=cast.user("a"))
    assert (habits.digest_hour, str(habits.quiet_from), habits.language) == (9, "21:00:00", "en")
    assert habits.muted == ["leave_decided"]
    told(cast)
    told(cast, kind="essay_reviewed")
    User.objects.update(email="a@example.org")
    outbox.spread(NOON)
    assert [one.notification.kind for one in Delivery.objects.all()] == ["essay_reviewed"]


def test_what_the_rules_want_told_is_greyed_with_its_reason_and_leaves_all_the_same_6_3_c(
    cast: Cast, reader: Client
) -> None:
    page = reader.get(SETTINGS).text
    assert 'id="kind-meeting_notice" checked disabled' in page
    assert "规则要求告知，不能关闭" in page
    ReadingHabits.objects.create(user=cast.user("a"), muted=["meeting_notice"])
    User.objects.update(email="a@example.org")
    told(cast, kind="meeting_notice", urgent=True)
    outbox.spread(NOON)
    assert Delivery.objects.count() == 1


def test_a_fixed_reminder_cannot_be_kept_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = Kind("law", "Of no catalogue", "7.1-a", "", "", "", "", lambda _moment: (), fixed=True)
    monkeypatch.setitem(reminder_kind._registered, "law", fixed)
    assert is_fixed("law")
    assert not outbox.is_muted("law", ReadingHabits(muted=["law"]))
    assert outbox.is_muted("leave_decided", ReadingHabits(muted=["leave_decided"]))
    assert label_of("law") == "Of no catalogue"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("digest_hour", "24"),
        ("digest_hour", "x"),
        ("quiet_from", "25:00"),
        ("language", "fr"),
        ("outside", "nothing"),
    ],
)
def test_nonsense_is_said_at_the_field_and_nothing_is_kept(reader: Client, field: str, value: str) -> None:
    answer = reader.post(SETTINGS, {**FORM, field: value})
    assert answer.status_code == 422
    assert not ReadingHabits.objects.exists()


@override_settings(ROBOT_HOSTS=["qyapi.weixin.qq.com"])
@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "http://qyapi.weixin.qq.com/",
        "https://qyapi.weixin.qq.com@evil.example/",
        "https://evil.example/#qyapi.weixin.qq.com",
        "https://qyapi.weixin.qq.com.evil.example/",
        "http://127.0.0.1:6379/",
        "http://169.254.169.254/latest/",
        "https://[::1]/",
        "file:///etc/passwd",
        "gopher://qyapi.weixin.qq.com/",
    ],
)
def test_the_server_asks_no_host_that_is_not_allowed(reader: Client, url: str) -> None:
    answer = reader.post(SETTINGS, {**FORM, "robot_shape": "wecom", "robot_url": url})
    assert answer.status_code == 422
    assert not ReadingHabits.objects.exists()


@override_settings(ROBOT_HOSTS=["qyapi.weixin.qq.com"])
def test_a_robot_needs_kind_and_address(cast: Cast, reader: Client) -> None:
    url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"
    assert reader.post(SETTINGS, {**FORM, "robot_url": url}).status_code == 422
    assert reader.post(SETTINGS, {**FORM, "robot_shape": "wecom"}).status_code == 422
    assert reader.post(SETTINGS, {**FORM, "robot_shape": "wecom", "robot_url": url}).status_code == 302
    assert ReadingHabits.objects.get().robot_url == url


def test_a_test_mail_goes_out_at_once_and_not_twice_in_a_breath(cast: Cast, reader: Client) -> None:
    User.objects.filter(pk=cast.user("a").pk).update(email="a@example.org")
    reader.post(f"{SETTINGS}test/mail/")
    reader.post(f"{SETTINGS}test/mail/")
    assert [one.to for one in mail.outbox] == [["a@example.org"]]
    assert "测试消息" in mail.outbox[0].subject
    page = reader.get(SETTINGS).text
    assert "测试消息已发出" in page
    assert "请半分钟后再试" in page


def test_a_test_that_fails_says_why(cast: Cast, reader: Client) -> None:
    User.objects.filter(pk=cast.user("a").pk).update(email="a@example.org")
    with override_settings(EMAIL_BACKEND="tests.members.test_messages.Refusing"):
        reader.post(f"{SETTINGS}test/mail/")
    assert "not today" in reader.get(SETTINGS).text


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, _letters: object) -> int:
        raise OSError("not today")


def test_settings_are_reached_from_account_and_list(reader: Client) -> None:
    assert f'href="{SETTINGS}"' in reader.get("/account/").text
    assert f'href="{SETTINGS}"' in reader.get(HOME).text


def test_every_kind_that_acts_tell_has_a_name() -> None:
    assert set(FIXED) <= set(OF_ACTS)
    assert label_of("meeting_notice") == "会议通知"
    assert label_of("unheard_of") == "其他"
    assert message_kinds.kinds()


# -- the delivery log --------------------------------------------------------------------------------------


@pytest.fixture
def failed(cast: Cast) -> Delivery:
    one = told(cast, urgent=True, subject="干部任免")
    User.objects.filter(pk=one.user_id).update(email="a@example.org")
    with override_settings(EMAIL_BACKEND="tests.members.test_messages.Closed"):
        outbox.sweep(lambda: NOON)
    return Delivery.objects.get()


class Closed(Refusing):
    """A mail server that refuses for good."""

    def send_messages(self, _letters: object) -> int:
        raise smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such mailbox")})


def test_a_closed_way_stays_in_the_application_and_the_administrator_is_told(
    cast: Cast, failed: Delivery
) -> None:
    assert failed.state == "failed"
    assert Notification.objects.get(pk=failed.notification_id).read_at is None
    (said,) = Notification.objects.filter(kind="channel_failed")
    assert said.user == cast.user("system_admin")
    assert "550" in said.text or "550" in said.title
    assert said.url == LOG


def test_the_log_says_who_when_why_and_no_text(cast: Cast, failed: Delivery, client: Client) -> None:
    for who in ("clerk", "system_admin"):
        client.force_login(cast.user(who))
        page = client.get(LOG).text
        assert "成员a" in page
        assert "no such mailbox" in page
        assert "失败" in page
        detail = client.get(f"{LOG}{failed.pk}/").text
        assert "干部任免" not in page + detail
    for who in ("a", "s", "recorder", "inspector"):
        client.force_login(cast.user(who))
        assert client.get(LOG).status_code == 403
        assert client.post(f"{LOG}{failed.pk}/again/").status_code == 403


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=failed", True),
        ("state=sent", False),
        ("way=mail", True),
        ("way=robot", False),
        ("kind=leave_decided", True),
        ("q=成员a", True),
        ("q=成员b", False),
        ("since=2025-03-18&until=2025-03-18", True),
        ("since=2025-03-19", False),
        ("since=x", True),
    ],
)
def test_the_log_is_filtered(cast: Cast, failed: Delivery, client: Client, query: str, shown: bool) -> None:
    client.force_login(cast.user("clerk"))
    assert (f'href="{LOG}{failed.pk}/"' in client.get(f"{LOG}?{query}").text) is shown


def test_what_failed_is_sent_again_under_the_same_id(cast: Cast, failed: Delivery, client: Client) -> None:
    client.force_login(cast.user("clerk"))
    assert client.post(f"{LOG}{failed.pk}/again/").status_code == 302
    assert outbox.sweep()["sent"] == 1
    (letter,) = mail.outbox
    assert letter.extra_headers["Message-ID"] == f"<{failed.batch}@desk.invalid>"
    failed.refresh_from_db()
    assert (failed.state, failed.error) == ("sent", "")
    assert client.post(f"{LOG}again/").status_code == 302
    assert outbox.sweep()["sent"] == 0


def test_another_bodys_log_is_its_own(
    cast: Cast, failed: Delivery, second_body: Cast, client: Client
) -> None:
    client.force_login(second_body.user("clerk"))
    assert client.get(LOG).status_code == 404
    assert client.get(f"/b/gaopo/deliveries/{failed.pk}/").status_code == 404
    assert client.post(f"/b/gaopo/deliveries/{failed.pk}/again/").status_code == 404
    client.post("/b/gaopo/deliveries/again/")
    failed.refresh_from_db()
    assert failed.state == "failed"
