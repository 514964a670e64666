"""What waits for the asker of filings, reports on duties and suggestions?  A fragment of the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.duties import waiting
from members.procedure.record import Refused
from reports.responsibility.actions.lists import missing_filings
from reports.responsibility.duties.filings import ChangeReport, DutyIntegrity, PersonalMatters
from reports.responsibility.duties.reports import DutyOfHalfYear
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.suggestions import Suggestion
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
    own = waiting(request, PersonalMatters, ChangeReport, DutyIntegrity, DutyOfHalfYear)
    context: dict[str, Any] = {"lines": own}
    if request.user.has_perm(DESK, group):
        context["overdue"] = expected.filter(due_on__lt=today).exclude(membership__user=request.user).count()
        context["missing"] = _missing(request)
    if request.user.has_perm("reports.answer_suggestion", group):
        made = Suggestion.objects.filter(group=group, state="made")
        context["suggestions"] = list(
            made.select_related("membership__user").order_by("submitted_on")[:SHOWN]
        )
    if not any(context.values()):
        return HttpResponse()
    return render(request, "reports/_duties_waiting.html", context)


def _missing(request: BodyRequest) -> int:
    """Return how many filings of this year are expected and not in the register yet."""
    try:
        return len(missing_filings(request.group, request.today.year))
    except Refused:
        return 0
