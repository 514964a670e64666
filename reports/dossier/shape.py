"""What is one item (件) of a dossier, and how long is it kept?  Values alone.

An archive code is "fonds–class·year–retention–problem–item" (DA/T 22-2015).  Meetings have theirs from their sealing
(problem BGS, the office); what lies around them is numbered by problem, so that no later item moves an earlier one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from members.models import LeadingGroup

RETENTIONS: Mapping[str, str] = {"Y": "永久", "D30": "30年", "D10": "10年"}
CLASSIFIED = "（涉密件，另行保存）"
STUB = "涉密"


@dataclass(frozen=True, slots=True)
class Problem:
    """A heading (问题) under which items are numbered: its code in archive codes, and how long its items are kept."""

    code: str
    retention: str


# Meetings' files, minutes, papers to the superior and life meetings for good (DA/T 22, Order No. 8); ledgers 30 years;
# sheets of single studies, trips and articles 10 years.
PROBLEMS: Mapping[str, Problem] = {
    "meeting": Problem("BGS", "Y"),
    "matter": Problem("BGS", "Y"),
    "minutes": Problem("JY", "Y"),
    "life": Problem("SHH", "Y"),
    "upward": Problem("QSBG", "Y"),
    "incident": Problem("ZDSX", "Y"),
    "responsibility": Problem("ZRQD", "D30"),
    "ledger": Problem("XXTZ", "D30"),
    "transmission": Problem("CDTZ", "D30"),
    "filings": Problem("BBTZ", "D30"),
    "research": Problem("DY", "D10"),
    "article": Problem("WZ", "D10"),
    "study": Problem("XX", "D10"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One item to be made: of which record, under which code, and what the catalogue says of it.

    kind: a key of PROBLEMS; dated: "2025-03-18" or ""; sealed: the code was given by a sealing
    """

    kind: str
    pk: int
    code: str
    title: str
    dated: str = ""
    author: str = ""
    number: str = ""
    secrecy: str = ""

    @property
    def retention(self) -> str:
        """Return the code of how long it is kept."""
        return PROBLEMS[self.kind].retention

    @property
    def folder(self) -> str:
        """Return the folder of its files: the retentions in their order, then by archive code."""
        place = list(RETENTIONS).index(self.retention) + 1
        return f"文件/{place}-{RETENTIONS[self.retention]}/{self.code}/"

    @property
    def is_stub(self) -> bool:
        """Say whether only the fact that there is such a paper may be told."""
        return self.secrecy == STUB

    def stored(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an item: name in its folder, bytes, and what it says as data (None for what is no paper of ours).

    original: its name in the sealed package it was taken from
    """

    name: str
    content: bytes
    facts: Any = None
    original: str = ""


@dataclass(slots=True)
class Numbering:
    """Gives archive codes: one series for each problem of a body's year."""

    group: LeadingGroup
    year: int
    last: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> str:
        """Return the next code under the heading of a kind."""
        problem = PROBLEMS[kind]
        self.last[problem.code] = number = self.last.get(problem.code, 0) + 1
        return self.code(problem, f"{number:04d}")

    def code(self, problem: Problem, item: str) -> str:
        """Return a code with the number of the item."""
        fonds = self.group.fonds_number or self.group.code.upper()
        return f"{fonds}-WS·{self.year}-{problem.retention}-{problem.code}-{item}"


def year_of(day: date | None) -> str:
    """Return a day as data; empty for none."""
    return day.isoformat() if day is not None else ""


def numbered(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Put the number of each file in its item before its name."""
    for serial, piece in enumerate(pieces, start=1):
        yield Piece(f"{serial:02d}{piece.name}", piece.content, piece.facts, piece.original)
