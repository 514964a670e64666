"""Which forms edit lists, decisions and tasks?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision, MajorIssueEntry, MajorIssueList, SupervisionTask
from members.forms import RecordForm, people_of
from members.models import LeadingGroup, Membership


class ListForm(forms.Form):
    """A new version of the list: from which one it starts."""

    copy_of = forms.ModelChoiceField(
        label=_("copy of"), queryset=MajorIssueList.objects.none(), required=False, empty_label=_("empty")
    )
    note = forms.CharField(label=_("note"), max_length=1000, required=False)

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copy_of"].queryset = MajorIssueList.objects.filter(group=group)  # type: ignore[attr-defined]  # a model choice


class ListEntryForm(RecordForm):
    """A line of the list."""

    model = MajorIssueEntry
    names = (
        "position",
        "category",
        "matter",
        "threshold_amount",
        "threshold_text",
        "pre_procedures",
        "materials",
        "deciding_body",
    )


class AdoptForm(RecordForm):
    """By which decision, when, and from when on a version is in force."""

    model = MajorIssueList
    names = ("adopted_by", "adopted_on", "effective_from")
    needed = names


class NoteForm(forms.Form):
    """Taking note of a decision, with an opinion one reserves."""

    dissent = forms.CharField(
        label=_("reserved opinion"),
        widget=forms.Textarea({"rows": 4, "data-draft": "", "data-count": ""}),
        max_length=2000,
        required=False,
        help_text=_(
            "May be left empty. A reserved opinion is recorded; the decision is carried out meanwhile."
        ),
    )


class DecisionForm(RecordForm):
    """Who carries a decision out, by when, and what followed on."""

    model = Decision
    names = (
        "owner",
        "lead_unit",
        "co_owners",
        "due_on",
        "executable",
        "follow_on_meeting",
        "follow_on_date",
        "follow_on_result",
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("owner", Membership.objects.filter(group=group).select_related("user"))


class DivergenceForm(RecordForm):
    """What the government's meeting decided instead."""

    model = Decision
    names = ("follow_on_result",)
    needed = names


class TaskForm(RecordForm):
    """A decision, or a part of it, handed to somebody."""

    model = SupervisionTask
    names = ("text", "owner", "due_on", "unit", "unit_user", "co_owners", "standard")

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("owner", Membership.objects.filter(group=group).select_related("user"))
        self.choose("unit_user", people_of(group))


class ProgressForm(forms.Form):
    """How far a task has come."""

    text = forms.CharField(
        label=_("progress"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5, "data-draft": True})
    )


class EvidenceForm(forms.Form):
    """What shows that a task is done."""

    evidence = forms.CharField(
        label=_("evidence"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5, "data-draft": True})
    )
