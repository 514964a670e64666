"""What may a person see of an item's vote now, and which acts are open?

Of a secret ballot nobody is shown more than who has voted before it is counted, and never who chose what.
Stances of an open vote are shown while it runs to who keeps the record and who presides; afterwards to all.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from meetings.actions.standing import for_chair_of
from meetings.models import AgendaItem
from meetings.rules.kinds import WITHOUT_VOTE, concerns_person
from members.models import LeadingGroup, Membership, User
from members.procedure.record import Refused, would
from members.procedure.verdict import Verdict, allow, first_refusal
from votes.models import Ballot, Elector, SealedBallot, Vote, stance_allowed
from votes.rules import method as method_rules
from votes.states import Choice, Method, VoteState

STANCES = (Choice.APPROVE, Choice.OPPOSE, Choice.ABSTAIN)
OPEN_METHODS = (Method.SHOW_OF_HANDS, Method.ORAL, Method.SIGNED_BALLOT)
TONES = {
    Choice.APPROVE: "good",
    Choice.OPPOSE: "bad",
    Choice.ABSTAIN: "neutral",
    Choice.DEFER: "warn",
    Choice.NOT_VOTED: "neutral",
}


@dataclass(frozen=True, slots=True)
class ElectorRow:
    """One who may vote: whether he has, and the stance where it may be shown ("" else)."""

    seat: Membership
    voted: bool
    presides: bool
    choice: str = ""

    @property
    def label(self) -> str:
        """Return the stance in words."""
        return str(Choice(self.choice).label) if self.choice else ""

    @property
    def tone(self) -> str:
        """Return the tone of the stance."""
        return TONES.get(Choice(self.choice), "neutral") if self.choice else "neutral"


@dataclass(frozen=True, slots=True)
class VoteView:
    """The vote on one item, as one person may see it.

    own: the person's row among the electors; own_may: may he vote now; receipt: his own, in groups of four;
    receipts: all, sorted, once it is closed.
    """

    item: AgendaItem
    vote: Vote | None
    conducts: bool
    rows: list[ElectorRow] = field(default_factory=list)
    own: ElectorRow | None = None
    own_may: Verdict = field(default_factory=allow)
    receipt: str = ""
    receipts: list[str] = field(default_factory=list)
    voided: list[Vote] = field(default_factory=list)
    may: dict[str, Verdict] = field(default_factory=dict)

    @property
    def is_voted(self) -> bool:
        """Say whether items of this kind are voted on."""
        return self.item.kind not in WITHOUT_VOTE

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the stances a member may take."""
        return choices_of(self.item)

    @property
    def entered(self) -> list[tuple[str, str]]:
        """Return the stances the recorder may enter."""
        return [*choices_of(self.item), (Choice.NOT_VOTED.value, str(Choice.NOT_VOTED.label))]

    @property
    def target(self) -> str:
        """Return the selector of the fragment, for the answers to its buttons."""
        return f"#vote-{self.item.pk}"

    @property
    def done(self) -> int:
        """Return how many have voted."""
        return sum(1 for row in self.rows if row.voted)

    @property
    def is_live(self) -> bool:
        """Say whether the vote is open, or closed and not counted."""
        return self.vote is not None and self.vote.state in (VoteState.OPEN, VoteState.CLOSED)

    @property
    def version(self) -> str:
        """Return what changes when this fragment must be drawn anew."""
        if self.vote is None:
            return f"0-{self.item.state}"
        return f"{self.vote.pk}-{self.vote.state}-{self.done}-{self.vote.medium}"


def choices_of(item: AgendaItem) -> list[tuple[str, str]]:
    """Return the stances on an item in the order of the ballot; "defer" belongs to personnel.  Clause 6.1-g."""
    offered = (*STANCES, Choice.DEFER) if concerns_person(item.kinds) else STANCES
    return [(choice.value, str(choice.label)) for choice in offered]


def runs(item: AgendaItem, user: User) -> bool:
    """Say whether the person conducts the vote: who presides, or who keeps the record."""
    chairs = {seat.user_id for seat in (item.chair, item.meeting.chair) if seat is not None}
    return user.pk in chairs or item.meeting.is_recorder(user)


