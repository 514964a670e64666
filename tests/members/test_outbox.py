"""Does each message leave once, in its hour, and is nothing lost when a sender dies or a server refuses?"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from members.delivery import outbox
from members.delivery.mail import composed, subject_of
from members.delivery.message import NotNow, Undeliverable
from members.models import Delivery, Notification, ReadingHabits
from members.notifications import notify
from tests.cast import SEATS, Cast, make_body

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 3, 18, 12, tzinfo=ZONE)
EIGHT = datetime(2025, 3, 19, 8, tzinfo=ZONE)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def told(cast: Cast, who: str = "a", *, key: str = "1", at: datetime = NOON, **more) -> Notification:
    user = cast.user(who)
    if not user.email:
        user.email = f"{user.username}@example.org"
        user.save()
    assert notify(user, "test", key, group=cast.group, subject=f"第{key}件", at=at, url="/b/yunling/", **more)
    return Notification.objects.get(user=user, key=key)


def sent_at(moment: datetime) -> dict[str, int]:
    return outbox.sweep(lambda: moment)


def test_an_urgent_message_leaves_at_once_with_both_parts_and_a_link(cast: Cast) -> None:
    told(cast, urgent=True, body="请确认")
    assert sent_at(NOON) == {"spread": 1, "sent": 1, "failed": 0}
    (letter,) = mail.outbox
    assert letter.to == ["yunling-a@example.org"]
    assert "请确认" in letter.body
    assert "/b/yunling/" in letter.body
    assert "/b/yunling/" in letter.alternatives[0].content


def test_a_second_sweep_sends_nothing_again(cast: Cast) -> None:
    told(cast, urgent=True)
    sent_at(NOON)
    assert sent_at(NOON + timedelta(minutes=5)) == {"spread": 0, "sent": 0, "failed": 0}
    assert len(mail.outbox) == 1


def test_what_is_not_urgent_comes_in_one_mail_a_day(cast: Cast) -> None:
    for key in "123":
        told(cast, key=key)
    told(cast, "b", key="1")
    assert sent_at(NOON)["sent"] == 0
    assert sent_at(EIGHT)["sent"] == 4
    assert sorted(len(letter.body.split("http")) - 1 for letter in mail.outbox) == [1, 3]
    assert Delivery.objects.filter(state="sent").count() == 4


def test_quiet_hours_hold_an_urgent_message_back_until_morning(cast: Cast) -> None:
    late = NOON.replace(hour=23)
    told(cast, urgent=True, at=late)
    assert sent_at(late)["sent"] == 0
    assert sent_at(EIGHT.replace(hour=6, minute=59))["sent"] == 0
    assert sent_at(EIGHT.replace(hour=7))["sent"] == 1


@given(hour=st.times(), begins=st.times(), ends=st.times(), urgent=st.booleans(), digest=st.integers(0, 23))
def test_nothing_is_ever_due_in_the_past_nor_in_quiet_hours(hour, begins, ends, urgent, digest) -> None:
    begins, ends = begins.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0)
    habits = ReadingHabits(quiet_from=begins, quiet_until=ends, digest_hour=digest)
    at = NOON.replace(hour=hour.hour, minute=hour.minute, second=hour.second)
    due = outbox.due(habits, at, urgent=urgent)
    assert at <= due <= at + timedelta(days=1)
    if not urgent:
        assert due.astimezone(ZONE).time() == time(digest)
    elif begins != ends:
        local = due.astimezone(ZONE).time()
        assert not (begins <= local < ends if begins < ends else local >= begins or local < ends)


def test_a_sender_that_dies_loses_nothing_and_the_mail_is_known_again(cast: Cast) -> None:
    told(cast, urgent=True)
    outbox.spread(NOON)
    first = outbox.claim(NOON)
    assert outbox.claim(NOON) == []
    outbox.CHANNELS[first[0].way].send(outbox.message_of(first))
    # killed here: sent and never marked
    again = outbox.claim(NOON + outbox.LEASE + timedelta(seconds=1))
    assert [one.pk for one in again] == [one.pk for one in first]
    assert outbox.send_batch(again, NOON)
    ids = {letter.extra_headers["Message-ID"] for letter in mail.outbox}
    assert (len(mail.outbox), len(ids)) == (2, 1)


def test_a_digest_that_was_cut_off_goes_out_again_as_it_was(cast: Cast) -> None:
    told(cast, key="1")
    outbox.spread(NOON)
    first = outbox.claim(EIGHT)
    told(cast, key="2", at=EIGHT - timedelta(hours=1))
    outbox.spread(EIGHT - timedelta(hours=1))
    later = EIGHT + outbox.LEASE + timedelta(seconds=1)
    batches = [outbox.claim(later), outbox.claim(later)]
    assert sorted(len(batch) for batch in batches) == [1, 1]
    assert first[0].pk in {batch[0].pk for batch in batches}
    assert len({batch[0].batch for batch in batches}) == 2


def test_a_lost_claim_marks_nothing(cast: Cast) -> None:
    told(cast, urgent=True)
    outbox.spread(NOON)
    mine = outbox.claim(NOON)
    other = outbox.claim(NOON + outbox.LEASE * 2)
    outbox.send_batch(mine, NOON)
    assert Delivery.objects.get().claim == other[0].claim
    assert Delivery.objects.get().state == "claimed"


class Refusing:
    """A way that refuses, now or for good."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def reaches(self, user, habits) -> bool:
        return True

    def send(self, message) -> None:
        raise self.error


