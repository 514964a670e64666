"""What may the unit see that carries out one decision?  会议纪要（摘录）: one item of the minutes, nothing else."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Sitting
from members.printing.wording import minutes_lead, printed_number
from reports.documents.minutes import MinutesItem


@dataclass(frozen=True, slots=True)
class MinutesExcerptFacts(Facts):
    """One item taken out of issued minutes.

    mark, number, issuer, issued_on, title: as in the minutes it is taken from; item: the one item
    recipient: the unit that gets it; excerpted_by: who certifies that it agrees with the original
    excerpted_on: the day of the excerpt
    """

    sitting: Sitting = field(default_factory=Sitting)
    mark: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""
    lead: str = ""
    item: MinutesItem = field(default_factory=MinutesItem)
    recipient: str = ""
    excerpted_by: str = ""
    excerpted_on: date | None = None
    secrecy: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return an excerpt with one empty item."""
        return cls(item=MinutesItem(order=1))


def html(facts: MinutesExcerptFacts) -> str:
    """Return the excerpt as HTML."""
    lead = facts.lead or minutes_lead(facts.sitting)
    return page(
        "minutes_excerpt.html", facts, lead=lead, mark=facts.mark, number=printed_number(facts.number)
    )
