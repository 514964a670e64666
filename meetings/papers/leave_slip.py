"""Who may stay away, and who allowed it?  请假条 (clause 6.4-c)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from meetings.models import LeaveRequest, WrittenOpinion
from meetings.papers.words import named, places, planned
from meetings.states import LeaveState
from members.papers.words import POSTS
from members.printing.paper import Filed, Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import place_in_agenda
from members.procedure.verdict import gettext_noop

LEAVE = {
    "business_trip": "因公出差",
    "illness": "身体原因",
    "superior_meeting": "参加上级会议",
    "other": "其他",
}


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


def leave_facts(leave: LeaveRequest) -> LeaveSlipFacts:
    """Return the facts of a leave slip.  Clause 6.4-c."""
    meeting = leave.meeting
    order = places(meeting)
    written = WrittenOpinion.objects.filter(item__meeting=meeting, membership=leave.membership)
    on_items = sorted(order[pk] for pk in written.values_list("item_id", flat=True) if pk in order)
    undecided = leave.state == LeaveState.REQUESTED
    return LeaveSlipFacts(
        sitting=planned(meeting),
        member=leave.membership.name,
        post=leave.membership.government_post or POSTS[leave.membership.post],
        reason=LEAVE[leave.reason],
        detail=leave.text,
        starts_at=meeting.starts_at,
        ends_at=meeting.expected_end,
        has_opinion=bool(on_items),
        opinion_items="、".join(place_in_agenda(place) for place in on_items),
        applied_at=leave.requested_at,
        approved=None if undecided else leave.state == LeaveState.APPROVED,
        approver=leave.decided_by.name if leave.decided_by else "",
        approval_note=leave.decision_text,
        approved_at=leave.decided_at,
        recorder=meeting.recorder.name if meeting.recorder else "",
        informed_at=leave.decided_at,
    )


def _derived(facts: LeaveSlipFacts) -> Mapping[str, object]:
    ways = tuple(LEAVE.values())
    known = facts.reason if facts.reason in ways else ("其他" if facts.reason else "")
    return {
        "choices": [(reason, reason == known) for reason in ways],
        "other": facts.reason if known == "其他" and facts.reason != "其他" else "",
        "no_opinion": facts.has_opinion is False,
        "refused": facts.approved is False,
    }


register(
    Paper(
        name="leave_slip",
        title=gettext_noop("Leave slip"),
        order=30,
        section=Section.MEETING,
        blank=LeaveSlipFacts(),
        derived=_derived,
        records=lambda group, _user: (
            LeaveRequest.objects.filter(meeting__group=group)
            .select_related("meeting__group", "meeting__chair__user", "membership__user", "decided_by")
            .order_by("-requested_at", "-pk")
        ),
        facts=leave_facts,
        label=lambda leave: named(leave.meeting, leave.membership.name),
        search=("membership__user__name", "text"),
        meeting="meeting",
        file="请假条",
        filed=(
            Filed("package", 70, lambda meeting: LeaveRequest.objects.filter(meeting=meeting), serial=True),
        ),
    )
)
