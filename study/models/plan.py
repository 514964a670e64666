"""What is to be studied in a year, month by month?"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import LeadingGroup, User
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import gettext_noop, refuse
from study.states import PLAN, Content, Form, PlanState


def unknown_contents(contents: list[str]) -> set[str]:
    """Return what is in a list of contents and is none of the eight.  Clause 8.2-a."""
    return set(contents) - set(Content.values)


class StudyPlanQuerySet(RecordQuerySet["StudyPlan"]):
    """Plans, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "StudyPlanQuerySet":
        """Plans of the body."""
        return self.filter(group=group)


class StudyPlan(Record):
    """The study plan of a year (学习计划), approved by the head of the study group.  Clause 8.1-a.

    planned_minutes: the hours of the year, in minutes; the base of the quota where the rules choose the plan.
    """

    profile = Profile(
        "plan", searched=Searched("study.read", texts="note summary lines.theme", joined="group")
    )
    lifecycle = PLAN

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2200)]
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT, editable=False
    )
    planned_minutes = models.PositiveIntegerField(_("minutes planned for the year"), default=1440)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    summary = models.TextField(_("summary of the year"), blank=True, max_length=8000)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)

    objects = StudyPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("study plan")
        verbose_name_plural = _("study plans")
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "year"],
                name="plan_once_a_year",
                violation_error_code="plan_exists",
                violation_error_message=_("There is a study plan for this year."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}年度学习计划"


class StudyPlanEntry(Entry):
    """What was done to a study plan."""

    record = models.ForeignKey(StudyPlan, models.PROTECT, related_name="entries")


class StudyPlanLine(Record):
    """One study foreseen in the plan: month, theme, form, contents, lecturer, minutes."""

    plan = models.ForeignKey(StudyPlan, models.PROTECT, related_name="lines", verbose_name=_("study plan"))
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    theme = models.CharField(_("theme"), max_length=200)
    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.READING_ORIGINALS)
    contents = models.JSONField(_("contents"), default=list, blank=True)
    lecturer = models.CharField(_("lecturer"), max_length=60, blank=True)
    minutes = models.PositiveIntegerField(
        pgettext_lazy("study", "minutes"), default=120, validators=[MinValueValidator(1)]
    )
    removed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("line of the study plan")
        ordering = ("month", "pk")

    def __str__(self) -> str:
        return f"{self.month}月 {self.theme}"

    def clean(self) -> None:
        """Contents are of the eight kinds."""
        super().clean()
        if unknown_contents(self.contents):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such content."), "8.2-a"))
