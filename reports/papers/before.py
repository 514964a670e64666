"""From records to the papers of the time before a meeting: notice, topic, leave, opinion, authorisation, list."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.timezone import localdate

from meetings.models import (
    AgendaItem,
    ItemKind,
    LeaveRequest,
    MajorIssueEntry,
    MajorIssueList,
    Meeting,
    MeetingNotice,
    Secrecy,
    TopicProposal,
    WrittenOpinion,
)
from meetings.rules import kinds as kind_rules
from meetings.states import LeaveState, ProposalState
from members.models import Authorization
from members.printing.parts import Opinion, Sitting
from members.procedure.rulebook import NotInForce
from reports.documents.authorisation import AuthorisationFacts
from reports.documents.leave_slip import LeaveSlipFacts
from reports.documents.major_issue_list import MajorIssueListFacts, MajorIssueRow
from reports.documents.meeting_notice import MeetingNoticeFacts, NoticeItem
from reports.documents.topic_approval import Procedure, TopicApprovalFacts, TopicDecision
from reports.documents.written_opinion import WrittenOpinionFacts
from reports.papers.words import POSTS, chinese, people, place_in_agenda, sitting

KINDS = {"regular": "例行会议", "extraordinary": "临时会议", "democratic_life": "民主生活会"}
SECRECY = {Secrecy.ORDINARY: "", Secrecy.SENSITIVE: "敏感", Secrecy.STUB: "涉密，另行保存"}
LEAVE = {
    "business_trip": "因公出差",
    "illness": "身体原因",
    "superior_meeting": "参加上级会议",
    "other": "其他",
}
POWERS = {
    "convene": "召集党组会议",
    "preside": "主持党组会议",
    "sign": "签发会议纪要",
    "approve_leave": "审批请假",
}
DECISIONS = {
    ProposalState.ACCEPTED: TopicDecision.AGREE,
    ProposalState.PLACED: TopicDecision.AGREE,
    ProposalState.RETURNED: TopicDecision.RETURN,
    ProposalState.POSTPONED: TopicDecision.POSTPONE,
}
MATERIALS_WAY = "会议材料随通知在工作台发送，请于会前审阅。"
LEAVE_RULE = "因故不能到会的，请在会前向党组书记请假；可就有关议题提交书面意见。"


def kind_word(code: str) -> str:
    """Return the Chinese name of a kind of item."""
    return chinese(ItemKind(code).label)


def places(meeting: Meeting) -> Mapping[int, int]:
    """Return the place of each item on the agenda, from 1, by the item's key (one query)."""
    keys = meeting.items.on_agenda().values_list("pk", flat=True)
    return {pk: order for order, pk in enumerate(keys, start=1)}


def planned(meeting: Meeting) -> Sitting:
    """Return the head of a meeting as it was planned: a paper from before it knows no other hours."""
    return replace(sitting(meeting), starts_at=meeting.starts_at, ends_at=meeting.expected_end)


def notice_facts(notice: MeetingNotice) -> MeetingNoticeFacts:
    """Return the facts of a notice or a supplement, with the agenda as it was announced.  Clause 6.3-c."""
    meeting, group = notice.meeting, notice.meeting.group
    supplement = notice.serial - 1 if notice.kind == MeetingNotice.Kind.SUPPLEMENT else 0
    kind = KINDS[meeting.kind]
    return MeetingNoticeFacts(
        sitting=planned(meeting),
        title=f"关于召开{group.name}{'会议' if kind == '例行会议' else kind}的{'补充' if supplement else ''}通知",
        kind=kind,
        recipient="各党组成员",
        attendees=people(meeting.seats()),
        agenda=_announced(notice),
        materials_way=MATERIALS_WAY,
        leave_rule=LEAVE_RULE,
        leave_deadline=meeting.leave_deadline,
        contact=group.contact,
        phone=group.contact_phone,
        issuer=f"{group.government}办公室",
        issued_on=localdate(notice.issued_at),
        supplement=supplement,
        changes=notice.text if supplement else "",
    )


def _announced(notice: MeetingNotice) -> tuple[NoticeItem, ...]:
    items = notice.meeting.items.select_related("proposal").prefetch_related("proposal__papers", "observers")
    known: dict[str, AgendaItem] = {item.title: item for item in items}
    return tuple(_notice_item(line, known.get(str(line["title"]))) for line in notice.agenda)


def _notice_item(line: Mapping[str, object], item: AgendaItem | None) -> NoticeItem:
    papers = item.proposal.papers.all() if item is not None and item.proposal is not None else ()
    return NoticeItem(
        order=int(str(line["position"])),
        title=str(line["title"]),
        kind=kind_word(str(line["kind"])),
        reporter=item.reporter if item else "",
        materials=tuple(paper.title for paper in papers if not paper.withdrawn),
        secrecy=SECRECY[Secrecy(item.secrecy)] if item else "",
        observers=tuple(f"{one.unit}{one.name}" for one in item.observers.all()) if item else (),
    )


