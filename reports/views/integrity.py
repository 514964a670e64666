"""Does integrity go along with the business, stage by stage?  From linked records only."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings.models import AgendaItem
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.models import WorkTag
from reports.actions import duties as actions
from reports.forms.duties import StageForm, YearForm
from reports.models.duties import AnnualFiling, ResponsibilityList, StageLink, Suggestion
from reports.rules import duties
from reports.states.duties import FilingState, IntegrityStage
from reports.views.duties import READ

EARLIEST, LATEST = 2000, 2200


def year_asked(request: BodyRequest) -> int:
    """Return the year that is asked for, this one for nonsense."""
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == len("2025") else 0
    return year if EARLIEST <= year <= LATEST else request.today.year


def tagged(request: BodyRequest, year: int) -> list[AgendaItem]:
    """Return the settled items of a year that are tagged as discipline and integrity."""
    items = AgendaItem.objects.filter(
        meeting__group=request.group, meeting__day__year=year, removed=False, state="settled"
    )
    found = items.select_related("meeting__group").order_by("meeting__day", "position")
    # A list of tags is not searched the same way by both engines; a year has few items.
    return [item for item in found if WorkTag.INTEGRITY in item.work_tags]


@require_GET
@in_body
@needs(READ)
def integrity_detail(request: BodyRequest) -> HttpResponse:
    """Show the four stages of a year, what fills them, and tagged items that are linked to none."""
    year = year_asked(request)
    links = StageLink.objects.filter(group=request.group, year=year).select_related(
        "item__meeting__group", "task__group", "list__group"
    )
    by_stage: dict[str, list[StageLink]] = {stage: [] for stage in IntegrityStage.values}
    for link in links:
        by_stage[link.stage].append(link)
    items = tagged(request, year)
    linked = {link.item_id for link in links}
    days = [item.meeting.day for item in items]
    context = {
        "year": year,
        "stages": [
            (IntegrityStage(stage).label, [shown(one) for one in own]) for stage, own in by_stage.items()
        ],
        "verdicts": [
            duties.half_year_subject(days, year, request.today),
            duties.four_stages([stage for stage, own in by_stage.items() if own]),
        ],
        "unlinked": [item for item in items if item.pk not in linked],
        "may_link": request.user.has_perm("reports.keep_duties", request.group),
    }
    return render(request, "reports/integrity_detail.html", context)


def shown(link: StageLink) -> tuple[str, str, Any]:
    """Return a record of a stage as shown: title, address, day."""
    if link.item is not None:
        meeting = link.item.meeting
        url = reverse("meetings:meeting_detail", args=[meeting.group.code, meeting.pk])
        return link.item.title, url, meeting.day
    if link.task is not None:
        url = reverse("meetings:task_detail", args=[link.task.group.code, link.task.pk])
        return str(link.task), url, link.task.issued_on
    assert link.list is not None
    return (
        str(link.list),
        reverse("reports:responsibility_detail", args=[link.list.group.code, link.list.pk]),
        link.list.reported_on,
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("reports.keep_duties")
def integrity_link(request: BodyRequest) -> HttpResponse:
    """Link a record to a stage."""
    year = year_asked(request)
    initial = {name: request.GET.get(name) for name in ("item", "stage") if request.GET.get(name)}
    return form_page(
        request,
        StageForm(request.group, year, request.POST or None, initial=initial),
        lambda data: actions.link_stage(request.group, year, by=request.user, at=timezone.now(), **data),
        to=f"{reverse('reports:integrity_detail', args=[request.group.code])}?year={year}",
        message=_("The record is linked."),
        title=_("Link a record to a stage"),
        lead=_("Choose the stage and one record; one meeting may fill two stages."),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("reports.keep_duties")
def filings_open(request: BodyRequest) -> HttpResponse:
    """Put what is expected of a year into the register."""
    return form_page(
        request,
        YearForm(request.POST or None, initial={"year": request.today.year}),
        lambda data: actions.open_filings(request.group, data["year"], by=request.user, at=timezone.now()),
        to=reverse("reports:filing_list", args=[request.group.code]),
        message=_("What is expected of everybody stands in the register."),
        title=_("Open a year"),
        lead=_("A second time adds only what is new, such as a new member's."),
    )


@require_GET
@in_body
def duties_waiting(request: BodyRequest) -> HttpResponse:
    """Show my filings and reports that are due, and suggestions to answer (a fragment)."""
    if not request.user.has_perm(READ, request.group):
        return HttpResponse()
    mine = Q(membership__user=request.user)
    expected = AnnualFiling.objects.filter(group=request.group, state=FilingState.EXPECTED)
    context: dict[str, Any] = {
        "filings": expected.filter(mine).select_related("membership__user", "group")[:5],
        "lists": [],
        "suggestions": [],
        "today": request.today,
    }
    if request.seat is not None:
        half = duties.half_of(request.today)
        running = ResponsibilityList.objects.filter(
            group=request.group, year=request.today.year, state="adopted"
        )
        context["lists"] = running.exclude(reports__membership=request.seat, reports__half=half)[:1]
    if request.user.has_perm("reports.answer_suggestion", request.group):
        made = Suggestion.objects.filter(group=request.group, state="made")
        context["suggestions"] = made.select_related("membership__user")[:5]
    if not any(context[name] for name in ("filings", "lists", "suggestions")):
        return HttpResponse()
    return render(request, "reports/_duties_waiting.html", context)
