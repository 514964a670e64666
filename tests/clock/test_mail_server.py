"""Does a real mail server get what was meant, once, and what happens when it refuses, hangs up or is away?"""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from members.delivery import outbox
from members.models import Delivery, Heartbeat
from tests.cast import Cast
from tests.clock.letters import EIGHT, NOON, habits, sent_at, told
from tests.clock.post_office import PostOffice, free_port

pytestmark = pytest.mark.django_db


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def test_an_urgent_message_arrives_with_both_parts_and_the_headers_of_a_machine(
    body: Cast, office: PostOffice
) -> None:
    told(body, "1", urgent=True, body="请于今日\n确认《通知》")
    assert sent_at(NOON)["sent"] == 1
    (mail,) = office.came
    assert mail.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "确认《通知》" in part(mail, "plain")
    assert "确认《通知》" in part(mail, "html")
    assert str(mail["Subject"]) == "第1件"
    assert str(mail["Auto-Submitted"]) == "auto-generated"
    assert str(mail["Message-ID"]) == f"<mail-{Delivery.objects.get().pk}@desk.invalid>"
    assert mail["Date"]
    assert mail["List-Unsubscribe"] is None
    assert mail["Bcc"] is None
    assert office.to == [["yunling-a@example.org"]]


def test_the_daily_mail_holds_all_that_is_due_and_each_link(body: Cast, office: PostOffice) -> None:
    for key in "123":
        told(body, key, url=f"/b/yunling/thing/{key}/")
    sent_at(NOON)
    assert office.came == []
    sent_at(EIGHT)
    (mail,) = office.came
    for key in "123":
        assert f"第{key}件" in part(mail, "plain")
        assert f"http://127.0.0.1:8000/b/yunling/thing/{key}/" in part(mail, "plain")
        assert f"/b/yunling/thing/{key}/" in part(mail, "html")
    assert "3" in str(mail["Subject"])


@pytest.mark.parametrize(("language", "greeting"), [("zh-hans", "您好"), ("en", "good day")])
def test_each_reader_is_written_to_in_the_language_of_choice(
    body: Cast, office: PostOffice, language: str, greeting: str
) -> None:
    told(
        body,
        "1",
        urgent=True,
        subject="Messages by %(way)s do not get through: %(error)s",
        facts={"way": "x", "error": "y"},
    )
    habits(body, language=language)
    sent_at(NOON)
    (mail,) = office.came
    assert ("Messages by x" in str(mail["Subject"])) == (language == "en")
    assert greeting in part(mail, "plain")
    assert f'lang="{"en" if language == "en" else "zh-hans"}"' in part(mail, "html")


def test_many_mails_go_over_one_line(body: Cast, office: PostOffice) -> None:
    for key in range(30):
        told(body, str(key), urgent=True)
    before = office.lines
    assert sent_at(NOON)["sent"] == 30
    assert len(set(office.ids())) == 30
    assert office.lines - before == 1


def test_a_line_that_the_server_drops_is_opened_again(body: Cast, office: PostOffice) -> None:
    for key in "123":
        told(body, key, urgent=True)
    office.data = ["250 taken", "hang up"]
    before = office.lines
    figures = sent_at(NOON)
    assert (figures["sent"], figures["failed"]) == (2, 1)
    assert office.lines - before == 2
    assert sent_at(NOON + outbox.WAITS[0])["sent"] == 1


def test_hostile_titles_add_no_header_and_break_no_line(body: Cast, office: PostOffice) -> None:
    for number, title in enumerate(
        ("甲\r\nBcc: x@example.org", "乙\n\n.\r\nQUIT", "丙\r\n.\r\nMAIL FROM:<x>", "=?utf-8?q?丁?=")
    ):
        told(body, str(number), urgent=True, subject=title, body="行\r\n.\r\n.行")
    assert sent_at(NOON)["sent"] == 4
    assert office.to == [["yunling-a@example.org"]] * 4
    for mail in office.came:
        assert set(mail.keys()) == {
            "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted",
        }  # fmt: skip
        assert ".行" in part(mail, "plain")


def test_a_refusal_for_good_is_given_up_and_told(body: Cast, office: PostOffice) -> None:
    told(body, "1", urgent=True)
    office.rcpt = ["550 5.1.1 no such user"]
    assert sent_at(NOON) == {"spread": 1, "sent": 0, "failed": 1}
    row = Delivery.objects.get(notification__kind="test")
    assert (row.state, row.attempts) == ("failed", 1)
    assert "no such user" in row.error
    assert "no such user" in body.user("system_admin").notifications.get(kind="channel_failed").title
    assert body.user("a").notifications.count() == 1


