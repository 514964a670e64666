"""How are filings, lists and suggestions searched?"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from members.filters import OfYearFilter, RegisterFilter
from reports.responsibility.models.suggestions import Suggestion
from reports.responsibility.states import FilingKind, FilingState, ListState, SuggestionState


class FilingFilter(RegisterFilter):
    """Filings by member, year, kind, state; one's own, and the overdue ones."""

    search_fields = ("membership__user__name", "office", "occasion")
    year = OfYearFilter("year", "exact")
    kind = ChoiceFilter(label=_("Kind"), choices=FilingKind.choices)
    state = ChoiceFilter(label=_("State"), choices=FilingState.choices)
    whose = ChoiceFilter(
        label=_("Whose"), choices=(("mine", _("my own")), ("overdue", _("overdue"))), method="by_whose"
    )

    def by_whose(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the asker's own, or what is overdue."""
        if value == "mine":
            return queryset.filter(membership__user=self.request.user)
        return queryset.filter(state=FilingState.EXPECTED, due_on__lt=self.request.today)


class ResponsibilityFilter(RegisterFilter):
    """Lists by year, state, words in their lines."""

    search_fields = ("note", "lines__text")
    year = OfYearFilter("year", "exact")
    state = ChoiceFilter(label=_("State"), choices=ListState.choices)


class SuggestionFilter(RegisterFilter):
    """Suggestions by words, year, state, outcome."""

    search_fields = ("text", "field", "membership__user__name", "outcome_text")
    year = OfYearFilter("submitted_on")
    state = ChoiceFilter(label=_("State"), choices=SuggestionState.choices)
    outcome = ChoiceFilter(label=_("Outcome"), choices=Suggestion.Outcome.choices)
