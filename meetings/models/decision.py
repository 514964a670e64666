"""What was decided, who carries it out by when, and has it been done?"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.item import AgendaItem
from meetings.models.meeting import ARCHIVED
from meetings.rules import closing
from meetings.states import DECISION, TASK, DecisionState, TaskState
from members.models import LeadingGroup, Membership, User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet
from members.procedure.verdict import Verdict, allow


class DecisionQuerySet(RecordQuerySet["Decision"]):
    """Decisions, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "DecisionQuerySet":
        """Decisions of the body."""
        return self.filter(group=group)


class Decision(Record):
    """A decision in force (决定事项): text, from when, owner, co-owners, due date, what follows on.

    Clauses 3.4-a, 6.5-g, 6.5-i.
    """

    profile = Profile(
        "decision",
        parent="item",
        seat="owner",
        searched=Searched(
            "meetings.read",
            title="number item.title",
            texts="text lead_unit co_owners",
            day="effective_on",
            joined="item",
            closed="item.title_alone",
        ),
    )
    lifecycle = DECISION
    State = DecisionState

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="decisions")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="decision", verbose_name=_("item"))
    number = models.CharField(_("number"), max_length=40)
    state = models.CharField(
        _("state"), max_length=24, choices=DecisionState, default=DecisionState.IN_FORCE, editable=False
    )
    text = models.TextField(_("decision"))
    effective_on = models.DateField(_("in force from"))
    owner = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("responsible member"),
    )
    lead_unit = models.CharField(_("lead unit"), max_length=100, blank=True)
    co_owners = models.CharField(_("co-owners"), max_length=200, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    executable = models.BooleanField(_("to be carried out"), default=True)
    follow_on_meeting = models.CharField(
        _("submitted to the government's meeting"), max_length=120, blank=True
    )
    follow_on_date = models.DateField(_("date of that meeting"), null=True, blank=True)
    follow_on_result = models.CharField(_("result there"), max_length=200, blank=True)
    reconsiders = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reconsidered_by",
        verbose_name=_("reconsiders"),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-effective_on", "-pk")
        constraints = (models.UniqueConstraint(fields=["group", "number"], name="decision_number_once"),)

    def __str__(self) -> str:
        return self.number


class DecisionEntry(Entry):
    """What was done to a decision."""

    record = models.ForeignKey(Decision, models.PROTECT, related_name="entries")


class DecisionReceipt(Record):
    """A member has taken note of a decision; a reserved opinion is kept and stops nothing.  Clause 5.2-c.

    dissent: read by the member, the secretary, recorders and auditors only.
    """

    guards = (INSERT_ONLY,)

    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="receipts", verbose_name=_("decision")
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    at = models.DateTimeField(_("taken note of"))
    dissent = models.TextField(_("reserved opinion"), blank=True)

    class Meta:
        verbose_name = _("taking note of a decision")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "membership"],
                name="decision_noted_once",
                violation_error_code="already_noted",
                violation_error_message=_("You have taken note of this decision."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision} {self.membership}"


class ImplementationMeasure(Record):
    """A measure that carries out what was conveyed (贯彻落实意见).  Clauses 4.1-a, 6.1-b."""

    profile = Profile(seat="owner")

    guards = (SealedIn(("item", "meeting"), ARCHIVED),)

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="measures", verbose_name=_("item"))
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

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class SupervisionTaskQuerySet(RecordQuerySet["SupervisionTask"]):
    """Tasks, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "SupervisionTaskQuerySet":
        """Tasks of the body."""
        return self.filter(group=group)

    def overdue(self, on: date) -> "SupervisionTaskQuerySet":
        """Tasks not closed whose day has passed."""
        return self.filter(~Q(state=TaskState.CLOSED), due_on__lt=on)


class SupervisionTask(Record):
    """A decision being carried out (督办单): who, what, until when, by which standard.  Clauses 6.5-h to 6.5-j."""

    profile = Profile(
        "task",
        parent="decision",
        seat="owner",
        searched=Searched(
            "meetings.read_tasks",
            title="text",
            texts="unit co_owners standard progress.text",
            day="issued_on",
        ),
    )
    lifecycle = TASK

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="tasks")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="tasks", verbose_name=_("decision"))
    state = models.CharField(
        _("state"), max_length=10, choices=TaskState, default=TaskState.OPEN, editable=False
    )
    text = models.TextField(_("what is to be done"))
    owner = models.ForeignKey(
        Membership, models.PROTECT, related_name="tasks", verbose_name=_("responsible member")
    )
    unit = models.CharField(_("unit that does it"), max_length=100, blank=True)
    unit_user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account of the unit")
    )
    co_owners = models.CharField(_("co-owners"), max_length=200, blank=True)
    due_on = models.DateField(_("due"))
    standard = models.CharField(_("standard"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued"))
    evidence = models.TextField(_("evidence"), blank=True, editable=False)
    responsible_agreed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    main_agreed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    closed_on = models.DateField(_("closed"), null=True, blank=True, editable=False)

    objects = SupervisionTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision task")
        verbose_name_plural = _("supervision tasks")
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["group", "state", "due_on"], name="task_due"),)

    def __str__(self) -> str:
        return self.text[:60]

    def entering(self) -> Verdict:
        """A task is closed with evidence and two agreements.  Clause 6.5-i."""
        if self.state != TaskState.CLOSED:
            return allow()
        return closing.close_task(
            evidence=self.evidence,
            responsible_agrees=self.responsible_agreed_by_id is not None,
            main_agrees=self.main_agreed_by_id is not None,
        )

    def is_overdue(self, on: date) -> bool:
        """Say whether the day has passed and the task is not closed."""
        return self.state != TaskState.CLOSED and self.due_on < on


class TaskEntry(Entry):
    """What was done to a task."""

    record = models.ForeignKey(SupervisionTask, models.PROTECT, related_name="entries")


class TaskProgress(Record):
    """One report of progress, with its evidence."""

    guards = (INSERT_ONLY,)

    task = models.ForeignKey(SupervisionTask, models.PROTECT, related_name="progress")
    text = models.TextField(_("progress"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]