def vote_view(item: AgendaItem, user: User) -> VoteView:
    """Return the vote on an item as the person may see it."""
    votes = list(Vote.objects.filter(item=item).select_related("item__meeting__group", "chair__user"))
    voided = [vote for vote in votes if vote.state == VoteState.VOID]
    vote = next((vote for vote in votes if vote.state != VoteState.VOID), None)
    conducting = runs(item, user)
    if vote is None:
        may = opening(item, user) if conducting and not item.outcome else {}
        return VoteView(item, None, conducting, voided=voided, may=may)
    rows = _rows(vote, shown=conducting or vote.state == VoteState.COUNTED, user=user)
    own = next((row for row in rows if row.seat.user_id == user.pk), None)
    return VoteView(
        item,
        vote,
        conducting,
        rows=rows,
        own=own,
        own_may=stance_allowed(vote, own.seat.pk, Choice.APPROVE) if own else allow(),
        receipt=_receipt(vote, user),
        receipts=_receipts(vote),
        voided=voided,
        may=_conducting(vote, user) if conducting else {},
    )


def _rows(vote: Vote, *, shown: bool, user: User) -> list[ElectorRow]:
    stances = dict(Ballot.objects.filter(elector__vote=vote).values_list("elector__membership_id", "choice"))
    voted = set(vote.voted())
    electors = list(vote.electors.select_related("membership__user").order_by("pk"))
    electors.sort(key=lambda elector: elector.membership_id == vote.chair_id)  # whoever presides votes last
    return [
        ElectorRow(
            elector.membership,
            elector.membership_id in voted,
            elector.membership_id == vote.chair_id,
            stances.get(elector.membership_id, "") if shown or elector.membership.user_id == user.pk else "",
        )
        for elector in electors
    ]


def in_groups(receipt: str) -> str:
    """Write a receipt in groups of four, to be read aloud and compared."""
    return " ".join(receipt[n : n + 4] for n in range(0, len(receipt), 4))


def _receipt(vote: Vote, user: User) -> str:
    own = SealedBallot.objects.filter(elector__vote=vote, elector__membership__user=user).first()
    return in_groups(own.receipt[:32]) if own else ""


def _receipts(vote: Vote) -> list[str]:
    if not vote.on_screen or vote.state == VoteState.OPEN:
        return []
    rows = (
        SealedBallot.objects.filter(elector__vote=vote).order_by("receipt").values_list("receipt", flat=True)
    )
    return [in_groups(receipt[:32]) for receipt in rows]


def _chair(item: AgendaItem, user: User) -> Verdict:
    try:
        for_chair_of(item, user)
    except Refused as refusal:
        return refusal.verdict
    return allow()


def opening(item: AgendaItem, user: User) -> dict[str, Verdict]:
    """Return the verdicts on opening a vote: by an open method, and in secret."""
    plain = first_refusal(would(item, "begin_vote"), _chair(item, user))
    secret = method_rules.method(Method.SECRET_BALLOT, len(item.room().voters), item.meeting.law)
    return {"open_vote": plain, "open_secret": first_refusal(plain, secret)}


def _conducting(vote: Vote, user: User) -> dict[str, Verdict]:
    chair = _chair(vote.item, user)
    close = would(vote, "close_vote")
    return {
        "close_vote": first_refusal(close, chair),
        "void_vote": first_refusal(would(vote, "void_vote"), chair),
        "count_vote": would(vote, "count_vote"),
        "enter_tally": would(vote, "enter_tally"),
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """A vote that waits for somebody: to vote in it, or to count it."""

    vote: Vote
    to_count: bool


def waiting_for(user: User, group: LeadingGroup) -> list[Waiting]:
    """Return the votes of the body that wait for the person (a few queries)."""
    live = Vote.objects.visible_to(user, group).select_related("item__meeting__group", "item__meeting__chair")
    mine = Elector.objects.filter(membership__user=user, vote__state=VoteState.OPEN).exclude(
        Q(ballot__isnull=False) | Q(sealed_ballot__isnull=False)
    )
    own = live.filter(pk__in=mine.values("vote")).exclude(method=Method.SECRET_BALLOT, medium="paper")
    closed = live.filter(state=VoteState.CLOSED)
    return [Waiting(vote, to_count=False) for vote in own] + [
        Waiting(vote, to_count=True) for vote in closed if runs(vote.item, user)
    ]
