"""The Chinese words of official papers for codes, whatever language the page speaks."""

from collections.abc import Iterable

from django.utils import translation

from meetings.models import AgendaItem, Meeting
from members.models import Membership
from members.printing.parts import Person, Sitting
from votes.states import Choice

METHODS = {
    "oral": "口头表决",
    "show_of_hands": "举手表决",
    "signed_ballot": "记名投票",
    "secret_ballot": "无记名投票",
}
STANCES = {"approve": "同意", "oppose": "不同意", "abstain": "弃权", "defer": "缓议", "not_voted": "未表态"}
RESULTS = {"passed": "通过", "not_passed": "未通过", "deferred": "暂缓", "void": "无效"}
POSTS = {"secretary": "党组书记", "deputy_secretary": "党组副书记", "member": "党组成员"}
GROUNDS = {"self": "涉及本人", "relative": "涉及亲属", "other": "其他情形"}
REASONS = {
    "business_trip": "公务外出",
    "illness": "因病",
    "superior_meeting": "参加上级会议",
    "other": "其他",
}
NUMERALS = "一二三四五六七八九十"

assert set(STANCES) == set(Choice.values)


def chinese(value: object) -> str:
    """Return a translatable label in Chinese."""
    with translation.override("zh-hans"):
        return str(value)


def place_in_agenda(position: int) -> str:
    """Return 第三项 for 3."""
    if position <= 10:
        return f"第{NUMERALS[position - 1]}项"
    tens, ones = divmod(position, 10)
    head = NUMERALS[tens - 1] if tens > 1 else ""
    return f"第{head}十{NUMERALS[ones - 1] if ones else ''}项"


def person(seat: Membership, note: str = "") -> Person:
    """Return a member as papers name one."""
    return Person(seat.user.name, POSTS[seat.post], seat.government_post, note)


def people(seats: Iterable[Membership]) -> tuple[Person, ...]:
    """Return members as papers name them."""
    return tuple(person(seat) for seat in seats)


def sitting(meeting: Meeting) -> Sitting:
    """Return the head of a meeting as every paper repeats it."""
    number = f"第{meeting.ordinal}次会议" if meeting.ordinal else "会议"
    return Sitting(
        group=meeting.group.full_name,
        name=number,
        starts_at=meeting.opened_at or meeting.starts_at,
        ends_at=meeting.closed_at or meeting.expected_end,
        place=meeting.place,
        chair=meeting.chair.user.name if meeting.chair else "",
    )


def titled(item: AgendaItem) -> str:
    """Return the item's title with its candidate, if it has one."""
    return f"{item.title}（{item.candidate}）" if item.candidate else item.title
