"""Who does what until when, and was it done?  决定事项督办单 (clauses 6.5-h, 6.5-i)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Opinion

BLANK_ROWS = 4


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of progress: the day, by whom, what was done, which evidence is attached."""

    reported_on: date | None = None
    reporter: str = ""
    text: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SupervisionSlipFacts(Facts):
    """One decision under supervision.

    number: of the slip; source: meeting, item and minutes it comes from; text: the decision
    owner, co_owners, due, standard: 责任单位, 配合单位, 完成时限, 完成标准
    request: the owner asks for closing; responsible, main: the two leaders
    closed: True 予以销号, False 继续督办, None undecided
    """

    number: str = ""
    source: str = ""
    text: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    due: date | None = None
    standard: str = ""
    issued_on: date | None = None
    issuer: str = ""
    progress: tuple[Progress, ...] = ()
    request: Opinion = field(default_factory=Opinion)
    responsible: Opinion = field(default_factory=Opinion)
    main: Opinion = field(default_factory=Opinion)
    closed: bool | None = None

    @classmethod
    def blank(cls) -> Self:
        """Return a slip with empty rows of progress."""
        return cls(progress=(Progress(),) * BLANK_ROWS)


def html(facts: SupervisionSlipFacts) -> str:
    """Return the slip as HTML."""
    return page("supervision_slip.html", facts, continued=facts.closed is False)
