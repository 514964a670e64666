"""Who came, when, and who left?  会议签到表 (clause 6.4-a)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Sitting

BLANK_MEMBERS = 11
BLANK_OBSERVERS = 6


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One member who should attend.

    signed: what stands in the signature field (本人屏幕签到, or empty to be signed by hand)
    came_at and left_at: first coming and last going; remark: 请假 with reason, 缺席, 中途离会 …
    """

    name: str = ""
    post: str = ""
    signed: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ObserverRow:
    """One observer: name, unit and post, and the items attended (第二至四项)."""

    name: str = ""
    unit: str = ""
    items: str = ""
    signed: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignInSheetFacts(Facts):
    """The attendance of one meeting.

    expected, present, on_leave, absent: 应到 实到 请假 缺席; None prints space to write
    """

    sitting: Sitting = field(default_factory=Sitting)
    members: tuple[SignInRow, ...] = ()
    observers: tuple[ObserverRow, ...] = ()
    expected: int | None = None
    present: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    recorder: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a sheet with empty rows."""
        return cls(members=(SignInRow(),) * BLANK_MEMBERS, observers=(ObserverRow(),) * BLANK_OBSERVERS)


def html(facts: SignInSheetFacts) -> str:
    """Return the sheet as HTML."""
    return page("sign_in_sheet.html", facts)
