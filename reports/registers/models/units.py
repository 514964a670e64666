"""Which units stand under the government, and to which groups of them is something sent?"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.minutes.addressees import register
from meetings.models import SupervisionTask
from meetings.states import TaskState
from members.models import LeadingGroup, Membership, User
from members.procedure.guards import INSERT_ONLY
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet
from reports.registers.states import ADDRESSEES, UNIT, AddresseeState, UnitKind, UnitState


class UnitQuerySet(RecordQuerySet["SubordinateUnit"]):
    """Units, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "UnitQuerySet":
        """Units of the body's government."""
        return self.filter(group=group)

    def active(self, on: date) -> "UnitQuerySet":
        """Units that exist on a day; "until" is the first day without it."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)

    def with_tasks(self, on: date) -> "UnitQuerySet":
        """Add how many supervised tasks each carries, and how many of them are overdue.  Clause 4.1-c."""
        tasks = SupervisionTask.objects.filter(
            group=models.OuterRef("group"), unit=models.OuterRef("name")
        ).order_by()
        late = tasks.filter(due_on__lt=on).exclude(state=TaskState.CLOSED)
        counted = {"tasks": tasks.exclude(state=TaskState.CLOSED), "overdue": late, "all_tasks": tasks}
        return self.annotate(
            **{
                name: models.functions.Coalesce(
                    models.Subquery(rows.values("unit").annotate(n=models.Count("pk")).values("n")), 0
                )
                for name, rows in counted.items()
            }
        )


class SubordinateUnit(Record):
    """A unit under the government (所属单位); its supervised tasks are found by its name.  Clause 4.1-c."""

    profile = Profile(
        "unit", seat="leader", searched=Searched("reports.read_registers", title="name", texts="head contact")
    )
    lifecycle = UNIT

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=UnitState, default=UnitState.ACTIVE, editable=False
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind)
    leader = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leader in charge"),
    )
    head = models.CharField(_("head"), max_length=60, blank=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    since = models.DateField(_("since"))
    until = models.DateField(_("first day without it"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("subordinate unit")
        verbose_name_plural = _("subordinate units")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "name"],
                name="unit_name_once",
                violation_error_code="unit_exists",
                violation_error_message=_("There is a unit of this name."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="unit_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(state="ended") ^ Q(until__isnull=True), name="unit_ended_has_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class UnitEntry(Entry):
    """What was done to a unit."""

    record = models.ForeignKey(SubordinateUnit, models.PROTECT, related_name="entries")


class AddresseeGroupQuerySet(RecordQuerySet["AddresseeGroup"]):
    """Groups of addressees, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "AddresseeGroupQuerySet":
        """Groups of the body."""
        return self.filter(group=group)


class AddresseeGroup(Record):
    """To whom something is sent together (主送机关): a name and the units it stands for.  Clause N-b."""

    profile = Profile("addressees")
    lifecycle = ADDRESSEES

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=AddresseeState, default=AddresseeState.IN_USE, editable=False
    )
    name = models.CharField(_("name"), max_length=100)
    units = models.ManyToManyField(SubordinateUnit, related_name="+", verbose_name=_("units"))

    objects = AddresseeGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of addressees")
        verbose_name_plural = _("groups of addressees")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "name"],
                name="addressees_name_once",
                violation_error_code="addressees_exist",
                violation_error_message=_("There is a group of this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def names_on(self, day: date) -> list[str]:
        """Return the names of its units that exist on a day, in order.  Clause N-b."""
        rows = SubordinateUnit.objects.filter(pk__in=self.units.values("pk")).active(day)
        return list(rows.order_by("order", "pk").values_list("name", flat=True))


register(lambda group: AddresseeGroup.objects.filter(group=group, state=AddresseeState.IN_USE))


class AddresseeEntry(Entry):
    """What was done to a group of addressees."""

    record = models.ForeignKey(AddresseeGroup, models.PROTECT, related_name="entries")


class AddresseeSnapshot(Record):
    """The units a group stood for when something was issued; later changes of the list do not touch it.  Clause N-b."""

    guards = (INSERT_ONLY,)

    addressees = models.ForeignKey(AddresseeGroup, models.PROTECT, related_name="snapshots")
    purpose = models.CharField(_("what is sent"), max_length=200)
    day = models.DateField(_("day"))
    names = models.JSONField(_("recipients"), default=list)

    class Meta:
        verbose_name = _("recipients at the time of issue")
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.addressees} {self.day}"
