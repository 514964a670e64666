"""Which regulations has the group made, when are they looked at again, and what has become of them?"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision
from members.models import LeadingGroup, StoredFile, User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.registers import rules
from reports.registers.states import REGULATION, RegulationKind, RegulationState

ENDED = frozenset({RegulationState.REPEALED.value, RegulationState.ABANDONED.value})
IN_FORCE = (RegulationState.ISSUED, RegulationState.UNDER_REVIEW)


class RegulationQuerySet(RecordQuerySet["Regulation"]):
    """Regulations, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "RegulationQuerySet":
        """Regulations of the body."""
        return self.filter(group=group)

    def to_review(self, by: date) -> "RegulationQuerySet":
        """Those in force whose review is due on or before a day.  Clause 4.3-7."""
        return self.filter(state=RegulationState.ISSUED, review_on__lte=by)


class Regulation(Record):
    """A regulation of the group (制度台账): drafted, adopted by a decision, issued, reviewed, repealed.

    review_on: when it is looked at again, a year after the issue unless another day is set.  based_on: regulations it
    rests on.  Clause 4.3-7.
    """

    profile = Profile(
        "regulation",
        searched=Searched(
            "reports.read_registers",
            texts="number summary repeal_reason reviews.text",
            day="issued_on adopted_on",
        ),
    )
    lifecycle = REGULATION
    guards = (SealedIn((), ENDED),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=12, choices=RegulationState, default=RegulationState.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=RegulationKind)
    summary = models.TextField(_("what it orders"), blank=True, max_length=4000)
    based_on = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="cited_by", verbose_name=_("based on")
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision that adopted it"),
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    repeal_reason = models.CharField(_("why it was repealed"), max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")
        ordering = ("-issued_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "number"],
                condition=~Q(number=""),
                name="regulation_number_once",
                violation_error_code="number_taken",
                violation_error_message=_("There is a regulation of this number."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "abandoned"]) | Q(decision__isnull=False),
                name="regulation_adopted_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_on__gte=F("adopted_on")),
                name="regulation_issued_after_adoption",
                violation_error_message=_("A regulation is issued after it was adopted."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                name="regulation_not_its_own_heir",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Keep to one body."""
        super().clean()
        others = (self.decision, self.replaced_by)
        if any(other is not None and other.group_id != self.group_id for other in others):
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "4.3-7"))

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state.  Clause 4.3-7."""
        if self.state == RegulationState.ADOPTED:
            in_force = None if self.decision is None else self.decision.state == Decision.State.IN_FORCE
            return rules.adoption(decision_in_force=in_force)
        if self.state == RegulationState.ISSUED:
            return rules.review_day(issued_on=self.issued_on, review_on=self.review_on)
        if self.state == RegulationState.REPEALED:
            heir = self.replaced_by
            return rules.repeal(
                reason=self.repeal_reason,
                replaced_by_itself=self.replaced_by_id == self.pk,
                replacement_in_force=None if heir is None else heir.state in IN_FORCE,
            )
        return allow()

    def is_cited_in(self, text: str) -> bool:
        """Say whether a text names this regulation.  Clause 4.3-7."""
        return rules.cites(text, self.title, self.number)

    def cited_in(self, rows: "models.QuerySet[Any]", field: str) -> list[Any]:
        """Return the rows whose text names this regulation."""
        return [row for row in rows if self.is_cited_in(getattr(row, field))]


class RegulationEntry(Entry):
    """What was done to a regulation."""

    record = models.ForeignKey(Regulation, models.PROTECT, related_name="entries")


class RegulationReview(Record):
    """What a review came to.  Clause 4.3-7."""

    guards = (INSERT_ONLY,)

    class Result(models.TextChoices):
        """What shall become of the regulation."""

        KEEP = "keep", _("stays as it is")
        AMEND = "amend", _("is to be amended")
        REPEAL = "repeal", _("is to be repealed")

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField(_("reviewed on"))
    result = models.CharField(_("result"), max_length=8, choices=Result)
    text = models.TextField(_("in words"), max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("review of a regulation")
        ordering = ("-reviewed_on", "-pk")

    def __str__(self) -> str:
        return f"{self.regulation} {self.reviewed_on}"


class RegulationFile(StoredFile):
    """The text of a regulation, or a draft of it."""

    guards = (SealedIn(("regulation",), ENDED),)

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False
