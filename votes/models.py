"""Who may vote on an item, who has, and what came of it?

Open methods keep one stance per member, in the order given.  A secret ballot keeps sealed envelopes and
totals, and nothing that links a member to a choice (security: double envelope).
"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem
from meetings.rules.roll import Room
from members.models import LeadingGroup, Membership, User
from members.procedure.guards import BY_LIFECYCLE, INSERT_ONLY, Frozen, SealedIn
from members.procedure.journal import Entry
from members.procedure.record import Record, RecordQuerySet
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from votes.rules import franchise, method, order
from votes.rules.majority import Tally
from votes.states import VOTE, Choice, Medium, Method, Result, VoteState

FINAL = frozenset({VoteState.COUNTED.value, VoteState.VOID.value})
BEGUN = frozenset({VoteState.OPEN.value, VoteState.CLOSED.value}) | FINAL
ENDED = frozenset({VoteState.CLOSED.value}) | FINAL


class VoteQuerySet(RecordQuerySet["Vote"]):
    """Votes."""

    def visible_to(self, user: User, group: LeadingGroup) -> "VoteQuerySet":
        """Votes of the body's meetings."""
        return self.filter(item__meeting__group=group)

    def live(self) -> "VoteQuerySet":
        """Votes that count or may still count (not void)."""
        return self.exclude(state=VoteState.VOID)


class Vote(Record):
    """One question put to the members in the room (表决).  Clauses 6.5-b, 6.5-c.

    chair: who presides over the item, frozen at opening.  figures, result, formula: frozen at the count.
    public_key, wraps, electorate_hash, sealed_root: of a secret ballot on screens; wraps are erased by the count.
    """

    lifecycle = VOTE
    guards = (SealedIn((), FINAL), BY_LIFECYCLE, Frozen(("item", "method", "electorate_hash"), BEGUN))

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+", verbose_name=_("item"))
    state = models.CharField(
        _("state"), max_length=8, choices=VoteState, default=VoteState.DRAFT, editable=False
    )
    method = models.CharField(_("method"), max_length=16, choices=Method)
    medium = models.CharField(_("medium"), max_length=8, choices=Medium, blank=True)
    question = models.CharField(_("question"), max_length=300)
    chair = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("chair"))
    scrutineer = models.CharField(_("scrutineer"), max_length=60, blank=True)
    teller = models.CharField(_("teller"), max_length=60, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(default=0)
    base = models.PositiveSmallIntegerField(default=0)
    recused = models.PositiveSmallIntegerField(default=0)
    denominator = models.PositiveSmallIntegerField(default=0)
    rulebook = models.CharField(max_length=80, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=Result, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    formula = models.CharField(_("formula"), max_length=200, blank=True)
    paper_tally = models.JSONField(default=dict, blank=True)
    suite = models.CharField(max_length=40, blank=True)
    public_key = models.BinaryField(null=True, blank=True)
    wraps = models.JSONField(null=True, blank=True)
    electorate_hash = models.CharField(max_length=64, blank=True)
    sealed_root = models.CharField(max_length=64, blank=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["item"],
                condition=~Q(state="void"),
                name="vote_once",
                violation_error_code="vote_repeated",
                violation_error_message=_(
                    "The item has been decided at this meeting; it is not voted on again."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["counted", "void"]) | Q(wraps__isnull=True),
                name="vote_keys_erased",
            ),
        )

    def __str__(self) -> str:
        return self.question

    @property
    def is_secret(self) -> bool:
        """Say whether nothing may link a member to a choice."""
        return self.method == Method.SECRET_BALLOT

    @property
    def on_screen(self) -> bool:
        """Say whether sealed ballots are cast on screens."""
        return self.is_secret and self.medium == Medium.SCREEN

    def seats(self) -> list[int]:
        """Return the seats of the frozen electorate, in protocol order."""
        return list(self.electors.order_by("pk").values_list("membership_id", flat=True))

    def voted(self) -> list[int]:
        """Return the seats that have voted; for a secret ballot too, as one sees who goes to the urn."""
        sealed = SealedBallot.objects.filter(elector__vote=self).values_list(
            "elector__membership_id", flat=True
        )
        spoken = Ballot.objects.filter(elector__vote=self).values_list("elector__membership_id", flat=True)
        return list(sealed if self.on_screen else spoken)

    def room(self) -> Room:
        """Return who is in the room now."""
        return self.item.room()

    def open_tally(self) -> Tally:
        """Add up the stances of an open vote."""
        stances = list(Ballot.objects.filter(elector__vote=self).values_list("choice", flat=True))
        return Tally(**{choice: stances.count(choice) for choice in Choice.values})

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self.state == VoteState.OPEN:
            return self._may_open()
        if self.state == VoteState.CLOSED:
            return self._may_close()
        return allow()

    def _may_open(self) -> Verdict:
        return method.method(self.method, len(self.seats()), self.item.meeting.law)

    def _may_close(self) -> Verdict:
        if self.is_secret:
            if self.medium == Medium.PAPER and not self.paper_tally:
                return refuse("tally_missing", gettext_noop("Enter the tellers' figures first."), "6.5-b")
            return allow()
        if self.presence_lost():
            # The vote is void and repeated; whose stance is missing no longer matters.
            return allow()
        voters = set(self.room().voters)
        waiting = [seat for seat in self.seats() if seat in voters and seat not in set(self.voted())]
        if waiting:
            return refuse(
                "ballots_missing",
                gettext_noop("%(waiting)s members in the room have not been recorded yet."),
                "6.5-c",
                waiting=len(waiting),
            )
        return allow()

    def presence_lost(self) -> list[int]:
        """Return the seats that were in the room at opening and no longer are; the vote is then repeated."""
        now = set(self.room().voters)
        return [seat for seat in self.seats() if seat not in now]


class VoteEntry(Entry):
    """What was done to a vote: that somebody cast, never what."""

    record = models.ForeignKey(Vote, models.PROTECT, related_name="entries")


def new_salt() -> bytes:
    """Return the salt that binds a sealed ballot to its elector."""
    return secrets.token_bytes(16)


class Elector(Record):
    """A member who may vote, frozen when the vote is opened."""

    guards = (INSERT_ONLY, SealedIn(("vote",), BEGUN))

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="electors")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    salt = models.BinaryField(default=new_salt)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["vote", "membership"], name="elector_once"),)

    def __str__(self) -> str:
        return str(self.membership)


