"""What is asked for as a whole file, and what is pasted to be checked?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting
from meetings.papers.words import titled
from members.models import LeadingGroup
from reports.dossier.plan import OVER, over
from reports.dossier.states import Scope
from reports.standalone.certificate import LARGEST


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A meeting that is over, by title and day."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how a meeting is called in the list."""
        return f"{obj.title}　{obj.day:%Y-%m-%d}"


class MatterChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """An item of a meeting that is over, by number of the meeting and title."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how an item is called in the list."""
        return f"{obj.meeting.day:%Y-%m-%d}　{titled(obj)}"


class DossierForm(forms.Form):
    """A year, a meeting, or a matter; only what is over can be chosen."""

    scope = forms.ChoiceField(label=_("What to put together"), choices=Scope.choices, initial=Scope.YEAR)
    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, required=False, empty_value=None, help_text=_("For the file of a year.")
    )
    meeting = MeetingChoice(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        help_text=_("For the file of a meeting."),
    )
    matter = MatterChoice(
        label=_("Matter"),
        queryset=AgendaItem.objects.none(),
        required=False,
        help_text=_("For the file of a decision or an agenda item."),
    )

    def __init__(self, group: LeadingGroup, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        meetings = over(group).order_by("-starts_at")
        years = sorted({day.year for day in meetings.values_list("day", flat=True)}, reverse=True)
        self._field("year").choices = [("", "---------"), *((year, str(year)) for year in years)]
        self._field("meeting").queryset = meetings
        self._field("matter").queryset = _items(group)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen scope needs."""
        data: dict[str, Any] = super().clean() or {}
        scope = data.get("scope")
        if scope and not data.get(scope) and scope not in self.errors:
            self.add_error(scope, ValidationError(_("Choose one."), code="required"))
        return data


def _items(group: LeadingGroup) -> "QuerySet[AgendaItem]":
    items = AgendaItem.objects.filter(meeting__group=group, meeting__state__in=OVER, removed=False)
    return items.select_related("meeting__group").order_by("-meeting__starts_at", "position", "pk")


class CertificateForm(forms.Form):
    """The text of a printed code, pasted or as a text file."""

    text = forms.CharField(
        label=_("Text of the code"),
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=_("What a scanner reads from the code on the certificate; it begins with PGDC1."),
    )
    file = forms.FileField(label=_("or a text file with it"), required=False)

    def clean(self) -> dict[str, Any]:
        """Take the file where nothing was pasted."""
        data: dict[str, Any] = super().clean() or {}
        upload = data.get("file")
        if not data.get("text") and upload is not None:
            data["text"] = upload.read(LARGEST).decode("utf-8", errors="replace")
        if not data.get("text"):
            self.add_error("text", ValidationError(_("Paste the text, or choose a file."), code="required"))
        return data
