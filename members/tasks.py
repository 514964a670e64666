"""Which background tasks serve messages?  Sends what is due, and shows that it is alive."""

from celery import shared_task
from django.utils import timezone

from members.delivery.outbox import sweep
from members.models import Heartbeat


@shared_task
def deliver_messages() -> int:
    """Send what is due; return how many messages left."""
    return sweep()["sent"]


@shared_task
def beat_heartbeat() -> None:
    """Note that beat sends and a worker hears."""
    Heartbeat.objects.update_or_create(name="clock", defaults={"at": timezone.now()})
