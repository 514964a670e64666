"""How does a reminder become a row?  In one statement for all bodies, so that asking again costs and doubles nothing."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from members.models import Notification
from members.reminders.kind import Due, Kind
from members.reminders.moment import Moment

log = logging.getLogger(__name__)

WRITTEN_AT_ONCE = 500


def key_of(due: Due) -> str:
    """Return the key under which a reminder is told once."""
    return f"{due.subject}@{due.slot}"


def found(kind: Kind, moment: Moment) -> Iterator[Due]:
    """Find what is due of a kind, for people whose account is open."""
    closed = moment.closed_accounts()
    return (due for due in kind.find(moment) if due.user not in closed)


def facts_of(due: Due) -> dict[str, Any]:
    """Return what fills the places of the texts; never empty, so that the texts are always read as message ids."""
    return {"slot": due.slot, **due.facts}


def row_of(kind: Kind, due: Due, at: datetime) -> Notification:
    """Return the message of a reminder, not saved."""
    return Notification(
        group_id=due.group,
        user_id=due.user,
        kind=kind.name,
        key=key_of(due),
        subject=kind.title,
        body=kind.text,
        facts=facts_of(due),
        clause=kind.clause,
        url=due.url,
        at=at,
        urgent=kind.urgent,
        sensitive=due.sensitive,
    )


def write(kind: Kind, moment: Moment) -> int:
    """Write what is due of a kind; what was written before stays as it is.  Return how many were new."""
    rows = [row_of(kind, due, moment.at) for due in found(kind, moment)]
    if not rows:
        return 0
    told = Notification.objects.filter(kind=kind.name, key__in={row.key for row in rows})
    known = set(told.values_list("user", "key"))
    fresh = [row for row in rows if (row.user_id, row.key) not in known]
    for start in range(0, len(fresh), WRITTEN_AT_ONCE):
        Notification.objects.bulk_create(fresh[start : start + WRITTEN_AT_ONCE], ignore_conflicts=True)
    return len(fresh)


def write_all(kinds: Iterable[Kind], moment: Moment) -> int:
    """Write what is due of several kinds; one that fails is logged and keeps no other back."""
    fresh = 0
    for kind in kinds:
        try:
            fresh += write(kind, moment)
        except Exception:
            log.exception("reminders of kind %s were not written", kind.name)
    return fresh
