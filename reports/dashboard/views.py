"""How does the year stand, in pictures?  The board, its tables as XLSX and CSV, the year as one PDF, a strip for the desk."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.answers import pdf_answer
from members.form_pages import needs
from members.printing import pdf
from members.procedure.journal import demand_power
from members.tables.exports import CSV, csv_text, download, workbook
from reports.dashboard import desk_strip, year_report
from reports.dashboard.board import CHARTS, board, one_chart
from reports.responsibility.views.filings import READ, year_asked

EXPORT = "reports.export"
EARLIEST, LATEST = 2000, 2200


def address(request: BodyRequest, year: int) -> str:
    """Return the address of a year's board."""
    return f"{reverse('reports:dashboard_detail', args=[request.group.code])}?year={year}"


@require_GET
@in_body
@needs(READ)
def dashboard_detail(request: BodyRequest) -> HttpResponse:
    """Show a year of the body in pictures, each with the table behind it."""
    year = year_asked(request)
    context = {
        "year": year,
        "board": board(request.group, year, request.today, request.user),
        "before": address(request, year - 1) if year > EARLIEST else "",
        "after": address(request, year + 1) if year < LATEST else "",
        "may_export": request.user.has_perm(EXPORT, request.group),
    }
    return render(request, "reports/dashboard_detail.html", context)


@require_GET
@in_body
@needs(READ)
def dashboard_table(request: BodyRequest, key: str) -> HttpResponse:
    """Send the table behind a picture: `?format=xlsx` (as it is without) or `csv`."""
    demand_power(EXPORT, request.user, request.group)
    if key not in CHARTS:
        raise Http404
    year = year_asked(request)
    chart = one_chart(request.group, year, request.today, user=request.user, key=key)
    name = f"{chart.title} {year}"
    if request.GET.get("format") == "csv":
        return download(csv_text(chart.heads, chart.values), f"{name}.csv", CSV)
    return download(workbook(chart.title, chart.heads, chart.values), f"{name}.xlsx")


@require_GET
@in_body
@needs(READ)
def dashboard_pdf(request: BodyRequest) -> HttpResponse:
    """Send the year as one report with pictures and tables; like all official papers it is Chinese."""
    year = year_asked(request)
    return pdf_answer(request, f"{_('The year in pictures')} {year}", lambda: report(request, year))


def report(request: BodyRequest, year: int) -> bytes:
    """Return the report of a year as PDF.  Raises PdfUnavailable."""
    with translation.override("zh-hans"):
        made = board(request.group, year, request.today, request.user)
        html = year_report.html(year_report.facts_of(made))
    return pdf.render(html)


@require_GET
@in_body
def work_year(request: BodyRequest) -> HttpResponse:
    """Show twelve months of meetings and studies (a fragment of the desk)."""
    if not request.user.has_perm(READ, request.group):
        return HttpResponse()
    today: date = request.today
    strip = desk_strip.strip(request.group, today)
    return render(request, "reports/_work_year.html", {"strip": strip, "year": today.year})
