"""The production shape on one machine: Redis, workers and beats as processes, each in a group of its own to be killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import redis
from django.conf import settings
from django.db import connection

from config import keys
from tests.clock.post_office import free_port

REDIS_SERVER = shutil.which("redis-server") or ""
BASE = Path(settings.BASE_DIR)


def wait_until(true: Callable[[], object], seconds: float, what: str) -> float:
    """Wait; return how long it took.  Raises AssertionError when it takes longer."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.05)
    return time.monotonic() - began


@dataclass
class Shape:
    """Starts the processes of an installation and kills them; `close` ends those that are left."""

    folder: Path
    mail_port: int = 25
    more: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    children: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """Return what production needs to know, and what the test's own kind of reminder does."""
        d = connection.settings_dict
        made = self.folder / "keys"
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(BASE),
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": "only for tests " * 5,
            "ARCHIVE_SIGNING_KEY_FILE": str(keys.kept(made / "signing.pem", keys.new_signing_key)),
            "BALLOT_HOST_KEY_FILE": str(keys.kept(made / "host.key", keys.new_host_key)),
            "ALLOWED_HOSTS": "desk.example.gov.cn",
            "TRUSTED_PROXIES": "127.0.0.1",
            "DATABASE_URL": f"postgres://{d['USER']}:{quote(d['PASSWORD'])}@{d['HOST']}:{d['PORT']}/{d['NAME']}",
            "REDIS_URL": f"redis://127.0.0.1:{self.port}/0",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mail_port),
            "QUICK_BEGAN": "0",
            "QUICK_TOTAL": "0",
            "QUICK_RATE": "0",
            **self.more,
        }

    def start(self, name: str, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{name}.log").open("ab") as log:
            child = subprocess.Popen(
                command, cwd=BASE, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )
        self.children.append(child)
        return child

    def worker(self, name: str = "worker", concurrency: int = 1) -> "subprocess.Popen[bytes]":
        return self.start(
            name, sys.executable, "-m", "celery", "-A", "tests.clock.quick", "worker", "--loglevel", "info",
            "--concurrency", str(concurrency), "--without-mingle", "--without-gossip", "-n", f"{name}@%h",
        )  # fmt: skip

    def beat(self, name: str) -> "subprocess.Popen[bytes]":
        return self.start(
            name, sys.executable, "-m", "celery", "-A", "tests.clock.quick", "beat", "--loglevel", "info",
            "--pidfile=", "--schedule", str(self.folder / name), "--scheduler", "config.clock:NotingScheduler",
        )  # fmt: skip

    def broker(self) -> "subprocess.Popen[bytes]":
        child = self.start(
            "redis", REDIS_SERVER, "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"
        )  # fmt: skip
        wait_until(self.broker_answers, 20, "Redis answers")
        return child

    def redis(self) -> "redis.Redis":
        return redis.Redis(port=self.port, socket_timeout=5)

    def broker_answers(self) -> bool:
        try:
            return bool(self.redis().ping())
        except redis.RedisError:
            return False

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def kill(self, child: "subprocess.Popen[bytes]") -> None:
        """End a process and its children at once, as a power cut would."""
        os.killpg(child.pid, signal.SIGKILL)
        child.wait(10)
        self.children.remove(child)

    def close(self) -> None:
        for child in list(self.children):
            self.kill(child)
