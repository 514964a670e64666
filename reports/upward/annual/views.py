"""The comprehensive report of a year: what was written, section by section, beside what the data say now."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.pages import act_view, done
from reports.upward.annual import actions, comprehensive
from reports.upward.models.papers import UpwardPaper
from reports.upward.views.page import badge
from reports.upward.views.papers import DRAFT, READ, UPWARD

EARLIEST, LATEST = 2000, 2200


def year_asked(values: Any, today: date) -> int:
    """Return the year that is asked for, this one for nonsense."""
    wanted = values.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == len("2025") else 0
    return year if EARLIEST <= year <= LATEST else today.year


def years_of(request: BodyRequest) -> list[int]:
    """Return the years in which the body met, or has a report about, and this one, newest first (two queries)."""
    met = {day.year for day in request.group.meetings.dates("day", "year")}
    about = UpwardPaper.objects.filter(group=request.group).comprehensive()
    reported = {year for year in about.values_list("report_year", flat=True) if year is not None}
    return sorted(met | reported | {request.today.year}, reverse=True)


def beside(request: BodyRequest, paper: UpwardPaper | None, year: int) -> list[dict[str, Any]]:
    """Return the sections: title, figures as they are now, the text, whether they differ, what can be done."""
    fresh = {record.key: record for record in comprehensive.gather(request.group, year, request.today)}
    if paper is None:
        return [{"title": row.title, "fresh": row.text} for row in fresh.values()]
    rows = []
    for section in paper.sections.select_related("paper__group"):
        now = fresh[section.key].text if section.key in fresh else ""
        acts = UPWARD.offered(request, paper, section, {"section", "take"})
        if not now or now == section.text:
            acts = [act for act in acts if "/take/" not in act.url]
        rows.append({"title": section.title, "fresh": now, "section": section, "acts": acts})
    return rows


@require_GET
@in_body
@needs(READ)
def annual_detail(request: BodyRequest) -> HttpResponse:
    """Show a year's report beside the figures of the year."""
    year = year_asked(request.GET, request.today)
    paper = (
        UpwardPaper.objects.visible_to(request.user, request.group)
        .comprehensive()
        .filter(report_year=year)
        .select_related("group")
        .first()
    )
    context = {
        "year": year,
        "years": years_of(request),
        "paper": paper,
        "badge": badge(paper) if paper else None,
        "rows": beside(request, paper, year),
        "standing": comprehensive.standing(request.group, year, request.today),
        "may_draft": paper is None and request.user.has_perm(DRAFT, request.group),
    }
    return render(request, "reports/annual_detail.html", context)


@in_body
@act_view
def annual_draft(request: BodyRequest) -> HttpResponse:
    """Draft the report of a year from its data."""
    year = year_asked(request.POST, request.today)
    actions.draft_comprehensive(request.group, year, by=request.user, at=timezone.now())
    to = f"{reverse('reports:annual_detail', args=[request.group.code])}?year={year}"
    return done(request, to, _("The draft is made from the figures; write the other sections now."))
