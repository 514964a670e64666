"""Which forms edit research?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, TopicProposal
from members.forms import RecordForm, dress
from members.models import LeadingGroup, WorkTag
from reports.research.models.projects import TRIP, ResearchProject
from reports.research.models.rows import Escort, Recommendation, ResearchVisit

LONG = {"rows": 14, "data-draft": True, "data-count": True}
YES_NO = (("yes", _("yes")), ("no", _("no")))


class TagsMixin(forms.Form):
    """Adds the fields of Party building."""

    work_tags = forms.MultipleChoiceField(
        label=_("fields of Party building"),
        choices=WorkTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For summaries only."),
    )


def several(form: RecordForm, name: str, seats: Any) -> None:
    """Let several members be ticked."""
    form.fields[name].widget = forms.CheckboxSelectMultiple()
    form.choose(name, seats, lambda seat: seat.name)


class ProjectForm(RecordForm, TagsMixin):
    """The plan of a research."""

    model = ResearchProject
    names = (
        "kind",
        "theme",
        "purpose",
        "leader",
        "team",
        "begins_on",
        "ends_on",
        "way",
        "cost",
        "major",
        "work_tags",
    )

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("leader", seats, lambda seat: seat.name)
        several(self, "team", seats)
        self.fields["major"].help_text = _("A major report is sent to the secretary, who reads it.")

    def clean(self) -> dict[str, Any]:
        """See that the days go forward, at the field that is wrong."""
        data = super().clean() or {}
        begins_on, ends_on = data.get("begins_on"), data.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("The end must lie after the beginning."))
        return data


class Suggested(forms.TextInput):
    """A line of text with what was typed there before, offered by the browser."""

    template_name = "reports/_suggested.html"

    def __init__(self, values: Iterable[str]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.values = values

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Name the list beside the field."""
        context = super().get_context(name, value, attrs)
        listed = f"{context['widget']['attrs'].get('id', name)}-known"
        context["widget"]["attrs"]["list"] = listed
        return {**context, "known_id": listed, "known": self.values}


class VisitForm(RecordForm):
    """A visit."""

    model = ResearchVisit
    names = ("place", "day", "purpose")

    def __init__(self, places: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].widget = Suggested(places)


class EscortForm(RecordForm):
    """Companions."""

    model = Escort
    names = ("side", "who", "count")


class TripForm(forms.Form):
    """What is looked at of a trip."""

    remark = forms.CharField(label=_("remark on the trip"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = {
            name: forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect)
            for name, label in TRIP
        }
        self.fields = {**lines, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Gather the lines under `answers`."""
        data = super().clean() or {}
        return {
            "answers": {name: data.get(name, "") for name, _label in TRIP},
            "remark": data.get("remark", ""),
        }


class FindingsForm(RecordForm):
    """What was found, as what it comes out, and the text of that."""

    model = ResearchProject
    names = ("findings", "output", "output_text")
    needed = ("findings", "output")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].widget.attrs.update(LONG)
        self.fields["output_text"].widget.attrs.update(LONG)
        self.fields["output_text"].help_text = _(
            "May stay empty where the report or brief is attached as a file."
        )


class RecommendForm(RecordForm):
    """A recommendation."""

    model = Recommendation
    names = ("text", "addressed_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = forms.Textarea({"rows": 4, "data-draft": True, "maxlength": 1000})


class AdoptionForm(RecordForm):
    """What became of a recommendation."""

    model = Recommendation
    names = ("adoption", "adoption_note", "topic")

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("topic", TopicProposal.objects.filter(group=group))


class FeedbackForm(forms.Form):
    """How the place was told."""

    fed_back_on = forms.DateField(label=_("fed back to the place"))
    to = forms.CharField(label=_("to whom"), max_length=200)
    way = forms.CharField(label=_("how"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class CommentForm(forms.Form):
    """The secretary's comment."""

    comment = forms.CharField(
        label=_("comment of the secretary"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4, "data-draft": True}),
    )


class ShownForm(forms.Form):
    """Where the group saw a report: an agenda item, or the note by which it was circulated."""

    item = forms.ModelChoiceField(
        label=_("agenda item"), queryset=AgendaItem.objects.none(), required=False, empty_label=_("none")
    )
    note = forms.CharField(
        label=_("circulated to the group by"),
        max_length=200,
        required=False,
        help_text=_("The note by which it was circulated, where it was not before a meeting."),
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(
            meeting__group=group, meeting__opened_at__isnull=False, removed=False
        ).select_related("meeting")
        self.fields["item"].queryset = items.order_by("-meeting__day", "position")  # type: ignore[attr-defined]  # a model choice
        self.fields["item"].label_from_instance = lambda row: f"{row.meeting.day:%Y-%m-%d} {row.title}"  # type: ignore[attr-defined]  # what Django offers for it


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
