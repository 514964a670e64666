"""How does the whole desk run from one command?  The web server as a child, the clock as a thread."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any

from celery.beat import Service
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.celery import app

START_SECONDS = 60
STOP_SECONDS = 10  # then a request that hangs is cut off


def reachable(host: str, port: int) -> bool:
    """Say whether somebody listens there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Return the command line of the web server: one process a core, one request at a time in each."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "1", "--respawn-failed-workers",
        "--workers-kill-timeout", str(STOP_SECONDS), "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip


def clock() -> Service:
    """Return Celery's beat, ready to run its tasks inline (eager): no broker and no worker are needed."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        raise CommandError(
            "serve is for the embedded settings; in production worker and beat run by themselves."
        )
    app.loader.import_default_modules()  # else the tasks are unknown and nothing runs, silently
    return Service(
        app,
        max_interval=5,
        schedule_filename=settings.CELERY_BEAT_SCHEDULE_FILENAME,
        scheduler_cls=app.conf.beat_scheduler,
    )


class Command(BaseCommand):
    """Run web server and clock until SIGTERM or Ctrl-C."""

    help = "Run the web server and the clock of an embedded installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument(
            "--workers", type=int, default=int(os.environ.get("WORKERS") or os.cpu_count() or 1)
        )

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        near = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104  (asked, not bound)
        if reachable(near, port):
            raise CommandError(f"Port {port} is taken. Choose another one: make run PORT=8001")
        # Nothing is collected here; whitenoise only wants the folder to be there.
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        beat = clock()
        web = subprocess.Popen(web_command(host, port, workers), start_new_session=True)

        def stop(number: int, frame: FrameType | None) -> None:
            web.terminate()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        Thread(target=beat.start, kwargs={"embedded_process": False}, daemon=True).start()
        self._announce(web, near, port)
        code = web.wait()
        beat.stop()
        if code not in (0, -signal.SIGTERM):
            raise CommandError(f"The web server stopped by itself (code {code}).", returncode=1)
        self.stdout.write("Stopped; all data is kept.")

    def _announce(self, web: "subprocess.Popen[bytes]", host: str, port: int) -> None:
        """Wait until the server answers, then say where it is and who may log in."""
        deadline = time.monotonic() + START_SECONDS
        while web.poll() is None and not reachable(host, port):
            if time.monotonic() > deadline:
                web.terminate()
                raise CommandError(f"The web server did not answer within {START_SECONDS} seconds.")
            time.sleep(0.1)
        if web.poll() is not None:
            return
        self.stdout.write(f"\n  Party Group Desk 党组工作台:  http://{host}:{port}/\n")
        self.stdout.write(f"  Data: {settings.DATA_DIR}\n")
        accounts = Path(settings.DEMO_ACCOUNTS_FILE)
        if accounts.exists():
            self.stdout.write("  Demonstration accounts:\n")
            for line in accounts.read_text(encoding="utf-8").splitlines():
                self.stdout.write(f"    {line}")
        self.stdout.write("  Stop with Ctrl-C.\n")
        self.stdout.flush()
