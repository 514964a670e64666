"""Who is who in the demonstration?  Invented people of invented counties, seated through the acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from members import actions
from members.models import LeadingGroup, Membership, Term, User
from reports.demo.story import read

PASSWORD = "Yunling-Desk-2025"  # noqa: S105  (printed for everybody who tries the demonstration)
TERM_SINCE = date(2021, 12, 20)


@dataclass(frozen=True, slots=True)
class Person:
    """A member: key and user name, name, post, post in the government, field of work, span of office."""

    key: str
    name: str
    post: str
    government_post: str
    field: str = ""
    since: date = TERM_SINCE
    until: date | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody beside the members: key, name, role, unit."""

    key: str
    name: str
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Body:
    """A leading group: particulars, members, staff, prefix of user names, last meeting before the software."""

    code: str
    particulars: Mapping[str, str]
    members: Sequence[Person]
    staff: Sequence[Staff]
    prefix: str = ""
    last_ordinal: int = 0


@dataclass(slots=True)
class Cast:
    """A body that has been founded: its seats and accounts by key."""

    group: LeadingGroup
    term: Term
    seats: dict[str, Membership] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def in_office(self, day: date) -> list[str]:
        """Return the keys of the members in office on the day, in protocol order."""
        return [key for key, seat in self.seats.items() if seat.period.covers(day)]


def body(code: str) -> Body:
    """Return a body of the story."""
    told = dict(read("bodies")[code])
    members = tuple(Person(**person) for person in told.pop("members"))
    staff = tuple(Staff(**person) for person in told.pop("staff"))
    return Body(code, members=members, staff=staff, **told)


YUNLING, QINGLAN = body("yunling"), body("qinglan")


def administrators() -> tuple[User, User]:
    """Make the accounts that found bodies (the platform's) and keep their people (the system's)."""
    platform = User.objects.create_user("platform", PASSWORD, name="平台管理员", is_platform_admin=True)
    return platform, _account("sysadmin", "系统管理员", platform)


def _account(username: str, name: str, like: User) -> User:
    """Make an account with the demonstration's password; its slow hash is computed once."""
    user = User.objects.create_user(username, None, name=name)
    user.password = like.password
    user.save()
    return user


def found(body: Body, platform: User, keeper: User, at: datetime) -> Cast:
    """Found a body with its term, people, roles and fields of work."""
    group = actions.create_group(
        administrator=keeper,
        rulebook="work-rules-2024",
        by=platform,
        at=at,
        code=body.code,
        **body.particulars,
    )
    number = 17
    term = actions.open_term(group, number, TERM_SINCE, by=keeper, at=at, last_ordinal=body.last_ordinal)
    cast = Cast(group, term)
    for staff in body.staff:
        user = cast.users[staff.key] = _account(f"{body.prefix}{staff.key}", staff.name, platform)
        actions.grant_role(group, user, staff.role, TERM_SINCE, staff.unit, by=keeper, at=at)
    for order, person in enumerate(body.members, start=1):
        user = cast.users[person.key] = _account(f"{body.prefix}{person.key}", person.name, platform)
        _seat(cast, person, person.order or order, user, at)
    return cast


def _seat(cast: Cast, person: Person, order: int, user: User, at: datetime) -> None:
    clerk = cast.users["clerk"]
    seat = actions.seat_member(
        cast.group,
        user=user,
        since=person.since,
        until=person.until,
        by=clerk,
        at=at,
        post=person.post,
        term=cast.term,
        protocol_order=order,
        government_post=person.government_post,
        appointment_paper=f"任职文件〔{person.since.year}〕{order}号",
        leaving_paper="工作调动" if person.until else "",
    )
    cast.seats[person.key] = seat
    if person.field:
        paper = f"县政府领导班子成员分工〔{person.since.year}〕"
        actions.add_portfolio(seat, person.field, person.since, paper, person.until, by=clerk, at=at)


def account_lines() -> list[str]:
    """Return who may log in, one line a person, with the password first."""
    lines = [f"密码 / password (all): {PASSWORD}", "platform      平台管理员", "sysadmin      系统管理员"]
    for body in (YUNLING, QINGLAN):
        lines.append(f"—— {body.particulars['name']}  /b/{body.code}/")
        for person in body.members:
            where = f"{person.government_post}{'（已离任）' if person.until else ''}"
            lines.append(f"{body.prefix + person.key:<13} {person.name} {ROLES[person.post]} {where}")
        lines += [
            f"{body.prefix + staff.key:<13} {staff.name} {ROLES[staff.role]} {staff.unit}"
            for staff in body.staff
        ]
    return lines


ROLES: Mapping[str, str] = {
    "secretary": "书记",
    "deputy_secretary": "副书记",
    "member": "成员",
    "clerk": "秘书",
    "recorder": "记录人",
    "inspector": "督查员",
    "supervision_observer": "列席监督",
    "responsible_unit": "责任单位",
}
