"""How long was somebody there, and did he come late?

Depends on the ground only.  Moments are aware; the result is whole minutes, rounded down.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from members.procedure.rulebook import YearParameters
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


def apart(began: datetime, ended: datetime, sittings: Iterable[Stay], *, counts_twice: bool) -> Verdict:
    """A study has a beginning and an end of its own; time in which the body sat in a meeting is not counted twice.

    sittings: of the body; `until` None: still sitting.  counts_twice: whether the rules let it.  Clause 6.1-e.
    """
    if counts_twice or not any(_touch(sitting, began, ended) for sitting in sittings):
        return allow()
    return refuse(
        "same_time_twice",
        gettext_noop(
            "The meeting and the study overlap; the same time is not counted twice. "
            "Give the study its own beginning and end."
        ),
        "6.1-e",
    )


def _touch(sitting: Stay, began: datetime, ended: datetime) -> bool:
    return sitting.since < ended and (sitting.until is None or began < sitting.until)


def end_of(began: datetime, now: datetime, sittings: Iterable[Stay], *, counts_twice: bool) -> datetime:
    """Return when a study that is ended now has ended: at the latest when a meeting of the body began.

    Clause 6.1-e.
    """
    if counts_twice:
        return now
    return min([now, *(sitting.since for sitting in sittings if began < sitting.since < now)])


def has_been(began: datetime, ended: datetime, now: datetime) -> Verdict:
    """What is entered as held lies in the past, and its end after its beginning.  Clause 8.3-a."""
    if ended <= began:
        return refuse("not_forward", gettext_noop("The end must lie after the beginning."), "8.3-a")
    if ended > now:
        return refuse("in_the_future", gettext_noop("This time has not come yet."), "8.3-a")
    return allow()


def begins(today: date, day: date) -> Verdict:
    """A study begins on its day, not before.  Clause 8.1-a."""
    if today < day:
        return refuse(
            "too_early",
            gettext_noop("A study does not begin before its day; change the day if it is brought forward."),
            "8.1-a",
        )
    return allow()


def in_time(today: date, day: date) -> Verdict:
    """Nobody signs in before the day of the study.  Clause 8.3-a."""
    if today < day:
        return refuse("too_early", gettext_noop("Signing in begins on the day of the study."), "8.3-a")
    return allow()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A confirmed sign-in: who, when, and whether leave had been given."""

    name: str
    at: datetime
    on_leave: bool = False


def doubts(arrivals: Sequence[Arrival], law: YearParameters) -> tuple[Verdict, ...]:
    """Ask about sign-ins a person should look at: many within one second, somebody who is on leave.

    People come through a door one after the other.  Clause 8.3-a.
    """
    seconds = Counter(arrival.at.replace(microsecond=0) for arrival in arrivals)
    most = max(seconds.values(), default=0)
    away = [arrival.name for arrival in arrivals if arrival.on_leave]
    result = []
    if most >= law.bulk_sign_ins:
        result.append(
            warn(
                "signed_in_bulk",
                gettext_noop("%(count)s sign-ins within one second; see whether everybody was there."),
                "8.3-a",
                count=most,
            )
        )
    if away:
        result.append(
            warn(
                "present_on_leave",
                gettext_noop("On leave and signed in: %(names)s."),
                "8.3-a",
                names="、".join(away),
            )
        )
    return tuple(result)


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
