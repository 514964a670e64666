"""What is filed, who answers for what, what was suggested, and which records show that integrity goes along?"""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Decision, SupervisionTask, TopicProposal
from members.models import LeadingGroup, Membership, Post, StoredFile, User
from members.procedure.guards import INSERT_ONLY
from members.procedure.journal import Entry
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.rules import duties, filings
from reports.states.duties import (
    FILING,
    RESPONSIBILITY_LIST,
    SUGGESTION,
    FilingKind,
    FilingState,
    IntegrityStage,
    ListState,
    SuggestionState,
)

SHORT = 60
YEAR = (MinValueValidator(2000), MaxValueValidator(2200))


class FilingQuerySet(RecordQuerySet["AnnualFiling"]):
    """Filings, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "FilingQuerySet":
        """Filings of the body: fact and day only."""
        return self.filter(group=group)


class AnnualFiling(Record):
    """That a member has filed (个人有关事项、述职述廉): fact, day, receiving office; never what.  Clauses 10.4-a, 10.4-b."""

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
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(done_on__isnull=False), name="filed_has_its_day"
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


class ResponsibilityQuerySet(RecordQuerySet["ResponsibilityList"]):
    """Responsibility lists, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "ResponsibilityQuerySet":
        """Lists of the body."""
        return self.filter(group=group)


class ResponsibilityList(Record):
    """Who answers for what in a year (责任清单), in versions.  Clauses 3.2-a, 4.3-b, 4.3-c, 10.3-a, 10.3-b, 10.3-c."""

    lifecycle = RESPONSIBILITY_LIST

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
        found = Membership.objects.filter(in_year, group=self.group).select_related("user")
        return found.order_by("protocol_order", "since", "pk")

    def complete(self) -> Verdict:
        """Ask whether everybody has his part (three queries)."""
        rows = list(self.lines.filter(removed=False).values_list("kind", "membership"))
        seats = [seat for seat in self.seats() if seat.until is None]
        head = next((seat.pk for seat in seats if seat.post == Post.SECRETARY), None)
        return duties.list_complete(
            {seat.pk: seat.name for seat in seats},
            head,
            {seat for kind, seat in rows if kind == "first_responsible"},
            {seat for kind, seat in rows if kind == "dual_duty"},
            body=any(kind == "principal_responsibility" for kind, _seat in rows),
        )

    def entering(self) -> Verdict:
        """A list that is adopted is complete."""
        if self.state == ListState.ADOPTED and not self._state.adding:
            return self.complete()
        return allow()


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
        ordering = ("kind", "membership__protocol_order", "pk")
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


class StageLink(Record):
    """A record that shows that integrity went along at a stage.  Clauses 10.2-a, 10.2-c."""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    stage = models.CharField(_("stage"), max_length=10, choices=IntegrityStage)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agenda item")
    )
    task = models.ForeignKey(
        SupervisionTask, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("task")
    )
    list = models.ForeignKey(
        ResponsibilityList,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsibility list"),
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("record of a stage")
        ordering = ("stage", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["stage", "item"], condition=Q(item__isnull=False), name="stage_item_once"
            ),
            models.UniqueConstraint(
                fields=["stage", "task"], condition=Q(task__isnull=False), name="stage_task_once"
            ),
            models.UniqueConstraint(
                fields=["stage", "list"], condition=Q(list__isnull=False), name="stage_list_once"
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False, task=None, list=None)
                | Q(item=None, task__isnull=False, list=None)
                | Q(item=None, task=None, list__isnull=False),
                name="stage_one_record",
                violation_error_message=_("Choose one record."),
            ),
        )

    def __str__(self) -> str:
        return str(self.item or self.task or self.list)


class SuggestionQuerySet(RecordQuerySet["Suggestion"]):
    """Suggestions, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "SuggestionQuerySet":
        """Suggestions of the body."""
        return self.filter(group=group)


class Suggestion(Record):
    """A member's suggestion on strict governance of the Party (意见建议).  Counted only.  Clause 10.3-d."""

    lifecycle = SUGGESTION

    class Outcome(models.TextChoices):
        """What became of it."""

        ADOPTED = "adopted", _("adopted")
        NOTED = "noted", _("noted")
        DECLINED = "declined", _("not adopted")

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    state = models.CharField(
        _("state"), max_length=10, choices=SuggestionState, default=SuggestionState.MADE, editable=False
    )
    field = models.CharField(_("field"), max_length=100, blank=True)
    text = models.TextField(_("suggestion"), max_length=4000)
    submitted_on = models.DateField(_("made on"), editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    outcome_text = models.CharField(_("answer"), max_length=500, blank=True)
    topic = models.ForeignKey(
        TopicProposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("became the topic"),
    )
    answered_on = models.DateField(_("answered"), null=True, blank=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ("-submitted_on", "-pk")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is."""
        return frozenset({self.membership.user_id})


class SuggestionEntry(Entry):
    """What was done about a suggestion."""

    record = models.ForeignKey(Suggestion, models.PROTECT, related_name="entries")
