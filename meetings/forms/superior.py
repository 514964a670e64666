"""Which forms edit documents of the superior?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, DocumentMeasure, SuperiorDocument
from members.forms import RecordForm, dress
from members.models import LeadingGroup, Membership, WorkTag


def tags_field() -> forms.MultipleChoiceField:
    """Return the field of the tags of work."""
    return forms.MultipleChoiceField(
        label=_("fields of Party building"),
        choices=WorkTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For summaries only."),
    )


class SuperiorForm(RecordForm):
    """A document that came in."""

    model = SuperiorDocument
    names = (
        "title",
        "number",
        "issuer",
        "level",
        "published_on",
        "received_on",
        "wanted_on",
        "gist",
        "work_tags",
        "secrecy",
        "kept_at",
    )
    work_tags = tags_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_on"].help_text = _("May be left empty.")
        self.fields["secrecy"].help_text = _(
            "Of a classified document only the stub is entered: title, number, issuer, and where it is kept."
        )
        self.fields["kept_at"].help_text = _("Where the paper is kept, when it is not filed here.")


class ConveyForm(forms.Form):
    """At which item a document was conveyed."""

    item = forms.ModelChoiceField(
        label=_("agenda item"),
        queryset=AgendaItem.objects.none(),
        help_text=_("First topics and transmissions that were concluded since the document came."),
    )
    part = forms.CharField(
        label=_("which part"),
        max_length=200,
        required=False,
        help_text=_("Only when it is conveyed in parts, at several meetings."),
    )

    def __init__(self, items: "QuerySet[AgendaItem]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = items
        field.label_from_instance = item_label  # type: ignore[method-assign, assignment]  # what Django offers for it


def item_label(item: AgendaItem) -> str:
    """Return an item as it is chosen from: day, number of the meeting, title."""
    return f"{item.meeting.day:%Y-%m-%d} {item.meeting.title} {item.title}"


class MeasureForm(RecordForm):
    """A measure that carries a document out."""

    model = DocumentMeasure
    names = ("text", "owner", "due_on")

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Membership.objects.filter(group=group).in_office(localdate()).select_related("user")
        self.choose("owner", seats)
        self.fields["text"].widget = forms.Textarea({"rows": 3, "data-draft": True, "data-count": ""})


class DoneForm(forms.Form):
    """That a measure is done: when, and what shows it."""

    done_on = forms.DateField(label=_("done on"), initial=localdate)
    evidence = forms.CharField(
        label=_("evidence"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "data-draft": True}),
        help_text=_("What shows that it is done."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class WhyForm(forms.Form):
    """The reason of an act."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))
