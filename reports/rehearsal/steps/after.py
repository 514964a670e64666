"""How is each step after the meeting played?"""

from datetime import datetime

from django.utils.translation import gettext as _

from meetings import actions
from meetings.minutes import actions as minutes_actions
from meetings.states import MeetingState
from reports.archive import actions as report_actions
from reports.rehearsal.outcome import Done
from reports.rehearsal.scalars import ZONE
from reports.rehearsal.script import NotAScript
from reports.rehearsal.stage import Stage
from reports.rehearsal.steps.moves import Params, by_whom


def sign_record(stage: Stage, params: Params) -> Done:
    """Let recorder and chair sign."""
    meeting = stage.meeting
    actions.sign_record(meeting, "recorder", by=meeting.recorder or stage.clerk, at=stage.tick())
    actions.sign_record(meeting, "chair", by=stage.chair(), at=stage.tick())
    return Done((meeting,))


def issue_minutes(stage: Stage, params: Params) -> Done:
    """Draft, sign, number and issue the minutes."""
    by = by_whom(stage, params, stage.clerk)
    minutes = minutes_actions.draft_minutes(stage.meeting, by=by, at=stage.tick())
    minutes_actions.sign_minutes(minutes, by=stage.chair(), at=stage.tick())
    minutes_actions.issue_minutes(minutes, by=by, at=stage.tick())
    return Done((minutes,))


def archive(stage: Stage, params: Params) -> Done:
    """Seal the meeting's file."""
    meeting = stage.meeting
    report_actions.seal_meeting(meeting, by=by_whom(stage, params, stage.clerk), at=stage.tick())
    return Done((meeting,))


AMENDABLE = ("place", "reason", "designation_paper", "starts_at", "expected_end", "leave_deadline")
MOMENTS = ("starts_at", "expected_end", "leave_deadline")


def amend(stage: Stage, params: Params) -> Done:
    """Change a field of the meeting; of an archived one any field is refused."""
    meeting, name, value = stage.meeting, params["field"], params["value"]
    if meeting.state != MeetingState.ARCHIVED and name not in AMENDABLE:
        raise NotAScript(
            _('"%(name)s" cannot be amended; it may be: %(names)s.')
            % {"name": name, "names": ", ".join(AMENDABLE)}
        )
    if meeting.state != MeetingState.ARCHIVED and name in MOMENTS:
        try:
            value = datetime.fromisoformat(value)
        except ValueError as error:
            raise NotAScript(
                _('"%(what)s" must be a date and time written YYYY-MM-DD HH:MM.') % {"what": name}
            ) from error
        value = value if value.tzinfo else value.replace(tzinfo=ZONE)
    actions.amend_meeting(meeting, by=by_whom(stage, params, stage.clerk), at=stage.tick(), **{name: value})
    return Done((meeting,))
