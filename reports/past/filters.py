"""How are volumes of the past searched?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from members.filters import OfYearFilter, RegisterFilter, matching
from reports.past.models import PastVolume
from reports.past.states import LineState, PastKind, PastState


class PastVolumeFilter(RegisterFilter):
    """Volumes by words (also of their index), kind, year, state."""

    search_fields = ("title", "number", "notes", "place")
    kind = ChoiceFilter(label=_("Kind"), choices=PastKind.choices)
    year = OfYearFilter("year", "exact")
    state = ChoiceFilter(label=_("State"), choices=PastState.choices)

    class Meta:
        model = PastVolume
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep volumes that say the words, or in whose index one line says them."""
        rows = PastVolume.objects.filter(lines__state=LineState.LISTED)
        listed = rows.filter(matching(value, ("lines__title", "lines__ordinal"))).values("pk")
        return queryset.filter(Q(pk__in=listed) | matching(value, self.search_fields))
