"""Which background tasks serve democratic-life meetings?  Reminders."""

from celery import shared_task
from django.utils import timezone

from members.reminders import Moment, registered, write_all


@shared_task
def remind_of_life_meetings() -> int:
    """Write what is due about democratic-life meetings of all bodies; return how many reminders are new."""
    return write_all(registered("lifes"), Moment(timezone.now()))
