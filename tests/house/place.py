"""Who lives in the town of the tests?  The body and its people by role."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from members.models import LeadingGroup, Membership, Post, User

PASSWORD = "a long enough word"
FOUNDED = date(2021, 7, 1)
SEATS = (
    ("secretary", Post.SECRETARY),
    ("deputy", Post.DEPUTY_SECRETARY),
    ("member", Post.MEMBER),
    ("absent", Post.MEMBER),
    ("fifth", Post.MEMBER),
)
STAFF = ("clerk", "recorder", "inspector", "auditor", "system_admin", "responsible_unit")


@dataclass(slots=True)
class Town:
    """The body, its people by role, its seats, the primary key of one record of each kind, secret words."""

    group: LeadingGroup
    users: dict[str, User] = field(default_factory=dict)
    seats: dict[str, Membership] = field(default_factory=dict)
    pks: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def do(self, act: Any, *args: Any, who: str = "clerk", at: datetime, **more: Any) -> Any:
        """Do an act as somebody, at a moment."""
        return act(*args, by=self.users[who], at=at, **more)
