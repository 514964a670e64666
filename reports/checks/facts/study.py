"""Which studies of a year were held, what was kept of them, and who signed in?  CHK-28, CHK-29."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Q

from meetings.models import AttendanceRecord
from members.models import LeadingGroup
from members.rules.occasions import ONE_DAY
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.study import Came, Studied, Studies
from study.ledger import HELD
from study.models import Presence, StudyLeave, StudySession
from study.rules.attendance import Stay
from study.states import LeaveState, SessionState

Signed = dict[int, list[Presence]]
Elsewhere = dict[int, list[tuple[int, Stay]]]


def gather(group: LeadingGroup, year: int, today: date) -> Studies:
    """Read studies, stays, leave, and where the same people were signed in else (eight queries).

    Clauses 8.1-a, 8.1-c, 8.3-a.
    """
    span = span_of(group, year, today)
    if span is None:
        return Studies(group.pk, None)
    kept = Count("materials", filter=Q(materials__withdrawn=False))
    sessions = StudySession.objects.filter(group=group, state__in=HELD).of_year(year)
    held = list(sessions.annotate(kept=kept).order_by("day", "pk"))
    stays = Presence.objects.filter(
        session__in=[presences.pk for presences in held], confirmed_at__isnull=False
    )
    signed: Signed = defaultdict(list)
    for stay in stays.select_related("membership__user").order_by("pk"):
        signed[stay.session_id].append(stay)
    leaves = StudyLeave.objects.filter(session__in=[record.pk for record in held], state=LeaveState.APPROVED)
    away = set(leaves.values_list("session", "membership"))
    people = {stay.membership.user_id for rows in signed.values() for stay in rows}
    elsewhere = _elsewhere(people, held)
    return Studies(group.pk, span, tuple(_studied(row, signed[row.pk], away, elsewhere) for row in held))


def _elsewhere(people: Iterable[int], held: list[StudySession]) -> Elsewhere:
    """Return by person the stays at meetings (0) and studies (by key) about the year's studies (two queries).

    People may hold seats in several bodies; what is asked is only whether two stays fall together.  Who signs in early is
    there from the beginning on.
    """
    elsewhere: Elsewhere = defaultdict(list)
    if not held:
        return elsewhere
    wanted = {"membership__user__in": set(people), "confirmed_at__isnull": False}
    begins = [row.began_at for row in held if row.began_at is not None]
    about = {"in_at__gte": min(begins) - ONE_DAY, "in_at__lt": max(begins) + ONE_DAY}
    columns = ("membership__user", "in_at", "out_at")
    meetings = AttendanceRecord.objects.filter(**wanted, **about, meeting__closed_at__isnull=False)
    for person, since, until, began in meetings.values_list(*columns, "meeting__opened_at"):
        elsewhere[person].append((0, Stay(max(since, began), until)))
    studies = Presence.objects.filter(**wanted, **about, session__ended_at__isnull=False)
    for person, since, until, session, began in studies.values_list(*columns, "session", "session__began_at"):
        elsewhere[person].append((session, Stay(max(since, began), until)))
    return elsewhere


def _studied(
    session: StudySession, signed: list[Presence], away: set[tuple[int, int]], elsewhere: Elsewhere
) -> Studied:
    assert session.began_at is not None
    assert session.ended_at is not None
    began, ended = session.began_at, session.ended_at
    return Studied(
        key=session.pk,
        day=session.day,
        began=began,
        ended=ended,
        recorded=session.state == SessionState.RECORDED,
        gist=session.gist,
        materials=session.kept,  # type: ignore[attr-defined]  # annotated
        came=tuple(
            Came(
                seat=stay.membership_id,
                name=stay.membership.name,
                stay=stay.stay,
                seen=not stay.remark,
                on_leave=(session.pk, stay.membership_id) in away,
                elsewhere=_about(elsewhere[stay.membership.user_id], session.pk, began, ended),
            )
            for stay in signed
        ),
    )


def _about(stays: list[tuple[int, Stay]], session: int, began: datetime, ended: datetime) -> tuple[Stay, ...]:
    """Return the stays at other sittings and studies that touch the time of a study."""
    return tuple(
        stay
        for other, stay in stays
        if other != session and stay.since < ended and (stay.until is None or began < stay.until)
    )


SOURCE = Source("study", gather, facts=Studies)
