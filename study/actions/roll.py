"""Who came to a study and left it: by the clerk, or on one's own screen and then confirmed?"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from members.models import Membership, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, reason_given, refuse
from study.actions.leave import seat_of
from study.actions.spans import in_words
from study.models import MakeupStudy, Presence, StudySession
from study.rules import attendance
from study.states import SESSION


def _own_or_kept(session: StudySession, seat: Membership | None, by: User) -> Verdict:
    """Everybody signs for himself; who keeps the roll signs for all."""
    if seat is None:
        return refuse("not_a_member", gettext_noop("This person is not a member of the group."), "8.3-a")
    if seat.user_id != by.pk and not by.has_perm("study.keep_roll", session):
        return refuse("proxy_not_allowed", gettext_noop("Nobody acts here for another member."), "8.3-a")
    return allow()


def check_in(session: StudySession, member: Membership | None = None, *, by: User, at: datetime) -> Presence:
    """Sign in: oneself (to be confirmed), or a member as who keeps the roll.  Clause 8.3-a.

    Raises Refused ("not_a_member", "suspended", "proxy_not_allowed", "too_early"); ValidationError
    ("already_present").
    """
    seat = member or seat_of(session, by)
    kept = by.has_perm("study.keep_roll", session)
    by_self = seat is not None and seat.user_id == by.pk
    with advance(session, "check_in", by=by, at=at) as act:
        act.ask(_own_or_kept(session, seat, by))
        assert seat is not None
        act.ask(attendance.in_time(localdate(at), session.day))
        act.on_behalf_of = None if by_self else seat.user
        act.facts["member"] = str(seat)
        presence = Presence(
            session=session,
            membership=seat,
            in_at=at,
            by_self=by_self,
            confirmed_at=at if kept else None,
            confirmed_by=by if kept else None,
        )
        presence.save()
    return presence


def check_out(session: StudySession, member: Membership | None = None, *, by: User, at: datetime) -> Presence:
    """Sign out.  Raises Refused ("not_present").  Clause 8.3-a."""
    seat = member or seat_of(session, by)
    with advance(session, "check_out", by=by, at=at) as act:
        act.ask(_own_or_kept(session, seat, by))
        assert seat is not None
        act.on_behalf_of = None if seat.user_id == by.pk else seat.user
        act.facts["member"] = str(seat)
        here = session.presences.filter(membership=seat, out_at__isnull=True).first()
        if here is None:
            raise Refused(refuse("not_present", gettext_noop("This member has not signed in."), "8.3-a"))
        here.out_at = at
        here.save()
    return here


def confirm_stay(presence: Presence, *, by: User, at: datetime) -> Presence:
    """Confirm somebody's own sign-in, as who keeps the roll.  Clause 8.3-a."""
    with advance(presence.session, "confirm_stay", by=by, at=at, member=str(presence.membership)):
        _confirm(presence, by, at)
    return presence


def confirm_all(session: StudySession, *, by: User, at: datetime) -> int:
    """Confirm every sign-in that waits; return how many.  Clause 8.3-a."""
    with advance(session, "confirm_stay", by=by, at=at) as act:
        waiting = list(session.presences.filter(confirmed_at__isnull=True).select_related("membership__user"))
        for presence in waiting:
            _confirm(presence, by, at)
        act.facts["confirmed"] = len(waiting)
    return len(waiting)


def _confirm(presence: Presence, by: User, at: datetime) -> None:
    presence.confirmed_at = at
    presence.confirmed_by = by
    presence.save()


def enter_stay(
    session: StudySession,
    member: Membership,
    in_at: datetime,
    out_at: datetime,
    remark: str,
    *,
    by: User,
    at: datetime,
) -> Presence:
    """Enter afterwards the stay of somebody who signed on paper, with the reason.  Clause 8.3-a."""
    facts = {"member": str(member), "after": in_words(in_at, out_at), "reason": remark}
    with advance(session, "enter_stay", by=by, at=at, on_behalf_of=member.user, **facts):
        _explained(remark, in_at, out_at, at)
        presence = Presence(session=session, membership=member, confirmed_at=at, confirmed_by=by)
        presence.in_at, presence.out_at, presence.remark = in_at, out_at, remark
        presence.save()
    return presence


def _explained(remark: str, in_at: datetime, out_at: datetime, at: datetime) -> None:
    uphold(reason_given(remark, "8.3-a"))
    uphold(attendance.has_been(in_at, out_at, at))


def correct_stay(
    presence: Presence, in_at: datetime, out_at: datetime, remark: str, *, by: User, at: datetime
) -> Presence:
    """Put a stay right after the study, with the reason; what stood before goes into the journal.  Clause 8.3-a."""
    before = in_words(presence.in_at, presence.out_at)
    with advance(presence.session, "correct_stay", by=by, at=at, before=before) as act:
        _explained(remark, in_at, out_at, at)
        act.on_behalf_of = presence.membership.user
        act.facts |= {"after": in_words(in_at, out_at), "reason": remark}
        presence.in_at, presence.out_at, presence.remark = in_at, out_at, remark
        presence.save()
    return presence


def enter_makeup(
    session: StudySession,
    member: Membership,
    done_on: date,
    minutes: int,
    way: str,
    *,
    by: User,
    at: datetime,
) -> MakeupStudy:
    """Put make-up study on record, also when the record of the study is closed, which stays as it is.  Clause 8.3-b."""
    demand_power("study.keep_roll", by, session)
    with transaction.atomic():
        session.refresh_from_db(from_queryset=StudySession._base_manager.select_for_update())
        uphold(SESSION.admits("enter_makeup", session.state))
        makeup = MakeupStudy(session=session, membership=member, done_on=done_on, minutes=minutes, way=way)
        makeup.save()
        state, facts = session.state, {"study_minutes": minutes}
        enter(
            session,
            "enter_makeup",
            by=by,
            at=at,
            on_behalf_of=member.user,
            before=state,
            after=state,
            facts=facts,
        )
    return makeup
