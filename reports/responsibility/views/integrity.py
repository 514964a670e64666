"""Does integrity go along with the business, stage by stage?  From linked records only."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from reports.responsibility import integrity
from reports.responsibility.actions import integrity as actions
from reports.responsibility.forms import CorrectForm, StageForm
from reports.responsibility.models.integrity import StageLink
from reports.responsibility.rules import lists as duties
from reports.responsibility.views.filings import DESK, READ, year_asked


def address(request: BodyRequest, year: int) -> str:
    """Return the address of a year's stages."""
    return f"{reverse('reports:integrity_detail', args=[request.group.code])}?year={year}"


@require_GET
@in_body
@needs(READ)
def integrity_detail(request: BodyRequest) -> HttpResponse:
    """Show the four stages of a year, what fills them, and tagged records that might."""
    year = year_asked(request)
    items = integrity.tagged_items(request.group, year)
    days = [item.meeting.day for item in items]
    stages = integrity.stages(request.group, year, items)
    context = {
        "year": year,
        "halves": [(half, sum(1 for day in days if duties.half_of(day) == half)) for half in (1, 2)],
        "stages": stages,
        "verdicts": [
            duties.half_year_subject(days, year, request.today),
            duties.four_stages([stage.code for stage in stages if stage.links]),
        ],
        "may_link": request.user.has_perm(DESK, request.group),
    }
    return render(request, "reports/integrity_detail.html", context)


@require_http_methods(["GET", "POST"])
@in_body
@needs(DESK)
def integrity_link(request: BodyRequest) -> HttpResponse:
    """Link a record to a stage, chosen in a form or confirmed as it was suggested."""
    year = year_asked(request)
    names = StageForm.names
    initial: dict[str, Any] = {name: request.GET.get(name) for name in names if request.GET.get(name)}
    return form_page(
        request,
        StageForm(request.group, year, request.POST or None, initial=initial),
        lambda data: actions.link_stage(request.group, year, by=request.user, at=timezone.now(), **data),
        to=address(request, year),
        message=_("The record is linked."),
        title=_("Link a record to a stage"),
        lead=_("Choose the stage and one record; one meeting may fill two stages."),
        submit=_("Link"),
        cancel=address(request, year),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(DESK)
def integrity_withdraw(request: BodyRequest, pk: int) -> HttpResponse:
    """Say, with the reason, that a record does not show the stage after all."""
    links = StageLink.objects.visible_to(request.user, request.group)
    link = get_object_or_404(links.select_related("group", "item", "task", "research", "list"), pk=pk)
    return form_page(
        request,
        CorrectForm(request.POST or None),
        lambda data: actions.withdraw_link(link, data["reason"], by=request.user, at=timezone.now()),
        to=address(request, link.year),
        message=_("The link is withdrawn."),
        title=_("Withdraw the link"),
        lead=str(link),
        submit=_("Withdraw the link"),
        cancel=address(request, link.year),
    )
