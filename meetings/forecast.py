"""Who will come, can the meeting open, and which item cannot be held or cannot pass?

A look ahead from notices, replies and leave; asks the same rules that will be asked on the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meetings.models import AgendaItem, Meeting, NoticeReceipt
from meetings.rules import margin, quorum
from meetings.rules.kinds import quorum_share
from meetings.rules.margin import Margins
from meetings.rules.roll import Roll, Room
from meetings.states import LeaveState, MeetingState
from members.models import LeadingGroup, Membership
from members.procedure.record import Refused
from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict

COMING = frozenset({"present", "coming", "unknown"})
"""Statuses that the forecast counts as attendance: who has not said no."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One member: present | coming | unknown | on_leave | leave_requested | declined | suspended | excluded."""

    seat: Membership
    status: str


@dataclass(frozen=True, slots=True)
class ItemForecast:
    """One item: what the rule would answer, and how many more members would cure it (0: none needed or no cure).

    margin: by how many further absences it fails; 0: as things stand.
    """

    item: AgendaItem
    verdict: Verdict
    more: int
    margin: int = 0

    @property
    def good(self) -> bool:
        """Say whether the item can be held and carried."""
        return bool(self.verdict) and not self.verdict.warned


@dataclass(frozen=True, slots=True)
class Forecast:
    """The look ahead for a meeting.  certain: those who said they come; expected: with those who said nothing.

    margins: by how many further absences opening, an ordinary item and a personnel item fail.
    """

    members: tuple[Expected, ...]
    opening: Verdict
    items: tuple[ItemForecast, ...]
    certain: int
    expected: int
    base: int
    margins: Margins

    @property
    def good(self) -> bool:
        """Say whether nothing stands in the way."""
        return bool(self.opening) and all(item.good for item in self.items)


@dataclass(frozen=True, slots=True)
class Answers:
    """What members have said: replies to the notice and leave, by seat; the later one counts."""

    replies: Mapping[int, bool | None]
    leaves: Mapping[int, str]


def forecast(meeting: Meeting, absent: frozenset[int] = frozenset()) -> Forecast:
    """Look ahead (about eight queries, whatever the size).

    absent: seats assumed not to come besides ("what if two more ask for leave?").
    Raises Refused ("no_law_in_force").
    """
    roll = meeting.roll()
    items = list(meeting.items.on_agenda().prefetch_related("recusals"))
    return looked_ahead(meeting, meeting.seats(), items, roll, _answers(meeting), absent=absent)


def looked_ahead(
    meeting: Meeting,
    seats: list[Membership],
    items: list[AgendaItem],
    roll: Roll,
    answers: Answers,
    *,
    absent: frozenset[int] = frozenset(),
) -> Forecast:
    """Look ahead from what was read before (no query).  Clauses 6.4-a, 6.4-b, 6.5-c."""
    law = meeting.law
    status = {seat.pk: _status(seat, meeting, roll, answers) for seat in seats}
    for pk in absent:
        status[pk] = "on_leave"
    coming = tuple(pk for pk in roll.entitled if status[pk] in COMING)
    ahead = Roll(roll.entitled, coming, roll.suspended, roll.chair)
    return Forecast(
        members=tuple(Expected(seat, status[seat.pk]) for seat in seats),
        opening=quorum.opening(ahead, law),
        items=tuple(_item(item, Room(ahead, item.recused()), law) for item in items if not item.outcome),
        certain=sum(1 for pk in coming if status[pk] != "unknown"),
        expected=len(coming),
        base=ahead.base,
        margins=margin.margins(ahead, law),
    )


BEFORE = (MeetingState.PREPARING, MeetingState.READY, MeetingState.NOTIFIED)
NEXT = 3


def next_meetings(
    group: LeadingGroup, today: date, most: int = NEXT
) -> list[tuple[Meeting, Forecast | None]]:
    """Look ahead for the next meetings, None where no rules are in force (about ten queries, whatever their number).

    Clauses 6.4-a, 6.4-b, 6.5-c.
    """
    rows = Meeting.objects.filter(group=group, state__in=BEFORE, day__gte=today).order_by("starts_at", "pk")
    rows = rows.prefetch_related("group__adoptions", "attendance", "leaves", "notices__receipts")
    held = group.memberships.select_related("user").prefetch_related("standings")
    seats = list(held.order_by("protocol_order", "since", "pk"))
    meetings = list(rows[:most])
    items = AgendaItem.objects.on_agenda().filter(meeting__in=[meeting.pk for meeting in meetings])
    on_agenda: dict[int, list[AgendaItem]] = {record.pk: [] for record in meetings}
    for item in items.select_related("proposal", "meeting").prefetch_related("recusals"):
        on_agenda[item.meeting_id].append(item)
    return [(row, _of(row, seats, on_agenda[row.pk])) for row in meetings]


def _of(meeting: Meeting, seats: list[Membership], items: list[AgendaItem]) -> Forecast | None:
    """Look ahead for one of several meetings, from what was read along with them."""
    own = [seat for seat in seats if seat.period.covers(meeting.day)]
    here = {
        stay.membership_id
        for stay in meeting.attendance.all()
        if stay.membership_id is not None and stay.out_at is None and stay.confirmed_at is not None
    }
    try:
        return looked_ahead(meeting, own, items, meeting.roll_of(own, here), answers_read(meeting))
    except Refused:
        return None


def answers_read(meeting: Meeting) -> Answers:
    """Return what members have said, from notices and leave read along with the meeting (no query)."""
    receipts = [receipt for notice in meeting.notices.all() for receipt in notice.receipts.all()]
    text = [receipt for receipt in receipts if receipt.attend is not None and receipt.replied_at is not None]
    text.sort(key=lambda receipt: receipt.replied_at or meeting.starts_at)
    leaves = sorted(meeting.leaves.all(), key=lambda leave: leave.requested_at)
    return Answers(
        {receipt.membership_id: receipt.attend for receipt in text},
        {leave.membership_id: leave.state for leave in leaves},
    )


def _answers(meeting: Meeting) -> Answers:
    replies = NoticeReceipt.objects.filter(notice__meeting=meeting, attend__isnull=False)
    leaves = meeting.leaves.order_by("requested_at").values_list("membership_id", "state")
    return Answers(dict(replies.order_by("replied_at").values_list("membership_id", "attend")), dict(leaves))


def _status(
    seat: Membership,
    meeting: Meeting,
    roll: Roll,
    answers: Answers,
) -> str:
    standing = seat.standing_on(meeting.day)
    if standing:
        return str(standing)
    if seat.pk in roll.present:
        return "present"
    leave = answers.leaves.get(seat.pk)
    if leave == LeaveState.APPROVED:
        return "on_leave"
    if leave == LeaveState.REQUESTED:
        return "leave_requested"
    return {True: "coming", False: "declined", None: "unknown"}[answers.replies.get(seat.pk)]


def _item(item: AgendaItem, room: Room, law: MeetingParameters) -> ItemForecast:
    kinds = item.kinds
    verdict = quorum.of_item(room, kinds, law)
    if verdict and not verdict.warned:
        return ItemForecast(item, verdict, 0, margin.item(room, kinds, law))
    if quorum.undecidable(room, kinds, law):
        return ItemForecast(item, verdict, 0)
    attendance = quorum_share(kinds, law).needed(room.base) - room.attending(law)
    approvals = law.pass_rule.needed(room.denominator(law)) - len(room.voters)
    return ItemForecast(item, verdict, max(attendance, approvals, 0))
