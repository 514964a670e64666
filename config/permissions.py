"""Who may do what?  The whole matrix of powers, on one page.

A power says whether somebody's office carries an act; whether the act is lawful is asked of the rules.
"anybody" stands where the law itself says, with a clause, who may (speaking, voting, presiding).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.offices import (
    Predicate,
    administrator,
    answerer,
    anybody,
    author,
    clerk,
    confirmer,
    contributor,
    convener,
    day_of,
    desk,
    group_of,
    insider,
    kept,
    leave_approver,
    member,
    overseer,
    own,
    recorder,
    registrar,
    secretary,
    signer,
    supervisor,
    task_reader,
    tasked,
    visitor,
)
from members.models import User
from members.permissions import office


@dataclass(frozen=True, slots=True)
class Power:
    """One line of the matrix: what it is called, who has it, and the clause it rests on."""

    label: str | Promise
    holds: Predicate
    clause: str = ""


MATRIX: Mapping[str, Power] = {
    # members
    "members.read": Power(
        _("Read who is who"),
        lambda who, _thing: who.is_member or bool(who.roles - {"visiting_inspector"}),
    ),
    "members.read_reminders": Power(_("See what the clock will tell whom"), overseer, "4.5-a"),
    "members.manage_seats": Power(_("Keep seats, posts, standings and portfolios"), registrar, "4.4-a"),
    "members.manage_staff": Power(_("Keep accounts and staff roles"), administrator),
    "members.invite_visitor": Power(_("Make accounts of visiting inspectors"), registrar, "4.5-a"),
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
    "meetings.draft_minutes": Power(_("Draft and issue minutes"), recorder, "6.5-l"),
    "meetings.sign_minutes": Power(_("Sign minutes"), signer, "4.4-d"),
    "meetings.receive_minutes": Power(_("Confirm that minutes were received"), insider, "6.5-l"),
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
    "reports.keep_past": Power(_("Keep volumes of the past"), clerk, "6.5-m"),
    "reports.import": Power(_("Import tables"), registrar),
    "meetings.transmit": Power(_("Keep the register of superior documents"), desk, "4.1-a"),
    "meetings.catch_up": Power(_("Confirm catch-up reading"), own, "4.1-b"),
    # inspections
    "reports.prepare_inspection": Power(_("Prepare and end inspections"), desk, "4.5-a"),
    "reports.grant_inspection": Power(_("Grant and revoke inspections"), secretary, "4.5-a"),
    "reports.read_inspections": Power(_("See inspections and what was read in them"), desk, "4.5-a"),
    "reports.inspect": Power(_("Read within a granted inspection"), visitor, "4.5-a"),
    # what would be found
    "reports.read_findings": Power(_("Read findings"), insider, "4.5-a"),
    "reports.answer_finding": Power(_("Answer findings"), answerer, "4.5-a"),
    "reports.accept_finding": Power(_("Accept a finding as it is"), secretary, "4.5-a"),
    # the archive
    "reports.make_dossier": Power(_("Put whole files together and take them out"), desk, "6.5-m"),
    "reports.read_sealed": Power(_("Read and verify sealed files"), overseer, "6.5-m"),
    "reports.read_journal": Power(_("Read the journal"), overseer, "4.5-a"),
    "reports.export": Power(_("Export registers"), overseer, "4.5-a"),
    "reports.read_status": Power(_("Read the state of the system"), registrar),
}


def may(user: User, power: str, thing: Any) -> bool:
    """Say whether the person holds the power over the thing.  KeyError for a power not in the matrix."""
    held = MATRIX[power]
    group = group_of(thing)
    return user.is_active and group is not None and held.holds(office(user, group, day_of(thing)), thing)
