"""What does a visiting inspector see?  The first page, registers, records, papers; each reading written down."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from members.answers import pdf_answer
from members.pages import Words
from members.printing import pdf
from members.printing.paper import papers
from members.tables.register import register_page, shown
from reports.inspection.filters import searching
from reports.inspection.reading.access import CHINESE, VisitRequest, frame, in_inspection, mark_of, note
from reports.inspection.reading.matters import REGISTERS, Register, registers_of
from reports.inspection.reading.papers import papers_behind, record_of
from reports.inspection.states import Matter, ReadWay

MOST_PRINTED = 1000
"""So many rows stand in one printed register; that there are more is said below them."""


def register_of(request: VisitRequest, name: str) -> Register:
    """Return a register the inspection opens.  Raises Http404 for any other."""
    assert request.inspection is not None
    register = REGISTERS.get(name)
    if register is None or not request.inspection.covers(register.matter):
        raise Http404
    return register


def print_links(request: VisitRequest, matter: Matter, record: Any) -> list[tuple[Words, str]]:
    """Return the papers behind a record as labels and addresses within the inspection."""
    assert request.inspection is not None
    return [
        (
            translated(paper.title),
            reverse("reports:inspected_paper", args=[request.group.code, paper.name, record.pk]) + "?view=1",
        )
        for paper in papers_behind(request.inspection, matter, record, request.user)
    ]


@require_GET
@in_inspection
def inspected_home(request: VisitRequest) -> HttpResponse:
    """Show what may be read, for which authority, and how long."""
    inspection = request.inspection
    assert inspection is not None
    note(request, ReadWay.PAGE, _("First page"))
    code = request.group.code
    links = [
        (row.title, row.lead, reverse("reports:inspected_list", args=[code, row.slug]))
        for row in registers_of(inspection)
    ]
    if inspection.covers(Matter.DECISIONS):
        lead = _("Pick a decision and follow it from the proposal to the sealed file.")
        links.insert(0, (_("Trails of decisions"), lead, reverse("reports:trail_list", args=[code])))
    context = {**frame(request), "links": links, "days_left": (inspection.until - request.today).days}
    return render(request, "reports/inspected_home.html", context)


@require_GET
@in_inspection
def inspected_list(request: VisitRequest, name: str) -> HttpResponse:
    """Show a register of the inspection."""
    register = register_of(request, name)
    assert request.inspection is not None
    note(request, ReadWay.LIST, register.title, matter=register.matter)
    return register_page(
        request,
        "reports/inspected_list.html",
        register.rows(request.inspection, request.user),
        register.columns,
        title=register.title,
        filterset=searching(register.search),
        link=lambda row: reverse("reports:inspected_detail", args=[request.group.code, name, row.pk]),
        context={
            **frame(request),
            "lead": register.lead,
            "print_url": reverse("reports:inspected_pdf", args=[request.group.code, name]),
        },
    )


@require_GET
@in_inspection
def inspected_detail(request: VisitRequest, name: str, pk: int) -> HttpResponse:
    """Show one record of a register, with the papers behind it."""
    register = register_of(request, name)
    inspection = request.inspection
    assert inspection is not None
    record = get_object_or_404(register.rows(inspection, request.user), pk=pk)
    note(request, ReadWay.PAGE, str(record), matter=register.matter, key=record.pk)
    context = {
        **frame(request),
        "title": str(record),
        "above": (register.title, reverse("reports:inspected_list", args=[request.group.code, name])),
        "facts": [(label, shown(value)) for label, value in register.facts(inspection, record)],
        "prints": print_links(request, register.matter, record),
    }
    return render(request, "reports/inspected_detail.html", context)


@require_GET
@in_inspection
def inspected_pdf(request: VisitRequest, name: str) -> HttpResponse:
    """Send a register of the inspection as PDF, under its mark."""
    register = register_of(request, name)
    inspection = request.inspection
    assert inspection is not None
    note(request, ReadWay.PDF, register.title, matter=register.matter)
    with override(CHINESE):
        result = list(register.rows(inspection, request.user)[: MOST_PRINTED + 1])
        rows = result[:MOST_PRINTED]
        context = {
            "title": register.title,
            "inspection": inspection,
            "heads": [column.label for column in register.columns],
            "cut": MOST_PRINTED if len(result) > MOST_PRINTED else 0,
            "rows": [[shown(column.value(row)) for column in register.columns] for row in rows],
        }
        html = render_to_string("papers/inspected_list.html", context)
    return pdf_answer(request, str(register.title), lambda: pdf.render(html, mark_of(request)))


@require_GET
@in_inspection
def inspected_paper(request: VisitRequest, name: str, pk: int) -> HttpResponse:
    """Send a paper that the inspection reaches as PDF, under its mark."""
    inspection = request.inspection
    assert inspection is not None
    paper = papers().get(name)
    record = record_of(inspection, paper, pk, request.user) if paper is not None else None
    if paper is None or paper.inspected is None or record is None:
        raise Http404
    mark = mark_of(request)
    assert mark is not None
    with override(CHINESE):
        title = f"{translated(paper.title)} {record}"
    note(request, ReadWay.PDF, title, matter=paper.inspected.matter, key=record.pk)
    return pdf_answer(request, title[:120], lambda: paper.pdf(record, mark))
