"""Who will come, can the meeting open, and which item cannot be held or cannot pass?

A look ahead from notices, replies and leave; asks the same rules that will be asked on the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meetings.models import AgendaItem, Meeting, NoticeReceipt
from meetings.rules import quorum
from meetings.rules.kinds import quorum_share
from meetings.rules.roll import Roll, Room
from meetings.states import LeaveState
from members.models import Membership
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
    """One item: what the rule would answer, and how many more members would cure it (0: none needed or no cure)."""

    item: AgendaItem
    verdict: Verdict
    more: int

    @property
    def good(self) -> bool:
        """Say whether the item can be held and carried."""
        return bool(self.verdict) and not self.verdict.warned


@dataclass(frozen=True, slots=True)
class Forecast:
    """The look ahead for a meeting.  certain: those who said they come; expected: with those who said nothing."""

    members: tuple[Expected, ...]
    opening: Verdict
    items: tuple[ItemForecast, ...]
    certain: int
    expected: int
    base: int

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
        return ItemForecast(item, verdict, 0)
    if quorum.undecidable(room, kinds, law):
        return ItemForecast(item, verdict, 0)
    attendance = quorum_share(kinds, law).needed(room.base) - room.attending(law)
    approvals = law.pass_rule.needed(room.denominator(law)) - len(room.voters)
    return ItemForecast(item, verdict, max(attendance, approvals, 0))
