"""What serious thing happened, when was it known, when first reported, and how did it go on?"""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup, User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, Refused, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.law import law_on
from reports.upward.models.papers import UpwardPaper
from reports.upward.rules import timely
from reports.upward.states import INCIDENT, IncidentState


class IncidentQuerySet(RecordQuerySet["Incident"]):
    """Incidents, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "IncidentQuerySet":
        """Incidents of the body."""
        return self.filter(group=group)


class Incident(Record):
    """A serious matter that is to be reported in time (重大问题、突发事件).  Clause 5.3-c.

    first_reported_at: by telephone or on paper, whichever came first.  acted_at: when urgent measures were begun.
    """

    class Way(models.TextChoices):
        """How the first report was made."""

        PHONE = "phone", _("by telephone")
        PAPER = "paper", _("on paper")
        IN_PERSON = "in_person", _("in person")

    profile = Profile(
        "incident",
        searched=Searched(
            "reports.read_registers",
            texts="place facts measures outcome follow_ups.text",
            day="discovered_at",
        ),
    )
    lifecycle = INCIDENT
    guards = (SealedIn((), frozenset({IncidentState.CLOSED.value})),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=IncidentState, default=IncidentState.RUNNING, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=200)
    facts = models.TextField(_("what is known"), blank=True, max_length=8000)
    discovered_at = models.DateTimeField(_("discovered"))
    first_reported_at = models.DateTimeField(_("first reported"), null=True, blank=True)
    first_way = models.CharField(_("how reported"), max_length=10, choices=Way, blank=True)
    first_reported_to = models.CharField(_("reported to"), max_length=100, blank=True)
    acted_at = models.DateTimeField(_("urgent measures begun"), null=True, blank=True)
    measures = models.CharField(_("urgent measures"), max_length=1000, blank=True)
    paper = models.ForeignKey(
        UpwardPaper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
        verbose_name=_("request or report"),
    )
    outcome = models.TextField(_("how it ended"), blank=True, max_length=4000)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ("-discovered_at", "-pk")
        indexes = (models.Index(fields=["group", "state"], name="incident_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(first_reported_at__isnull=True)
                | (
                    Q(first_reported_at__gte=models.F("discovered_at"))
                    & ~Q(first_way="")
                    & ~Q(first_reported_to="")
                ),
                name="incident_reported_in_full",
                violation_error_message=_("A first report says when, how and to whom."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """The paper belongs to the body."""
        super().clean()
        if self.paper is not None and self.paper.group_id != self.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "5.3-c"))

    def entering(self) -> Verdict:
        """An incident is closed with its outcome, once it was reported."""
        if self._state.adding or self.state != IncidentState.CLOSED:
            return allow()
        return timely.may_close(reported=self.first_reported_at is not None, outcome=self.outcome)

    def in_time(self, now: datetime) -> Verdict:
        """Say whether it was reported in time, or still may be; without rules in force it is not judged.  Clause 5.3-c."""
        try:
            law = law_on(self.group, localdate(self.discovered_at))
        except Refused:
            return allow(spent=timely.spent(self.discovered_at, self.first_reported_at or now))
        return timely.first_report(self.discovered_at, self.first_reported_at, now, law.year)


class IncidentEntry(Entry):
    """What was done to an incident."""

    record = models.ForeignKey(Incident, models.PROTECT, related_name="entries")


class IncidentFollowUp(Record):
    """A further report on an incident that goes on (续报); it stays as it was made.  Clause 5.3-c."""

    guards = (INSERT_ONLY,)

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="follow_ups")
    text = models.TextField(_("further report"), max_length=4000)
    at = models.DateTimeField(_("at"))
    reported_to = models.CharField(_("reported to"), max_length=100, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("follow-up report")
        verbose_name_plural = _("follow-up reports")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
