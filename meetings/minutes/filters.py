"""By which filters is the register of minutes searched?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from meetings.minutes.states import MinutesState
from meetings.models import AgendaItem
from members.filters import DaysFilter, RegisterFilter, matching


class MinutesFilter(DaysFilter, RegisterFilter):
    """Minutes by number and text, state, and day of the meeting."""

    search_fields = ("number", "meeting__place")
    days_field = "meeting__day"

    state = ChoiceFilter(label=_("State"), choices=MinutesState.choices)

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep minutes whose number, place or items contain every word."""
        items = AgendaItem.objects.filter(matching(value, ("title", "candidate"))).values("meeting")
        return queryset.filter(matching(value, self.search_fields) | Q(meeting__in=items))
