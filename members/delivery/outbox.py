"""Which messages still have to leave, and who is sending them?  The database is the truth; a worker may die at any line.

Spread: settle the ways of new messages.  Claim: take one batch for a while.  Send, then mark.  A sender that dies between
claim and mark loses nothing: the claim lapses and the same batch goes out again, under the same Message-ID.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext_noop

from members.delivery.enclosures import enclosed
from members.delivery.mail import Mail
from members.delivery.message import Channel, Message, NotNow, Undeliverable, line_of
from members.delivery.robot import Robot
from members.message_kinds import is_fixed
from members.models import Delivery, Heartbeat, Notification, ReadingHabits, StaffRole, User, Way
from members.models.office import running
from members.notifications import notify

log = logging.getLogger(__name__)

CHANNELS: Mapping[str, Channel] = {Way.MAIL: Mail(), Way.ROBOT: Robot()}
LEASE = timedelta(seconds=60)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long to wait after each failure; after the last one the delivery is given up."""
SPREAD_AT_ONCE = 500
MOST_BATCHES = 1000


def locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Lock rows and pass over those another worker holds; SQLite has one writer and needs neither."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def spread(at: datetime) -> int:
    """Settle how new messages leave; return how many were looked at (six queries a round, whatever their number)."""
    looked = 0
    while True:
        with transaction.atomic():
            fresh = list(
                locked(Notification.objects.filter(spread_at=None).order_by("pk")).select_related("user")[
                    :SPREAD_AT_ONCE
                ]
            )
            if not fresh:
                return looked
            habits = habits_of(told.user_id for told in fresh)
            Delivery.objects.bulk_create(
                [one for told in fresh for one in _ways(told, habits, at)], ignore_conflicts=True
            )
            Notification.objects.filter(pk__in=[told.pk for told in fresh]).update(spread_at=at)
        looked += len(fresh)


def habits_of(users: Iterable[int]) -> dict[int, ReadingHabits]:
    """Return what people want, the defaults for who has said nothing (one query)."""
    wanted = set(users)
    said = {row.user_id: row for row in ReadingHabits.objects.filter(user__in=wanted)}
    return {key: said.get(key) or ReadingHabits(user_id=key) for key in wanted}


def _ways(told: Notification, habits: Mapping[int, ReadingHabits], at: datetime) -> list[Delivery]:
    wants = habits[told.user_id]
    if not told.user.is_active or is_muted(told.kind, wants) or told.read_at or told.done_at:
        return []
    return [
        Delivery(notification=told, way=way, due_at=due(wants, at, urgent=told.urgent or way == Way.ROBOT))
        for way, channel in CHANNELS.items()
        if channel.reaches(told.user, wants)
    ]


def is_muted(kind: str, habits: ReadingHabits) -> bool:
    """Say whether a kind stays inside the application; what the rules have told anyway never does."""
    return kind in habits.muted and not is_fixed(kind)


def due(habits: ReadingHabits, at: datetime, *, urgent: bool) -> datetime:
    """Return when something may leave: now or after the quiet hours; what is not urgent at the hour of the digest."""
    local = localtime(at)
    if not urgent:
        morning = local.replace(hour=habits.digest_hour, minute=0, second=0, microsecond=0)
        return morning if morning > local else morning + timedelta(days=1)
    begins, ends, hour = habits.quiet_from, habits.quiet_until, local.time()
    quiet = begins <= hour < ends if begins <= ends else hour >= begins or hour < ends
    if not quiet:
        return at
    end = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)


