"""Which studies are there, and what stands on the page of one?"""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import sections
from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.models import User
from members.record_pages import Act, Listing, New, Page, RecordPages, on_record, on_row, paper
from members.tables import Column
from study import actions
from study.filters import SessionFilter
from study.forms.sessions import (
    LeaveForm,
    MakeupForm,
    ReasonForm,
    RecordTextForm,
    SessionForm,
    StayForm,
    usual,
)
from study.ledger import ledger, with_one_more
from study.models import Presence, StudyLeave, StudySession
from study.rules import attendance
from study.states import LeaveState
from study.views.plans import contents_in_words

TONES = {"planned": "info", "open": "warn", "held": "info", "recorded": "good", "cancelled": "neutral"}

COLUMNS = (
    Column(_("Day"), lambda s: s.day, order="day", css="nowrap"),
    Column(_("Study"), lambda s: s.title, order="title", title=True),
    Column(_("Form"), lambda s: s.get_form_display(), order="form"),
    Column(_("Lecturer"), lambda s: s.lecturer),
    Column(_("Minutes"), lambda s: s.minutes, css="num"),
    Column(_("Came"), lambda s: s.came if s.began_at else "", css="num"),
    Column(_("Counted"), lambda s: _("yes") if s.counts_toward_quota else _("no")),
    Column(_("State"), lambda s: s.get_state_display(), order="state", tone=lambda s: TONES[s.state]),
)


def rows(request: BodyRequest) -> Any:
    """Return the studies of the body, with how many came."""
    came = Count("presences__membership", filter=Q(presences__confirmed_at__isnull=False), distinct=True)
    found = StudySession.objects.visible_to(request.user, request.group).annotate(came=came)
    return found.select_related("group", "next_to__group", "line")


def roll(request: BodyRequest, session: StudySession) -> sections.Section:
    """Return who should come, who came, for how long (four queries)."""
    seats = session.seats()
    stays: dict[int, list[Presence]] = {}
    for stay in session.presences.select_related("membership__user", "session"):
        stays.setdefault(stay.membership_id, []).append(stay)
    leaves = {leave.membership_id: leave for leave in session.leaves.exclude(state=LeaveState.REFUSED)}
    makeups = {one.membership_id: one for one in session.makeups.all()}
    law = session.book.year
    lines = []
    for seat in seats:
        own = stays.get(seat.pk, [])
        confirmed = [stay.stay for stay in own if stay.confirmed_at]
        began, ended = session.began_at, session.ended_at
        notes = []
        if seat.pk in leaves:
            notes.append(f"{_('leave')} {leaves[seat.pk].get_state_display()}：{leaves[seat.pk].reason}")
        if began and attendance.is_late(confirmed, began, law.late_minutes):
            notes.append(str(_("late")))
        if own and not confirmed:
            notes.append(str(_("to be confirmed")))
        if seat.pk in makeups:
            notes.append(f"{_('made up')} {makeups[seat.pk].done_on:%m-%d} {makeups[seat.pk].minutes}")
        notes += [stay.remark for stay in own if stay.remark]
        minutes = attendance.minutes_present(confirmed, began, ended) if began and ended else ""
        lines.append(
            sections.line(
                seat.name,
                "、".join(f"{timezone.localtime(stay.in_at):%H:%M}" for stay in own),
                "、".join(f"{timezone.localtime(stay.out_at):%H:%M}" for stay in own if stay.out_at),
                minutes,
                "；".join(notes),
                acts=[
                    *SESSIONS.offered(request, session, _SeatRow(seat, own)),
                    *(offer for stay in own for offer in SESSIONS.offered(request, session, stay)),
                ],
            )
        )
    heads = (_("Member"), _("Came"), _("Left"), _("Minutes"), _("Note"))
    return sections.table(_("Roll"), heads, lines)


class _SeatRow:
    """A seat as a row of the roll: what may be done about a member who is, or is not, in the room."""

    def __init__(self, seat: Any, stays: list[Presence]) -> None:
        self.pk, self.here = seat.pk, any(stay.out_at is None for stay in stays)


def page(request: BodyRequest, session: StudySession) -> Page:
    """Lay out a study: what, when, who, materials, record."""
    waiting = [
        leave for leave in session.leaves.select_related("membership__user") if leave.state == "requested"
    ]
    main = [roll(request, session)]
    if waiting:
        main.insert(
            0,
            sections.table(
                _("Leave asked for"),
                (_("Member"), _("Reason"), _("Asked for")),
                [
                    sections.line(
                        leave.membership.name,
                        leave.reason,
                        leave.requested_at,
                        acts=SESSIONS.offered(request, session, leave),
                    )
                    for leave in waiting
                ],
            ),
        )
    main += [
        sections.text(_("Record"), session.gist, empty=_("The record is written after the study.")),
        sections.files(_("Materials"), SESSIONS.file_links(session)),
    ]
    return Page(
        title=session.title,
        badge=(session.get_state_display(), TONES[session.state]),
        lead=f"{timezone.localtime(session.starts_at):%Y-%m-%d %H:%M} · {session.place}",
        main=main,
        aside=(sections.facts(_("Study"), about(session)),),
        prints=prints(session),
    )


