"""A body with one record of everything that has an address, made through the acts; for tests of all pages.

Three meetings: `old` (held, minutes issued, file sealed), `live` (in session, a vote open), `coming` (planned).
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings import actions
from meetings.minutes import actions as minutes_actions
from meetings.models import MajorIssueEntry, Meeting, Recusal
from members import actions as member_actions
from members.models import LeadingGroup, Membership, Notification, RuleAdoption, StaffRole, Term, User
from reports.archive import actions as archive_actions
from tests.house import (
    town_clock,
    town_dossiers,
    town_duties,
    town_findings,
    town_imports,
    town_inspections,
    town_lifes,
    town_registers,
    town_research,
    town_study,
    town_upward,
)
from tests.house.place import FOUNDED, PASSWORD, SEATS, STAFF, Town
from votes import actions as vote_actions


def town(code: str, mark: str, *, sealed: bool = True) -> Town:
    """Build everything.  mark: a word in every title, by which another body's text is recognised."""
    group = LeadingGroup(
        code=code,
        name=f"{mark}县人民政府党组",
        full_name=f"中共{mark}县人民政府党组",
        government=f"{mark}县人民政府",
        superior=f"中共{mark}县委员会",
        document_word=f"{mark}政党组",
    )
    group.save()
    RuleAdoption(group=group, rulebook="work-rules-2024").save()
    Term(group=group, number=17, since=FOUNDED, last_ordinal=43).save()
    made = Town(group)
    _people(made, mark)
    _offices(made, mark)
    _topics(made, mark)
    _held(made, mark, sealed=sealed)
    _live(made, mark)
    _coming(made, mark)
    for part in (
        town_clock,
        town_study,
        town_lifes,
        town_upward,
        town_research,
        town_duties,
        town_registers,
        town_imports,
        town_dossiers,
        town_inspections,
        town_findings,  # looks at all the others have made
    ):
        part.furnish(made, mark)
    return made


def _people(made: Town, mark: str) -> None:
    group, term = made.group, made.group.terms.get()
    for order, (name, post) in enumerate(SEATS, 1):
        user = User.objects.create_user(f"{group.code}-{name}", PASSWORD, name=f"{mark}{name}")
        seat = Membership(group=group, term=term, user=user, post=post, protocol_order=order, since=FOUNDED)
        seat.save()
        made.users[name], made.seats[name] = user, seat
    for role in STAFF:
        user = User.objects.create_user(f"{group.code}-{role}", PASSWORD, name=f"{mark}{role}")
        made.pks[f"staff_{role}"] = _role(group, user, role)
        made.users[role] = user
    made.users["platform"] = User.objects.create_user(
        f"{group.code}-platform", PASSWORD, name=f"{mark}platform", is_platform_admin=True
    )
    _role(group, made.users["platform"], "system_admin")
    made.pks |= {"staff": made.pks["staff_recorder"], "account": made.users["recorder"].pk, "group": group.pk}


def _role(group: LeadingGroup, user: User, role: str) -> int:
    held = StaffRole(group=group, user=user, role=role, since=FOUNDED)
    held.save()
    return held.pk


def _offices(made: Town, mark: str) -> None:
    at, day = timezone.now() - timedelta(days=30), timezone.localdate()
    member, seat = made.seats["member"], made.seats["fifth"]
    since = day - timedelta(days=30)
    standing = made.do(
        member_actions.set_standing, seat, "suspended", since, f"{mark}文件", day - timedelta(days=25), at=at
    )
    portfolio = made.do(member_actions.add_portfolio, member, f"{mark}财政", since, at=at)
    given = made.do(
        member_actions.authorise,
        made.group,
        made.seats["secretary"],
        made.seats["deputy"],
        ["preside"],
        since,
        day + timedelta(days=30),
        f"{mark}授权",
        who="secretary",
        at=at,
    )
    interest = made.do(member_actions.declare_interest, member, "relative", f"{mark}某", who="member", at=at)
    for user in made.users.values():
        told = Notification(group=made.group, user=user, kind="test", key="1", subject=f"{mark}通知", at=at)
        told.save()
        made.pks[f"told_{user.pk}"] = told.pk
    version = made.do(actions.draft_list, made.group, at=at)
    line = MajorIssueEntry(
        issue_list=version, position=1, category="funds", matter=f"{mark}事项", deciding_body=f"{mark}党组"
    )
    made.do(actions.save_list_entry, version, line, at=at)
    made.pks |= {"seat": member.pk, "standing": standing.pk, "portfolio": portfolio.pk, "given": given.pk}
    made.pks |= {"interest": interest.pk, "list": version.pk, "line": line.pk}


def _topics(made: Town, mark: str) -> None:
    at = timezone.now() - timedelta(days=20)
    for name in ("submitted", "accepted", "draft"):
        topic = _topic(made, f"{mark}议题{name}", "funds", at)
        made.pks[f"topic_{name}"] = topic.pk
        if name != "draft":
            made.do(actions.submit_proposal, topic, who="member", at=at)
        if name == "accepted":
            made.do(actions.accept_proposal, topic, who="secretary", at=at)
    upload = SimpleUploadedFile(f"{mark}.txt", "材料".encode())
    paper = made.do(actions.attach_paper, topic, upload, "", who="member", at=at)
    made.pks |= {"paper": paper.pk, "topic": topic.pk}


