"""Of which pieces is the page of the session made: last year's measures, roll, order, matrix, words?"""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lifes.models import Criticism, DemocraticLifeMeeting, LifeAttendance
from lifes.rules import session
from lifes.views.after import measures
from members.access import BodyRequest
from members.models import Membership
from members.record_pages import RecordPages
from members.tables import sections
from members.tables.sections import Cell, Section


class RollRow:
    """A seat on the roll."""

    def __init__(self, pk: int, *, here: bool) -> None:
        self.pk, self.here = pk, here


def last_measures(request: BodyRequest, life: DemocraticLifeMeeting) -> Section:
    """Return how the last round's measures were carried out, with which the session begins.  Clause 7.4-b."""
    last = life.last_round()
    title = _("Last year's measures")
    if last is None:
        return sections.text(title, "", empty=_("No earlier round is on record here; the session says so."))
    return measures(last.measures.all(), request, f"{title} · {last}", with_problem=False)


def roll(
    request: BodyRequest, life: DemocraticLifeMeeting, seats: list[Membership], pages: RecordPages
) -> Section:
    """Return who should be there, who came, who left.  Clause 7.3-a."""
    stays: dict[int, list[LifeAttendance]] = {}
    for stay in life.attendance.all():
        stays.setdefault(stay.membership_id, []).append(stay)
    read = set(life.statements.values_list("membership", flat=True))
    lines = []
    for seat in seats:
        own = stays.get(seat.pk, [])
        here = any(stay.out_at is None for stay in own)
        came = "、".join(f"{timezone.localtime(stay.in_at):%H:%M}" for stay in own)
        absent = _("written statement read out") if seat.pk in read else ""
        lines.append(
            sections.line(
                Cell(seat.name, css="nowrap"),
                came or absent,
                "、".join(f"{timezone.localtime(stay.out_at):%H:%M}" for stay in own if stay.out_at),
                acts=pages.offered(request, life, RollRow(seat.pk, here=here)),
            )
        )
    needed = life.law.year.life_quorum.needed(len(seats))
    note = translated("%(present)s of %(base)s are here; at least %(needed)s are needed.") % {
        "present": sum(1 for own in stays.values() if any(stay.out_at is None for stay in own)),
        "base": len(seats),
        "needed": needed,
    }
    return sections.table(
        _("Roll"), (_("Member"), _("Came"), _("Left")), lines, note=note if life.closed_at is None else ""
    )


def write_url(life: DemocraticLifeMeeting, kind: str, speaker: int, target: int | None = None) -> str:
    """Return the address of the form for a word, filled in as far as it is known."""
    asked = {"kind": kind, "speaker": speaker} | ({"target": target} if target is not None else {})
    return f"{reverse('lifes:session_criticism', args=[life.group.code, life.pk])}?{urlencode(asked)}"


def may_write(request: BodyRequest, life: DemocraticLifeMeeting, speaker: Membership) -> bool:
    """Say whether the asker may write down a member's words now: his own, or anybody's as the recorder."""
    writes = request.user.pk in {life.recorder_id, speaker.user_id}
    return life.state == "open" and life.measures_presented_at is not None and writes


