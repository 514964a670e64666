"""A body with full years behind it, written without acts: for tests and benchmarks that only read.

Each year: twelve meetings of five items, notices, stays and leave, decisions with tasks, twelve studies, essays, the
stages of integrity work, a finding for each meeting.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from meetings.models import (
    AgendaItem,
    AttendanceRecord,
    Decision,
    LeaveRequest,
    Meeting,
    MeetingNotice,
    SupervisionTask,
)
from members.models import LeadingGroup, Membership, RuleAdoption, Term, User
from reports.checks.models import Finding
from reports.checks.registry import CHECKS
from reports.responsibility.models.integrity import StageLink
from study.models import Essay, Presence, StudyPlan, StudyPlanLine, StudySession

ZONE = ZoneInfo("Asia/Shanghai")
SEATS, ITEMS = 9, 5
SINCE = date(2010, 7, 1)
KINDS = ("first_topic", "budget", "major_project", "funds", "party_building")


def many(rows: list) -> list:
    """Write rows without their rules: only reading is measured."""
    return QuerySet(type(rows[0])).bulk_create(rows, batch_size=400)


def body(code: str, years: range) -> LeadingGroup:
    """Make a body with full years of meetings, decisions, studies, essays, stages and findings."""
    group = many(
        [
            LeadingGroup(
                code=code, name=code, full_name=code, government=code, superior=code, document_word=code
            )
        ]
    )[0]
    many([RuleAdoption(group=group, rulebook="work-rules-2024")])
    term = many([Term(group=group, number=17, since=SINCE)])[0]
    users = many([User(username=f"{code}-{n}", name=f"员{n}", password="!") for n in range(SEATS)])
    seats = many(
        [
            Membership(
                group=group, term=term, user=user, post="member" if order else "secretary",
                protocol_order=order + 1, since=SINCE,
            )
            for order, user in enumerate(users)
        ]
    )  # fmt: skip
    for year in years:
        _meetings(group, term, seats, year)
        _studies(group, seats, year)
    return group


def _moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=ZONE)


def _meetings(group: LeadingGroup, term: Term, seats: list, year: int) -> None:
    made = many(
        [
            Meeting(
                group=group, term=term, state="closed", ordinal=(year - 2000) * 12 + at.month, day=at.date(), starts_at=at,
                place="会议室", opened_at=at, closed_at=at + timedelta(hours=2), minutes_issued_on=at.date() + timedelta(days=2),
            )
            for at in (_moment(year, month, 15) for month in range(1, 13))
        ]
    )  # fmt: skip
    many(
        [
            MeetingNotice(meeting=one, kind="notice", serial=1, issued_at=one.starts_at - timedelta(days=3), lead_hours=72)
            for one in made
        ]
    )  # fmt: skip
    here = [(one, seat) for one in made for place, seat in enumerate(seats) if (one.ordinal + place) % 8]
    away = [(one, seat) for one in made for place, seat in enumerate(seats) if not (one.ordinal + place) % 8]
    many(
        [
            AttendanceRecord(meeting=one, membership=seat, in_at=one.opened_at, confirmed_at=one.opened_at)
            for one, seat in here
        ]
    )
    many(
        [
            LeaveRequest(
                meeting=one, membership=seat, reason="illness", state="approved", requested_at=one.starts_at
            )
            for one, seat in away
        ]
    )
    items = many(
        [
            AgendaItem(
                meeting=one, title=f"议题{place}", kind=kind, position=place + 1, state="settled",
                outcome="passed" if place else "concluded", work_tags=["integrity"] if place == ITEMS - 1 else [],
            )
            for one in made
            for place, kind in enumerate(KINDS)
        ]
    )  # fmt: skip
    decisions = many(
        [
            Decision(
                group=group, item=item, number=f"17-{item.meeting.ordinal}-{item.position}", text="同意",
                effective_on=item.meeting.day, owner=seats[1], due_on=item.meeting.day + timedelta(days=60),
            )
            for item in items
            if item.outcome == "passed"
        ]
    )  # fmt: skip
    many(
        [
            SupervisionTask(
                group=group, decision=one, text="落实", owner=seats[1], due_on=one.due_on, issued_on=one.effective_on,
                state="open" if place % 30 == 0 else "closed", closed_on=None if place % 30 == 0 else one.due_on,
            )
            for place, one in enumerate(decisions)
        ]
    )  # fmt: skip
    at = made[0].starts_at
    tagged = [item for item in items if item.work_tags]
    many(
        [
            StageLink(group=group, year=year, stage=stage, item=item, by=seats[0].user, at=at)
            for stage, item in zip(("study", "deploy", "inspect", "summarise") * 3, tagged, strict=True)
        ]
    )
    checks = list(CHECKS)
    many(
        [
            Finding(
                group=group, check_id=checks[number % len(checks)], kind="meeting", key=one.pk, year=year, on=one.day,
                weight="warn", code="short_notice", reason="", found_at=one.closed_at,
            )
            for number, one in enumerate(made)
        ]
    )  # fmt: skip


def _studies(group: LeadingGroup, seats: list, year: int) -> None:
    plan = many([StudyPlan(group=group, year=year, state="approved")])[0]
    many([StudyPlanLine(plan=plan, month=month, theme="学习") for month in range(1, 13)])
    studies = many(
        [
            StudySession(
                group=group, state="held", title="学习", place="会议室", day=at.date(), starts_at=at,
                ends_at=at + timedelta(hours=2), began_at=at, ended_at=at + timedelta(hours=2), gist="学习要点。" * 400,
            )
            for at in (_moment(year, month, 10) for month in range(1, 13))
        ]
    )  # fmt: skip
    many(
        [
            Presence(session=one, membership=seat, in_at=one.began_at, confirmed_at=one.began_at)
            for one in studies
            for seat in seats[:-1]
        ]
    )
    many(
        [
            Essay(group=group, membership=seat, state="accepted", title="体会", text="体会。" * 300, submitted_on=date(year, month, 20))
            for seat in seats
            for month in (2, 5, 8, 11)
        ]
    )  # fmt: skip
