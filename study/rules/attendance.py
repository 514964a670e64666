"""How long was somebody there, and did he come late?

Depends on the ground only.  Moments are aware; the result is whole minutes, rounded down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """From when until when somebody was in the room; `until` None: until the end."""

    since: datetime
    until: datetime | None = None


def minutes_present(stays: Iterable[Stay], began: datetime, ended: datetime) -> int:
    """Return the minutes of the study somebody was there: the union of the stays, within its beginning and end.

    Clause 8.3-a.
    """
    clipped = sorted((max(stay.since, began), min(stay.until or ended, ended)) for stay in stays)
    total, reached = timedelta(), began
    for since, until in clipped:
        total += max(until - max(since, reached), timedelta())
        reached = max(reached, until)
    return total // MINUTE


def is_late(stays: Iterable[Stay], began: datetime, late_minutes: int) -> bool:
    """Say whether the first arrival lies more than so many minutes after the beginning.  Clause 8.3-a."""
    arrivals = [stay.since for stay in stays]
    return bool(arrivals) and min(arrivals) - began > late_minutes * MINUTE


def apart(began: datetime, ended: datetime, sitting: Stay | None, *, counts_twice: bool) -> Verdict:
    """A study next to a meeting has a beginning and an end of its own; the same time is not counted twice.

    Clause 6.1-e.
    """
    if sitting is None or counts_twice or sitting.until is None:
        return allow()
    if began < sitting.until and sitting.since < ended:
        return refuse(
            "same_time_twice",
            gettext_noop(
                "The meeting and the study overlap; the same time is not counted twice. "
                "Give the study its own beginning and end."
            ),
            "6.1-e",
        )
    return allow()


def sign_in(*, is_member: bool, in_office: bool, standing: str) -> Verdict:
    """Members in office and in good standing sign in.  Clause 8.3-a."""
    if not (is_member and in_office):
        return refuse("not_a_member", gettext_noop("This person is not a member of the group."), "8.3-a")
    if standing:
        return refuse("suspended", gettext_noop("This member is suspended."), "8.3-a")
    return allow()


def fit_to_record(*, gist: str, anybody: bool) -> Verdict:
    """A record says what was studied and who was there.  Clause 8.1-c."""
    if not gist.strip():
        return refuse(
            "record_empty", gettext_noop("Write what was studied before the record is closed."), "8.1-c"
        )
    if not anybody:
        return warn("nobody_signed_in", gettext_noop("Nobody has signed in to this study."), "8.3-a")
    return allow()
