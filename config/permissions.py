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
from members.models import LeadingGroup, Membership, Post, User
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


def contributor(who: Office, _thing: Any) -> bool:
    """Members and clerks."""
    return who.is_member or who.has("clerk")


@dataclass(frozen=True, slots=True)
class Power:
    """One line of the matrix: what it is called, who has it, and the clause it rests on."""

    label: str | Promise
    holds: Predicate
    clause: str = ""


MATRIX: Mapping[str, Power] = {
    # members
    "members.read": Power(_("Read who is who"), lambda who, _thing: who.is_member or bool(who.roles)),
    "members.read_reminders": Power(_("See what the clock will tell whom"), overseer, "4.5-a"),
    "members.manage_seats": Power(_("Keep seats, posts, standings and portfolios"), registrar, "4.4-a"),
    "members.manage_staff": Power(_("Keep accounts and staff roles"), administrator),
    "members.authorise": Power(_("Give and revoke authorisations"), secretary, "4.4-e"),
    "members.declare_interest": Power(
        _("Declare interests"), lambda who, _thing: who.is_member or who.has("clerk"), "6.4-e"
    ),
    "members.read_interests": Power(_("Read all declared interests"), desk, "6.4-e"),
    "meetings.read_tasks": Power(_("Read supervised tasks"), task_reader, "6.5-i"),
    "members.keep_deliveries": Power(_("Read the delivery log and send again"), registrar),
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
    # the year around the meetings: study
    "study.read": Power(_("Read studies and the study ledger"), insider, "8.3-a"),
    "study.plan": Power(_("Plan studies and keep their record"), desk, "8.1-a"),
    "study.approve_plan": Power(_("Approve the study plan"), secretary, "8.1-a"),
    "study.check_in": Power(_("Sign in and out of a study"), anybody, "8.3-a"),
    "study.keep_roll": Power(_("Keep the roll of a study"), recorder, "8.3-a"),
    "study.request_leave": Power(_("Ask for leave from a study"), anybody, "8.3-a"),
    "study.approve_leave": Power(_("Decide on leave from a study"), leave_approver, "8.3-a"),
    "study.write_essay": Power(_("Write an essay"), kept, "8.3-c"),
    "study.review_essay": Power(_("Accept or return essays"), desk, "8.3-c"),
    # the democratic-life meeting
    "lifes.read": Power(_("Read how a democratic-life meeting stands"), insider, "7.1-b"),
    "lifes.prepare": Power(_("Prepare a democratic-life meeting"), desk, "7.1-a"),
    "lifes.sort_opinions": Power(_("Sort opinions and feed them back"), clerk, "7.2-a"),
    "lifes.read_opinions": Power(_("Read all collected opinions"), desk, "7.2-a"),
    "lifes.talk": Power(_("Keep one's own heart-to-heart talks"), own, "7.2-a"),
    "lifes.list_problems": Power(_("Keep one's own list of problems"), own, "7.2-c"),
    "lifes.write_outline": Power(_("Write one's own outline"), own, "7.2-d"),
    "lifes.review_outline": Power(_("Review outlines"), secretary, "7.2-d"),
    "lifes.preside": Power(_("Preside over a democratic-life meeting"), anybody, "7.3-a"),
    "lifes.record": Power(_("Record a democratic-life meeting"), recorder, "7.3-b"),
    "lifes.rectify": Power(_("Keep rectification measures"), kept, "7.4-a"),
    "lifes.confirm_rectification": Power(_("Confirm that a measure is done"), confirmer, "7.4-b"),
    # upward reports
    "reports.read_registers": Power(_("Read registers, reports, research and duties"), insider, "5.3-a"),
    "reports.draft_upward": Power(_("Draft requests and reports to the superior"), desk, "5.3-a"),
    "reports.sign_upward": Power(_("Sign requests and reports to the superior"), secretary, "4.4-d"),
    "reports.send_upward": Power(_("Number, send and file requests and reports"), clerk, "5.3-a"),
    "reports.report_incident": Power(_("Enter an incident"), contributor, "5.3-c"),
    # research and articles
    "reports.keep_research": Power(_("Keep research projects"), kept, "9.1-a"),
    "reports.approve_research": Power(_("Approve plans of research"), secretary, "9.2-d"),
    "reports.read_major_report": Power(
        _("Read and comment on major reports of research"), secretary, "9.3-c"
    ),
    "reports.apply_article": Power(_("Apply for a signed article"), kept, "5.4-b"),
    "reports.approve_article": Power(_("Approve signed articles"), secretary, "5.4-b"),
    "reports.register_article": Power(_("Enter the group's decision on an article"), clerk, "5.4-b"),
    # filings, duties, registers
    "reports.keep_filings": Power(_("Keep yearly filings"), kept, "10.4-a"),
    "reports.read_talks": Power(_("See that talks of inner supervision were held"), supervisor, "10.4-c"),
    "reports.keep_duties": Power(_("Keep responsibility lists"), desk, "10.3-a"),
    "reports.report_duty": Power(_("Report on one's own duties"), kept, "10.3-c"),
    "reports.suggest": Power(_("Make suggestions"), kept, "10.3-d"),
    "reports.answer_suggestion": Power(_("Answer suggestions"), desk, "10.3-d"),
    "reports.keep_registers": Power(_("Keep regulations, units, activities and statements"), desk, "4.3-7"),
    "meetings.transmit": Power(_("Keep the register of superior documents"), desk, "4.1-a"),
    "meetings.catch_up": Power(_("Confirm catch-up reading"), own, "4.1-b"),
    # the archive
    "reports.make_dossier": Power(_("Put whole files together and take them out"), desk, "6.5-m"),
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
