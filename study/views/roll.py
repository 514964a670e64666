"""Who is here?  The roll of a study, in place for who keeps it, and one's own signing in and out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.access import BodyRequest, in_body
from members.models import Membership
from members.pages import Words, act_view, done, swapped
from members.procedure.journal import demand_power
from members.procedure.verdict import Verdict
from study import actions
from study.models import Presence, StudyLeave, StudySession
from study.rules import attendance
from study.rules.attendance import Arrival
from study.states import LeaveState, SessionState

READ = "study.read"
KEEP = "study.keep_roll"
SEE_DOUBTS = "reports.read_journal"


@dataclass(slots=True)
class Place:
    """One member on the roll: stays, leave, make-up, minutes so far, and what is to be noted."""

    seat: Membership
    stays: list[Presence] = field(default_factory=list)
    leave: StudyLeave | None = None
    minutes: int | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def here(self) -> Presence | None:
        """Return the stay that has no end yet."""
        return next((stay for stay in self.stays if stay.out_at is None), None)

    @property
    def waiting(self) -> list[Presence]:
        """Return the stays that are to be confirmed."""
        return [stay for stay in self.stays if stay.confirmed_at is None]

    @property
    def confirmed(self) -> list[attendance.Stay]:
        """Return the stays that count."""
        return [stay.stay for stay in self.stays if stay.confirmed_at is not None]


def places(session: StudySession) -> list[Place]:
    """Return who should come, who came and for how long, in protocol order (six queries)."""
    results = {seat.pk: Place(seat) for seat in session.seats()}
    for stay in session.presences.select_related("membership__user", "session"):
        results.setdefault(stay.membership_id, Place(stay.membership)).stays.append(stay)
    for leave in session.leaves.exclude(state=LeaveState.REFUSED):
        if leave.membership_id in results:
            results[leave.membership_id].leave = leave
    made_up = {makeup.membership_id: makeup for makeup in session.makeups.all()}
    late_minutes = session.book.year.late_minutes
    for pk, place in results.items():
        began, ended = session.began_at, session.ended_at
        if began and ended:
            place.minutes = attendance.minutes_present(place.confirmed, began, ended)
        if began and attendance.is_late(place.confirmed, began, late_minutes):
            place.notes.append(_("late"))
        if pk in made_up:
            result = made_up[pk]
            place.notes.append(
                _("made up on %(day)s, %(minutes)s minutes, %(way)s")
                % {"day": f"{result.done_on:%m-%d}", "minutes": result.minutes, "way": result.way}
            )
        place.notes += [stay.remark for stay in place.stays if stay.remark]
    return list(results.values())


def roll(request: BodyRequest, session: StudySession) -> dict[str, Any]:
    """Return what the roll shows."""
    rows = places(session)
    running = session.state in {SessionState.PLANNED, SessionState.OPEN}
    return {
        "session": session,
        "places": rows,
        "own": request.seat.pk if request.seat is not None else 0,
        "present": sum(bool(row.confirmed) for row in rows),
        "to_confirm": sum(len(row.waiting) for row in rows),
        "keeps": request.user.has_perm(KEEP, session),
        "running": running,
        "may_correct": session.state == SessionState.HELD,
        "early": attendance.in_time(request.today, session.day),
    }


def doubts(request: BodyRequest, session: StudySession) -> tuple[Verdict, ...]:
    """Return what a person should look at in the roll, for who keeps it or reads the journal.  Clause 8.3-a."""
    if not (request.user.has_perm(KEEP, session) or request.user.has_perm(SEE_DOUBTS, session.group)):
        return ()
    away = set(session.leaves.filter(state=LeaveState.APPROVED).values_list("membership", flat=True))
    stays = session.presences.filter(confirmed_at__isnull=False, remark="").select_related("membership__user")
    arrivals = [Arrival(stay.membership.name, stay.in_at, stay.membership_id in away) for stay in stays]
    return attendance.doubts(arrivals, session.book.year)


def mine(request: BodyRequest, session: StudySession) -> dict[str, Any] | None:
    """Return what the asker can do for himself now: sign in, or out; None when there is nothing."""
    seat = request.seat
    if seat is None or session.state not in {SessionState.PLANNED, SessionState.OPEN}:
        return None
    stays = list(session.presences.filter(membership=seat))
    here = next((stay for stay in stays if stay.out_at is None), None)
    leave = session.leaves.filter(membership=seat).exclude(state=LeaveState.REFUSED).first()
    planned = session.state == SessionState.PLANNED
    return {
        "sign_url": _url(session, "sign"),
        "leave_url": _url(session, "leave"),
        "here": here,
        "left": [stay for stay in stays if stay.out_at is not None],
        "leave": leave,
        "ask_url": _url(session, "leave_ask") if planned and leave is None else "",
        "early": attendance.in_time(request.today, session.day),
        "is_open": session.state == SessionState.OPEN,
    }


def _url(session: StudySession, what: str) -> str:
    return reverse(f"study:session_{what}", args=[session.group.code, session.pk])


def found(request: BodyRequest, pk: int) -> StudySession:
    """Return the study, as who may read studies.  Raises NotPermitted (403), Http404."""
    demand_power(READ, request.user, request.group)
    rows = StudySession.objects.visible_to(request.user, request.group).select_related("group")
    return get_object_or_404(rows, pk=pk)


def _again(request: BodyRequest, session: StudySession, message: str) -> HttpResponse:
    if request.htmx:
        return swapped(request, "study/_roll.html", {"part": roll(request, session)}, message)
    return done(request, _url(session, "detail"), message)


def on_seat(act: Callable[..., Presence], message: Words) -> Callable[..., HttpResponse]:
    """Return the view of a button on the roll: an act about one member of the body."""

    @in_body
    @act_view
    def pressed(request: BodyRequest, pk: int, row: int) -> HttpResponse:
        session = found(request, pk)
        seats = Membership.objects.filter(group=session.group).in_office(session.day).select_related("user")
        act(session, get_object_or_404(seats, pk=row), by=request.user, at=timezone.now())
        return _again(request, session, str(message))

    return pressed


def for_oneself(act: Callable[..., Presence], message: Words) -> Callable[..., HttpResponse]:
    """Return the view of one's own button: signing in or out."""

    @in_body
    @act_view
    def pressed(request: BodyRequest, pk: int) -> HttpResponse:
        session = found(request, pk)
        act(session, by=request.user, at=timezone.now())
        return done(request, _url(session, "detail"), message)

    return pressed


