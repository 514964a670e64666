"""Which documents came from above, where were they conveyed, and what was done about them?"""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.decision import ImplementationMeasure
from meetings.models.kinds import Secrecy
from meetings.models.work_lines import tagged
from meetings.rules import transmission
from meetings.rules.transmission import Days
from meetings.states_superior import SUPERIOR, ReadingState, SourceLevel, SuperiorState
from members.models import LeadingGroup, Membership, StoredFile, User
from members.models.tags import unknown_tags
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

CLOSED = frozenset({SuperiorState.CLOSED.value})
OF_DOCUMENT = (SealedIn(("document",), CLOSED),)


class SuperiorDocumentQuerySet(RecordQuerySet["SuperiorDocument"]):
    """Documents of the superior, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "SuperiorDocumentQuerySet":
        """Documents of the body."""
        return self.filter(group=group)

    def counted(self) -> "SuperiorDocumentQuerySet":
        """Add how often each was conveyed, its measures and those done, and the readings still open."""
        open_reading = Q(conveyances__readings__state=ReadingState.OPEN)
        return self.annotate(
            times=Count("conveyances", distinct=True),
            planned=Count("measures", distinct=True),
            done=Count("measures", filter=Q(measures__done_on__isnull=False), distinct=True),
            unread=Count("conveyances__readings", filter=open_reading, distinct=True),
        )

    def without_measures(self) -> "SuperiorDocumentQuerySet":
        """Conveyed ones that nothing carries out, with no reason why.  Clause 4.1-a."""
        return self.filter(state=SuperiorState.CONVEYED, none_needed="", measures__isnull=True)

    def behind(self, on: date) -> "SuperiorDocumentQuerySet":
        """Those with a measure that is overdue, or that wait to be conveyed past the day asked for."""
        late = self.model._base_manager.filter(measures__done_on__isnull=True, measures__due_on__lt=on)
        waiting = Q(state=SuperiorState.RECEIVED, wanted_on__lt=on)
        return self.filter(waiting | Q(state=SuperiorState.CONVEYED, pk__in=late.values("pk")))

    def tagged(self, tag: str) -> "SuperiorDocumentQuerySet":
        """Those of one field of work, such as integrity.  Clause 10.2-a."""
        return self.filter(tagged(tag))


class SuperiorDocument(Record):
    """A document of the superior in the register of what is conveyed (传达学习台账).

    gist: what it asks for.  wanted_on: until when it is to be conveyed.  none_needed: why no measure is needed, or why
    it was not conveyed at all.  Of a classified one only the stub is entered.  Clauses 4.1-a, 5.1-a, 10.2-a.
    """

    profile = Profile(
        "superior",
        searched=Searched(
            "meetings.read",
            texts="number issuer gist none_needed measures.text measures.evidence files.title",
            day="received_on",
        ),
    )
    lifecycle = SUPERIOR
    guards = (SealedIn((), CLOSED),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="superior_documents")
    state = models.CharField(
        _("state"), max_length=12, choices=SuperiorState, default=SuperiorState.RECEIVED, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    issuer = models.CharField(_("issuing body"), max_length=100)
    level = models.CharField(_("source level"), max_length=16, choices=SourceLevel)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    wanted_on = models.DateField(_("to be conveyed by"), null=True, blank=True)
    work_tags = models.JSONField(_("fields of Party building"), default=list, blank=True)
    gist = models.TextField(_("what it asks for"), blank=True, max_length=4000)
    secrecy = models.CharField(_("secrecy"), max_length=10, choices=Secrecy, default=Secrecy.ORDINARY)
    kept_at = models.CharField(_("kept at"), max_length=120, blank=True)
    none_needed = models.CharField(_("none needed, because"), max_length=300, blank=True, editable=False)
    closed_on = models.DateField(_("closed"), null=True, blank=True, editable=False)

    objects = SuperiorDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("superior document")
        verbose_name_plural = _("superior documents")
        ordering = ("-received_on", "-pk")
        indexes = (models.Index(fields=["group", "state"], name="superior_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "number"],
                condition=~Q(number=""),
                name="superior_number_once",
                violation_error_code="document_registered",
                violation_error_message=_("A document of this number is in the register."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__lte=F("received_on")),
                name="superior_published_first",
                violation_error_message=_("A document is published before it is received."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Check what is always true: known tags; a classified one is a stub.  Clauses 4.1-a, 10.2-a."""
        super().clean()
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-a"))
        if self.is_stub and self.gist.strip():
            uphold(stub_only())

    @property
    def is_stub(self) -> bool:
        """Say whether only a stub may be entered."""
        return self.secrecy == Secrecy.STUB

    @property
    def days(self) -> Days:
        """Return its days, for the rules."""
        return Days(self.received_on, self.published_on, self.wanted_on)

    def entering(self) -> Verdict:
        """Ask the law: carried out when every measure is done; closed with who has not read it up named."""
        if self.state == SuperiorState.CARRIED_OUT:
            return self.may_be_carried_out()
        if self.state == SuperiorState.CLOSED and self._loaded_state == SuperiorState.CARRIED_OUT:
            return transmission.all_informed(open_readings=self.open_readings())
        return allow()

    def may_be_carried_out(self) -> Verdict:
        """Ask whether all that follows from it is done.  Clause 5.1-a."""
        figures = self.measures.aggregate(all=Count("pk"), done=Count("done_on"))
        return transmission.carried_out(
            measures=figures["all"], done=figures["done"], none_needed=self.none_needed
        )

    def open_readings(self) -> int:
        """Count the absent members who have not confirmed that they read it.  Clause 4.1-b."""
        return self.conveyances.filter(readings__state=ReadingState.OPEN).count()


def stub_only() -> Verdict:
    """Return the refusal to enter more of a classified matter than its stub."""
    return refuse(
        "classified_stub_only",
        gettext_noop("A classified matter is kept elsewhere; here only its stub is entered."),
        "4.5-a",
    )


class SuperiorEntry(Entry):
    """What was done to a document of the superior."""

    record = models.ForeignKey(SuperiorDocument, models.PROTECT, related_name="entries")


class SuperiorFile(StoredFile):
    """The document itself, or what came with it."""

    guards = OF_DOCUMENT

    document = models.ForeignKey(SuperiorDocument, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class DocumentMeasure(Record):
    """What carries a document out (贯彻落实意见): measure, owner, due day, and what shows that it is done.

    source: the measure of the agenda item it was taken from.  Clauses 4.1-a, 5.1-a.
    """

    profile = Profile(seat="owner")

    guards = OF_DOCUMENT

    document = models.ForeignKey(SuperiorDocument, models.PROTECT, related_name="measures")
    source = models.ForeignKey(
        ImplementationMeasure, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    text = models.CharField(_("measure"), max_length=500)
    owner = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible member"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.TextField(_("evidence"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(evidence=""),
                name="document_measure_shown",
                violation_error_message=_("Say what shows that it is done."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def is_overdue(self, on: date) -> bool:
        """Say whether its day has passed and it is not done."""
        return self.done_on is None and self.due_on is not None and self.due_on < on
