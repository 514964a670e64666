"""How does a topic reach an agenda?  议题审批表: proposal, opinions, and the secretary's decision (clause 6.3)."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from members.printing.paper import page
from members.printing.parts import Facts, Opinion


class TopicDecision(Enum):
    """What the secretary decided about a topic; UNDECIDED prints three empty boxes."""

    UNDECIDED = ""
    AGREE = "同意上会"
    RETURN = "退回"
    POSTPONE = "缓议"


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


def html(facts: TopicApprovalFacts) -> str:
    """Return the form as HTML."""
    choices = [(choice.value, choice is facts.decision) for choice in TopicDecision if choice.value]
    return page("topic_approval.html", facts, choices=choices, incomplete=facts.complete is False)
