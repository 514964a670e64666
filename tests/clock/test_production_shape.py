"""Is nothing lost and nothing doubled with real workers, two beats and a real Redis, whatever is killed?

DESK_KILLS=50 DESK_REMINDERS=1000 runs the whole of it (about five minutes); the suite's own run is a short one.
"""

import os
import pickle
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery
from django.db import connection
from kombu import Exchange, Producer, Queue

from members.models import Delivery, Heartbeat, Notification, ReadingHabits, User
from tests.cast import SEATS, Cast, make_body
from tests.clock.post_office import PostOffice, open_office
from tests.clock.shape import REDIS_SERVER, Shape, wait_until

KILLS = int(os.environ.get("DESK_KILLS", "6"))
REMINDERS = int(os.environ.get("DESK_REMINDERS", "200"))
WHOLE = KILLS >= 50
CANARY = "金丝雀不入队列"
RECOVERY = 120

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not REDIS_SERVER, reason="no redis-server on this machine: the tests kill their own"),
]


@pytest.fixture
def readers(transactional_db: None) -> Cast:
    """Fifty readers without quiet hours: the tests run at night too."""
    cast = make_body("yunling", SEATS)
    for number in range(50):
        user = User.objects.create_user(
            f"reader{number:02}", email=f"reader{number:02}@example.org", name=f"读者{number}"
        )
        ReadingHabits.objects.create(user=user, quiet_from="00:00", quiet_until="00:00")
    return cast


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as made:
        yield made


@pytest.fixture
def shape(tmp_path: Path, office: PostOffice) -> Iterator[Shape]:
    made = Shape(tmp_path, office.port)
    try:
        made.broker()
        yield made
    finally:
        made.close()


def falling_due(shape: Shape, total: int, rate: float) -> None:
    shape.more |= {"QUICK_BEGAN": str(time.time()), "QUICK_TOTAL": str(total), "QUICK_RATE": str(rate)}


def cut_database() -> None:
    """End every connection but this one, as a restart of the server would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def all_sent(total: int) -> bool:
    return Delivery.objects.filter(state="sent").count() == total


def each_exactly_once(office: PostOffice, total: int) -> int:
    """Assert what must hold at the end; return how many mails came twice."""
    keys = list(Notification.objects.filter(kind="quick").values_list("key", flat=True))
    assert sorted(keys) == sorted(f"thing:{number}@1" for number in range(total))
    assert Counter(Delivery.objects.values_list("state", flat=True)) == {"sent": total}
    assert Delivery.objects.values("notification").distinct().count() == total
    said: dict[str, set[tuple[str, str]]] = {}
    for mail in office.came:
        said.setdefault(str(mail["Message-ID"]), set()).add((str(mail["To"]), str(mail["Subject"])))
    assert all(len(same) == 1 for same in said.values()), "one Message-ID, two different mails"
    subjects = Counter(subject for same in said.values() for _to, subject in same)
    assert subjects == dict.fromkeys((f"{CANARY} {number}" for number in range(total)), 1)
    return len(office.came) - total


def test_kills_two_beats_and_an_emptied_broker_lose_and_double_nothing(
    readers: Cast, shape: Shape, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(20251215)
    office.seconds = 0.08
    if not WHOLE:
        shape.more["DELIVERY_LEASE_SECONDS"] = "10"
    falling_due(shape, REMINDERS, REMINDERS / (0.5 * KILLS))
    shape.beat("beat1")
    shape.beat("beat2")
    flushed = cut = seen_in_redis = 0
    for number in range(KILLS):
        worker, before = shape.worker(f"worker{number}"), len(office.came)
        wait_until(
            lambda before=before: len(office.came) > before or all_sent(REMINDERS), 60, "a mail goes out"
        )
        time.sleep(dice.random() * 1.5)
        if number % 5 == 1:
            cut_database()
            cut += 1
        shape.kill(worker)
        if number % 4 == 2:
            time.sleep(1.2)  # both beats put something into the queue
            stored = list(shape.redis().scan_iter())
            seen_in_redis += len(stored)
            for key in stored:
                assert CANARY.encode() not in (shape.redis().dump(key) or b"")
                assert b"reader" not in (shape.redis().dump(key) or b"")
            shape.redis().flushall()
            flushed += 1
    left = REMINDERS - Delivery.objects.filter(state="sent").count()
    shape.worker("last", concurrency=2)
    took = wait_until(lambda: all_sent(REMINDERS), RECOVERY, "all sent after recovery")
    doubled = each_exactly_once(office, REMINDERS)
    with capsys.disabled():
        print(  # noqa: T201  (the figures of the run)
            f"\n{REMINDERS} reminders, {KILLS} kills, {flushed} times an emptied Redis, {cut} times all connections"
            f" cut: {left} left at the last kill, all sent {took:.1f} s after it; {doubled} mails came twice"
        )
    assert doubled <= KILLS + cut
    assert flushed
    assert cut
    assert seen_in_redis


def test_a_broker_that_dies_delays_and_loses_nothing(readers: Cast, shape: Shape, office: PostOffice) -> None:
    falling_due(shape, 60, 10)
    (broker,) = shape.children
    shape.beat("beat")
    shape.worker()
    wait_until(lambda: office.came, 60, "the first mail")
    shape.kill(broker)
    time.sleep(4)
    shape.broker()
    took = wait_until(lambda: all_sent(60), RECOVERY, "all sent after the broker came back")
    assert each_exactly_once(office, 60) == 0
    assert took < RECOVERY


def test_a_pickled_message_is_refused_and_the_worker_goes_on(
    readers: Cast, shape: Shape, tmp_path: Path
) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "taken"),)

    pickle.loads(pickle.dumps(Evil()))
    (tmp_path / "taken").rmdir()  # whoever loads it makes the folder

    shape.worker()
    wait_until(lambda: "ready." in shape.log("worker"), 60, "the worker is ready")
    with Celery(broker=f"redis://127.0.0.1:{shape.port}/0").connection_for_write() as line:
        queue = Queue("desk", Exchange("desk", type="direct"), routing_key="desk")
        Producer(line).publish(
            [[Evil()], {}, {}],
            serializer="pickle",
            headers={"task": "members.tasks.beat_heartbeat", "id": "1", "lang": "py", "root_id": "1"},
            exchange=queue.exchange,
            routing_key="desk",
            declare=[queue],
        )
    wait_until(lambda: "ContentDisallowed" in shape.log("worker"), 30, "the message is refused")
    assert not (tmp_path / "taken").exists()
    shape.beat("beat")
    wait_until(lambda: Heartbeat.objects.filter(name="clock").exists(), 60, "the next task runs")
    wait_until(lambda: Heartbeat.objects.filter(name="task:beat_heartbeat").exists(), 20, "its run is noted")
    assert Heartbeat.objects.filter(name="beat").exists()
    assert not (tmp_path / "taken").exists()
