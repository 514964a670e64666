"""How is a vote played?"""

from contextlib import suppress

from django.core.exceptions import ValidationError

from meetings import actions
from meetings.models import AgendaItem
from meetings.states import ItemState
from members.procedure.record import Refused
from members.procedure.verdict import gettext_noop, refuse
from reports.rehearsal.outcome import Done
from reports.rehearsal.stage import Stage
from reports.rehearsal.steps.moves import Params, by_whom, each, meant
from votes import actions as vote_actions
from votes.models import Vote
from votes.rules.majority import Tally
from votes.states import VoteState

NO_VOTE = refuse("vote_not_open", gettext_noop("No vote on this item has been opened."), "6.5-b")


def open_vote(stage: Stage, params: Params) -> Done:
    """Put an item to the vote, after the discussion a script may leave to the runner."""
    several = params.get("items", [])
    item = stage.item(params["item"] if "item" in params else several[0])
    if "discussion" in stage.script.skip and item.state == ItemState.DISCUSSING:
        with suppress(ValidationError):
            actions.speak_for_rest(item, by=stage.clerk, at=stage.tick())
            actions.close_discussion(item, by=stage.chair_of(item), at=stage.now)
    opened = vote_actions.open_vote(
        stage.item(_name(stage, item)),
        params["method"],
        matters=max(1, len({*several, *([params["item"]] if "item" in params else [])})),
        by=by_whom(stage, params, stage.chair_of(item)),
        at=stage.tick(),
    )
    stage.slips[opened.vote.pk] = opened.slips
    return Done((item, opened.vote))


def _name(stage: Stage, item: AgendaItem) -> str:
    return next(name for name, pk in stage.items.items() if pk == item.pk)


def _vote(item: AgendaItem) -> Vote:
    vote = Vote.objects.live().filter(item=item).last()
    if vote is None:
        raise Refused(NO_VOTE)
    return vote


def cast(stage: Stage, params: Params) -> Done:
    """Take stances, in the order given; with "by" for others."""
    vote, at = _vote(stage.live_item()), stage.tick()
    ballots = dict(params["ballots"])
    other = ballots.pop("by", "")

    def one(name: str) -> None:
        member = stage.seats.get(name) if other else None
        vote_actions.cast_ballot(_vote(vote.item), ballots[name], member, by=stage.user(other or name), at=at)

    each(ballots, one)
    return Done((vote,))


def tally(stage: Stage, params: Params) -> Done:
    """Enter what the tellers counted on paper."""
    vote = _vote(meant(stage, params))
    counted = Tally(**{name: n for name, n in params.items() if name not in ("by", "item")})
    return Done(
        (vote_actions.enter_tally(vote, counted, by=by_whom(stage, params, stage.clerk), at=stage.tick()),)
    )


def close_vote(stage: Stage, params: Params) -> Done:
    """Close a vote and count it; a secret one on screens with two of its code slips."""
    item = meant(stage, params)
    vote, by = _vote(item), by_whom(stage, params, stage.chair_of(item))
    vote_actions.close_vote(vote, by=by, at=stage.tick())
    if vote.state == VoteState.CLOSED:
        slips = stage.slips[vote.pk]
        vote_actions.count_vote(vote, slips[0], slips[1], by=by, at=stage.tick())
    return Done((vote,))


def void_vote(stage: Stage, params: Params) -> Done:
    """Declare a vote void."""
    item = meant(stage, params)
    vote = _vote(item)
    by = by_whom(stage, params, stage.chair_of(item))
    return Done((vote_actions.void_vote(vote, params.get("reason", ""), by=by, at=stage.tick()),))
