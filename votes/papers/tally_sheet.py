"""What came out of a vote, and who counted?  表决结果单 (clauses 6.5-b to 6.5-d)."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from meetings.models import AgendaItem, Meeting
from meetings.papers.words import named, places, sitting, titled
from meetings.rules.kinds import concerns_person
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import place_in_agenda
from members.procedure.verdict import gettext_noop
from votes.models import TallyLine, Vote
from votes.papers.words import METHODS, RESULTS
from votes.rules.majority import Tally
from votes.states import Medium, Method, VoteState


@dataclass(frozen=True, slots=True)
class TallySheetFacts(Facts):
    """The result of the vote on one item.

    method: 口头 / 举手 / 记名投票 / 无记名投票; base: 应到会 N; in_room, recused: persons
    sent, returned, valid, invalid: ballots (None where no ballots were used)
    yes, no, abstain, defer: votes (defer None where the item knows no 缓议); not_voted: 未表决
    formula: 应到9 实到8 回避1 … 5×2>9 通过; result: 通过 / 未通过
    """

    sitting: Sitting = field(default_factory=Sitting)
    item: str = ""
    matter: str = ""
    method: str = ""
    base: int | None = None
    in_room: int | None = None
    recused: int | None = None
    sent: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    defer: int | None = None
    not_voted: int | None = None
    formula: str = ""
    result: str = ""
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    chair: str = ""
    counted_on: date | None = None


def tally_of(vote: Vote) -> Tally:
    """Return the figures of a counted vote; all zero before the count.  Nobody sees a tally early."""
    if vote.state != VoteState.COUNTED:
        return Tally()
    if not vote.is_secret:
        return vote.open_tally()
    lines = TallyLine.objects.filter(vote=vote).values_list("choice", "n")
    return Tally(**{choice: n for choice, n in lines if choice in Tally.__slots__})


def tally_facts(vote: Vote) -> TallySheetFacts:
    """Return the facts of the result of a vote; an uncounted one has open fields.  Clauses 6.5-b to 6.5-d."""
    item, meeting = vote.item, vote.item.meeting
    place = places(meeting).get(item.pk)
    counted = vote.state == VoteState.COUNTED
    tally, papers = tally_of(vote), vote.medium == Medium.PAPER
    sent = len(vote.seats()) if vote.is_secret or vote.method == Method.SIGNED_BALLOT else None
    returned = sent - tally.not_returned - tally.not_voted if counted and sent is not None else None
    personnel = concerns_person(item.kinds)
    return TallySheetFacts(
        sitting=sitting(meeting),
        item=place_in_agenda(place) if place else "",
        matter=titled(item),
        method=METHODS.get(vote.method, ""),
        base=vote.base or None,
        in_room=len(vote.seats()),
        recused=vote.recused,
        sent=sent,
        returned=returned,
        valid=returned - tally.invalid if returned is not None else None,
        invalid=tally.invalid if returned is not None else None,
        yes=tally.approve if counted else None,
        no=tally.oppose if counted else None,
        abstain=tally.abstain if counted else None,
        defer=tally.defer if counted and personnel else None,
        not_voted=tally.not_voted + (tally.not_returned if papers else 0) if counted else None,
        formula=vote.formula,
        result=RESULTS.get(vote.result, "无效" if vote.state == VoteState.VOID else ""),
        scrutineers=(vote.scrutineer,) if vote.scrutineer else (),
        tellers=(vote.teller,) if vote.teller else (),
        chair=vote.chair.name,
        counted_on=localdate(vote.closed_at) if vote.closed_at else None,
    )


def _of_meeting(meeting: Meeting) -> QuerySet[Vote]:
    voted = Vote.objects.filter(item__meeting=meeting, item__removed=False)
    return voted.order_by("item__position", "pk")


def _of_item(item: AgendaItem) -> QuerySet[Vote]:
    return Vote.objects.filter(item=item).exclude(state=VoteState.DRAFT).order_by("pk")


register(
    Paper(
        name="tally_sheet",
        title=gettext_noop("Tally sheet"),
        order=80,
        section=Section.MEETING,
        blank=TallySheetFacts(),
        records=lambda group, _user: (
            Vote.objects.filter(item__meeting__group=group)
            .exclude(state=VoteState.DRAFT)
            .select_related("item__meeting__group", "item__meeting__chair__user", "chair__user")
            .order_by("-opened_at", "-pk")
        ),
        facts=tally_facts,
        label=lambda vote: f"{vote.item.title}　{named(vote.item.meeting)}",
        search=("item__title", "item__candidate", "question"),
        meeting="item__meeting",
        file="表决结果单",
        filed=(Filed("package", 100, _of_meeting, serial=True), Filed("matter", 60, _of_item)),
        inspected=Inspected("decisions", item="item"),
        trail=InTrail("vote", lambda item: Vote.objects.filter(item=item, state=VoteState.COUNTED)),
    )
)
