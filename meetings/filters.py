"""How are the registers of meetings searched?"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter

from meetings.models import ItemKind, LeaveRequest, Meeting, MeetingKind, Recusal
from meetings.models.attending import WAYS, with_attendance
from meetings.models.decision import Decision
from meetings.models.execution import Execution, stands
from meetings.models.work_lines import of_line, tagged
from meetings.rules.work_lines import BUSINESS, PARTY_BUILDING
from meetings.states import (
    ItemState,
    LeaveState,
    ListState,
    MeetingState,
    Outcome,
    ProposalState,
    TaskState,
)
from members.filters import DaysFilter, PersonFilter, RegisterFilter, day_field, yes_or_no
from members.models import WorkTag

LINES = ((PARTY_BUILDING, _("Party building")), (BUSINESS, _("business")))


def years_of(request: Any) -> list[tuple[str, str]]:
    """Return the years in which the body met, newest first."""
    if request is None:
        return []
    days = Meeting.objects.filter(group=request.group).dates("day", "year", order="DESC")
    return [(str(day.year), str(day.year)) for day in days]


class YearFilter(ChoiceFilter):
    """A year among those in which the body met."""

    @property
    def field(self) -> Any:
        """Look the years up for the body that is asked about."""
        self.extra["choices"] = years_of(self.parent.request) if self.parent is not None else []
        return super().field


class TagFilter(ChoiceFilter):
    """One field of Party building.  prefix: the way from the row to what is tagged.  Clause 4.3-a."""

    def __init__(self, prefix: str = "") -> None:
        super().__init__(label=_("Field of Party building"), choices=WorkTag.choices)
        self.prefix = prefix

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep what carries the tag."""
        return qs.filter(tagged(value, self.prefix)) if value else qs


class LineFilter(ChoiceFilter):
    """One of the two lines of work.  prefix: the way from the row to the item.  Clause 4.3-a."""

    def __init__(self, prefix: str = "") -> None:
        super().__init__(label=_("Line of work"), choices=LINES)
        self.prefix = prefix

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep what belongs to the line."""
        return qs.filter(of_line(value, self.prefix)) if value else qs


class MeetingFilter(DaysFilter, RegisterFilter):
    """Meetings by day, year, state, kind, who attended, and words in place, reason or items."""

    search_fields = ("place", "reason", "minutes_number")
    days_field = "day"
    year = YearFilter(label=_("Year"), field_name="day", lookup_expr="year")
    state = ChoiceFilter(label=_("State"), choices=MeetingState.choices)
    kind = ChoiceFilter(label=_("Kind"), choices=MeetingKind.choices)
    held = yes_or_no(label=_("Held"), field_name="opened_at", lookup_expr="isnull", exclude=True)
    attendance = ChoiceFilter(label=_("Attendance"), choices=WAYS, method="of_attendance")
    member = PersonFilter("group", method="of_attendance")

    def of_attendance(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep meetings held that the chosen member, or anybody, attended so.  Asked for each of the two fields."""
        chosen = self.form.cleaned_data
        return with_attendance(queryset, chosen.get("attendance") or "", chosen.get("member") or None)

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep meetings whose own words or one of whose items match."""
        own = super().search(queryset, name, value)
        of_items = Meeting.objects.filter(items__removed=False, items__title__icontains=value.strip())
        return queryset.filter(pk__in=own.values("pk")) | queryset.filter(pk__in=of_items.values("pk"))


class ProposalFilter(RegisterFilter):
    """Topics by state, kind and words."""

    search_fields = ("title", "candidate", "proposing_unit", "summary", "proposer__user__name")
    state = ChoiceFilter(label=_("State"), choices=ProposalState.choices)
    kind = ChoiceFilter(label=_("Kind"), choices=ItemKind.choices)
    tag = TagFilter()


class ItemFilter(DaysFilter, RegisterFilter):
    """Items of all meetings."""

    days_field = "meeting__day"
    search_fields = ("title", "candidate", "summary", "reporter")
    kind = ChoiceFilter(label=_("Kind"), choices=ItemKind.choices)
    state = ChoiceFilter(label=_("State"), choices=ItemState.choices)
    outcome = ChoiceFilter(label=_("Outcome"), choices=Outcome.choices)
    tag = TagFilter()
    line = LineFilter()


class TransmissionFilter(DaysFilter, RegisterFilter):
    """What was studied and conveyed."""

    days_field = "meeting__day"
    search_fields = ("title", "conclusion", "proposal__source_title", "proposal__source_issuer")


class LeaveFilter(DaysFilter, RegisterFilter):
    """Requests for leave, by the day of the meeting."""

    days_field = "meeting__day"
    search_fields = ("membership__user__name", "text")
    state = ChoiceFilter(label=_("State"), choices=LeaveState.choices)
    reason = ChoiceFilter(label=_("Reason"), choices=LeaveRequest.Reason.choices)
    member = PersonFilter("membership__user")


class OpinionFilter(DaysFilter, RegisterFilter):
    """Written opinions."""

    days_field = "item__meeting__day"
    search_fields = ("membership__user__name", "item__title", "text")
    read_out = yes_or_no(label=_("Read out"), field_name="read_out_at", lookup_expr="isnull", exclude=True)


class RecusalFilter(DaysFilter, RegisterFilter):
    """Recusals."""

    days_field = "item__meeting__day"
    search_fields = ("membership__user__name", "item__title", "relation", "text")
    state = ChoiceFilter(label=_("State"), choices=Recusal.State.choices)
    ground = ChoiceFilter(label=_("Ground"), choices=Recusal.Ground.choices)


class ListFilter(RegisterFilter):
    """Versions of the list of major questions."""

    search_fields = ("adopted_by", "note", "entries_of_list__matter")
    state = ChoiceFilter(label=_("State"), choices=ListState.choices)

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep each version once, however many of its entries match."""
        return super().search(queryset, name, value).distinct()


class DecisionFilter(DaysFilter, RegisterFilter):
    """Decisions."""

    days_field = "effective_on"
    search_fields = ("number", "text", "item__title", "owner__user__name", "lead_unit", "co_owners")
    state = ChoiceFilter(label=_("State"), choices=Decision.State.choices)
    execution = ChoiceFilter(label=_("Carrying out"), choices=Execution.choices, method="of_execution")
    tag = TagFilter("item__")
    line = LineFilter("item__")

    def of_execution(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep decisions by how they stand today."""
        return queryset.filter(stands(value, self.request.today))


class TaskFilter(DaysFilter, RegisterFilter):
    """Supervision tasks by the day they were issued or are due, the overdue ones apart."""

    days_field = "issued_on"
    search_fields = ("text", "unit", "co_owners", "owner__user__name", "decision__number")
    state = ChoiceFilter(label=_("State"), choices=TaskState.choices)
    due = ChoiceFilter(
        label=_("Due"),
        choices=(("overdue", _("overdue")), ("mine", _("in my hands"))),
        method="by_due",
    )
    line = LineFilter("decision__item__")
    due_since = DateFilter(label=_("Due from"), field_name="due_on", lookup_expr="gte", widget=day_field())
    due_until = DateFilter(label=_("Due to"), field_name="due_on", lookup_expr="lte", widget=day_field())

    def by_due(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is overdue, or what the asker is responsible for."""
        if value == "overdue":
            return queryset.filter(due_on__lt=self.request.today).exclude(state=TaskState.CLOSED)
        return queryset.filter(owner__user=self.request.user).exclude(state=TaskState.CLOSED)
