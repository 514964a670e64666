"""How is a register searched?  By words anywhere in named fields, and by what a page adds."""

from functools import reduce
from operator import and_, or_
from typing import Any, ClassVar
from unicodedata import normalize

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup

MAX_WORDS = 8


def matching(text: str, fields: tuple[str, ...]) -> Q:
    """Return the condition that each word of the text occurs in one of the fields, in any letter case.

    Chinese needs no splitting: a word is what stands between blanks.  Full-width letters and digits match
    their plain forms.
    """
    result = [word for word in normalize("NFKC", text.replace("\x00", "")).split() if word][:MAX_WORDS]
    raw = [word for word in text.replace("\x00", "").split() if word][:MAX_WORDS]
    each = [
        reduce(or_, [Q(**{f"{field}__icontains": form}) for field in fields for form in {plain, typed}])
        for plain, typed in zip(result, raw, strict=False)
    ]
    return reduce(and_, each, Q())


class RegisterFilter(django_filters.FilterSet):
    """The search of a register; pages add their own filters and name `search_fields`."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search", "maxlength": 100})
    )

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what contains every word."""
        return queryset.filter(matching(value, self.search_fields))


def yes_or_no(label: Any, **more: Any) -> django_filters.BooleanFilter:
    """Return a filter of three answers; none of them is called unknown."""
    choices = [("", "---------"), ("true", _("yes")), ("false", _("no"))]
    return django_filters.BooleanFilter(label=label, widget=forms.Select(choices=choices), **more)


def day_field() -> forms.DateInput:
    """Return the browser's own field for a day."""
    return forms.DateInput(attrs={"type": "date"})


class OfYearFilter(django_filters.NumberFilter):
    """A year typed as a number; what is no year is said at the field."""

    def __init__(self, field_name: str, lookup_expr: str = "year") -> None:
        super().__init__(
            label=_("Year"), field_name=field_name, lookup_expr=lookup_expr, min_value=1900, max_value=2200
        )


class PersonFilter(django_filters.ChoiceFilter):
    """One of those who hold or held a seat in the body.  field_name: the way from the row to the person."""

    def __init__(self, field_name: str, **more: Any) -> None:
        super().__init__(label=_("Member"), field_name=field_name, **more)

    @property
    def field(self) -> Any:
        """Look the people up for the body that is asked about."""
        request = self.parent.request if self.parent is not None else None
        self.extra["choices"] = [] if request is None else people_of(request.group)
        return super().field


def people_of(group: LeadingGroup) -> list[tuple[str, str]]:
    """Return who holds or held a seat, each once: key of the person and name, in the order of protocol."""
    seats = group.memberships.order_by("protocol_order", "since", "pk").values_list("user", "user__name")
    return [(str(key), name) for key, name in dict(seats).items()]


class DaysFilter(django_filters.FilterSet):
    """Adds "from" and "to" days over the field a register names."""

    days_field: ClassVar[str] = "at"

    since = django_filters.DateFilter(label=_("From day"), method="from_day", widget=day_field())
    until = django_filters.DateFilter(label=_("To day"), method="to_day", widget=day_field())

    def from_day(self, queryset: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """Keep what lies on or after the day."""
        return queryset.filter(**{f"{self.days_field}__gte": value})

    def to_day(self, queryset: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """Keep what lies on or before the day."""
        return queryset.filter(**{f"{self.days_field}__lte": value})
