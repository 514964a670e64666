"""Which background tasks serve meetings?  Reminders."""

from celery import shared_task
from django.utils import timezone

from members.reminders import Moment, registered, write_all


@shared_task
def remind_of_meetings() -> int:
    """Write what is due about meetings and offices of all bodies; return how many reminders are new."""
    return write_all(registered("members", "meetings"), Moment(timezone.now()))
