"""Which rows does a research project have?  Visits, companions, recommendations, files."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import TopicProposal
from members.models import StoredFile
from members.procedure.guards import SealedIn
from members.procedure.record import Record, RecordQuerySet
from reports.research.states import ProjectState

OVER = frozenset({ProjectState.CLOSED.value, ProjectState.CANCELLED.value})


class ResearchRows(RecordQuerySet[Any]):
    """Rows of a project; what was taken off again stays on record."""

    def standing(self) -> "ResearchRows":
        """Return those that were not taken off."""
        return self.filter(withdrawn=False)


class ResearchVisit(Record):
    """A visit to a township or unit.  Clauses 9.2-c, 9.2-d."""

    guards = (SealedIn(("project",), OVER),)

    project = models.ForeignKey("reports.ResearchProject", models.PROTECT, related_name="visits")
    place = models.CharField(_("township or unit"), max_length=100)
    day = models.DateField(_("day"))
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    withdrawn = models.BooleanField(_("taken off"), default=False, editable=False)

    objects = ResearchRows.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ("day", "pk")
        indexes = (models.Index(fields=["day"], name="visit_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.place}"


class Escort(Record):
    """Companions: staff of the place or own staff (陪同和随行).  Clause 9.2-b."""

    guards = (SealedIn(("project",), OVER),)

    class Side(models.TextChoices):
        """Whose people."""

        LOCAL = "local", _("of the place")
        OWN = "own", _("one's own staff")

    project = models.ForeignKey("reports.ResearchProject", models.PROTECT, related_name="escorts")
    side = models.CharField(_("whose"), max_length=6, choices=Side)
    who = models.CharField(_("who"), max_length=200)
    count = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    withdrawn = models.BooleanField(_("taken off"), default=False, editable=False)

    objects = ResearchRows.as_manager()

    class Meta:
        verbose_name = _("companions")
        ordering = ("side", "pk")

    def __str__(self) -> str:
        return self.who


class Recommendation(Record):
    """A measure or suggestion the research comes to, and what became of it.  Clause 9.1-c."""

    class Adoption(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("not decided yet")
        ADOPTED = "adopted", pgettext_lazy("recommendation", "adopted")
        PARTLY = "partly", _("partly adopted")
        DECLINED = "declined", _("not adopted")

    project = models.ForeignKey("reports.ResearchProject", models.PROTECT, related_name="recommendations")
    text = models.CharField(_("recommendation"), max_length=1000)
    addressed_to = models.CharField(_("addressed to"), max_length=100, blank=True)
    adoption = models.CharField(
        _("what became of it"), max_length=10, choices=Adoption, default=Adoption.WAITING
    )
    adoption_note = models.CharField(_("note"), max_length=300, blank=True)
    topic = models.ForeignKey(
        TopicProposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("became the topic"),
    )
    withdrawn = models.BooleanField(_("taken off"), default=False, editable=False)

    objects = ResearchRows.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]


class ResearchFile(StoredFile):
    """The report or brief as a file."""

    guards = (SealedIn(("project",), OVER),)

    project = models.ForeignKey("reports.ResearchProject", models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False
