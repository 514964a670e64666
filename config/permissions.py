"""Who may do what?  The whole matrix of powers, on one page.

A power says whether somebody's office carries an act; whether the act is lawful is asked of the rules.
"anybody" stands where the law itself says, with a clause, who may (speaking, voting, presiding).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting, SupervisionTask, TopicProposal
from members.models import LeadingGroup, User
from members.permissions import Office, office
from votes.models import Vote

Predicate = Callable[[Office, Any], bool]


def anybody(_office: Office, _thing: Any) -> bool:
    """Leave it to the law, which answers with a clause."""
    return True


def insider(who: Office, _thing: Any) -> bool:
    """Members and staff; not the system administrator, nor units and observers, who know their own part alone."""
    return who.is_member or bool(who.roles - {"system_admin", "responsible_unit", "supervision_observer"})


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


@dataclass(frozen=True, slots=True)
class Power:
    """One line of the matrix: what it is called, who has it, and the clause it rests on."""

    label: str | Promise
    holds: Predicate
    clause: str = ""


MATRIX: Mapping[str, Power] = {
    # members
    "members.read": Power(_("Read who is who"), lambda who, _thing: who.is_member or bool(who.roles)),
    "members.manage_seats": Power(_("Keep seats, posts, standings and portfolios"), registrar, "4.4-a"),
    "members.manage_staff": Power(_("Keep accounts and staff roles"), administrator),
    "members.authorise": Power(_("Give and revoke authorisations"), secretary, "4.4-e"),
    "members.declare_interest": Power(
        _("Declare interests"), lambda who, _thing: who.is_member or who.has("clerk"), "6.4-e"
    ),
    "members.read_interests": Power(_("Read all declared interests"), desk, "6.4-e"),
    "meetings.read_tasks": Power(_("Read supervised tasks"), task_reader, "6.5-i"),
    # before the meeting
    "meetings.read": Power(_("Read meetings, topics and decisions"), insider, "4.5-a"),
    "meetings.prepare": Power(_("Prepare meetings and agendas"), desk, "6.3-a"),
    "meetings.propose": Power(_("Propose topics"), author, "6.3-b"),
    "meetings.settle_topics": Power(_("Accept, return or postpone topics"), secretary, "6.3-b"),
    "meetings.approve_agenda": Power(_("Approve the agenda"), convener, "6.3-a"),
    "meetings.adopt_list": Power(_("Put a list of major questions in force"), secretary, "4.2-b"),
    "meetings.notify": Power(_("Give written notice"), desk, "6.3-c"),
    "meetings.reply": Power(_("Read and answer a notice"), anybody, "6.3-c"),
    "meetings.request_leave": Power(_("Ask for leave"), anybody, "6.4-c"),
    "meetings.approve_leave": Power(_("Decide on leave"), leave_approver, "6.4-c"),
    "meetings.write_opinion": Power(_("Write an opinion"), anybody, "6.4-d"),
    # in the meeting
    "meetings.check_in": Power(_("Sign in and out"), anybody, "6.4-a"),
    "meetings.keep_roll": Power(_("Keep and confirm the roll"), recorder, "6.4-a"),
    "meetings.preside": Power(_("Preside"), anybody, "6.2-a"),
    "meetings.record": Power(_("Keep the record"), recorder, "6.5-k"),
    "meetings.speak": Power(_("Speak"), anybody, "6.5-a"),
    "meetings.recuse": Power(_("Declare a recusal"), anybody, "6.4-e"),
    "votes.conduct": Power(_("Open, close and count votes"), anybody, "6.5-b"),
    "votes.cast": Power(_("Vote"), anybody, "6.5-d"),
    "votes.enter_tally": Power(_("Enter the tellers' figures"), recorder, "6.5-b"),
    # after the meeting
    "meetings.sign_record": Power(_("Sign the record"), anybody, "6.5-k"),
    "meetings.supervise": Power(_("Set owners, dates and tasks"), desk, "6.5-i"),
    "meetings.report_progress": Power(_("Report progress on a task"), tasked, "6.5-i"),
    "meetings.close_task": Power(_("Agree to the closing of a task"), member, "6.5-i"),
    "reports.draft_minutes": Power(_("Draft and issue minutes"), recorder, "6.5-l"),
    "reports.sign_minutes": Power(_("Sign minutes"), signer, "4.4-d"),
    "reports.receive_minutes": Power(_("Confirm that minutes were received"), insider, "6.5-l"),
    "reports.seal": Power(_("Seal a meeting's file"), clerk, "6.5-m"),
    "reports.read_sealed": Power(_("Read and verify sealed files"), overseer, "6.5-m"),
    "reports.read_journal": Power(_("Read the journal"), overseer, "4.5-a"),
    "reports.export": Power(_("Export registers"), overseer, "4.5-a"),
    "reports.read_status": Power(_("Read the state of the system"), registrar),
}


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


def may(user: User, power: str, thing: Any) -> bool:
    """Say whether the person holds the power over the thing.  KeyError for a power not in the matrix."""
    held = MATRIX[power]
    group = group_of(thing)
    return user.is_active and group is not None and held.holds(office(user, group, day_of(thing)), thing)
