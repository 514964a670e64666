"""Which task runs when?  The task schedule, kept only here.

A task chooses, calls and counts; what is due stands in the database.  So a message carries no words, none has to be
kept, and one that was not taken before the next is due is worth nothing any more (`expires`): after an hour without a
worker one sweep waits in the queue, not a hundred.
"""

import os
from datetime import timedelta
from typing import Any

from celery import Celery
from celery.schedules import BaseSchedule, crontab, schedule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

app = Celery("desk", task_cls="config.clock:NotedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_scheduler = "config.clock:NotingScheduler"

_HOUR = 60 * 60


def _every(task: str, rhythm: BaseSchedule, expires: float) -> dict[str, Any]:
    return {"task": task, "schedule": rhythm, "options": {"expires": expires}}


_HALF_A_MINUTE = schedule(timedelta(seconds=30), app=app)
_EACH_MINUTE = crontab()
_EACH_TEN_MINUTES = crontab(minute="*/10")
_BEFORE_DAWN = crontab(hour=4, minute=15)
_HOURLY = crontab(minute=5)
_NIGHTLY = crontab(hour=3, minute=30)
_BEFORE_WORK = crontab(hour=5, minute=30)

# name → task, rhythm, seconds after which a message that nobody took is dropped; moments are read in settings.TIME_ZONE.
app.conf.beat_schedule = {
    "heartbeat": _every("members.tasks.beat_heartbeat", _EACH_MINUTE, 55),
    "deliver-messages": _every("members.tasks.deliver_messages", _HALF_A_MINUTE, 25),
    # Offices (authorisations, rulebook) among them.
    "remind-of-meetings": _every("meetings.tasks.remind_of_meetings", _EACH_TEN_MINUTES, 590),
    "remind-of-study": _every("study.tasks.remind_of_study", _EACH_TEN_MINUTES, 590),
    "remind-of-life-meetings": _every("lifes.tasks.remind_of_life_meetings", _EACH_TEN_MINUTES, 590),
    "remind-of-reports": _every("reports.tasks.remind_of_reports", _EACH_TEN_MINUTES, 590),
    "index-for-search": _every("reports.tasks.index_for_search", _EACH_MINUTE, 55),
    "index-anew": _every("reports.tasks.index_anew", _BEFORE_DAWN, 12 * _HOUR),
    "seal-closed-meetings": _every("reports.tasks.seal_closed_meetings", _HOURLY, 0.9 * _HOUR),
    "end-inspections": _every("reports.tasks.end_inspections", _HOURLY, 0.9 * _HOUR),
    "follow-with-checks": _every("reports.tasks.follow_with_checks", _EACH_MINUTE, 55),
    "check-all-bodies": _every("reports.tasks.check_all_bodies", _BEFORE_WORK, 12 * _HOUR),
    "make-dossiers": _every("reports.tasks.make_dossiers", _HALF_A_MINUTE, 25),
    "clear-dossiers": _every("reports.tasks.clear_dossiers", _NIGHTLY, 12 * _HOUR),
    "verify-archives": _every("reports.tasks.verify_archives", _NIGHTLY, 12 * _HOUR),
}
