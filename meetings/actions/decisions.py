"""What follows from a decision: owner, date, tasks, progress, closing?"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from meetings.models import AgendaItem, Decision, DecisionReceipt, SupervisionTask, TaskProgress
from meetings.models.kinds import ItemKind
from meetings.rules import closing
from meetings.states import TaskState
from members.models import Membership, Post, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse


def record_decision(item: AgendaItem, *, by: User | None, at: datetime) -> Decision:
    """Put the decision of a carried item in force, from the day of the vote; the only way to a decision.

    Circulation, countersigning or talks never make one.  Clauses 3.3-a, 3.3-b, 6.5-g.
    """
    meeting = item.meeting
    proposal = item.proposal
    with transaction.atomic():
        superseded = proposal.reconsiders if proposal is not None else None
        waiting = ItemKind.REPORT_TO_SUPERIOR in item.kinds
        decision = Decision(
            group=meeting.group,
            item=item,
            number=f"{meeting.term.number}-{meeting.ordinal}-{item.position}",
            state=Decision.State.PENDING_SUPERIOR if waiting else Decision.State.IN_FORCE,
            text=item.decision_draft.strip() or f"会议同意{item.title}。",
            effective_on=localdate(at),
            owner=proposal.proposer if proposal is not None else None,
            lead_unit=proposal.proposing_unit if proposal is not None else "",
            reconsiders=superseded,
        )
        decision.save()
        enter(decision, "record_decision", by=by, at=at, after=decision.state)
        if superseded is not None:
            with advance(superseded, "supersede_decision", by=by, at=at):
                pass
    return decision


def acknowledge_decision(decision: Decision, dissent: str = "", *, by: User, at: datetime) -> DecisionReceipt:
    """Take note of a decision; a reserved opinion is recorded and does not stop its being carried out.

    Raises Refused ("not_a_member"); ValidationError when it was noted before.  Clauses 5.2-c, 6.5-g.
    """
    seat = Membership.objects.filter(group=decision.group, user=by).in_office(localdate(at)).first()
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "5.2-c")
        )
    # That there is a reserved opinion is on record here; what it says is not.
    with advance(decision, "acknowledge_decision", by=by, at=at, dissent=bool(dissent.strip())):
        receipt = DecisionReceipt(decision=decision, membership=seat, at=at, dissent=dissent.strip())
        receipt.save()
    return receipt


def edit_decision(decision: Decision, *, by: User, at: datetime, **fields: Any) -> Decision:
    """Set owner, co-owners, due date and what followed on; the text of the decision stays.

    Raises Refused ("new_item_required") for another text.  Clauses 3.4-a, 6.5-g, 6.5-i.
    """
    with advance(decision, "edit_decision", by=by, at=at) as act:
        if fields.get("text", decision.text) != decision.text:
            uphold(closing.reconsiders(is_new_item=False))
        act.facts["changed"] = {
            name: [str(getattr(decision, name) or ""), str(value or "")]
            for name, value in fields.items()
            if getattr(decision, name) != value
        }
        for name, value in fields.items():
            setattr(decision, name, value)
    return decision


def settle_pending(decision: Decision, approved: bool, paper: str, *, by: User, at: datetime) -> Decision:
    """End the waiting of a decision for the superior: approved it is in force from today, refused it is void.

    paper: number or name of the superior's reply.  Raises Refused ("decision_not_pending", "paper_required").
    Clause 4.2-a1.
    """
    verb = "confirm_pending" if approved else "void_pending"
    with advance(decision, verb, by=by, at=at, paper=paper):
        uphold(closing.reply_named(paper))
        if approved:
            decision.effective_on = localdate(at)
    return decision


def note_divergence(decision: Decision, result: str, *, by: User, at: datetime) -> Decision:
    """Enter that the government's meeting decided otherwise, and what; the matter goes back to the group.

    Raises Refused ("reason_required").  Clause 3.4-a.
    """
    with advance(decision, "note_divergence", by=by, at=at, result=result):
        uphold(closing.reason_given(result, clause="3.4-a"))
        decision.follow_on_result = result
    return decision


def open_task(
    decision: Decision, *, text: str, owner: Membership, due_on: date, by: User, at: datetime, **more: Any
) -> SupervisionTask:
    """Hand a decision, or a part of it, to somebody to carry out.  Clauses 6.5-h, 6.5-i."""
    demand_power("meetings.supervise", by, decision)
    with transaction.atomic():
        task = SupervisionTask(
            group=decision.group,
            decision=decision,
            text=text,
            owner=owner,
            due_on=due_on,
            issued_on=localdate(at),
            **more,
        )
        task.save()
        enter(task, "open_task", by=by, at=at, after=task.state)
    return task


def report_progress(task: SupervisionTask, text: str, *, by: User, at: datetime) -> TaskProgress:
    """Say how far a task has come.  Clause 6.5-i."""
    with advance(task, "report_progress", by=by, at=at):
        progress = TaskProgress(task=task, text=text, by=by, at=at)
        progress.save()
    return progress


def ask_to_close(task: SupervisionTask, evidence: str, *, by: User, at: datetime) -> SupervisionTask:
    """Ask to close a task, with what shows that it is done.  Clause 6.5-i."""
    with advance(task, "ask_to_close", by=by, at=at):
        if not evidence.strip():
            uphold(closing.close_task(evidence="", responsible_agrees=False, main_agrees=False))
        task.evidence = evidence
    return task


def agree_to_close(task: SupervisionTask, *, by: User, at: datetime) -> SupervisionTask:
    """Agree to the closing, as the responsible or as the main leader; with both the task is closed.

    Raises Refused ("not_responsible").  Clause 6.5-i.
    """
    with advance(task, "agree_to_close", by=by, at=at) as act:
        seat = Membership.objects.filter(group=task.group, user=by).in_office(localdate(at)).first()
        if seat is not None and seat.post == Post.SECRETARY:
            task.main_agreed_by = by
            act.facts["as"] = "main"
        if seat is not None and seat.pk == task.owner_id:
            task.responsible_agreed_by = by
            act.facts["as"] = act.facts.get("as", "responsible")
        if "as" not in act.facts:
            uphold(
                refuse(
                    "not_responsible",
                    gettext_noop("The responsible leader and the main leader agree to the closing."),
                    "6.5-i",
                )
            )
    if task.state == TaskState.CLOSING and task.main_agreed_by_id and task.responsible_agreed_by_id:
        with advance(task, "close_task", by=by, at=at):
            task.closed_on = localdate(at)
    return task


def continue_task(task: SupervisionTask, reason: str, *, by: User, at: datetime) -> SupervisionTask:
    """Let a task go on, with the reason.  Clause 6.5-i."""
    with advance(task, "continue_task", by=by, at=at, reason=reason):
        uphold(closing.reason_given(reason, clause="6.5-i"))
        task.main_agreed_by = task.responsible_agreed_by = None
        task.closed_on = None
    return task
