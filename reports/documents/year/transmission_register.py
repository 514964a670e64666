"""Which papers of superiors came, were conveyed and carried out?  传达学习台账 (clauses 4.1-a, 4.1-b, 10.2-a)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 9


@dataclass(frozen=True, slots=True)
class TransmissionRow:
    """One paper: where it came from, where it was conveyed, what was done.

    conveyed: 第44次会议（3月18日） …; measures: one sentence each, or the reason why none is needed
    catch_up: who was absent and has read it since; state: 已传达 / 已落实 …
    """

    received_on: date | None = None
    title: str = ""
    number: str = ""
    issuer: str = ""
    tags: tuple[str, ...] = ()
    conveyed: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    catch_up: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class TransmissionRegisterFacts(Facts):
    """The register of one year."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    rows: tuple[TransmissionRow, ...] = ()
    compiled_by: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a register with empty rows."""
        return cls(rows=(TransmissionRow(),) * BLANK_ROWS)


def html(facts: TransmissionRegisterFacts) -> str:
    """Return the register as HTML, on landscape pages."""
    return page("year/transmission_register.html", facts)
