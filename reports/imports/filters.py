"""How are imports searched?"""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from members.filters import DaysFilter, RegisterFilter
from reports.imports.models import ImportBatch, ImportKind
from reports.imports.states import ImportState


class ImportFilter(DaysFilter, RegisterFilter):
    """Imports by file, kind, state, day."""

    days_field = "checked_at__date"
    search_fields = ("file_name", "sha256", "checked_by__name")
    kind = ChoiceFilter(label=_("What is imported"), choices=ImportKind.choices)
    state = ChoiceFilter(label=_("State"), choices=ImportState.choices)

    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = ()
