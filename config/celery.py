"""How often does the clock strike, and for what?  The only place that says so."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

app = Celery("desk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

_HOURLY = crontab(minute=5)
_NIGHTLY = crontab(hour=3, minute=30)

# name of the task → when it is due; the moments are read in settings.TIME_ZONE.
app.conf.beat_schedule = {
    "seal-closed-meetings": {"task": "reports.tasks.seal_closed_meetings", "schedule": _HOURLY},
    "verify-archives": {"task": "reports.tasks.verify_archives", "schedule": _NIGHTLY},
}
