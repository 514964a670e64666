"""Which forms are used in a vote?  Choices, slips and passwords are never shown again by a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from votes.rules.majority import Tally
from votes.states import Choice, Medium, Method

CHOOSE = _("Choose one of the stances offered.")


class OpenVoteForm(forms.Form):
    """By which method the vote is held; a secret one names its tellers."""

    method = forms.ChoiceField(label=_("Method"), choices=Method)
    medium = forms.ChoiceField(label=_("Where"), choices=[("", "—"), *Medium.choices], required=False)
    scrutineer = forms.CharField(label=_("Scrutineer"), max_length=60, required=False)
    teller = forms.CharField(label=_("Teller"), max_length=60, required=False)


class CastForm(forms.Form):
    """A member's own stance; the password when the log-in is not fresh."""

    choice = forms.ChoiceField(
        label=_("Stance"),
        choices=[choice for choice in Choice.choices if choice[0] != Choice.NOT_VOTED],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    password = forms.CharField(label=_("Password"), required=False, max_length=128, strip=False)


class StancesForm(forms.Form):
    """A show of hands: one stance for all (`rest`), and others by seat (`stance-<seat>`)."""

    rest = forms.ChoiceField(
        label=_("Stance"), choices=Choice, error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )

    def clean(self) -> dict[str, Any]:
        """Read the single stances into `exceptions`: seat → stance."""
        data: dict[str, Any] = super().clean() or {}
        exceptions = {}
        for name, value in self.data.items():
            prefix, _dash, seat = name.partition("-")
            if prefix != "stance":
                continue
            if not seat.isdecimal() or len(seat) > 12 or value not in Choice.values:
                raise ValidationError(CHOOSE, code="choice_not_allowed")
            exceptions[int(seat)] = str(value)
        return data | {"exceptions": exceptions}


def number(label: Any) -> forms.IntegerField:
    """Return a field for a number of ballots; empty is none."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=99, initial=0)


class TallyForm(forms.Form):
    """The tellers' figures of a ballot on paper."""

    approve = number(_("approve"))
    oppose = number(_("oppose"))
    abstain = number(_("abstain"))
    defer = number(_("defer"))
    not_voted = number(_("took no stance"))
    invalid = number(_("invalid"))
    not_returned = number(_("not returned"))
    scrutineer = forms.CharField(label=_("Scrutineer"), max_length=60)
    teller = forms.CharField(label=_("Teller"), max_length=60)

    def tally(self) -> Tally:
        """Return the figures of a valid form."""
        names = ("approve", "oppose", "abstain", "defer", "not_voted", "invalid", "not_returned")
        return Tally(**{name: self.cleaned_data[name] or 0 for name in names})


class CountForm(forms.Form):
    """Two of the three code slips, typed by the tellers on one screen."""

    slip_a = forms.CharField(label=_("First slip"), max_length=80)
    slip_b = forms.CharField(label=_("Second slip"), max_length=80)
    password = forms.CharField(label=_("Password"), required=False, max_length=128, strip=False)


class VoidForm(forms.Form):
    """Why a vote is void."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
