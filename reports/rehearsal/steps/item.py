"""How is each step of an item played, from its start to its outcome without a vote?"""

from collections.abc import Callable

from meetings import actions
from meetings.models import AgendaItem, WrittenOpinion
from members.procedure.record import Refused
from members.procedure.verdict import gettext_noop, refuse
from reports.rehearsal.outcome import Done
from reports.rehearsal.stage import Stage
from reports.rehearsal.steps.moves import Params, by_whom, meant


def declare_recusal(stage: Stage, params: Params) -> Done:
    """Withdraw from an item."""
    item, by = stage.item(params["item"]), stage.user(params["by"])
    actions.declare_recusal(item, None, params["ground"], params.get("text", ""), by=by, at=stage.tick())
    return Done((item,))


def hand_over_chair(stage: Stage, params: Params) -> Done:
    """Let another preside over an item."""
    item = stage.item(params["item"])
    to = stage.seats.get(params["to"])
    if to is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "6.2-a")
        )
    by = by_whom(stage, params, stage.chair_of(item))
    return Done((actions.hand_over_chair(item, to, by=by, at=stage.tick()),))


def take_back_chair(stage: Stage, params: Params) -> Done:
    """Preside oneself again."""
    by = by_whom(stage, params, stage.chair())
    return Done((actions.take_back_chair(meant(stage, params), by=by, at=stage.tick()),))


def start(stage: Stage, params: Params) -> Done:
    """Take an item up."""
    item = stage.item(params["item"])
    actions.start_item(item, by=by_whom(stage, params, stage.chair_of(item)), at=stage.tick())
    stage.current = params["item"]
    return Done((item,))


def speak(stage: Stage, params: Params) -> Done:
    """Speak, or pass."""
    item = meant(stage, params)
    actions.speak(item, None, params.get("text", ""), by=stage.user(params["by"]), at=stage.tick())
    return Done((item,))


def read_out_opinion(stage: Stage, params: Params) -> Done:
    """Read out what an absent member wrote."""
    item = stage.item(params["item"])
    opinion = WrittenOpinion.objects.filter(item=item, membership=stage.seats.get(params["of"])).last()
    if opinion is None:
        raise Refused(
            refuse("opinion_missing", gettext_noop("There is no written opinion of this member."), "6.4-d")
        )
    actions.read_out_opinion(opinion, by=by_whom(stage, params, stage.clerk), at=stage.tick())
    return Done((item,))


def close_discussion(stage: Stage, params: Params) -> Done:
    """Close the discussion."""
    item = meant(stage, params)
    by = by_whom(stage, params, stage.chair_of(item))
    return Done((actions.close_discussion(item, by=by, at=stage.tick()),))


def conclude(stage: Stage, params: Params) -> Done:
    """End an item that needs no vote."""
    item = meant(stage, params)
    actions.conclude_item(
        item,
        params.get("text", ""),
        params.get("measures", ()),
        params.get("no_measures_reason", ""),
        by=by_whom(stage, params, stage.chair_of(item)),
        at=stage.tick(),
    )
    return Done((item,), {"result": item.outcome})


def set_aside(act: Callable[..., AgendaItem]) -> Callable[[Stage, Params], Done]:
    """Return the step of an act that leaves an item undecided, with its reason."""

    def step(stage: Stage, params: Params) -> Done:
        item, by = stage.item(params["item"]), by_whom(stage, params, stage.chair())
        act(item, params.get("reason", ""), by=by, at=stage.tick())
        return Done((item,), {"result": item.outcome})

    return step
