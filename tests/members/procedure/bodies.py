"""A body of three and a meeting of it in any state, for tests of records and journals.

A state is put in place below the acts, because how it was reached is not what these tests ask.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from meetings.models import AgendaItem, AttendanceRecord, Meeting
from members.models import LeadingGroup, Membership, Post, RuleAdoption, Term, User

SINCE = date(2025, 1, 1)
START = datetime(2025, 3, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
BEGUN = {"opened_at": START, "ordinal": 1}


@dataclass(frozen=True, slots=True)
class Body:
    """A group in its first term, and its seats; the first is the secretary's."""

    group: LeadingGroup
    term: Term
    seats: tuple[Membership, ...]

    @property
    def secretary(self) -> User:
        return self.seats[0].user

    @property
    def member(self) -> User:
        return self.seats[1].user


def body(code: str = "yunling") -> Body:
    """Found a body of three under the work rules of 2024."""
    names = dict.fromkeys(("name", "full_name", "government", "superior", "document_word"), code)
    group = LeadingGroup(code=code, **names)
    group.save()
    RuleAdoption(group=group, rulebook="work-rules-2024").save()
    term = Term(group=group, number=1, since=SINCE)
    term.save()
    seats = tuple(_seat(group, term, order) for order in range(3))
    return Body(group, term, seats)


def _seat(group: LeadingGroup, term: Term, order: int) -> Membership:
    user = User.objects.create_user(f"{group.code}{order}", None, name=f"成员{order}")
    post = Post.MEMBER if order else Post.SECRETARY
    seat = Membership(group=group, term=term, user=user, post=post, protocol_order=order + 1, since=SINCE)
    seat.save()
    return seat


def meeting(of: Body, state: str = "preparing", present: int = 0, **fields: Any) -> Meeting:
    """Return a meeting in that state, to which so many came."""
    made = Meeting(group=of.group, term=of.term, starts_at=START, place="一号会议室", chair=of.seats[0])
    made.save()
    for seat in of.seats[:present]:
        AttendanceRecord(meeting=made, membership=seat, in_at=START, confirmed_at=START).save()
    begun = BEGUN if state in ("open", "adjourned", "closed", "archived") else {}
    put(made, **{"state": state, **begun, **fields})
    return Meeting.objects.get(pk=made.pk)


def item(of: Meeting, kind: str = "budget") -> AgendaItem:
    """Put an item on the agenda, whatever the state of the meeting."""
    made = AgendaItem(meeting=of, position=1, title="预算调整", kind=kind)
    AgendaItem._base_manager.bulk_create([made])
    return made


def put(record: Meeting, **fields: Any) -> None:
    """Change the row behind the back of whoever holds the record, as another request would have."""
    Meeting._base_manager.filter(pk=record.pk).update(**fields)
