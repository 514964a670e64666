"""How do people come and go, and how is the meeting opened, interrupted and closed?"""

from datetime import datetime

from meetings import actions
from members.procedure.record import Refused
from members.procedure.verdict import gettext_noop, refuse
from reports.rehearsal.outcome import Done
from reports.rehearsal.stage import Stage
from reports.rehearsal.steps.moves import Params, by_whom, each


def check_in(stage: Stage, params: Params) -> Done:
    """Let the recorder sign people in."""
    at = stage.doors_open()

    def one(name: str) -> None:
        who = stage.observers.get(name) or stage.seats.get(name)
        actions.check_in(stage.meeting, who, by=stage.clerk, at=at)

    each(params["who"], one)
    return Done((stage.meeting,))


def check_out(stage: Stage, params: Params) -> Done:
    """Let the recorder sign people out."""
    at = stage.tick()

    def one(name: str) -> None:
        who = stage.observers.get(name) or stage.seats.get(name)
        if who is None:
            raise Refused(refuse("not_present", gettext_noop("This member is not in the room."), "6.4-a"))
        actions.check_out(stage.meeting, who, by=stage.clerk, at=at)

    each(params["who"], one)
    return Done((stage.meeting,))


def open_(stage: Stage, params: Params) -> Done:
    """Open the meeting."""
    warned = stage.make_ready()
    stage.empty_agenda()
    meeting = stage.meeting
    actions.open_meeting(meeting, by=by_whom(stage, params, stage.chair()), at=stage.at_start())
    stage.begun = True
    return Done((meeting,), {"ordinal": meeting.ordinal}, warned)


def _at(stage: Stage, params: Params) -> datetime:
    if "at" in params:
        stage.now = params["at"]
        return stage.now
    return stage.tick()


def adjourn(stage: Stage, params: Params) -> Done:
    """Interrupt the meeting."""
    by, at = by_whom(stage, params, stage.chair()), _at(stage, params)
    return Done((actions.adjourn_meeting(stage.meeting, by=by, at=at),))


def resume(stage: Stage, params: Params) -> Done:
    """Go on."""
    by, at = by_whom(stage, params, stage.chair()), _at(stage, params)
    return Done((actions.resume_meeting(stage.meeting, by=by, at=at),))


def close(stage: Stage, params: Params) -> Done:
    """Close the meeting."""
    by = by_whom(stage, params, stage.chair())
    return Done((actions.close_meeting(stage.meeting, by=by, at=stage.tick()),))