def prints(session: StudySession) -> list[tuple[Any, str]]:
    """Return the papers of a study: the sheet to sign from the start, the record once it has begun."""
    if session.state == "cancelled":
        return []
    papers = [paper(_("Sign-in sheet"), "study_sign_in", session)]
    if session.began_at is not None:
        papers.append(paper(_("Record"), "study_record", session))
    return papers


def about(session: StudySession) -> list[tuple[Any, Any]]:
    """Return what is known about a study."""
    speakers = session.speakers.select_related("user")
    return [
        (_("Form"), session.get_form_display()),
        (_("Contents"), contents_in_words(session.contents)),
        (_("Lecturer"), session.lecturer),
        (_("Central speakers"), "、".join(seat.name for seat in speakers)),
        (
            _("Planned"),
            f"{timezone.localtime(session.starts_at):%H:%M}–{timezone.localtime(session.ends_at):%H:%M}",
        ),
        (_("Began"), session.began_at),
        (_("Ended"), session.ended_at),
        (_("Minutes"), session.minutes),
        (_("Counts toward the required time"), _("yes") if session.counts_toward_quota else _("no")),
        (_("Formal study group"), _("yes") if session.is_central_group else ""),
        (_("Beside the meeting"), session.next_to.title if session.next_to else ""),
        (_("For the democratic-life meeting of"), session.for_life_year),
        (_("Line of the plan"), session.line),
    ]


def session_form(request: BodyRequest, session: StudySession | None = None) -> SessionForm:
    """Return the form of a study; for a new one, what it changes in everybody's required time stands below."""
    if session is not None:
        initial = initial_of(session, [name for name in SessionForm.names if name != "speakers"])
        initial |= {
            "speakers": session.speakers.all(),
            "line": session.line_id,
            "next_to": session.next_to_id,
        }
        return SessionForm(request.group, session.day, request.POST or None, initial=initial)
    form = SessionForm(
        request.group, request.today, request.POST or None, initial=usual(request.group, timezone.now())
    )
    form.fields["counts_toward_quota"].help_text = base_change(request)
    return form


def base_change(request: BodyRequest) -> str:
    """Say how two more hours change everybody's required time.  Clause 8.1-b."""
    book = ledger(request.group, request.today.year, request.today)
    changes = [
        f"{row.seat.name} {before}→{after}" for row, before, after in with_one_more(book, 120, request.today)
    ]
    if not changes:
        return ""
    return str(_("Counted, 120 minutes more change the required minutes: %(changes)s")) % {
        "changes": "、".join(changes)
    }


def seats_form(kind: type[Any]) -> Any:
    """Return what makes a form that chooses among the members in office."""
    return lambda request, session: kind(session.seats(), request.POST or None)


def leave_form(request: BodyRequest, session: StudySession) -> LeaveForm:
    """Return the form of leave; who keeps the roll may ask for a member."""
    kept = request.user.has_perm("study.keep_roll", request.group)
    return LeaveForm(session.seats() if kept else None, request.POST or None)


def sign_row(session: StudySession, row: Any, data: dict[str, Any], *, by: User, at: datetime) -> Presence:
    """Sign a member in."""
    return actions.check_in(session, row, by=by, at=at)


def leave_row(session: StudySession, row: Any, data: dict[str, Any], *, by: User, at: datetime) -> Presence:
    """Sign a member out."""
    return actions.check_out(session, row, by=by, at=at)


def is_member(request: BodyRequest, session: StudySession) -> bool:
    """Say whether the asker holds a seat."""
    return request.seat is not None


def keeps(request: BodyRequest, session: StudySession) -> bool:
    """Say whether the asker keeps the roll."""
    return bool(request.user.has_perm("study.keep_roll", session))


def _own(here: bool) -> Any:
    def offered(request: BodyRequest, session: StudySession) -> bool:
        if request.seat is None:
            return False
        return session.presences.filter(membership=request.seat, out_at__isnull=True).exists() is here

    return offered


def _seats(session: StudySession) -> Any:
    return session.group.memberships.in_office(session.day).select_related("user")


def _leaves(session: StudySession) -> Any:
    return StudyLeave.objects.filter(session=session).select_related("membership__user", "session__group")


def _stays(session: StudySession) -> Any:
    return Presence.objects.filter(session=session).select_related("membership__user", "session__group")


