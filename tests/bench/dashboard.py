"""What does the year in pictures cost a body with ten years behind it, among 1, 10, 100 and 1,000 others?  Prints; proves nothing.

    .venv/bin/python -m tests.bench.dashboard 1 10 100 1000
    TEST_DATABASE_URL=postgres://… .venv/bin/python -m tests.bench.dashboard 1 10 100 1000

A database of its own (SQLite in a file, or PostgreSQL) with one body of ten years and neighbours of two years each; the
neighbours are copied in SQL.  For each number of bodies, after statistics were taken: queries of the page, and the middle
and worst of twenty requests, in milliseconds of the wall clock and of this process's processor.  The page is asked for by
the secretary, with session, menu and all, and its text is looked into.
"""

import os
import statistics
import sys
import time
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.db import connection  # noqa: E402  (the application is set up first)
from django.db.models import QuerySet  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases  # noqa: E402
from django.urls import reverse  # noqa: E402

from meetings.models import (  # noqa: E402
    AgendaItem,
    AttendanceRecord,
    Decision,
    LeaveRequest,
    Meeting,
    MeetingNotice,
    SupervisionTask,
)
from members.models import LeadingGroup, Membership, RuleAdoption, StaffRole, Term, User  # noqa: E402
from reports.models import Finding, StageLink  # noqa: E402
from study.models import Essay, Presence, StudyPlan, StudyPlanLine, StudySession  # noqa: E402

ZONE = ZoneInfo("Asia/Shanghai")
LAST, SEATS, ITEMS, TEN, TWO = 2025, 9, 5, 10, 2
STEP = 10_000_000
"""So far apart lie the keys of two copies."""
SINCE = date(2010, 7, 1)
KINDS = ("first_topic", "budget", "major_project", "funds", "party_building")
ASKED = 20

# Every table of a neighbour, and which of its columns point to rows that are copied along.
COPIED: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (User, ()),
    (LeadingGroup, ()),
    (RuleAdoption, ("group_id",)),
    (Term, ("group_id",)),
    (Membership, ("group_id", "term_id", "user_id")),
    (Meeting, ("group_id", "term_id")),
    (MeetingNotice, ("meeting_id",)),
    (AttendanceRecord, ("meeting_id", "membership_id")),
    (LeaveRequest, ("meeting_id", "membership_id")),
    (AgendaItem, ("meeting_id",)),
    (Decision, ("group_id", "item_id", "owner_id")),
    (SupervisionTask, ("group_id", "decision_id", "owner_id")),
    (StudyPlan, ("group_id",)),
    (StudyPlanLine, ("plan_id",)),
    (StudySession, ("group_id",)),
    (Presence, ("session_id", "membership_id")),
    (Essay, ("group_id", "membership_id")),
    (StageLink, ("group_id", "item_id", "by_id")),
    (Finding, ("group_id",)),
)
NAMED = {User: "username", LeadingGroup: "code"}


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
    many(
        [
            Finding(
                group=group, check_id=f"CHK-{number:02}", kind="meeting", key=one.pk, year=year, on=one.day,
                weight="warn", code="short_notice", reason="", found_at=one.closed_at,
            )
            for number, one in enumerate(made, 1)
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


def copy(first: int, last: int) -> None:
    """Copy a body with all its rows as bodies first … last−1; keys are moved, codes and user names numbered."""
    with connection.cursor() as cursor:
        for model, moved in COPIED:
            table, columns, chosen = model._meta.db_table, [], []
            for field in model._meta.concrete_fields:
                column = connection.ops.quote_name(field.column)
                columns.append(column)
                if field.primary_key or field.column in moved:
                    chosen.append(f"one.{column} + many.number * {STEP}")
                elif NAMED.get(model) == field.column:
                    chosen.append(f"one.{column} || '-' || many.number")
                else:
                    chosen.append(f"one.{column}")
            cursor.execute(
                f"WITH RECURSIVE many(number) AS (SELECT {first} UNION ALL SELECT number + 1 FROM many"  # noqa: S608
                f" WHERE number < {last - 1}) INSERT INTO {table} ({', '.join(columns)})"
                f" SELECT {', '.join(chosen)} FROM {table} one CROSS JOIN many WHERE one.id < %s",
                [PATTERN[model]],
            )


PATTERN: dict[type[Any], int] = {}
"""The first key behind those of the pattern, for each table."""


def asked(client: Client, url: str) -> tuple[int, list[float], list[float]]:
    """Ask for the page again and again: queries, milliseconds by the wall and of the processor."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
        number = len(queries)
    assert answer.status_code == 200, answer.content[:300]
    assert answer.content.count(b'class="chart-picture') >= 10
    wall, work = [], []
    for _turn in range(ASKED):
        begun, worked = time.perf_counter(), time.process_time()
        client.get(url)
        wall.append((time.perf_counter() - begun) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return number, wall, work


def main(sizes: list[int]) -> None:
    """Fill, ask, print."""
    old = setup_databases(verbosity=0, interactive=False)
    try:
        body("pattern", range(LAST - TWO + 1, LAST + 1))
        PATTERN.update({model: (QuerySet(model).order_by("-pk").first().pk + 1) for model, _moved in COPIED})
        own = body("own", range(LAST - TEN + 1, LAST + 1))
        many([StaffRole(group=own, user=User.objects.get(username="own-1"), role="clerk", since=SINCE)])
        client = Client()
        client.force_login(User.objects.get(username="own-0"), backend="config.auth.MatrixBackend")
        url = f"{reverse('reports:dashboard_detail', args=['own'])}?year={LAST}"
        print(f"{connection.vendor}; a body of {TEN} years, {SEATS} members")
        print(
            f"{'bodies':>7} {'meetings':>9} {'queries':>8} {'ms middle':>10} {'ms worst':>9} {'ms processor':>13}"
        )
        made = 1
        for size in sizes:
            begun = time.perf_counter()
            if size > made:
                copy(made, size)
                made = size
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            queries, wall, work = asked(client, url)
            print(
                f"{size + 1:>7} {QuerySet(Meeting).count():>9} {queries:>8} {statistics.median(wall):>10.0f}"
                f" {max(wall):>9.0f} {statistics.median(work):>13.0f}   (filled in {time.perf_counter() - begun:.0f} s)",
                flush=True,
            )
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1, 10, 100, 1000])
