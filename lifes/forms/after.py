"""Which forms are used in the session and after it?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lifes.forms.before import seats_of
from lifes.models import Criticism, DemocraticLifeMeeting, RectificationMeasure
from lifes.permissions import readable_problems
from members.forms import RecordForm, dress
from members.models import Membership, User


class MemberForm(forms.Form):
    """One of those who should attend."""

    def __init__(self, life: DemocraticLifeMeeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "member": forms.ModelChoiceField(label=_("member"), queryset=seats_of(life)),
            **self.fields,
        }
        dress(self.fields.values())


class StatementForm(MemberForm):
    """What an absent member has written."""

    text = forms.CharField(
        label=_("statement"), max_length=20_000, widget=forms.Textarea({"rows": 10, "data-draft": True})
    )


class FeedbackForm(forms.Form):
    """Who was told, when and how."""

    member = forms.ModelChoiceField(label=_("member"), queryset=Membership.objects.none())
    given_on = forms.DateField(label=_("told on"))
    way = forms.CharField(label=_("how"), max_length=200)

    def __init__(self, untold: "QuerySet[Membership]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = untold  # type: ignore[attr-defined]  # a model choice
        dress(self.fields.values())


class CriticismForm(RecordForm):
    """Who says what to whom."""

    model = Criticism
    names = ("kind", "speaker", "target", "text")

    def __init__(
        self, life: DemocraticLifeMeeting, speakers: "QuerySet[Membership]", *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choose("speaker", speakers, lambda seat: seat.name)
        self.choose("target", seats_of(life), lambda seat: seat.name)
        self.fields["target"].help_text = _("Not for self-criticism.")
        self.fields["text"].widget.attrs.update({"rows": 8, "data-draft": True, "data-count": True})


class MeasureForm(RecordForm):
    """A measure: for which problem, what, who, by when, to which standard."""

    model = RectificationMeasure
    names = ("membership", "problem", "problem_text", "text", "owner", "unit", "due_on", "standard")
    needed = ("owner", "due_on")

    def __init__(self, life: DemocraticLifeMeeting, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("membership", "owner"):
            self.choose(name, seats_of(life), lambda seat: seat.name)
        self.fields["membership"].help_text = _("Empty: the list of the problem, or the body's own.")
        problems = readable_problems(user, life).select_related("membership__user")
        self.choose("problem", problems, lambda row: f"{row.membership or '—'}：{row.text[:50]}")
        for name in ("text", "problem_text"):
            self.fields[name].widget = forms.Textarea({"rows": 3, "data-draft": True})
        self.fields["problem_text"].help_text = _("Only where no problem on a list is chosen.")

    def clean(self) -> dict[str, Any]:
        """Put the measure on the list of the problem it is for, where no list is chosen."""
        data = super().clean() or {}
        problem = data.get("problem")
        if problem is not None and not data.get("membership"):
            data["membership"] = problem.membership
        return data


class ProgressForm(forms.Form):
    """How far it has come."""

    text = forms.CharField(
        label=_("progress"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5, "data-draft": True})
    )


class DoneForm(forms.Form):
    """What shows that a measure is done."""

    evidence = forms.CharField(
        label=_("evidence"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-draft": True}),
        help_text=_("In words, or attach a file before."),
    )
    result = forms.CharField(label=_("result"), max_length=300, required=False)


class ReportForm(forms.Form):
    """When, and under which number, the report was sent."""

    sent_on = forms.DateField(label=_("sent on"))
    to = forms.CharField(label=_("to whom"), max_length=100, required=False)
    number = forms.CharField(label=_("number of the report"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class NoticeForm(forms.Form):
    """When and to whom notice was given."""

    given_on = forms.DateField(label=_("day"))
    to = forms.CharField(label=_("to whom notice was given"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())
