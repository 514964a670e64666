"""How is a vote opened, closed, counted, or declared void?"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from meetings import actions as meeting_actions
from meetings.actions.standing import for_chair_of
from meetings.models import AgendaItem
from meetings.rules import closing
from meetings.states import ItemState
from members.models import User
from members.procedure.journal import advance
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, refuse
from votes import sealing
from votes.models import Elector, SealedBallot, TallyLine, Vote
from votes.rules import majority
from votes.rules import method as method_rules
from votes.rules.majority import Outcome, Tally
from votes.states import Choice, Medium, Method, Result, VoteState


@dataclass(frozen=True, slots=True)
class Opened:
    """A vote just opened; slips: the three code slips of a secret one on screens, shown once, never stored."""

    vote: Vote
    slips: tuple[str, ...] = field(default=(), repr=False)


def host_key() -> bytes:
    """Return the host's key for secret ballots from its file."""
    return sealing.read_host_key(Path(settings.BALLOT_HOST_KEY_FILE).read_bytes())


def open_vote(
    item: AgendaItem,
    method: str,
    medium: str = "",
    *,
    scrutineer: str = "",
    teller: str = "",
    matters: int = 1,
    by: User,
    at: datetime,
) -> Opened:
    """Put an item to the vote: freeze who may vote, by which method.

    matters: on how many matters at once (more than one is refused).
    Raises Refused: "one_by_one", "vote_repeated", "item_not_started", "discussion_required",
    "discussion_not_closed", "item_undecidable", "quorum_not_met", "method_not_allowed",
    "chair_not_authorised".  Clauses 6.4-b, 6.5-a, 6.5-b, 6.5-f.
    """
    uphold(method_rules.one_matter(matters))
    secret = method == Method.SECRET_BALLOT
    medium = (medium or Medium.SCREEN) if secret else ""
    with transaction.atomic():
        meeting_actions.begin_vote(item, by=by, at=at)
        behalf = for_chair_of(item, by)
        room, law = item.room(), item.meeting.law
        uphold(method_rules.method(method, len(room.voters), law))
        vote = Vote(
            item=item,
            method=method,
            medium=medium,
            question=item.title if not item.candidate else f"{item.title}：{item.candidate}",
            chair=item.chair,
            scrutineer=scrutineer,
            teller=teller,
            present=len(room.roll.present),
            base=room.base,
            recused=room.recused_count,
            denominator=room.denominator(law),
            rulebook=item.meeting.book.key,
        )
        vote.save()
        for seat in room.voters:
            Elector(vote=vote, membership_id=seat).save()
        with advance(vote, "open_vote", by=by, at=at, on_behalf_of=behalf, method=method) as act:
            vote.opened_at = at
            slips = _key(vote) if vote.on_screen else ()
            needed = law.pass_rule.needed(vote.denominator)
            act.facts |= {
                "in_room": len(room.voters),
                "base": vote.base,
                "denominator": vote.denominator,
                "recused": vote.recused,
                "needed": needed,
                "possible": len(room.voters) >= needed,
            }
    return Opened(vote, slips)


def _key(vote: Vote) -> tuple[str, ...]:
    keys = sealing.new_poll(host_key())
    vote.public_key, vote.wraps, vote.suite = keys.public_key, keys.wraps, sealing.SUITE
    vote.electorate_hash = sealing.electorate_hash(vote.seats())
    return keys.slips


def close_vote(vote: Vote, *, by: User, at: datetime) -> Vote:
    """Close a vote; open methods and paper are counted at once, a sealed one with two slips (`count_vote`).

    When somebody of the electorate has left the room the vote is void, to be repeated.
    Raises Refused: "ballots_missing", "tally_missing", "vote_closed".  Clauses 6.5-c, 6.5-e.
    """
    with transaction.atomic():
        with advance(vote, "close_vote", by=by, at=at) as act:
            act.on_behalf_of = for_chair_of(vote.item, by)
            vote.closed_at = at
            lost = vote.presence_lost()
            if lost:
                # Asked before the stances are: who has left cannot be recorded any more.
                act.facts["presence_lost"] = len(lost)
            if vote.on_screen:
                vote.sealed_root = sealing.sealed_root(
                    SealedBallot.objects.filter(elector__vote=vote).values_list("receipt", flat=True)
                )
        if lost:
            return void_vote(vote, "表决过程中有成员离场", by=by, at=at)
        if not vote.on_screen:
            _count(vote, _paper(vote) if vote.is_secret else vote.open_tally(), by, at)
    return vote