def order(
    request: BodyRequest, life: DemocraticLifeMeeting, seats: list[Membership], record: session.Said
) -> Section:
    """Return how far the order of speaking is: self-criticism, criticism received, replies; the secretary first.

    Clause 7.3-b.
    """
    heard = Counter(target for _speaker, target in record.given)
    replies = Counter(life.criticisms.filter(kind=session.REPLY).values_list("speaker", flat=True))
    room = record.present if life.closed_at is None else record.left
    waiting = [seat for seat in record.present if seat not in record.own]
    # After the secretary the protocol order; who is next is offered to whoever may write it down.
    following = record.secretary if record.secretary in waiting else next(iter(waiting), None)
    lines = []
    for seat in seats:
        if seat.pk not in {*record.present, *record.left, *record.read}:
            continue
        others = sum(1 for pk in room if pk != seat.pk)
        own = Cell(pgettext_lazy("self-criticism", "made"), tone="good")
        if seat.pk not in record.own:
            own = Cell(_("written statement"), tone="info") if seat.pk in record.read else Cell("—")
            if seat.pk in waiting:
                url = write_url(life, session.SELF, seat.pk) if may_write(request, life, seat) else ""
                is_next = seat.pk == following and life.state == "open"
                own = Cell(
                    pgettext_lazy("speaker", "next") if is_next else pgettext_lazy("speaker", "not yet"),
                    url,
                    "warn" if is_next else "neutral",
                )
        lines.append(
            sections.line(
                Cell(seat.name, css="nowrap"),
                own,
                Cell(f"{heard[seat.pk]}/{others}" if others else str(heard[seat.pk]), css="nowrap"),
                replies[seat.pk] or "",
            )
        )
    return sections.table(
        _("Order of the session"),
        (_("Member"), _("Self-criticism"), _("Criticised by"), _("Replies")),
        lines,
        empty=_("Nobody has signed in yet."),
        note=_("First last year's measures; then each member's self-criticism, the secretary first."),
    )


def matrix(
    request: BodyRequest, life: DemocraticLifeMeeting, seats: list[Membership], record: session.Said
) -> Section:
    """Return who has criticised whom, the holes shown; a hole leads to the form that fills it.  Clause 7.3-b."""
    given: Counter[tuple[int, int | None]] = Counter()
    for kind, speaker, target in life.criticisms.values_list("kind", "speaker", "target"):
        if kind != session.REPLY:
            given[speaker, target] += 1
    present = {*record.present, *record.left}
    lines = []
    for seat in seats:
        cells: list[Any] = [Cell(seat.name, css="nowrap")]
        for other in seats:
            own = other.pk == seat.pk
            whom = None if own else other.pk
            count = given[seat.pk, whom]
            if count:
                cells.append(Cell("✓" if count == 1 else str(count), tone="good"))
            elif seat.pk not in present or other.pk not in present:
                cells.append(Cell("—", css="text-muted"))
            else:
                kind = session.SELF if own else session.CRITICISM
                url = write_url(life, kind, seat.pk, whom) if may_write(request, life, seat) else ""
                cells.append(Cell(_("none"), url, "warn"))
        lines.append(sections.line(*cells))
    return sections.table(
        _("Who has spoken to whom"),
        (_("Speaker"), *(seat.name for seat in seats)),
        lines,
        note=_("On the diagonal: self-criticism."),
    )


def spoken(life: DemocraticLifeMeeting, seats: list[Membership]) -> list[Section]:
    """Return what was said, member by member: statement or self-criticism first, then what others said, then replies."""
    criticisms = list(life.criticisms.select_related("speaker__user", "target__user"))
    statements = {statement.membership_id: statement.text for statement in life.statements.all()}
    results = []
    for seat in seats:
        own = [
            result for result in criticisms if result.kind == session.SELF and result.speaker_id == seat.pk
        ]
        about = [
            result
            for result in criticisms
            if result.target_id == seat.pk and result.kind == session.CRITICISM
        ]
        replies = [
            record for record in criticisms if record.speaker_id == seat.pk and record.kind == session.REPLY
        ]
        lines: list[tuple[Any, str]] = []
        if seat.pk in statements:
            who = Cell(f"{seat.name} · {_('written statement')}", css="nowrap")
            lines.append((who, statements[seat.pk]))
        lines += [(Cell(_what(row), css="nowrap"), row.text) for row in (*own, *about, *replies)]
        if lines:
            results.append(sections.table(seat.name, (_("Who"), _("Words")), lines))
    return results


def _what(criticism: Criticism) -> str:
    target = (
        f" → {criticism.target.name}"
        if criticism.kind == session.REPLY and criticism.target is not None
        else ""
    )
    return f"{criticism.speaker.name} · {criticism.get_kind_display()}{target}"
