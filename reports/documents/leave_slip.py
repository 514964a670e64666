"""Who may stay away, and who allowed it?  请假条 (clause 6.4-c)."""

from dataclasses import dataclass, field
from datetime import datetime

from members.printing.paper import page
from members.printing.parts import Facts, Sitting

REASONS = ("因公出差", "身体原因", "参加上级会议", "其他")


@dataclass(frozen=True, slots=True)
class LeaveSlipFacts(Facts):
    """One request for leave from one meeting.

    reason: one of REASONS (anything else is printed behind 其他); starts_at and ends_at: the absence
    opinion_items: the items for which a written opinion is attached, as printed (第二项、第三项)
    approved: None while undecided; informed_at: when the recorder was told
    """

    sitting: Sitting = field(default_factory=Sitting)
    member: str = ""
    post: str = ""
    reason: str = ""
    detail: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    has_opinion: bool | None = None
    opinion_items: str = ""
    applied_at: datetime | None = None
    approved: bool | None = None
    approver: str = ""
    approval_note: str = ""
    approved_at: datetime | None = None
    recorder: str = ""
    informed_at: datetime | None = None


def html(facts: LeaveSlipFacts) -> str:
    """Return the slip as HTML."""
    known = facts.reason if facts.reason in REASONS else ("其他" if facts.reason else "")
    choices = [(reason, reason == known) for reason in REASONS]
    other = facts.reason if known == "其他" and facts.reason != "其他" else ""
    no_opinion, refused = facts.has_opinion is False, facts.approved is False
    return page(
        "leave_slip.html", facts, choices=choices, other=other, no_opinion=no_opinion, refused=refused
    )
