"""Which forms are used during a sitting?  Shapes and lengths only; the law is asked by the acts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.models import ItemKind, LeaveRequest, Meeting, Observer, Recusal
from members.models import Membership, StaffRole, User
from members.models.office import running

LONG = 8000
"""Characters one field of the record takes: more than an hour of dictation."""


def taken(form: forms.Form) -> dict[str, Any]:
    """Return what a valid form holds.  Raises ValidationError naming each field that is not in order."""
    if form.is_valid():
        return form.cleaned_data
    lines = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        lines += [f"{label}：{message}" if label else str(message) for message in errors]
    raise ValidationError(lines, code="invalid_input")


def long_text(label: Any, *, required: bool = True, most: int = LONG) -> forms.CharField:
    """Return a field of several lines."""
    return forms.CharField(label=label, required=required, max_length=most, widget=forms.Textarea)


class OfMeeting(forms.Form):
    """A form whose choices are those of one meeting."""

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Membership.objects.filter(group=meeting.group).in_office(meeting.day).select_related("user")
        for name in ("member", "chair", "to"):
            if name in self.fields:
                self.fields[name].queryset = seats  # type: ignore[attr-defined]  # these fields choose a seat
        if "observer" in self.fields:
            self.fields["observer"].queryset = meeting.observers.all()  # type: ignore[attr-defined]
        if "recorder" in self.fields:
            self.fields["recorder"].queryset = recorders(meeting)  # type: ignore[attr-defined]


MEMBER = _("Member")


def seat_field(label: Any = MEMBER, *, required: bool = True) -> Any:
    """Return a field that chooses a seat of the meeting's day."""
    return forms.ModelChoiceField(Membership.objects.none(), label=label, required=required)


def recorders(meeting: Meeting) -> Any:
    """Return the accounts that may keep the record: clerks and recorders of the day, members excepted."""
    roles = StaffRole.objects.filter(
        running(meeting.day), group=meeting.group, role__in=("clerk", "recorder")
    )
    return User.objects.filter(pk__in=roles.values("user")).order_by("name")


class WhoForm(OfMeeting):
    """A member or an observer."""

    member = seat_field(required=False)
    observer = forms.ModelChoiceField(Observer.objects.none(), label=_("Observer"), required=False)

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two is named."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("member")) == bool(data.get("observer")):
            raise ValidationError(_("Name a member or an observer."), code="who_required")
        return data


class OpenForm(OfMeeting):
    """Who presides."""

    chair = seat_field(_("Chair"), required=False)


class AdjournForm(forms.Form):
    """Until when the meeting is interrupted."""

    until = forms.DateTimeField(label=_("Until"), required=False)


class RecorderForm(OfMeeting):
    """Who keeps the record."""

    recorder = forms.ModelChoiceField(User.objects.none(), label=_("Recorder"))


class ObserverForm(forms.Form):
    """Somebody who attends without a vote."""

    name = forms.CharField(label=_("Name"), max_length=60)
    unit = forms.CharField(label=_("Unit"), max_length=100, required=False)
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    from_supervision_unit = forms.BooleanField(label=_("From the supervision unit"), required=False)


class LateLeaveForm(OfMeeting):
    """Leave that was asked for after the start."""

    member = seat_field()
    reason = forms.ChoiceField(label=_("Reason"), choices=LeaveRequest.Reason)
    text = forms.CharField(label=_("Details"), max_length=300, required=False)


class AdHocForm(forms.Form):
    """An urgent item that was not announced."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind)
    candidate = forms.CharField(label=_("Candidate"), max_length=60, required=False)
    reason = forms.CharField(label=_("Why it could not be announced"), max_length=300)


class ReportForm(forms.Form):
    """What was reported, and by whom."""

    reporter = forms.CharField(label=_("Reporter"), max_length=100, required=False)
    gist = long_text(_("What was reported"))


class SpeechForm(OfMeeting):
    """A member's words; empty means "no comment"."""

    member = seat_field(required=False)
    text = long_text(_("Words"), required=False)


class ObserverWordsForm(OfMeeting):
    """An observer's words."""

    observer = forms.ModelChoiceField(Observer.objects.none(), label=_("Observer"))
    text = long_text(_("Words"))


class RecusalForm(OfMeeting):
    """Who is recused, and on which ground."""

    member = seat_field(required=False)
    ground = forms.ChoiceField(label=_("Ground"), choices=Recusal.Ground)
    relation = forms.CharField(label=_("Relation"), max_length=60, required=False)
    text = forms.CharField(label=_("Details"), max_length=300, required=False)


class HandOverForm(OfMeeting):
    """Who takes the chair of an item."""

    to = seat_field(_("New chair"))


class ConclusionForm(forms.Form):
    """What an item without a vote came to; one measure a line, or why none is needed."""

    text = long_text(_("Conclusion"))
    measures = long_text(_("Measures, one a line"), required=False)
    no_measures_reason = forms.CharField(
        label=_("Why no measures are needed"), max_length=300, required=False
    )

    def clean_measures(self) -> list[str]:
        """Split into lines of at most 500 characters, the length of a measure."""
        lines = [line.strip() for line in self.cleaned_data["measures"].splitlines() if line.strip()]
        if any(len(line) > 500 for line in lines):
            raise ValidationError(_("A measure has at most 500 characters."), code="max_length")
        return lines


class AsideForm(forms.Form):
    """How an item is set aside, and why."""

    how = forms.ChoiceField(
        label=_("How"),
        choices=[("withdraw", _("Withdraw")), ("postpone", _("Postpone")), ("refer", _("Refer upward"))],
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class CorrectionForm(forms.Form):
    """A dated addition to the signed record."""

    text = long_text(_("Correction"), most=2000)


class SignForm(forms.Form):
    """In which capacity the record is signed."""

    capacity = forms.ChoiceField(
        label=_("Capacity"), choices=[("recorder", _("Recorder")), ("chair", _("Chair"))]
    )
