"""How does an upward document come into being: drafted, edited, adopted by a meeting, signed, numbered, sent?"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.models import AgendaItem
from members.actions.numbers import next_number
from members.models import LeadingGroup, Post, User
from members.notifications import notify
from members.papers.words import chinese
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Record
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import Circulation, UpwardFile, round_under_way
from reports.upward.rules import adoption

SHOWN = 40
"""So much of a changed field is kept in the journal."""
DIGEST_SHOWN = 12
"""So much of the digest of an adopted text; the whole is kept in the paper."""


def draft_paper(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> UpwardPaper:
    """Begin a request, a report or a filing; recipient and contact are those of the body if none are named.

    Clauses 5.3-a, 6.1-c.
    """
    demand_power("reports.draft_upward", by, group)
    given = {
        "recipient": group.superior,
        "contact": group.contact,
        "contact_phone": group.contact_phone,
        "text_changed_at": at,
    }
    with transaction.atomic():
        paper = UpwardPaper(group=group, **(given | fields))
        paper.save()
        enter(paper, "draft_paper", by=by, at=at, after=paper.state)
    return paper


def edit_paper(paper: UpwardPaper, *, by: User, at: datetime, **fields: Any) -> UpwardPaper:
    """Change a paper; another text than the one adopted needs to be adopted again, and a circulation ends.

    Clauses 5.3-a, 6.1-c.
    """
    with advance(paper, "edit_paper", by=by, at=at) as act:
        act.facts["changed"] = changes(paper, fields)
        before = paper.text_digest()
        for name, value in fields.items():
            setattr(paper, name, value)
        text_touched(paper, before, at)
    return paper


def changes(record: Record, fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return which fields an act changes, each with the beginning of what it held and holds."""
    return {
        name: [str(getattr(record, name) or "")[:SHOWN], str(value or "")[:SHOWN]]
        for name, value in fields.items()
        if getattr(record, name) != value
    }


def text_touched(paper: UpwardPaper, before: str, at: datetime) -> None:
    """Note that the text is another one now: its moment, and that a circulation of the old one is over."""
    if paper.text_digest() == before:
        return
    paper.text_changed_at = at
    under_way = round_under_way(paper)
    if under_way is not None:
        end_round(under_way, Circulation.Outcome.OVERTAKEN, at)


def end_round(under_way: Circulation, outcome: Circulation.Outcome, at: datetime) -> None:
    """Write down how a circulation ended; called inside an act."""
    under_way.ended_at, under_way.outcome = at, outcome
    under_way.save()


def attach_upward_file(
    paper: UpwardPaper, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> UpwardFile:
    """Enclose a file.  Raises ValidationError for a type or size that is not accepted.  Clauses 5.3-a, 6.1-c."""
    with advance(paper, "attach_file", by=by, at=at, paper=title or str(upload.name)[:200]):
        before = paper.text_digest()
        kept = UpwardFile.keep(upload, title, by=by, at=at, paper=paper)
        text_touched(paper, before, at)
    return kept


def remove_upward_file(kept: UpwardFile, *, by: User, at: datetime) -> UpwardFile:
    """Take an enclosed file out; its bytes stay."""
    with advance(kept.paper, "remove_file", by=by, at=at, paper=kept.title):
        before = kept.paper.text_digest()
        kept.withdrawn = True
        kept.save()
        text_touched(kept.paper, before, at)
    return kept


def adopt_paper(
    paper: UpwardPaper, adopted_item: AgendaItem, adoption_note: str = "", *, by: User, at: datetime
) -> UpwardPaper:
    """Note by which item a meeting adopted the text as it stands now.

    Raises Refused ("item_not_decided", and what the form of the paper lacks).  Clauses 4.2-a1, 6.1-c.
    """
    under_way = round_under_way(paper)
    with transaction.atomic():
        if under_way is not None:
            end_round(under_way, Circulation.Outcome.STOPPED, at)
        with advance(paper, "adopt_paper", by=by, at=at, item=adopted_item.title) as act:
            paper.adopted_item, paper.adopted_round = adopted_item, None
            paper.adoption_note = adoption_note
            paper.adopted_on = adopted_item.meeting.day
            paper.adopted_sha256 = paper.text_digest()
            act.facts["digest"] = paper.adopted_sha256[:DIGEST_SHOWN]
            # Adopted again, the state stays what it was, and saving would not ask.
            act.ask(paper.may_be_adopted())
    ask_for_signature(paper, at)
    return paper


def ask_for_signature(paper: UpwardPaper, at: datetime) -> None:
    """Tell the secretary that a paper waits for the signature."""
    group = paper.group
    seat = group.memberships.in_office(localdate(at)).filter(post=Post.SECRETARY).first()
    if seat is None:
        return
    notify(
        seat.user,
        "upward_to_sign",
        f"{paper.pk}@{at.isoformat()}",
        group=group,
        subject=f"待签发：{paper.title}"[:200],
        url=reverse("reports:upward_detail", args=[group.code, paper.pk]),
        at=at,
    )


def sign_paper(paper: UpwardPaper, sign_opinion: str, *, by: User, at: datetime) -> UpwardPaper:
    """Sign a paper as the secretary, with opinion, name and full date.

    Raises Refused ("changed_after_adoption", "opinion_required"); warns a signer who was recused.  Clause 4.4-d.
    """
    with advance(paper, "sign_paper", by=by, at=at, opinion=sign_opinion) as act:
        paper.sign_opinion = sign_opinion.strip()
        paper.signed_by, paper.signed_at = by, at
        act.ask(adoption.signature(paper.sign_opinion, was_recused=paper.signer_was_recused()))
    return paper


def return_paper(paper: UpwardPaper, reason: str, *, by: User, at: datetime) -> UpwardPaper:
    """Send a paper back to be edited, saying why.  Raises Refused ("reason_required").  Clause 4.4-d."""
    with advance(paper, "return_paper", by=by, at=at, reason=reason):
        paper.reason = reason
        paper.sign_opinion = ""
        paper.signed_by = paper.signed_at = None
    return paper


def send_paper(
    paper: UpwardPaper, sent_on: date, sent_way: str, own_number: str = "", *, by: User, at: datetime
) -> UpwardPaper:
    """Number a signed paper under the body's word and the year, and send it.

    own_number: for a paper in the government's name, the number its office gave; then none of the body's is used up.
    Raises Refused ("not_signed", "acted_before_request", "sent_before_signed").  Clauses 5.3-a, 5.3-c, 6.1-c, 4.4-d.
    """
    with advance(paper, "send_paper", by=by, at=at) as act:
        paper.sent_on, paper.sent_way = sent_on, sent_way
        paper.number = own_number.strip() or next_number(paper.group, paper.group.document_word, sent_on.year)
        act.facts |= {
            "number": paper.number,
            "sent_on": sent_on.isoformat(),
            "way": chinese(UpwardPaper.Way(sent_way).label),
        }
    return paper


def withdraw_paper(paper: UpwardPaper, reason: str, *, by: User, at: datetime) -> UpwardPaper:
    """Give a paper up before it is sent, saying why; it is kept.  Raises Refused ("reason_required")."""
    with advance(paper, "withdraw_paper", by=by, at=at, reason=reason):
        under_way = round_under_way(paper)
        if under_way is not None:
            end_round(under_way, Circulation.Outcome.STOPPED, at)
        paper.reason = reason
    return paper
