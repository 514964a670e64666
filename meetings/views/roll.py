"""How do people sign in and out?"""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings import actions
from meetings.forms_sitting import LateLeaveForm, WhoForm, taken
from meetings.models import AttendanceRecord, Meeting
from meetings.views.console import meeting_for
from meetings.views.sitting import answered, meeting_act
from members.access import BodyRequest, in_body
from members.pages import Words, act_view


@meeting_act
def roll_enter(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Sign a member or an observer in."""
    data = taken(WhoForm(meeting, request.POST))
    stay = actions.check_in(meeting, data["member"] or data["observer"], by=request.user, at=at)
    if stay.confirmed_at is None:
        return _("Signed in; the recorder will confirm it.")
    return _("Signed in.")


@meeting_act
def roll_leave(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Note that a member or an observer left."""
    data = taken(WhoForm(meeting, request.POST))
    actions.check_out(meeting, data["member"] or data["observer"], by=request.user, at=at)
    return _("Signed out.")


@meeting_act
def roll_sign(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Sign oneself in, on one's own screen; the recorder confirms it."""
    observer = meeting.observers.filter(user=request.user).first()
    who = meeting.seat_for(request.user) or observer
    actions.check_in(meeting, who, by=request.user, at=at)
    return _("Signed in; the recorder will confirm it.")


@meeting_act
def roll_confirm_all(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Confirm everybody who signed in on a screen and waits."""
    for stay in meeting.attendance.filter(confirmed_at__isnull=True, out_at__isnull=True):
        actions.confirm_check_in(stay, by=request.user, at=at)
    return _("Confirmed.")


@in_body
@act_view
def roll_confirm(request: BodyRequest, pk: int) -> HttpResponse:
    """Confirm that who signed in on a screen is really here."""
    rows = AttendanceRecord.objects.filter(meeting__group=request.group).select_related("meeting")
    stay = get_object_or_404(rows, pk=pk)
    meeting = meeting_for(request, stay.meeting_id)
    actions.confirm_check_in(stay, by=request.user, at=timezone.now())
    return answered(request, meeting, _("Confirmed."))


@meeting_act
def leave_enter(request: BodyRequest, meeting: Meeting, at: datetime) -> Words:
    """Record leave that was asked for after the start."""
    data = taken(LateLeaveForm(meeting, request.POST))
    actions.enter_late_leave(meeting, **data, by=request.user, at=at)
    return _("The leave is entered.")
