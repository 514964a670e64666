"""Do several senders at once send each message once, and a daily mail as one?"""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.delivery import claims, outbox
from members.models import Delivery
from members.reminders import Due, Kind, Moment, write
from tests.cast import SEATS, Cast, make_body
from tests.clock.letters import EIGHT, NOON, habits, told
from tests.clock.post_office import PostOffice

SENDERS = 4


def together(act: Callable[[], Any], times: int = SENDERS) -> list[Any]:
    """Let several threads do the same, with a connection each; raise what one of them raised."""
    start, came, failed = threading.Barrier(times, timeout=20), [], []

    def run() -> None:
        try:
            start.wait()
            came.append(act())
        except Exception as error:  # noqa: BLE001  (raised below)
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return came


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    cast = make_body("yunling", SEATS)
    for who in SEATS:
        habits(cast, who, quiet_from="00:00", quiet_until="00:00")
    return cast


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_senders_at_once_send_each_urgent_message_once(crowd: Cast) -> None:
    for key in range(60):
        told(crowd, str(key), "sdabc"[key % 5], urgent=True)
    figures = together(lambda: outbox.sweep(lambda: NOON))
    assert sum(one["sent"] for one in figures) == 60
    assert sum(one["spread"] for one in figures) == 60
    assert len(mail.outbox) == 60
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 60
    assert Counter(Delivery.objects.values_list("state", "attempts")) == {("sent", 1): 60}


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_senders_at_once_send_one_daily_mail_to_each_reader(crowd: Cast) -> None:
    for round_ in range(6):
        for who in SEATS:
            for key in range(8):
                told(crowd, f"{round_}-{key}", who, at=NOON)
        outbox.spread(NOON)
        mail.outbox.clear()
        together(lambda: outbox.sweep(lambda: EIGHT))
        assert Counter(letter.to[0] for letter in mail.outbox) == {
            f"yunling-{who}@example.org": 1 for who in SEATS
        }
        assert not Delivery.objects.exclude(state="sent").exists()


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_senders_at_once_halve_no_daily_mail_that_lapsed(crowd: Cast) -> None:
    for who in SEATS:
        for key in range(8):
            told(crowd, str(key), who)
    outbox.spread(NOON)
    while outbox.claim(EIGHT):
        pass  # all are taken, and their sender dies
    later = EIGHT + outbox.LEASE + timedelta(seconds=1)
    together(lambda: outbox.sweep(lambda: later))
    assert len(mail.outbox) == len(SEATS)
    assert Counter(Delivery.objects.values_list("attempts", flat=True)) == {2: 40}


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_beats_write_each_reminder_once(crowd: Cast) -> None:
    users = [crowd.user(who).pk for who in SEATS]

    def find(moment: Moment) -> list[Due]:
        return [Due(crowd.group.pk, users[n % 5], f"thing:{n}", "1", "/b/yunling/") for n in range(300)]

    kind = Kind("race", "race", "6.1-a", "all", "now", "title", "", find)
    together(lambda: write(kind, Moment(NOON)))
    keys = list(crowd.group.notifications.filter(kind="race").values_list("key", flat=True))
    assert sorted(keys) == sorted(f"thing:{n}@1" for n in range(300))


@pytest.mark.django_db
def test_a_claim_that_was_lost_before_sending_sends_nothing(
    body: Cast, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(body, "1", urgent=True)
    outbox.spread(NOON)
    slow = outbox.claim(NOON)
    other = outbox.claim(NOON + outbox.LEASE * 2)
    assert [one.pk for one in slow] == [one.pk for one in other]
    assert not outbox.send_batch(slow, NOON)
    assert office.came == []
    assert outbox.send_batch(other, NOON + outbox.LEASE * 2)
    assert len(office.came) == 1


@pytest.mark.django_db
def test_a_claim_is_renewed_before_it_is_sent(body: Cast) -> None:
    told(body, "1", urgent=True)
    outbox.spread(NOON)
    batch = outbox.claim(NOON)
    later = NOON + outbox.LEASE * 0.9
    assert claims.renew(batch, later)
    assert outbox.claim(NOON + outbox.LEASE * 1.5) == []
    assert outbox.claim(later + outbox.LEASE * 1.1)


def queries_of(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len([q for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


@pytest.mark.django_db
@pytest.mark.parametrize("urgent", [True, False])
def test_a_batch_costs_the_same_whatever_waits(body: Cast, urgent: bool) -> None:
    seen = []
    for size in (1, 3, 300):
        Delivery.objects.all().delete()
        for key in range(size):
            told(body, f"{size}-{key}", urgent=urgent)
        outbox.spread(NOON)
        batch: list[Delivery] = []
        costs = queries_of(lambda batch=batch: batch.extend(outbox.claim(EIGHT)))
        assert len(batch) == (1 if urgent else size)
        seen.append(costs + queries_of(lambda batch=batch: outbox.send_batch(batch, EIGHT)))
    assert len(set(seen)) == 1
    assert seen[0] <= 9
