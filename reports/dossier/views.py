"""Who asks for a whole file, how far is it, and who takes it out?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from members.access import BodyRequest, in_body
from members.answers import file_answer
from members.form_pages import form_page, needs
from members.pages import act_view, done, refused_act
from members.procedure.journal import demand_power
from members.tables.register import Column, register_page
from reports.dossier import actions as acts
from reports.dossier.forms import DossierForm
from reports.dossier.models import Dossier
from reports.dossier.states import POWER, DossierState, Scope

ZIP = "application/zip"
TONES = {
    DossierState.REQUESTED: "info",
    DossierState.MAKING: "info",
    DossierState.READY: "good",
    DossierState.FAILED: "bad",
    DossierState.REMOVED: "neutral",
}
UNDER_WAY = (DossierState.REQUESTED, DossierState.MAKING)
LAST_STEPS = 1
"""Behind the items: putting together and checking."""

COLUMNS = (
    Column(_("Title"), lambda row: row.title, order="title", title=True),
    Column(_("About"), lambda record: record.get_scope_display(), order="scope", css="nowrap"),
    Column(_("Items filed"), lambda one: len(one.plan), css="num"),
    Column(_("State"), lambda one: one.get_state_display(), order="state", tone=lambda one: TONES[one.state]),
    Column(_("Asked for on"), lambda one: one.requested_at, order="requested_at", css="nowrap"),
    Column(_("by"), lambda one: str(one.requested_by or "")),
)


def dossier_of(request: BodyRequest, pk: int) -> Dossier:
    """Return a dossier of the body.  Raises NotPermitted, Http404."""
    demand_power(POWER, request.user, request.group)
    dossiers = Dossier.objects.visible_to(request.user, request.group).select_related("group", "requested_by")
    return get_object_or_404(dossiers, pk=pk)


def page_of(dossier: Dossier) -> str:
    """Return the address of a dossier's page."""
    return reverse("reports:dossier_detail", args=[dossier.group.code, dossier.pk])


@require_GET
@in_body
@needs(POWER)
def dossier_list(request: BodyRequest) -> HttpResponse:
    """Show the dossiers that were asked for, newest first."""
    rows = Dossier.objects.visible_to(request.user, request.group)
    return register_page(
        request,
        "reports/dossier_list.html",
        rows.select_related("group", "requested_by"),
        COLUMNS,
        title=_("Whole files"),
        link=page_of,
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(POWER)
def dossier_create(request: BodyRequest) -> HttpResponse:
    """Ask for the file of a year, a meeting or a matter; what was pressed on its page is chosen already."""
    names = ("scope", *Scope.values)
    initial = {name: request.GET[name][:20] for name in names if name in request.GET}
    initial.setdefault("year", str(request.today.year))
    return form_page(
        request,
        DossierForm(request.group, request.POST or None, initial=initial),
        lambda data: _ask(request, data),
        to=page_of,
        message=_("The file is being put together."),
        title=_("Put a whole file together"),
        lead=_(
            "Everything there is about it, in the order of the archive, signed and with a verifier. "
            "Talks, forms of opinions and outlines stay outside; classified papers appear as stubs."
        ),
        submit=_("Put it together"),
        cancel=reverse("reports:dossier_list", args=[request.group.code]),
        crumbs=[(_("Whole files"), reverse("reports:dossier_list", args=[request.group.code]))],
    )


def _ask(request: BodyRequest, data: dict[str, Any]) -> Dossier:
    by, at = request.user, timezone.now()
    if data["scope"] == Scope.YEAR:
        return acts.request_year(request.group, data["year"], by=by, at=at)
    if data["scope"] == Scope.MEETING:
        return acts.request_meeting(data["meeting"], by=by, at=at)
    return acts.request_matter(data["matter"], by=by, at=at)


def progress_of(dossier: Dossier) -> dict[str, Any]:
    """Return how far a dossier is: parts done, of how many, in hundredths (one query)."""
    total = len(dossier.plan) + LAST_STEPS
    parts = dossier.parts.count()
    done_now = total if dossier.state == DossierState.READY else parts
    return {
        "dossier": dossier,
        "under_way": dossier.state in UNDER_WAY,
        "parts": parts,
        "checking": dossier.state == DossierState.MAKING and parts == len(dossier.plan),
        "total": total,
        "percent": done_now * 100 // total,
        "tone": TONES[DossierState(dossier.state)],
    }


@require_GET
@in_body
def dossier_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show a dossier: how far it is, what lies in it, who did what with it."""
    dossier = dossier_of(request, pk)
    context = {
        **progress_of(dossier),
        "entries": dossier.entries.select_related("by", "on_behalf_of"),
        "record": dossier,
    }
    return render(request, "reports/dossier_detail.html", context)


@require_GET
@in_body
def dossier_progress(request: BodyRequest, pk: int) -> HttpResponse:
    """Show how far a dossier is (a fragment that asks again while it is being made)."""
    return render(request, "reports/_dossier_state.html", progress_of(dossier_of(request, pk)))


@require_GET
@in_body
def dossier_file(request: BodyRequest, pk: int) -> HttpResponse:
    """Send a dossier; that it was taken out is entered.  Clause 6.5-m."""
    dossier = dossier_of(request, pk)
    try:
        place = acts.take_out(dossier, by=request.user, at=timezone.now())
    except ValidationError as error:
        return refused_act(request, error)
    return file_answer(place, dossier.name, ZIP)


@in_body
@act_view
def dossier_retry(request: BodyRequest, pk: int) -> HttpResponse:
    """Have a dossier that failed made again."""
    dossier = acts.retry_dossier(dossier_of(request, pk), by=request.user, at=timezone.now())
    return done(request, page_of(dossier), _("The file is being put together."))


@in_body
@act_view
def dossier_remove(request: BodyRequest, pk: int) -> HttpResponse:
    """Remove the file before its days are over."""
    dossier = acts.remove_dossier(dossier_of(request, pk), by=request.user, at=timezone.now())
    return done(request, page_of(dossier), _("The file is removed; its entry stays."))