SESSIONS = RecordPages(
    app="study",
    noun="session",
    folder="study/sessions",
    read="study.read",
    rows=rows,
    listing=Listing(
        _("Collective study"),
        _("Every study with its own beginning and end; minutes are counted from sign-in to sign-out."),
        COLUMNS,
        SessionFilter,
    ),
    page=page,
    files=lambda session: session.materials.all(),
    new=New(
        _("New study"),
        "study.plan",
        session_form,
        lambda request, data, at: actions.plan_session(request.group, by=request.user, at=at, **data),
        _("The study is planned."),
    ),
    acts=(
        Act(
            "sign",
            _("Sign in"),
            on_record(actions.check_in),
            "check_in",
            message=_("Signed in; it counts once it is confirmed."),
            shown=_own(False),
            icon="box-arrow-in-right",
            tone="primary",
        ),
        Act(
            "leave",
            _("Sign out"),
            on_record(actions.check_out),
            "check_out",
            message=_("Signed out."),
            shown=_own(True),
            icon="box-arrow-right",
        ),
        Act(
            "leave_ask",
            _("Ask for leave"),
            on_record(actions.request_leave),
            "request_leave",
            form=leave_form,
            message=_("Leave is asked for."),
            shown=lambda request, session: is_member(request, session) or keeps(request, session),
            icon="calendar-x",
        ),
        Act(
            "open",
            _("Begin the study"),
            on_record(actions.open_session),
            "open_session",
            message=_("The study has begun; minutes count from now on."),
            icon="play-circle",
            tone="primary",
        ),
        Act(
            "close",
            _("End the study"),
            on_record(actions.close_session),
            "close_session",
            message=_("The study has ended; who was still there is signed out."),
            confirm=_("End the study now?"),
            icon="stop-circle",
            tone="primary",
        ),
        Act(
            "confirm_all",
            _("Confirm all sign-ins"),
            on_record(actions.confirm_all),
            "confirm_stay",
            message=_("Confirmed."),
            shown=lambda _request, session: session.presences.filter(confirmed_at=None).exists(),
            icon="check2-all",
        ),
        Act(
            "record",
            _("Close the record"),
            on_record(actions.record_session),
            "record_session",
            form=lambda request, session: RecordTextForm(
                request.POST or None, initial={"gist": session.gist}
            ),
            message=_("The record is closed; nothing in it is changed any more."),
            icon="journal-check",
            tone="primary",
            wide=True,
        ),
        Act(
            "edit",
            _("Change"),
            on_record(actions.edit_session),
            "edit_session",
            form=session_form,
            message=_("The study is changed."),
            icon="pencil",
            wide=True,
        ),
        Act(
            "material",
            _("Attach material"),
            on_record(actions.attach_material),
            "attach_material",
            form=PaperForm,
            message=_("The paper is attached."),
            icon="paperclip",
        ),
        Act(
            "makeup",
            _("Enter make-up study"),
            on_record(actions.enter_makeup),
            "enter_makeup",
            form=seats_form(MakeupForm),
            message=_("Make-up study is on record; it is not counted unless the rules say so."),
            icon="arrow-repeat",
        ),
        Act(
            "cancel",
            _("Call off"),
            on_record(actions.cancel_session),
            "cancel_session",
            form=ReasonForm,
            message=_("The study is called off."),
            icon="x-circle",
        ),
        Act(
            "in",
            _("Sign in"),
            sign_row,
            "check_in",
            rows=_seats,
            row_if=lambda row: isinstance(row, _SeatRow) and not row.here,
            shown=keeps,
            message=_("Signed in."),
        ),
        Act(
            "out",
            _("Leaves"),
            leave_row,
            "check_out",
            rows=_seats,
            row_if=lambda row: isinstance(row, _SeatRow) and row.here,
            shown=keeps,
            message=_("Signed out."),
        ),
        Act(
            "confirm",
            _("Confirm"),
            on_row(actions.confirm_stay),
            "confirm_stay",
            rows=_stays,
            row_if=lambda row: isinstance(row, Presence) and row.confirmed_at is None,
            message=_("Confirmed."),
            tone="primary",
        ),
        Act(
            "correct",
            _("Put right"),
            on_row(actions.correct_stay),
            "correct_stay",
            rows=_stays,
            row_if=lambda row: isinstance(row, Presence),
            form=lambda request, stay: StayForm(
                request.POST or None, initial=initial_of(stay, ("in_at", "out_at"))
            ),
            message=_("The stay is put right; what stood before is in the journal."),
        ),
        Act(
            "leave_approve",
            _("Approve"),
            on_row(actions.approve_leave),
            "decide_leave",
            rows=_leaves,
            row_if=lambda row: isinstance(row, StudyLeave),
            message=_("The leave is decided."),
            tone="primary",
        ),
        Act(
            "leave_refuse",
            _("Refuse"),
            on_row(actions.refuse_leave),
            "decide_leave",
            rows=_leaves,
            row_if=lambda row: isinstance(row, StudyLeave),
            message=_("The leave is decided."),
        ),
    ),
)
