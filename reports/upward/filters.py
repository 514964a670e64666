"""How are upward documents and incidents searched?"""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from members.filters import DaysFilter, OfYearFilter, RegisterFilter
from reports.upward.states import IncidentState, PaperKind, ReportKind, UpwardState


class UpwardFilter(DaysFilter, RegisterFilter):
    """Papers by words, kind, state, and the year in which they were sent."""

    search_fields = ("title", "matter", "number", "recipient", "body")
    days_field = "sent_on"
    kind = ChoiceFilter(label=_("Kind of paper"), choices=PaperKind.choices)
    report_kind = ChoiceFilter(label=_("Kind of report"), choices=ReportKind.choices)
    state = ChoiceFilter(label=_("State"), choices=UpwardState.choices)
    year = OfYearFilter("sent_on")


class IncidentFilter(DaysFilter, RegisterFilter):
    """Incidents by words, state and day."""

    search_fields = ("title", "place", "facts", "outcome")
    days_field = "discovered_at__date"
    state = ChoiceFilter(label=_("State"), choices=IncidentState.choices)
    year = OfYearFilter("discovered_at")
