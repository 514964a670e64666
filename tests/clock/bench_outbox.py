"""How long does it take to send a thousand messages, and does it grow faster than their number?

    python -m pytest -n 0 -q -s -o python_functions="bench_*" tests/clock/bench_outbox.py     on SQLite, or on PostgreSQL with TEST_DATABASE_URL

The mails go to a real SMTP server on loopback; the last figure is without any, the outbox alone.
"""

import time
from typing import Any

import pytest
from django.conf import settings as current
from django.db import connection

from members.delivery import outbox
from members.models import Delivery, Notification, User
from tests.cast import Cast
from tests.clock.letters import EIGHT, NOON
from tests.clock.post_office import PostOffice

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = (1000, 2000)
READERS = 200


class Silent:
    """A way on which sending costs nothing."""

    def reaches(self, user: Any, habits: Any) -> bool:
        return True

    def send(self, message: Any) -> None:
        pass


@pytest.fixture
def readers(body: Cast) -> tuple[Cast, list[User]]:
    users = [User(username=f"r{n}", name=f"读者{n}", email=f"r{n}@example.org") for n in range(READERS)]
    return body, User.objects.bulk_create(users)


def seconds_to_send(readers: tuple[Cast, list[User]], size: int, *, urgent: bool) -> float:
    body, users = readers
    Notification.objects.all().delete()
    Notification.objects.bulk_create(
        Notification(
            group=body.group, user=users[n % READERS], kind="bench", key=str(n), subject=f"第{n}件",
            url="/b/yunling/", at=NOON, urgent=urgent,
        )
        for n in range(size)
    )  # fmt: skip
    outbox.spread(NOON)
    began = time.perf_counter()
    sent = 0
    while count := outbox.sweep(lambda: EIGHT, batches=5000, seconds=600)["sent"]:
        sent += count
    assert sent == size == Delivery.objects.filter(state="sent").count()
    return time.perf_counter() - began


def told(name: str, seconds: dict[int, float]) -> None:
    each = {size: 1000 * took / size for size, took in seconds.items()}
    slope = each[max(each)] / each[min(each)]
    print(
        f"\n{connection.vendor}, {name}: " + ", ".join(f"{n}: {s:.1f} s" for n, s in seconds.items()), end=""
    )
    print(f"; {each[max(each)]:.2f} s a thousand, {slope:.2f} times what a thousand cost alone")
    assert slope < 2


@pytest.mark.parametrize("urgent", [True, False], ids=["urgent", "daily"])
def bench_mail(readers: tuple[Cast, list[User]], office: PostOffice, urgent: bool) -> None:
    assert office.port == current.EMAIL_PORT
    told(
        "urgent mails" if urgent else f"daily mails to {READERS}",
        {size: seconds_to_send(readers, size, urgent=urgent) for size in SIZES},
    )


def bench_without_a_server(readers: tuple[Cast, list[User]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "CHANNELS", {"mail": Silent()})
    told("the outbox alone", {size: seconds_to_send(readers, size, urgent=True) for size in SIZES})
