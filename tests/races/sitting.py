"""A meeting in session with as many votes open at once as there are rounds to race.

The rows are put in place below the acts: a thousand items cannot be talked through one by one.  What races
are the acts themselves.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from meetings.models import AgendaItem, AttendanceRecord, Meeting
from members.models import LeadingGroup, Membership, Post, RuleAdoption, Term, User
from votes import sealing
from votes.actions.votes import binding, host_key
from votes.models import Ballot, Elector, SealedBallot, Vote

RULEBOOK = "work-rules-2024"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Three members, the first of whom presides, and one open vote a round; slips: of the secret ones."""

    meeting: Meeting
    seats: tuple[Membership, ...]
    votes: tuple[int, ...]
    slips: tuple[str, str, str]
    at: datetime

    def vote(self, number: int) -> Vote:
        """Read a round's vote afresh, as each request does."""
        return Vote.objects.select_related("item__meeting__group").get(pk=self.votes[number])

    def user(self, number: int) -> User:
        """Read a member's account afresh."""
        return User.objects.get(pk=self.seats[number].user_id)


def sitting(rounds: int, method: str, *, now: datetime | None = None) -> Sitting:
    """Open a meeting and so many votes by one method ("show_of_hands", "secret_ballot")."""
    at = now or timezone.now()
    since = timezone.localdate(at) - timedelta(days=90)
    group = LeadingGroup(
        code="race",
        name="甲县人民政府党组",
        full_name="中共甲县人民政府党组",
        government="甲县人民政府",
        superior="甲县委",
        document_word="甲政党组发",
    )
    group.save()
    RuleAdoption(group=group, rulebook=RULEBOOK).save()
    term = Term(group=group, number=1, since=since)
    term.save()
    seats = tuple(_seat(group, term, order, since) for order in range(3))
    meeting = Meeting(group=group, term=term, starts_at=at, place="一号会议室", chair=seats[0])
    meeting.save()
    for seat in seats:
        AttendanceRecord(meeting=meeting, membership=seat, in_at=at, confirmed_at=at).save()
    Meeting._base_manager.filter(pk=meeting.pk).update(state="open", opened_at=at, ordinal=1)
    meeting.refresh_from_db()
    votes, slips = _votes(meeting, seats, rounds, method, at)
    return Sitting(meeting, seats, votes, slips, at)


def said(here: Sitting, **stances: str) -> None:
    """Put stances in place in every vote, by seat ("seat1"), as if they had been taken before the race."""
    electors = Elector.objects.select_related("vote").order_by("vote", "pk")
    for place, name in enumerate(sorted(stances), start=1):
        membership = here.seats[int(name.removeprefix("seat"))]
        choice, mine = stances[name], electors.filter(membership=membership)
        if mine[0].vote.is_secret:
            SealedBallot._base_manager.bulk_create(_sealed(elector, choice) for elector in mine)
        else:
            Ballot._base_manager.bulk_create(
                Ballot(elector=elector, serial=place, choice=choice, cast_at=here.at) for elector in mine
            )


def _sealed(elector: Elector, choice: str) -> SealedBallot:
    assert elector.vote.public_key is not None
    ct = sealing.seal(bytes(elector.vote.public_key), binding(elector.vote, elector), choice)
    return SealedBallot(elector=elector, ct=ct, receipt=sealing.receipt(ct))


def _seat(group: LeadingGroup, term: Term, order: int, since: object) -> Membership:
    user = User.objects.create_user(f"racer{order}", name=f"成员{order}")
    post = Post.MEMBER if order else Post.SECRETARY
    seat = Membership(group=group, term=term, user=user, post=post, protocol_order=order + 1, since=since)
    seat.save()
    return seat


def _votes(
    meeting: Meeting, seats: tuple[Membership, ...], rounds: int, method: str, at: datetime
) -> tuple[tuple[int, ...], tuple[str, str, str]]:
    keys = sealing.new_poll(host_key())
    secret = method == "secret_ballot"
    items = AgendaItem._base_manager.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=n,
            title=f"议题{n}",
            kind="other",
            state="voting",
            noticed=True,
            started_at=at,
        )
        for n in range(1, rounds + 1)
    )
    sealed = {
        "medium": "screen",
        "public_key": keys.public_key,
        "wraps": keys.wraps,
        "suite": sealing.SUITE,
        "electorate_hash": sealing.electorate_hash(seat.pk for seat in seats),
    }
    votes = Vote._base_manager.bulk_create(
        Vote(
            item=item,
            method=method,
            question=item.title,
            chair=seats[0],
            opened_at=at,
            present=3,
            base=3,
            denominator=3,
            rulebook=RULEBOOK,
            **(sealed if secret else {}),
        )
        for item in items
    )
    Elector._base_manager.bulk_create(Elector(vote=vote, membership=seat) for vote in votes for seat in seats)
    Vote._base_manager.all().update(state="open")
    return tuple(vote.pk for vote in votes), keys.slips