def topic_facts(proposal: TopicProposal) -> TopicApprovalFacts:
    """Return the facts of the topic approval form.  Clauses 6.3-a, 6.3-b."""
    placed = proposal.items.filter(removed=False).select_related("meeting__group").last()
    unlisted = f"清单外：{proposal.outside_list_reason}" if proposal.outside_list_reason else ""
    return TopicApprovalFacts(
        title=proposal.title,
        unit=proposal.proposing_unit,
        member=proposal.proposer.name,
        contact=proposal.contact,
        submitted_on=_done(proposal, "submit_proposal").signed_on,
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
        proposer=_done(proposal, "submit_proposal"),
        leader=_done(proposal, "review_proposal", proposal.lead_opinion),
        complete=proposal.checked_complete,
        quorum=_quorum(proposal),
        clerk=_done(proposal, "check_proposal", proposal.check_note),
        decision=DECISIONS.get(ProposalState(proposal.state), TopicDecision.UNDECIDED),
        secretary=_settled(proposal),
        meeting=placed.meeting.title if placed else "",
    )


def _done(proposal: TopicProposal, verb: str, text: str = "") -> Opinion:
    """Return who did an act last, and on which day, with what was written."""
    entry = proposal.entries.filter(verb=verb).select_related("by").last()
    if entry is None:
        return Opinion(text)
    return Opinion(text, entry.by.name if entry.by else "", localdate(entry.at))


def _settled(proposal: TopicProposal) -> Opinion:
    verbs = ("accept_proposal", "return_proposal", "postpone_proposal")
    entry = proposal.entries.filter(verb__in=verbs).last()
    return _done(proposal, entry.verb, proposal.settled_reason) if entry else Opinion()


def _procedures(proposal: TopicProposal) -> tuple[Procedure, ...]:
    written = (
        ("调查研究", proposal.prior_survey),
        ("征求意见", proposal.prior_opinions),
        ("合法性审查", proposal.prior_legality),
        ("风险评估", proposal.prior_risk),
        ("专家论证", proposal.prior_expert),
    )
    told = Procedure("告知派驻纪检监察组", done=True if proposal.supervision_notified else None)
    return (*(Procedure(name, done=True if text else None, note=text) for name, text in written), told)


def _quorum(proposal: TopicProposal) -> str:
    """Return the quorum the form names; empty when no law was in force on the day it was written."""
    try:
        law = proposal.group.rulebook(on=localdate(proposal.created_at)).meeting
    except NotInForce:
        return ""
    return "三分之二以上" if kind_rules.needs_two_thirds(proposal.kinds, law) else "半数以上"


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


def opinion_facts(opinion: WrittenOpinion) -> WrittenOpinionFacts:
    """Return the facts of a written opinion.  Clause 6.4-d."""
    meeting = opinion.item.meeting
    place = places(meeting).get(opinion.item_id)
    return WrittenOpinionFacts(
        sitting=sitting(meeting),
        member=opinion.membership.name,
        post=opinion.membership.government_post or POSTS[opinion.membership.post],
        item=place_in_agenda(place) if place else "",
        item_title=opinion.item.title,
        text=opinion.text,
        signed_at=opinion.submitted_at,
        read_at=opinion.read_out_at,
        read_by=meeting.recorder.name if meeting.recorder and opinion.read_out_at else "",
    )


def authorisation_facts(given: Authorization) -> AuthorisationFacts:
    """Return the facts of an authorisation.  Clause 4.4-e."""
    return AuthorisationFacts(
        group=given.group.full_name,
        grantor=given.grantor.name,
        grantor_post=given.grantor.government_post or POSTS[given.grantor.post],
        grantee=given.grantee.name,
        grantee_post=given.grantee.government_post or POSTS[given.grantee.post],
        scope=tuple(POWERS.get(power, power) for power in given.powers),
        basis=given.basis,
        starts_on=given.since,
        ends_on=given.until,
        conditions=given.conditions,
        signed_on=given.since,
        revoked_on=given.revoked_on,
    )


def list_facts(issue_list: MajorIssueList) -> MajorIssueListFacts:
    """Return the facts of a version of the list of major questions.  Clauses 4.2-b, 4.2-c."""
    day: date | None = issue_list.adopted_on or issue_list.effective_from
    year = f"{day.year}年" if day else ""
    return MajorIssueListFacts(
        group=issue_list.group.full_name,
        version=f"{year}第{issue_list.version}版",
        adopted_by=issue_list.adopted_by,
        adopted_on=issue_list.adopted_on,
        effective_from=issue_list.effective_from,
        rows=tuple(_list_row(entry) for entry in issue_list.entries_of_list.all()),
    )


def _list_row(entry: MajorIssueEntry) -> MajorIssueRow:
    amount = f"{entry.threshold_amount.normalize():f}万元" if entry.threshold_amount is not None else ""
    return MajorIssueRow(
        category=kind_word(entry.category),
        matter=entry.matter,
        threshold=entry.threshold_text or amount,
        procedures=entry.pre_procedures,
        materials=entry.materials,
        deciding_body=entry.deciding_body,
    )
