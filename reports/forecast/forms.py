"""What is assumed to fall away?  A form that is only asked, never stored."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Membership
from reports.forecast.assumed import NOTHING, Assumed

MOST = 60


class WhatIfForm(forms.Form):
    """What falls away: the next meeting, the next study, the studies of this month, a member at the next ones."""

    meeting = forms.BooleanField(label=_("the next meeting falls away"), required=False)
    study = forms.BooleanField(label=_("the next study falls away"), required=False)
    month = forms.BooleanField(label=_("no further study is held this month"), required=False)
    seat = forms.TypedChoiceField(label=_("this member"), required=False, coerce=int, empty_value=None)
    misses = forms.IntegerField(
        label=_("misses the next studies"), required=False, min_value=0, max_value=MOST
    )

    def __init__(self, seats: Iterable[Membership], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # what was asked for behind the "?"
        chosen = self.fields["seat"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [("", "—"), *((seat.pk, seat.name) for seat in seats)]
        for name, field in self.fields.items():
            css = {"seat": "form-select", "misses": "form-control"}.get(name, "form-check-input")
            field.widget.attrs |= {"class": css}

    def assumed(self) -> Assumed:
        """Return what is assumed; nothing where the form was not filled, or wrongly."""
        if not self.is_valid():
            return NOTHING
        typed = self.cleaned_data
        return Assumed(typed["meeting"], typed["study"], typed["month"], typed["seat"], typed["misses"] or 0)
