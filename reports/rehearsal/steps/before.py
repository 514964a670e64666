"""How is each step before the meeting played?"""

from datetime import datetime, timedelta

from meetings import actions
from meetings.models import LeaveRequest
from members import actions as member_actions
from members.procedure.record import Refused
from members.procedure.verdict import gettext_noop, refuse
from reports.rehearsal.outcome import Done
from reports.rehearsal.stage import Stage
from reports.rehearsal.steps.moves import Params, by_whom


def authorise(stage: Stage, params: Params) -> Done:
    """Let the secretary give powers for a time."""
    given = {name: params[name] for name in ("powers", "since", "until")}
    seat = stage.seats.get(params["to"])
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "4.4-e")
        )
    member_actions.authorise(
        stage.group,
        stage.seats.get(params["by"]),  # type: ignore[arg-type]  # who holds no seat holds no power, and is told so first
        seat,
        **given,
        basis=params.get("basis", ""),
        by=stage.user(params["by"]),
        at=stage.tick(),
    )
    return Done((stage.group,))


def _before_start(stage: Stage, hours: float) -> datetime:
    stage.now = stage.start - timedelta(hours=hours)
    return stage.now


def notify(stage: Stage, params: Params) -> Done:
    """Give written notice, so many hours before the start."""
    warned = stage.make_ready()
    at = _before_start(stage, params["hours_before"]) if not stage.begun else stage.tick()
    meeting = stage.meeting
    actions.give_notice(meeting, by=by_whom(stage, params, stage.clerk), at=at)
    return Done((meeting,), warned=warned)


def supplement_notice(stage: Stage, params: Params) -> Done:
    """Tell everybody what has changed."""
    warned = stage.make_ready()
    at = _before_start(stage, params["hours_before"]) if not stage.begun else stage.tick()
    meeting = stage.meeting
    actions.supplement_notice(meeting, by=by_whom(stage, params, stage.clerk), at=at)
    return Done((meeting,), warned=warned)


def read_notice(stage: Stage, params: Params) -> Done:
    """Confirm that one has read it."""
    return Done((actions.read_notice(stage.meeting, by=stage.user(params["by"]), at=stage.tick()),))


def reply_notice(stage: Stage, params: Params) -> Done:
    """Say whether one will come."""
    by = stage.user(params["by"])
    return Done((actions.reply_notice(stage.meeting, params["attend"], by=by, at=stage.tick()),))


def request_leave(stage: Stage, params: Params) -> Done:
    """Ask for leave."""
    meeting, by = stage.meeting, stage.user(params["by"])
    actions.request_leave(meeting, params["reason"], params.get("text", ""), by=by, at=stage.tick())
    return Done((meeting,))


def _leave(stage: Stage, name: str) -> LeaveRequest:
    leave_request = LeaveRequest.objects.filter(
        meeting=stage.meeting_pk, membership=stage.seats.get(name)
    ).last()
    if leave_request is None:
        raise Refused(refuse("leave_missing", gettext_noop("This member has not asked for leave."), "6.4-c"))
    return leave_request


def approve_leave(stage: Stage, params: Params) -> Done:
    """Let the secretary, or who is authorised, approve leave."""
    leave, by = _leave(stage, params["of"]), by_whom(stage, params, stage.secretary())
    actions.approve_leave(leave, params.get("text", ""), by=by, at=stage.tick())
    return Done((leave.meeting,))


def refuse_leave(stage: Stage, params: Params) -> Done:
    """Let the secretary, or who is authorised, refuse leave."""
    leave, by = _leave(stage, params["of"]), by_whom(stage, params, stage.secretary())
    actions.refuse_leave(leave, params.get("text", ""), by=by, at=stage.tick())
    return Done((leave.meeting,))


def write_opinion(stage: Stage, params: Params) -> Done:
    """Write instead of coming."""
    item, by = stage.item(params["item"]), stage.user(params["by"])
    actions.write_opinion(item, params.get("text", ""), by=by, at=stage.tick())
    return Done((item,))


def add_item(stage: Stage, params: Params) -> Done:
    """Add an item, before the meeting or in it."""
    fields = {name: params[name] for name in ("title", "kind", "candidate", "reason") if name in params}
    by = by_whom(stage, params, stage.secretary())
    item = actions.add_item(stage.meeting, **fields, by=by, at=stage.tick())
    stage.items[params["item"]] = item.pk
    return Done((stage.meeting,))
