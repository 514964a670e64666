"""Which forms edit plans and studies?"""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import Meeting
from members.forms import RecordForm, dress, people_of
from members.models import LeadingGroup, Membership, Post, WorkTag
from study.models import StudyPlan, StudyPlanLine, StudySession
from study.states import Content

USUAL_HOUR, USUAL_MINUTES = 9, 120


class PlanForm(RecordForm):
    """The plan of a year."""

    model = StudyPlan
    names = ("year", "planned_minutes", "note")


class LineForm(RecordForm):
    """A study foreseen in the plan."""

    model = StudyPlanLine
    names = ("month", "theme", "form", "contents", "lecturer", "minutes")
    contents = forms.MultipleChoiceField(
        label=_("contents"), choices=Content.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class SummaryForm(RecordForm):
    """The summary at the end of the year."""

    model = StudyPlan
    names = ("summary",)
    needed = names


class SessionForm(RecordForm):
    """A study: when and where, what and how, and whether it counts."""

    model = StudySession
    names = (
        "line",
        "title",
        "starts_at",
        "ends_at",
        "place",
        "form",
        "contents",
        "chair",
        "lecturer",
        "speakers",
        "recorder",
        "counts_toward_quota",
        "is_central_group",
        "is_enlarged",
        "next_to",
        "for_life_year",
        "work_tags",
    )
    contents = forms.MultipleChoiceField(
        label=_("contents"), choices=Content.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    work_tags = forms.MultipleChoiceField(
        label=_("fields of Party building"),
        choices=WorkTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For summaries only."),
    )

    def __init__(self, group: LeadingGroup, on: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = StudyPlanLine.objects.filter(plan__group=group, removed=False).select_related("plan")
        self.choose("line", lines.order_by("-plan__year", "month"), lambda line: f"{line.plan.year}年{line}")
        seats = Membership.objects.filter(group=group).in_office(on).select_related("user")
        self.choose("speakers", seats, lambda seat: seat.name)
        self.choose("chair", seats, lambda seat: seat.name)
        self.choose("recorder", people_of(group).order_by("name"), lambda user: user.name)
        meetings = Meeting.objects.filter(group=group).select_related("group").order_by("-starts_at")
        self.choose("next_to", meetings, lambda meeting: f"{meeting.day:%Y-%m-%d} {meeting.title}")


def usual(group: LeadingGroup, now: datetime) -> dict[str, Any]:
    """Return what a new study usually is: next week, two hours in the morning, the usual place."""
    start = localtime(now).replace(hour=USUAL_HOUR, minute=0, second=0, microsecond=0) + timedelta(days=7)
    return {
        "starts_at": start,
        "ends_at": start + timedelta(minutes=USUAL_MINUTES),
        "place": group.default_place,
        "counts_toward_quota": True,
        "chair": head_of(group, now),
    }


def head_of(group: LeadingGroup, now: datetime) -> int | None:
    """Return the seat of the head of the study group, who is the secretary."""
    heads = Membership.objects.filter(group=group, post=Post.SECRETARY).in_office(localdate(now))
    return heads.values_list("pk", flat=True).first()


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no brackets when it runs
    """A choice among members, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the member's name."""
        return str(obj.name)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class LeaveForm(forms.Form):
    """Leave from a study, for oneself or, as the secretariat, for a member."""

    reason = forms.CharField(label=_("reason"), max_length=200)

    def __init__(self, seats: list[Membership] | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seats is not None:
            self.fields["member"] = member_field(seats)
            self.order_fields(["member", "reason"])


def member_field(seats: list[Membership]) -> "forms.ModelChoiceField[Membership]":
    """Return a choice among the members in office."""
    rows = Membership.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("user")
    return NamedChoice(label=_("member"), queryset=rows)


class StayForm(forms.Form):
    """A stay put right, with the reason."""

    in_at = forms.DateTimeField(label=pgettext_lazy("study", "came"))
    out_at = forms.DateTimeField(label=pgettext_lazy("study", "left"))
    remark = forms.CharField(label=_("reason"), max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class EnteredStayForm(StayForm):
    """A stay of somebody who signed on paper."""

    def __init__(self, seats: list[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = member_field(seats)
        self.fields["remark"].help_text = _("For example: entered from the sign-in sheet on paper.")
        self.order_fields(["member", "in_at", "out_at", "remark"])


class TimesForm(forms.Form):
    """When a study really began and ended, with the reason for entering it afterwards."""

    began_at = forms.DateTimeField(label=_("began"))
    ended_at = forms.DateTimeField(label=pgettext_lazy("study", "ended"))
    reason = forms.CharField(label=_("reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class MakeupForm(forms.Form):
    """Make-up study of one member."""

    done_on = forms.DateField(label=_("made up on"))
    minutes = forms.IntegerField(label=pgettext_lazy("study", "minutes"), min_value=1, max_value=1000)
    way = forms.CharField(label=_("how"), max_length=200)

    def __init__(self, seats: list[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = member_field(seats)
        self.order_fields(["member", "done_on", "minutes", "way"])
        dress(self.fields.values())


class RecordTextForm(RecordForm):
    """What was studied, and what was said in the discussion."""

    model = StudySession
    names = ("gist", "discussion")
    needed = ("gist",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.update({"rows": 10, "data-count": True})
