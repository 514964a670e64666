"""How are opinions and measures searched?"""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from lifes.models import OpinionSolicitation
from lifes.states import LifeState, MeasureState, RoundState
from members.filters import OfYearFilter, RegisterFilter


class LifeFilter(RegisterFilter):
    """Democratic-life meetings by year, state, words of the theme."""

    search_fields = ("theme", "theme_paper", "special_reason")
    year = OfYearFilter("life_year", "exact")
    state = ChoiceFilter(label=_("State"), choices=LifeState.choices)


class RoundFilter(RegisterFilter):
    """Rounds by state and way."""

    search_fields = ("title", "headings")
    state = ChoiceFilter(label=_("State"), choices=RoundState.choices)
    kind = ChoiceFilter(label=_("Way"), choices=OpinionSolicitation.Kind.choices)


class OpinionFilter(RegisterFilter):
    """Opinions by words."""

    search_fields = ("text", "about__user__name", "round__title")


class TalkFilter(RegisterFilter):
    """One's own talks by partner."""

    search_fields = ("first__user__name", "second__user__name", "second_name")


class MeasureFilter(RegisterFilter):
    """Measures by words, year, state."""

    search_fields = ("text", "problem__text", "problem_text", "owner__user__name", "unit")
    year = OfYearFilter("life__life_year", "exact")
    state = ChoiceFilter(label=_("State"), choices=MeasureState.choices)
