"""Filings: their register, their pages, and a year at a glance."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from members.access import BodyRequest, in_body
from members.file_forms import PaperForm
from members.form_pages import form_page, needs
from members.models import Membership
from members.page_acts import Act
from members.pages import Words
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from reports.responsibility.actions import lists as actions
from reports.responsibility.filters.lists import FilingFilter
from reports.responsibility.forms import (
    ChangeForm,
    CorrectForm,
    DeliveredForm,
    FileForm,
    ReasonForm,
    YearForm,
)
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.rules import filings as rules
from reports.responsibility.states import FilingKind, FilingState

READ, DESK = "reports.read_registers", "reports.keep_duties"
EARLIEST, LATEST = 2000, 2200


def seats(request: BodyRequest) -> Any:
    """Return the members in office."""
    return Membership.objects.filter(group=request.group).in_office(request.today).select_related("user")


def for_others(request: BodyRequest) -> Any:
    """Return the members somebody of the secretariat may enter for, None to a member, who enters his own."""
    return seats(request) if request.seat is None else None


def year_asked(request: BodyRequest) -> int:
    """Return the year that is asked for, this one for nonsense."""
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == len("2025") else 0
    return year if EARLIEST <= year <= LATEST else request.today.year


def filing_state(filing: AnnualFiling, today: date) -> tuple[Words, str]:
    """Return the state of a filing as shown, late and overdue ones as such."""
    if filing.state == FilingState.EXPECTED:
        return (_("overdue"), "bad") if filing.due_on < today else (filing.get_state_display(), "info")
    if filing.state == FilingState.FILED and filing.days_late:
        return _("filed late"), "warn"
    return filing.get_state_display(), "good" if filing.state == FilingState.FILED else "neutral"


def shown_state(filing: AnnualFiling) -> Words:
    """Return the state today, in words."""
    return filing_state(filing, timezone.localdate())[0]


FILING_COLUMNS = (
    Column(_("Member"), lambda f: f.membership.name, order="membership__user__name", title=True),
    Column(_("Kind"), lambda f: f.get_kind_display(), order="kind"),
    Column(_("Year"), lambda f: f.year, order="year", css="num"),
    Column(_("Due"), lambda f: f.due_on, order="due_on", css="nowrap"),
    Column(_("Filed"), lambda f: f.done_on, order="done_on", css="nowrap"),
    Column(_("Days late"), lambda f: f.days_late or "", css="num"),
    Column(_("Received at"), lambda f: f.office or f.occasion),
    Column(
        _("State"),
        shown_state,
        order="state",
        tone=lambda f: filing_state(f, timezone.localdate())[1],
    ),
)


def filings(request: BodyRequest) -> Any:
    """Return the filings of the body."""
    result = AnnualFiling.objects.visible_to(request.user, request.group)
    result = result.select_related("group", "membership__user")
    return result.order_by("-year", "due_on", "kind", "membership__protocol_order", "pk")


def register_pdf(request: BodyRequest, year: int) -> str:
    """Return the address of a year's register on paper."""
    address = reverse("reports:document_year", args=[request.group.code, "filings_register", year])
    return f"{address}?view=1"


def filing_notes(request: BodyRequest) -> dict[str, Any]:
    """Say how many are overdue, and where a year is opened and seen at a glance."""
    late = filings(request).filter(state=FilingState.EXPECTED, due_on__lt=request.today).count()
    code = request.group.code
    links: list[tuple[Words, str, str]] = [
        (_("The year at a glance"), reverse("reports:filing_year", args=[code]), "grid-3x3-gap")
    ]
    if request.user.has_perm(DESK, request.group):
        links.append((_("Open a year"), reverse("reports:filings_open", args=[code]), "calendar-plus"))
    year = filings(request).order_by("-year").values_list("year", flat=True).first()
    if year is not None:
        links.append((f"{_('Register of filings')} {year}", register_pdf(request, year), "file-earmark-pdf"))
    notes = [("bad", _("%(count)s filings are overdue.") % {"count": late})] if late else []
    return {"links": links, "notes": notes}


def filing_page(request: BodyRequest, filing: AnnualFiling) -> Page:
    """Lay out a filing: fact, day, receiving office."""
    reported = filing.kind == FilingKind.DUTY_INTEGRITY
    verdict = (
        [rules.filed(filing.done_on, filing.due_on, request.today)] if filing.done_on is not None else []
    )
    return Page(
        title=f"{filing.membership.name} · {filing.get_kind_display()} {filing.year}",
        badge=filing_state(filing, request.today),
        verdicts=[row for row in verdict if row.warned],
        main=(
            sections.facts(
                _("Whether and when it was filed"),
                (
                    (_("Member"), filing.membership),
                    (_("Kind"), filing.get_kind_display()),
                    *([(_("Day of the change"), filing.changed_on)] if filing.changed_on else []),
                    (_("Due"), filing.due_on),
                    (_("Filed"), filing.done_on),
                    (_("Days late"), filing.days_late or ""),
                    (_("Receiving office"), filing.office),
                    *(
                        [
                            (_("Where it was delivered"), filing.occasion),
                            (_("Evaluation as given"), filing.evaluation),
                        ]
                        if reported
                        else []
                    ),
                    (_("Remark"), filing.remark),
                ),
                note=""
                if reported
                else _("Only the fact, the day and the receiving office are kept; never what was filed."),
            ),
            *([sections.files(_("Report"), FILINGS.file_links(filing))] if reported else []),
        ),
    )


