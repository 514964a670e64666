"""Which background tasks serve study?  Reminders."""

from celery import shared_task
from django.utils import timezone

from members.reminders import Moment, registered, write_all


@shared_task
def remind_of_study() -> int:
    """Write what is due about study and essays of all bodies; return how many reminders are new."""
    return write_all(registered("study"), Moment(timezone.now()))
