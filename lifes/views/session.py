"""What happens in the session, for those who were to be there?"""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lifes import actions
from lifes.checklist import ticked
from lifes.forms.after import CriticismForm, StatementForm
from lifes.forms.before import seats_of
from lifes.models import DemocraticLifeMeeting, LifeAttendance
from lifes.permissions import HELD, reads_record
from lifes.rules import session
from lifes.states import LifeState, Stage
from lifes.views import after
from lifes.views import session_parts as parts
from lifes.views.life import TONES, rows, steps
from members.access import BodyRequest
from members.models import Membership, User
from members.page_acts import Act
from members.procedure.verdict import Verdict
from members.record_pages import Page, RecordPages
from members.tables import sections
from members.templatetags.desk import tone

TO_BE_HELD = ("ready", "open")


def enter_reading(request: BodyRequest, life: DemocraticLifeMeeting) -> None:
    """Let pass who may read the record; reading it afterwards is entered.  Others find nothing (404)."""
    if not reads_record(request.user, life):
        raise Http404
    if life.state in HELD:
        actions.read_record(life, by=request.user, at=timezone.now())


def page(request: BodyRequest, life: DemocraticLifeMeeting) -> Page:
    """Lay out the session: last year's measures, roll, order, what was said, who has not spoken to whom."""
    seats = list(life.members())
    text = life.said()
    roll, last = parts.roll(request, life, seats, SESSIONS), parts.last_measures(request, life)
    main = [
        parts.order(request, life, seats, text),
        parts.matrix(request, life, seats, text),
        *parts.spoken(life, seats),
    ]
    # What the hour asks for stands first: the roll, then last year's measures, then who speaks.
    if life.state == LifeState.READY:
        main = [roll, last]
    elif not text.opened_with_measures:
        main = [last, roll, *main]
    else:
        main += [roll, last]
    if life.state in HELD:
        main.append(after.told(life))
    return Page(
        title=f"{life} · {_('session')}",
        badge=(life.get_state_display(), TONES.get(life.state, tone(life.state))),
        lead=life.theme,
        steps=steps(life, ticked(life), Stage.SESSION),
        verdicts=[verdict for verdict in _verdicts(life, seats, text) if not verdict or verdict.warned],
        main=main,
        aside=(
            sections.facts(
                _("Session"),
                (
                    (_("Planned"), life.planned_on),
                    (_("Place"), life.place),
                    (_("Chair"), life.chair),
                    (_("Recorder"), life.recorder),
                    (_("Opened"), life.opened_at),
                    (_("Last year's measures"), life.measures_presented_at),
                    (_("Closed"), life.closed_at),
                ),
                note=_(
                    "Read by the members and the recorder, by inspectors afterwards; each reading is entered."
                ),
            ),
        ),
        journal=False,
        acts_first=True,
    )


def _verdicts(life: DemocraticLifeMeeting, seats: list[Membership], record: session.Said) -> list[Verdict]:
    """Return what stands in the way, or is still open, at this point of the session."""
    verdicts = []
    if life.state in TO_BE_HELD:
        verdicts.append(session.recorded(has_recorder=life.recorder_id is not None))
    if life.state == "ready":
        verdicts.append(session.quorum(len(record.present), len(seats), life.law.year))
    if life.state == "open":
        closing = session.closing(record, {seat.pk: seat.name for seat in seats})
        verdicts += [closing, *closing.also]
    return verdicts


def sign_in(
    life: DemocraticLifeMeeting, seat: Membership, _data: Any, *, by: User, at: Any
) -> LifeAttendance:
    """Sign a member in."""
    return actions.sign_in(life, seat, by=by, at=at)


def sign_out(
    life: DemocraticLifeMeeting, seat: Membership, _data: Any, *, by: User, at: Any
) -> LifeAttendance:
    """Note that a member left."""
    return actions.sign_out(life, seat, by=by, at=at)


def reads(request: BodyRequest, life: DemocraticLifeMeeting) -> bool:
    """Say whether the record is open to the asker; to others its acts do not exist either."""
    return reads_record(request.user, life)


def speaks(request: BodyRequest, life: DemocraticLifeMeeting) -> bool:
    """Say whether the asker may write down words: his own, or anybody's as the recorder."""
    return request.seat is not None or life.recorder_id == request.user.pk


def criticism_form(request: BodyRequest, life: DemocraticLifeMeeting) -> CriticismForm:
    """Return the form of a word said; what the address names stands there first, else one's own name."""
    seats = seats_of(life)
    if life.recorder_id != request.user.pk:
        seats = seats.filter(user=request.user)
    own = request.seat.pk if request.seat is not None and life.recorder_id != request.user.pk else ""
    initial = {"kind": session.SELF, "speaker": own}
    initial |= {name: request.GET[name][:20] for name in ("kind", "speaker", "target") if name in request.GET}
    return CriticismForm(life, seats, request.POST or None, initial=initial)


SESSIONS = RecordPages(
    app="lifes",
    noun="session",
    folder="lifes/sessions",
    read="lifes.read",
    rows=lambda request: rows(request).exclude(state__in=["preparing", "postponed", "cancelled"]),
    page=page,
    on_read=enter_reading,
    above=lambda life: [
        (_("Democratic-life meetings"), reverse("lifes:life_list", args=[life.group.code])),
        (str(life), reverse("lifes:life_detail", args=[life.group.code, life.pk])),
    ],
    acts=(
        Act(
            "open",
            _("Open the session"),
            actions.open_session,
            message=_("The session is open."),
            given=lambda request, _life: {"chair": request.seat},
            shown=lambda request, _life: request.seat is not None,
            tone="primary",
        ),
        Act(
            "measures",
            _("Last year's measures were presented"),
            actions.present_last_measures,
            message=_("Entered; self-criticism may begin."),
            shown=lambda request, life: reads(request, life) and life.measures_presented_at is None,
            tone="primary",
        ),
        Act(
            "criticism",
            _("Write down what was said"),
            actions.record_criticism,
            form=criticism_form,
            message=_("Entered."),
            shown=speaks,
            wide=True,
        ),
        Act(
            "statement",
            _("Enter the statement of an absent member"),
            actions.read_statement,
            form=lambda request, life: StatementForm(life, request.POST or None),
            message=_("Entered."),
            shown=lambda request, life: life.recorder_id == request.user.pk,
            wide=True,
        ),
        Act(
            "close",
            _("Close the session"),
            actions.close_session,
            message=_("The session is closed; what was said is locked."),
            confirm=_("Close the session?"),
            shown=lambda request, life: life.chair is not None and life.chair.user_id == request.user.pk,
            icon="stop-circle",
            tone="primary",
        ),
        Act(
            "in",
            _("Sign in"),
            handler=sign_in,
            verb="sign_in",
            rows=seats_of,
            row_if=lambda row: isinstance(row, parts.RollRow) and not row.here,
            shown=reads,
            message=_("Signed in."),
        ),
        Act(
            "out",
            _("Leaves"),
            handler=sign_out,
            verb="sign_out",
            rows=seats_of,
            row_if=lambda row: isinstance(row, parts.RollRow) and row.here,
            shown=reads,
            message=_("Signed out."),
        ),
    ),
)