def _entering(request: BodyRequest, filing: AnnualFiling) -> FileForm:
    form = DeliveredForm if filing.kind == FilingKind.DUTY_INTEGRITY else FileForm
    initial: Mapping[str, Any] = {"done_on": request.today, "office": _usual_office(filing)}
    return form(request.POST or None, initial=initial)


def _usual_office(filing: AnnualFiling) -> str:
    """Return the office that received the body's last filing of the kind."""
    same = AnnualFiling.objects.filter(group=filing.group, kind=filing.kind).exclude(office="")
    last = same.order_by("-done_on", "-pk").first()
    return last.office if last is not None else ""


FILINGS = RecordPages(
    app="reports",
    noun="filing",
    folder="filings",
    read=READ,
    rows=filings,
    listing=Listing(
        _("Yearly filings"),
        _(
            "Personal matters and reports on duty and integrity: whether and when they were filed, nothing of what."
        ),
        FILING_COLUMNS,
        FilingFilter,
        filing_notes,
    ),
    page=filing_page,
    files=lambda filing: filing.files.all(),
    new=New(
        _("Announce a change"),
        "reports.keep_filings",
        lambda request: ChangeForm(for_others(request), request.POST or None),
        lambda request, data, at: actions.announce_change(request.group, by=request.user, at=at, **data),
        _("The change is expected to be reported; its day stands in the register."),
        lead=_("Only the day is kept. The change itself is reported to the organisation department."),
    ),
    acts=(
        Act(
            "enter",
            _("Enter that it was filed"),
            actions.file_filing,
            form=_entering,
            message=_("Entered."),
            icon="check2-circle",
            tone="primary",
        ),
        Act(
            "attach",
            _("Attach the report"),
            actions.attach_duty_report,
            form=PaperForm,
            message=_("The file is attached."),
            shown=lambda _request, filing: filing.kind == FilingKind.DUTY_INTEGRITY,
        ),
        Act("waive", _("Not asked for"), actions.waive_filing, form=ReasonForm, message=_("Entered.")),
        Act(
            "correct",
            _("Correct the entry"),
            actions.correct_filing,
            form=CorrectForm,
            message=_("The filing is expected again; enter it anew."),
            icon="arrow-counterclockwise",
        ),
    ),
)


@require_http_methods(["GET", "POST"])
@in_body
@needs(DESK)
def filings_open(request: BodyRequest) -> HttpResponse:
    """Put what is expected of a year into the register."""
    return form_page(
        request,
        YearForm(request.POST or None, initial={"year": request.today.year}),
        lambda data: (
            data["year"],
            actions.open_filings(request.group, data["year"], by=request.user, at=timezone.now()),
        ),
        to=lambda told: f"{reverse('reports:filing_list', args=[request.group.code])}?year={told[0]}",
        message=_("What is expected of everybody stands in the register."),
        title=_("Open a year"),
        lead=_("A second time adds only what is new, such as a new member's."),
        submit=_("Open the year"),
        cancel=reverse("reports:filing_list", args=[request.group.code]),
    )


@require_GET
@in_body
@needs(READ)
def filing_year(request: BodyRequest) -> HttpResponse:
    """Show a year at a glance: each member, each kind, and how it stands."""
    year = year_asked(request)
    by_seat: dict[int, tuple[Membership, dict[str, list[AnnualFiling]]]] = {}
    rows = filings(request).filter(year=year).order_by("membership__protocol_order", "membership", "due_on")
    for filing in rows:
        _seat, kinds = by_seat.setdefault(filing.membership_id, (filing.membership, {}))
        kinds.setdefault(filing.kind, []).append(filing)
    table = [
        (
            seat,
            [
                (label, [(row, *filing_state(row, request.today)) for row in kinds.get(kind, [])])
                for kind, label in FilingKind.choices
            ],
        )
        for seat, kinds in by_seat.values()
    ]
    context = {
        "year": year,
        "kinds": [label for _kind, label in FilingKind.choices],
        "table": table,
        "pdf": register_pdf(request, year) if table else "",
    }
    return render(request, "reports/filing_year.html", context)
