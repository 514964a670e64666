"""What happened, in order, and who said what?  会议记录: signed, kept, not sent out (clause 6.5-k)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Person, Sitting


@dataclass(frozen=True, slots=True)
class Speech:
    """One contribution: speaker, text; an empty text prints 无意见 when `no_comment`."""

    speaker: str = ""
    text: str = ""
    no_comment: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """How one member voted in an open vote: name, 同意 / 不同意 / 弃权 / 缓议 / 未表决."""

    name: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class ReadOpinion:
    """A written opinion that was read out: whose, its text, and by whom it was read."""

    member: str = ""
    text: str = ""
    read_by: str = ""


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One item as it was dealt with.

    reporter: unit and name; report: its gist; chair: who presided, only when the chair was handed over
    recused: who left, with ground; observers: who attended this item
    speeches: in order, without the chair's; chair_statement: the chair's, last
    supervision_opinions: what the supervision unit said; opinions: written opinions read out
    method, stances (open votes), tally (the count in words), decision
    """

    order: int = 0
    title: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reporter: str = ""
    report: str = ""
    chair: str = ""
    recused: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    speeches: tuple[Speech, ...] = ()
    supervision_opinions: tuple[Speech, ...] = ()
    opinions: tuple[ReadOpinion, ...] = ()
    chair_statement: str = ""
    method: str = ""
    stances: tuple[Stance, ...] = ()
    tally: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A later, dated addition to a signed record; the record itself is never changed."""

    made_on: date | None = None
    made_by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRecordFacts(Facts):
    """The record of one meeting.

    expected, in_attendance: 应到, 实到; present, leave (note = reason), absent, observers
    recorder_signed_on, chair_signed_on: days of signature, None = to be signed by hand
    confirmations: members who confirmed the record
    """

    sitting: Sitting = field(default_factory=Sitting)
    recorder: str = ""
    expected: int | None = None
    in_attendance: int | None = None
    present: tuple[Person, ...] = ()
    leave: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    items: tuple[RecordItem, ...] = ()
    recorder_signed_on: date | None = None
    chair_signed_on: date | None = None
    confirmations: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def blank(cls) -> Self:
        """Return a record with two empty items."""
        return cls(items=(RecordItem(order=1), RecordItem(order=2)))


def html(facts: MeetingRecordFacts) -> str:
    """Return the record as HTML."""
    return page("meeting_record.html", facts)
