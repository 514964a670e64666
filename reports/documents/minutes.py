"""What do the minutes of a meeting say, and how?  会议纪要 (domain: decisions issued, clause 6.5-l).

Minutes are made from decisions, the record from speeches; the two are different papers.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Person, Sitting
from members.printing.wording import day, minutes_lead, numeral, printed_number

FIXED_VERBS = ("会议原则同意", "会议决定", "会议同意", "会议要求", "会议强调")


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item of the minutes, its text as it was settled (drafted by `drafting.py`, edited by people).

    order: 1-based, printed as 一、 二、; heading: 关于…; paragraphs: what was heard, conveyed, stressed
    decision: the sentence that begins 会议决定 / 会议同意 / 会议要求 (printed last)
    owner, co_owners: 责任单位 / 配合单位; due: last day
    result: the count in words; printed only when given (off by default)
    """

    order: int = 0
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    decision: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    due: date | None = None
    result: str = ""

    @property
    def printed_heading(self) -> str:
        """Return the heading with its numeral: 一、关于…"""
        return f"{numeral(self.order)}、{self.heading}"

    @property
    def decision_lead(self) -> str:
        """Return the fixed verb at the start of the decision, printed in 黑体; empty when it has none."""
        return next((verb for verb in FIXED_VERBS if self.decision.startswith(verb)), "")

    @property
    def duty(self) -> str:
        """Return who carries the decision out, with whom and until when, as one bracketed line."""
        parts = (
            self.owner and f"责任单位：{self.owner}",
            "、".join(self.co_owners) and f"配合单位：{'、'.join(self.co_owners)}",
            day(self.due) and f"完成时限：{day(self.due)}",
        )
        told = "；".join(part for part in parts if part)
        return f"（{told}）" if told else ""


@dataclass(frozen=True, slots=True)
class MinutesFacts(Facts):
    """The minutes of one meeting.

    mark: 发文机关标志 in red (××县人民政府党组会议纪要); number: 第44号 or ×党组纪〔2024〕44号
    issuer and issued_on: left and right above the red line; title: …党组第44次会议纪要
    lead: the opening paragraph; empty = made from `sitting`
    distribution: who receives it (分送); printer and printed_on: 印发机关 and 印发日期
    secrecy: 机密★1年; copy_number: six digits; urgency: 特急 (all three usually empty)
    """

    sitting: Sitting = field(default_factory=Sitting)
    mark: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""
    lead: str = ""
    items: tuple[MinutesItem, ...] = ()
    present: tuple[Person, ...] = ()
    leave: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    recorder: str = ""
    distribution: tuple[str, ...] = ()
    printer: str = ""
    printed_on: date | None = None
    secrecy: str = ""
    copy_number: str = ""
    urgency: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return minutes with two empty items."""
        return cls(items=(MinutesItem(order=1), MinutesItem(order=2)))


def html(facts: MinutesFacts) -> str:
    """Return the minutes as HTML in the layout of GB/T 9704-2012, kind 纪要."""
    lead = facts.lead or minutes_lead(facts.sitting)
    return page("minutes.html", facts, lead=lead, mark=facts.mark, number=printed_number(facts.number))
