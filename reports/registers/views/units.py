"""Which units stand under the government, what do they carry, and to which groups is something sent?"""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import SupervisionTask
from members.access import BodyRequest
from members.forms import DayForm, initial_of
from members.page_acts import Act
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell
from reports.registers.actions import kept as actions
from reports.registers.filters import AddresseesFilter, UnitFilter
from reports.registers.forms import AddresseesForm, ExpandForm, UnitForm
from reports.registers.models.units import AddresseeGroup, AddresseeSnapshot, SubordinateUnit

READ, KEEP = "reports.read_registers", "reports.keep_registers"
SHOWN = 30

UNIT_COLUMNS = (
    Column(_("Unit"), lambda u: u.name, order="name", title=True),
    Column(_("Kind"), lambda u: u.get_kind_display(), order="kind"),
    Column(_("Leader in charge"), lambda u: u.leader.name if u.leader else "", order="leader__user__name"),
    Column(_("Contact"), lambda u: f"{u.contact} {u.phone}".strip()),
    Column(_("Open tasks"), lambda u: u.tasks or "", order="tasks", css="num"),
    Column(_("Overdue"), lambda u: u.overdue or "", order="overdue", css="num"),
    Column(
        _("State"),
        lambda u: u.get_state_display(),
        order="state",
        tone=lambda u: "good" if u.state == "active" else "neutral",
    ),
)

ADDRESSEE_COLUMNS = (
    Column(_("Group of addressees"), lambda a: a.name, order="name", title=True),
    Column(_("Units"), lambda a: a.size, order="size", css="num"),
    Column(_("Used (times)"), lambda a: a.used, order="used", css="num"),
    Column(
        _("State"),
        lambda a: a.get_state_display(),
        order="state",
        tone=lambda a: "good" if a.state == "in_use" else "neutral",
    ),
)


def units(request: BodyRequest) -> Any:
    """Return the units, with their tasks counted."""
    with_tasks = SubordinateUnit.objects.visible_to(request.user, request.group).with_tasks(request.today)
    return with_tasks.select_related("group", "leader__user")


def unit_page(request: BodyRequest, unit: Any) -> Page:
    """Lay out a unit: who leads it, and the supervised tasks that name it."""
    tasks = SupervisionTask.objects.filter(group=unit.group, unit=unit.name)
    rows = [
        (
            Cell(task.text, reverse("meetings:task_detail", args=[request.group.code, task.pk])),
            task.owner.name,
            Cell(f"{task.due_on}", tone="bad" if task.is_overdue(request.today) else ""),
            task.get_state_display(),
        )
        for task in tasks.select_related("owner__user").order_by("-due_on")[:SHOWN]
    ]
    return Page(
        title=unit.name,
        badge=(unit.get_state_display(), "good" if unit.state == "active" else "neutral"),
        lead=unit.get_kind_display(),
        main=(
            sections.table(
                _("Supervised tasks"),
                (_("Task"), _("Responsible member"), _("Due"), _("State")),
                rows,
                empty=_("No supervised task names this unit."),
                note=_("Found by the unit's name on the supervision slips."),
            ),
        ),
        aside=(
            sections.facts(
                _("Unit"),
                (
                    (_("Leader in charge"), unit.leader.name if unit.leader else ""),
                    (_("Head"), unit.head),
                    (_("Contact"), unit.contact),
                    (_("Telephone"), unit.phone),
                    (_("Since"), unit.since),
                    (_("First day without it"), unit.until),
                    (_("Tasks in all"), unit.all_tasks),
                ),
            ),
        ),
    )


