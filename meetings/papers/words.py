"""How do the papers of a meeting name it, its items, and who came?"""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import QuerySet

from meetings.models import AgendaItem, ItemKind, Meeting, Secrecy
from meetings.states import LeaveState
from members.models import LeadingGroup, User
from members.papers.words import chinese, person
from members.printing.parts import Person, Sitting

GROUNDS = {"self": "涉及本人", "relative": "涉及亲属", "other": "其他情形"}
REASONS = {
    "business_trip": "公务外出",
    "illness": "因病",
    "superior_meeting": "参加上级会议",
    "other": "其他",
}
SECRECY = {Secrecy.ORDINARY: "", Secrecy.SENSITIVE: "敏感", Secrecy.STUB: "涉密，另行保存"}


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


def planned(meeting: Meeting) -> Sitting:
    """Return the head of a meeting as it was planned: a paper from before it knows no other hours."""
    return replace(sitting(meeting), starts_at=meeting.starts_at, ends_at=meeting.expected_end)


def titled(item: AgendaItem) -> str:
    """Return the item's title with its candidate, if it has one."""
    return f"{item.title}（{item.candidate}）" if item.candidate else item.title


def kind_word(code: str) -> str:
    """Return the Chinese name of a kind of item."""
    return chinese(ItemKind(code).label)


def places(meeting: Meeting) -> Mapping[int, int]:
    """Return the place of each item on the agenda, from 1, by the item's key (one query)."""
    keys = meeting.items.on_agenda().values_list("pk", flat=True)
    return {pk: order for order, pk in enumerate(keys, start=1)}


def attendance(meeting: Meeting) -> tuple[tuple[Person, ...], tuple[Person, ...], tuple[Person, ...]]:
    """Return who was present, who was on leave (with the reason), and who was absent without."""
    came = set(
        meeting.attendance.filter(membership__isnull=False, confirmed_at__isnull=False).values_list(
            "membership_id", flat=True
        )
    )
    leave = {
        row.membership_id: REASONS[row.reason]
        for row in meeting.leaves.filter(state__in=[LeaveState.APPROVED], late=False)
    }
    seats = [seat for seat in meeting.seats() if seat.standing_on(meeting.day) != "excluded"]
    present = tuple(person(seat) for seat in seats if seat.pk in came)
    away = tuple(person(seat, leave[seat.pk]) for seat in seats if seat.pk not in came and seat.pk in leave)
    absent = tuple(person(seat) for seat in seats if seat.pk not in came and seat.pk not in leave)
    return present, away, absent


def observers(meeting: Meeting) -> tuple[Person, ...]:
    """Return who attended without a vote."""
    return tuple(Person(observer.name, observer.post, observer.unit) for observer in meeting.observers.all())


def meetings_of(group: LeadingGroup, _user: User) -> QuerySet[Meeting]:
    """Return the meetings of a body with what their papers name."""
    return Meeting.objects.filter(group=group).select_related("group", "chair__user", "recorder")


def items_of(group: LeadingGroup, _user: User) -> QuerySet[AgendaItem]:
    """Return the items on the agendas of a body, newest meeting first."""
    items = AgendaItem.objects.filter(meeting__group=group, removed=False)
    related = ("meeting__group", "meeting__chair__user", "meeting__term", "acting_chair")
    return items.select_related(*related).order_by("-meeting__starts_at", "position", "pk")


def named(meeting: Meeting, *more: str) -> str:
    """Return how a list calls a paper of a meeting: its title, its day, and what else tells it apart."""
    return "　".join(part for part in (meeting.title, f"{meeting.day:%Y-%m-%d}", *more) if part)
