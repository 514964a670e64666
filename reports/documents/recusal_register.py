"""Who left the room, for which item, and why?  回避登记表 (clauses 6.4-e, 6.4-f)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Sitting

BLANK_ROWS = 8


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """One member and one item.

    item: 第三项 with its title; ground: 涉及本人 / 涉及亲属（relation） / 其他（reason）
    raised_by: 本人申报 or who pointed it out; decided_by: who decided
    chair_handed_to: who presided over the item when the chair was concerned, else empty
    """

    item: str = ""
    member: str = ""
    ground: str = ""
    raised_by: str = ""
    decided_by: str = ""
    left_at: datetime | None = None
    returned_at: datetime | None = None
    chair_handed_to: str = ""


@dataclass(frozen=True, slots=True)
class RecusalRegisterFacts(Facts):
    """All recusals of one meeting; no rows prints 无."""

    sitting: Sitting = field(default_factory=Sitting)
    rows: tuple[RecusalRow, ...] = ()
    recorder: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a register with empty rows."""
        return cls(rows=(RecusalRow(),) * BLANK_ROWS)


def html(facts: RecusalRegisterFacts) -> str:
    """Return the register as HTML."""
    return page("recusal_register.html", facts)
