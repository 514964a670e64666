"""How do the yearly report, the filings and the reports on duties stand?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from members.models import Membership
from members.pages import Words
from reports.forecast.line import Action, Line, Place, Shown
from reports.forecast.rules import dated, upward
from reports.forecast.rules.dated import Dated
from reports.forecast.rules.upward import Report
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import DutyReport, ResponsibilityList
from reports.responsibility.rules import filings
from reports.responsibility.rules import lists as duties
from reports.responsibility.rules.filings import Seat
from reports.responsibility.states import FilingKind, FilingState, ListState
from reports.upward.annual import rules as annual
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import UpwardState

FILED: Mapping[str, tuple[Words, str]] = {
    FilingKind.PERSONAL_MATTERS.value: (_("Filing of personal matters, each member"), "10.4-a"),
    FilingKind.CHANGE_REPORT.value: (_("Reports of changes"), "10.4-a"),
    FilingKind.DUTY_INTEGRITY.value: (_("Report on duty and integrity, each member"), "10.4-b"),
}
HALVES = {1: _("first half"), 2: _("second half")}


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing in the register."""

    pk: int
    seat: int
    kind: str
    state: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class DutyYear:
    """What is on record: reports counted and begun, the paper, the filings, the list in force, who reported on which half."""

    report: Report
    paper: tuple[int, str] | None
    filings: tuple[Filing, ...]
    listed: int | None
    reported: Mapping[tuple[int, int], date]


def read(place: Place) -> DutyYear:
    """Return the papers, filings and reports of the year (four queries)."""
    papers = UpwardPaper.objects.filter(group=place.group).comprehensive()
    rows = list(papers.order_by("-pk").values_list("pk", "report_year", "sent_on", "state"))
    law = place.law.year
    counted = sum(annual.year_of(about, sent, law) == place.year for _pk, about, sent, _state in rows)
    open_ones = [(pk, state) for pk, about, sent, state in rows if sent is None and about == place.year]
    found = AnnualFiling.objects.filter(group=place.group, year=place.year).order_by("due_on", "pk")
    filed = found.values_list("pk", "membership", "kind", "state", "due_on", "done_on")
    adopted = ResponsibilityList.objects.filter(group=place.group, year=place.year, state=ListState.ADOPTED)
    told = DutyReport.objects.filter(list__group=place.group, list__year=place.year)
    return DutyYear(
        Report(counted, bool(open_ones)),
        open_ones[0] if open_ones else None,
        tuple(Filing(*row) for row in filed),
        adopted.order_by("-version").values_list("pk", flat=True).first(),
        {(seat, half): day for seat, half, day in told.values_list("membership", "half", "submitted_on")},
    )


def lines(place: Place, facts: DutyYear) -> Iterator[Line]:
    """Return a row for the report, for each kind of filing, and for the reports on duties.

    Clauses 5.3-b, 10.4-a, 10.4-b, 4.3-c, 10.3-c.
    """
    yield _report(place, facts)
    for kind, (label, clause) in FILED.items():
        shown = tuple(_filings(place, facts, kind, clause))
        if shown:
            yield Line(
                kind,
                "duties",
                label,
                clause,
                shown,
                place.url("reports:filing_list", year=place.year, kind=kind),
            )
    reports = tuple(_reports(place, facts))
    if reports:
        url = place.url("reports:responsibility_list", year=place.year)
        yield Line("duty_reports", "duties", _("Half-year reports on duties"), "10.3-c", reports, url)


def _report(place: Place, facts: DutyYear) -> Line:
    part = upward.report(place.year, facts.report, place.today, place.law.year, place.law.reminder)
    page = place.url("reports:annual_detail", year=place.year)
    act: Action | None = None
    if part.is_open and facts.paper is None:
        act = Action(_("Draft the report"), page, "reports.draft_upward")
    elif part.is_open and facts.paper is not None:
        pk, state = facts.paper
        word = {
            UpwardState.ADOPTED: _("Sign the report"),
            UpwardState.SIGNED: _("Send the report of the year"),
        }
        label = word.get(UpwardState(state), _("Have the report adopted"))
        act = Action(label, place.url("reports:upward_detail", pk), "reports.read_registers")
    shown = Shown(part, _("Report of %(year)s") % {"year": place.year}, page, act)
    return Line("annual", "upward", _("Comprehensive report of the year"), "5.3-b", (shown,), page)


def _expected(place: Place, kind: str) -> dict[int, date]:
    """Return by seat when a filing is due, as the rules expect it."""
    rule = {
        FilingKind.PERSONAL_MATTERS.value: filings.personal_matters_due,
        FilingKind.DUTY_INTEGRITY.value: filings.duty_integrity_due,
    }.get(kind)
    if rule is None:
        return {}
    due = {seat.pk: rule(Seat(seat.since, seat.until), place.year, place.law.year) for seat in place.seats}
    return {pk: day for pk, day in due.items() if day is not None}


def _filings(place: Place, facts: DutyYear, kind: str, clause: str) -> Iterator[Shown]:
    names = {seat.pk: seat.name for seat in place.seats}
    people = {seat.pk: frozenset({seat.user_id}) for seat in place.seats}
    own = [one for one in facts.filings if one.kind == kind]
    known = {one.seat for one in own}
    for one in own:
        if one.state == FilingState.WAIVED:
            continue
        done = one.done_on if one.state == FilingState.FILED else None
        part = dated.filing(Dated(f"{one.pk}", one.due_on, done), place.today, place.law.reminder, clause)
        enter = place.url("reports:filing_enter", one.pk)
        whose = people.get(one.seat, frozenset())
        act = Action(_("Enter the filing"), enter, "reports.keep_filings", whose) if part.is_open else None
        yield Shown(part, names.get(one.seat, "—"), place.url("reports:filing_detail", one.pk), act)
    for seat, due in _expected(place, kind).items():
        if seat in known:
            continue
        part = dated.filing(Dated(f"seat-{seat}", due), place.today, place.law.reminder, clause)
        act = Action(
            _("Open the filings of the year"), place.url("reports:filings_open"), "reports.keep_duties"
        )
        yield Shown(part, names[seat], "", act)


def _reports(place: Place, facts: DutyYear) -> Iterator[Shown]:
    page = "" if facts.listed is None else place.url("reports:responsibility_detail", facts.listed)
    for half in (1, 2):
        due = duties.report_due(place.year, half, place.law.year)
        for seat in place.seats:
            if not seat.period.covers(due) or due < place.law.effective_from:
                continue
            one = Dated(f"{seat.pk}-{half}", due, facts.reported.get((seat.pk, half)))
            part = dated.duty_report(one, place.today, place.law.reminder)
            label = _("%(name)s, %(half)s") % {"name": seat.name, "half": HALVES[half]}
            yield Shown(part, label, page, _report_act(place, facts, seat) if part.is_open else None)


def _report_act(place: Place, facts: DutyYear, seat: Membership) -> Action:
    """Return the form of a report; where no list is in force, that of the list it is made on."""
    if facts.listed is None:
        create = place.url("reports:responsibility_create")
        return Action(_("Draft the responsibility list"), create, "reports.keep_duties")
    url = place.url("reports:responsibility_report", facts.listed)
    return Action(_("Report on one's duties"), url, "reports.report_duty", frozenset({seat.user_id}))
