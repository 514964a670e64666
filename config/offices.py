"""Which offices are there, seen from a power?  Predicates about somebody's place in a body, and about what a thing belongs to.

What is lawful is not asked here; config.permissions says which predicate holds for which power.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from meetings.models import AgendaItem, Meeting, SupervisionTask, TopicProposal
from members.models import LeadingGroup, Membership, Post
from members.permissions import Office
from votes.models import Vote

Predicate = Callable[[Office, Any], bool]

OUTSIDERS = frozenset({"system_admin", "responsible_unit", "supervision_observer", "visiting_inspector"})
"""Staff roles that know their own part alone."""


def anybody(_office: Office, _thing: Any) -> bool:
    """Leave it to the law, which answers with a clause."""
    return True


def insider(who: Office, _thing: Any) -> bool:
    """Members and staff; not the system administrator, units, observers and visiting inspectors."""
    return who.is_member or bool(who.roles - OUTSIDERS)


def task_reader(who: Office, thing: Any) -> bool:
    """Insiders, and units, whose pages show their own tasks alone."""
    return insider(who, thing) or who.has("responsible_unit")


def member(who: Office, _thing: Any) -> bool:
    """Members in office."""
    return who.is_member


def secretary(who: Office, _thing: Any) -> bool:
    """The secretary."""
    return who.is_secretary


def clerk(who: Office, _thing: Any) -> bool:
    """Clerks."""
    return who.has("clerk")


def desk(who: Office, _thing: Any) -> bool:
    """Clerks and the secretary."""
    return who.has("clerk") or who.is_secretary


def recorder(who: Office, _thing: Any) -> bool:
    """Recorders and clerks."""
    return who.has("clerk", "recorder")


def registrar(who: Office, _thing: Any) -> bool:
    """Clerks and system administrators."""
    return who.has("clerk", "system_admin")


def administrator(who: Office, _thing: Any) -> bool:
    """System administrators."""
    return who.has("system_admin")


def overseer(who: Office, _thing: Any) -> bool:
    """The secretary, clerks, auditors and inspectors."""
    return who.is_secretary or who.has("clerk", "auditor", "inspector")


def visitor(who: Office, _thing: Any) -> bool:
    """Visiting inspectors, who are let in by an inspection that lasts."""
    return who.has("visiting_inspector")


def author(who: Office, thing: Any) -> bool:
    """The member whose topic it is, clerks, and the secretary; anybody of them for a new one."""
    if who.has("clerk") or who.is_secretary:
        return True
    if isinstance(thing, TopicProposal):
        return who.seat is not None and who.seat.pk == thing.proposer_id
    return who.is_member


def convener(who: Office, thing: Any) -> bool:
    """The secretary, who is authorised to convene, or, while the post is vacant, the planned chair."""
    if who.delegated("convene"):
        return True
    planned = isinstance(thing, Meeting) and who.seat is not None and thing.chair_id == who.seat.pk
    return planned and thing.secretary is None


def leave_approver(who: Office, _thing: Any) -> bool:
    """The secretary, or who is authorised to approve leave."""
    return who.delegated("approve_leave")


def signer(who: Office, thing: Any) -> bool:
    """The secretary, who is authorised to sign, or who presided over the meeting."""
    meeting = getattr(thing, "meeting", None)
    presided = isinstance(meeting, Meeting) and who.seat is not None and meeting.chair_id == who.seat.pk
    return presided or who.delegated("sign")


def tasked(who: Office, thing: Any) -> bool:
    """Clerks, the responsible member and the unit that does the task."""
    if who.has("clerk") or who.is_secretary:
        return True
    if isinstance(thing, SupervisionTask):
        own_unit = who.has("responsible_unit") and thing.unit_user_id == who.person
        return own_unit or (who.seat is not None and who.seat.pk == thing.owner_id)
    return who.is_member


def supervisor(who: Office, _thing: Any) -> bool:
    """The secretary and inspectors."""
    return who.is_secretary or who.has("inspector")


def own(who: Office, thing: Any) -> bool:
    """The member, or the members, whose it is (`person_ids`); any member for a new one."""
    people = getattr(thing, "person_ids", None)
    return who.is_member if people is None else who.person in people


def kept(who: Office, thing: Any) -> bool:
    """Clerks, and whose it is."""
    return who.has("clerk") or own(who, thing)


def confirmer(who: Office, thing: Any) -> bool:
    """The secretary; for what the secretary answers for, the deputy."""
    people: frozenset[int] = getattr(thing, "person_ids", frozenset())
    deputy = who.seat is not None and who.seat.post == Post.DEPUTY_SECRETARY
    return who.is_secretary or (deputy and _answers(thing, people))


def _answers(thing: Any, people: frozenset[int]) -> bool:
    """Say whether one of the people is the secretary today."""
    group = group_of(thing)
    heads = Membership.objects.filter(group=group, post=Post.SECRETARY, user__in=people)
    return bool(people) and heads.in_office(day_of(thing)).exists()


def answerer(who: Office, thing: Any) -> bool:
    """The secretary, and whom the check asks: clerk, recorder (clerks too), or the member whose record it is."""
    if who.is_secretary:
        return True
    asked = getattr(thing, "answerer", "")
    if asked == "member":
        return who.person in thing.person_ids
    return who.has("clerk") or (asked == "recorder" and who.has("recorder"))


def contributor(who: Office, _thing: Any) -> bool:
    """Members and clerks."""
    return who.is_member or who.has("clerk")


def group_of(thing: Any) -> LeadingGroup | None:
    """Return the body a thing belongs to."""
    if isinstance(thing, LeadingGroup):
        return thing
    if isinstance(thing, AgendaItem):
        return thing.meeting.group
    if isinstance(thing, Vote):
        return thing.item.meeting.group
    group = getattr(thing, "group", None)
    if group is None and getattr(thing, "meeting", None) is not None:
        return group_of(thing.meeting)
    return group if isinstance(group, LeadingGroup) else None


def day_of(thing: Any) -> date:
    """Return the day whose offices count: the meeting's day for what belongs to a meeting, else today."""
    if isinstance(thing, Vote):
        return thing.item.meeting.day
    if isinstance(thing, Meeting):
        return thing.day
    meeting = getattr(thing, "meeting", None)
    return meeting.day if isinstance(meeting, Meeting) else localdate()
