"""How does the desk keep inspections, and what was read in them?"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.forms import initial_of
from members.page_acts import Act
from members.pages import Words
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column, register_page
from members.tables.sections import Cell
from members.templatetags.desk import tone
from reports.inspection import actions, rules
from reports.inspection.filters import InspectionFilter, ReadFilter
from reports.inspection.forms import InspectionForm, InspectorForm, InvitationForm, OverForm
from reports.inspection.models import Inspection, InspectionRead, InspectionVisitor
from reports.inspection.states import InspectionState

READ = "reports.read_inspections"
SHOWN = 15

COLUMNS = (
    Column(_("Authority"), lambda row: row.authority, order="authority", title=True),
    Column(_("Paper"), lambda record: record.basis),
    Column(_("Years"), lambda one: "、".join(map(str, one.years)), css="nowrap"),
    Column(_("Matters open"), lambda one: "、".join(one.matter_labels)),
    Column(pgettext_lazy("inspection", "First day"), lambda one: one.since, order="since", css="nowrap"),
    Column(_("Last day"), lambda one: one.until, order="until", css="nowrap"),
    Column(_("State"), lambda one: one.get_state_display(), order="state", tone=lambda one: tone(one.state)),
)

READS = (
    Column(_("Time"), lambda one: one.at, order="at", css="nowrap"),
    Column(_("What was read"), lambda one: one.title, order="title", title=True),
    Column(_("Matter"), lambda one: one.get_matter_display(), order="matter"),
    Column(_("How it was read"), lambda one: one.get_way_display(), order="way", css="nowrap"),
    Column(_("Inspector"), lambda one: one.user.name, order="user__name", css="nowrap"),
    Column(_("Authority"), lambda one: one.inspection.authority, order="inspection__authority"),
)


def rows(request: BodyRequest) -> Any:
    """Return the inspections of the body."""
    inspections = Inspection.objects.visible_to(request.user, request.group)
    return inspections.select_related("group", "granted_by")


def page(request: BodyRequest, inspection: Inspection) -> Page:
    """Lay out an inspection: its terms, who inspects, what was read last."""
    verdicts = (
        [rules.lasts(inspection.since, inspection.until, request.today)]
        if inspection.state == InspectionState.GRANTED
        else []
    )
    return Page(
        title=inspection.authority,
        lead=inspection.basis,
        badge=(inspection.get_state_display(), tone(inspection.state)),
        verdicts=[verdict for verdict in verdicts if not verdict],
        main=(
            sections.facts(
                _("What is open"), terms(inspection), note=_("Everything else of the body stays closed.")
            ),
            sections.table(
                _("Who inspects"),
                (_("Name"), _("User name"), _("State")),
                [
                    person(request, inspection, visitor)
                    for visitor in inspection.visitors.select_related("user")
                ],
                empty=_("Nobody is named yet."),
            ),
            last_reads(request, inspection),
        ),
        aside=(
            sections.facts(
                _("Granted"),
                (
                    (_("Granted by"), inspection.granted_by),
                    (_("Granted"), inspection.granted_at),
                    (_("Why it was ended"), inspection.over_reason),
                ),
            ),
        ),
    )


def terms(inspection: Inspection) -> list[tuple[Words, Any]]:
    """Return the terms of an inspection as facts."""
    return [
        (_("Years"), "、".join(map(str, inspection.years))),
        (_("Matters open"), "、".join(inspection.matter_labels)),
        (pgettext_lazy("inspection", "First day"), inspection.since),
        (_("Last day"), inspection.until),
        (_("Purpose"), inspection.purpose),
    ]


def person(request: BodyRequest, inspection: Inspection, visitor: InspectionVisitor) -> sections.Line:
    """Return a person who inspects as a row."""
    state = Cell(_("removed"), tone="neutral") if visitor.withdrawn else Cell(_("named"), tone="info")
    acts = [] if visitor.withdrawn else INSPECTIONS.offered(request, inspection, visitor)
    return sections.line(visitor.user.name, visitor.user.username, state, acts=acts)


def last_reads(request: BodyRequest, inspection: Inspection) -> sections.Section:
    """Return what was read last; the whole register is a page of its own."""
    reads = inspection.reads.select_related("user")[:SHOWN]
    register = reverse("reports:inspectionread_list", args=[request.group.code])
    return sections.table(
        _("Read last"),
        (_("Time"), _("What was read"), _("How it was read"), _("Inspector")),
        [
            (
                read.at,
                Cell(read.title, f"{register}?inspection={inspection.pk}"),
                read.get_way_display(),
                read.user.name,
            )
            for read in reads
        ],
        empty=_("Nothing has been read yet."),
    )


def new_form(request: BodyRequest) -> InspectionForm:
    """Return the form of a new inspection: this year, from today."""
    return InspectionForm(
        request.today,
        request.POST or None,
        initial={"since": request.today, "years": [request.today.year], "matters": ["decisions"]},
    )


def edit_form(request: BodyRequest, inspection: Inspection) -> InspectionForm:
    """Return the form with the present terms."""
    initial = initial_of(inspection, (*InspectionForm.names, "years", "matters"))
    return InspectionForm(request.today, request.POST or None, initial=initial)


def name_form(request: BodyRequest, _one: Inspection) -> forms.Form:
    """Return the form that names a person."""
    return InspectorForm(request.group, request.today, request.POST or None)


def may_invite(request: BodyRequest, _one: Inspection) -> bool:
    """Say whether the asker makes accounts of visiting inspectors."""
    return request.user.has_perm("members.invite_visitor", request.group)


INSPECTIONS = RecordPages(
    app="reports",
    noun="inspection",
    folder="inspections",
    read=READ,
    rows=rows,
    listing=Listing(
        _("Inspections"),
        _("Who may read here from outside, what and how long. Prepared by the clerk, granted by the secretary."),
        COLUMNS,
        InspectionFilter,
        lambda request: {
            "links": [
                (
                    _("What was read"),
                    reverse("reports:inspectionread_list", args=[request.group.code]),
                    "eye",
                )
            ]
        },
    ),
    page=page,
    new=New(
        _("New inspection"),
        "reports.prepare_inspection",
        new_form,
        lambda request, data, at: actions.prepare_inspection(request.group, by=request.user, at=at, **data),
        _("The inspection is prepared; name who inspects, then the secretary grants it."),
    ),
    acts=(
        Act("grant", pgettext_lazy("inspection", "Grant"), actions.grant_inspection, message=_("The inspection is granted."), confirm=_("From its first to its last day these people can read what is listed here. Grant it?"), tone="primary"),
        Act("invite", _("Make an account for an inspector"), actions.invite_inspector, verb="name_inspector", form=InvitationForm, message=_("The account is made; hand over user name and first password."), shown=may_invite, wide=True),
        Act("name", _("Name an inspector"), actions.name_inspector, form=name_form, message=_("The inspector is named.")),
        Act("remove", pgettext_lazy("inspector", "Remove"), handler=lambda _one, visitor, _data, *, by, at: actions.remove_inspector(visitor, by=by, at=at), verb="remove_inspector", rows=lambda one: one.visitors.filter(withdrawn=False), message=_("The person does not inspect any more."), icon="person-dash", tone="danger", confirm=_("Remove this person from the inspection?")),
        Act("edit", _("Change the inspection"), actions.edit_inspection, form=edit_form, message=_("Saved."), wide=True),
        Act("end", _("End the inspection"), actions.end_inspection, form=OverForm, message=_("The inspection is ended.")),
        Act("revoke", _("Revoke the inspection"), actions.revoke_inspection, form=OverForm, message=_("The inspection is revoked."), tone="danger"),
    ),
)  # fmt: skip


@require_GET
@in_body
@needs(READ)
def inspectionread_list(request: BodyRequest) -> HttpResponse:
    """Show the register of what was read in inspections, newest first."""
    inspection_reads = InspectionRead.objects.visible_to(request.user, request.group).select_related(
        "user", "inspection"
    )
    context = {
        "lead": _("Every page, list and paper that was opened in an inspection; entries are never changed.")
    }
    return register_page(
        request,
        "record_list.html",
        inspection_reads,
        READS,
        title=_("Read in inspections"),
        filterset=ReadFilter,
        context=context,
    )
