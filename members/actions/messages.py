"""How does somebody put their messages in order: read, unread, done, and what goes outside no more?"""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from members.models import CalendarFeed, Delivery, Notification

HOURLY = timedelta(hours=1)
WAITING = Delivery.State.WAITING


def mark_read(own: QuerySet[Notification], *, at: datetime) -> int:
    """Mark messages as read; what has not left yet need not leave.  Return how many were unread."""
    unread = own.filter(read_at=None)
    _keep_inside(unread)
    return unread.update(read_at=at)


def mark_unread(own: QuerySet[Notification]) -> int:
    """Mark messages as unread, and as not done."""
    return own.update(read_at=None, done_at=None)


def mark_done(own: QuerySet[Notification], *, at: datetime) -> int:
    """Mark messages as done, and read by that."""
    pending = own.filter(done_at=None)
    _keep_inside(pending)
    return pending.update(done_at=at, read_at=Coalesce(F("read_at"), at))


def mark_undone(own: QuerySet[Notification]) -> int:
    """Take messages up again; they stay read."""
    return own.update(done_at=None)


def try_again(failed: QuerySet[Delivery], *, at: datetime) -> int:
    """Let what was given up leave again, with everything that was in the same mail, under the same Message-ID."""
    given_up = failed.filter(state=Delivery.State.FAILED)
    batches = set(given_up.exclude(batch="").values_list("batch", flat=True))
    alone = set(given_up.values_list("pk", flat=True))
    again = {"state": WAITING, "due_at": at, "attempts": 0, "claim": "", "claimed_until": None}
    mates = Delivery.objects.filter(state=Delivery.State.FAILED, batch__in=batches)
    return Delivery.objects.filter(pk__in=alone | set(mates.values_list("pk", flat=True))).update(**again)


def note_fetch(feed: CalendarFeed, *, at: datetime) -> None:
    """Note that a calendar was read; a program that asks often is noted once an hour."""
    if feed.fetched_at is None or at - feed.fetched_at > HOURLY:
        CalendarFeed.objects.filter(pk=feed.pk).update(fetched_at=at)


def _keep_inside(told: QuerySet[Notification]) -> None:
    """Take back what waits and was never tried."""
    Delivery.objects.filter(notification__in=told.values("pk"), state=WAITING, batch="").delete()
