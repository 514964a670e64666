"""Which forms edit filings, responsibilities, stages and suggestions?"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Decision, SupervisionTask, TopicProposal
from members.forms import RecordForm, dress
from members.models import LeadingGroup, Membership
from reports.research.models.projects import ResearchProject
from reports.responsibility.models.filings import YEAR, AnnualFiling
from reports.responsibility.models.integrity import StageLink
from reports.responsibility.models.lists import DutyReport, ResponsibilityLine, ResponsibilityList
from reports.responsibility.models.suggestions import Suggestion

LONG = {"rows": 10, "data-draft": True, "data-count": True}


class YearForm(forms.Form):
    """A year."""

    year = forms.IntegerField(label=_("year"), validators=YEAR)


class ChangeForm(forms.Form):
    """That something changed: its day only, and for the secretariat whose it is."""

    changed_on = forms.DateField(
        label=_("day of the change"), help_text=_("The day only; what changed is not kept here.")
    )

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seats is not None:
            self.fields["member"] = forms.ModelChoiceField(label=_("member"), queryset=seats)
            self.order_fields(["member", "changed_on"])
        dress(self.fields.values())


class FileForm(RecordForm):
    """That a filing was made: when, and which office received it; never what it says."""

    model = AnnualFiling
    names: ClassVar[tuple[str, ...]] = ("done_on", "office", "remark")
    needed: ClassVar[tuple[str, ...]] = ("done_on", "office")


class DeliveredForm(FileForm):
    """That a report on duty and integrity was delivered: when, where, and how it was judged there."""

    names = ("done_on", "occasion", "evaluation", "office", "remark")
    needed = ("done_on", "occasion")


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("reason"), max_length=60, widget=forms.Textarea(attrs={"rows": 2}))


class CorrectForm(ReasonForm):
    """What was wrong."""

    reason = forms.CharField(label=_("reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class ListForm(forms.Form):
    """A new version of a year's list."""

    year = forms.IntegerField(label=_("year"), validators=YEAR)
    note = forms.CharField(label=_("note"), max_length=300, required=False)
    copy_of = forms.ModelChoiceField(
        label=_("copy of"), queryset=ResponsibilityList.objects.none(), required=False, empty_label=_("empty")
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copy_of"].queryset = ResponsibilityList.objects.filter(group=group)  # type: ignore[attr-defined]  # a model choice


class LineForm(RecordForm):
    """A responsibility."""

    model = ResponsibilityLine
    names = ("kind", "membership", "text", "due_on", "standard")

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("membership", seats, _with_field)
        self.fields["text"].widget = forms.Textarea({"rows": 4, "data-draft": True})


def _with_field(seat: Membership) -> str:
    """Return a member with his field of work; portfolios are prefetched."""
    fields = "；".join(portfolio.field for portfolio in seat.portfolios.all() if portfolio.until is None)
    return f"{seat.name}（{fields}）" if fields else seat.name


class AdoptForm(forms.Form):
    """The decision by which a list was adopted; the secretary may sign it instead."""

    decision = forms.ModelChoiceField(
        label=_("adopting decision"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("none: signed by the secretary"),
        help_text=_("Without a decision, only the secretary can put the list in force, and so signs it."),
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        decisions = Decision.objects.filter(group=group, state="in_force")
        field.queryset = decisions.select_related("item").order_by("-effective_on", "-pk")
        field.label_from_instance = lambda row: f"{row.number} {row.item.title}"


class DutyReportForm(RecordForm):
    """A report on one's duties after half a year."""

    model = DutyReport
    names = ("half", "text")

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seats is not None:
            self.fields["member"] = forms.ModelChoiceField(label=_("member"), queryset=seats)
            self.order_fields(["member", *self.names])
        self.fields["text"].widget.attrs.update(LONG)


class YearReportForm(RecordForm):
    """The report at the end of the year."""

    model = ResponsibilityList
    names = ("year_report",)
    needed = names

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year_report"].widget.attrs.update(LONG)


class StageForm(RecordForm):
    """A record for a stage; one of the four."""

    model = StageLink
    names = ("stage", "item", "task", "research", "list")

    def __init__(self, group: LeadingGroup, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(
            meeting__group=group, meeting__day__year=year, removed=False, state="settled"
        )
        self.choose(
            "item",
            items.select_related("meeting").order_by("-meeting__day", "position"),
            lambda row: f"{row.meeting.day:%Y-%m-%d} {row.title}",
        )
        self.choose("task", SupervisionTask.objects.filter(group=group, issued_on__year=year))
        self.choose("research", ResearchProject.objects.filter(group=group, begins_on__year=year))
        self.choose("list", ResponsibilityList.objects.filter(group=group, year=year))


class SuggestionForm(RecordForm):
    """A suggestion."""

    model = Suggestion
    names = ("field", "text")

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seats is not None:
            self.fields["member"] = forms.ModelChoiceField(label=_("member"), queryset=seats)
            self.order_fields(["member", *self.names])
        self.fields["text"].widget.attrs.update(LONG)


class AnswerForm(RecordForm):
    """What becomes of a suggestion."""

    model = Suggestion
    names = ("outcome", "outcome_text", "topic")
    needed = ("outcome", "outcome_text")

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("topic", TopicProposal.objects.filter(group=group).order_by("-pk"))
        self.fields["outcome_text"].widget = forms.Textarea({"rows": 4, "data-draft": True})
