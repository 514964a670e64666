"""Which forms edit minutes?  Their text item by item, who receives them, why they are returned."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.minutes.addressees import groups_of
from meetings.models import Minutes

MAX_TEXT = 20_000
PARTS = ("heading", "paragraphs", "decision", "owner", "co_owners", "due")


def lines_of(text: str) -> list[str]:
    """Return the lines that hold something, without blanks around them."""
    return [line.strip() for line in text.replace("\x00", "").splitlines() if line.strip()]


def units_of(text: str) -> list[str]:
    """Return units separated by 、 , ， or line breaks."""
    for separator in "，,；;\n":
        text = text.replace(separator, "、")
    return [unit.strip() for unit in text.split("、") if unit.strip()]


class MinutesForm(forms.Form):
    """The text of minutes: for each item six fields named <part>_<order>, and the distribution."""

    def __init__(self, minutes: Minutes, data: Mapping[str, Any] | None = None) -> None:
        self.orders = [item["order"] for item in minutes.content]
        super().__init__(data)
        for item in minutes.content:
            self._add(item)
        self.fields["distribution"] = forms.CharField(
            label=_("Distribution"),
            help_text=_("One recipient a line. The members receive the minutes in any case."),
            widget=forms.Textarea({"rows": 4}),
            initial="\n".join(minutes.distribution),
            max_length=2000,
            required=False,
        )
        groups = groups_of(minutes.meeting.group)
        if groups is not None and groups.exists():
            self.fields["addressees"] = forms.ModelMultipleChoiceField(
                label=_("Groups of addressees"),
                help_text=_("Their units of today are added to the distribution, each on a line."),
                queryset=groups,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def _add(self, item: Mapping[str, Any]) -> None:
        order = item["order"]
        due = item.get("due") or ""
        fields: dict[str, forms.Field] = {
            "heading": forms.CharField(label=_("Heading"), max_length=200, initial=item["heading"]),
            "paragraphs": forms.CharField(
                label=_("Text, one paragraph a line"),
                widget=forms.Textarea({"rows": 6, "data-count": "", "data-draft": ""}),
                initial="\n".join(item["paragraphs"]),
                max_length=MAX_TEXT,
                required=False,
            ),
            "decision": forms.CharField(
                label=_("Sentence of the decision"),
                widget=forms.Textarea({"rows": 3, "data-draft": ""}),
                initial=item["decision"],
                max_length=4000,
                required=False,
            ),
            "owner": forms.CharField(
                label=_("Responsible unit"), max_length=100, initial=item.get("owner", ""), required=False
            ),
            "co_owners": forms.CharField(
                label=_("Co-operating units"),
                max_length=300,
                initial="、".join(item.get("co_owners", ())),
                required=False,
            ),
            "due": forms.DateField(
                label=_("Due"),
                widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
                initial=date.fromisoformat(due) if due else None,
                required=False,
            ),
        }
        for part in PARTS:
            self.fields[f"{part}_{order}"] = fields[part]

    def groups(self) -> list[tuple[int, list[BoundField]]]:
        """Return the fields of each item, by its order."""
        return [(order, [self[f"{part}_{order}"] for part in PARTS]) for order in self.orders]

    def content(self) -> list[dict[str, Any]]:
        """Return the items as minutes store them; only for a valid form."""
        return [self._item(order) for order in self.orders]

    def _item(self, order: int) -> dict[str, Any]:
        value = {part: self.cleaned_data[f"{part}_{order}"] for part in PARTS}
        return {
            "order": order,
            "heading": value["heading"],
            "paragraphs": lines_of(value["paragraphs"]),
            "decision": "".join(lines_of(value["decision"])),
            "owner": value["owner"],
            "co_owners": units_of(value["co_owners"]),
            "due": value["due"].isoformat() if value["due"] else "",
        }

    def distribution(self) -> list[str]:
        """Return the recipients, groups of addressees expanded as of today; only for a valid form.  Clause N-b."""
        today = localdate()
        units = [name for group in self.cleaned_data.get("addressees", ()) for name in group.names_on(today)]
        return list(dict.fromkeys([*lines_of(self.cleaned_data["distribution"]), *units]))


class ReasonForm(forms.Form):
    """Why signed minutes go back to be edited."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3, "data-count": ""})
    )
