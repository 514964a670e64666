"""What does the year in pictures cost a body with ten years behind it, among 1, 10, 100 and 1,000 others?  Prints; proves nothing.

    .venv/bin/python -m tests.bench.dashboard 1 10 100 1000
    TEST_DATABASE_URL=postgres://… .venv/bin/python -m tests.bench.dashboard 1 10 100 1000

A database of its own (SQLite in a file, or PostgreSQL) with one body of ten years and neighbours of two years each; the
neighbours are copied in SQL.  For each number of bodies, after statistics were taken: queries of the page, and the best,
middle and worst of twenty requests, in milliseconds of the wall clock and of this process's processor.  The page is asked for by
the secretary, with session, menu and all, and its text is looked into.
"""

import os
import statistics
import sys
import time
from typing import Any

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
from reports.checks.models import Finding  # noqa: E402
from reports.responsibility.models.integrity import StageLink  # noqa: E402
from study.models import Essay, Presence, StudyPlan, StudyPlanLine, StudySession  # noqa: E402
from tests.world.decade import SEATS, SINCE, body, many  # noqa: E402

LAST, TEN, TWO = 2025, 10, 2
STEP = 10_000_000
"""So far apart lie the keys of two copies."""
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


def copy(first: int, last: int) -> None:
    """Copy a body with all its rows as bodies first … last−1; keys are moved, codes and user names numbered."""
    with connection.cursor() as cursor:
        for model, moved in COPIED:
            table, columns, chosen = model._meta.db_table, [], []
            for field in model._meta.concrete_fields:
                column = connection.ops.quote_name(field.column)
                columns.append(column)
                if field.primary_key or field.column in moved:
                    chosen.append(f"one.{column} + CAST(many.number AS bigint) * {STEP}")
                elif NAMED.get(model) == field.column:
                    chosen.append(f"one.{column} || '-' || many.number")
                else:
                    chosen.append(f"one.{column}")
            cursor.execute(
                f"WITH RECURSIVE many(number) AS (SELECT {first} UNION ALL SELECT number + 1 FROM many"
                f" WHERE number < {last - 1}) INSERT INTO {table} ({', '.join(columns)})"
                f" SELECT {', '.join(chosen)} FROM {table} one CROSS JOIN many WHERE one.id < %s",
                [PATTERN[model]],
            )


PATTERN: dict[type[Any], int] = {}
"""The first key behind those of the pattern, for each table."""


def asked(client: Client, url: str) -> tuple[int, list[float], list[float]]:
    """Ask for the page again and again: queries, milliseconds by the wall and of the processor."""
    client.get(url)  # the first one notes in the session which body was visited last
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
            f"{'bodies':>7} {'meetings':>9} {'queries':>8} {'ms best':>8} {'ms middle':>10} {'ms worst':>9} {'ms processor':>13}"
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
                f"{size + 1:>7} {QuerySet(Meeting).count():>9} {queries:>8} {min(wall):>8.0f} {statistics.median(wall):>10.0f}"
                f" {max(wall):>9.0f} {statistics.median(work):>13.0f}   (filled in {time.perf_counter() - begun:.0f} s)",
                flush=True,
            )
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1, 10, 100, 1000])
