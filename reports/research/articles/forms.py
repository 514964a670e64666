"""Which forms edit signed articles?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision
from members.forms import RecordForm
from members.models import LeadingGroup
from reports.research.articles.models import SignedArticle
from reports.research.forms import LONG, several
from reports.research.states import ArticleKind, Route


class ArticleForm(RecordForm):
    """The application for an article."""

    model = SignedArticle
    names = ("kind", "title", "author", "co_members", "co_authors", "outlet", "relation", "route")

    def __init__(self, seats: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("author", seats, lambda seat: seat.name)
        several(self, "co_members", seats)
        self.fields["outlet"].help_text = _("Newspaper, journal, site or occasion.")
        self.fields["route"].help_text = _(
            "The group decides on what bears its name and on what the secretary writes; anything else the secretary may approve."
        )

    def clean(self) -> dict[str, Any]:
        """Send what bears the group's name to the group."""
        data = super().clean() or {}
        if data.get("kind") not in (None, "", ArticleKind.SIGNED):
            data["route"] = Route.GROUP
        return data


class NewArticleForm(ArticleForm):
    """The same with its text."""

    text = forms.CharField(
        label=_("text"),
        max_length=60_000,
        required=False,
        widget=forms.Textarea(LONG),
        help_text=_("May be attached as a file afterwards."),
    )


class VersionForm(forms.Form):
    """A version: the text, a file, or both."""

    text = forms.CharField(label=_("text"), max_length=60_000, required=False, widget=forms.Textarea(LONG))
    upload = forms.FileField(
        label=_("file"),
        required=False,
        help_text=_("A version is the text, the file, or both; what is left out is no part of it."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or {}
        if not data.get("text") and not data.get("upload") and not self.errors:
            self.add_error("text", _("Write the text, or attach it as a file."))
        return data


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
        self.fields["decision"].label_from_instance = lambda row: f"{row.number} {row.item.title}"  # type: ignore[attr-defined]  # what Django offers for it
        self.order_fields(["decision", "opinion"])


class PublishForm(RecordForm):
    """When and where it was published."""

    model = SignedArticle
    names = ("published_on", "issue", "link")
    needed = ("published_on",)


class NotedForm(RecordForm):
    """Issue and link of what was published."""

    model = SignedArticle
    names = ("issue", "link")


class LateForm(RecordForm):
    """An article that was published without approval."""

    model = SignedArticle
    names = ("published_on", "late_reason")
    needed = names
