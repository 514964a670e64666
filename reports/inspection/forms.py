"""What does somebody type about an inspection?"""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.forms import FirstPasswordForm, RecordForm, dress
from members.models import LeadingGroup, StaffRole, User
from members.models.office import running
from reports.inspection.models import Inspection
from reports.inspection.states import Matter

YEARS_BACK = 10


class InspectionForm(RecordForm):
    """An inspection: by whom, on which paper, which years and matters, from when to when."""

    model = Inspection
    names = ("authority", "basis", "purpose", "since", "until")
    years = forms.TypedMultipleChoiceField(
        label=_("years"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only these years are open."),
    )
    matters = forms.MultipleChoiceField(
        label=_("matters"),
        choices=Matter.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only these matters are open. Secret ballots are shown as totals, talks not at all."),
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today.year, today.year - YEARS_BACK, -1)
        self.fields["years"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # a choice field
        self.fields["since"].help_text = _("From the beginning of this day.")
        self.fields["until"].help_text = _("To the end of this day.")


class InspectorForm(forms.Form):
    """A person who inspects, among the accounts of visiting inspectors."""

    user = forms.ModelChoiceField(label=_("inspector"), queryset=User.objects.none())

    def __init__(self, group: LeadingGroup, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = visitors_of(group, today)
        field.label_from_instance = lambda user: f"{user.name}（{user.username}）"  # type: ignore[method-assign, assignment]  # what Django offers for it


def visitors_of(group: LeadingGroup, today: date) -> "QuerySet[User]":
    """Return the active accounts that hold the role of a visiting inspector."""
    held = StaffRole.objects.filter(running(today), group=group, role=StaffRole.Role.VISITING_INSPECTOR)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


class InvitationForm(FirstPasswordForm):
    """A new account for a person who inspects."""

    username = forms.CharField(label=_("user name"), max_length=60)
    name = forms.CharField(label=_("name"), max_length=60)
    field_order = ("username", "name", "password")


class OverForm(forms.Form):
    """Why an inspection is ended or taken back."""

    reason = forms.CharField(label=_("reason"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())
