"""How does the study of the year stand: by month, in hours and in essays of each member?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from meetings.rules.reminding import Month
from members.models import LeadingGroup
from reports.forecast.assumed import Assumed
from reports.forecast.line import Action, Line, Place, Shown
from reports.forecast.meetings import calendar_of
from reports.forecast.rules import months, study
from reports.forecast.rules.outlook import Course, Part
from reports.forecast.rules.study import Essays, Hours
from study.ledger import HELD, Coming, Ledger, Row, ledger
from study.models import StudySession
from study.states import SessionState

BEGUN = (*HELD, SessionState.OPEN)


@dataclass(frozen=True, slots=True)
class Planned:
    """A study on the calendar: its key and day; begun: whether it is under way or over."""

    pk: int
    day: date
    begun: bool


@dataclass(frozen=True, slots=True)
class StudyYear:
    """The ledger of the year, and the studies on the calendar in order, counted or not."""

    book: Ledger
    sessions: tuple[Planned, ...]

    def ahead(self, today: date) -> list[Planned]:
        """Return the studies still to come."""
        return [session for session in self.sessions if not session.begun and session.day >= today]


def read(group: LeadingGroup, year: int, today: date) -> StudyYear:
    """Return the study of a year (the queries of the ledger, and one)."""
    rows = StudySession.objects.filter(group=group).of_year(year).exclude(state=SessionState.CANCELLED)
    result = rows.order_by("starts_at", "pk").values_list("pk", "day", "state")
    return StudyYear(
        ledger(group, year, today), tuple(Planned(pk, day, state in BEGUN) for pk, day, state in result)
    )


def lines(place: Place, facts: StudyYear, assumed: Assumed) -> Iterator[Line]:
    """Return a row for the studies by month, one for the hours, one for the essays.

    Clauses 8.1-a, 8.3-b, 8.3-c.
    """
    today, ahead = place.today, facts.ahead(place.today)
    kept = assumed.studies(ahead, today)
    coming = assumed.coming(facts.book.coming, ahead, today)
    yield _months(place, facts, kept)
    hours = tuple(_hours(place, row, coming, kept, assumed) for row in facts.book.rows)
    yield Line(
        "hours",
        "study",
        _("Half of the study hours, each member"),
        "8.3-b",
        hours,
        place.url("study:ledger_detail", year=place.year),
        pace=_at_pace(hours),
        paced=True,
    )
    essays = tuple(_essays(place, row) for row in facts.book.rows)
    yield Line(
        "essays",
        "study",
        _("Essays, each member"),
        "8.3-c",
        essays,
        place.url("study:essay_list", year=place.year),
        pace=_at_pace(essays),
        paced=True,
    )


def _at_pace(shown: Sequence[Shown]) -> int | None:
    """Return how many members will have what is needed at the present pace."""
    known = [row.part for row in shown if row.part.projected is not None or row.part.course is Course.MET]
    if not known:
        return None
    return sum(part.course is Course.MET or (part.projected or 0) >= part.needed for part in known)


def _months(place: Place, facts: StudyYear, kept: Sequence[Planned]) -> Line:
    calendar, begun = calendar_of(place), [session for session in facts.sessions if session.begun]
    month = Month([record.day for record in begun], [planned.day for planned in kept])
    outlook = months.studies(calendar, month, place.law.reminder)
    shown = []
    for part in outlook.parts:
        own = [row for row in (*begun, *kept) if row.day.month == int(part.key)]
        url = place.url("study:session_detail", own[0].pk) if own else ""
        act = None
        if part.is_open and own:
            act = Action(_("Prepare the study"), url, "study.plan")
        elif part.is_open:
            act = _plan(place, facts.book.coming, int(part.key))
        shown.append(Shown(part, _("Month %(month)s") % {"month": int(part.key)}, url, act))
    return Line(
        "studies",
        "study",
        _("A study each month"),
        "8.1-a",
        tuple(shown),
        place.url("study:session_list", year=place.year),
        soft=True,
        strip=True,
        pace=months.months_at_pace(calendar, outlook),
        paced=True,
    )


def _plan(place: Place, coming: Sequence[Coming], month: int | None = None) -> Action:
    """Return the form of a new study, filled from the line of the plan where there is one."""
    line = next((row.line for row in coming if not row.has_day and month in (None, row.day.month)), None)
    asked = {"line": line} if line is not None else {}
    return Action(_("Plan a study"), place.url("study:session_create", **asked), "study.plan")


def _hours(
    place: Place, row: Row, coming: Sequence[Coming], ahead: Sequence[Planned], assumed: Assumed
) -> Shown:
    grows = place.law.year.study_base == "held"
    own = [(record.day, record.minutes) for record in coming if row.tenure.covers(record.day)]
    base = row.base
    if assumed.seat == row.seat.pk and assumed.misses:
        missed, own = own[: assumed.misses], own[assumed.misses :]
        base += sum(minutes for _day, minutes in missed) if grows else 0
    part = study.hours(
        Hours(str(row.seat.pk), row.tenure, row.attended, base, own, grows), place.today, place.law.year
    )
    act: Action | None = None
    if part.is_open and part.verdict.code == "further_studies_needed":
        act = Action(_("Plan a further study"), place.url("study:session_create"), "study.plan")
    elif part.verdict.code == "hours_safe":
        act = None
    elif part.is_open and ahead:
        act = Action(_("Open the next study"), place.url("study:session_detail", ahead[0].pk), "study.read")
    elif part.is_open:
        act = _plan(place, coming)
    return Shown(part, row.seat.name, place.url("study:ledger_detail", year=place.year), act)


def _essays(place: Place, row: Row) -> Shown:
    part: Part = study.essays(
        Essays(str(row.seat.pk), row.tenure, row.accepted, row.waiting), place.today, place.law
    )
    asked = {"q": quote(row.seat.name), "year": place.year}
    act: Action | None = None
    if part.is_open and part.verdict.code == "essays_to_accept":
        url = place.url("study:essay_list", **asked, state="submitted")
        act = Action(_("Review the essays"), url, "study.review_essay")
    elif part.is_open:
        own = frozenset({row.seat.user_id})
        act = Action(_("Write an essay"), place.url("study:essay_create"), "study.write_essay", own)
    return Shown(part, row.seat.name, place.url("study:essay_list", **asked), act)
