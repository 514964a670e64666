"""How are research projects, visits and articles searched?"""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from meetings.filters import TagFilter
from members.filters import DaysFilter, OfYearFilter, RegisterFilter, yes_or_no
from members.models import Membership
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import ResearchVisit
from reports.research.states import ArticleKind, ArticleState, ProjectState, ResearchKind


class ResearchFilter(DaysFilter, RegisterFilter):
    """Projects by words, year, kind, state."""

    search_fields = ("theme", "purpose", "leader__user__name", "findings")
    days_field = "begins_on"
    year = OfYearFilter("begins_on")
    kind = ChoiceFilter(label=_("Kind"), choices=ResearchKind.choices)
    state = ChoiceFilter(label=_("State"), choices=ProjectState.choices)
    major = yes_or_no(label=_("Major report"))
    place = django_filters.CharFilter(label=_("Township or unit"), method="at_place")
    tag = TagFilter()

    def at_place(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what leads to the place."""
        there = ResearchVisit.objects.standing().filter(place__icontains=value)
        return queryset.filter(pk__in=there.values("project"))


def leaders(request: Any) -> QuerySet[Membership]:
    """Return the members of the body, also those of the past."""
    if request is None:
        return Membership.objects.none()
    return Membership.objects.filter(group=request.group).select_related("user")


class VisitFilter(django_filters.FilterSet):
    """Visits by place, and by the member who leads or takes part."""

    place = django_filters.CharFilter(label=_("Township or unit"), lookup_expr="icontains")
    member = django_filters.ModelChoiceFilter(label=_("Member"), queryset=leaders, method="of_member")

    def of_member(self, queryset: QuerySet[Any], name: str, value: Membership) -> QuerySet[Any]:
        """Keep what the member leads, or takes part in."""
        taking_part = ResearchProject.objects.filter(Q(leader=value) | Q(team=value))
        return queryset.filter(project__in=taking_part.values("pk"))


class ArticleFilter(RegisterFilter):
    """Articles by words, kind, state, year of publication."""

    search_fields = ("title", "author__user__name", "co_authors", "outlet")
    year = OfYearFilter("published_on")
    kind = ChoiceFilter(label=_("Kind"), choices=ArticleKind.choices)
    state = ChoiceFilter(label=_("State"), choices=ArticleState.choices)
