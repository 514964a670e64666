"""What did an absent member write?  书面意见: read out, kept, and never counted (clauses 6.4-d, 6.5-d)."""

from dataclasses import dataclass, field
from datetime import datetime

from members.printing.paper import page
from members.printing.parts import Facts, Sitting


@dataclass(frozen=True, slots=True)
class WrittenOpinionFacts(Facts):
    """One member's opinion on one item.

    item: 第三项; item_title: what it is about; text: as written, paragraphs separated by line breaks
    read_at and read_by: when and by whom it was read out in the meeting
    """

    sitting: Sitting = field(default_factory=Sitting)
    member: str = ""
    post: str = ""
    item: str = ""
    item_title: str = ""
    text: str = ""
    signed_at: datetime | None = None
    read_at: datetime | None = None
    read_by: str = ""


def html(facts: WrittenOpinionFacts) -> str:
    """Return the opinion as HTML, with the sentence that it does not count as a vote."""
    lines = [line.strip() for line in facts.text.splitlines() if line.strip()]
    return page("written_opinion.html", facts, lines=lines)
