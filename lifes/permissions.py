"""Who may read restricted texts?  Lists of problems, outlines, and what was said in the session."""

from django.db.models import Q, QuerySet

from lifes.models import DemocraticLifeMeeting, Problem, SpeechOutline
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


def readable_problems(user: User, life: DemocraticLifeMeeting) -> "QuerySet[Problem]":
    """Return the problems somebody reads: before the session the body's and one's own, the secretary all; then everybody.

    The lists of rectification, which are made from them, are known in the office.  Clause 7.2-c.
    """
    rows = life.problems.filter(removed=False)
    if life.state in HELD or user.has_perm("lifes.review_outline", life):
        return rows
    return rows.filter(Q(membership=None) | Q(membership__user=user))
