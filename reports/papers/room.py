"""From a meeting to the papers used in its room: sign-in sheet, recusals, ballots, tally."""

from collections.abc import Iterable, Mapping

from django.utils.timezone import localdate

from meetings.models import AgendaItem, AttendanceRecord, Meeting, Observer, Recusal
from meetings.rules.kinds import concerns_person
from meetings.states import LeaveState
from members.models import Membership
from reports.documents.ballot_paper import OPTIONS, PERSONNEL_OPTIONS, BallotPaperFacts
from reports.documents.recusal_register import RecusalRegisterFacts, RecusalRow
from reports.documents.sign_in_sheet import ObserverRow, SignInRow, SignInSheetFacts
from reports.documents.tally_sheet import TallySheetFacts
from reports.papers.before import places
from reports.papers.minutes import attendance
from reports.papers.words import (
    GROUNDS,
    METHODS,
    POSTS,
    REASONS,
    RESULTS,
    place_in_agenda,
    sitting,
    titled,
)
from votes.models import TallyLine, Vote
from votes.rules.majority import Tally
from votes.states import Medium, Method, VoteState

STANDINGS = {"suspended": "停职", "excluded": "不计入应到"}


def recusal_facts(meeting: Meeting) -> RecusalRegisterFacts:
    """Return the facts of the register of recusals of a meeting.  Clauses 6.4-e, 6.4-f."""
    order = places(meeting)
    stands = Recusal.objects.filter(item__meeting=meeting, state=Recusal.State.STANDS)
    people = ("item__acting_chair__user", "membership__user", "declared_by", "decided_by")
    recusals = [one for one in stands.select_related(*people) if one.item_id in order]
    rows = sorted(recusals, key=lambda one: (order[one.item_id], one.pk))
    return RecusalRegisterFacts(
        sitting=sitting(meeting),
        rows=tuple(_recusal_row(one, order[one.item_id], meeting) for one in rows),
        recorder=meeting.recorder.name if meeting.recorder else "",
    )


def _recusal_row(one: Recusal, place: int, meeting: Meeting) -> RecusalRow:
    detail = one.relation or one.text
    by_self = one.declared_by_id is None or one.declared_by_id == one.membership.user_id
    handed = one.item.acting_chair if one.membership_id == meeting.chair_id else None
    return RecusalRow(
        item=f"{place_in_agenda(place)} {one.item.title}",
        member=one.membership.name,
        ground=GROUNDS[one.ground] + (f"（{detail}）" if detail else ""),
        raised_by="本人申报" if by_self else f"{one.declared_by}提出",
        decided_by=str(one.decided_by or ""),
        left_at=one.left_at,
        returned_at=one.returned_at,
        chair_handed_to=handed.name if handed else "",
    )


def sign_in_facts(meeting: Meeting) -> SignInSheetFacts:
    """Return the facts of the sign-in sheet; before the meeting its fields stay open.  Clause 6.4-a."""
    stays = list(meeting.attendance.filter(confirmed_at__isnull=False).order_by("in_at", "pk"))
    leaves = {
        one.membership_id: REASONS[one.reason]
        for one in meeting.leaves.filter(state=LeaveState.APPROVED, late=False)
    }
    present, away, absent = attendance(meeting)
    begun = meeting.has_begun
    order = places(meeting)
    seats = [seat for seat in meeting.seats() if seat.standing_on(meeting.day) != "excluded"]
    return SignInSheetFacts(
        sitting=sitting(meeting),
        members=tuple(
            _member(seat, [one for one in stays if one.membership_id == seat.pk], leaves, meeting)
            for seat in seats
        ),
        observers=tuple(
            _observer(one, [stay for stay in stays if stay.observer_id == one.pk], order)
            for one in meeting.observers.prefetch_related("items")
        ),
        expected=len(present) + len(away) + len(absent),
        present=len(present) if begun else None,
        on_leave=len(away) if begun else None,
        absent=len(absent) if begun else None,
        recorder=meeting.recorder.name if meeting.recorder else "",
    )


def _signed(stays: list[AttendanceRecord]) -> str:
    return "本人屏幕签到" if any(one.by_self for one in stays) else ""


