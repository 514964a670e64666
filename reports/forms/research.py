"""What is typed about research and articles?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Decision, TopicProposal
from members.forms import RecordForm, dress
from members.models import LeadingGroup, WorkTag
from reports.models.articles import SignedArticle
from reports.models.research import TRIP, Escort, Recommendation, ResearchProject, ResearchVisit

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


class ProjectForm(RecordForm, TagsMixin):
    """The plan of a research."""

    model = ResearchProject
    names = (
        "kind",
        "theme",
        "purpose",
        "leader",
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


class VisitForm(RecordForm):
    """A visit."""

    model = ResearchVisit
    names = ("place", "day", "purpose")


class EscortForm(RecordForm):
    """Who comes along."""

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
    """What was found, and as what it comes out."""

    model = ResearchProject
    names = ("output", "findings")
    needed = names

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].widget.attrs.update(LONG)


class RecommendForm(RecordForm):
    """A recommendation."""

    model = Recommendation
    names = ("text", "addressed_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = forms.Textarea({"rows": 4, "data-draft": True})


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


class ItemForm(forms.Form):
    """An item of an agenda."""

    item = forms.ModelChoiceField(label=_("agenda item"), queryset=AgendaItem.objects.none())

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(meeting__group=group, removed=False).select_related("meeting")
        self.fields["item"].queryset = items.order_by("-meeting__day", "position")  # type: ignore[attr-defined]  # a model choice
        self.fields["item"].label_from_instance = lambda one: f"{one.meeting.day:%Y-%m-%d} {one.title}"  # type: ignore[attr-defined]  # what Django offers for it


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ArticleForm(RecordForm):
    """The application for an article."""

    model = SignedArticle
    names = ("kind", "author", "co_authors", "title", "outlet", "relation", "route")

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("author", seats, lambda seat: seat.name)


class NewArticleForm(ArticleForm):
    """The same with its text."""

    text = forms.CharField(label=_("text"), max_length=60_000, required=False, widget=forms.Textarea(LONG))


class VersionForm(forms.Form):
    """The text of an article."""

    text = forms.CharField(label=_("text"), max_length=60_000, widget=forms.Textarea(LONG))


class OpinionForm(forms.Form):
    """The opinion of who decides."""

    opinion = forms.CharField(
        label=_("opinion"), max_length=500, widget=forms.Textarea({"rows": 4, "data-draft": True})
    )


class ApproveForm(OpinionForm):
    """Approving needs no opinion."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinion"].required = False


class DecisionForm(ApproveForm):
    """The decision by which the group approved."""

    decision = forms.ModelChoiceField(label=_("decision of the group"), queryset=Decision.objects.none())

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = Decision.objects.filter(group=group, state=Decision.State.IN_FORCE).select_related("item")
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]  # a model choice
        self.fields["decision"].label_from_instance = lambda one: f"{one.number} {one.item.title}"  # type: ignore[attr-defined]  # what Django offers for it
        self.order_fields(["decision", "opinion"])


class PublishForm(RecordForm):
    """When and where it was published."""

    model = SignedArticle
    names = ("published_on", "issue", "link")
    needed = ("published_on",)


class LateForm(RecordForm):
    """An article that was published without approval."""

    model = SignedArticle
    names = ("published_on", "late_reason")
    needed = names
