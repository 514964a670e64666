"""How is leave from a study asked for, and decided?"""

from datetime import datetime

from django.urls import reverse

from members.models import Membership, Post, User
from members.notifications import notify
from members.procedure.journal import advance
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from study.models import StudyLeave, StudySession
from study.states import LEAVE


def seat_of(session: StudySession, user: User) -> Membership | None:
    """Return the person's seat on the day of the study."""
    return Membership.objects.filter(group=session.group, user=user).in_office(session.day).first()


def request_leave(
    session: StudySession, reason: str, *, by: User, at: datetime, member: Membership | None = None
) -> StudyLeave:
    """Ask for leave before the study, for oneself or, as the secretariat, for a member.  Clause 8.3-a.

    Raises Refused: "leave_after_start", "not_a_member", "reason_required", "proxy_not_allowed".
    """
    seat = member or seat_of(session, by)
    behalf = None if seat is None or seat.user_id == by.pk else seat.user
    with advance(session, "request_leave", by=by, at=at, on_behalf_of=behalf, reason=reason):
        if seat is None:
            raise Refused(
                refuse("not_a_member", gettext_noop("This person is not a member of the group."), "8.3-a")
            )
        if behalf is not None and not by.has_perm("study.keep_roll", session):
            uphold(refuse("proxy_not_allowed", gettext_noop("Nobody acts here for another member."), "8.3-a"))
        uphold(reason_given(reason, "8.3-a"))
        leave = StudyLeave(session=session, membership=seat, reason=reason, requested_at=at)
        leave.save()
    _ask_the_head(leave, by, at)
    return leave


def _ask_the_head(leave: StudyLeave, by: User, at: datetime) -> None:
    session = leave.session
    heads = Membership.objects.filter(group=session.group, post=Post.SECRETARY).in_office(session.day)
    for head in heads.exclude(user=by).select_related("user"):
        notify(
            head.user,
            "study_leave_requested",
            f"{leave.pk}",
            group=session.group,
            subject=f"学习请假：{leave.membership.name} {session.title}",
            url=reverse("study:session_detail", args=[session.group.code, session.pk]),
            at=at,
        )


def _decide(leave: StudyLeave, verb: str, by: User, at: datetime) -> StudyLeave:
    facts = {"member": str(leave.membership), "decision": f"leave_{LEAVE.transition(verb).target}"}
    with (
        advance(leave.session, "decide_leave", by=by, at=at, **facts) as act,
        act.part(leave, verb),
    ):
        leave.decided_by = by
        leave.decided_at = at
    session = leave.session
    notify(
        leave.membership.user,
        "study_leave_decided",
        f"{leave.pk}",
        group=session.group,
        subject=f"学习请假{leave.get_state_display()}：{session.title}",
        url=reverse("study:session_detail", args=[session.group.code, session.pk]),
        at=at,
    )
    return leave


def approve_leave(leave: StudyLeave, *, by: User, at: datetime) -> StudyLeave:
    """Approve leave.  Raises Refused ("already_decided").  Clause 8.3-a."""
    return _decide(leave, "approve_leave", by, at)


def refuse_leave(leave: StudyLeave, *, by: User, at: datetime) -> StudyLeave:
    """Refuse leave.  Raises Refused ("already_decided").  Clause 8.3-a."""
    return _decide(leave, "refuse_leave", by, at)
