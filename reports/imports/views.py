"""What was sent to be imported, what would it do, and who confirmed it?"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from members.access import BodyRequest, in_body
from members.form_pages import form_page
from members.page_acts import Act
from members.pages import Words, act_view, paginated
from members.procedure.journal import demand_power
from members.record_pages import Listing, Page, RecordPages
from members.tables import sections
from members.tables.exports import CSV, XLSX, download
from members.tables.faults import said
from members.tables.register import Column
from members.templatetags.desk import words
from reports.imports import actions
from reports.imports.filters import ImportFilter
from reports.imports.kinds import Kind
from reports.imports.models import ImportBatch
from reports.imports.registry import KINDS, kinds_of
from reports.imports.states import IMPORT, ImportState
from reports.imports.templates import as_csv, as_workbook
from reports.past.forms import ImportForm

TONES = {"checked": "warn", "confirmed": "good", "discarded": "neutral"}
STAFF = "members.manage_staff"


def tone(batch: ImportBatch) -> str:
    """Return the tone of an import's state; one with faults cannot be done."""
    return "bad" if batch.state == ImportState.CHECKED and batch.faults else TONES[batch.state]


COLUMNS = (
    Column(_("File"), lambda b: b.file_name, order="file_name", title=True),
    Column(_("What is imported"), lambda b: b.get_kind_display(), order="kind"),
    Column(_("Lines"), lambda b: b.lines, order="lines", css="num"),
    Column(_("Faults"), lambda b: b.faults, order="faults", css="num"),
    Column(_("Checked by"), lambda b: b.checked_by.name, order="checked_by__name"),
    Column(_("Checked at"), lambda b: b.checked_at, order="checked_at", css="nowrap"),
    Column(_("Confirmed by"), lambda b: b.confirmed_by.name if b.confirmed_by else ""),
    Column(_("Confirmed at"), lambda b: b.confirmed_at, order="confirmed_at", css="nowrap"),
    Column("SHA-256", lambda b: b.sha256[:16]),
    Column(_("State"), lambda b: b.get_state_display(), order="state", tone=tone),
)


def rows(request: BodyRequest) -> QuerySet[Any]:
    """Return the imports of the kinds the asker may import."""
    kinds = [kind.code for kind in kinds_of(request.user, request.group)]
    import_batches = ImportBatch.objects.visible_to(request.user, request.group, kinds)
    return import_batches.select_related("group", "checked_by", "confirmed_by")


def more(request: BodyRequest) -> dict[str, Any]:
    """Offer the kinds of import above the register."""
    offered = kinds_of(request.user, request.group)
    return {"links": [(kind.label, kind_url(request, kind), kind.icon) for kind in offered]}


def kind_url(request: BodyRequest, kind: Kind, what: str = "") -> str:
    """Return the address of a kind's page, or of its template."""
    return reverse(f"reports:import_{kind.code}{what}", args=[request.group.code])


def page(request: BodyRequest, batch: ImportBatch) -> Page:
    """Lay out an import: what it comes to, its faults, its lines."""
    counted = [(words(name), number, "", "") for name, number in batch.counts.items()]
    figures: list[tuple[Words, Any, Words, str]] = [
        (_("Lines"), batch.lines, "", ""),
        (_("Faults"), batch.faults, "", "bad" if batch.faults else "good"),
        *counted,
    ]
    return Page(
        title=f"{batch.get_kind_display()}：{batch.file_name}",
        badge=(batch.get_state_display(), tone(batch)),
        lead=lead(batch),
        main=[
            sections.figures(_("What it comes to"), figures),
            sections.part("reports/_import_report.html", report(request, batch)),
        ],
        aside=(facts(batch), sections.part("reports/_import_next.html", following(request, batch))),
        acts_first=True,
    )


def lead(batch: ImportBatch) -> Any:
    """Say in one sentence how an import stands, and what to do next."""
    if batch.state == ImportState.CONFIRMED:
        return _("All lines were imported.")
    if batch.state == ImportState.DISCARDED:
        return _("Nothing was imported.")
    if batch.faults:
        return _("Nothing has been imported. Put the faults right in your file and send it again.")
    return _("Nothing has been imported yet. Look through the lines, then confirm.")


def report(request: BodyRequest, batch: ImportBatch) -> dict[str, Any]:
    """Return faults, notes and lines as they are shown, in the language of the page."""
    kept = batch.report
    shown = paginated(request, kept.get("done", []), 50)
    return {
        "faults": [_shown(fault) for fault in kept.get("faults", [])],
        "more": max(0, batch.faults - len(kept.get("faults", []))),
        "notes": [_shown(note) for note in kept.get("notes", [])],
        "page": shown,
        "lines": [(line, words(what), about) for line, what, about in shown],
        "examples": kept.get("examples", 0),
        "done": batch.state == ImportState.CONFIRMED,
    }


