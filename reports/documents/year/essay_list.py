"""Which essays on study were handed in, by whom, and what became of them?  学习体会登记表 (clause 8.3-c)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 14


@dataclass(frozen=True, slots=True)
class EssayRow:
    """One essay; submitted_on decides which year it counts for; state: 已提交 / 已采用 / 已退回."""

    title: str = ""
    member: str = ""
    submitted_on: date | None = None
    session: str = ""
    words: int | None = None
    file: str = ""
    reviewer: str = ""
    state: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class EssayListFacts(Facts):
    """The essays of a year; quota: how many each member should write."""

    group: str = ""
    year: int | None = None
    quota: int | None = None
    rows: tuple[EssayRow, ...] = ()
    compiled_by: str = ""
    compiled_on: date | None = None

    @classmethod
    def blank(cls) -> Self:
        """Return a list with empty rows."""
        return cls(rows=(EssayRow(),) * BLANK_ROWS)


def html(facts: EssayListFacts) -> str:
    """Return the list as HTML, on landscape pages."""
    return page("year/essay_list.html", facts)
