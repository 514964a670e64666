"""Who answers for what in governing the Party strictly?  责任清单 of a year (clauses 10.3-a, 10.3-b, 10.3-c)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 12


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """One entry; kind: 主体责任 / 第一责任人责任 / 一岗双责; who: 党组, or the member; field: 分管领域."""

    kind: str = ""
    who: str = ""
    field: str = ""
    text: str = ""
    standard: str = ""
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResponsibilityListFacts(Facts):
    """One version of the list; adopted_by: the meeting and item, or the secretary who signed it."""

    group: str = ""
    year: int | None = None
    version: int | None = None
    adopted_by: str = ""
    adopted_on: date | None = None
    rows: tuple[ResponsibilityRow, ...] = ()

    @classmethod
    def blank(cls) -> Self:
        """Return a list with empty rows."""
        return cls(rows=(ResponsibilityRow(),) * BLANK_ROWS)


def html(facts: ResponsibilityListFacts) -> str:
    """Return the list as HTML, on landscape pages."""
    return page("year/responsibility_list.html", facts)
