"""Is there one table of the clock, does everything in it exist, and does the embedded desk really run it?"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from celery.beat import Service
from celery.schedules import schedule
from django.conf import settings
from django.db import connection

from config import clock
from config.celery import app
from config.management.commands import serve
from members.models import Heartbeat
from tests.clock.shape import wait_until

REMINDING = {
    "meetings.tasks.remind_of_meetings",
    "study.tasks.remind_of_study",
    "lifes.tasks.remind_of_life_meetings",
    "reports.tasks.remind_of_reports",
}


def table() -> dict[str, dict[str, Any]]:
    return {entry["task"]: entry for entry in app.conf.beat_schedule.values()}


def test_everything_in_the_table_is_a_task_and_what_must_be_there_is() -> None:
    app.loader.import_default_modules()
    assert set(table()) <= set(app.tasks)
    assert REMINDING | {"members.tasks.deliver_messages", "members.tasks.beat_heartbeat"} <= set(table())


def test_no_message_carries_anything_or_outlives_the_next_one() -> None:
    for entry in table().values():
        assert not entry.get("args")
        assert not entry.get("kwargs")
        rhythm = entry["schedule"]
        if isinstance(rhythm, schedule) and rhythm.run_every.total_seconds():
            assert entry["options"]["expires"] < rhythm.run_every.total_seconds()
    assert all(table()[task]["options"]["expires"] < 600 for task in REMINDING)


def test_nothing_but_json_is_taken() -> None:
    assert (app.conf.accept_content, app.conf.task_serializer) == (["json"], "json")
    assert app.conf.task_ignore_result
    assert 0 < app.conf.task_soft_time_limit < app.conf.task_time_limit


def test_every_task_notes_its_runs() -> None:
    app.loader.import_default_modules()
    assert all(isinstance(app.tasks[task], clock.NotedTask) for task in table())


def test_production_waits_for_its_broker_and_takes_back_what_was_not_done() -> None:
    code = (
        "from config.celery import app; c = app.conf;"
        "print(c.task_acks_late, c.worker_prefetch_multiplier, c.broker_connection_max_retries,"
        " c.broker_transport_options['visibility_timeout'] > c.task_time_limit)"
    )
    environment = {
        "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production", "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "desk", "TRUSTED_PROXIES": "127.0.0.1", "DATABASE_URL": "postgres://a:b@127.0.0.1/c",
        "REDIS_URL": "redis://127.0.0.1:1/0", "DATA_DIR": str(settings.DATA_DIR),
        "ARCHIVE_SIGNING_KEY_FILE": str(settings.ARCHIVE_SIGNING_KEY_FILE),
        "BALLOT_HOST_KEY_FILE": str(settings.BALLOT_HOST_KEY_FILE),
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split() == ["True", "1", "None", "True"], run.stderr


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[Service]:
    """The clock of `serve`, in a thread, with its first two tasks each second."""
    monkeypatch.setattr(settings, "CELERY_BEAT_SCHEDULE_FILENAME", str(tmp_path / "beat"))
    quick = {
        name: table()[task] | {"schedule": schedule(0.5, app=app)}
        for name, task in (
            ("heartbeat", "members.tasks.beat_heartbeat"),
            ("deliver", "members.tasks.deliver_messages"),
        )
    }
    whole = app.conf.beat_schedule
    app.conf.beat_schedule = quick
    beat = serve.clock()

    def run() -> None:
        beat.start(embedded_process=False)
        connection.close()

    thread = Thread(target=run, daemon=True)
    thread.start()
    yield beat
    beat.stop()
    thread.join(20)
    app.conf.beat_schedule = whole


def test_the_embedded_clock_runs_its_tasks_without_a_broker(embedded: Service) -> None:
    wanted = {"beat", "clock", "sweep", "task:beat_heartbeat", "task:deliver_messages"}
    wait_until(
        lambda: wanted <= set(Heartbeat.objects.values_list("name", flat=True)), 60, "all are heard of"
    )
    first = Heartbeat.objects.get(name="clock").at
    time.sleep(1.5)
    wait_until(lambda: Heartbeat.objects.get(name="clock").at > first, 20, "it goes on")
