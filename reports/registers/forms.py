"""Which forms edit regulations, units, addressees, activities and statements?"""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.forms.superior import tags_field
from meetings.models import Decision
from members.forms import RecordForm, dress
from members.models import LeadingGroup, Membership
from reports.registers.models.activities import GroupActivity, Statement
from reports.registers.models.regulations import IN_FORCE, Regulation, RegulationReview
from reports.registers.models.units import AddresseeGroup, SubordinateUnit
from reports.registers.states import UnitState


def decisions_of(group: LeadingGroup) -> Any:
    """Return the decisions of a body, to choose one."""
    return Decision.objects.filter(group=group).select_related("item")


def decision_label(decision: Decision) -> str:
    """Return a decision as it is chosen from."""
    return f"{decision.number} {decision.item.title}"


class RegulationForm(RecordForm):
    """A regulation."""

    model = Regulation
    names: ClassVar[tuple[str, ...]] = ("title", "number", "kind", "summary", "based_on")

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("based_on", Regulation.objects.filter(group=group))
        self.fields["number"].help_text = _("May be left empty until it is issued.")


class RegulationChangeForm(RegulationForm):
    """A regulation in the register, with the day of its next review."""

    names = (*RegulationForm.names, "review_on")


class AdoptionForm(forms.Form):
    """The decision by which a regulation was adopted."""

    decision = forms.ModelChoiceField(label=_("decision that adopted it"), queryset=Decision.objects.none())

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = decisions_of(group).filter(state=Decision.State.IN_FORCE)
        field.label_from_instance = decision_label  # type: ignore[method-assign, assignment]  # what Django offers for it


class IssueForm(RecordForm):
    """Number and day of issue, and the next review."""

    model = Regulation
    names = ("number", "issued_on", "review_on")
    needed = ("issued_on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].help_text = _("Left empty: a year after the issue.")


class ReviewForm(RecordForm):
    """What a review came to."""

    model = RegulationReview
    names = ("result", "text")
    review_on = forms.DateField(
        label=_("next review"), required=False, help_text=_("Left empty: a year from today.")
    )


class RepealForm(RecordForm):
    """Why a regulation is repealed, from when, and what takes its place."""

    model = Regulation
    names = ("repeal_reason", "repealed_on", "replaced_by")
    needed = ("repeal_reason", "repealed_on")

    def __init__(self, regulation: Regulation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Regulation.objects.filter(group=regulation.group, state__in=IN_FORCE)
        self.choose("replaced_by", others.exclude(pk=regulation.pk))


class UnitForm(RecordForm):
    """A unit under the government."""

    model = SubordinateUnit
    names = ("name", "kind", "leader", "head", "contact", "phone", "order", "since")

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("leader", Membership.objects.filter(group=group).in_office(on).select_related("user"))
        self.fields["name"].help_text = _(
            "Tasks are found by this name; write it as on the supervision slips."
        )


class AddresseesForm(RecordForm):
    """A group of addressees: its name and its units."""

    model = AddresseeGroup
    names = ("name", "units")
    units = forms.ModelMultipleChoiceField(
        label=_("units"), queryset=SubordinateUnit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = SubordinateUnit.objects.filter(group=group, state=UnitState.ACTIVE)


class ExpandForm(forms.Form):
    """What is sent, and on which day."""

    purpose = forms.CharField(
        label=_("what is sent"), max_length=200, help_text=_("Title or number of what is issued.")
    )
    day = forms.DateField(label=_("day"), initial=localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class ActivityForm(RecordForm):
    """An activity of the group."""

    model = GroupActivity
    names = (
        "kind",
        "title",
        "day",
        "place",
        "led_by",
        "participants",
        "others",
        "note",
        "work_tags",
    )
    participants = forms.ModelMultipleChoiceField(
        label=_("members who took part"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    work_tags = tags_field()

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Membership.objects.filter(group=group).in_office(on).select_related("user")
        self.choose("led_by", seats)
        self.choose("participants", seats)


class StatementForm(RecordForm):
    """What a member said in public."""

    model = Statement
    names = ("speaker", "occasion", "day", "gist", "decision")

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("speaker", Membership.objects.filter(group=group).in_office(on).select_related("user"))
        self.choose("decision", decisions_of(group), decision_label)


class WhyForm(forms.Form):
    """The reason of an act."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))