def _shown(fault: dict[str, Any]) -> dict[str, Any]:
    params = fault["params"]
    return {**fault, "wrong": said(fault["wrong"], params), "right": said(fault["right"], params)}


def facts(batch: ImportBatch) -> sections.Section:
    """Return what is on record about the file."""
    return sections.facts(
        _("The file"),
        (
            (_("File name"), batch.file_name),
            (_("Size"), f"{batch.size / 1024:.1f} KB"),
            (_("Encoding"), batch.encoding or "—"),
            ("SHA-256", batch.sha256),
            (_("Checked by"), batch.checked_by.name),
            (_("Checked at"), batch.checked_at),
            (_("Confirmed by"), batch.confirmed_by.name if batch.confirmed_by else ""),
            (_("Confirmed at"), batch.confirmed_at),
        ),
    )


def following(request: BodyRequest, batch: ImportBatch) -> dict[str, Any]:
    """Return where to go on: the register, another file, first passwords for new accounts."""
    kind = KINDS[batch.kind]
    confirmed = batch.state == ImportState.CONFIRMED
    may_hand_out = confirmed and request.user.has_perm(STAFF, request.group)
    return {
        "register": reverse(kind.after, args=[request.group.code]) if confirmed else "",
        "again": kind_url(request, kind),
        "waiting": len(actions.new_accounts(batch)) if may_hand_out else 0,
        "passwords": reverse("reports:import_passwords", args=[request.group.code, batch.pk]),
    }


def _demand(request: BodyRequest, kind: Kind) -> None:
    for power in (IMPORT, *kind.powers):
        demand_power(power, request.user, request.group)


def upload_view(kind: Kind) -> Callable[..., HttpResponse]:
    """Return the page on which a file of one kind is sent."""

    @require_http_methods(["GET", "POST"])
    @in_body
    def sent(request: BodyRequest) -> HttpResponse:
        _demand(request, kind)
        return form_page(
            request,
            ImportForm(request.POST or None, request.FILES or None),
            lambda data: actions.check_file(
                request.group, kind, data["upload"], by=request.user, at=timezone.now()
            ),
            to=IMPORTS.url,
            message=_("The file was checked; nothing has been imported yet."),
            template="reports/import_file.html",
            kind=kind,
            title=kind.label,
            submit=_("Check the file"),
            template_url=kind_url(request, kind, "_template"),
        )

    return sent


def template_view(kind: Kind) -> Callable[..., HttpResponse]:
    """Return the view that sends the template of one kind, as a workbook or (`?format=csv`) as CSV."""

    @require_GET
    @in_body
    def template(request: BodyRequest) -> HttpResponse:
        _demand(request, kind)
        if request.GET.get("format") == "csv":
            return download(as_csv(kind), f"{kind.label}模板.csv", CSV)
        return download(as_workbook(kind), f"{kind.label}模板.xlsx", XLSX)

    return template


@in_body
@act_view
def import_passwords(request: BodyRequest, pk: int) -> HttpResponse:
    """Give the new accounts of an import first passwords; this answer alone tells them."""
    demand_power(IMPORT, request.user, request.group)
    demand_power(STAFF, request.user, request.group)
    batch = get_object_or_404(rows(request), pk=pk)
    if "accounts" not in batch.made:
        raise Http404
    told = actions.hand_out_passwords(batch, by=request.user, at=timezone.now())
    rest = sum(not user.has_usable_password() for user in actions.new_accounts(batch))
    context = {
        "batch": batch,
        "told": told,
        "rest": rest,
        "back": IMPORTS.url(batch),
        "list_url": IMPORTS.list_url(request),
    }
    return render(request, "reports/import_passwords.html", context)


def extra() -> list[URLPattern]:
    """Return the addresses beside those of the register: a page and a template for each kind, and the passwords."""
    made = [path("imports/<int:pk>/passwords/", import_passwords, name="import_passwords")]
    for kind in KINDS.values():
        made.append(path(f"imports/{kind.code}/", upload_view(kind), name=f"import_{kind.code}"))
        made.append(
            path(f"imports/{kind.code}/template/", template_view(kind), name=f"import_{kind.code}_template")
        )
    return made


IMPORTS = RecordPages(
    app="reports",
    noun="import",
    folder="imports",
    read=IMPORT,
    rows=rows,
    listing=Listing(
        _("Imports"),
        _("Tables that were checked and imported. A file comes in whole or not at all."),
        COLUMNS,
        ImportFilter,
        more,
    ),
    page=page,
    extra=extra(),
    acts=(
        Act(
            "confirm",
            _("Import these lines"),
            actions.confirm_import,
            message=_("All lines were imported."),
            tone="primary",
            confirm=_("Import all lines of this file now?"),
            given=lambda _request, _batch: {"confirmed_at": timezone.now()},
        ),
        Act("discard", _("Discard"), actions.discard_import, message=_("The import was discarded.")),
    ),
)
