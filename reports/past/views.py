"""Which scanned volumes are kept from before the software, and what does their index say?"""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.access import BodyRequest
from members.file_forms import PaperForm
from members.filters import matching
from members.forms import initial_of
from members.page_acts import Act
from members.pages import paginated
from members.procedure.verdict import Verdict
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column, shown
from members.tables.sections import Cell, Line
from reports.past import actions
from reports.past.filters import PastVolumeFilter
from reports.past.forms import CorrectionForm, IndexLineForm, PastVolumeForm
from reports.past.models import PastVolume
from reports.past.states import KEEP, LineState, PastState
from reports.registers.forms import WhyForm

READ = "reports.read_registers"
PER_PAGE = 25


def span(volume: PastVolume) -> str:
    """Return the days of a volume."""
    return f"{volume.first_day:%Y-%m-%d} – {volume.last_day:%Y-%m-%d}"


def ordinals(volume: PastVolume) -> str:
    """Return the ordinals of a volume, as printed."""
    both = [text for text in (volume.ordinal_from, volume.ordinal_to) if text]
    return " – ".join(dict.fromkeys(both))


def tone(volume: PastVolume) -> str:
    """Return the tone of a volume's state."""
    return "neutral" if volume.state == PastState.STRUCK else "good"


COLUMNS = (
    Column(_("Title"), lambda v: v.title, order="title", title=True),
    Column(_("Volume number"), lambda v: v.number, order="number"),
    Column(_("Kind"), lambda v: v.get_kind_display(), order="kind"),
    Column(_("Year"), lambda v: str(v.year), order="year", css="nowrap"),
    Column(_("First and last day"), span, order="first_day"),
    Column(_("Ordinals as printed"), ordinals),
    Column(_("Lines of the index"), lambda v: v.line_count, css="num"),
    Column(_("Scans"), lambda v: v.file_count or _("none yet"), css="num"),
    Column(_("Retention"), lambda v: v.get_retention_display(), order="retention", css="nowrap"),
    Column(_("Place of the paper"), lambda v: v.place),
    Column(_("State"), lambda v: v.get_state_display(), order="state", tone=tone),
)

IMPORT = "reports.import"


def rows(request: BodyRequest) -> QuerySet[Any]:
    """Return the volumes of the body, with the numbers of their scans and lines."""
    past_volumes = PastVolume.objects.visible_to(request.user, request.group).select_related(
        "group", "entered_by"
    )
    return past_volumes.annotate(
        file_count=Count("files", filter=Q(files__withdrawn=False), distinct=True),
        line_count=Count("lines", filter=Q(lines__state=LineState.LISTED), distinct=True),
    )


def links(request: BodyRequest) -> dict[str, Any]:
    """Say above the register what volumes are for, and offer the import of an index."""
    note = (
        "info",
        _("Volumes are scans with an index. Nothing in them is counted in statistics, quotas or checks."),
    )
    more: dict[str, Any] = {"notes": [note], "links": []}
    if all(request.user.has_perm(power, request.group) for power in (IMPORT, KEEP)):
        address = reverse("reports:import_past", args=[request.group.code])
        more["links"] = [(_("Import an index"), address, "upload")]
    return more


def page(request: BodyRequest, volume: PastVolume) -> Page:
    """Lay out a volume: scans, index, versions."""
    beside: Verdict = volume.beside()
    return Page(
        title=volume.title,
        badge=(volume.get_state_display(), tone(volume)),
        lead=f"{volume.number} · {volume.get_kind_display()} · {span(volume)}",
        verdicts=[beside] if beside.warned else [],
        main=[scans(request, volume), index(request, volume), versions(volume)],
        aside=(facts(volume),),
        acts_first=True,
    )


def scans(request: BodyRequest, volume: PastVolume) -> sections.Section:
    """Return the card of scans, each with its digest; they leave as attachments."""
    kept = volume.files.filter(withdrawn=False).select_related("uploaded_by")
    return sections.table(
        _("Scans"),
        (_("File"), _("Size"), _("Entered by"), _("Entered at"), "SHA-256"),
        [
            Line(
                (
                    Cell(scan.title, PAST_VOLUMES.url(volume, "file", scan.pk)),
                    Cell(f"{scan.size / 1024:.0f} KB", css="nowrap"),
                    Cell(scan.uploaded_by.name),
                    Cell(shown(scan.uploaded_at), css="nowrap"),
                    Cell(scan.sha256, css="text-break small"),
                ),
                PAST_VOLUMES.offered(request, volume, scan, {"withdraw_scan"}),
            )
            for scan in kept
        ],
        empty=_("No scan has been attached yet."),
    )


