"""Which printed form lists who left the room, for which item, and why?  回避登记表 (clauses 6.4-e, 6.4-f)."""

from dataclasses import dataclass, field
from datetime import datetime

from meetings.models import Meeting, Recusal
from meetings.papers.words import GROUNDS, meetings_of, named, places, sitting
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import place_in_agenda
from members.procedure.verdict import gettext_noop


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """One member and one item.

    item: 第三项 with its title; ground: 涉及本人 / 涉及亲属（relation） / 其他（reason）
    raised_by: 本人申报 or who pointed it out; decided_by: who decided
    chair_handed_to: who presided over the item when the chair was concerned, else empty
    """

    item: str = ""
    member: str = ""
    ground: str = ""
    raised_by: str = ""
    decided_by: str = ""
    left_at: datetime | None = None
    returned_at: datetime | None = None
    chair_handed_to: str = ""


@dataclass(frozen=True, slots=True)
class RecusalRegisterFacts(Facts):
    """All recusals of one meeting; no rows prints 无."""

    sitting: Sitting = field(default_factory=Sitting)
    rows: tuple[RecusalRow, ...] = ()
    recorder: str = ""


def recusal_facts(meeting: Meeting) -> RecusalRegisterFacts:
    """Return the facts of the register of recusals of a meeting.  Clauses 6.4-e, 6.4-f."""
    order = places(meeting)
    stands = Recusal.objects.filter(item__meeting=meeting, state=Recusal.State.STANDS)
    people = ("item__acting_chair__user", "membership__user", "declared_by", "decided_by")
    recusals = [stand for stand in stands.select_related(*people) if stand.item_id in order]
    rows = sorted(recusals, key=lambda record: (order[record.item_id], record.pk))
    return RecusalRegisterFacts(
        sitting=sitting(meeting),
        rows=tuple(_recusal_row(row, order[row.item_id], meeting) for row in rows),
        recorder=meeting.recorder.name if meeting.recorder else "",
    )


def _recusal_row(recusal: Recusal, place: int, meeting: Meeting) -> RecusalRow:
    detail = recusal.relation or recusal.text
    by_self = recusal.declared_by_id is None or recusal.declared_by_id == recusal.membership.user_id
    handed = recusal.item.acting_chair if recusal.membership_id == meeting.chair_id else None
    return RecusalRow(
        item=f"{place_in_agenda(place)} {recusal.item.title}",
        member=recusal.membership.name,
        ground=GROUNDS[recusal.ground] + (f"（{detail}）" if detail else ""),
        raised_by="本人申报" if by_self else f"{recusal.declared_by}提出",
        decided_by=str(recusal.decided_by or ""),
        left_at=recusal.left_at,
        returned_at=recusal.returned_at,
        chair_handed_to=handed.name if handed else "",
    )


register(
    Paper(
        name="recusal_register",
        title=gettext_noop("Register of recusals"),
        order=60,
        section=Section.MEETING,
        blank=RecusalRegisterFacts(rows=(RecusalRow(),) * 8),
        records=meetings_of,
        facts=recusal_facts,
        label=named,
        search=("place", "group__name", "reason"),
        meeting="pk",
        file="回避登记表",
        filed=(Filed("package", 90, serial=True),),
        inspected=Inspected("decisions", meeting="pk"),
        trail=InTrail("recusals", lambda item: [item.meeting]),
    )
)
