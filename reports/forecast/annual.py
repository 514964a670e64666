"""How does the comprehensive report of the year stand?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from reports.forecast.line import Action, Line, Place, Shown
from reports.forecast.rules import upward
from reports.forecast.rules.upward import Report
from reports.upward.annual import rules as annual
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import UpwardState


@dataclass(frozen=True, slots=True)
class ReportOfYear:
    """What is on record: reports counted and begun, the paper that is not sent yet with its state."""

    report: Report
    paper: tuple[int, str] | None


def read(place: Place) -> ReportOfYear:
    """Return the reports of the year (one query)."""
    papers = UpwardPaper.objects.filter(group=place.group).comprehensive()
    rows = list(papers.order_by("-pk").values_list("pk", "report_year", "sent_on", "state"))
    law = place.law.year
    counted = sum(annual.year_of(about, sent, law) == place.year for _pk, about, sent, _state in rows)
    open_ones = [(pk, state) for pk, about, sent, state in rows if sent is None and about == place.year]
    return ReportOfYear(
        Report(counted, bool(open_ones)),
        open_ones[0] if open_ones else None,
    )


def lines(place: Place, facts: ReportOfYear) -> Iterator[Line]:
    """Return a row for the report.  Clause 5.3-b."""
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
    yield Line("annual", "upward", _("Comprehensive report of the year"), "5.3-b", (shown,), page)
