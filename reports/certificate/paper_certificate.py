"""Was a decision reached as the work rules ask?  程序合规证明 of one decision (clauses 6.4-a to 6.5-f)."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import segno
from django.db.models import QuerySet

from meetings.models import AgendaItem, Decision, Meeting
from meetings.papers.words import named, sitting, titled
from members.printing.paper import Filed, Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import place_in_agenda
from members.procedure.parameters import Share
from members.procedure.verdict import gettext_noop
from reports.archive.verification import public_key
from reports.certificate.certificate import certificate_facts, signed_text
from reports.standalone.certificate import TALLY
from votes.models import Vote
from votes.papers.words import METHODS, RESULTS
from votes.states import VoteState

SHARES = {
    Share.AT_LEAST_HALF: "半数以上",
    Share.MORE_THAN_HALF: "超过半数",
    Share.AT_LEAST_TWO_THIRDS: "三分之二以上",
}
WORDS = dict(zip(TALLY, ("赞成", "反对", "弃权", "缓议", "未表态", "无效票", "未收回"), strict=True))
ALWAYS = TALLY[:3]
LONGEST = 240
"""Characters of a decision that fit on the page; its digest covers all of it."""


@dataclass(frozen=True, slots=True)
class ProcedureCertificateFacts(Facts):
    """The procedure of one decision, in figures and in words.

    number: of the decision; title: matter; law: name and number of the work rules, with clauses
    entitled, present, away, recused, uncounted: names, 、 between them; base, opening, room: persons
    quorum: what had to be there and what was; method; tally, count: figures and the reckoning in words
    result: 通过; text: what was decided (empty where only its digest is told); digest: SHA-256
    code: signed text of the printed code; signer: public key (hex)
    """

    sitting: Sitting = field(default_factory=Sitting)
    number: str = ""
    item: str = ""
    title: str = ""
    text: str = ""
    law: str = ""
    base: int | None = None
    entitled: str = ""
    uncounted: str = ""
    opening: int | None = None
    opening_quorum: str = ""
    room: int | None = None
    present: str = ""
    away: str = ""
    recused: str = ""
    quorum: str = ""
    method: str = ""
    tally: str = ""
    count: str = ""
    result: str = ""
    digest: str = ""
    code: str = ""
    signer: str = ""
    issuer: str = ""
    dated: date | None = None


def certificate_paper(decision: Decision) -> ProcedureCertificateFacts:
    """Return the certificate of a decision, signed.  Raises NoVote.  Clauses 6.4-a to 6.5-f."""
    told = certificate_facts(decision)
    item, meeting = decision.item, decision.item.meeting
    book, law = meeting.book, meeting.law
    needed = law.quorum_personnel if told["personnel"] else law.quorum_ordinary
    attending = told["present" if law.recusal_counts_as_present else "room"]
    tally = dict(zip(TALLY, told["tally"], strict=True))
    rechecked = told["personnel"] or law.ordinary_quorum_rechecked_per_item
    presided = item.acting_chair or meeting.chair
    return ProcedureCertificateFacts(
        sitting=replace(sitting(meeting), chair=presided.name if presided else ""),
        number=decision.number,
        item=place_in_agenda(told["item"]) if told["item"] else "",
        title=titled(item),
        text=decision.text
        if len(decision.text) <= LONGEST
        else f"{decision.text[:LONGEST]}……（全文见会议纪要）",
        law=f"《{book.title.strip('《》')}》（{book.number}）第六条（四）、（五）项",
        base=told["base"],
        entitled=_named(told, "PRQA"),
        uncounted=_named(told, "X"),
        opening=told["opening"],
        opening_quorum=f"会议须有{SHARES[law.quorum_ordinary]}成员到会："
        f"{law.quorum_ordinary.inequality(told['opening'], told['base'])}。",
        room=told["room"],
        present=_named(told, "P"),
        away=_named(told, "AQ") or "无",
        recused=_named(told, "RQ") or "无",
        quorum=f"本事项须有{SHARES[needed]}成员到会：{needed.inequality(attending, told['base'])}。"
        if rechecked
        else "按开会时到会人数。",
        method=METHODS[told["method"]],
        tally="　".join(f"{WORDS[name]}{n}" for name, n in tally.items() if n or name in ALWAYS),
        count=f"基数{told['denominator']}人，赞成票须{SHARES[law.pass_rule]}，即{told['needed']}票以上："
        f"{law.pass_rule.inequality(tally['approve'], told['denominator'])}。",
        result=RESULTS[told["result"]],
        digest=told["text"],
        code=signed_text(told),
        signer=public_key(),
        issuer=told["group"],
        dated=meeting.day,
    )


def _named(told: dict[str, Any], marks: str) -> str:
    return "、".join(name for name, mark in zip(told["seats"], told["marks"], strict=True) if mark in marks)


def picture(code: str) -> str:
    """Return the code as the address of a picture that carries itself (data:); empty for none."""
    return matrix(code).svg_data_uri(scale=4, border=2) if code else ""


def matrix(code: str) -> segno.QRCode:
    """Return the code as a matrix; a text of capitals and digits is set in the compact mode for these."""
    return segno.make(code, error="m", micro=False, boost_error=False)


def _counted() -> QuerySet[Any]:
    return Vote.objects.filter(state=VoteState.COUNTED).values("item")


def _of_meeting(meeting: Meeting) -> QuerySet[Decision]:
    decisions = Decision.objects.filter(item__meeting=meeting, item__in=_counted())
    return decisions.order_by("item__position", "pk")


def _of_item(item: AgendaItem) -> QuerySet[Decision]:
    return Decision.objects.filter(item=item, item__in=_counted()).order_by("pk")


register(
    Paper(
        name="procedure_certificate",
        title=gettext_noop("Certificate of procedure"),
        order=130,
        section=Section.MEETING,
        blank=ProcedureCertificateFacts(),
        derived=lambda facts: {"picture": picture(facts.code)},
        records=lambda group, _user: Decision.objects.filter(group=group, item__in=_counted()).select_related(
            "group", "item__meeting__group", "item__meeting__chair__user", "item__acting_chair__user"
        ),
        facts=certificate_paper,
        label=lambda decision: f"{decision.number}　{decision.item.title}　{named(decision.item.meeting)}",
        search=("number", "item__title", "text"),
        meeting="item__meeting",
        file="程序合规证明",
        filed=(
            Filed("meeting", 10, _of_meeting, suffix=lambda decision: decision.number),
            Filed("matter", 70, _of_item, suffix=lambda decision: decision.number),
        ),
    )
)
