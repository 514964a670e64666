"""How does a paper to the superior body look?  请示 and 报告 in the upward layout of GB/T 9704-2012 (clause 5.3).

Head: the mark, the number on the left and who signs on the right; then title, recipient, text on the grid of 22 lines
of 28 characters, attachments, issuer and date under a seal, contact in brackets; last the colophon.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Text

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


@dataclass(frozen=True, slots=True)
class RequestFacts(UpwardPaperFacts):
    """A 请示: one matter, asked for before acting."""

    @classmethod
    def blank(cls) -> Self:
        """Return the layout with the ending of a request."""
        return cls(title="关于\u3000\u3000\u3000\u3000\u3000\u3000的请示", ending="妥否，请批示。")


@dataclass(frozen=True, slots=True)
class ReportFacts(UpwardPaperFacts):
    """A 报告: tells and asks for nothing."""

    @classmethod
    def blank(cls) -> Self:
        """Return the layout with the ending of a report."""
        return cls(title="关于\u3000\u3000\u3000\u3000\u3000\u3000的报告", ending="特此报告。")


def html(facts: UpwardPaperFacts) -> str:
    """Return the paper as HTML."""
    return page(
        "year/upward_paper.html",
        facts,
        lines=told(facts.body, facts.ending),
        number=facts.number or BLANK_NUMBER,
        recipient=f"{facts.recipient or BLANK_RECIPIENT}：",
    )


def told(body: str, ending: str) -> list[Text]:
    """Return the paragraphs with the faces of their levels, the ending last and once."""
    texts = [line.strip() for line in body.splitlines() if line.strip()]
    last = ending.strip()
    if last and not (texts and texts[-1].endswith(last)):
        texts.append(last)
    return [_levelled(text) for text in texts]


def _levelled(text: str) -> Text:
    """Return a paragraph with the face of its level."""
    for start, whole, leading in LEVELS:
        if start.match(text):
            heading, stop, rest = text.partition("。")
            return Text(text, heading + stop, leading) if rest else Text(text, "", whole)
    return Text(text)
