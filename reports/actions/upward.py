"""How does a request or a report come about, go up, and come back?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from meetings import actions as meeting_actions
from meetings.models import Decision, Recusal
from members.models import LeadingGroup, Membership, Post, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.actions.minutes import next_number
from reports.models.upward import ReplyAction, UpwardFile, UpwardPaper, Voice
from reports.rules import upward
from reports.states.upward import PaperKind


def draft_paper(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> UpwardPaper:
    """Begin a request, a report or a filing.  Clause 5.3-a."""
    demand_power("reports.draft_upward", by, group)
    with transaction.atomic():
        paper = UpwardPaper(group=group, **fields)
        paper.save()
        enter(paper, "draft_paper", by=by, at=at, after=paper.state)
    return paper


def edit_paper(paper: UpwardPaper, *, by: User, at: datetime, **fields: Any) -> UpwardPaper:
    """Change a draft."""
    with advance(paper, "edit_paper", by=by, at=at) as act:
        act.facts["changed"] = sorted(name for name, value in fields.items() if getattr(paper, name) != value)
        for name, value in fields.items():
            setattr(paper, name, value)
    return paper


def attach_to_paper(
    paper: UpwardPaper, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> UpwardFile:
    """Add an attachment to a draft."""
    with advance(paper, "attach_to_paper", by=by, at=at, paper=title or str(upload.name)[:200]):
        return UpwardFile.keep(upload, title, by=by, at=at, paper=paper)


def circulate_paper(paper: UpwardPaper, *, by: User, at: datetime) -> UpwardPaper:
    """Send the text to every member for consent.  Clause 5.3-a.

    Raises Refused: "request_inside_report", "one_matter", "asks_nothing", "one_recipient", "text_missing".
    """
    with advance(paper, "circulate_paper", by=by, at=at):
        pass
    seats = Membership.objects.filter(group=paper.group).in_office(localdate(at)).select_related("user")
    for seat in seats:
        notify(
            seat.user,
            "paper_circulating",
            f"{paper.pk}@{paper.text_hash[:16]}",
            group=paper.group,
            subject=f"请传阅审定：{paper.title}"[:200],
            url=reverse("reports:upward_detail", args=[paper.group.code, paper.pk]),
            at=at,
        )
    return paper


def voice_consent(paper: UpwardPaper, consents: bool, note: str = "", *, by: User, at: datetime) -> Voice:
    """Consent to a text in circulation, or object to it.  Clause 5.3-a.

    Raises Refused ("not_a_member"); ValidationError ("already_answered").
    """
    with advance(paper, "voice_consent", by=by, at=at, consents=consents):
        seat = Membership.objects.filter(group=paper.group, user=by).in_office(localdate(at)).first()
        if seat is None:
            raise Refused(
                refuse("not_a_member", gettext_noop("This person is not a member of the group."), "5.3-a")
            )
        voice = Voice(
            paper=paper, membership=seat, consents=consents, note=note, text_hash=paper.text_hash, at=at
        )
        voice.save()
    return voice


def end_circulation(paper: UpwardPaper, *, by: User, at: datetime) -> UpwardPaper:
    """End a circulation; the text is adopted when more than half consent and nobody objects.

    Raises Refused ("objected", "not_consented").  Clauses 3.3-b, 5.3-a.
    """
    with advance(paper, "end_circulation", by=by, at=at) as act:
        act.ask(upward.circulated(paper.circulation()))
        _adopt(paper, at)
    return paper


def adopt_by_decision(paper: UpwardPaper, decision: Decision, *, by: User, at: datetime) -> UpwardPaper:
    """Note by which decision of the group the text was adopted.  Clauses 5.3-a, 6.1-c."""
    with advance(paper, "adopt_by_decision", by=by, at=at, decision=decision.number):
        paper.decision = decision
        _adopt(paper, at)
    return paper


def _adopt(paper: UpwardPaper, at: datetime) -> None:
    paper.adopted_at = at
    paper.adopted_hash = paper.text_hash


def return_paper(paper: UpwardPaper, reason: str, *, by: User, at: datetime) -> UpwardPaper:
    """Send a text back to its drafters, with the reason; it has to be adopted again.  Clause 4.4-d."""
    with advance(paper, "return_paper", by=by, at=at, reason=reason):
        if not reason.strip():
            uphold(refuse("reason_required", gettext_noop("Give the reason."), "4.4-d"))
        paper.adopted_at, paper.adopted_hash, paper.decision = None, "", None
    return paper


def sign_paper(paper: UpwardPaper, opinion: str, *, by: User, at: datetime) -> UpwardPaper:
    """Sign a paper to the superior: the secretary alone, with opinion, name and full date.  Clause 4.4-d.

    Raises Refused ("changed_after_adoption"); warns when the signer was recused from the matter.
    """
    with advance(paper, "sign_paper", by=by, at=at, opinion=opinion) as act:
        heads = Membership.objects.filter(group=paper.group, user=by, post=Post.SECRETARY)
        concerned = (
            paper.decision is not None
            and Recusal.objects.filter(item=paper.decision.item, membership__user=by).exists()
        )
        act.ask(upward.signer(is_secretary=heads.in_office(localdate(at)).exists(), concerned=concerned))
        paper.signed_by, paper.signed_at, paper.signer_opinion = by, at, opinion
    return paper


def send_paper(
    paper: UpwardPaper, sent_on: date, sent_way: str = "", *, by: User, at: datetime
) -> UpwardPaper:
    """Number a signed paper and note that it was sent; from now on its text stays.  Clauses N-a, 5.3-a, 5.3-c."""
    with advance(paper, "send_paper", by=by, at=at) as act:
        if paper.kind == PaperKind.REQUEST:
            act.ask(upward.asked_before_acting(sent_on, paper.acted_on))
        paper.number = next_number(paper.group, paper.group.document_word, sent_on.year)
        paper.sent_on, paper.sent_way = sent_on, sent_way
        act.facts["number"] = paper.number
    return paper


def note_receipt(paper: UpwardPaper, receipt: str, *, by: User, at: datetime) -> UpwardPaper:
    """Note that the superior has received a paper."""
    with advance(paper, "note_receipt", by=by, at=at, receipt=receipt):
        paper.receipt = receipt
    return paper


def file_reply(
    paper: UpwardPaper,
    number: str,
    replied_on: date,
    text: str = "",
    approved: bool | None = None,
    *,
    by: User,
    at: datetime,
) -> UpwardPaper:
    """File the superior's reply; a decision that waited for it is settled.  Clauses 4.2-a1, 5.3-a."""
    with advance(paper, "file_reply", by=by, at=at, reply=number):
        paper.reply_number, paper.replied_on, paper.reply_text = number, replied_on, text
        paper.approved = approved
    if paper.decision is not None and approved is not None:
        meeting_actions.settle_pending(paper.decision, approved, number, by=by, at=at)
    return paper


