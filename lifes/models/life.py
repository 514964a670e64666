"""Which democratic-life meeting is it: of which year, on which theme, how far?"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lifes.states import LIFE, LifeState
from members.models import LeadingGroup, Membership, User
from members.procedure.journal import Entry
from members.procedure.record import Record, RecordQuerySet
from members.procedure.rulebook import RuleBook


class LifeQuerySet(RecordQuerySet["DemocraticLifeMeeting"]):
    """Democratic-life meetings, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "LifeQuerySet":
        """Democratic-life meetings of the body; their contents have readers of their own."""
        return self.filter(group=group)


class DemocraticLifeMeeting(Record):
    """A democratic-life meeting (民主生活会).  Clauses 5.2-a, 7.1-a, 7.1-b.

    life_year: the year it is held for, which need not be the year of its day.  theme_paper: number and date of the
    superior's paper that fixes the theme.  special_reason: why one more is held in the year.
    """

    lifecycle = LIFE

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+", verbose_name=_("leading group"))
    life_year = models.PositiveSmallIntegerField(_("for the year"))
    special_reason = models.CharField(
        _("why another one is held"),
        max_length=200,
        blank=True,
        help_text=_("Only for a special meeting beside the yearly one."),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=LifeState, default=LifeState.PREPARING, editable=False
    )
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    theme_paper = models.CharField(_("paper of the superior on the theme"), max_length=160, blank=True)
    theme_paper_on = models.DateField(_("date of that paper"), null=True, blank=True)
    self_chosen_consent = models.CharField(
        _("consent of the superior to a theme chosen here"), max_length=160, blank=True
    )
    planned_on = models.DateField(_("planned day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    plan_sent_on = models.DateField(_("plan sent to the superior"), null=True, blank=True)
    postponed_paper = models.CharField(_("consent to postponing"), max_length=160, blank=True)
    chair = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chair")
    )
    recorder = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorder")
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    reported_on = models.DateField(_("report sent to the superior"), null=True, blank=True, editable=False)
    noticed_on = models.DateField(_("notice given"), null=True, blank=True, editable=False)

    objects = LifeQuerySet.as_manager()

    class Meta:
        verbose_name = _("democratic-life meeting")
        verbose_name_plural = _("democratic-life meetings")
        ordering = ("-life_year", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "life_year"],
                condition=Q(special_reason="") & ~Q(state="cancelled"),
                name="life_once_a_year",
                violation_error_code="life_exists",
                violation_error_message=_(
                    "There is a yearly meeting for this year; another one needs its reason."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.life_year}年度民主生活会" + (
            f"（{self.special_reason}）" if self.special_reason else ""
        )

    @property
    def day(self) -> date:
        """Return the day whose law and members count: that of the session, else the planned one, else the year's end."""
        if self.opened_at is not None:
            return localdate(self.opened_at)
        return self.planned_on or date(self.life_year, 12, 31)

    @property
    def law(self) -> RuleBook:
        """Return the work rules of the day.  Raises NotInForce."""
        return self.group.rulebook(self.day)

    def members(self) -> "models.QuerySet[Membership]":
        """Return the seats that should attend, in protocol order, with their people (one query)."""
        return Membership.objects.filter(group=self.group).in_office(self.day).select_related("user")


class LifeEntry(Entry):
    """What was done about a democratic-life meeting."""

    record = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="entries")
