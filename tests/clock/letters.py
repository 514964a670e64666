"""What the tests of sending share: people who can be reached, and messages for them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from members.delivery import outbox
from members.models import Notification, ReadingHabits
from members.notifications import notify
from tests.cast import Cast

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 3, 18, 12, tzinfo=ZONE)
EIGHT = datetime(2025, 3, 19, 8, tzinfo=ZONE)


def told(cast: Cast, key: str, who: str = "a", *, at: datetime = NOON, **more: Any) -> Notification:
    """Tell somebody something; who has no address gets one."""
    user = cast.user(who)
    if not user.email:
        user.email = f"{user.username}@example.org"
        user.save()
    more = {"subject": f"第{key}件", "url": "/b/yunling/", **more}
    assert notify(user, "test", key, group=cast.group, at=at, **more)
    return Notification.objects.get(user=user, key=key)


def habits(cast: Cast, who: str = "a", **wants: Any) -> ReadingHabits:
    return ReadingHabits.objects.create(user=cast.user(who), **wants)


def sent_at(moment: datetime) -> dict[str, int]:
    return outbox.sweep(lambda: moment)
