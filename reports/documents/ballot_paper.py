"""What does a voter hold in the hand?  表决票, signed or secret, one item a ballot (clauses 6.5-b, 6.5-f)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Sitting

OPTIONS = ("同意", "不同意", "弃权")
PERSONNEL_OPTIONS = (*OPTIONS, "缓议")
PER_PAGE = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class BallotPaperFacts(Facts):
    """The ballots of one item; all are alike, and a secret one carries no mark that tells them apart.

    item: 第三项; matter: what is voted on, or the candidate with the post; options: OPTIONS or PERSONNEL_OPTIONS
    secret: a secret ballot has no name, only the place of the stamp; copies: how many ballots
    per_page: 1, 2 or 4 on a sheet

    Raises ValueError when per_page is none of these.
    """

    sitting: Sitting = field(default_factory=Sitting)
    title: str = ""
    item: str = ""
    matter: str = ""
    options: tuple[str, ...] = OPTIONS
    secret: bool = True
    voted_on: date | None = None
    stamp: str = ""
    copies: int = 1
    per_page: int = 2

    def __post_init__(self) -> None:
        """Refuse a sheet that cannot be cut."""
        if self.per_page not in PER_PAGE:
            raise ValueError(f"per_page must be one of {PER_PAGE}")

    @classmethod
    def blank(cls) -> Self:
        """Return one sheet of secret ballots without item."""
        return cls(copies=2, options=PERSONNEL_OPTIONS)


def html(facts: BallotPaperFacts) -> str:
    """Return all ballots as HTML, `per_page` on a sheet."""
    sheets = [
        range(start, min(start + facts.per_page, facts.copies))
        for start in range(0, facts.copies, facts.per_page)
    ]
    return page("ballot_paper.html", facts, sheets=sheets)
