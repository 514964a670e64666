"""What waits for the asker after a meeting, and what is the year in numbers?  Fragments of the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from meetings.minutes.states import MinutesState
from members.access import BodyRequest, in_body
from reports.archive import waiting

SHOWN = 8


@require_GET
@in_body
def work_waiting(request: BodyRequest) -> HttpResponse:
    """Show minutes to draft, finish, sign, issue or confirm, and files to seal."""
    user, group = request.user, request.group
    context: dict[str, Any] = {"receipts": waiting.unconfirmed(group, user)[:SHOWN]}
    if user.has_perm("meetings.draft_minutes", group):
        context["undrafted"] = waiting.without_minutes(group)[:SHOWN]
        context["unissued"] = waiting.minutes_in(group, MinutesState.SIGNED)[:SHOWN]
    drafts = list(waiting.minutes_in(group, MinutesState.DRAFT)[:SHOWN])
    context["unsigned"] = [draft for draft in drafts if user.has_perm("meetings.sign_minutes", draft)]
    if user.has_perm("reports.seal", group):
        context["unsealed"] = waiting.ready_to_seal(group)[:SHOWN]
    return render(
        request, "reports/_work_waiting.html", {name: list(record) for name, record in context.items()}
    )


@require_GET
@in_body
def work_figures(request: BodyRequest) -> HttpResponse:
    """Show the year of the body in numbers."""
    if not request.user.has_perm("meetings.read", request.group):
        return HttpResponse()
    return render(
        request, "reports/_work_figures.html", {"figures": waiting.figures(request.group, request.today)}
    )
