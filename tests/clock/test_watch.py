"""Do page, endpoint and metrics say how the clock is, to those who may ask, and nothing that is not theirs?"""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from prometheus_client.parser import text_string_to_metric_families

from config import clock, health, metrics, watch
from config.watch import BAD, GOOD, LIMITS, WARN, Figures, signs
from members.delivery import outbox
from members.models import Delivery, Heartbeat, Notification, User
from members.notifications import notify
from tests.cast import Cast
from tests.clock.letters import NOON, told

pytestmark = pytest.mark.django_db
TOKEN = "a long token of the watch"


@pytest.fixture(autouse=True)
def _no_broker(settings: Any) -> None:
    settings.REDIS_URL = ""


@pytest.fixture
def going(body: Cast) -> Cast:
    """A clock that goes."""
    for name in (clock.BEAT, "clock", "sweep"):
        Heartbeat.objects.create(name=name, at=now())
    return body


def tones(seen: Figures) -> dict[str, str]:
    return {sign.name: sign.tone for sign in signs(seen)}


WELL = {clock.BEAT: 10.0, "clock": 10.0, "sweep": 10.0}


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_each_limit_is_exact(name: str) -> None:
    limit = LIMITS[name]
    for value, tone in (
        (limit.warn - 0.001, GOOD), (limit.warn, WARN), (limit.bad - 0.001, WARN), (limit.bad, BAD), (None, BAD),
    ):  # fmt: skip
        assert limit.tone(value) == tone


@pytest.mark.parametrize(
    ("change", "bad"),
    [
        ({"heartbeats": WELL | {clock.BEAT: 300.0}}, "beat"),
        ({"heartbeats": WELL | {"clock": 600.0}}, "worker"),
        ({"heartbeats": WELL | {"sweep": 600.0}}, "sweep"),
        ({"heartbeats": {}}, "beat"),
        ({"oldest": 1800.0}, "queue"),
        ({"retried": {"mail": 30, "robot": 20}}, "retried"),
        ({"given_up": {"mail": 20}}, "given_up"),
    ],
)
def test_what_stands_still_is_bad(change: dict[str, Any], bad: str) -> None:
    assert tones(Figures(NOON, **({"heartbeats": WELL} | change)))[bad] == BAD


def test_a_clock_that_goes_is_good() -> None:
    assert set(tones(Figures(NOON, heartbeats=WELL)).values()) == {GOOD}


def test_the_age_of_the_queue_counts_what_is_due_and_not_what_waits_for_its_hour(body: Cast) -> None:
    told(body, "digest")
    outbox.spread(NOON)
    assert watch.figures(NOON).oldest == 0
    told(body, "urgent", urgent=True)
    outbox.spread(NOON)
    seen = watch.figures(NOON + timedelta(minutes=11))
    assert (seen.oldest, dict(seen.due)) == (660, {"mail": 1})
    told(body, "not even spread", at=NOON - timedelta(minutes=9))
    assert watch.figures(NOON + timedelta(minutes=11)).oldest == 1200
    assert watch.figures(NOON).unspread == 1


def test_a_claim_whose_sender_died_counts_as_waiting(body: Cast) -> None:
    told(body, "1", urgent=True)
    outbox.spread(NOON)
    outbox.claim(NOON)
    assert watch.figures(NOON + timedelta(minutes=30)).oldest == 1800


def test_failures_are_counted_by_way_for_a_day(body: Cast) -> None:
    for number, (state, error) in enumerate(
        (("waiting", "no"), ("failed", "no"), ("sent", ""), ("failed", "old"))
    ):
        one = told(body, str(number))
        late = NOON - timedelta(days=2) if error == "old" else NOON
        Delivery.objects.create(
            notification=one, way="mail", state=state, error=error, due_at=late, sent_at=late
        )
    seen = watch.figures(NOON + timedelta(hours=1))
    assert (seen.retried["mail"], dict(seen.given_up), dict(seen.sent)) == (1, {"mail": 1}, {"mail": 1})


def test_the_figures_cost_the_same_whatever_there_is(body: Cast) -> None:
    costs = set()
    for size in (1, 3, 300):
        for key in range(size):
            told(body, f"{size}-{key}", urgent=True)
        outbox.spread(NOON)
        with CaptureQueriesContext(connection) as seen:
            watch.figures(NOON)
        costs.add(len(seen))
    assert len(costs) == 1
    assert max(costs) <= 4


# -- who may ask ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/monitor/health", "/monitor/metrics"])
@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.1.2.3", {}, 404),
        ("10.1.2.3", {"authorization": f"Bearer {TOKEN}"}, 200),
        ("10.1.2.3", {"authorization": "Bearer wrong"}, 404),
        ("10.1.2.3", {"authorization": "Bearer "}, 404),
        ("127.0.0.1", {"x-forwarded-for": "10.1.2.3"}, 404),
        ("127.0.0.1", {"forwarded": "for=10.1.2.3"}, 404),
    ],
)
def test_the_watch_asks_with_its_token_or_from_this_machine(
    going: Cast, settings: Any, path: str, address: str, headers: dict[str, str], status: int
) -> None:
    settings.MONITOR_TOKEN = TOKEN
    answer = Client().get(path, REMOTE_ADDR=address, headers=headers)
    assert answer.status_code == status
    if status == 200:
        assert "no-store" in answer["Cache-Control"]