def _topic(made: Town, title: str, kind: str, at: datetime) -> Any:
    return made.do(
        actions.draft_proposal,
        made.group,
        proposer=made.seats["member"],
        title=title,
        kind=kind,
        summary=title,
        outside_list_reason="年度例行",
        who="member",
        at=at,
    )


def _meeting(made: Town, mark: str, starts_at: datetime, kinds: tuple[str, ...]) -> Meeting:
    """Plan a meeting with items of these kinds, give notice of it."""
    at = starts_at - timedelta(days=5)
    meeting = made.do(
        actions.plan_meeting,
        made.group,
        starts_at=starts_at,
        place=f"{mark}会议室",
        recorder=made.users["recorder"],
        at=at,
    )
    for number, kind in enumerate(kinds, 1):
        made.do(actions.add_item, meeting, title=f"{mark}{kind}{number}", kind=kind, at=at)
    made.do(actions.approve_agenda, meeting, who="secretary", at=at)
    made.do(actions.give_notice, meeting, at=at)
    assert isinstance(meeting, Meeting)
    return meeting


def _opened(made: Town, meeting: Meeting) -> list[Any]:
    """Sign all in but the absent one, open the meeting; return its items."""
    at = meeting.starts_at
    early = at - timedelta(minutes=10)
    for name, seat in made.seats.items():
        if name != "absent":
            made.do(actions.check_in, meeting, seat, at=early)
    made.do(actions.open_meeting, meeting, who="secretary", at=at)
    return list(meeting.items.on_agenda())


def _voted(made: Town, item: Any, at: datetime) -> Any:
    """Discuss an item and open its vote."""
    made.do(actions.start_item, item, who="secretary", at=at)
    made.do(actions.speak_for_rest, item, at=at)
    made.do(actions.close_discussion, item, who="secretary", at=at)
    return made.do(vote_actions.open_vote, item, "show_of_hands", who="secretary", at=at).vote


def _held(made: Town, mark: str, *, sealed: bool) -> None:
    at = timezone.now() - timedelta(days=12)
    meeting = _meeting(made, mark, at, ("first_topic", "funds"))
    leave = made.do(actions.request_leave, meeting, "business_trip", who="absent", at=at - timedelta(days=1))
    made.do(actions.approve_leave, leave, who="secretary", at=at - timedelta(days=1))
    first, funds = _opened(made, meeting)
    made.do(actions.start_item, first, who="secretary", at=at)
    made.do(actions.conclude_item, first, f"{mark}结论", who="secretary", at=at)
    vote = _voted(made, funds, at)
    made.do(vote_actions.cast_for_all, vote, "approve", {}, at=at)
    made.do(vote_actions.close_vote, vote, who="secretary", at=at)
    made.do(actions.close_meeting, meeting, who="secretary", at=at)
    made.do(actions.sign_record, meeting, "recorder", who="recorder", at=at)
    made.do(actions.sign_record, meeting, "chair", who="secretary", at=at)
    funds.refresh_from_db()
    task = made.do(
        actions.open_task,
        funds.decision,
        text=f"{mark}任务",
        owner=made.seats["member"],
        due_on=timezone.localdate() + timedelta(days=30),
        unit=f"{mark}局",
        unit_user=made.users["responsible_unit"],
        at=at,
    )
    minutes = made.do(minutes_actions.draft_minutes, meeting, at=at)
    made.pks |= {"old": meeting.pk, "old_item": funds.pk, "old_vote": vote.pk, "minutes": minutes.pk}
    made.pks |= {"decision": funds.decision.pk, "task": task.pk, "old_leave": leave.pk}
    if sealed:
        made.do(minutes_actions.sign_minutes, minutes, who="secretary", at=at)
        made.do(minutes_actions.issue_minutes, minutes, at=at)
        meeting.refresh_from_db()
        made.pks["volume"] = made.do(archive_actions.seal_meeting, meeting, at=at).pk


def _live(made: Town, mark: str) -> None:
    at = timezone.now() - timedelta(minutes=30)
    meeting = _meeting(made, mark, at, ("first_topic", "funds", "major_project"))
    last = list(meeting.items.on_agenda())[2]
    opinion = made.do(actions.write_opinion, last, f"{mark}意见", who="absent", at=at - timedelta(days=1))
    observer = made.do(
        actions.invite_observer, meeting, name=f"{mark}列席", user=made.users["responsible_unit"], at=at
    )
    first, funds, last = _opened(made, meeting)
    made.do(actions.start_item, first, who="secretary", at=at)
    made.do(actions.conclude_item, first, f"{mark}结论", who="secretary", at=at)
    stay = made.do(actions.check_in, meeting, observer, who="responsible_unit", at=at)
    recusal = Recusal(
        item=last, membership=made.seats["deputy"], ground="relative", state="proposed", declared_at=at
    )
    recusal.save()
    vote = _voted(made, funds, at)
    made.pks |= {"live": meeting.pk, "item": last.pk, "voting": funds.pk, "vote": vote.pk}
    made.pks |= {"opinion": opinion.pk, "stay": stay.pk, "recusal": recusal.pk}


def _coming(made: Town, mark: str) -> None:
    meeting = _meeting(made, mark, timezone.now() + timedelta(days=3), ("first_topic", "funds"))
    leave = made.do(
        actions.request_leave, meeting, "business_trip", who="absent", at=timezone.now() - timedelta(days=1)
    )
    made.pks |= {"coming": meeting.pk, "coming_item": meeting.items.on_agenda()[1].pk, "leave": leave.pk}