class Ballot(Record):
    """A stance in an open vote (口头、举手、记名): whose, which, in which order, entered by whom."""

    guards = (INSERT_ONLY, SealedIn(("elector", "vote"), ENDED, locked=True))

    elector = models.OneToOneField(
        Elector,
        models.PROTECT,
        related_name="ballot",
        error_messages={"unique": _("This member has voted.")},
    )
    serial = models.PositiveSmallIntegerField(_("serial"))
    choice = models.CharField(_("stance"), max_length=12, choices=Choice)
    cast_at = models.DateTimeField(_("at"))
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )

    class Meta:
        verbose_name = _("stance")
        ordering = ("serial",)

    def __str__(self) -> str:
        return f"{self.elector} {self.choice}"

    def entering(self) -> Verdict:
        """Ask franchise, order and choice.  Clauses 6.5-b, 6.5-d, 6.5-e."""
        vote = self.elector.vote
        return stance_allowed(vote, self.elector.membership_id, self.choice)


class SealedBallot(Record):
    """A sealed envelope beside its elector: no choice, no time, no text in clear."""

    guards = (INSERT_ONLY, SealedIn(("elector", "vote"), ENDED, locked=True))

    elector = models.OneToOneField(Elector, models.PROTECT, primary_key=True, related_name="sealed_ballot")
    ct = models.BinaryField()
    receipt = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("sealed ballot")

    def __str__(self) -> str:
        return self.receipt[:16]


class TallyLine(Record):
    """How many took a stance in a secret ballot; one line for each choice, zeros included."""

    guards = (INSERT_ONLY, SealedIn(("vote",), FINAL))

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="tally_lines")
    choice = models.CharField(max_length=16)
    n = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("choice",)
        constraints = (models.UniqueConstraint(fields=["vote", "choice"], name="tally_line_once"),)

    def __str__(self) -> str:
        return f"{self.choice} {self.n}"


def stance_allowed(vote: Vote, seat: int | None, choice: str) -> Verdict:
    """Ask who votes, in which turn, with which choice; the one question behind button, form and record.

    Clauses 6.4-e, 6.5-b, 6.5-d, 6.5-e.
    """
    electorate, voted = vote.seats(), vote.voted()
    eligible = franchise.may_cast(seat, vote.room(), electorate, voted)
    if not eligible or seat is None:
        return eligible
    return first_refusal(
        order.chair_last(seat, vote.chair_id, electorate, voted),
        method.choice(choice, vote.item.kinds, vote.item.meeting.law),
    )