def test_without_a_token_an_empty_one_opens_nothing(going: Cast, settings: Any) -> None:
    settings.MONITOR_TOKEN = ""
    for given in ("", "Bearer", "Bearer "):
        answer = Client().get("/monitor/health", REMOTE_ADDR="10.1.2.3", headers={"authorization": given})
        assert answer.status_code == 404


def test_the_endpoint_is_well_while_nothing_is_bad(going: Cast) -> None:
    answer = Client().get("/monitor/health")
    said = json.loads(answer.content)
    assert (answer.status_code, said["well"]) == (200, True)
    assert set(said["signs"]) == {
        "database", "guards", "broker", "beat", "worker", "sweep", "queue", "retried", "given_up",
    }  # fmt: skip
    Heartbeat.objects.filter(name="clock").update(at=now() - timedelta(hours=1))
    answer = Client().get("/monitor/health")
    said = json.loads(answer.content)
    assert (answer.status_code, said["well"], said["signs"]["worker"]["state"]) == (503, False, "bad")
    assert said["signs"]["beat"]["state"] == "good"


def test_without_a_database_the_endpoints_still_answer(going: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(health, "figures", away)
    monkeypatch.setattr(health, "database_answers", lambda: False)
    for view, path in ((health.monitor_health, "health"), (health.monitor_metrics, "metrics")):
        answer = view(RequestFactory().get(f"/monitor/{path}"))
        assert answer.status_code == (503 if path == "health" else 200)
        assert b"database" in answer.content


# -- metrics -------------------------------------------------------------------------------------------
def test_prometheus_reads_the_metrics(going: Cast) -> None:
    told(going, "1", urgent=True)
    clock.note("task:deliver_messages", {"status": "SUCCESS", "seconds": 0.5, "count": 3})
    answer = Client().get("/monitor/metrics")
    assert answer["Content-Type"] == metrics.CONTENT_TYPE
    families = {one.name: one for one in text_string_to_metric_families(answer.content.decode())}
    value = {name: {tuple(s.labels.values()): s.value for s in one.samples} for name, one in families.items()}
    assert value["desk_well"]["database",] == 1
    assert value["desk_messages_due"] == {("mail",): 0, ("robot",): 0}
    assert value["desk_messages_unspread"][()] == 1
    assert value["desk_task_succeeded"] == {("deliver_messages",): 1}
    assert value["desk_task_seconds"] == {("deliver_messages",): 0.5}
    assert value["desk_heartbeat_seconds"]["beat",] < 60


def test_neither_endpoint_nor_metrics_name_anybody(going: Cast) -> None:
    user = going.user("a")
    notify(user, "金丝雀", "金丝雀", group=going.group, subject="金丝雀", at=now(), urgent=True)
    Delivery.objects.create(
        notification=Notification.objects.get(), way="mail", state="failed", error="金丝雀", due_at=now()
    )
    said = (Client().get("/monitor/health").content + Client().get("/monitor/metrics").content).decode()
    for word in ("金丝雀", "yunling", user.username, user.name):
        assert word not in said


# -- the page ------------------------------------------------------------------------------------------
def test_administrators_see_the_page_and_others_do_not(going: Cast, client: Client) -> None:
    clock.note("task:verify_archives", {"status": "FAILURE", "seconds": 2, "error": "OperationalError"})
    for who, status in (("system_admin", 200), ("clerk", 403), ("s", 403), ("a", 403), ("outsider", 404)):
        client.force_login(going.user(who))
        assert client.get("/b/yunling/health/").status_code == status
    client.force_login(going.user("system_admin"))
    page = client.get("/b/yunling/health/").content.decode()
    assert "一切正常" in page
    assert "OperationalError" in page


def test_the_page_says_what_to_do(body: Cast, client: Client) -> None:
    client.force_login(body.user("system_admin"))
    page = client.get("/b/yunling/health/").content.decode()
    assert "从未" in page
    assert "启动 worker" in page


# -- the clock's own notes -----------------------------------------------------------------------------
def test_a_task_notes_how_it_ended() -> None:
    task = clock.NotedTask()
    task.name = "members.tasks.deliver_messages"
    task.before_start("1", (), {})
    task.after_return("SUCCESS", 7, "1", (), {}, None)
    assert Heartbeat.objects.get().name == "task:deliver_messages"
    assert Heartbeat.objects.get().figures["count"] == 7
    task.after_return("FAILURE", ValueError("the words of somebody"), "1", (), {}, None)
    assert Heartbeat.objects.get().figures["error"] == "ValueError"
    assert "somebody" not in json.dumps(Heartbeat.objects.get().figures)


def test_a_database_that_is_away_stops_neither_beat_nor_task(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any, **more: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(Heartbeat.objects, "update_or_create", away)
    clock.note("beat", {})
    assert not Heartbeat.objects.exists()


def test_moments_of_the_future_are_no_age(body: Cast) -> None:
    told(body, "1", at=datetime(2030, 1, 1, tzinfo=NOON.tzinfo))
    assert watch.figures(NOON).oldest == 0
    assert User.objects.exists()
