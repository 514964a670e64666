"""Which problem is put right by whom until when, and is it?  整改清单 of the body or of a member (clauses 7.4-a, 7.4-b)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 8


@dataclass(frozen=True, slots=True)
class RectificationRow:
    """One measure against one problem.

    source: 征求意见 / 自查 / 上级指出 / 上轮未完成; kind: 立行立改 …; owner: 责任领导; unit: 责任单位
    result: 已完成 / 正在整改 …; confirmed_by, confirmed_on: who struck it off and when
    """

    problem: str = ""
    source: str = ""
    kind: str = ""
    measure: str = ""
    owner: str = ""
    unit: str = ""
    due: date | None = None
    progress: str = ""
    evidence: str = ""
    result: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RectificationListFacts(Facts):
    """The list of the body or of one member; whose: 党组领导班子, or name and post of the member."""

    group: str = ""
    life: str = ""
    whose: str = ""
    as_of: date | None = None
    rows: tuple[RectificationRow, ...] = ()

    @classmethod
    def blank(cls) -> Self:
        """Return a list with empty rows."""
        return cls(rows=(RectificationRow(),) * BLANK_ROWS)


def html(facts: RectificationListFacts) -> str:
    """Return the list as HTML, on landscape pages."""
    return page("year/rectification_list.html", facts)
