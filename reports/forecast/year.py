"""How does the whole year stand, and how would it stand if something fell away?

What is on record is read once; it is judged as it is, and as it would be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from members.models import LeadingGroup, Membership
from reports.forecast import annual, dated, lifes, meetings, study
from reports.forecast.assumed import NOTHING, Assumed
from reports.forecast.line import Line, Place, Shown
from reports.forecast.rules.outlook import Course, urgency

URGENT = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of a year."""

    place: Place
    meetings: tuple[meetings.Seen, ...]
    study: study.StudyYear
    lifes: lifes.LifeYear
    annual: annual.ReportOfYear
    dated: dated.Owed


def told(shown: Shown) -> tuple[Course, str, date | None]:
    """Return what would be said otherwise about a part: its course, its words, its last day."""
    return shown.part.course, shown.part.verdict.code, shown.part.last_day


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of which a part would stand otherwise: as it is and as it would be."""

    before: Line
    line: Line

    @property
    def parts(self) -> list[tuple[Shown, Shown]]:
        """Return the parts that would stand otherwise: as they are and as they would be."""
        pairs = zip(self.before.shown, self.line.shown, strict=True)
        return [(now, then) for now, then in pairs if told(now) != told(then)]


def read(group: LeadingGroup, year: int, today: date) -> Facts | None:
    """Return what is on record of a year; None where no rules are in force for it.

    The number of queries does not grow with members, meetings or papers.
    """
    learned = study.read(group, year, today)
    law = learned.book.law
    if law is None:
        return None
    in_year = Q(since__lt=date(year + 1, 1, 1)) & (Q(until__isnull=True) | Q(until__gt=date(year, 1, 1)))
    seats = Membership.objects.filter(in_year, group=group).select_related("user")
    place = Place(group, year, today, law, tuple(seats.order_by("protocol_order", "since", "pk")))
    return Facts(
        place, meetings.read(place), learned, lifes.read(place), annual.read(place), dated.read(place)
    )


def lines(facts: Facts, assumed: Assumed = NOTHING) -> list[Line]:
    """Return one row for each duty of the year, in the order of the page."""
    return list(_lines(facts, assumed))


def _lines(facts: Facts, assumed: Assumed) -> Iterator[Line]:
    place = facts.place
    yield from meetings.lines(place, facts.meetings, assumed)
    yield from study.lines(place, facts.study, assumed)
    yield from lifes.lines(place, facts.lifes)
    yield from dated.lines(place, facts.dated, "lifes")
    yield from annual.lines(place, facts.annual)
    for group in ("upward", "duties", "works"):
        yield from dated.lines(place, facts.dated, group)


def changed(now: list[Line], then: list[Line]) -> list[Changed]:
    """Return the rows of which some part would stand otherwise than now."""
    changeds = [Changed(before, line) for before, line in zip(now, then, strict=True)]
    return [row for row in changeds if row.parts]


def urgent(rows: list[Line], most: int = URGENT) -> list[Line]:
    """Return the duties to act on first: in danger, or late, by their last day."""
    waiting = [line for line in rows if line.is_urgent]
    return sorted(waiting, key=lambda line: urgency(line.next.part) if line.next else (9, date.max))[:most]
