"""How does somebody sign in and out?"""

from datetime import datetime

from django.db import transaction

from meetings.actions.standing import lock
from meetings.models import AttendanceRecord, Meeting, Observer
from meetings.rules import admission
from members.models import Membership, User
from members.procedure.journal import advance
from members.procedure.record import Refused
from members.procedure.verdict import gettext_noop, refuse


def _behalf(meeting: Meeting, who: Membership | Observer, by: User) -> tuple[bool, User | None]:
    """Return whether the recorder acts, and for whom.  Raises Refused ("proxy_not_allowed")."""
    if meeting.is_recorder(by):
        return True, who.user
    if who.user_id == by.pk:
        return False, None
    raise Refused(refuse("proxy_not_allowed", gettext_noop("Nobody acts here for another member."), "6.4-a"))


def _stay(meeting: Meeting, who: Membership | Observer) -> AttendanceRecord | None:
    stays = meeting.attendance.filter(out_at__isnull=True)
    if isinstance(who, Observer):
        return stays.filter(observer=who).first()
    return stays.filter(membership=who).first()


def check_in(
    meeting: Meeting, who: Membership | Observer | None, *, by: User, at: datetime
) -> AttendanceRecord:
    """Sign somebody in: by the recorder at once, on one's own screen to be confirmed.

    Who has signed in stays signed in.  Raises Refused: "not_a_member", "not_in_office", "member_suspended",
    "proxy_not_allowed".  Clause 6.4-a.
    """
    if who is None:
        raise Refused(admission.sign_in(is_member=False, in_office=False, standing=""))
    by_recorder, behalf = _behalf(meeting, who, by)
    with transaction.atomic():
        # Two clicks at once are one: the second finds, behind the lock, what the first has written.
        lock(meeting)
        known = _stay(meeting, who)
        if known is not None:
            return known
        with advance(meeting, "check_in", by=by, at=at, on_behalf_of=behalf, who=str(who)) as act:
            stay = AttendanceRecord(meeting=meeting, in_at=at, by_self=not by_recorder)
            if isinstance(who, Observer):
                stay.observer = who
            else:
                stay.membership = who
            if by_recorder:
                stay.confirmed_at, stay.confirmed_by = at, by
            stay.save()
            act.facts.update(_figures(meeting))
    return stay


def check_out(meeting: Meeting, who: Membership | Observer, *, by: User, at: datetime) -> AttendanceRecord:
    """Note that somebody left.  Raises Refused ("not_present").  Clause 6.4-a."""
    by_recorder, behalf = _behalf(meeting, who, by)
    with advance(
        meeting, "check_out", by=by, at=at, on_behalf_of=behalf if by_recorder else None, who=str(who)
    ) as act:
        stay = _stay(meeting, who)
        if stay is None:
            raise Refused(refuse("not_present", gettext_noop("This member is not in the room."), "6.4-a"))
        stay.out_at = at
        stay.save()
        act.facts.update(_figures(meeting))
    return stay


def confirm_check_in(stay: AttendanceRecord, *, by: User, at: datetime) -> AttendanceRecord:
    """Confirm that who signed in on a screen is really here; from now on it counts.  Clause 6.4-a."""
    with advance(stay.meeting, "confirm_check_in", by=by, at=at, who=str(stay)) as act:
        stay.refresh_from_db()
        if stay.confirmed_at is None:
            stay.confirmed_at, stay.confirmed_by = at, by
            stay.save()
        act.facts.update(_figures(stay.meeting))
    return stay


def _figures(meeting: Meeting) -> dict[str, int]:
    roll = meeting.roll()
    return {"present": len(roll.present), "base": roll.base}
