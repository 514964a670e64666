"""From a decision to the certificate of its procedure."""

from dataclasses import replace
from typing import Any

from meetings.models import Decision
from members.procedure.parameters import Share
from reports.archive.verification import public_key
from reports.certificate.certificate import certificate_facts, signed_text
from reports.documents.procedure_certificate import ProcedureCertificateFacts
from reports.papers.words import METHODS, RESULTS, place_in_agenda, sitting, titled
from reports.standalone.certificate import TALLY

SHARES = {
    Share.AT_LEAST_HALF: "半数以上",
    Share.MORE_THAN_HALF: "超过半数",
    Share.AT_LEAST_TWO_THIRDS: "三分之二以上",
}
WORDS = dict(zip(TALLY, ("赞成", "反对", "弃权", "缓议", "未表态", "无效票", "未收回"), strict=True))
ALWAYS = TALLY[:3]
LONGEST = 240
"""Characters of a decision that fit on the page; its digest covers all of it."""


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
