"""Which forms edit incidents?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms import RecordForm
from members.models import LeadingGroup
from reports.upward.incidents.models import Incident, IncidentFollowUp
from reports.upward.models.papers import UpwardPaper


class IncidentForm(RecordForm):
    """What has happened."""

    model = Incident
    names = ("title", "place", "discovered_at", "facts", "acted_at", "measures")


class FirstReportForm(RecordForm):
    """The first report: when, how, to whom."""

    model = Incident
    names = ("first_reported_at", "first_way", "first_reported_to")
    needed = names


class FollowUpForm(RecordForm):
    """A further report."""

    model = IncidentFollowUp
    names = ("text", "reported_to")


class LinkPaperForm(forms.Form):
    """The request or report that was written about it."""

    paper = forms.ModelChoiceField(label=_("request or report"), queryset=UpwardPaper.objects.none())

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = UpwardPaper.objects.filter(group=group)  # type: ignore[attr-defined]  # a model choice


class OutcomeForm(RecordForm):
    """How it ended."""

    model = Incident
    names = ("outcome",)
    needed = names
