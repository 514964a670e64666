"""Who is sending what?  One batch at a time, taken for a while; whoever dies holding one loses it to the next.

A batch is what goes out at once: an urgent message alone, or all that is due of one person's daily mail.  It is led by
its oldest row, and only who locks the leader takes the batch: two senders never halve one.
"""

import secrets
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet, Subquery

from members.models import Delivery, Way

LEASE = timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
ALONE = Q(way=Way.ROBOT) | Q(notification__urgent=True)
"""What goes out by itself."""
AT_HAND = 20
"""How many rows a sender looks at before it leaves the rest to the others."""


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


def _candidates(at: datetime, ways: Collection[str]) -> Iterator[Q]:
    """Return what might be taken next, batch by batch: first what lapsed, then what has been due longest."""
    rows = Delivery.objects.filter(way__in=ways)
    for next_ones in (
        rows.filter(state=Delivery.State.CLAIMED, claimed_until__lt=at).order_by("claimed_until"),
        rows.filter(state=Delivery.State.WAITING, due_at__lte=at).order_by("due_at"),
    ):
        seen: set[str] = set()
        known = next_ones.values_list("pk", "way", "batch", "notification__urgent", "notification__user")
        for pk, way, batch, urgent, user in known[:AT_HAND]:
            alone = urgent or way == Way.ROBOT
            name = batch or (f"{pk}" if alone else f"reader {user}")
            if name in seen:
                continue
            seen.add(name)
            if batch:
                yield Q(batch=batch)
            else:
                yield Q(pk=pk) if alone else Q(~ALONE, batch="", notification__user=user)


def _take(at: datetime, which: Q) -> list[Delivery]:
    """Take a batch, unless another sender has its leader."""
    token = secrets.token_hex(16)
    mates = free(at).filter(which)
    with transaction.atomic():
        leader = locked(mates.filter(pk=Subquery(mates.order_by("pk").values("pk")[:1]))).first()
        if leader is None:
            return []
        taken = list(locked(mates).values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=taken).update(
            state=Delivery.State.CLAIMED,
            batch=leader.batch or f"{leader.way}-{leader.pk}",
            claim=token,
            claimed_until=at + LEASE,
            attempts=F("attempts") + 1,
        )
    rows = Delivery.objects.filter(pk__in=taken, claim=token)
    return list(rows.select_related("notification__user").order_by("pk"))


def claim(at: datetime, ways: Collection[str] = tuple(Way.values)) -> list[Delivery]:
    """Take one batch: a lapsed one again as it was, or a new one; empty when nothing is due.

    Six queries, whatever waits.  ways: what goes another way is left alone.
    """
    for which in _candidates(at, ways):
        if batch := _take(at, which):
            return batch
    return []


def mine(delivery: Delivery) -> QuerySet[Delivery]:
    """Return the rows of a batch as long as this claim holds them."""
    return Delivery.objects.filter(batch=delivery.batch, claim=delivery.claim, state=Delivery.State.CLAIMED)


def renew(batch: list[Delivery], at: datetime) -> bool:
    """Hold a batch from now on for the whole time again; say whether it is still held."""
    return mine(batch[0]).update(claimed_until=at + LEASE) == len(batch)
