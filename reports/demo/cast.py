"""Who is who in the demonstration?  Invented people of invented counties, seated through the acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from members import actions
from members.models import LeadingGroup, Membership, Term, User

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


YUNLING = Body(
    "yunling",
    {
        "name": "云岭县人民政府党组",
        "full_name": "中共云岭县人民政府党组",
        "government": "云岭县人民政府",
        "superior": "中共云岭县委员会",
        "document_word": "云政党组",
        "fonds_number": "YL01",
        "default_place": "县政府三楼第一会议室",
        "contact": "县政府办公室秘书科",
        "contact_phone": "0000-5550100",
    },
    (
        Person("secretary", "沈怀远", "secretary", "县长", "主持县政府全面工作，负责审计工作"),
        Person("deputy", "陆明川", "deputy_secretary", "常务副县长", "负责发展改革、财政、应急管理工作"),
        Person("member1", "高若兰", "member", "副县长", "负责教育体育、文化旅游、卫生健康工作"),
        Person("member2", "韩一鸣", "member", "副县长", "负责农业农村、水务、林草工作"),
        Person("member3", "严书恒", "member", "副县长", "负责工业商务、科技、招商引资工作"),
        Person("member4", "白玉宁", "member", "副县长", "负责住房城乡建设、自然资源、交通运输工作"),
        Person("member5", "程立秋", "member", "副县长、县公安局局长", "负责公安、司法行政、信访工作"),
        Person("member6", "宋知行", "member", "县政府办公室主任", "负责县政府办公室、机关事务工作"),
        Person(
            "member7", "田守正", "member", "副县长", "负责民政、市场监管工作", until=date(2025, 8, 1), order=9
        ),
        Person("member8", "温若谷", "member", "副县长", "负责民政、市场监管工作", date(2025, 11, 1), order=9),
    ),
    (
        Staff("clerk", "苏文静", "clerk", "县政府办公室"),
        Staff("recorder", "杜晓棠", "recorder", "县政府办公室"),
        Staff("inspector", "罗正平", "inspector", "县委督查室"),
        Staff("observer", "方秉文", "supervision_observer", "派驻纪检监察组"),
        Staff("unit", "丁一川", "responsible_unit", "县住房和城乡建设局"),
    ),
    last_ordinal=43,
)

QINGLAN = Body(
    "qinglan",
    {
        "name": "青岚县人民政府党组",
        "full_name": "中共青岚县人民政府党组",
        "government": "青岚县人民政府",
        "superior": "中共青岚县委员会",
        "document_word": "青政党组",
        "fonds_number": "QL01",
        "default_place": "县政府二楼会议室",
        "contact": "县政府办公室",
        "contact_phone": "0000-5550200",
    },
    (
        Person("secretary", "顾长河", "secretary", "县长", "主持县政府全面工作"),
        Person("deputy", "梁景行", "deputy_secretary", "常务副县长", "负责发展改革、财政工作"),
        Person("member1", "尹秋白", "member", "副县长", "负责教育、卫生健康工作"),
        Person("member2", "霍青峰", "member", "副县长", "负责农业农村、水务工作"),
        Person("member3", "姚远志", "member", "副县长、县公安局局长", "负责公安、信访工作"),
    ),
    (
        Staff("clerk", "邵明月", "clerk", "县政府办公室"),
        Staff("recorder", "纪小满", "recorder", "县政府办公室"),
    ),
    prefix="ql-",
    last_ordinal=20,
)


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
    for one in body.staff:
        user = cast.users[one.key] = _account(f"{body.prefix}{one.key}", one.name, platform)
        actions.grant_role(group, user, one.role, TERM_SINCE, one.unit, by=keeper, at=at)
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
            f"{body.prefix + one.key:<13} {one.name} {ROLES[one.role]} {one.unit}" for one in body.staff
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
