"""What do others say of the group and its members, and was it handed on?  征求意见表、意见汇总反馈表 (clause 7.2-a)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 12


@dataclass(frozen=True, slots=True)
class OpinionFormFacts(Facts):
    """One form on which somebody writes an opinion.

    round: title of the solicitation; target: 领导班子 or a member, empty = to be ticked and written
    headings: what is asked for; anonymous: then no name is printed, whatever `name` holds; due_on: last day
    unit_kind: 乡（镇） / 县直单位 …, given only by who wants to
    """

    group: str = ""
    round: str = ""
    target: str = ""
    headings: tuple[str, ...] = ()
    opinion: str = ""
    suggestion: str = ""
    unit_kind: str = ""
    anonymous: bool = True
    name: str = ""
    returned_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One opinion as it was sorted; source: 征求意见表 / 座谈会 / 走访; fed_back_on: the day the member was told."""

    target: str = ""
    text: str = ""
    suggestion: str = ""
    source: str = ""
    fed_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpinionSummaryFacts(Facts):
    """All opinions of one round, by whom they concern.

    member: only when the paper holds what one member is told; sent, returned, rate: 发出 收回 回收率
    """

    group: str = ""
    round: str = ""
    way: str = ""
    member: str = ""
    sent: int | None = None
    returned: int | None = None
    rate: str = ""
    closed_on: date | None = None
    rows: tuple[OpinionRow, ...] = ()
    compiled_by: str = ""
    compiled_on: date | None = None

    @classmethod
    def blank(cls) -> Self:
        """Return a summary with empty rows."""
        return cls(rows=(OpinionRow(),) * BLANK_ROWS)


def form_html(facts: OpinionFormFacts) -> str:
    """Return the form as HTML."""
    body = facts.target in ("领导班子", "党组", "党组领导班子")
    choices = [("党组领导班子", bool(facts.target) and body), ("党组成员", bool(facts.target) and not body)]
    member = "" if body else facts.target
    return page("year/opinion_form.html", facts, choices=choices, member=member)


def summary_html(facts: OpinionSummaryFacts) -> str:
    """Return the summary as HTML."""
    return page("year/opinion_summary.html", facts)
