"""What a town has of messages that left, and of calendars: one delivery that was given up, one secret address."""

from datetime import timedelta

from django.utils import timezone

from members.models import CalendarFeed, Delivery, Notification
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the rows and note their keys in `made.pks`."""
    now = timezone.now()
    told = Notification.objects.get(pk=made.pks[f"told_{made.users['clerk'].pk}"])
    failed = Delivery(
        notification=told, way="mail", state="failed", due_at=now, batch="mail-0", attempts=6, error="550"
    )
    failed.save()
    # Just fetched, so that reading it again writes nothing.
    feed = CalendarFeed(user=made.users["clerk"], made_at=now, fetched_at=now + timedelta(hours=1))
    feed.save()
    made.pks["delivery"] = failed.pk
    made.words["secret"] = feed.token
