"""How are the registers of regulations, units, addressees, activities, statements and observers searched?"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from meetings.filters import TagFilter
from members.filters import DaysFilter, RegisterFilter
from reports.registers.states import (
    ActivityKind,
    AddresseeState,
    KeptState,
    RegulationKind,
    RegulationState,
    UnitKind,
    UnitState,
)


class RegulationFilter(RegisterFilter):
    """Regulations by words, kind, state, review."""

    search_fields = ("title", "number", "summary")
    state = ChoiceFilter(label=_("State"), choices=RegulationState.choices)
    kind = ChoiceFilter(label=_("Kind"), choices=RegulationKind.choices)
    review = ChoiceFilter(label=_("Review"), choices=(("due", _("review is due")),), method="by_review")

    def by_review(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        """Keep those whose review is due."""
        rows: QuerySet[Any] = queryset.to_review(self.request.today)
        return rows


class UnitFilter(RegisterFilter):
    """Units by words, kind, state."""

    search_fields = ("name", "head", "contact", "leader__user__name")
    kind = ChoiceFilter(label=_("Kind"), choices=UnitKind.choices)
    state = ChoiceFilter(label=_("State"), choices=UnitState.choices)


class AddresseesFilter(RegisterFilter):
    """Groups of addressees by words and state."""

    search_fields = ("name", "units__name")
    state = ChoiceFilter(label=_("State"), choices=AddresseeState.choices)

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep each group once, however many of its units match."""
        return queryset.filter(pk__in=super().search(queryset.model.objects.all(), name, value).values("pk"))


class ActivityFilter(DaysFilter, RegisterFilter):
    """Activities by words, day, kind, tag."""

    days_field = "day"
    search_fields = ("title", "place", "others", "note", "led_by__user__name")
    kind = ChoiceFilter(label=_("Kind"), choices=ActivityKind.choices)
    state = ChoiceFilter(label=_("State"), choices=KeptState.choices)
    tag = TagFilter()


class StatementFilter(DaysFilter, RegisterFilter):
    """Statements by words and day."""

    days_field = "day"
    search_fields = ("occasion", "gist", "speaker__user__name", "decision__number")
    state = ChoiceFilter(label=_("State"), choices=KeptState.choices)


class ObserverFilter(DaysFilter, RegisterFilter):
    """Observers of the supervision unit by words, day of the meeting, and whether an opinion is on record."""

    days_field = "meeting__day"
    search_fields = ("name", "unit", "meeting__place")
    opinion = ChoiceFilter(
        label=_("Opinion"),
        choices=(
            ("given", _("on record")),
            ("none", _("attended, none on record")),
            ("away", _("did not attend")),
        ),
        method="by_opinion",
    )

    def by_opinion(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep observers by what is on record of them."""
        if value == "given":
            return queryset.filter(opinions__gt=0)
        return queryset.filter(opinions=0, attended=value == "none")
