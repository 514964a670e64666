"""What must every member know before a meeting?  会议通知 with its agenda and receipt (clause 6.3-c)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from reports.documents.paper import page
from reports.documents.parts import Facts, Person, Sitting


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One line of the agenda as it is notified.

    order: 1-based; kind: 第一议题, 人事任免 …; reporter: unit and name; materials: titles of the papers
    secrecy: empty for ordinary items; observers: who attends this item without a vote
    """

    order: int = 0
    title: str = ""
    kind: str = ""
    reporter: str = ""
    materials: tuple[str, ...] = ()
    secrecy: str = ""
    observers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingNoticeFacts(Facts):
    """The notice of one meeting, or a supplement to it.

    sitting.ends_at: the expected end; kind: 例行会议 / 临时会议; recipient: 各党组成员
    supplement: 0 for the notice itself, n for the n-th supplementary notice; changes: what the supplement changes
    materials_way: how papers reach the members; leave_rule and leave_deadline: how and until when to ask for leave
    """

    sitting: Sitting = field(default_factory=Sitting)
    number: str = ""
    title: str = ""
    kind: str = ""
    recipient: str = ""
    attendees: tuple[Person, ...] = ()
    agenda: tuple[NoticeItem, ...] = ()
    materials_way: str = ""
    leave_rule: str = ""
    leave_deadline: datetime | None = None
    contact: str = ""
    phone: str = ""
    issuer: str = ""
    issued_on: date | None = None
    supplement: int = 0
    changes: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a notice with three empty items."""
        return cls(agenda=tuple(NoticeItem(order=order) for order in (1, 2, 3)))


def html(facts: MeetingNoticeFacts) -> str:
    """Return the notice with its receipt as HTML."""
    return page("meeting_notice.html", facts)
