"""Who holds a seat on a day?  Seats do not overlap, and there is one secretary or a vacancy.

Depends on the ground only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


@dataclass(frozen=True, slots=True)
class Period:
    """A span of office: from `since` on, up to but not including `until` (None: open)."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether the day lies inside (the first day does, the `until` day does not)."""
        return self.since <= day and (self.until is None or day < self.until)

    def overlaps(self, other: "Period") -> bool:
        """Say whether two spans share a day."""
        return (other.until is None or self.since < other.until) and (
            self.until is None or other.since < self.until
        )


def ordered(period: Period) -> Verdict:
    """A span of office ends after it began.

    Clause 4.4-a.
    """
    if period.until is not None and period.until <= period.since:
        return refuse("period_reversed", gettext_noop("The end must lie after the beginning."), "4.4-a")
    return allow()


def no_overlap(period: Period, others: Iterable[Period], *, code: str = "seat_overlaps") -> Verdict:
    """One person holds one seat at a time; another span of the same person must not share a day.

    Clause 4.4-a.
    """
    if any(period.overlaps(other) for other in others):
        return refuse(code, gettext_noop("This person already holds a seat in part of this time."), "4.4-a")
    return allow()


def one_secretary(period: Period, others: Iterable[Period]) -> Verdict:
    """There is exactly one secretary, or the post is vacant.

    Clause 4.4-a.
    """
    if any(period.overlaps(other) for other in others):
        return refuse(
            "secretary_exists", gettext_noop("There is a secretary in part of this time already."), "4.4-a"
        )
    return allow()


def size(count: int, law: MeetingParameters) -> Verdict:
    """A group has so many members; outside the usual size somebody should look.

    count: seats held on the day.  Clause 1-a.
    """
    least, most = law.group_size_min, law.group_size_max
    if count > most:
        return refuse(
            "group_too_large",
            gettext_noop("A group has at most %(most)s members."),
            "1-a",
            count=count,
            most=most,
        )
    usual_least, usual_most = law.group_size_usual
    if not max(least, usual_least) <= count <= usual_most:
        return warn(
            "group_size_unusual",
            gettext_noop("The group has %(count)s members; usual are %(least)s to %(most)s."),
            "1-a",
            count=count,
            least=usual_least,
            most=usual_most,
        )
    return allow(count=count)
