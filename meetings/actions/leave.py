"""How is leave asked for, and decided?"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from meetings.models import LeaveRequest, Meeting
from meetings.rules import discussion
from meetings.rules.roll import Room
from meetings.states import LEAVE
from members.models import Membership, User
from members.notifications import notify
from members.procedure.journal import advance
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse


def request_leave(
    meeting: Meeting, reason: str, text: str = "", *, by: User, at: datetime, member: Membership | None = None
) -> LeaveRequest:
    """Ask for leave before the meeting, for oneself or, as the secretariat, for a member.  Clause 6.4-c.

    Raises Refused ("leave_after_start").
    """
    seat = member or meeting.seat_for(by)
    behalf = None if seat is None or seat.user_id == by.pk else seat.user
    with advance(meeting, "request_leave", by=by, at=at, on_behalf_of=behalf, reason=reason):
        leave = _new_leave(meeting, seat, by, reason=reason, text=text, requested_at=at)
    approver = meeting.secretary
    if approver is not None and approver.user_id != by.pk:
        notify(
            approver.user,
            "leave_requested",
            f"{leave.pk}",
            group=meeting.group,
            subject=f"请假：{leave.membership.name} {meeting.title}",
            url=reverse("meetings:leave_list", args=[meeting.group.code]),
            at=at,
        )
    return leave


def _new_leave(meeting: Meeting, seat: Membership | None, by: User, **fields: object) -> LeaveRequest:
    roll = meeting.roll()
    everybody = Room(type(roll)(roll.entitled, roll.entitled, frozenset(), roll.chair))
    uphold(discussion.participant(seat.pk if seat else None, everybody, clause="6.4-c"))
    assert seat is not None
    if seat.user_id != by.pk and not meeting.is_recorder(by):
        raise Refused(
            refuse("proxy_not_allowed", gettext_noop("Nobody acts here for another member."), "6.4-c")
        )
    leave = LeaveRequest(meeting=meeting, membership=seat, **fields)
    leave.save()
    return leave


def enter_late_leave(
    meeting: Meeting, member: Membership, reason: str, text: str = "", *, by: User, at: datetime
) -> LeaveRequest:
    """Record leave that was asked for after the start; it stays flagged as late.  Clause 6.4-c."""
    with advance(meeting, "enter_late_leave", by=by, at=at, on_behalf_of=member.user, reason=reason):
        return _new_leave(meeting, member, by, reason=reason, text=text, requested_at=at, late=True)


def _decide(leave: LeaveRequest, verb: str, text: str, by: User, at: datetime) -> LeaveRequest:
    facts = {"member": str(leave.membership), "decision": LEAVE.transition(verb).target}
    with (
        advance(leave.meeting, "decide_leave", by=by, at=at, **facts) as act,
        act.part(leave, verb),
    ):
        leave.decided_by = by
        leave.decided_at = at
        leave.decision_text = text
    transaction.on_commit(lambda: _tell(leave, at))
    return leave


def _tell(leave: LeaveRequest, at: datetime) -> None:
    notify(
        leave.membership.user,
        "leave_decided",
        f"{leave.pk}",
        group=leave.meeting.group,
        subject=f"请假{leave.get_state_display()}：{leave.meeting.title}",
        url=reverse("meetings:meeting_detail", args=[leave.meeting.group.code, leave.meeting_id]),
        at=at,
    )


def approve_leave(leave: LeaveRequest, text: str = "", *, by: User, at: datetime) -> LeaveRequest:
    """Approve leave, before the meeting.  Clause 6.4-c."""
    return _decide(leave, "approve_leave", text, by, at)


def refuse_leave(leave: LeaveRequest, text: str = "", *, by: User, at: datetime) -> LeaveRequest:
    """Refuse leave, before the meeting.  Clause 6.4-c."""
    return _decide(leave, "refuse_leave", text, by, at)
