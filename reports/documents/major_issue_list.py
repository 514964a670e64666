"""Which matters must come before the group?  重大问题清单 in one version (clauses 4.2-b, 4.2-c)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 13


@dataclass(frozen=True, slots=True)
class MajorIssueRow:
    """One entry: category, concrete matter, threshold, what must precede, materials, who decides."""

    category: str = ""
    matter: str = ""
    threshold: str = ""
    procedures: str = ""
    materials: str = ""
    deciding_body: str = ""


@dataclass(frozen=True, slots=True)
class MajorIssueListFacts(Facts):
    """One version of the list.

    version: 2025年第1版; adopted_by: meeting and item that adopted it; effective_from: first day in force
    """

    group: str = ""
    version: str = ""
    adopted_by: str = ""
    adopted_on: date | None = None
    effective_from: date | None = None
    rows: tuple[MajorIssueRow, ...] = ()

    @classmethod
    def blank(cls) -> Self:
        """Return a list with empty rows."""
        return cls(rows=(MajorIssueRow(),) * BLANK_ROWS)


def html(facts: MajorIssueListFacts) -> str:
    """Return the list as HTML, on landscape pages."""
    return page("major_issue_list.html", facts)
