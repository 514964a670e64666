"""What happens in the session, for those who were to be there?"""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lifes import actions
from lifes.checklist import ticked
from lifes.forms.after import CriticismForm, FeedbackForm, StatementForm
from lifes.forms.before import seats_of
from lifes.models import Criticism, DemocraticLifeMeeting, LifeAttendance
from lifes.permissions import HELD, reads_record
from lifes.rules import session
from lifes.states import Stage
from lifes.views.life import TONES, rows, steps
from members import sections
from members.access import BodyRequest
from members.models import Membership, User
from members.record_pages import Act, Page, RecordPages, on_record
from members.sections import Cell, Section
from members.templatetags.desk import tone


def enter_reading(request: BodyRequest, life: DemocraticLifeMeeting) -> None:
    """Let pass who may read the record; reading it afterwards is entered.  Others find nothing (404)."""
    if not reads_record(request.user, life):
        raise Http404
    if life.state in HELD:
        actions.read_record(life, by=request.user, at=timezone.now())


def page(request: BodyRequest, life: DemocraticLifeMeeting) -> Page:
    """Lay out the session: roll, order, what was said, who has not spoken to whom."""
    seats = list(life.members())
    said = life.said()
    main = [roll(request, life, seats), matrix(life, seats), *_spoken(life, seats)]
    statements = life.statements.select_related("membership__user")
    main += [sections.text(f"{_('Statement of')} {one.membership.name}", one.text) for one in statements]
    feedback = life.feedback.select_related("membership__user")
    if feedback:
        told = [(one.membership.name, one.given_on, one.way) for one in feedback]
        main.append(sections.table(_("Told afterwards"), (_("Member"), _("Day"), _("How")), told))
    verdicts = []
    if life.state == "ready":
        base = len(seats)
        verdicts.append(session.quorum(len(life.present()), base, life.law.year))
    if life.state == "open":
        verdicts.append(session.closing(said, {seat.pk: seat.name for seat in seats}))
    return Page(
        title=f"{life} · {_('session')}",
        badge=(life.get_state_display(), TONES.get(life.state, tone(life.state))),
        lead=life.theme,
        steps=steps(life, ticked(life), Stage.SESSION),
        verdicts=[one for one in verdicts if not one or one.warned],
        main=main,
        aside=(
            sections.facts(
                _("Session"),
                (
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
    )


def roll(request: BodyRequest, life: DemocraticLifeMeeting, seats: list[Membership]) -> Section:
    """Return who should be there, who came."""
    stays: dict[int, list[LifeAttendance]] = {}
    for stay in life.attendance.all():
        stays.setdefault(stay.membership_id, []).append(stay)
    lines = []
    for seat in seats:
        own = stays.get(seat.pk, [])
        here = any(stay.out_at is None for stay in own)
        lines.append(
            sections.line(
                seat.name,
                "、".join(f"{timezone.localtime(stay.in_at):%H:%M}" for stay in own),
                "、".join(f"{timezone.localtime(stay.out_at):%H:%M}" for stay in own if stay.out_at),
                acts=SESSIONS.offered(request, life, _Row(seat.pk, here=here)),
            )
        )
    return sections.table(_("Roll"), (_("Member"), _("Came"), _("Left")), lines)


class _Row:
    """A seat on the roll."""

    def __init__(self, pk: int, *, here: bool) -> None:
        self.pk, self.here = pk, here


def matrix(life: DemocraticLifeMeeting, seats: list[Membership]) -> Section:
    """Return who has criticised whom, the holes shown.  Clause 7.3-b."""
    given: dict[tuple[int, int | None], int] = {}
    for kind, speaker, target in life.criticisms.values_list("kind", "speaker", "target"):
        if kind != session.REPLY:
            given[speaker, target] = given.get((speaker, target), 0) + 1
    present = {stay.membership_id for stay in life.attendance.all()}
    lines = []
    for seat in seats:
        cells: list[Any] = [seat.name]
        for other in seats:
            count = given.get((seat.pk, None if other.pk == seat.pk else other.pk), 0)
            expected = seat.pk in present and other.pk in present
            if count:
                cells.append(Cell("✓" if count == 1 else str(count), tone="good"))
            else:
                cells.append(Cell(_("none") if expected else "—", tone="warn" if expected else "neutral"))
        lines.append(cells)
    return sections.table(
        _("Who has spoken to whom"),
        (_("Speaker"), *(seat.name for seat in seats)),
        lines,
        note=_("On the diagonal: self-criticism."),
    )


def _spoken(life: DemocraticLifeMeeting, seats: list[Membership]) -> list[Section]:
    """Return what was said, member by member: self-criticism first, then what others said to him."""
    said = list(life.criticisms.select_related("speaker__user", "target__user"))
    found = []
    for seat in seats:
        own = [one for one in said if one.kind == session.SELF and one.speaker_id == seat.pk]
        about = [one for one in said if one.target_id == seat.pk and one.kind == session.CRITICISM]
        replies = [one for one in said if one.speaker_id == seat.pk and one.kind == session.REPLY]
        if own or about or replies:
            lines = [(_what(one), one.text) for one in (*own, *about, *replies)]
            found.append(sections.table(seat.name, (_("Who"), _("Words")), lines))
    return found


def _what(one: Criticism) -> str:
    target = f" → {one.target.name}" if one.kind == session.REPLY and one.target is not None else ""
    return f"{one.speaker.name} · {one.get_kind_display()}{target}"


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


def speaks(request: BodyRequest, life: DemocraticLifeMeeting) -> bool:
    """Say whether the asker may write down words: his own, or as who records."""
    return request.seat is not None or bool(request.user.has_perm("lifes.record", life))


def criticism_form(request: BodyRequest, life: DemocraticLifeMeeting) -> CriticismForm:
    """Return the form of a word said; one's own name stands there first."""
    initial = {"speaker": request.seat} if request.seat is not None else {}
    return CriticismForm(life, request.POST or None, initial=initial)


SESSIONS = RecordPages(
    app="lifes",
    noun="session",
    folder="lifes/sessions",
    read="lifes.read",
    rows=lambda request: rows(request).exclude(state__in=["preparing", "postponed", "cancelled"]),
    page=page,
    on_read=enter_reading,
    acts=(
        Act(
            "open",
            _("Open the session"),
            on_record(actions.open_session),
            "open_session",
            message=_("The session is open."),
            shown=lambda request, _life: request.seat is not None,
            icon="play-circle",
            tone="primary",
        ),
        Act(
            "measures",
            _("Last year's measures were presented"),
            on_record(actions.present_last_measures),
            "present_last_measures",
            message=_("Entered; self-criticism may begin."),
            shown=lambda _request, life: life.measures_presented_at is None,
            icon="list-check",
            tone="primary",
        ),
        Act(
            "criticism",
            _("Write down what was said"),
            on_record(actions.record_criticism),
            "record_criticism",
            form=criticism_form,
            message=_("Entered."),
            shown=speaks,
            icon="chat-left-text",
            wide=True,
        ),
        Act(
            "statement",
            _("Enter the statement of an absent member"),
            on_record(actions.read_statement),
            "read_statement",
            form=lambda request, life: StatementForm(life, request.POST or None),
            message=_("Entered."),
            icon="envelope-paper",
            wide=True,
        ),
        Act(
            "close",
            _("Close the session"),
            on_record(actions.close_session),
            "close_session",
            message=_("The session is closed; what was said is locked."),
            confirm=_("Close the session?"),
            shown=lambda request, life: life.chair is not None and life.chair.user_id == request.user.pk,
            icon="stop-circle",
            tone="primary",
        ),
        Act(
            "feedback",
            _("Enter that an absent member was told"),
            on_record(actions.give_feedback),
            "give_feedback",
            form=lambda request, life: FeedbackForm(life, request.POST or None),
            message=_("Entered."),
            icon="reply",
        ),
        Act(
            "in",
            _("Sign in"),
            sign_in,
            "sign_in",
            rows=seats_of,
            row_if=lambda row: isinstance(row, _Row) and not row.here,
            message=_("Signed in."),
        ),
        Act(
            "out",
            _("Leaves"),
            sign_out,
            "sign_out",
            rows=seats_of,
            row_if=lambda row: isinstance(row, _Row) and row.here,
            message=_("Signed out."),
        ),
    ),
)
