"""How are opinions and measures searched?"""

from typing import Any

from django.db.models import QuerySet
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
    """Measures by words, whose list, year, state; the overdue ones and one's own apart."""

    search_fields = (
        "text",
        "problem__text",
        "problem_text",
        "membership__user__name",
        "owner__user__name",
        "unit",
    )
    year = OfYearFilter("life__life_year", "exact")
    state = ChoiceFilter(label=_("State"), choices=MeasureState.choices)
    list_of = ChoiceFilter(
        label=_("List of"),
        choices=(("body", _("the leading group itself")), ("members", _("members"))),
        method="by_list",
    )
    due = ChoiceFilter(
        label=_("Due"),
        choices=(("overdue", _("overdue")), ("mine", _("in my hands"))),
        method="by_due",
    )

    def by_list(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the body's list, or the members' lists."""
        return queryset.filter(membership__isnull=value == "body")

    def by_due(self, queryset: Any, name: str, value: str) -> Any:
        """Keep what is overdue, or what the asker answers for and is not finished."""
        if value == "overdue":
            return queryset.unfinished().filter(due_on__lt=self.request.today)
        return queryset.unfinished().filter(owner__user=self.request.user.pk)
