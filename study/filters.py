"""How are studies and essays searched?"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter

from members.filters import DaysFilter, OfYearFilter, PersonFilter, RegisterFilter, yes_or_no
from study.states import EssayState, Form, SessionState


class SessionFilter(DaysFilter, RegisterFilter):
    """Studies by words, year, state, form."""

    search_fields = ("title", "lecturer", "place", "gist")
    days_field = "day"
    year = OfYearFilter("day")
    state = ChoiceFilter(label=_("State"), choices=SessionState.choices)
    form = ChoiceFilter(label=pgettext_lazy("study", "Form"), choices=Form.choices, method="of_form")
    counts_toward_quota = yes_or_no(label=_("Counted"))
    is_central_group = yes_or_no(label=_("Formal study group"))
    held = yes_or_no(label=_("Held"), method="was_held")

    def was_held(self, queryset: Any, name: str, value: bool) -> Any:
        """Keep studies that were held, or those that were not."""
        held = {"state__in": (SessionState.HELD, SessionState.RECORDED)}
        return queryset.filter(**held) if value else queryset.exclude(**held)

    def of_form(self, queryset: Any, name: str, value: str) -> Any:
        """Keep studies of one form (a filter set has a `form` of its own)."""
        return queryset.filter(form=value)


class EssayFilter(DaysFilter, RegisterFilter):
    """Essays by words, year, state."""

    search_fields = ("title", "text", "membership__user__name")
    days_field = "submitted_on"
    year = OfYearFilter("submitted_on")
    state = ChoiceFilter(label=_("State"), choices=EssayState.choices)
    mine = yes_or_no(label=_("My own"), method="of_asker")
    member = PersonFilter("membership__user")

    def of_asker(self, queryset: Any, name: str, value: bool) -> Any:
        """Keep the asker's own essays, or those of others."""
        own = {"membership__user": self.request.user.pk}
        return queryset.filter(**own) if value else queryset.exclude(**own)
