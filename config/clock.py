"""How is it known that the scheduler runs?  Beat writes down that it ticks, each task that it ran and what came of it.

Both are notes beside the work: a database that does not answer must stop neither beat nor a task.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from celery import Task
from celery.beat import PersistentScheduler
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from members.models import Heartbeat

log = logging.getLogger(__name__)

BEAT = "beat"
TASK = "task:"
"""What the names of heartbeats begin with that tell of a task."""
NOTE_EVERY = timedelta(seconds=30).total_seconds()
WORDS = 200


def note(name: str, figures: dict[str, Any]) -> None:
    """Write down that a part of the clock is alive."""
    try:
        Heartbeat.objects.update_or_create(
            name=name[:40], defaults={"at": timezone.now(), "figures": figures}
        )
    except DatabaseError:
        log.exception("the heartbeat of %s is not written", name)


class NotingScheduler(PersistentScheduler):
    """Beat, which says twice a minute that it ticks."""

    _noted = float("-inf")

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due."""
        if time.monotonic() - self._noted >= NOTE_EVERY:
            close_old_connections()
            note(BEAT, {"entries": len(self.schedule)})
            self._noted = time.monotonic()
        return float(super().tick(*args, **kwargs))


class NotedTask(Task):
    """A task, whose last run can be looked up: when it ended, how long it took, what it counted."""

    abstract = True
    _began = 0.0

    def before_start(self, task_id: str, args: Any, kwargs: Any) -> None:
        """Look at the clock; one process runs one task at a time."""
        self._began = time.monotonic()

    def after_return(  # noqa: PLR0917  (Celery's order)
        self, status: str, retval: Any, task_id: str, args: Any, kwargs: Any, einfo: Any
    ) -> None:
        """Write down the run; of an error the kind alone, because its words may quote what somebody wrote."""
        took = round(time.monotonic() - self._began, 3)
        figures = {"status": status, "seconds": took}
        if isinstance(retval, int):
            figures["count"] = retval
        elif isinstance(retval, BaseException):
            figures["error"] = type(retval).__name__[:WORDS]
        note(f"{TASK}{self.name.rsplit('.', 1)[-1]}", figures)