UNITS = RecordPages(
    app="reports",
    noun="unit",
    folder="units",
    read=READ,
    rows=units,
    listing=Listing(
        _("Subordinate units"),
        _("Townships, departments and units of the government, with the tasks they carry."),
        UNIT_COLUMNS,
        UnitFilter,
        more=lambda request: {
            "links": [
                (
                    _("Groups of addressees"),
                    reverse("reports:addressees_list", args=[request.group.code]),
                    "envelope-paper",
                )
            ]
        },
    ),
    page=unit_page,
    new=New(
        _("New unit"),
        KEEP,
        lambda request: UnitForm(
            request.group,
            request.today,
            request.POST or None,
            initial={"since": request.today, "order": 100},
        ),
        lambda request, data, at: actions.enter_unit(request.group, by=request.user, at=at, **data),
        _("The unit is entered."),
    ),
    acts=(
        Act(
            "edit",
            _("Edit"),
            actions.edit_unit,
            form=lambda request, unit: UnitForm(
                request.group, request.today, request.POST or None, initial=initial_of(unit, UnitForm.names)
            ),
            message=_("The unit is saved."),
            wide=True,
        ),
        Act(
            "end",
            _("Enter its end"),
            handler=lambda unit, data, *, by, at: actions.end_unit(unit, data["day"], by=by, at=at),
            verb="end_unit",
            form=DayForm,
            message=_("The end is entered; what was sent to the unit stays as it was."),
            icon="x-circle",
        ),
        Act("revive", _("Take the end back"), actions.revive_unit, message=_("The unit exists again.")),
    ),
)


def addressees(request: BodyRequest) -> Any:
    """Return the groups of addressees, with their size and how often they were used."""
    addressee_groups = AddresseeGroup.objects.visible_to(request.user, request.group)
    return (
        addressee_groups.annotate(size=Count("units", distinct=True), used=Count("snapshots", distinct=True))
        .select_related("group")
        .order_by("pk")
    )


def addressees_page(request: BodyRequest, group: Any) -> Page:
    """Lay out a group: its units today, and to whom was sent what, as it was then."""
    sent = AddresseeSnapshot.objects.filter(addressees=group)[:SHOWN]
    return Page(
        title=group.name,
        badge=(group.get_state_display(), "good" if group.state == "in_use" else "neutral"),
        lead=_("Expanded when something is issued; what was sent stays as it was."),
        main=(
            sections.table(
                _("Units today"),
                (_("Unit"), _("Kind"), _("State")),
                [
                    (Cell(unit.name, UNITS.url(unit)), unit.get_kind_display(), unit.get_state_display())
                    for unit in group.units.select_related("group")
                ],
            ),
            sections.table(
                _("What was sent"),
                (_("Day"), _("What is sent"), _("Number of recipients"), _("Recipients")),
                [(row.day, row.purpose, len(row.names), "、".join(row.names)) for row in sent],
                empty=_("Nothing has been sent to this group yet."),
            ),
        ),
    )


ADDRESSEES = RecordPages(
    app="reports",
    noun="addressees",
    folder="addressees",
    read=READ,
    rows=addressees,
    listing=Listing(
        _("Groups of addressees"),
        _("Names such as “all townships”, and the units they stand for."),
        ADDRESSEE_COLUMNS,
        AddresseesFilter,
    ),
    page=addressees_page,
    new=New(
        _("New group of addressees"),
        KEEP,
        lambda request: AddresseesForm(request.group, request.POST or None),
        lambda request, data, at: actions.enter_addressees(request.group, by=request.user, at=at, **data),
        _("The group is entered."),
    ),
    acts=(
        Act(
            "expand",
            _("Fix the recipients"),
            actions.expand_addressees,
            form=ExpandForm,
            message=_("The recipients of that day are fixed."),
            lead=lambda _group: _("The units that exist on that day are written down and stay."),
            tone="primary",
        ),
        Act(
            "edit",
            _("Edit"),
            actions.edit_addressees,
            form=lambda request, group: AddresseesForm(
                request.group,
                request.POST or None,
                initial={"name": group.name, "units": group.units.all()},
            ),
            message=_("The group is saved."),
            wide=True,
        ),
        Act(
            "retire", _("Use no longer"), actions.retire_addressees, message=_("The group is used no longer.")
        ),
        Act("restore", _("Use again"), actions.restore_addressees, message=_("The group is in use again.")),
    ),
)
