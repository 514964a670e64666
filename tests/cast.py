"""The fixed cast of the tests: a body of five with its staff, a second body, and a meeting in session.

    def test_…(cast, sitting):
        actions.start_item(sitting.item(2), by=cast.user("s"), at=sitting.tick())

Import the fixtures where they are used: `from tests.cast import cast, sitting  # noqa: F401`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from meetings import actions
from meetings.models import AgendaItem, Meeting
from members.models import LeadingGroup, Membership, RuleAdoption, StaffRole, Term, User

START = datetime(2025, 3, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
SINCE = date(2021, 7, 1)
SEATS = {"s": "secretary", "d": "deputy_secretary", "a": "member", "b": "member", "c": "member"}
STAFF = ("clerk", "recorder", "inspector", "system_admin")
AGENDA = (
    {"title": "传达学习", "kind": "first_topic", "source_title": "讲话", "summary": "学习"},
    {"title": "预算调整", "kind": "budget", "summary": "调整", "outside_list_reason": "年度例行"},
    {
        "title": "任免",
        "kind": "personnel.appoint",
        "candidate": "甲",
        "summary": "提名",
        "outside_list_reason": "干部",
    },
)


@dataclass
class Cast:
    """A body and its people: s secretary, d deputy, a b c members; clerk, recorder, inspector, system_admin; outsider."""

    group: LeadingGroup
    term: Term
    seats: dict[str, Membership] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)

    def user(self, name: str) -> User:
        """Return an account by the short name of a member, or by a staff role."""
        return self.seats[name].user if name in self.seats else self.staff[name]


@dataclass
class Sitting:
    """A meeting of the cast, and a clock that moves by a minute with each act."""

    cast: Cast
    meeting: Meeting
    now: datetime

    def tick(self) -> datetime:
        """Move the clock by a minute."""
        self.now += timedelta(minutes=1)
        return self.now

    def item(self, number: int) -> AgendaItem:
        """Read the item of that number afresh: 1 first topic, 2 budget, 3 appointment."""
        return self.meeting.items.on_agenda()[number - 1]

    def discuss(self, number: int) -> AgendaItem:
        """Take an item up, let everybody pass, close the discussion."""
        item, chair = self.item(number), self.cast.user("s")
        actions.start_item(item, by=chair, at=self.tick())
        actions.speak_for_rest(item, by=self.cast.user("clerk"), at=self.tick())
        return actions.close_discussion(item, by=chair, at=self.tick())


def make_body(code: str, seats: dict[str, str]) -> Cast:
    """Make a body with its term, rules, seats and staff."""
    group = LeadingGroup(
        code=code,
        name=f"{code}县人民政府党组",
        full_name=f"中共{code}县人民政府党组",
        government=f"{code}县人民政府",
        superior=f"中共{code}县委员会",
        document_word=f"{code}政党组",
    )
    group.save()
    RuleAdoption(group=group, rulebook="work-rules-2024").save()
    term = Term(group=group, number=17, since=SINCE, last_ordinal=43)
    term.save()
    cast = Cast(group, term)
    for order, (name, post) in enumerate(seats.items(), 1):
        user = User.objects.create_user(f"{code}-{name}", None, name=f"成员{name}")
        seat = Membership(group=group, term=term, user=user, post=post, protocol_order=order, since=SINCE)
        seat.save()
        cast.seats[name] = seat
    for role in STAFF:
        cast.staff[role] = User.objects.create_user(f"{code}-{role}", None, name=role)
        StaffRole(group=group, user=cast.staff[role], role=role, since=SINCE).save()
    cast.staff["outsider"] = User.objects.create_user(f"{code}-outsider", None, name="局外人")
    return cast


def make_notified(cast: Cast) -> Sitting:
    """Plan a meeting of three items and give notice of it."""
    clerk, secretary, proposer = cast.user("clerk"), cast.user("s"), cast.seats["d"]
    before = START - timedelta(days=5)
    meeting = actions.plan_meeting(
        cast.group, starts_at=START, place="第一会议室", recorder=cast.user("recorder"), by=clerk, at=before
    )
    for fields in AGENDA:
        proposal = actions.draft_proposal(
            cast.group, proposer=proposer, by=proposer.user, at=before, **fields
        )
        actions.submit_proposal(proposal, by=proposer.user, at=before)
        actions.accept_proposal(proposal, by=secretary, at=before)
        actions.place_proposal(meeting, proposal, by=clerk, at=before)
    actions.approve_agenda(meeting, by=secretary, at=before)
    actions.give_notice(meeting, by=clerk, at=before)
    return Sitting(cast, meeting, before)


def make_sitting(cast: Cast, present: str = "sdabc") -> Sitting:
    """Bring a meeting to the point where it is open, with those named in the room."""
    sitting = make_notified(cast)
    sitting.now = START - timedelta(minutes=20)
    for name in present:
        actions.check_in(sitting.meeting, cast.seats[name], by=cast.user("clerk"), at=sitting.tick())
    sitting.now = START
    actions.open_meeting(sitting.meeting, by=cast.user("s"), at=sitting.tick())
    return sitting


@pytest.fixture
def cast(db) -> Cast:
    """The body of five."""
    return make_body("yunling", SEATS)


@pytest.fixture
def second_body(db) -> Cast:
    """Another body on the same installation, of three."""
    return make_body("gaopo", {"s": "secretary", "a": "member", "b": "member"})


@pytest.fixture
def notified(cast: Cast) -> Sitting:
    """A meeting of three items, of which everybody has been told."""
    return make_notified(cast)


@pytest.fixture
def sitting(cast: Cast) -> Sitting:
    """The same meeting in session, everybody present."""
    return make_sitting(cast)
