"""What is owed about documents of the superior: that they are conveyed, and carried out?"""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from meetings.models import DocumentMeasure, SuperiorDocument
from meetings.states_superior import SuperiorState
from members.duties import AROUND, RecordDuty, Reminder, register


@register
class Conveyance(RecordDuty[SuperiorDocument]):
    """A document of the superior is conveyed by the day that was set.  Clause 4.1-a."""

    name = "conveyance"
    label = _("Document to be conveyed")
    clause = "4.1-a"
    uid = "superior"
    page = "meetings:superior_detail"
    power = "meetings.read"
    entry = _("Document to be conveyed: %(what)s")
    keepers = ("clerk",)
    sensitive = "is_stub"
    dated = "wanted_on"
    owed = Q(state=SuperiorState.RECEIVED)
    reminders = (
        Reminder(
            name="document_wanted",
            audience=_("clerk"),
            when=AROUND,
            title=_("To be conveyed by %(due)s: %(what)s"),
            text=_("Put it on the agenda as first topic or transmission."),
            roles=("clerk",),
        ),
    )

    def records(self) -> QuerySet[SuperiorDocument]:
        """Return documents with a day that were not set aside."""
        aside = Q(state=SuperiorState.CLOSED, conveyances=None)
        rows = SuperiorDocument.objects.filter(~aside, wanted_on__isnull=False)
        return rows.prefetch_related("conveyances__item__meeting")

    def done_on(self, document: SuperiorDocument) -> date | None:
        """Return when it was first conveyed."""
        return min((conveyance.item.meeting.day for conveyance in document.conveyances.all()), default=None)


@register
class Carrying(RecordDuty[DocumentMeasure]):
    """A measure that carries out what was conveyed is done by its day.  Clauses 4.1-a, 5.1-a."""

    name = "document_measure"
    label = _("Measure carrying out a document")
    clause = "5.1-a"
    uid = "document-measure"
    page = "meetings:superior_detail"
    power = "meetings.read"
    entry = _("Measure carrying out a document: %(what)s")
    keepers = ("clerk",)
    owner = "owner"
    done = "done_on"
    sensitive = "document.is_stub"
    page_key = "document_id"
    body = "document__group"
    owed = Q(done_on=None) & ~Q(document__state=SuperiorState.CLOSED)
    reminders = (
        Reminder(
            name="document_measure_due",
            audience=_("responsible member, clerk"),
            when=AROUND,
            title=_("Measure due on %(due)s: %(what)s"),
            text=_("Enter what shows that it is done."),
            roles=("clerk",),
        ),
    )

    def records(self) -> QuerySet[DocumentMeasure]:
        """Return measures with a day."""
        return DocumentMeasure.objects.filter(due_on__isnull=False).select_related("document", "owner")