def plan_reply_action(
    paper: UpwardPaper, text: str, owner: Membership, due_on: date, *, by: User, at: datetime
) -> ReplyAction:
    """Note what the reply asks to be done, by whom, by when."""
    with advance(paper, "plan_reply_action", by=by, at=at, owner=str(owner)):
        action = ReplyAction(paper=paper, text=text, owner=owner, due_on=due_on)
        action.save()
    return action


def finish_reply_action(
    action: ReplyAction, result: str, done_on: date | None = None, *, by: User, at: datetime
) -> ReplyAction:
    """Note that it was done."""
    with advance(action.paper, "finish_reply_action", by=by, at=at, action=action.text[:80]):
        action.result = result
        action.done_on = done_on or localdate(at)
        action.save()
    return action


def close_paper(paper: UpwardPaper, *, by: User, at: datetime) -> UpwardPaper:
    """Close a paper: a report once it was sent, a request once what its reply asks for is done.  Clause 5.3-a.

    Raises Refused ("reply_missing", "reply_actions_open").
    """
    with advance(paper, "close_paper", by=by, at=at):
        if paper.kind == PaperKind.REQUEST and paper.replied_on is None:
            uphold(refuse("reply_missing", gettext_noop("The request waits for its reply."), "5.3-a"))
        if paper.reply_actions.filter(done_on__isnull=True).exists():
            uphold(
                refuse(
                    "reply_actions_open",
                    gettext_noop("What the reply asks for has not all been done."),
                    "5.3-a",
                )
            )
    return paper


def withdraw_paper(paper: UpwardPaper, reason: str, *, by: User, at: datetime) -> UpwardPaper:
    """Give a paper up before it is sent, with the reason."""
    with advance(paper, "withdraw_paper", by=by, at=at, reason=reason):
        if not reason.strip():
            uphold(refuse("reason_required", gettext_noop("Give the reason."), "5.3-a"))
    return paper
