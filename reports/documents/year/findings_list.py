"""What was found in a year, and what was answered?  党组工作自查发现问题及答复清单 (clause 4.5-a)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 7
REPEATED_ROWS = 2


@dataclass(frozen=True, slots=True)
class FindingAnswerRow:
    """One answer; way: 说明 / 整改 / 接受."""

    way: str = ""
    text: str = ""
    by: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; weight: 违反规定 / 提示 / 询问; state: 未答复 / 已答复 / 已消除."""

    check: str = ""
    title: str = ""
    about: str = ""
    on: date | None = None
    said: str = ""
    clause: str = ""
    weight: str = ""
    state: str = ""
    answers: tuple[FindingAnswerRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """What came back: on how many days, from the first to the last."""

    check: str = ""
    title: str = ""
    times: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class FindingsListFacts(Facts):
    """The list of one year; open, answered, cured: how many of each."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    rows: tuple[FindingRow, ...] = ()
    repeated: tuple[RepeatedRow, ...] = ()
    open: int | None = None
    answered: int | None = None
    cured: int | None = None
    compiled_by: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a list with empty rows."""
        return cls(rows=(FindingRow(),) * BLANK_ROWS, repeated=(RepeatedRow(),) * REPEATED_ROWS)


def html(facts: FindingsListFacts) -> str:
    """Return the list as HTML."""
    return page("year/findings_list.html", facts)
