"""What came out of a vote, and who counted?  表决结果单 (clauses 6.5-b to 6.5-d)."""

from dataclasses import dataclass, field
from datetime import date

from members.printing.paper import page
from members.printing.parts import Facts, Sitting


@dataclass(frozen=True, slots=True)
class TallySheetFacts(Facts):
    """The result of the vote on one item.

    method: 口头 / 举手 / 记名投票 / 无记名投票; base: 应到会 N; in_room, recused: persons
    sent, returned, valid, invalid: ballots (None where no ballots were used)
    yes, no, abstain, defer: votes (defer None where the item knows no 缓议); not_voted: 未表决
    formula: 应到9 实到8 回避1 … 5×2>9 通过; result: 通过 / 未通过
    """

    sitting: Sitting = field(default_factory=Sitting)
    item: str = ""
    matter: str = ""
    method: str = ""
    base: int | None = None
    in_room: int | None = None
    recused: int | None = None
    sent: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    defer: int | None = None
    not_voted: int | None = None
    formula: str = ""
    result: str = ""
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    chair: str = ""
    counted_on: date | None = None


def html(facts: TallySheetFacts) -> str:
    """Return the sheet as HTML."""
    return page("tally_sheet.html", facts)
