"""Which forms are used before the session: the meeting itself, rounds, opinions, talks, problems, outlines?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lifes.checklist import Ticked
from lifes.models import (
    DemocraticLifeMeeting,
    HeartTalk,
    LifePaper,
    LifeStudy,
    Opinion,
    OpinionForm,
    OpinionSolicitation,
    Problem,
)
from members.file_forms import PaperForm
from members.forms import RecordForm, dress, people_of
from members.models import LeadingGroup, Membership, User

UNIT_KINDS = ("部门", "乡镇", "企业", "事业单位", "群众")
"""What a sender may say of the own place of work: too coarse to know anybody by.  On the paper form as well."""

LONG = {"rows": 8, "data-draft": True, "data-count": True}


class LifeForm(RecordForm):
    """A new meeting: of which year, on which theme, when."""

    model = DemocraticLifeMeeting
    names = (
        "life_year",
        "theme",
        "theme_paper",
        "theme_paper_on",
        "self_chosen_consent",
        "planned_on",
        "place",
        "special_reason",
    )


class EditLifeForm(RecordForm):
    """What is changed later; the year stays."""

    model = DemocraticLifeMeeting
    names = tuple(name for name in LifeForm.names if name not in ("life_year", "special_reason"))


class DayForm(forms.Form):
    """When something was sent."""

    sent_on = forms.DateField(label=_("sent on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class PaperNumberForm(forms.Form):
    """A paper of the superior."""

    paper = forms.CharField(label=_("consent to postponing"), max_length=160, required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RecorderForm(forms.Form):
    """Who records the session."""

    recorder = forms.ModelChoiceField(label=_("recorder"), queryset=User.objects.none())

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recorder"].queryset = people_of(group)  # type: ignore[attr-defined]  # a model choice


class StudyForm(RecordForm):
    """A study held in preparation."""

    model = LifeStudy
    names = ("title", "held_on", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].widget = forms.HiddenInput()


class TickForm(forms.Form):
    """A line ticked by hand, among those that are still open."""

    item = forms.ChoiceField(label=_("line of the checklist"))
    note = forms.CharField(
        label=_("note"), max_length=200, required=False, help_text=_("For example where the paper is kept.")
    )

    def __init__(self, lines: Iterable[Ticked], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(line.item.key, line.item.label) for line in lines if not line.done]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]  # a choice


class LifePaperForm(PaperForm):
    """A paper of the meeting: what it is, and the file."""

    kind = forms.ChoiceField(label=_("what paper it is"), choices=LifePaper.Kind.choices)
    field_order = ("kind", "title", "upload")


class RoundForm(RecordForm):
    """A round of seeking opinions."""

    model = OpinionSolicitation
    names = (
        "life",
        "kind",
        "title",
        "headings",
        "is_anonymous",
        "forms_sent",
        "held_on",
        "attended",
        "due_on",
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("life", DemocraticLifeMeeting.objects.filter(group=group))
        self.fields["life"].help_text = _("Empty: the channel that is open all the year.")


class OpinionFormForm(RecordForm):
    """A form as it is filled in: on which body or member, the opinion, a suggestion.  `website` is for machines only."""

    model = OpinionForm
    names = ("about", "opinion", "suggestion", "unit_kind")
    unit_kind = forms.ChoiceField(
        label=_("kind of unit"),
        required=False,
        choices=[("", _("not said")), *((kind, kind) for kind in UNIT_KINDS)],
    )
    website = forms.CharField(
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
        label=_("leave this empty"),
    )

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("about", seats, lambda seat: seat.name)
        self.fields["about"].empty_label = _("the leading group itself")  # type: ignore[attr-defined]  # a model choice
        for name in ("opinion", "suggestion"):
            self.fields[name].widget = forms.Textarea({"rows": 6, "data-count": True, "autocomplete": "off"})

    def clean_website(self) -> str:
        """Refuse what a machine filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty."), code="machine")
        return ""

    def said(self) -> dict[str, Any]:
        """Return what was said."""
        return {name: self.cleaned_data[name] for name in self.names}


class SortForm(RecordForm):
    """An opinion, for whom it is."""

    model = Opinion
    names = ("about", "text")

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("about", seats, lambda seat: seat.name)
        self.fields["about"].empty_label = _("the leading group itself")  # type: ignore[attr-defined]  # a model choice
        self.fields["text"].widget.attrs.update(LONG)


class TalkForm(RecordForm):
    """A talk one has had."""

    model = HeartTalk
    names = ("kind", "second", "second_name", "life", "held_on", "place", "topics", "pointed_out", "agreed")

    def __init__(self, group: LeadingGroup, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("second", seats, lambda seat: seat.name)
        self.choose("life", DemocraticLifeMeeting.objects.filter(group=group))


class ProblemForm(RecordForm):
    """A problem on a list: one's own or the body's."""

    model = Problem
    names = ("source", "text", "opinion")
    whose = forms.ChoiceField(label=_("list of"), choices=())

    def __init__(self, choices: Any, opinions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]  # a choice
        self.order_fields(["whose", *self.names])
        self.choose("opinion", opinions, lambda row: row.text[:60])
        self.fields["text"].widget = forms.Textarea({"rows": 4, "data-draft": True})


class FindingForm(forms.Form):
    """What was found about two texts that are alike."""

    finding = forms.CharField(label=_("finding"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class OutlineForm(forms.Form):
    """A version of an outline."""

    text = forms.CharField(
        label=_("text"),
        max_length=30_000,
        widget=forms.Textarea({"rows": 20, "data-draft": True, "data-count": True}),
    )


class CommentForm(forms.Form):
    """What the secretary says."""

    comment = forms.CharField(label=_("comment"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


def seats_of(life: DemocraticLifeMeeting) -> Any:
    """Return the seats that should attend."""
    return Membership.objects.filter(pk__in=[seat.pk for seat in life.members()]).select_related("user")