def _paper(vote: Vote) -> Tally:
    tally = Tally(**vote.paper_tally)
    for choice, n in sorted(asdict(tally).items()):
        TallyLine(vote=vote, choice=choice, n=n).save()
    return tally


@sensitive_variables("slip_a", "slip_b", "private")
def count_vote(vote: Vote, slip_a: str, slip_b: str, *, by: User, at: datetime) -> Vote:
    """Open the sealed ballots with two of the three slips, add up, forget the keys.

    Raises Refused: "vote_not_closed", "slips_do_not_fit"; a ballot that does not open makes the vote void
    ("ballot_tampered" as its reason).  Clauses 6.5-b, 6.5-c.
    """
    with transaction.atomic():
        # Locked before the keys are read: a second click waits, and then finds the vote counted.
        vote.refresh_from_db(from_queryset=Vote._base_manager.select_for_update())
        if vote.state != VoteState.CLOSED:
            uphold(refuse("vote_not_closed", gettext_noop("The vote has not been closed."), "6.5-c"))
        try:
            private = sealing.unwrap(vote.wraps or {}, slip_a, slip_b, host_key())
            counts = sealing.add_up(private, _envelopes(vote), [choice.value for choice in Choice])
        except sealing.SlipsDoNotFit:
            uphold(
                refuse(
                    "slips_do_not_fit",
                    gettext_noop("The two code slips do not open this vote; type them again."),
                    "6.5-b",
                )
            )
        except sealing.Tampered:
            return void_vote(vote, "密封票无法开启", by=by, at=at)
        cast = sum(counts.values())
        counts[Choice.NOT_VOTED] = counts.get(Choice.NOT_VOTED, 0) + len(vote.seats()) - cast
        tally = Tally(**{str(choice): n for choice, n in counts.items()})
        for choice, n in sorted(asdict(tally).items()):
            TallyLine(vote=vote, choice=choice, n=n).save()
        _count(vote, tally, by, at)
    return vote


def _envelopes(vote: Vote) -> list[tuple[bytes, bytes]]:
    sealed = SealedBallot.objects.filter(elector__vote=vote).select_related("elector").order_by("receipt")
    return [(binding(vote, ballot.elector), bytes(ballot.ct)) for ballot in sealed]


def binding(vote: Vote, elector: Elector) -> bytes:
    """Return what ties a sealed ballot to its vote and elector."""
    return sealing.aad(vote.pk, elector.pk, vote.electorate_hash, bytes(elector.salt))


def _count(vote: Vote, tally: Tally, by: User, at: datetime) -> None:
    outcome = majority.decide(
        tally,
        base=vote.base,
        denominator=vote.denominator,
        present=vote.present,
        recused=vote.recused,
        in_room=len(vote.seats()),
        law=vote.item.meeting.law,
    )
    figures = figures_of(outcome)
    with advance(vote, "count_vote", by=by, at=at, **figures):
        vote.result, vote.figures, vote.formula = outcome.result, figures, outcome.formula
        vote.wraps = None
    meeting_actions.settle_item(vote.item, outcome.result, figures, outcome.formula, by=by, at=at)


def figures_of(outcome: Outcome) -> dict[str, object]:
    """Return the figures of an outcome by name, as they stand in entries, pages and scenarios."""
    return {
        "result": outcome.result,
        **asdict(outcome.tally),
        "base": outcome.base,
        "denominator": outcome.denominator,
        "needed": outcome.needed,
        "in_room": outcome.in_room,
        "present": outcome.present,
        "recused": outcome.recused,
        "missing": outcome.missing,
        "margin": outcome.margin,
        "close_call": outcome.close_call,
        "possible": outcome.in_room >= outcome.needed,
    }


def void_vote(vote: Vote, reason: str, *, by: User, at: datetime) -> Vote:
    """Declare a vote void, with the reason; the item may then be voted on again.  Clause 6.5-b."""
    with transaction.atomic():
        with advance(vote, "void_vote", by=by, at=at, reason=reason, result=Result.VOID.value) as act:
            act.on_behalf_of = for_chair_of(vote.item, by)
            uphold(closing.reason_given(reason, clause="6.5-b"))
            vote.result, vote.reason, vote.wraps = Result.VOID, reason, None
        if vote.item.state == ItemState.VOTING:
            meeting_actions.void_item_vote(vote.item, reason, by=by, at=at)
    return vote
