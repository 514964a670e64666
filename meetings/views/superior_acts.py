"""What may be done with a document of the superior, with which form, and which items are offered for it?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings import actions
from meetings.forms.superior import ConveyForm, DoneForm, MeasureForm, SuperiorForm, WhyForm
from meetings.models import AgendaItem, Conveyance, DocumentMeasure, SuperiorDocument
from meetings.rules import transmission
from meetings.states import Outcome
from meetings.states_superior import SuperiorState
from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.record_pages import Act, editing, on_record, on_row

SHOWN_ITEMS = 200


def candidates(document: SuperiorDocument) -> Any:
    """Return the items at which the document may have been conveyed, newest first."""
    days = document.days
    since = min(days.received, days.published or days.received)
    found = AgendaItem.objects.filter(
        meeting__group=document.group,
        kind__in=sorted(transmission.CONVEYING),
        outcome=Outcome.CONCLUDED,
        removed=False,
        meeting__day__gte=since,
    ).exclude(conveyances__document=document)
    return found.select_related("meeting__group", "proposal").order_by("-meeting__starts_at", "position")


def suggested(document: SuperiorDocument) -> list[AgendaItem]:
    """Return items whose material is probably this document; a person decides."""
    if document.state not in (SuperiorState.RECEIVED, SuperiorState.CONVEYED):
        return []
    return [
        item
        for item in candidates(document)[:SHOWN_ITEMS]
        if transmission.same_material(
            document.title, document.number, (item.proposal.source_title if item.proposal else "") or item.title
        )
    ]  # fmt: skip


def convey_form(request: BodyRequest, document: SuperiorDocument) -> ConveyForm:
    """Return the form of conveying; the most probable item is chosen beforehand."""
    found = suggested(document)
    return ConveyForm(
        candidates(document), request.POST or None, initial={"item": found[0].pk if found else None}
    )


def convey_here(document: Any, item: AgendaItem, data: Any, *, by: Any, at: Any) -> Conveyance:
    """Convey at the item whose button was pressed."""
    return actions.convey_document(document, item, by=by, at=at)


def new_measure(request: BodyRequest, document: SuperiorDocument) -> MeasureForm:
    """Return the form of a new measure."""
    return MeasureForm(request.group, request.POST or None)


def edit_measure(request: BodyRequest, measure: DocumentMeasure) -> MeasureForm:
    """Return the form of a measure with its present words."""
    return MeasureForm(request.group, request.POST or None, initial=initial_of(measure, MeasureForm.names))


def _measures(document: SuperiorDocument) -> Any:
    return DocumentMeasure.objects.filter(document=document).select_related("document__group", "owner__user")


ACTS = (
    Act(
        "convey", _("Enter where it was conveyed"), on_record(actions.convey_document), "convey_document",
        form=convey_form, message=_("Entered; who was absent is asked to read it up."),
        icon="megaphone", tone="primary",
    ),
    Act(
        "convey_here", _("Conveyed here"), convey_here, "convey_document", rows=candidates,
        message=_("Entered; who was absent is asked to read it up."), icon="check2", tone="primary",
        confirm=_("Enter that the document was conveyed at this item?"),
    ),
    Act(
        "measure_add", _("Add a measure"), on_record(actions.add_measure), "add_measure",
        form=new_measure, message=_("The measure is entered."), icon="plus-lg",
    ),
    Act(
        "measure_edit", _("Change"), on_row(actions.edit_measure), "edit_measure", rows=_measures,
        form=edit_measure, message=_("The measure is changed."), icon="pencil",
    ),
    Act(
        "measure_done", _("Done"), on_row(actions.finish_measure), "finish_measure", rows=_measures,
        form=DoneForm, message=_("The measure is entered as done."), icon="check2-circle",
    ),
    Act(
        "none_needed", _("No measures needed"), on_record(actions.need_no_measures), "need_no_measures",
        form=WhyForm, message=_("The reason is entered."), icon="dash-circle",
        shown=lambda _request, document: not document.measures.exists(),
        lead=lambda _document: _("Say why nothing has to be done; this stands in the register."),
    ),
    Act(
        "carry_out", _("Carried out"), on_record(actions.carry_out_document), "carry_out_document",
        message=_("The document is entered as carried out."), icon="flag-fill", tone="primary",
        confirm=_("Is everything done that this document asks for?"),
    ),
    Act(
        "close", _("Close"), on_record(actions.close_document), "close_document",
        message=_("The document is closed."), icon="lock", tone="primary",
        confirm=_("Close this document? Nothing about it can be changed afterwards."),
    ),
    Act(
        "take_up", _("Take up again"), on_record(actions.take_up_document), "take_up_document",
        form=WhyForm, message=_("The document is taken up again."), icon="arrow-repeat",
    ),
    Act(
        "edit", _("Edit"), on_record(actions.edit_document), "edit_document", form=editing(SuperiorForm),
        message=_("The document is saved."), icon="pencil", wide=True,
    ),
    Act(
        "attach", _("Attach a file"), on_record(actions.attach_document_file), "attach_document_file",
        form=PaperForm, message=_("The file is attached."), icon="paperclip",
        shown=lambda _request, document: not document.is_stub,
    ),
    Act(
        "aside", _("Needs no conveying"), on_record(actions.set_document_aside), "set_document_aside",
        form=WhyForm, message=_("The document is closed with the reason."), icon="x-circle",
        lead=lambda _document: _("For papers that are only to be known. The document is closed with this reason."),
    ),
)  # fmt: skip