def test_a_failure_is_tried_again_later_and_given_up_at_last_and_the_administrator_is_told(
    cast: Cast, monkeypatch
) -> None:
    monkeypatch.setattr(outbox, "CHANNELS", {"mail": Refusing(NotNow("no route"))})
    told(cast, urgent=True)
    moment, tries = NOON, 0
    while Delivery.objects.filter(state="failed").count() == 0:
        assert sent_at(moment)["sent"] == 0
        tries, moment = tries + 1, moment + timedelta(days=1)
        assert tries < 20
    assert Delivery.objects.get(notification__kind="test").attempts == len(outbox.WAITS) + 1
    keeper = cast.user("system_admin").notifications.get(kind="channel_failed")
    assert "no route" in keeper.title


def test_a_refusal_for_good_is_not_tried_again(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(outbox, "CHANNELS", {"mail": Refusing(Undeliverable("no such box"))})
    told(cast, urgent=True)
    assert sent_at(NOON)["failed"] == 1
    assert Delivery.objects.get(notification__kind="test").state == "failed"


@pytest.mark.parametrize(
    "change", [{"mail": False}, {"muted": ["test"]}], ids=["no mail wanted", "kind kept inside"]
)
def test_what_a_person_does_not_want_stays_inside(cast: Cast, change) -> None:
    told(cast, urgent=True)
    ReadingHabits.objects.create(user=cast.user("a"), **change)
    sent_at(NOON)
    assert mail.outbox == []
    assert cast.user("a").notifications.count() == 1


def test_a_sensitive_message_says_outside_only_that_there_is_something(cast: Cast) -> None:
    told(cast, urgent=True, sensitive=True, body="人选为甲")
    sent_at(NOON)
    (letter,) = mail.outbox
    everything = letter.subject + letter.body + letter.alternatives[0].content
    assert "人选" not in everything
    assert "第1件" not in everything


@pytest.mark.parametrize("title", ["甲\r\nBcc: x@example.org", "甲\nX: y", "乙\x0b丙"])
def test_a_hostile_title_adds_no_header(cast: Cast, title) -> None:
    one = told(cast, urgent=True)
    Notification.objects.filter(pk=one.pk).update(subject=title)
    sent_at(NOON)
    (letter,) = mail.outbox
    assert "\n" not in letter.subject
    assert set(letter.message().keys()) <= {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted",
    }  # fmt: skip
    assert letter.recipients() == ["yunling-a@example.org"]


def test_markup_in_a_text_is_text(cast: Cast) -> None:
    told(cast, urgent=True, body="<script>alert(1)</script>")
    sent_at(NOON)
    assert "<script>" not in mail.outbox[0].alternatives[0].content


def test_titles_follow_the_language_a_person_chose(cast: Cast) -> None:
    told(cast, key="1")
    told(cast, key="2")
    ReadingHabits.objects.create(user=cast.user("a"), language="en")
    sent_at(NOON)
    sent_at(EIGHT)
    assert mail.outbox[0].subject == "Party Group Desk: 2 messages"


def test_spreading_costs_the_same_for_one_and_for_many(cast: Cast, django_assert_max_num_queries) -> None:
    for number in range(60):
        told(cast, key=str(number))
    with django_assert_max_num_queries(10):
        assert outbox.spread(NOON) == 60


def test_the_subject_of_a_long_title_is_short(cast: Cast) -> None:
    one = told(cast, urgent=True)
    one.subject = "长" * 190
    one.save()
    outbox.spread(NOON)
    message = outbox.message_of(outbox.claim(NOON))
    assert len(subject_of(message)) <= 150
    assert composed(message).to == [one.user.email]
