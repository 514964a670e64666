"""Who reads what is for few?  Outlines, and what was said in the session."""

from lifes.models import DemocraticLifeMeeting, SpeechOutline
from lifes.states import LifeState
from members.models import User
from members.permissions import office

HELD = (LifeState.CLOSED, LifeState.REPORTED)
OVERSEERS = ("inspector", "auditor")


def reads_record(user: User, life: DemocraticLifeMeeting) -> bool:
    """Say whether somebody reads the record of the session: members of that day, its recorder; inspectors afterwards."""
    who = office(user, life.group, life.day)
    if who.is_member or life.recorder_id == user.pk:
        return True
    return life.state in HELD and who.has(*OVERSEERS)


def reads_outline(user: User, outline: SpeechOutline) -> bool:
    """Say whether somebody reads an outline: its author, the secretary; inspectors after the session."""
    if user.pk in outline.person_ids:
        return True
    who = office(user, outline.group, outline.life.day)
    return who.is_secretary or (outline.life.state in HELD and who.has(*OVERSEERS))
