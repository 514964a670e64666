"""What do others say of the group and its members, and was it handed on?  意见汇总反馈表 (clause 7.2-a)."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from lifes.models import Opinion, OpinionSolicitation
from lifes.papers.opinion_form import rounds_of
from lifes.states import RoundState
from members.printing.paper import Filed, Paper, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop

BODY = "领导班子"
WAYS = {"form": "征求意见表", "forum": "座谈会", "visit": "走访"}
assert set(WAYS) == set(OpinionSolicitation.Kind.values)


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One opinion as it was sorted; source: 征求意见表 / 座谈会 / 走访; fed_back_on: the day the member was told."""

    target: str = ""
    text: str = ""
    suggestion: str = ""
    source: str = ""
    fed_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpinionSummaryFacts(Facts):
    """All opinions of one round, by whom they concern.

    member: only when the paper holds what one member is told; sent, returned, rate: 发出 收回 回收率
    """

    group: str = ""
    round: str = ""
    way: str = ""
    member: str = ""
    sent: int | None = None
    returned: int | None = None
    rate: str = ""
    closed_on: date | None = None
    rows: tuple[OpinionRow, ...] = ()
    compiled_by: str = ""
    compiled_on: date | None = None


def summary_facts(round_: OpinionSolicitation) -> OpinionSummaryFacts:
    """Return the sorted opinions of a closed round: the body's first, then by protocol order.  Clause 7.2-a."""
    opinions = sorted(round_.opinions.select_related("about__user"), key=_by_target)
    of_forms = round_.kind == OpinionSolicitation.Kind.FORM
    returned, sent = round_.forms.count(), round_.forms_sent
    tenths = returned * 1000 // sent if sent else 0
    return OpinionSummaryFacts(
        group=round_.group.full_name,
        round=round_.title,
        way=WAYS[round_.kind],
        sent=sent or None,
        returned=returned if of_forms else None,
        rate=f"{tenths // 10}.{tenths % 10}%" if sent and of_forms else "",
        closed_on=round_.closed_on,
        rows=tuple(_opinion(opinion, WAYS[round_.kind]) for opinion in opinions),
    )


def _by_target(opinion: Opinion) -> tuple[int, int, int]:
    seat = opinion.about
    return (0, 0, opinion.pk) if seat is None else (1, seat.protocol_order, opinion.pk)


def _opinion(opinion: Opinion, way: str) -> OpinionRow:
    seat = opinion.about
    return OpinionRow(
        target=BODY if seat is None else seat.name,
        text=opinion.text,
        source=way,
        fed_back_on=localdate(opinion.fed_back_at) if opinion.fed_back_at else None,
    )


register(
    Paper(
        name="opinion_summary",
        title=gettext_noop("Summary of opinions"),
        order=260,
        blank=OpinionSummaryFacts(rows=(OpinionRow(),) * 12),
        records=lambda group, user: rounds_of(group, user).filter(state=RoundState.CLOSED),
        facts=summary_facts,
        label=lambda round_: f"{round_.closed_on:%Y-%m-%d}　{round_.title}",
        search=("title",),
        power="lifes.read_opinions",
        file="征求意见汇总",
        filed=(Filed("life", 10, lambda life: life.rounds.filter(state=RoundState.CLOSED).order_by("pk")),),
    )
)
