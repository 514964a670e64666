"""How are findings searched?  By words, check, weight, state, year, kind of record, and who may answer."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter

from members.filters import OfYearFilter, RegisterFilter
from reports.checks.models import Finding
from reports.checks.registry import CHECKS
from reports.checks.states import Answerer, FindingState, FindingWeight
from reports.checks.words import title
from reports.records import record_lookup as subjects


def checks() -> list[tuple[str, str]]:
    """Return the checks to choose from, in the language of the page."""
    return [(number, f"{number} {title(number)}") for number in CHECKS]


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of record that occur in findings (one query)."""
    findings = Finding.objects.order_by().values_list("kind", flat=True).distinct()
    return sorted(((kind, str(subjects.label(kind))) for kind in findings), key=lambda row: row[1])


class FindingFilter(RegisterFilter):
    """Findings by words of title and record, check, weight, state, year, kind, and who may answer."""

    search_fields = ("check_id", "subject", "member__user__name")
    check = ChoiceFilter(label=pgettext_lazy("finding", "Check"), field_name="check_id", choices=checks)
    weight = ChoiceFilter(label=pgettext_lazy("finding", "Weight"), choices=FindingWeight.choices)
    state = ChoiceFilter(label=_("State"), choices=FindingState.choices)
    year = OfYearFilter("year", "exact")
    kind = ChoiceFilter(label=_("Kind of record"), choices=kinds)
    answerer = ChoiceFilter(label=pgettext_lazy("finding", "Answered by"), choices=Answerer.choices)

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what contains every word, or whose check is called so."""
        wanted = value.strip().lower()
        titled = [number for number in CHECKS if wanted and wanted in title(number).lower()]
        result = super().search(queryset, name, value)
        return queryset.filter(Q(pk__in=result.order_by().values("pk")) | Q(check_id__in=titled))
