"""What does somebody type to plan a meeting, set its agenda, tell the members and be excused?"""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, LeaveRequest, Meeting, Observer
from members.forms import RecordForm, dress, people_of
from members.models import LeadingGroup, Membership, StaffRole, User
from members.models.office import running


class MeetingForm(RecordForm):
    """Time, place, kind, who presides, who records."""

    model = Meeting
    names = (
        "kind",
        "starts_at",
        "expected_end",
        "place",
        "reason",
        "chair",
        "designation_paper",
        "recorder",
        "leave_deadline",
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(
            "chair", Membership.objects.filter(group=group, until__isnull=True).select_related("user")
        )
        keepers = Q(staff_roles__role__in=(StaffRole.Role.RECORDER, StaffRole.Role.CLERK))
        self.choose(
            "recorder",
            User.objects.filter(
                keepers, Q(staff_roles__until__isnull=True), staff_roles__group=group, is_active=True
            ).distinct(),
        )
        self.fields["chair"].help_text = _("Empty: the secretary of that day.")
        self.fields["reason"].help_text = _("Needed for an extraordinary meeting.")


class ReasonForm(forms.Form):
    """A reason, which may not be left out."""

    reason = forms.CharField(label=_("reason"), max_length=300, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class OptionalReasonForm(ReasonForm):
    """A remark, which may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = _("opinion")


class ItemForm(RecordForm):
    """An item the secretary puts on the agenda without a topic proposal."""

    model = AgendaItem
    names = ("title", "kind", "candidate", "reporter", "summary", "decision_draft", "secrecy")


class ObserverForm(RecordForm):
    """Somebody who attends without a vote."""

    model = Observer
    names = ("name", "unit", "post", "user", "from_supervision_unit", "items")

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("user", people_of(meeting.group))
        self.choose("items", meeting.items.on_agenda())
        self.fields["items"].help_text = _("None chosen: the whole meeting.")


class NoticeForm(forms.Form):
    """What the notice says beside time, place and agenda."""

    text = forms.CharField(
        label=_("further text"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Time, place and agenda are written into the notice by themselves."),
    )


class LeaveForm(RecordForm):
    """A request for leave; the secretariat may enter one for a member."""

    model = LeaveRequest
    names = ("reason", "text")

    def __init__(self, meeting: Meeting, *args: Any, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_others:
            seats = Membership.objects.filter(running(meeting.day), group=meeting.group).select_related(
                "user"
            )
            member = forms.ModelChoiceField(label=_("member"), queryset=seats)
            self.fields = {"member": member, **self.fields}


class DecideLeaveForm(forms.Form):
    """Approve or refuse, with an opinion."""

    decision = forms.ChoiceField(
        label=_("decision"),
        choices=(("approve", _("approve the leave")), ("refuse", _("refuse the leave"))),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("opinion"), max_length=200, required=False)


class OpinionForm(forms.Form):
    """An absent member's written opinion."""

    text = forms.CharField(
        label=_("written opinion"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "data-draft": True, "data-count": True}),
        help_text=_("It is read out at the meeting and kept with the record; it is not a vote."),
    )
