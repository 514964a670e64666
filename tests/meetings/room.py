"""A body of nine with a meeting announced, made through the acts; for tests of pages."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from meetings import actions
from meetings.models import AgendaItem, Meeting
from members.models import LeadingGroup, Membership, Post, RuleAdoption, StaffRole, Term, User

NAMES = ("林正和", "赵文川", "钱立群", "孙雨田", "周明远", "吴思源", "郑海平", "王静", "冯卫东")
PASSWORD = "a long enough word"


@dataclass(slots=True)
class Room:
    """The body, its seats (the first is the secretary's), its clerk, and one meeting."""

    group: LeadingGroup
    seats: list[Membership]
    clerk: User
    meeting: Meeting
    at: datetime
    others: dict[str, User] = field(default_factory=dict)

    @property
    def secretary(self) -> User:
        return self.seats[0].user

    def client(self, user: User, *, htmx: bool = True, target: str = "sitting") -> Client:
        """Log somebody in; htmx: as the page's own requests come."""
        headers = {"HX-Request": "true", "HX-Target": target} if htmx else {}
        client = Client(headers=headers)
        client.force_login(user, backend="config.auth.MatrixBackend")
        return client

    def items(self) -> list[AgendaItem]:
        return list(self.meeting.items.on_agenda())

    def sign_in(self, count: int = 9) -> None:
        for seat in self.seats[:count]:
            actions.check_in(self.meeting, seat, by=self.clerk, at=self.at)

    def open(self, count: int = 9) -> "Room":
        """Sign members in and open the meeting."""
        self.sign_in(count)
        actions.open_meeting(self.meeting, self.seats[0], by=self.clerk, at=self.at)
        return self

    def discussed(self, index: int = 1) -> AgendaItem:
        """Take an item up and talk it through."""
        item = self.items()[index]
        actions.start_item(item, by=self.clerk, at=self.at)
        actions.speak_for_rest(item, by=self.clerk, at=self.at)
        return actions.close_discussion(item, by=self.clerk, at=self.at)


def room(
    size: int = 9,
    code: str = "qing",
    items: int = 3,
    *,
    kinds: tuple[str, ...] = (),
    at: datetime | None = None,
) -> Room:
    """Make a body of `size` with a meeting in an hour, announced to everybody, with so many items."""
    now = at or timezone.now()
    since = timezone.localdate(now) - timedelta(days=400)
    group = LeadingGroup(
        code=code,
        name="青川县人民政府党组",
        full_name="中共青川县人民政府党组",
        government="青川县人民政府",
        superior="青川县委",
        document_word="青政党组发",
    )
    group.save()
    RuleAdoption(group=group, rulebook="work-rules-2024").save()
    term = Term(group=group, number=17, since=since)
    term.save()
    seats = [_seat(group, term, order, since) for order in range(size)]
    others = {}
    for role in ("clerk", "auditor", "system_admin"):
        others[role] = User.objects.create_user(f"{code}-{role}", PASSWORD, name=f"办{role}")
        StaffRole(group=group, user=others[role], role=role, since=since).save()
    clerk = others["clerk"]
    clerk.name = "何秀兰"
    clerk.save()
    meeting = actions.plan_meeting(
        group,
        starts_at=now + timedelta(hours=1),
        place="县政府三楼党组会议室",
        by=clerk,
        at=now - timedelta(days=2),
        recorder=clerk,
    )
    made = Room(group, seats, clerk, meeting, now, others)
    wanted = kinds or ("first_topic", *("funds" for _ in range(items - 1)))
    for number, kind in enumerate(wanted, start=1):
        _item(made, number, kind)
    actions.approve_agenda(meeting, by=made.secretary, at=now - timedelta(days=2))
    actions.give_notice(meeting, by=clerk, at=now - timedelta(days=2))
    return made


def _seat(group: LeadingGroup, term: Term, order: int, since: object) -> Membership:
    user = User.objects.create_user(f"{group.code}-{order}", PASSWORD, name=NAMES[order])
    post = {0: Post.SECRETARY, 1: Post.DEPUTY_SECRETARY}.get(order, Post.MEMBER)
    seat = Membership(group=group, term=term, user=user, post=post, protocol_order=order + 1, since=since)
    seat.save()
    return seat


def _item(made: Room, number: int, kind: str) -> None:
    titles = {"first_topic": "学习贯彻党的二十届四中全会精神", "funds": "城乡供水一体化工程资金安排"}
    actions.add_item(
        made.meeting,
        title=titles.get(kind, f"议题{number}"),
        kind=kind,
        candidate="韩某某" if kind.startswith("personnel") else "",
        by=made.clerk,
        at=made.at - timedelta(days=2),
    )
