"""Which measures are there, how far are they, and what waits for me in a democratic-life meeting?"""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lifes import actions
from lifes.filters import MeasureFilter
from lifes.forms.after import DoneForm, MeasureForm, ProgressForm
from lifes.forms.before import ReasonForm
from lifes.models import RectificationMeasure
from lifes.states import Stage
from lifes.views.after import measure_state
from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.page_acts import Act
from members.record_pages import Listing, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell


def state(measure: RectificationMeasure) -> Cell:
    """Return how a measure stands today."""
    return measure_state(measure, localdate())


COLUMNS = (
    Column(_("Measure"), lambda m: m.text, order="text", title=True),
    Column(_("List of"), lambda m: m.membership.name if m.membership else _("the leading group itself")),
    Column(_("Problem"), lambda m: m.what),
    Column(_("Responsible member"), lambda m: m.owner.name, order="owner__user__name"),
    Column(_("Due"), lambda m: m.due_on, order="due_on", css="nowrap"),
    Column(_("Round"), lambda m: m.life.life_year, order="life__life_year", css="num"),
    Column(_("State"), lambda m: state(m).text, order="state", tone=lambda m: state(m).tone),
)


def rows(request: BodyRequest) -> Any:
    """Return the measures of the body."""
    measures = RectificationMeasure.objects.visible_to(request.user, request.group)
    return measures.select_related(
        "group", "life__group", "membership__user", "owner__user", "problem", "confirmed_by"
    )


def overdue(request: BodyRequest) -> dict[str, Any]:
    """Say how many are overdue."""
    late = rows(request).unfinished().filter(due_on__lt=request.today).count()
    return {"notes": [("bad", _("%(count)s measures are overdue.") % {"count": late})] if late else []}


def page(request: BodyRequest, measure: RectificationMeasure) -> Page:
    """Lay out a measure: problem, progress, evidence."""
    badge = measure_state(measure, request.today)
    progress = measure.progress.select_related("by")
    return Page(
        title=measure.text[:80],
        badge=(badge.text, badge.tone),
        lead=measure.membership.name if measure.membership else _("the leading group itself"),
        main=(
            sections.text(_("Problem"), measure.what),
            sections.text(_("Measure"), measure.text),
            sections.table(
                _("Progress"),
                (_("Day"), _("Progress"), _("By")),
                [(row.at, row.text, row.by.name) for row in progress],
                empty=_("No progress has been reported."),
            ),
            sections.text(_("Evidence"), measure.evidence),
            sections.files(_("Files"), MEASURES.file_links(measure)),
        ),
        aside=(
            sections.facts(
                _("Measure"),
                (
                    (_("Round"), measure.life),
                    (_("Responsible member"), measure.owner),
                    (_("Unit"), measure.unit),
                    (_("Due"), measure.due_on),
                    (_("Standard"), measure.standard),
                    (_("Result"), measure.result),
                    (_("Confirmed by"), measure.confirmed_by),
                    (_("Confirmed"), measure.confirmed_on),
                    (_("Goes on from"), measure.carried_from),
                ),
            ),
        ),
    )


def edit_form(request: BodyRequest, measure: RectificationMeasure) -> MeasureForm:
    """Return the form of a measure."""
    initial = initial_of(measure, MeasureForm.names)
    initial |= {name: getattr(measure, f"{name}_id") for name in ("membership", "problem", "owner")}
    return MeasureForm(measure.life, request.user, request.POST or None, initial=initial)


MEASURES = RecordPages(
    app="lifes",
    noun="measure",
    folder="lifes/measures",
    read="lifes.read",
    rows=rows,
    listing=Listing(
        _("Rectification measures"),
        _("Every problem has a measure, an owner and a day; it is closed with evidence and confirmed."),
        COLUMNS,
        MeasureFilter,
        overdue,
    ),
    page=page,
    above=lambda measure: [
        (
            f"{measure.life} · {Stage.RECTIFICATION.label}",
            reverse("lifes:stage_detail", args=[measure.group.code, measure.life_id, Stage.RECTIFICATION]),
        )
    ],
    files=lambda measure: measure.files.all(),
    acts=(
        Act(
            "report",
            _("Report progress"),
            actions.report_measure,
            form=ProgressForm,
            message=_("The progress is entered."),
            icon="plus-lg",
        ),
        Act(
            "attach",
            _("Attach evidence"),
            actions.attach_evidence,
            form=PaperForm,
            message=_("The file is attached."),
        ),
        Act(
            "done",
            _("Say that it is done"),
            actions.claim_done,
            form=DoneForm,
            message=_("It waits for confirmation."),
            tone="primary",
        ),
        Act(
            "confirm",
            _("Confirm"),
            actions.confirm_measure,
            message=_("The measure is confirmed."),
            confirm=_("Confirm that this measure is done?"),
            tone="primary",
        ),
        Act(
            "reopen",
            _("Open again"),
            actions.reopen_measure,
            form=ReasonForm,
            message=_("The measure is open again."),
        ),
        Act("edit", _("Change"), actions.edit_measure, form=edit_form, message=_("Saved."), wide=True),
    ),
)
