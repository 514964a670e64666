"""Who reported what was due this year, when, and to which office?  个人有关事项、述职述廉台账 (clauses 10.4-a, 10.4-b).

The fact and the date only: what was reported has no place on the paper.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 11


@dataclass(frozen=True, slots=True)
class FilingRow:
    """One duty of one member; kind: 个人有关事项 / 变更报告 / 述职述廉; state: 按期 / 逾期3天 / 未报 / 免报."""

    member: str = ""
    kind: str = ""
    year: int | None = None
    due: date | None = None
    done_on: date | None = None
    state: str = ""
    office: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FilingsRegisterFacts(Facts):
    """The register of one year."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    rows: tuple[FilingRow, ...] = ()
    compiled_by: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a register with empty rows."""
        return cls(rows=(FilingRow(),) * BLANK_ROWS)


def html(facts: FilingsRegisterFacts) -> str:
    """Return the register as HTML."""
    return page("year/filings_register.html", facts)
