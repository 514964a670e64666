"""How are filings, lists and suggestions searched?"""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from members.filters import OfYearFilter, RegisterFilter
from reports.models.duties import Suggestion
from reports.states.duties import FilingKind, FilingState, ListState, SuggestionState


class FilingFilter(RegisterFilter):
    """Filings by member, year, kind, state."""

    search_fields = ("membership__user__name", "office", "occasion")
    year = OfYearFilter("year", "exact")
    kind = ChoiceFilter(label=_("Kind"), choices=FilingKind.choices)
    state = ChoiceFilter(label=_("State"), choices=FilingState.choices)


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
