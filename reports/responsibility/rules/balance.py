"""How do Party building and business stand side by side in half a year?  Counted from records, scored by nobody.

Depends on the floors below only.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.rules.work_lines import BUSINESS, PARTY_BUILDING, line_of
from members.procedure.verdict import Verdict, allow, gettext_noop, warn

LINES = (PARTY_BUILDING, BUSINESS)
STAGES = ("plan", "deploy", "push", "assess")
"""同谋划, 同部署, 同推进, 同考核 (clause 4.3-a)."""

Piece = tuple[str, Collection[str]]
"""What is counted: the kind of the item behind a record, and its tags."""


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The first or the second half of a year."""

    year: int
    half: int

    @property
    def since(self) -> date:
        """Return its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def until(self) -> date:
        """Return its last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> "HalfYear":
        """Return the half-year before."""
        return half_of(self.since - timedelta(days=1))

    @property
    def after(self) -> "HalfYear":
        """Return the half-year after."""
        return half_of(self.until + timedelta(days=1))


def half_of(day: date) -> HalfYear:
    """Return the half-year a day lies in."""
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def tally(pieces: Iterable[Piece]) -> dict[str, int]:
    """Count pieces by line of work; each counts once, whatever number of tags it carries.

    Clause 4.3-a.
    """
    counts = dict.fromkeys(LINES, 0)
    for kind, tags in pieces:
        counts[line_of(kind, tags)] += 1
    return counts


def by_tag(pieces: Iterable[Piece], tags: Iterable[str]) -> dict[str, int]:
    """Count pieces by tag; one with several tags counts for each of them.

    Clauses 4.3-1, 4.3-2, 4.3-3, 4.3-4, 4.3-5, 4.3-6, 4.3-7.
    """
    counts = dict.fromkeys(tags, 0)
    for _kind, carried in pieces:
        for tag in carried:
            if tag in counts:
                counts[tag] += 1
    return counts


def side_by_side(stages: Mapping[str, Mapping[str, int]]) -> list[Verdict]:
    """Point out stages in which business was dealt with and Party building was not.  Nothing is scored.

    Clause 4.3-a.
    """
    return [
        warn(
            f"{stage}_business_only",
            gettext_noop("In this half-year only business is found here; look whether a tag is missing."),
            "4.3-a",
        )
        for stage in STAGES
        if stages[stage][BUSINESS] and not stages[stage][PARTY_BUILDING]
    ]


def ideology(count: int) -> Verdict:
    """Remind of the subject of ideology when a half-year has none; the work rules themselves name no number.

    Clause 4.3-3.
    """
    if count:
        return allow(count=count)
    return warn(
        "ideology_not_dealt_with",
        gettext_noop(
            "No item of this half-year carries the tag of ideology (a reminder; the rules name no number)."
        ),
        "4.3-3",
    )
