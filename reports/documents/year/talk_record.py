"""What did two people say to each other?  谈心谈话记录, for nobody else's eyes (clauses 7.1-b, 10.4-c)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Person


@dataclass(frozen=True, slots=True)
class TalkRecordFacts(Facts):
    """One talk: the two, when and where, what about, which problems were pointed out, what was agreed.

    kind: 谈心谈话 / 提醒谈话 / 廉政谈话; held_at: the moment when it is known, else held_on the day
    """

    group: str = ""
    kind: str = ""
    occasion: str = ""
    people: tuple[Person, ...] = ()
    held_on: date | None = None
    held_at: datetime | None = None
    place: str = ""
    topics: str = ""
    problems: str = ""
    agreed: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a record with room for two."""
        return cls(people=(Person(), Person()))


def html(facts: TalkRecordFacts) -> str:
    """Return the record as HTML."""
    return page("year/talk_record.html", facts)
