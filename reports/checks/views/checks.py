"""Which checks are there, and what came back again and again?  Two pages beside the register of findings."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.models import Meeting
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.tables import sections
from members.tables.register_files import asked_for, exports_of, table_file
from members.tables.sections import Cell
from reports.checks import words as said
from reports.checks.models import Finding
from reports.checks.registry import CHECKS
from reports.checks.repeats import Repeat, repeats
from reports.checks.run import refresh
from reports.checks.states import READ, FindingState, FindingWeight
from reports.checks.views.findings import FINDINGS, state_tone
from reports.checks.waiting import about, waiting
from reports.responsibility.views.filings import year_asked

PAGE = "reports/checks_detail.html"
SHOWN = 8
CHECK = pgettext_lazy("finding", "Check")
HEADS = (_("Day"), pgettext_lazy("finding", "About"), pgettext_lazy("finding", "Finding"), _("State"))
STATES = (FindingState.OPEN, FindingState.ANSWERED, FindingState.CURED)


@require_GET
@in_body
@needs(READ)
def check_list(request: BodyRequest) -> HttpResponse:
    """Show every check: title, clause, weight, whether it asks, and what it found in a year."""
    year = year_asked(request)
    refresh(request.group, year, timezone.now())
    seen = Finding.objects.visible_to(request.user, request.group).filter(year=year).order_by()
    counted = Counter(
        {(row["check_id"], row["state"]): row["number"] for row in seen.values("check_id", "state").annotate(number=Count("pk"))}
    )  # fmt: skip
    table = _checks(request, year, counted)
    if form := asked_for(request):
        return table_file(form, f"{_('Checks')}{year}", table.heads, _rows(table))
    context = {
        "exports": exports_of(request),
        "title": _("Checks"),
        "lead": _("The questions inspectors ask, asked every night and after each act. Integrity and likeness are asked of a person, never judged."),
        "year": year,
        "sections": [table],
    }  # fmt: skip
    return render(request, PAGE, context)


def _checks(request: BodyRequest, year: int, counted: Counter[tuple[str, str]]) -> sections.Section:
    base = reverse("reports:finding_list", args=[request.group.code])

    def number(check: str, state: str) -> Cell:
        result = counted[check, state]
        return Cell(
            str(result), f"{base}?check={check}&state={state}&year={year}" if result else "", css="num"
        )

    return sections.table(
        _("Checks"),
        (
            CHECK,
            pgettext_lazy("finding", "Finding"),
            _("Clause"),
            pgettext_lazy("finding", "Weight"),
            pgettext_lazy("finding", "Asks or judges"),
            *(state.label for state in STATES),
        ),
        [
            (
                Cell(check.id, css="nowrap"),
                said.title(check.id),
                Cell(check.clause, _clause(request, check.clause), css="nowrap"),
                " / ".join(str(FindingWeight(weight.value).label) for weight in check.weights),
                pgettext_lazy("finding", "asks") if check.question else pgettext_lazy("finding", "judges"),
                *(number(check.id, state) for state in STATES),
            )
            for check in CHECKS.values()
        ],
    )  # fmt: skip


def _clause(request: BodyRequest, clause: str) -> str:
    return (
        f"{reverse('members:rulebook_detail', args=[request.group.code])}#clause-{clause}" if clause else ""
    )


@require_GET
@in_body
@needs(READ)
def repeated_list(request: BodyRequest) -> HttpResponse:
    """Show what was found again and again in a year, with the single cases."""
    year = year_asked(request)
    refresh(request.group, year, timezone.now())
    results = repeats(request.group, request.user, year)
    if form := asked_for(request):
        rows = [[str(result.title), *row] for result in map(_repeat, results) for row in _rows(result)]
        return table_file(form, f"{gettext('Repeated findings')}{year}", (CHECK, *HEADS), rows)
    context = {
        "exports": exports_of(request),
        "title": pgettext_lazy("finding", "Found repeatedly"),
        "lead": _("What one check found on several days, with no more than the set months between them: look for the cause behind the single cases."),
        "year": year,
        "sections": [_repeat(record) for record in results],
        "empty": _("Nothing was found repeatedly in this year."),
    }  # fmt: skip
    return render(request, PAGE, context)


def _rows(table: sections.Section) -> list[list[str]]:
    """Return the values of a table without their links."""
    return [[str(cell.text) for cell in line.cells] for line in table.body]


def _repeat(repeat: Repeat) -> sections.Section:
    run = repeat.run
    return sections.table(
        f"{run.check} {said.title(run.check)}",
        HEADS,
        [
            (
                Cell(f"{finding.on:%Y-%m-%d}", FINDINGS.url(finding), css="nowrap"),
                said.subject(finding),
                said.said(finding),
                Cell(finding.get_state_display(), tone=state_tone(finding)),
            )
            for finding in repeat.findings
        ],
        note=_("Found on %(days)s days from %(first)s to %(last)s.") % {"days": len(run.days), "first": f"{run.first:%Y-%m-%d}", "last": f"{run.last:%Y-%m-%d}"},
    )  # fmt: skip


@require_GET
@in_body
def findings_waiting(request: BodyRequest) -> HttpResponse:
    """Show open findings against the rules on the desk of who may answer them."""
    user, group = request.user, request.group
    if not user.has_perm(READ, group):
        return HttpResponse()
    mine = [row for row in waiting(group, user) if user.has_perm("reports.answer_finding", row)]
    return render(request, "reports/_findings_waiting.html", _shown(mine)) if mine else HttpResponse()


@require_GET
@in_body
@needs("meetings.read")
def meeting_findings(request: BodyRequest, pk: int) -> HttpResponse:
    """Show what was found about a meeting (a fragment of its page)."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user, request.group), pk=pk)
    result = list(about(meeting, request.user))
    return render(request, "reports/_meeting_findings.html", _shown(result)) if result else HttpResponse()


def _shown(findings: list[Finding]) -> dict[str, Any]:
    return {
        "findings": [
            (row, said.title(row.check_id), said.subject(row), state_tone(row), FINDINGS.url(row))
            for row in findings[:SHOWN]
        ],
        "more": max(len(findings) - SHOWN, 0),
    }
