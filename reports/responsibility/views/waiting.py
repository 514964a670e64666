"""What waits for the asker of filings, reports on duties and suggestions?  A fragment of the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.procedure.record import Refused
from reports.responsibility.actions.lists import missing_filings
from reports.responsibility.models.filings import AnnualFiling, law_of
from reports.responsibility.models.lists import DutyReport, ResponsibilityList
from reports.responsibility.models.suggestions import Suggestion
from reports.responsibility.rules import lists as duties
from reports.responsibility.states import FilingState
from reports.responsibility.views.filings import DESK, READ

SHOWN = 5


@require_GET
@in_body
def duties_waiting(request: BodyRequest) -> HttpResponse:
    """Show my filings and reports that are due; to the secretariat what is overdue, missing, to be answered."""
    if not request.user.has_perm(READ, request.group):
        return HttpResponse()
    group, today = request.group, request.today
    expected = AnnualFiling.objects.filter(group=group, state=FilingState.EXPECTED)
    mine = expected.filter(membership__user=request.user).select_related("membership__user", "group")
    context: dict[str, Any] = {"filings": list(mine.order_by("due_on")[:SHOWN]), "today": today}
    context["reports"] = _reports_owed(request)
    if request.user.has_perm(DESK, group):
        context["overdue"] = expected.filter(due_on__lt=today).exclude(membership__user=request.user).count()
        context["missing"] = _missing(request)
    if request.user.has_perm("reports.answer_suggestion", group):
        made = Suggestion.objects.filter(group=group, state="made")
        context["suggestions"] = list(
            made.select_related("membership__user").order_by("submitted_on")[:SHOWN]
        )
    if not any(found for name, found in context.items() if name != "today"):
        return HttpResponse()
    return render(request, "reports/_duties_waiting.html", context)


def _reports_owed(request: BodyRequest) -> list[tuple[ResponsibilityList, int, Any]]:
    """Return the half-year reports a member owes on the list in force, once the half has begun: list, half, due."""
    if request.seat is None:
        return []
    year = request.today.year
    adopted = ResponsibilityList.objects.filter(group=request.group, year=year, state="adopted")
    listed = adopted.order_by("-version").first()
    if listed is None:
        return []
    told = DutyReport.objects.filter(
        list__group=request.group, list__year=year, membership=request.seat
    ).values_list("half", flat=True)
    law = law_of(request.group, year)
    halves = [half for half in (1, 2) if half <= duties.half_of(request.today) and half not in set(told)]
    return [
        (listed, half, duties.report_due(year, half, law))
        for half in halves
        if request.seat.period.covers(duties.report_due(year, half, law))
    ]


def _missing(request: BodyRequest) -> int:
    """Return how many filings of this year are expected and not in the register yet."""
    try:
        return len(missing_filings(request.group, request.today.year))
    except Refused:
        return 0
