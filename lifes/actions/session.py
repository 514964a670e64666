"""What happens in the session of a democratic-life meeting?"""

from collections import Counter
from datetime import date, datetime

from django.utils.timezone import localdate

from lifes.models import (
    AbsentStatement,
    Criticism,
    DemocraticLifeMeeting,
    LifeAttendance,
    LifeFeedback,
    TextQuestion,
)
from lifes.rules import session
from members.models import Membership, User
from members.procedure.journal import advance, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from members.similarity import alike


def assign_recorder(
    life: DemocraticLifeMeeting, recorder: User, *, by: User, at: datetime
) -> DemocraticLifeMeeting:
    """Name who records the session.  Clause 7.3-b."""
    with advance(life, "assign_recorder", by=by, at=at, recorder=str(recorder)):
        life.recorder = recorder
    return life


def sign_in(life: DemocraticLifeMeeting, member: Membership, *, by: User, at: datetime) -> LifeAttendance:
    """Sign a member in, on the day.  Clause 7.3-a.

    Raises Refused ("not_a_member", "not_the_day"); ValidationError ("already_present").
    """
    with advance(life, "sign_in", by=by, at=at, on_behalf_of=member.user, member=str(member)):
        if life.opened_at is None:
            uphold(session.on_the_day(life.planned_on, localdate(at)))
        if not life.members().filter(pk=member.pk).exists():
            uphold(refuse("not_a_member", gettext_noop("This person is not a member of the group."), "7.3-a"))
        stay = LifeAttendance(life=life, membership=member, in_at=at)
        stay.save()
    return stay


def sign_out(life: DemocraticLifeMeeting, member: Membership, *, by: User, at: datetime) -> LifeAttendance:
    """Note that a member left.  Raises Refused ("not_present").  Clause 7.3-a."""
    with advance(life, "sign_out", by=by, at=at, on_behalf_of=member.user, member=str(member)):
        stay = life.attendance.filter(membership=member, out_at__isnull=True).first()
        if stay is None:
            raise Refused(refuse("not_present", gettext_noop("This member has not signed in."), "7.3-a"))
        stay.out_at = at
        stay.save()
    return stay


def open_session(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> DemocraticLifeMeeting:
    """Open the session, as who presides.  Clauses 7.2-d, 7.3-a.

    Raises Refused: "not_authorised_to_preside", "outlines_missing" and what else is not prepared, "quorum_not_met".
    """
    with advance(life, "open_session", by=by, at=at):
        life.opened_at = at
        life.chair = life.members().filter(user=by).first()
    return life


def present_last_measures(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> DemocraticLifeMeeting:
    """Enter that the session began with how last year's measures were carried out, or that there was no last round.

    Raises Refused ("measures_presented").  Clause 7.4-b.
    """
    with advance(life, "present_last_measures", by=by, at=at) as act:
        uphold(session.presenting(already=life.measures_presented_at is not None))
        last = life.last_round()
        if last is None:
            act.facts["first_round"] = True
        else:
            states = Counter(last.measures.values_list("state", flat=True))
            act.facts["measures"] = sum(states.values())
            act.facts["unfinished"] = sum(states.values()) - states["confirmed"]
        life.measures_presented_at = at
    return life


def record_criticism(
    life: DemocraticLifeMeeting,
    kind: str,
    speaker: Membership,
    target: Membership | None,
    text: str,
    *,
    by: User,
    at: datetime,
) -> Criticism:
    """Write down a self-criticism, a criticism or a reply: one's own words, or anybody's as the recorder.

    The journal holds who spoke, never what.  Raises Refused ("measures_first", "self_criticism_first",
    "proxy_not_allowed" …).  Clauses 7.3-b, 7.4-b.
    """
    behalf = None if speaker.user_id == by.pk else speaker.user
    with advance(life, "record_criticism", by=by, at=at, on_behalf_of=behalf, kind=kind) as act:
        uphold(session.writing_down(own_words=behalf is None, is_recorder=life.recorder_id == by.pk))
        aimed = None if kind == session.SELF else target
        act.ask(session.may_speak(life.said(), kind, speaker.pk, aimed.pk if aimed is not None else None))
        criticism = Criticism(
            life=life, kind=kind, speaker=speaker, target=aimed, text=text, at=at, entered_by=by
        )
        criticism.save()
        _ask_about_likeness(criticism, at)
    return criticism


def _ask_about_likeness(criticism: Criticism, at: datetime) -> None:
    """Compare a criticism with all others of the session."""
    others = (
        criticism.life.criticisms.exclude(pk=criticism.pk)
        .filter(kind=criticism.kind)
        .select_related("speaker__user")
    )
    texts = {row.pk: row for row in others}
    for record in alike(
        criticism.text,
        {key: result.text for key, result in texts.items()},
        criticism.life.law.year.likeness_percent,
    ):
        TextQuestion(
            life=criticism.life,
            kind="criticism",
            about=criticism.speaker,
            key=f"criticism-{criticism.pk}-{record.key}",
            other=f"{texts[record.key].speaker.name} {texts[record.key].get_kind_display()}",
            percent=record.percent,
            raised_on=localdate(at),
        ).save()


def read_statement(
    life: DemocraticLifeMeeting, member: Membership, text: str, *, by: User, at: datetime
) -> AbsentStatement:
    """Enter the written statement of an absent member, as it was read out.  Clause 7.3-a."""
    with advance(life, "read_statement", by=by, at=at, on_behalf_of=member.user, member=str(member)):
        uphold(session.writing_down(own_words=False, is_recorder=life.recorder_id == by.pk))
        if member.pk in life.present():
            uphold(
                refuse(
                    "is_present",
                    gettext_noop("Who is present speaks; statements are for the absent."),
                    "7.3-a",
                )
            )
        statement = AbsentStatement(life=life, membership=member, text=text, read_at=at)
        statement.save()
    return statement


def close_session(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> DemocraticLifeMeeting:
    """Close the session; what was said is locked.  Raises Refused ("self_criticism_missing").  Clause 7.3-b."""
    with advance(life, "close_session", by=by, at=at) as act:
        if life.chair is None or life.chair.user_id != by.pk:
            uphold(session.presiding(is_secretary=False, authorised=False))
        act.ask(life.may_close())
        for stay in life.attendance.filter(out_at__isnull=True):
            stay.out_at = at
            stay.save()
        life.closed_at = at
    return life


def give_feedback(
    life: DemocraticLifeMeeting, member: Membership, given_on: date, way: str, *, by: User, at: datetime
) -> LifeFeedback:
    """Enter that an absent member was told what had been said.  Clause 7.3-a.

    Raises Refused ("was_present", "told_too_early").
    """
    with advance(life, "give_feedback", by=by, at=at, on_behalf_of=member.user, member=str(member)):
        was_present = life.attendance.filter(membership=member).exists()
        uphold(session.telling(was_present=was_present, told_on=given_on, held_on=life.day))
        feedback = LifeFeedback(life=life, membership=member, given_on=given_on, way=way)
        feedback.save()
    return feedback


def read_record(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> None:
    """Enter that somebody has read what was said in the session."""
    enter(life, "read_record", by=by, at=at, before=life.state, after=life.state)