def _member(
    seat: Membership, stays: list[AttendanceRecord], leaves: dict[int, str], meeting: Meeting
) -> SignInRow:
    standing = STANDINGS.get(seat.standing_on(meeting.day), "")
    reason = f"请假（{leaves[seat.pk]}）" if seat.pk in leaves else "缺席" if meeting.has_begun else ""
    left_early = bool(stays) and any(one.out_at for one in stays[:-1])
    return SignInRow(
        name=seat.name,
        post=seat.government_post or POSTS[seat.post],
        signed=_signed(stays),
        came_at=stays[0].in_at if stays else None,
        left_at=stays[-1].out_at if stays else None,
        remark=standing or ("中途离会后返回" if left_early else "" if stays else reason),
    )


def _observer(one: Observer, stays: list[AttendanceRecord], order: Mapping[int, int]) -> ObserverRow:
    at = sorted(order[item.pk] for item in one.items.all() if item.pk in order)
    return ObserverRow(
        name=one.name,
        unit=f"{one.unit}{one.post}",
        items=numbered(at) or "全部议题",
        signed=_signed(stays),
        came_at=stays[0].in_at if stays else None,
        left_at=stays[-1].out_at if stays else None,
    )


def numbered(at: Iterable[int]) -> str:
    """Return 第一项、第三项 for 1 and 3; empty for none."""
    return "、".join(place_in_agenda(place) for place in at)


def ballot_facts(item: AgendaItem) -> BallotPaperFacts:
    """Return the ballots of an item, one for each who may vote on it.  Clauses 6.5-b, 6.5-f."""
    meeting = item.meeting
    vote = Vote.objects.live().filter(item=item).first()
    room = item.room()
    voters = len(vote.seats()) if vote else len(room.roll.entitled) - room.recused_count
    place = places(meeting).get(item.pk)
    return BallotPaperFacts(
        sitting=sitting(meeting),
        title=f"{meeting.group.name}会议表决票",
        item=place_in_agenda(place) if place else "",
        matter=titled(item),
        options=PERSONNEL_OPTIONS if concerns_person(item.kinds) else OPTIONS,
        secret=vote is None or vote.method != Method.SIGNED_BALLOT,
        voted_on=meeting.day,
        stamp=meeting.group.name,
        copies=max(voters, 1),
    )


def tally_of(vote: Vote) -> Tally:
    """Return the figures of a counted vote; all zero before the count.  Nobody sees a tally early."""
    if vote.state != VoteState.COUNTED:
        return Tally()
    if not vote.is_secret:
        return vote.open_tally()
    lines = TallyLine.objects.filter(vote=vote).values_list("choice", "n")
    return Tally(**{choice: n for choice, n in lines if choice in Tally.__slots__})


def tally_facts(vote: Vote) -> TallySheetFacts:
    """Return the facts of the result of a vote; an uncounted one has open fields.  Clauses 6.5-b to 6.5-d."""
    item, meeting = vote.item, vote.item.meeting
    place = places(meeting).get(item.pk)
    counted = vote.state == VoteState.COUNTED
    tally, papers = tally_of(vote), vote.medium == Medium.PAPER
    sent = len(vote.seats()) if vote.is_secret or vote.method == Method.SIGNED_BALLOT else None
    returned = sent - tally.not_returned - tally.not_voted if counted and sent is not None else None
    personnel = concerns_person(item.kinds)
    return TallySheetFacts(
        sitting=sitting(meeting),
        item=place_in_agenda(place) if place else "",
        matter=titled(item),
        method=METHODS.get(vote.method, ""),
        base=vote.base or None,
        in_room=len(vote.seats()),
        recused=vote.recused,
        sent=sent,
        returned=returned,
        valid=returned - tally.invalid if returned is not None else None,
        invalid=tally.invalid if returned is not None else None,
        yes=tally.approve if counted else None,
        no=tally.oppose if counted else None,
        abstain=tally.abstain if counted else None,
        defer=tally.defer if counted and personnel else None,
        not_voted=tally.not_voted + (tally.not_returned if papers else 0) if counted else None,
        formula=vote.formula,
        result=RESULTS.get(vote.result, "无效" if vote.state == VoteState.VOID else ""),
        scrutineers=(vote.scrutineer,) if vote.scrutineer else (),
        tellers=(vote.teller,) if vote.teller else (),
        chair=vote.chair.name,
        counted_on=localdate(vote.closed_at) if vote.closed_at else None,
    )
