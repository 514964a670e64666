"""How does an upward document look?  请示 and 报告 in the upward layout of GB/T 9704-2012 (clause 5.3).

Head: the mark, the number on the left and who signs on the right; then title, recipient, text on the grid of 22 lines
of 28 characters, attachments, issuer and date under a seal, contact in brackets; last the colophon.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.printing.paper import Filed, Inspected, Paper, register
from members.printing.parts import Facts, Text
from members.procedure.verdict import gettext_noop
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import PaperKind, UpwardState

# 一、 is set in 黑体, （一） in 楷体; a heading that runs into its paragraph ends with its first full stop.
LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "para hei", "para"),
    (re.compile(r"（[一二三四五六七八九十]+）"), "para-kai", "para kai-lead"),
)
BLANK_RECIPIENT = "（主送机关）" + "\u3000" * 6
BLANK_NUMBER = "〔\u3000\u3000〕\u3000号"


@dataclass(frozen=True, slots=True)
class UpwardPaperFacts(Facts):
    """One request or report.

    mark: 发文机关标志; number: 云岭政党组〔2025〕3号; signer: 签发人; recipient: 主送机关, exactly one
    body: paragraphs by lines; ending: 妥否，请批示。 / 特此报告。, printed unless the body ends with it already
    attachments: titles; issuer, dated: 署名, 成文日期; contact, phone: 附注
    copies: 抄送; printer, printed_on: 印发机关, 印发日期; secrecy, copy_number, urgency: the corner, usually empty
    """

    mark: str = ""
    number: str = ""
    signer: str = ""
    title: str = ""
    recipient: str = ""
    body: str = ""
    ending: str = ""
    attachments: tuple[str, ...] = ()
    issuer: str = ""
    dated: date | None = None
    contact: str = ""
    phone: str = ""
    copies: tuple[str, ...] = ()
    printer: str = ""
    printed_on: date | None = None
    secrecy: str = ""
    copy_number: str = ""
    urgency: str = ""


def upward_facts(paper: UpwardPaper) -> UpwardPaperFacts:
    """Return a paper to the letter: its text is what was adopted, so nothing is added to it, no ending either.

    Clauses 5.3-a, 5.3-b, 4.4-d.
    """
    group = paper.group
    signed_on = localdate(paper.signed_at) if paper.signed_at is not None else None
    enclosed = paper.files.filter(withdrawn=False, reply__isnull=True).order_by("pk")
    return UpwardPaperFacts(
        mark=f"{group.full_name}文件",
        number=paper.number or f"{group.document_word}〔{localdate().year}〕\u3000号",
        signer=paper.signed_by.name if paper.signed_by is not None else "",
        title=paper.title,
        recipient=paper.recipient,
        body=paper.body,
        attachments=tuple(enclosed.values_list("title", flat=True)),
        issuer=group.full_name,
        dated=signed_on,
        contact=paper.contact,
        phone=paper.contact_phone,
        copies=paper.copy_list,
        printer=f"{group.government}办公室",
        printed_on=paper.sent_on or signed_on,
    )


def _derived(facts: UpwardPaperFacts) -> Mapping[str, object]:
    return {
        "lines": paragraphs(facts.body, facts.ending),
        "number": facts.number or BLANK_NUMBER,
        "recipient": f"{facts.recipient or BLANK_RECIPIENT}：",
    }


def paragraphs(body: str, ending: str) -> list[Text]:
    """Return the paragraphs with the faces of their levels, the ending last and once."""
    texts = [line.strip() for line in body.splitlines() if line.strip()]
    closing = ending.strip()
    if closing and not (texts and texts[-1].endswith(closing)):
        texts.append(closing)
    return [_levelled(text) for text in texts]


def _levelled(text: str) -> Text:
    """Return a paragraph with the face of its level."""
    for start, whole, leading in LEVELS:
        if start.match(text):
            heading, stop, rest = text.partition("。")
            return Text(text, heading + stop, leading) if rest else Text(text, "", whole)
    return Text(text)


def _papers(group: LeadingGroup, user: User, *kinds: str) -> QuerySet[UpwardPaper]:
    """Return the papers of some kinds; of a classified one nothing is printed, it is kept elsewhere on paper."""
    seen = UpwardPaper.objects.visible_to(user, group).filter(kind__in=kinds, is_stub=False)
    return seen.exclude(state=UpwardState.WITHDRAWN).select_related("group", "signed_by")


def _label(paper: UpwardPaper) -> str:
    return "　".join(part for part in (paper.number, paper.title) if part)


def _paper(name: str, title: str, order: int, *kinds: PaperKind, file: str, blank: UpwardPaperFacts) -> Paper:
    return Paper(
        name=name,
        title=title,
        order=order,
        template="papers/upward_paper.html",
        blank=blank,
        derived=_derived,
        records=lambda group, user: _papers(group, user, *kinds),
        facts=upward_facts,
        label=_label,
        search=("title", "number", "recipient"),
        power="reports.read_registers",
        file=file,
        filed=(Filed("upward", 10, lambda paper: [paper] if paper.kind in kinds else []),),
        inspected=Inspected("upward"),
    )


register(
    _paper(
        "request",
        gettext_noop("Request to the superior body"),
        300,
        PaperKind.REQUEST,
        file="请示",
        blank=UpwardPaperFacts(
            title="关于\u3000\u3000\u3000\u3000\u3000\u3000的请示", ending="妥否，请批示。"
        ),
    )
)
register(
    _paper(
        "report",
        gettext_noop("Report to the superior body"),
        310,
        PaperKind.REPORT,
        PaperKind.RECORD_FILING,
        file="报告",
        blank=UpwardPaperFacts(title="关于\u3000\u3000\u3000\u3000\u3000\u3000的报告", ending="特此报告。"),
    )
)
