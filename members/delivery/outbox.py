"""Which messages still have to leave, and who is sending them?  The database is the truth; a worker may die at any line.

Spread: settle the ways of new messages.  Claim: take one batch for a while.  Send, then mark.  A sender that dies between
claim and mark loses nothing: the claim lapses and the same batch goes out again, under the same Message-ID.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext_noop, override

from members.delivery.claims import LEASE, claim, locked, mine, renew
from members.delivery.enclosures import enclosed
from members.delivery.mail import Mail
from members.delivery.message import Channel, Holding, Message, NotNow, Undeliverable, line_of
from members.delivery.robot import Robot
from members.message_kinds import is_fixed
from members.models import Delivery, Heartbeat, Notification, ReadingHabits, StaffRole, User, Way
from members.models.office import running
from members.notifications import notify

__all__ = ["CHANNELS", "LEASE", "WAITS", "claim", "due", "message_of", "send_batch", "spread", "sweep"]

log = logging.getLogger(__name__)

CHANNELS: Mapping[str, Channel] = {Way.MAIL: Mail(), Way.ROBOT: Robot()}
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long to wait after each failure; after the last one the delivery is given up."""
MOST_ATTEMPTS = 20
"""After so many, claims that lapsed among them, a delivery is given up: it may be what kills its sender."""
SPREAD_AT_ONCE = 500
MOST_BATCHES = 1000
SWEEP_SECONDS = 40
FAILURES_RUNNING = 3


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
                [delivery for told in fresh for delivery in _ways(told, habits, at)], ignore_conflicts=True
            )
            Notification.objects.filter(pk__in=[told.pk for told in fresh]).update(spread_at=at)
        looked += len(fresh)


def habits_of(users: Iterable[int]) -> dict[int, ReadingHabits]:
    """Return what people want, the defaults for who has said nothing (one query)."""
    wanted = set(users)
    facts = {row.user_id: row for row in ReadingHabits.objects.filter(user__in=wanted)}
    return {key: facts.get(key) or ReadingHabits(user_id=key) for key in wanted}


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


def message_of(batch: list[Delivery]) -> Message:
    """Return what goes out for a batch, under an id that depends on the batch alone."""
    first = batch[0]
    user = first.notification.user
    habits = habits_of([user.pk])[user.pk]
    with override(habits.language):
        lines = [line_of(each.notification, settings.BASE_URL) for each in batch]
        files = [enclosed(each.notification) for each in batch if first.way == Way.MAIL]
    return Message(
        user=user,
        habits=habits,
        message_id=f"<{first.batch}@{settings.MESSAGE_ID_HOST}>",
        lines=lines,
        digest=first.way == Way.MAIL and not first.notification.urgent,
        enclosures=[each for each in files if each is not None],
    )


def send_batch(batch: list[Delivery], at: datetime) -> bool:
    """Send one claimed batch and mark it; return whether it went out.

    The line is opened first and the claim renewed behind it: what follows is short, and a claim that was lost on the
    way to a slow server sends nothing.
    """
    first, began = batch[0], time.monotonic()
    try:
        if not _handed_on(batch, at, began):
            return False
    except (NotNow, Undeliverable) as failure:
        _mark_failed(first, str(failure)[:300], at, final=isinstance(failure, Undeliverable))
        return False
    except Exception as failure:  # one message that breaks must not keep back all others
        log.exception("delivery %s by %s broke", first.pk, first.way)
        _mark_failed(first, type(failure).__name__, at, final=False)
        return False
    mine(first).update(state=Delivery.State.SENT, sent_at=at, error="", claimed_until=None)
    return True


def _handed_on(batch: list[Delivery], at: datetime, began: float) -> bool:
    """Give a batch to its channel, unless another has taken it meanwhile.  Raises NotNow, Undeliverable."""
    first = batch[0]
    channel = CHANNELS[first.way]
    if first.attempts > MOST_ATTEMPTS:
        raise Undeliverable("the sender died each time")
    message = message_of(batch)
    if isinstance(channel, Holding):
        channel.ready()
    if not renew(batch, at + timedelta(seconds=time.monotonic() - began)):
        return False
    channel.send(message)
    return True


def _mark_failed(delivery: Delivery, error: str, at: datetime, *, final: bool) -> None:
    log.warning("delivery %s by %s failed: %s", delivery.pk, delivery.way, error.split(":", maxsplit=1)[0])
    if final or delivery.attempts > len(WAITS):
        if mine(delivery).update(state=Delivery.State.FAILED, error=error, claimed_until=None):
            _tell_administrators(delivery, error, at)
        return
    again = at + WAITS[delivery.attempts - 1]
    mine(delivery).update(state=Delivery.State.WAITING, error=error, due_at=again, claimed_until=None)


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


def drop_what_was_read(at: datetime) -> int:
    """Take back what is due and was never tried, when its reader has seen it inside or has left; return how many."""
    seen = Q(notification__read_at__isnull=False) | Q(notification__done_at__isnull=False)
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=at, attempts=0)
    return waiting.filter(seen | Q(notification__user__is_active=False)).delete()[0]


def sweep(
    clock: Callable[[], datetime] = now, *, batches: int = MOST_BATCHES, seconds: float = SWEEP_SECONDS
) -> dict[str, int]:
    """Spread, then send batch after batch until nothing is due; return the counts.

    clock: read afresh for each batch, because sending takes time and claims lapse.  batches, seconds: the most one
    call sends, and the longest it goes on.  A way that fails several times running is left until the next sweep, so
    that a server that does not answer holds up nobody else.
    """
    ends = time.monotonic() + seconds
    figures = {"spread": spread(clock()), "sent": 0, "failed": 0}
    drop_what_was_read(clock())
    failures = dict.fromkeys(CHANNELS, 0)
    with ExitStack() as lines:
        for channel in CHANNELS.values():
            if isinstance(channel, Holding):
                lines.enter_context(channel.held())
        for _number in range(batches):
            at = clock()
            batch = claim(at, [way for way, count in failures.items() if count < FAILURES_RUNNING])
            if not batch:
                break
            sent = send_batch(batch, at)
            failures[batch[0].way] = 0 if sent else failures[batch[0].way] + 1
            figures["sent" if sent else "failed"] += len(batch)
            if time.monotonic() > ends:
                break
    Heartbeat.objects.update_or_create(name="sweep", defaults={"at": clock(), "figures": figures})
    return figures
