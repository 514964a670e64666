"""How are decisions picked for their trail, and how are inspections and readings searched?"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from meetings.filters import YearFilter
from meetings.models import Decision, ItemKind
from members.filters import DaysFilter, RegisterFilter
from reports.inspection.models import Inspection
from reports.inspection.states import InspectionState, Matter, ReadWay


class TrailFilter(RegisterFilter):
    """Decisions by words, year, category, state."""

    search_fields = ("number", "item__title", "text", "lead_unit")
    year = YearFilter(label=_("Year"), field_name="item__meeting__day", lookup_expr="year")
    kind = ChoiceFilter(label=_("Category"), field_name="item__kind", choices=ItemKind.choices)
    state = ChoiceFilter(label=_("State"), choices=Decision.State.choices)


class InspectionFilter(RegisterFilter):
    """Inspections by words and state."""

    search_fields = ("authority", "basis", "purpose")
    state = ChoiceFilter(label=_("State"), choices=InspectionState.choices)


def inspections_of(request: Any) -> list[tuple[str, str]]:
    """Return the body's inspections, newest first."""
    if request is None:
        return []
    return [
        (str(inspection.pk), str(inspection))
        for inspection in Inspection.objects.visible_to(request.user, request.group)
    ]


class OfInspectionFilter(ChoiceFilter):
    """One of the body's inspections."""

    @property
    def field(self) -> Any:
        """Look the inspections up for the body that is asked about."""
        self.extra["choices"] = inspections_of(self.parent.request) if self.parent is not None else []
        return super().field


class ReadFilter(DaysFilter, RegisterFilter):
    """Readings by words, inspection, matter, way and day."""

    days_field = "at__date"
    search_fields = ("title", "user__name", "inspection__authority")
    inspection = OfInspectionFilter(label=_("Inspection"))
    matter = ChoiceFilter(label=_("Matter"), choices=Matter.choices)
    way = ChoiceFilter(label=_("How it was read"), choices=ReadWay.choices)


def searching(fields: tuple[str, ...]) -> type[RegisterFilter]:
    """Return a filter by words over some fields."""
    return type("SearchFilter", (RegisterFilter,), {"search_fields": fields})