@pytest.mark.parametrize("answer", ["450 4.2.0 later", "hang up"])
def test_a_refusal_for_now_is_tried_again_under_the_same_id(
    body: Cast, office: PostOffice, answer: str
) -> None:
    told(body, "1", urgent=True)
    office.data = [answer]
    assert sent_at(NOON)["failed"] == 1
    row = Delivery.objects.get()
    assert (row.state, row.due_at) == ("waiting", NOON + outbox.WAITS[0])
    assert row.error
    assert sent_at(NOON + timedelta(seconds=30))["sent"] == 0
    assert sent_at(NOON + outbox.WAITS[0])["sent"] == 1
    assert office.ids() == [f"<mail-{row.pk}@desk.invalid>"]
    row.refresh_from_db()
    assert (row.state, row.error) == ("sent", "")


def test_a_server_that_is_away_is_given_up_after_hours_and_told_once(
    body: Cast, office: PostOffice, settings: Any
) -> None:
    settings.EMAIL_PORT = free_port()
    told(body, "1", urgent=True)
    told(body, "2", urgent=True)
    moment, sweeps = NOON, 0
    while Delivery.objects.filter(notification__kind="test", state="failed").count() < 2:
        sent_at(moment)
        moment, sweeps = moment + timedelta(minutes=10), sweeps + 1
        assert sweeps < 60
    assert moment - NOON > sum(outbox.WAITS, timedelta())
    assert body.user("system_admin").notifications.filter(kind="channel_failed").count() == 1
    assert Heartbeat.objects.get(name="sweep").figures["sent"] == 0


def test_a_server_that_is_away_uses_up_three_attempts_a_sweep_and_no_more(
    body: Cast, office: PostOffice, settings: Any
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    for key in range(10):
        told(body, str(key), urgent=True)
    assert sent_at(NOON) == {"spread": 10, "sent": 0, "failed": outbox.FAILURES_RUNNING}
    assert Delivery.objects.filter(attempts=0).count() == 10 - outbox.FAILURES_RUNNING
    settings.EMAIL_PORT = port
    assert sent_at(NOON + outbox.WAITS[0])["sent"] == 10


def test_without_a_mail_server_nothing_is_called_sent(body: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    told(body, "1", urgent=True)
    assert sent_at(NOON) == {"spread": 1, "sent": 0, "failed": 0}
    assert not Delivery.objects.exists()


def test_what_was_read_inside_is_not_mailed_any_more(body: Cast, office: PostOffice) -> None:
    read, _unread = told(body, "1"), told(body, "2")
    sent_at(NOON)
    read.read_at = NOON + timedelta(hours=1)
    read.save()
    sent_at(EIGHT)
    (mail,) = office.came
    assert str(mail["Subject"]) == "第2件"
    assert not Delivery.objects.filter(notification=read).exists()


def test_who_has_left_is_not_written_to(body: Cast, office: PostOffice) -> None:
    user = told(body, "1").user
    sent_at(NOON)
    user.is_active = False
    user.save()
    assert sent_at(EIGHT)["sent"] == 0
    assert office.came == []


def test_a_message_that_cannot_be_made_keeps_back_no_other(body: Cast, office: PostOffice) -> None:
    told(body, "1", urgent=True, subject="%(missing)s", facts={"other": 1})
    told(body, "2", urgent=True)
    assert sent_at(NOON) == {"spread": 2, "sent": 1, "failed": 1}
    assert Delivery.objects.get(state="waiting").error == "KeyError"


def test_a_delivery_that_kills_its_senders_is_given_up_at_last(body: Cast, office: PostOffice) -> None:
    told(body, "1", urgent=True)
    outbox.spread(NOON)
    moment = NOON
    for _death in range(outbox.MOST_ATTEMPTS):
        assert outbox.claim(moment)
        moment += outbox.LEASE + timedelta(seconds=1)
    assert sent_at(moment)["failed"] == 1
    assert office.came == []
    assert Delivery.objects.get(notification__kind="test").state == "failed"


def test_a_sweep_ends_in_time_and_the_next_goes_on(body: Cast, office: PostOffice) -> None:
    for key in range(10):
        told(body, str(key), urgent=True)
    office.seconds = 0.1
    first = outbox.sweep(lambda: NOON, seconds=0.3)["sent"]
    assert 1 <= first < 10
    office.seconds = 0
    assert sent_at(NOON)["sent"] == 10 - first
