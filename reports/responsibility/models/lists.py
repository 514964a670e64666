"""Who answers for what in a year, and what does everybody report on it?"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision
from members.models import LeadingGroup, Membership, Post, User
from members.procedure.guards import INSERT_ONLY, Frozen, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from reports.responsibility.models.filings import YEAR, law_of
from reports.responsibility.rules import lists as duties
from reports.responsibility.states import RESPONSIBILITY_LIST, ListState

ORDER = (
    models.When(kind="principal_responsibility", then=0),
    models.When(kind="first_responsible", then=1),
    models.When(kind="dual_duty", then=2),
)
"""The order in which responsibilities stand on a list."""

ADOPTED = frozenset({ListState.ADOPTED.value})


class ResponsibilityQuerySet(RecordQuerySet["ResponsibilityList"]):
    """Responsibility lists, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "ResponsibilityQuerySet":
        """Lists of the body."""
        return self.filter(group=group)


class ResponsibilityList(Record):
    """Who answers for what in a year (责任清单), in versions.  Clauses 3.2-a, 4.3-b, 4.3-c, 10.3-a, 10.3-b, 10.3-c."""

    profile = Profile(
        "responsibility",
        searched=Searched(
            "reports.read_registers", texts="note year_report lines.text", day="adopted_on", joined="group"
        ),
    )
    lifecycle = RESPONSIBILITY_LIST
    guards = (Frozen(("group", "year", "version", "adopted_on", "decision", "signed_by"), ADOPTED),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ListState, default=ListState.DRAFT, editable=False
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    adopted_on = models.DateField(_("adopted"), null=True, blank=True, editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("adopting decision")
    )
    signed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed by"),
        editable=False,
    )
    year_report = models.TextField(_("report at the end of the year"), max_length=8000, blank=True)
    reported_on = models.DateField(_("reported"), null=True, blank=True, editable=False)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility list")
        verbose_name_plural = _("responsibility lists")
        ordering = ("-year", "-version")
        constraints = (
            models.UniqueConstraint(fields=["group", "year", "version"], name="responsibility_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.year}年度责任清单（第{self.version}版）"

    def seats(self) -> "models.QuerySet[Membership]":
        """Return the seats held on any day of the year."""
        begins, ends = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        in_year = Q(since__lt=ends) & (Q(until__isnull=True) | Q(until__gt=begins))
        memberships = Membership.objects.filter(in_year, group=self.group).select_related("user")
        return memberships.order_by("protocol_order", "since", "pk")

    @property
    def is_in_force(self) -> bool:
        """Say whether this is the latest adopted version of its year (one query)."""
        if self.state != ListState.ADOPTED:
            return False
        adopted = ResponsibilityList.objects.filter(group=self.group, year=self.year, state=ListState.ADOPTED)
        return not adopted.filter(version__gt=self.version).exists()

    def seats_on(self, day: date) -> dict[int, str]:
        """Return names by seat of who held a seat of the body on the day (one query)."""
        return {seat.pk: seat.name for seat in self.seats() if seat.period.covers(day)}

    def complete(self, on: date | None = None) -> Verdict:
        """Ask whether everybody in office on the day has his part (two queries)."""
        day = on or self.adopted_on or localdate()
        rows = list(self.lines.filter(removed=False).values_list("kind", "membership"))
        seats = list(self.seats())
        present = [seat for seat in seats if seat.period.covers(day)]
        head = next((seat.pk for seat in present if seat.post == Post.SECRETARY), None)
        return duties.list_complete(
            {seat.pk: seat.name for seat in present},
            head,
            {seat for kind, seat in rows if kind == "first_responsible"},
            {seat for kind, seat in rows if kind == "dual_duty"},
            body=any(kind == "principal_responsibility" for kind, _seat in rows),
            earlier={
                seat.pk: seat.name
                for seat in seats
                if seat.post == Post.SECRETARY and seat.pk != head and seat.since <= day
            },
        )

    def half_year(self, half: int, on: date) -> Verdict:
        """Ask who still owes the report of a half-year; reports on earlier versions of the list count."""
        due = duties.report_due(self.year, half, law_of(self.group, self.year))
        told = DutyReport.objects.filter(list__group=self.group, list__year=self.year, half=half)
        reported = set(told.values_list("membership", flat=True))
        return duties.half_year_reports(self.seats_on(due), reported, half, due, on)

    def year_closed(self, on: date) -> Verdict:
        """Ask whether the report at the end of the year is written."""
        return duties.year_report(self.year, self.reported_on, on, law_of(self.group, self.year))

    def entering(self) -> Verdict:
        """A list that is adopted is complete, by a decision of the body or under the secretary's name."""
        if self.state != ListState.ADOPTED or self._state.adding:
            return allow()
        day = self.adopted_on or localdate()
        decision = self.decision
        verdicts = [
            duties.adoption_basis(by_decision=decision is not None, by_secretary=self.signed_by is not None),
            self.complete(day),
        ]
        if decision is not None:
            own = decision.group_id == self.group_id
            verdicts.append(duties.decision_fits(decision.effective_on, day, same_body=own))
        return first_refusal(*verdicts)


class ResponsibilityListEntry(Entry):
    """What was done about a responsibility list."""

    record = models.ForeignKey(ResponsibilityList, models.PROTECT, related_name="entries")


class ResponsibilityLine(Record):
    """One responsibility: the body's, the first responsible person's, a member's dual duty."""

    class Kind(models.TextChoices):
        """Kinds of responsibility."""

        PRINCIPAL_RESPONSIBILITY = "principal_responsibility", _("principal responsibility of the body")
        FIRST_RESPONSIBLE = "first_responsible", _("first responsible")
        DUAL_DUTY = "dual_duty", _("dual duty")

    guards = (SealedIn(("list",), ADOPTED),)

    list = models.ForeignKey(ResponsibilityList, models.PROTECT, related_name="lines")
    kind = models.CharField(_("kind"), max_length=26, choices=Kind)
    membership = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member"),
        help_text=_("Empty: the body itself."),
    )
    text = models.CharField(_("responsibility"), max_length=1000)
    due_on = models.DateField(_("due"), null=True, blank=True)
    standard = models.CharField(_("standard"), max_length=300, blank=True)
    removed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("responsibility")
        ordering = (models.Case(*ORDER), "membership__protocol_order", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="principal_responsibility", membership__isnull=True)
                | (~Q(kind="principal_responsibility") & Q(membership__isnull=False)),
                name="responsibility_has_its_owner",
                violation_error_message=_(
                    "The principal responsibility is the body's; the others are a member's."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]


class DutyReport(Record):
    """A member's own report on his duties after half a year.  Clauses 4.3-c, 10.3-c."""

    guards = (INSERT_ONLY,)

    list = models.ForeignKey(ResponsibilityList, models.PROTECT, related_name="reports")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    half = models.PositiveSmallIntegerField(
        _("half of the year"), choices=[(1, _("first")), (2, _("second"))]
    )
    text = models.TextField(_("report"), max_length=8000)
    submitted_on = models.DateField(_("handed in"))

    class Meta:
        verbose_name = _("half-year report on duties")
        ordering = ("half", "membership__protocol_order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["list", "membership", "half"],
                name="duty_report_once",
                violation_error_code="already_reported",
                violation_error_message=_("The report of this half-year is handed in."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.half}"

    def clean(self) -> None:
        """One report of a member for a half-year, whichever version of the list it is made on."""
        super().clean()
        same = DutyReport.objects.filter(
            list__group=self.list.group_id,
            list__year=self.list.year,
            membership=self.membership_id,
            half=self.half,
        )
        if same.exclude(pk=self.pk).exists():
            uphold(
                refuse(
                    "already_reported",
                    gettext_noop("The report of this half-year is handed in."),
                    "10.3-c",
                )
            )
