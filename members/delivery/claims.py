"""Who is sending what?  One batch at a time, taken for a while; whoever dies holding one loses it to the next.

A batch is what goes out at once: an urgent message alone, or all that is due of one person's daily mail.  It is led by
its oldest row, and only who locks the leader takes the batch: two senders never halve one.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from members.models import Delivery, Way

LEASE = timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
ALONE = Q(way=Way.ROBOT) | Q(notification__urgent=True)
"""What goes out by itself."""


def locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Lock rows and pass over those another worker holds; SQLite has one writer and needs neither."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def free(at: datetime) -> QuerySet[Delivery]:
    """Return what may be taken: what is due, and what a sender that died has held too long."""
    return Delivery.objects.filter(
        Q(state=Delivery.State.WAITING, due_at__lte=at)
        | Q(state=Delivery.State.CLAIMED, claimed_until__lt=at)
    )


def _leaders(at: datetime) -> QuerySet[Delivery]:
    older = free(at).filter(pk__lt=OuterRef("pk"), batch=OuterRef("batch"))
    same_mail = older.exclude(ALONE).filter(notification__user=OuterRef("notification__user"))
    return free(at).filter(
        Q(~Q(batch=""), ~Exists(older)) | Q(ALONE, batch="") | Q(~ALONE, ~Exists(same_mail), batch="")
    )


def claim(at: datetime, ways: Collection[str] = tuple(Way.values)) -> list[Delivery]:
    """Take one batch: a lapsed one again as it was, or a new one; empty when nothing is due.

    Six queries, whatever waits.  ways: what goes another way is left alone.
    """
    token = secrets.token_hex(16)
    with transaction.atomic():
        leaders = _leaders(at).filter(way__in=ways).order_by("due_at", "pk")
        first = locked(leaders).select_related("notification").first()
        if first is None:
            return []
        if first.batch:
            mates = free(at).filter(batch=first.batch)
        elif first.way == Way.MAIL and not first.notification.urgent:
            mates = free(at).filter(batch="", notification__user=first.notification.user_id).exclude(ALONE)
        else:
            mates = free(at).filter(pk=first.pk)
        taken = list(locked(mates.order_by("pk")).values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=taken).update(
            state=Delivery.State.CLAIMED,
            batch=first.batch or f"{first.way}-{first.pk}",
            claim=token,
            claimed_until=at + LEASE,
            attempts=F("attempts") + 1,
        )
    return list(Delivery.objects.filter(claim=token).select_related("notification__user").order_by("pk"))


def mine(delivery: Delivery) -> QuerySet[Delivery]:
    """Return the rows of a batch as long as this claim holds them."""
    return Delivery.objects.filter(batch=delivery.batch, claim=delivery.claim, state=Delivery.State.CLAIMED)


def renew(batch: list[Delivery], at: datetime) -> bool:
    """Hold a batch from now on for the whole time again; say whether it is still held."""
    return mine(batch[0]).update(claimed_until=at + LEASE) == len(batch)
