"""How are the registers of superior documents and of readings searched?"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from meetings.filters import TagFilter
from meetings.states_superior import ReadingState, SourceLevel, SuperiorState
from members.filters import DaysFilter, RegisterFilter


class SuperiorFilter(DaysFilter, RegisterFilter):
    """Documents by words, day of receipt, level, state, tag, and what is wanting."""

    days_field = "received_on"
    search_fields = ("title", "number", "issuer", "gist", "measures__text")
    state = ChoiceFilter(label=_("State"), choices=SuperiorState.choices)
    level = ChoiceFilter(label=_("source level"), choices=SourceLevel.choices)
    tag = TagFilter()
    wanting = ChoiceFilter(
        label=_("What is wanting"),
        choices=(("measures", _("no measures")), ("behind", _("overdue")), ("unread", _("not read up"))),
        method="by_wanting",
    )

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep each document once, however many of its measures match."""
        return queryset.filter(pk__in=super().search(queryset.model.objects.all(), name, value).values("pk"))

    def by_wanting(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        """Keep what was conveyed and not followed, what is behind its days, or what absent members have not read."""
        without_measures: QuerySet[Any]
        if value == "unread":
            without_measures = queryset.filter(unread__gt=0)
        elif value == "measures":
            without_measures = queryset.without_measures()
        else:
            without_measures = queryset.behind(self.request.today)
        return without_measures


class CatchUpFilter(RegisterFilter):
    """Readings by member, document, state."""

    search_fields = ("membership__user__name", "conveyance__document__title", "conveyance__document__number")
    state = ChoiceFilter(label=_("State"), choices=ReadingState.choices)
