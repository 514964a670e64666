"""How does a topic reach an agenda?  议题审批表: proposal, opinions, and the secretary's decision (clause 6.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.db.models import QuerySet
from django.utils.timezone import localdate

from meetings.models import AgendaItem, Meeting, Secrecy, TopicProposal
from meetings.papers.words import SECRECY, kind_word
from meetings.rules import kinds as kind_rules
from meetings.states import ProposalState
from members.papers.words import signed
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Opinion
from members.procedure.rulebook import NotInForce
from members.procedure.verdict import gettext_noop


class TopicDecision(Enum):
    """What the secretary decided about a topic; UNDECIDED prints three empty boxes."""

    UNDECIDED = ""
    AGREE = "同意上会"
    RETURN = "退回"
    POSTPONE = "缓议"


DECISIONS = {
    ProposalState.ACCEPTED: TopicDecision.AGREE,
    ProposalState.PLACED: TopicDecision.AGREE,
    ProposalState.RETURNED: TopicDecision.RETURN,
    ProposalState.POSTPONED: TopicDecision.POSTPONE,
}


@dataclass(frozen=True, slots=True)
class Procedure:
    """One step that should precede the meeting: its name, whether it was taken (None = not said), and the paper."""

    name: str = ""
    done: bool | None = None
    note: str = ""


PROCEDURES = ("调查研究", "征求意见", "合法性审查", "风险评估", "专家论证", "告知派驻纪检监察组")
BLANK_PROCEDURES = tuple(Procedure(name) for name in PROCEDURES)


@dataclass(frozen=True, slots=True)
class TopicApprovalFacts(Facts):
    """One topic proposal with everything that was said about it.

    category: one of the 13 kinds of clause 4.2-a; list_entry: entry of the major-issue list or 清单外：reason
    concerned: 涉及金额或职位; complete: the clerk's check (None = not checked); quorum: 半数以上 / 三分之二以上
    """

    number: str = ""
    title: str = ""
    unit: str = ""
    member: str = ""
    contact: str = ""
    submitted_on: date | None = None
    category: str = ""
    list_entry: str = ""
    secrecy: str = ""
    concerned: str = ""
    summary: str = ""
    policy_basis: str = ""
    procedures: tuple[Procedure, ...] = BLANK_PROCEDURES
    disagreement: str = ""
    suggested_decision: str = ""
    draft_decision: str = ""
    attachments: tuple[str, ...] = ()
    recusal_hints: str = ""
    proposer: Opinion = field(default_factory=Opinion)
    leader: Opinion = field(default_factory=Opinion)
    complete: bool | None = None
    quorum: str = ""
    clerk: Opinion = field(default_factory=Opinion)
    decision: TopicDecision = TopicDecision.UNDECIDED
    secretary: Opinion = field(default_factory=Opinion)
    meeting: str = ""


def topic_facts(proposal: TopicProposal) -> TopicApprovalFacts:
    """Return the facts of the topic approval form.  Clauses 6.3-a, 6.3-b."""
    placed = proposal.items.filter(removed=False).select_related("meeting__group").last()
    unlisted = f"清单外：{proposal.outside_list_reason}" if proposal.outside_list_reason else ""
    return TopicApprovalFacts(
        title=proposal.title,
        unit=proposal.proposing_unit,
        member=proposal.proposer.name,
        contact=proposal.contact,
        submitted_on=signed(proposal, "submit_proposal").signed_on,
        category="、".join(kind_word(kind) for kind in proposal.kinds),
        list_entry=proposal.list_entry.matter if proposal.list_entry else unlisted,
        secrecy=SECRECY[Secrecy(proposal.secrecy)] or "内部",
        concerned=f"{proposal.amount.normalize():f}万元" if proposal.amount else proposal.candidate,
        summary=proposal.summary,
        policy_basis=proposal.policy_basis,
        procedures=_procedures(proposal),
        disagreement=proposal.disagreement,
        suggested_decision=proposal.suggested_decision,
        draft_decision=proposal.decision_draft,
        attachments=tuple(paper.title for paper in proposal.papers.filter(withdrawn=False)),
        recusal_hints=proposal.recusal_hints,
        proposer=signed(proposal, "submit_proposal"),
        leader=signed(proposal, "review_proposal", proposal.lead_opinion),
        complete=proposal.checked_complete,
        quorum=_quorum(proposal),
        clerk=signed(proposal, "check_proposal", proposal.check_note),
        decision=DECISIONS.get(ProposalState(proposal.state), TopicDecision.UNDECIDED),
        secretary=_settled(proposal),
        meeting=placed.meeting.title if placed else "",
    )


def _settled(proposal: TopicProposal) -> Opinion:
    verbs = ("accept_proposal", "return_proposal", "postpone_proposal")
    entry = proposal.entries.filter(verb__in=verbs).last()
    return signed(proposal, entry.verb, proposal.settled_reason) if entry else Opinion()


def _procedures(proposal: TopicProposal) -> tuple[Procedure, ...]:
    written = (
        ("调查研究", proposal.prior_survey),
        ("征求意见", proposal.prior_opinions),
        ("合法性审查", proposal.prior_legality),
        ("风险评估", proposal.prior_risk),
        ("专家论证", proposal.prior_expert),
    )
    notified = Procedure("告知派驻纪检监察组", done=True if proposal.supervision_notified else None)
    return (*(Procedure(name, done=True if text else None, note=text) for name, text in written), notified)


def _quorum(proposal: TopicProposal) -> str:
    """Return the quorum the form names; empty when no law was in force on the day it was written."""
    try:
        law = proposal.group.rulebook(on=localdate(proposal.created_at)).meeting
    except NotInForce:
        return ""
    return "三分之二以上" if kind_rules.needs_two_thirds(proposal.kinds, law) else "半数以上"


def _derived(facts: TopicApprovalFacts) -> Mapping[str, object]:
    choices = [(choice.value, choice is facts.decision) for choice in TopicDecision if choice.value]
    return {"choices": choices, "incomplete": facts.complete is False}


def _of_meeting(meeting: Meeting) -> QuerySet[TopicProposal]:
    topics = TopicProposal.objects.filter(items__meeting=meeting, items__removed=False).distinct()
    return topics.order_by("items__position", "pk")


def _of_item(item: AgendaItem) -> list[TopicProposal]:
    return [item.proposal] if item.proposal is not None else []


register(
    Paper(
        name="topic_approval",
        title=gettext_noop("Topic approval form"),
        order=10,
        section=Section.MEETING,
        blank=TopicApprovalFacts(),
        derived=_derived,
        records=lambda group, _user: TopicProposal.objects.filter(group=group).select_related(
            "group", "proposer__user", "list_entry"
        ),
        facts=topic_facts,
        label=lambda proposal: f"{proposal.title}　{proposal.proposer.name}",
        search=("title", "proposing_unit", "candidate", "summary"),
        meeting="items__meeting",
        file="议题审批表",
        filed=(Filed("package", 50, _of_meeting, serial=True), Filed("matter", 30, _of_item)),
        inspected=Inspected("decisions", item="items"),
        trail=InTrail("proposal", _of_item),
    )
)
