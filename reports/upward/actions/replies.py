"""What comes back from the superior, what follows from it, and when is the matter closed?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from meetings import actions as meeting_actions
from meetings.models import Decision
from members.models import Membership, User
from members.notifications import notify
from members.papers.words import chinese
from members.procedure.journal import advance
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import ReplyAction, UpwardFile, UpwardReply
from reports.upward.states import PaperKind

SETTLES = {UpwardReply.Outcome.APPROVED: True, UpwardReply.Outcome.REFUSED: False}


def file_receipt(
    paper: UpwardPaper, received_on: date, receipt_number: str = "", *, by: User, at: datetime
) -> UpwardPaper:
    """File that the superior has received the paper.  Raises Refused ("received_before_sent").  Clause 5.3-a."""
    with advance(paper, "file_receipt", by=by, at=at, receipt=receipt_number or received_on.isoformat()):
        _not_before_sending(paper, received_on)
        paper.received_on, paper.receipt_number = received_on, receipt_number
    return paper


def _not_before_sending(paper: UpwardPaper, day: date) -> None:
    if paper.sent_on is not None and day < paper.sent_on:
        uphold(
            refuse(
                "received_before_sent",
                gettext_noop("Nothing comes back before the paper was sent on %(sent_on)s."),
                "5.3-a",
                sent_on=paper.sent_on.isoformat(),
            )
        )


def file_reply(
    paper: UpwardPaper,
    outcome: str,
    replied_on: date,
    content: str,
    *,
    number: str = "",
    upload: "UploadedFile[Any] | None" = None,
    by: User,
    at: datetime,
) -> UpwardReply:
    """File an answer of the superior; an approval or a refusal settles the decision that waits for it.

    Raises Refused ("received_before_sent"); ValidationError for a file that is not accepted.  Clauses 4.2-a1, 5.3-a.
    """
    text = chinese(UpwardReply.Outcome(outcome).label)
    with advance(paper, "file_reply", by=by, at=at, outcome=text, number=number) as act:
        _not_before_sending(paper, replied_on)
        reply = UpwardReply(
            paper=paper,
            outcome=outcome,
            number=number,
            replied_on=replied_on,
            content=content,
            filed_by=by,
            filed_at=at,
        )
        reply.save()
        if upload is not None:
            UpwardFile.keep(upload, number or str(reply), by=by, at=at, paper=paper, reply=reply)
        settled = _settle_decision(paper, reply, by, at)
        if settled is not None:
            act.facts["decision"] = settled.number
    return reply


def _settle_decision(paper: UpwardPaper, reply: UpwardReply, by: User, at: datetime) -> Decision | None:
    """Settle the decision of the adopting item, if it waits for the superior's answer to this request."""
    approved = SETTLES.get(UpwardReply.Outcome(reply.outcome))
    if paper.kind != PaperKind.REQUEST or approved is None or paper.adopted_item_id is None:
        return None
    decision = Decision.objects.filter(
        item=paper.adopted_item_id, state=Decision.State.PENDING_SUPERIOR
    ).first()
    if decision is None:
        return None
    named = reply.number or f"{paper.recipient}{reply.replied_on:%Y-%m-%d}"
    return meeting_actions.settle_pending(decision, approved, named, by=by, at=at)


def add_reply_action(
    paper: UpwardPaper, text: str, owner: Membership, due_on: date, *, by: User, at: datetime
) -> ReplyAction:
    """Hand something that the reply asks for to a member, with a day.

    Raises Refused ("no_reply", "other_body").  Clause 5.3-a.
    """
    with advance(paper, "add_reply_action", by=by, at=at, action=text, owner=str(owner)):
        if not paper.replies.exists():
            uphold(refuse("no_reply", gettext_noop("File the reply first."), "5.3-a"))
        if owner.group_id != paper.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "5.3-a"))
        action = ReplyAction(paper=paper, text=text, owner=owner, due_on=due_on)
        action.save()
    if owner.user_id != by.pk:
        notify(
            owner.user,
            "upward_action",
            f"{action.pk}",
            group=paper.group,
            subject=f"批复落实事项：{text}"[:200],
            url=reverse("reports:upward_detail", args=[paper.group.code, paper.pk]),
            at=at,
        )
    return action


def may_finish(action: ReplyAction, user: User) -> bool:
    """Say whether somebody may say that an action is done: its owner, and the desk."""
    return action.owner.user_id == user.pk or user.has_perm("reports.draft_upward", action.paper)


def finish_reply_action(
    action: ReplyAction, result: str, done_on: date | None = None, *, by: User, at: datetime
) -> ReplyAction:
    """Say that an action is done, and with which result.  Raises Refused ("not_responsible", "already_done").

    Clause 5.3-a.
    """
    with advance(action.paper, "finish_reply_action", by=by, at=at, action=action.text, result=result):
        if not may_finish(action, by):
            uphold(
                refuse(
                    "not_responsible", gettext_noop("Its responsible member or the desk says so."), "5.3-a"
                )
            )
        action.refresh_from_db(from_queryset=ReplyAction._base_manager.select_for_update())
        if action.done_on is not None:
            uphold(refuse("already_done", gettext_noop("This is noted as done already."), "5.3-a"))
        action.done_on, action.result = done_on or localdate(at), result
        action.save()
    return action


def close_paper(paper: UpwardPaper, *, by: User, at: datetime) -> UpwardPaper:
    """Close the matter.  Raises Refused ("reply_missing", "actions_open").  Clause 5.3-a."""
    with advance(paper, "close_paper", by=by, at=at):
        paper.closed_on = localdate(at)
    return paper
