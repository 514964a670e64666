"""How are volumes of the past, and imports, searched?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from members.filters import DaysFilter, OfYearFilter, RegisterFilter, matching
from reports.imports.models import ImportBatch, ImportKind
from reports.past.models import PastVolume
from reports.past.states import ImportState, LineState, PastKind, PastState


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


class ImportFilter(DaysFilter, RegisterFilter):
    """Imports by file, kind, state, day."""

    days_field = "checked_at__date"
    search_fields = ("file_name", "sha256", "checked_by__name")
    kind = ChoiceFilter(label=_("What is imported"), choices=ImportKind.choices)
    state = ChoiceFilter(label=_("State"), choices=ImportState.choices)

    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = ()
