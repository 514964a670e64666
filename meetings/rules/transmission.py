"""Was a document of the superior conveyed, to whom is it still to be made known, and what follows from it?

Depends on the ground only.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn

CONVEYING = frozenset({"first_topic", "transmission"})
"""Kinds of items that convey a document (clauses 6.1-a, 6.1-b)."""

SHORTEST = 6
"""A title must have so many characters before one that merely contains it is taken for the same material."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The item at which a document is said to have been conveyed.

    concluded: whether it was taken up and came to its end.  day: of the meeting.
    """

    kind: str
    concluded: bool
    day: date


@dataclass(frozen=True, slots=True)
class Days:
    """When a document was published and received, and until when it is to be conveyed; None when unknown."""

    received: date
    published: date | None = None
    wanted: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a seat was in the room; until: None for one that did not leave."""

    seat: int
    since: datetime
    until: datetime | None = None


def conveyance(occasion: Occasion, days: Days, *, max_age_days: int) -> Verdict:
    """A document is conveyed at a first topic or a transmission that was held; late is said, not refused.

    max_age_days: from how many days after its publication on it counts as late.  Clauses 4.1-a, 6.1-a.
    """
    if occasion.kind not in CONVEYING:
        return refuse(
            "not_a_transmission",
            gettext_noop("A document is conveyed at a first topic or a transmission."),
            "4.1-a",
        )
    if not occasion.concluded:
        return refuse("item_not_concluded", gettext_noop("This item has not been concluded."), "4.1-a")
    if occasion.day < min(days.received, days.published or days.received):
        return refuse(
            "conveyed_before_received",
            gettext_noop("The meeting was held before the document was published or received."),
            "4.1-a",
        )
    return first_refusal(_in_time(occasion.day, days), _fresh(occasion.day, days, max_age_days))


def _in_time(day: date, days: Days) -> Verdict:
    if days.wanted is None or day <= days.wanted:
        return allow()
    late = (day - days.wanted).days
    return warn(
        "conveyed_late",
        gettext_noop("Conveyed %(late)s days after the day that was asked for."),
        "4.1-a",
        late=late,
    )


def _fresh(day: date, days: Days, max_age_days: int) -> Verdict:
    age = (day - (days.published or days.received)).days
    if age <= max_age_days:
        return allow(age=age)
    return warn(
        "studied_late",
        gettext_noop("Conveyed %(age)s days after publication; %(limit)s are usual at most."),
        "6.1-a",
        age=age,
        limit=max_age_days,
    )


def absent(
    entitled: Iterable[int], barred: Iterable[int], stays: Sequence[Stay], *, since: datetime, until: datetime
) -> tuple[int, ...]:
    """Return the seats that were not in the room while the item lasted, in order; they read it up.

    barred: suspended seats, which are asked for nothing.  Reading up never makes anybody attend.  Clause 4.1-b.
    """
    there = {
        stay.seat for stay in stays if stay.since <= until and (stay.until is None or stay.until > since)
    }
    missing = there | set(barred)
    return tuple(seat for seat in entitled if seat not in missing)


def followed(*, measures: int, none_needed: str) -> Verdict:
    """What was conveyed is followed by measures, or by the reason why none are needed.

    Clauses 4.1-a, 6.1-b.
    """
    if measures or none_needed.strip():
        return allow(measures=measures)
    return warn(
        "conveyed_without_measures",
        gettext_noop("Conveyed, but no measure carries it out, and it is not said why none is needed."),
        "4.1-a",
    )


def carried_out(*, measures: int, done: int, none_needed: str) -> Verdict:
    """A document is carried out when every measure is done, or none was needed.

    Clause 5.1-a.
    """
    if not measures and not none_needed.strip():
        return refuse(
            "measures_required",
            gettext_noop("Name the measures that carry this out, or say why none are needed."),
            "5.1-a",
        )
    if done < measures:
        return refuse(
            "measures_open",
            gettext_noop("%(open)s of %(measures)s measures are not done yet."),
            "5.1-a",
            open=measures - done,
            measures=measures,
        )
    return allow(measures=measures)


def measure_done(*, done_on: date | None, evidence: str, today: date) -> Verdict:
    """A measure is done on a day that has come, and something shows it.

    Clause 5.1-a.
    """
    if not evidence.strip():
        return refuse("evidence_required", gettext_noop("Say what shows that it is done."), "5.1-a")
    if done_on is None or done_on > today:
        return refuse("day_to_come", gettext_noop("This day has not come yet."), "5.1-a")
    return allow()


def all_informed(*, open_readings: int) -> Verdict:
    """Whoever was absent reads it up; closing does not wait for it, but says so.

    Clause 4.1-b.
    """
    if not open_readings:
        return allow()
    return warn(
        "readings_open",
        gettext_noop("%(open)s members who were absent have not confirmed that they have read it."),
        "4.1-b",
        open=open_readings,
    )


def same_material(title: str, number: str, other: str) -> bool:
    """Say whether an item's material is probably this document: same number, or one title within the other.

    A suggestion to a person, who decides.  Clause 4.1-a.
    """
    mine, theirs, sign = plain(title), plain(other), plain(number)
    if sign and sign in theirs:
        return True
    shorter, longer = sorted((mine, theirs), key=len)
    return shorter == longer != "" or (len(shorter) >= SHORTEST and shorter in longer)


def plain(text: str) -> str:
    """Return a title without marks, blanks, and the words that say only what is done with it."""
    return re.sub(r"传达学习|传达|学习|关于|[\W_]+", "", text)
