"""What stands on the approval form of a topic, section by section?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision, ItemKind, MajorIssueEntry, MajorIssueList, TopicProposal
from meetings.rules.kinds import MAJOR, NEED_BASIS, PERSONNEL, WITHOUT_VOTE
from members.forms import RecordForm
from members.models import LeadingGroup, WorkTag
from members.pages import Words

MATERIAL = frozenset({"first_topic", "transmission", "theory_study"})
VOTED = frozenset(ItemKind.values) - WITHOUT_VOTE
FURTHER = tuple(
    (kind.value, kind.label) for kind in ItemKind if kind.value in MAJOR or kind == ItemKind.DISCIPLINE
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form.  kinds: shown for these only (blank: always); names with kinds of their own."""

    title: Words
    names: tuple[str, ...]
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A section as shown: title, the kinds it belongs to, and each field with its kinds."""

    title: Words
    kinds: str
    fields: list[tuple[BoundField, str]]


SECTIONS = (
    Section(
        _("The topic"),
        (
            "title",
            "kind",
            "candidate",
            "categories",
            "work_tags",
            "proposer",
            "proposing_unit",
            "contact",
            "wanted_on",
        ),
    ),
    Section(_("Material to be studied"), ("source_title", "source_issuer", "source_published_on"), MATERIAL),
    Section(_("List of major questions"), ("list_entry", "outside_list_reason", "amount"), MAJOR),
    Section(_("Content"), ("summary", "policy_basis", "suggested_decision", "decision_draft")),
    Section(
        _("What went before"),
        (
            "prior_survey",
            "prior_opinions",
            "prior_legality",
            "prior_risk",
            "prior_expert",
            "supervision_notified",
            "disagreement",
        ),
        VOTED,
    ),
    Section(_("Handling"), ("secrecy", "paper_number", "recusal_hints", "reconsiders")),
)
ONLY_FOR = {
    "candidate": PERSONNEL | {"discipline"},
    "policy_basis": NEED_BASIS | MAJOR,
    "suggested_decision": VOTED,
    "decision_draft": VOTED,
}
NAMES = tuple(name for section in SECTIONS for name in section.names)


class ProposalForm(RecordForm):
    """The whole form; what a kind does not need is hidden in the browser and may stay empty."""

    model = TopicProposal
    names = NAMES
    categories = forms.MultipleChoiceField(
        label=_("further categories"),
        choices=FURTHER,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A matter may belong to several; the strictest quorum wins."),
    )
    work_tags = forms.MultipleChoiceField(
        label=_("fields of Party building"),
        choices=WorkTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For summaries only."),
    )

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("proposer", group.memberships.in_office(on).select_related("user"))
        current = MajorIssueList.objects.filter(group=group).in_force(on).first()
        self.choose("list_entry", MajorIssueEntry.objects.filter(issue_list=current))
        self.choose(
            "reconsiders", Decision.objects.filter(group=group).select_related("item"), decision_label
        )

    def parts(self) -> list[Part]:
        """Return the sections for the page."""
        return [
            Part(
                section.title,
                " ".join(sorted(section.kinds)),
                [(self[name], " ".join(sorted(ONLY_FOR.get(name, ())))) for name in section.names],
            )
            for section in SECTIONS
        ]


def decision_label(decision: Decision) -> str:
    """Return a decision as it is chosen from."""
    return f"{decision.number} {decision.item.title}"


class CheckForm(forms.Form):
    """The clerk's check."""

    complete = forms.TypedChoiceField(
        label=_("result of the check"),
        choices=(("yes", _("complete")), ("no", _("not complete"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("note of the check"), max_length=300, required=False)


class ReviewForm(forms.Form):
    """The opinion of the leader in charge."""

    lead_opinion = forms.CharField(
        label=_("opinion of the leader in charge"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