def claim(at: datetime) -> list[Delivery]:
    """Take one batch: a lapsed one again as it was, or a new one; empty when nothing is due."""
    token = secrets.token_hex(16)
    free = Delivery.objects.filter(
        Q(state=Delivery.State.WAITING, due_at__lte=at)
        | Q(state=Delivery.State.CLAIMED, claimed_until__lt=at)
    )
    with transaction.atomic():
        first = locked(free.order_by("due_at", "pk")).select_related("notification").first()
        if first is None:
            return []
        batch = first.batch or f"{first.way}-{first.pk}"
        if first.batch:
            mates = free.filter(batch=first.batch)
        elif first.way == Way.MAIL and not first.notification.urgent:
            mates = free.filter(
                way=first.way,
                batch="",
                notification__user=first.notification.user_id,
                notification__urgent=False,
            )
        else:
            mates = free.filter(pk=first.pk)
        taken = list(locked(mates.order_by("pk")).values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=taken).update(
            state=Delivery.State.CLAIMED,
            batch=batch,
            claim=token,
            claimed_until=at + LEASE,
            attempts=F("attempts") + 1,
        )
    claimed = Delivery.objects.filter(claim=token).select_related("notification__user").order_by("pk")
    return list(claimed)


def message_of(batch: list[Delivery]) -> Message:
    """Return what goes out for a batch, under an id that depends on the batch alone."""
    first = batch[0]
    user = first.notification.user
    files = (enclosed(each.notification) for each in batch if first.way == Way.MAIL)
    return Message(
        user=user,
        habits=habits_of([user.pk])[user.pk],
        message_id=f"<{first.batch}@{settings.MESSAGE_ID_HOST}>",
        lines=[line_of(each.notification, settings.BASE_URL) for each in batch],
        digest=first.way == Way.MAIL and not first.notification.urgent,
        enclosures=[each for each in files if each is not None],
    )


def send_batch(batch: list[Delivery], at: datetime) -> bool:
    """Send one claimed batch and mark it; return whether it went out."""
    first = batch[0]
    try:
        CHANNELS[first.way].send(message_of(batch))
    except (NotNow, Undeliverable) as failure:
        _mark_failed(first, str(failure)[:300], at, final=isinstance(failure, Undeliverable))
        return False
    _mine(first).update(state=Delivery.State.SENT, sent_at=at, error="", claimed_until=None)
    return True


def _mine(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(batch=delivery.batch, claim=delivery.claim, state=Delivery.State.CLAIMED)


def _mark_failed(delivery: Delivery, error: str, at: datetime, *, final: bool) -> None:
    log.warning("delivery %s by %s failed: %s", delivery.pk, delivery.way, error.split(":", maxsplit=1)[0])
    if final or delivery.attempts > len(WAITS):
        _mine(delivery).update(state=Delivery.State.FAILED, error=error, claimed_until=None)
        _tell_administrators(delivery, error, at)
        return
    again = at + WAITS[delivery.attempts - 1]
    _mine(delivery).update(state=Delivery.State.WAITING, error=error, due_at=again, claimed_until=None)


def _tell_administrators(delivery: Delivery, error: str, at: datetime) -> None:
    """Tell a body's administrators, once a day and way, that messages stay inside the application."""
    group = delivery.notification.group
    today = localdate(at)
    keepers = StaffRole.objects.filter(running(today), group=group, role=StaffRole.Role.SYSTEM_ADMIN)
    for user in User.objects.filter(pk__in=keepers.values("user"), is_active=True):
        notify(
            user,
            "channel_failed",
            f"{delivery.way}@{today}",
            group=group,
            subject=gettext_noop("Messages by %(way)s do not get through: %(error)s"),
            facts={"way": str(delivery.get_way_display()), "error": error},
            url=f"/b/{group.code}/deliveries/",
            at=at,
        )


def sweep(clock: Callable[[], datetime] = now, *, batches: int = MOST_BATCHES) -> dict[str, int]:
    """Spread, then send batch after batch until nothing is due; return the counts.

    clock: read afresh for each batch, because sending takes time and claims lapse.  batches: the most one call sends.
    """
    figures = {"spread": spread(clock()), "sent": 0, "failed": 0}
    for _number in range(batches):
        at = clock()
        batch = claim(at)
        if not batch:
            break
        figures["sent" if send_batch(batch, at) else "failed"] += len(batch)
    Heartbeat.objects.update_or_create(name="sweep", defaults={"at": clock(), "figures": figures})
    return figures
