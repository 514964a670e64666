"""That a member has filed: fact, day, receiving office; never what."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup, Membership, StoredFile, User
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, Refused, uphold
from members.procedure.rulebook import NotInForce, YearParameters
from members.procedure.verdict import gettext_noop, refuse
from reports.responsibility.rules import filings
from reports.responsibility.states import FILING, FilingKind, FilingState

SHORT = 60
YEAR = (MinValueValidator(2000), MaxValueValidator(2200))


def law_of(group: LeadingGroup, year: int) -> YearParameters:
    """Return the numbers of the law about a year: those in force at its end.

    Raises Refused ("no_law_in_force").  Clause 11-a.
    """
    try:
        return group.rulebook(on=date(year, 12, 31)).year
    except NotInForce as error:
        raise Refused(
            refuse(
                "no_law_in_force",
                gettext_noop("No work rules, or more than one set, are in force in that year."),
                "11-a",
            )
        ) from error


class FilingQuerySet(RecordQuerySet["AnnualFiling"]):
    """Filings, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "FilingQuerySet":
        """Filings of the body: fact and day only."""
        return self.filter(group=group)


class AnnualFiling(Record):
    """That a member has filed (个人有关事项、述职述廉): fact, day, receiving office; never what.  Clauses 10.4-a, 10.4-b."""

    profile = Profile(
        "filing", searched=Searched("reports.read_registers", day="due_on", joined="membership__user group")
    )
    lifecycle = FILING

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    kind = models.CharField(_("kind"), max_length=16, choices=FilingKind)
    state = models.CharField(
        _("state"), max_length=10, choices=FilingState, default=FilingState.EXPECTED, editable=False
    )
    changed_on = models.DateField(_("day of the change"), null=True, blank=True)
    due_on = models.DateField(_("due"))
    done_on = models.DateField(_("filed on"), null=True, blank=True)
    office = models.CharField(_("receiving office"), max_length=100, blank=True)
    occasion = models.CharField(_("where it was delivered"), max_length=100, blank=True)
    evaluation = models.CharField(_("evaluation as given"), max_length=60, blank=True)
    remark = models.CharField(
        _("remark"), max_length=SHORT, blank=True, help_text=_("Nothing of what was filed belongs here.")
    )

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly filing")
        verbose_name_plural = _("yearly filings")
        ordering = ("-year", "kind", "membership__protocol_order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["membership", "year", "kind"],
                condition=~Q(kind="change_report"),
                name="filing_once",
                violation_error_code="filing_exists",
                violation_error_message=_("This filing is in the register already."),
            ),
            models.UniqueConstraint(
                fields=["membership", "changed_on"],
                condition=Q(kind="change_report"),
                name="change_report_once",
                violation_error_code="filing_exists",
                violation_error_message=_("This filing is in the register already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(done_on__isnull=False), name="filed_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(kind="change_report") ^ Q(changed_on__isnull=True),
                name="change_has_its_day",
                violation_error_message=_("A change has its day, and nothing else has one."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.year} {self.get_kind_display()}"

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is."""
        return frozenset({self.membership.user_id})

    @property
    def days_late(self) -> int:
        """Return by how many days it was late, 0 when it was not (or is not filed)."""
        return max((self.done_on - self.due_on).days, 0) if self.done_on is not None else 0

    def clean(self) -> None:
        """One body; only the fact."""
        super().clean()
        if self.membership_id and self.membership.group_id != self.group_id:
            uphold(
                refuse("not_a_member", gettext_noop("This person is not a member of the group."), "10.4-a")
            )
        uphold(filings.only_the_fact(self.remark, SHORT))


class FilingEntry(Entry):
    """What was done about a filing."""

    record = models.ForeignKey(AnnualFiling, models.PROTECT, related_name="entries")


class DutyReportFile(StoredFile):
    """The report on duty and integrity as a file; for personal matters no file is taken.  Clause 10.4-b."""

    filing = models.ForeignKey(AnnualFiling, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False

    def clean(self) -> None:
        """Only reports on duty and integrity have one."""
        super().clean()
        if self.filing.kind != FilingKind.DUTY_INTEGRITY:
            uphold(filings.only_the_fact("file", 0))
