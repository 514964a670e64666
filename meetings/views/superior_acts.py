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
from members.page_acts import Act, editing

SHOWN_ITEMS = 200
SHORTEST = 6
"""So many characters of a title make it likely that an item means this document."""


def candidates(document: SuperiorDocument) -> Any:
    """Return the items at which the document may have been conveyed, newest first."""
    days = document.days
    since = min(days.received, days.published or days.received)
    items = AgendaItem.objects.filter(
        meeting__group=document.group,
        kind__in=sorted(transmission.CONVEYING),
        outcome=Outcome.CONCLUDED,
        removed=False,
        meeting__day__gte=since,
    ).exclude(conveyances__document=document)
    return items.select_related("meeting__group", "proposal").order_by("-meeting__starts_at", "position")


def suggested(document: SuperiorDocument) -> list[AgendaItem]:
    """Return items whose material is probably this document; a person decides."""
    if document.state not in (SuperiorState.RECEIVED, SuperiorState.CONVEYED):
        return []
    return [
        item
        for item in candidates(document)[:SHOWN_ITEMS]
        if transmission.same_material(document.title, document.number, material_of(item), shortest=SHORTEST)
    ]


def material_of(item: AgendaItem) -> str:
    """Return the title of what an item studied, its own title where none is named."""
    return (item.proposal.source_title if item.proposal is not None else "") or item.title


def convey_form(request: BodyRequest, document: SuperiorDocument) -> ConveyForm:
    """Return the form of conveying; the most probable item is chosen beforehand."""
    result = suggested(document)
    return ConveyForm(
        candidates(document), request.POST or None, initial={"item": result[0].pk if result else None}
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
        "convey", _("Enter where it was conveyed"), actions.convey_document, form=convey_form,
        message=_("Entered; who was absent is asked to read it up."), tone="primary",
    ),
    Act(
        "convey_here", _("Conveyed here"), handler=convey_here, verb="convey_document", rows=candidates,
        message=_("Entered; who was absent is asked to read it up."), icon="check2", tone="primary",
        confirm=_("Enter that the document was conveyed at this item?"),
    ),
    Act(
        "measure_add", _("Add a measure"), actions.add_measure, form=new_measure,
        message=_("The measure is entered."),
    ),
    Act(
        "measure_edit", _("Change"), actions.edit_measure, verb="amend_measure", rows=_measures,
        form=edit_measure, message=_("The measure is changed."), icon="pencil",
    ),
    Act(
        "measure_done", _("Done"), actions.finish_measure, rows=_measures, form=DoneForm,
        message=_("The measure is entered as done."), icon="check2-circle",
    ),
    Act(
        "none_needed", _("No measures needed"), actions.need_no_measures, form=WhyForm,
        message=_("The reason is entered."), shown=lambda _request, document: not document.measures.exists(),
        lead=lambda _document: _("Say why nothing has to be done; this stands in the register."),
    ),
    Act(
        "carry_out", _("Carried out"), actions.carry_out_document,
        message=_("The document is entered as carried out."), tone="primary",
        confirm=_("Is everything done that this document asks for?"),
    ),
    Act(
        "close", _("Close the document"), actions.close_document, message=_("The document is closed."),
        tone="primary", confirm=_("Close this document? Nothing about it can be changed afterwards."),
    ),
    Act(
        "take_up", _("Take the document up again"), actions.take_up_document, form=WhyForm,
        message=_("The document is taken up again."),
    ),
    Act(
        "edit", _("Edit"), actions.edit_document, form=editing(SuperiorForm),
        message=_("The document is saved."), wide=True,
    ),
    Act(
        "attach", _("Attach a file"), actions.attach_document_file, form=PaperForm,
        message=_("The file is attached."), shown=lambda _request, document: not document.is_stub,
    ),
    Act(
        "aside", _("Needs no conveying"), actions.set_document_aside, form=WhyForm,
        message=_("The document is closed with the reason."),
        lead=lambda _document: _("For papers that are only to be known. The document is closed with this reason."),
    ),
)  # fmt: skip
