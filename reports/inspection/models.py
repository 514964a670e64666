"""Who inspects the body, by which paper, which years and matters, from when to when; and what did they read?"""

from datetime import date

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import LeadingGroup, StaffRole, User
from members.models.office import running
from members.procedure.guards import BY_LIFECYCLE, INSERT_ONLY, Frozen
from members.procedure.journal import Entry
from members.procedure.profile import Profile
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from reports.inspection import rules
from reports.inspection.states import INSPECTION, InspectionState, Matter, ReadWay

SETTLED = frozenset(InspectionState.values) - {InspectionState.PREPARED.value}
TERMS = ("authority", "basis", "years", "matters", "since", "until")
FIRST_YEAR, LAST_YEAR = 1990, 2200


class InspectionQuerySet(RecordQuerySet["Inspection"]):
    """Inspections, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "InspectionQuerySet":
        """Inspections of the body."""
        return self.filter(group=group)

    def lasting(self, day: date) -> "InspectionQuerySet":
        """Those granted that lie around the day."""
        return self.filter(state=InspectionState.GRANTED, since__lte=day, until__gte=day)

    def of(self, user: User) -> "InspectionQuerySet":
        """Those in which the person inspects."""
        return self.filter(visitors__user=user, visitors__withdrawn=False)


class Inspection(Record):
    """A time-limited reading of chosen years and matters by an outside authority.  Clause 4.5-a.

    authority: who inspects.  basis: the paper it rests on.  years: whole numbers.  matters: codes of `Matter`.
    since, until: first and last day.  What was granted is not changed any more: another one is prepared.
    """

    profile = Profile("inspection")
    lifecycle = INSPECTION
    guards = (BY_LIFECYCLE, Frozen(TERMS, SETTLED))

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+", verbose_name=_("leading group"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=InspectionState,
        default=InspectionState.PREPARED,
        editable=False,
    )
    authority = models.CharField(_("authority that inspects"), max_length=120)
    basis = models.CharField(_("paper it rests on"), max_length=200, validators=[MinLengthValidator(2)])
    purpose = models.TextField(_("purpose of the inspection"), max_length=2000, blank=True)
    years = models.JSONField(_("years"), default=list)
    matters = models.JSONField(_("matters"), default=list)
    since = models.DateField(pgettext_lazy("inspection", "first day"))
    until = models.DateField(_("last day"))
    granted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted"), null=True, blank=True, editable=False)
    over_reason = models.CharField(_("why it was ended"), max_length=300, blank=True, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ("-since", "-pk")
        indexes = (models.Index(fields=["group", "state", "since"], name="inspection_lasting"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="inspection_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted_by__isnull=False, granted_at__isnull=False),
                name="inspection_granted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority} {self.since:%Y-%m-%d}"

    def clean(self) -> None:
        """Known matters and plausible years only; personnel is a part of the meetings."""
        super().clean()
        if set(self.matters) - set(Matter.values):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such matter."), "4.5-a"))
        if any(not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR for year in self.years):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such year."), "4.5-a"))
        if Matter.PERSONNEL in self.matters and Matter.DECISIONS not in self.matters:
            uphold(
                refuse(
                    "personnel_alone",
                    gettext_noop("Personnel items are read along with meetings and decisions; choose both."),
                    "4.5-a",
                )
            )

    def entering(self) -> Verdict:
        """Ask what a grant needs.  Clause 4.5-a."""
        if self.state != InspectionState.GRANTED:
            return allow()
        people = list(self.visitors.filter(withdrawn=False).values_list("user_id", flat=True))
        terms = rules.Terms(len(people), self.years, self.matters, self.since, self.until)
        return first_refusal(rules.grantable(terms, localdate(self.granted_at)), self._nobody_busy(people))

    def _nobody_busy(self, people: list[int]) -> Verdict:
        """One inspection at a time for one person, so that each reading belongs to exactly one."""
        others = Inspection.objects.filter(group=self.group, state=InspectionState.GRANTED).exclude(
            pk=self.pk
        )
        around = others.filter(since__lte=self.until, until__gte=self.since)
        if around.filter(visitors__user__in=people, visitors__withdrawn=False).exists():
            return refuse(
                "inspector_busy",
                gettext_noop(
                    "One of these people inspects already in these days; end that inspection first."
                ),
                "4.5-a",
            )
        return allow()

    @property
    def person_ids(self) -> frozenset[int]:
        """Return the accounts of those who inspect."""
        return frozenset(visitor.user_id for visitor in self.visitors.all() if not visitor.withdrawn)

    def covers(self, matter: str) -> bool:
        """Say whether a matter is among those granted."""
        return matter in self.matters

    @property
    def matter_labels(self) -> list[str]:
        """Return the matters in words, in their order."""
        return [str(row.label) for row in Matter if row.value in self.matters]


class InspectionEntry(Entry):
    """What was done to an inspection."""

    record = models.ForeignKey(Inspection, models.PROTECT, related_name="entries")


class InspectionVisitor(Record):
    """One person who inspects; who was removed stays on the list as withdrawn."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="visitors")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("inspector"))
    withdrawn = models.BooleanField(_("removed"), default=False, editable=False)

    class Meta:
        verbose_name = _("person who inspects")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["inspection", "user"],
                name="inspection_visitor_once",
                violation_error_code="already_named",
                violation_error_message=_(
                    "This person is named already, or was removed from this inspection."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.user.name

    def entering(self) -> Verdict:
        """Who is named has the role of a visiting inspector in the body today.  Clause 4.5-a."""
        held = StaffRole.objects.filter(
            running(localdate()),
            group=self.inspection.group,
            user=self.user,
            role=StaffRole.Role.VISITING_INSPECTOR,
        )
        if held.exists():
            return allow()
        return refuse(
            "not_a_visitor",
            gettext_noop("Give this account the role of a visiting inspector first."),
            "4.5-a",
        )


class InspectionReadQuerySet(RecordQuerySet["InspectionRead"]):
    """Readings, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "InspectionReadQuerySet":
        """Readings in the body's inspections."""
        return self.filter(inspection__group=group)


class InspectionRead(Record):
    """One thing read in an inspection: who, when, what, how.  Insert-only.

    matter: code of `Matter`, "" for the first page.  key: primary key of what was read, None for a list.
    title: how it was called at the time.
    """

    guard = INSERT_ONLY

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="reads", verbose_name=_("inspection")
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("inspector"))
    at = models.DateTimeField(_("at"), db_index=True)
    matter = models.CharField(_("matter"), max_length=12, choices=Matter, blank=True)
    way = models.CharField(_("how it was read"), max_length=4, choices=ReadWay)
    key = models.PositiveBigIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("what was read"), max_length=200)
    request_id = models.CharField(max_length=36, blank=True)

    objects = InspectionReadQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading in an inspection")
        verbose_name_plural = _("readings in inspections")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.title