@in_body
@act_view
def session_confirm(request: BodyRequest, pk: int, row: int) -> HttpResponse:
    """Confirm one sign-in."""
    session = found(request, pk)
    demand_power(KEEP, request.user, session)
    stays = Presence.objects.filter(session=session).select_related("membership__user", "session__group")
    actions.confirm_stay(get_object_or_404(stays, pk=row), by=request.user, at=timezone.now())
    return _again(request, session, _("Confirmed."))


@in_body
@act_view
def session_confirm_all(request: BodyRequest, pk: int) -> HttpResponse:
    """Confirm every sign-in that waits."""
    session = found(request, pk)
    actions.confirm_all(session, by=request.user, at=timezone.now())
    return _again(request, session, _("Confirmed."))


URLS = [
    path(
        "study/sessions/<int:pk>/sign/",
        for_oneself(actions.check_in, gettext_lazy("Signed in; it counts once it is confirmed.")),
        name="session_sign",
    ),
    path(
        "study/sessions/<int:pk>/leave/",
        for_oneself(actions.check_out, gettext_lazy("Signed out.")),
        name="session_leave",
    ),
    path(
        "study/sessions/<int:pk>/in/<int:row>/",
        on_seat(actions.check_in, gettext_lazy("Signed in.")),
        name="session_in",
    ),
    path(
        "study/sessions/<int:pk>/out/<int:row>/",
        on_seat(actions.check_out, gettext_lazy("Signed out.")),
        name="session_out",
    ),
    path("study/sessions/<int:pk>/confirm/<int:row>/", session_confirm, name="session_confirm"),
    path("study/sessions/<int:pk>/confirm_all/", session_confirm_all, name="session_confirm_all"),
]
