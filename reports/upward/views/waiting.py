"""What waits for the asker among requests, reports and incidents?  A fragment of the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members import duties
from members.access import BodyRequest, in_body
from reports.upward import waiting
from reports.upward.duties import AfterReply
from reports.upward.states import UpwardState

SHOWN = 6


@require_GET
@in_body
def upward_waiting(request: BodyRequest) -> HttpResponse:
    """Show papers to sign, to answer, to send, replies with things to do, incidents not reported, years without report."""
    user, group = request.user, request.group
    if not user.has_perm("reports.read_registers", group):
        return HttpResponse()
    may_draft = user.has_perm("reports.draft_upward", group)
    context: dict[str, Any] = {}
    if user.has_perm("reports.sign_upward", group):
        context["to_sign"] = waiting.in_state(group, UpwardState.ADOPTED)[:SHOWN]
    if request.seat is not None:
        context["to_answer"] = waiting.to_answer(group, request.seat)[:SHOWN]
    if user.has_perm("reports.send_upward", group):
        context["to_send"] = waiting.in_state(group, UpwardState.SIGNED)[:SHOWN]
        context["to_rework"] = waiting.in_state(group, UpwardState.RETURNED)[:SHOWN]
    context["lines"] = duties.waiting(request, AfterReply)
    if user.has_perm("reports.report_incident", group):
        context["unreported"] = waiting.unreported(group, timezone.now())[:SHOWN]
    if may_draft:
        context["years"] = waiting.years_without(group, request.today)
    result = {name: list(rows) for name, rows in context.items()}
    if not any(result.values()):
        return HttpResponse()
    return render(request, "reports/_upward_waiting.html", result)
