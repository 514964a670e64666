"""The desk's own Celery application with hours in seconds, and one kind of reminder of which a thousand fall due.

    celery -A tests.clock.quick worker | beat

Only for children of the tests: it changes the table of the application it imports.
"""

import os
import time
from collections.abc import Iterator

import django

django.setup()

from celery.schedules import schedule  # noqa: E402  (behind the setup)
from django.utils import timezone  # noqa: E402

from config.celery import app  # noqa: E402
from members.models import LeadingGroup, User  # noqa: E402
from members.reminders import Due, Kind, Moment, write  # noqa: E402

CANARY = "金丝雀不入队列"


def find(moment: Moment) -> Iterator[Due]:
    """Return what is due by now: so many a second since the test began, up to a total."""
    passed = time.time() - float(os.environ["QUICK_BEGAN"])
    due = min(int(os.environ["QUICK_TOTAL"]), int(passed * float(os.environ["QUICK_RATE"])))
    group = LeadingGroup.objects.get(code="yunling").pk
    users = list(
        User.objects.filter(username__startswith="reader").order_by("pk").values_list("pk", flat=True)
    )
    for number in range(due):
        yield Due(
            group, users[number % len(users)], f"thing:{number}", "1", "/b/yunling/", {"number": number}
        )


KIND = Kind(
    name="quick",
    label="quick",
    clause="6.1-a",
    audience="readers",
    when="at once",
    title=f"{CANARY} %(number)s",
    text="",
    find=find,
    urgent=True,
)


@app.task(name="quick.remind")
def remind() -> int:
    """Write what is due."""
    return write(KIND, Moment(timezone.now()))


app.conf.beat_max_loop_interval = 0.2
app.conf.beat_schedule = {
    name: {"task": task, "schedule": schedule(seconds, app=app), "options": {"expires": 10}}
    for name, task, seconds in (
        ("remind", "quick.remind", 1.0),
        ("deliver", "members.tasks.deliver_messages", 1.0),
        ("heartbeat", "members.tasks.beat_heartbeat", 2.0),
    )
}
