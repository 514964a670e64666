"""How does a member vote, and how do the tellers' figures come in?"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from members.models import Membership, User
from members.procedure.journal import advance
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from votes import sealing
from votes.actions.votes import binding
from votes.models import Ballot, Elector, SealedBallot, Vote, stance_allowed
from votes.rules import franchise, majority
from votes.rules import method as method_rules
from votes.rules.majority import Tally
from votes.states import Medium, VoteState


@sensitive_variables("choice")
def cast_ballot(vote: Vote, choice: str, member: Membership | None = None, *, by: User, at: datetime) -> str:
    """Vote, in person; in open methods the recorder may enter what a member said.

    Returns the receipt of a sealed ballot, "" else.
    Raises Refused: "vote_not_open", "vote_closed", "not_a_member", "not_present", "recused",
    "member_suspended", "already_voted", "chair_votes_last", "choice_not_allowed", "proxy_not_allowed".
    Clauses 6.4-e, 6.5-b, 6.5-d, 6.5-e.
    """
    if vote.state == VoteState.DRAFT:
        uphold(refuse("vote_not_open", gettext_noop("The vote is not open yet."), "6.5-b"))
    meeting = vote.item.meeting
    with advance(vote, "cast", by=by, at=at) as act:
        seat = member or meeting.seat_for(by)
        entered = seat is not None and seat.user_id != by.pk
        # The stance is asked before the proxy: who may not vote at all is told that.
        uphold(stance_allowed(vote, seat.pk if seat else None, choice))
        assert seat is not None
        uphold(
            franchise.in_person(
                caster_is_voter=not entered,
                entered_by_recorder=meeting.is_recorder(by) or vote.chair.user_id == by.pk,
                secret=vote.is_secret,
            )
        )
        if vote.is_secret and vote.medium == Medium.PAPER:
            uphold(refuse("method_not_allowed", gettext_noop("This ballot is cast on paper."), "6.5-b"))
        elector = Elector.objects.select_related("vote__item__meeting").get(vote=vote, membership=seat)
        act.on_behalf_of = seat.user if entered else None
        act.facts |= {"who": str(seat), "entered": entered}
        if vote.is_secret:
            return _seal(vote, elector, choice)
        serial = Ballot.objects.filter(elector__vote=vote).count() + 1
        Ballot(elector=elector, serial=serial, choice=choice, cast_at=at, entered_by=by).save()
    return ""


@sensitive_variables("choice", "ct")
def _seal(vote: Vote, elector: Elector, choice: str) -> str:
    assert vote.public_key is not None
    ct = sealing.seal(bytes(vote.public_key), binding(vote, elector), choice)
    receipt = sealing.receipt(ct)
    SealedBallot(elector=elector, ct=ct, receipt=receipt).save()
    return receipt


def cast_for_all(
    vote: Vote, choice: str, exceptions: Mapping[int, str] | None = None, *, by: User, at: datetime
) -> Vote:
    """Enter a whole show of hands at once: one stance for all but some, the chair's last.

    exceptions: seat → stance.  Whoever has been recorded already keeps his stance.
    Raises Refused as `cast_ballot` does.  Clauses 6.5-b, 6.5-e.
    """
    if vote.is_secret:
        uphold(refuse("proxy_not_allowed", gettext_noop("Nobody votes for another member."), "6.5-d"))
    different = exceptions or {}
    with transaction.atomic():
        voted = set(vote.voted())
        waiting = [seat for seat in vote.seats() if seat not in voted]
        for seat in sorted(waiting, key=lambda pk: pk == vote.chair_id):
            member = Membership.objects.select_related("user").get(pk=seat)
            cast_ballot(vote, different.get(seat, choice), member, by=by, at=at)
    return vote


def enter_tally(
    vote: Vote, tally: Tally, scrutineer: str = "", teller: str = "", *, by: User, at: datetime
) -> Vote:
    """Enter the tellers' figures of a secret ballot on paper; they must account for everybody in the room.

    Raises Refused: "method_not_allowed", "choice_not_allowed", "tally_mismatch".  Clause 6.5-b.
    """
    with advance(vote, "enter_tally", by=by, at=at, **asdict(tally)):
        if not vote.is_secret or vote.voted():
            raise Refused(
                refuse(
                    "method_not_allowed",
                    gettext_noop("Only a secret ballot on paper is entered as figures."),
                    "6.5-b",
                )
            )
        if tally.defer:
            uphold(method_rules.choice("defer", vote.item.kinds, vote.item.meeting.law))
        uphold(majority.accounts_for(tally, len(vote.seats())))
        vote.medium, vote.paper_tally = Medium.PAPER, asdict(tally)
        vote.scrutineer, vote.teller = scrutineer or vote.scrutineer, teller or vote.teller
        # On paper there is nothing to open: the keys made at opening are forgotten.
        vote.public_key, vote.wraps, vote.suite = None, None, ""
    return vote
