"""Which forms edit essays?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms import RecordForm
from members.models import LeadingGroup, Membership
from study.forms.sessions import NamedChoice
from study.models import Essay, EssayQuestion, StudySession
from study.states import SessionState

LONG = {"rows": 16, "data-draft": True, "data-count": True}


class EssayForm(RecordForm):
    """An essay: its study, its title, its text."""

    model = Essay
    names = ("session", "title", "text")

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = StudySession.objects.filter(group=group, day__lte=on).exclude(state=SessionState.CANCELLED)
        self.choose("session", held.order_by("-day"), lambda row: f"{row.day:%Y-%m-%d} {row.title}")
        self.fields["session"].required = False
        self.fields["text"].widget.attrs.update(LONG)
        self.fields["text"].help_text = _("May stay empty when the essay is attached as a file.")


class PaperEssayForm(EssayForm):
    """An essay a member has handed in on paper, as the secretariat enters it."""

    member = NamedChoice(
        label=_("author"),
        queryset=Membership.objects.none(),
        help_text=_("For an essay a member has handed in on paper; it is handed in at once."),
    )
    on = forms.DateField(label=_("handed in"), help_text=_("The day it came; it counts in that year."))
    upload = forms.FileField(
        label=_("file"), required=False, help_text=_("A scan or the document; or else type the text.")
    )

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(group, on, *args, **kwargs)
        self.choose("member", Membership.objects.filter(group=group).in_office(on).select_related("user"))
        self.order_fields(["member", "on", "session", "title", "upload", "text"])


class CommentForm(forms.Form):
    """What the reviewer says."""

    comment = forms.CharField(
        label=_("comment"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "data-draft": True})
    )


class AcceptForm(CommentForm):
    """Accepting needs no comment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = False


class FindingForm(forms.Form):
    """What a person found about two essays that are alike."""

    finding = forms.ChoiceField(
        label=_("finding"), choices=EssayQuestion.Finding.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("in words"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )


class PublicationForm(forms.Form):
    """Where an essay was published."""

    where = forms.CharField(label=_("published in"), max_length=200)
