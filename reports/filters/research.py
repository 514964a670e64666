"""How are research projects and articles searched?"""

from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter

from members.filters import DaysFilter, OfYearFilter, RegisterFilter
from reports.states.research import ArticleKind, ArticleState, ProjectState, ResearchKind


class ResearchFilter(DaysFilter, RegisterFilter):
    """Projects by words, year, kind, state."""

    search_fields = ("theme", "purpose", "leader__user__name", "visits__place")
    days_field = "begins_on"
    year = OfYearFilter("begins_on")
    kind = ChoiceFilter(label=_("Kind"), choices=ResearchKind.choices)
    state = ChoiceFilter(label=_("State"), choices=ProjectState.choices)
    major = BooleanFilter(label=_("Major report"))


class ArticleFilter(RegisterFilter):
    """Articles by words, kind, state, year of publication."""

    search_fields = ("title", "author__user__name", "co_authors", "outlet")
    year = OfYearFilter("published_on")
    kind = ChoiceFilter(label=_("Kind"), choices=ArticleKind.choices)
    state = ChoiceFilter(label=_("State"), choices=ArticleState.choices)