def index(request: BodyRequest, volume: PastVolume) -> sections.Section:
    """Return the index, searched and page by page; it says above itself what it is."""
    asked = request.GET.get("q", "")[:100]
    lines = volume.lines.filter(state=LineState.LISTED).filter(matching(asked, ("title", "ordinal", "page")))
    page = paginated(request, lines, PER_PAGE)
    shown_lines = [(line, PAST_VOLUMES.offered(request, volume, line, {"strike_line"})) for line in page]
    return sections.part("reports/_past_index.html", {"page": page, "lines": shown_lines, "q": asked})


def versions(volume: PastVolume) -> sections.Section:
    """Return what was said before, version by version, with what changed and why."""
    kept = list(volume.versions.select_related("by"))
    changes: list[tuple[Any, ...]] = []
    for before, record in zip([None, *kept], kept, strict=False):
        told = "—" if before is None else "；".join(_changes(before.said, record.said))
        changes.append((f"v{record.number}", record.at, record.by.name, record.reason, told))
    heads = (_("Version"), _("At"), _("By"), _("Reason"), _("What was changed"))
    return sections.table(_("Versions"), heads, reversed(changes))


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    told = []
    for name, value in after.items():
        if before.get(name) != value:
            label = PastVolume._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # plain fields only
            told.append(f"{label}：{_word(name, before.get(name))} → {_word(name, value)}")
    return told


def _word(name: str, value: Any) -> str:
    choices = dict(PastVolume._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # the same
    return shown(choices.get(value, value))


def facts(volume: PastVolume) -> sections.Section:
    """Return what is said about a volume."""
    return sections.facts(
        _("The volume"),
        (
            (_("Volume number"), volume.number),
            (_("Kind"), volume.get_kind_display()),
            (_("Year"), str(volume.year)),
            (_("First and last day"), span(volume)),
            (_("Ordinals as printed"), ordinals(volume)),
            (_("Number of pages"), volume.pages),
            (_("Place of the paper"), volume.place),
            (_("Retention"), volume.get_retention_display()),
            (_("Notes"), volume.notes),
            (_("Version"), f"v{volume.version}"),
            (_("Entered by"), volume.entered_by.name),
            (_("Entered at"), volume.entered_at),
        ),
    )


def correction(request: BodyRequest, volume: PastVolume) -> forms.Form:
    """Return the form of a correction, with what is said now."""
    return CorrectionForm(request.POST or None, initial=initial_of(volume, PastVolumeForm.names))


PAST_VOLUMES = RecordPages(
    app="reports",
    noun="pastvolume",
    folder="past",
    read=READ,
    rows=rows,
    listing=Listing(
        _("Volumes of the past"),
        _("Record books, minutes and sheets from before this software, as scans with an index."),
        COLUMNS,
        PastVolumeFilter,
        links,
    ),
    page=page,
    files=lambda volume: volume.files.all(),
    new=New(
        _("New volume"),
        KEEP,
        lambda request: PastVolumeForm(request.POST or None),
        lambda request, data, at: actions.enter_past_volume(request.group, by=request.user, at=at, **data),
        _("The volume is entered; attach its scans."),
    ),
    acts=(
        Act(
            "attach",
            _("Attach a scan"),
            actions.attach_scan,
            form=PaperForm,
            message=_("The scan is attached."),
            tone="primary",
        ),
        Act(
            "line",
            _("Add a line to the index"),
            actions.add_index_line,
            verb="index_past_volume",
            form=IndexLineForm,
            message=_("The line is added."),
        ),
        Act(
            "correct",
            _("Correct"),
            actions.correct_past_volume,
            form=correction,
            message=_("The correction is a new version; what was said before is kept."),
            wide=True,
        ),
        Act(
            "strike",
            _("Strike out"),
            actions.strike_past_volume,
            form=WhyForm,
            message=_("The volume is struck out."),
            icon="slash-circle",
            tone="danger",
        ),
        Act(
            "withdraw_scan",
            _("Take back"),
            actions.withdraw_scan,
            rows=lambda volume: volume.files.filter(withdrawn=False).select_related("volume"),
            form=WhyForm,
            message=_("The scan is taken back; it is kept and not shown."),
        ),
        Act(
            "strike_line",
            _("Strike out"),
            actions.strike_index_line,
            rows=lambda volume: volume.lines.filter(state=LineState.LISTED).select_related("volume"),
            form=WhyForm,
            message=_("The line is struck out."),
        ),
    ),
)
