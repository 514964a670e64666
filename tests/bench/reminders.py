"""How long does the sweep over many bodies take, each with a year of data?  Prints; proves nothing.

    .venv/bin/python -m tests.bench.reminders 100 300 1000

A database of its own in memory is filled step by step; for each size: seconds of a plain day, of the last day of June, and
of the second asking of that day, each per 1,000 bodies (time of the processor, database included), the number of queries, and at the end the slope (1: in step with the
bodies, 2: with their square).
"""

import math
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.db import connection  # noqa: E402  (the application is set up first)
from django.db.models import QuerySet  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases  # noqa: E402

from meetings.models import AgendaItem, Decision, Meeting, SupervisionTask  # noqa: E402
from members.models import LeadingGroup, Membership, RuleAdoption, StaffRole, Term, User  # noqa: E402
from members.reminders import Moment, registered, write  # noqa: E402
from reports.responsibility.models.filings import AnnualFiling  # noqa: E402
from study.models import Essay, Presence, StudySession  # noqa: E402

ZONE = ZoneInfo("Asia/Shanghai")
YEAR, SEATS = 2025, 7
PLAIN, HEAVY = datetime(2025, 6, 11, 8, tzinfo=ZONE), datetime(2025, 6, 30, 8, tzinfo=ZONE)
SINCE = date(2021, 7, 1)


def many(rows: list) -> list:
    """Write rows without their rules: only reading is measured."""
    return QuerySet(type(rows[0])).bulk_create(rows, batch_size=400)


def fill(first: int, last: int) -> None:
    """Make bodies first … last−1 with a year of meetings, decisions, tasks, studies, essays and filings."""
    groups = many([_group(number) for number in range(first, last)])
    many([RuleAdoption(group=group, rulebook="work-rules-2024") for group in groups])
    terms = many([Term(group=group, number=17, since=SINCE) for group in groups])
    users = many(
        [
            User(username=f"{group.code}-{n}", name=f"员{n}", password="!")
            for group in groups
            for n in range(SEATS + 1)
        ]
    )
    seats, staff = [], []
    for place, (group, term) in enumerate(zip(groups, terms, strict=True)):
        own = users[place * (SEATS + 1) : (place + 1) * (SEATS + 1)]
        staff.append(StaffRole(group=group, user=own[-1], role="clerk", since=SINCE))
        for order, user in enumerate(own[:-1]):
            post = "secretary" if order == 0 else "member"
            seats.append(
                Membership(
                    group=group, term=term, user=user, post=post, protocol_order=order + 1, since=SINCE
                )
            )
    many(staff)
    seats = many(seats)
    by_group = {group.pk: seats[n * SEATS : (n + 1) * SEATS] for n, group in enumerate(groups)}
    _meetings(groups, terms, by_group)
    _studies(groups, by_group)
    many(
        [
            AnnualFiling(group=group, membership=seat, year=YEAR, kind="personal_matters", state="filed", due_on=date(YEAR, 1, 31), done_on=date(YEAR, 1, 20))
            for group in groups
            for seat in by_group[group.pk]
        ]
    )  # fmt: skip


def _group(number: int) -> LeadingGroup:
    code = f"body{number}"
    return LeadingGroup(
        code=code, name=code, full_name=code, government=code, superior=code, document_word=code
    )


def _months(day: int) -> Iterator[datetime]:
    yield from (datetime(YEAR, month, day, 9, tzinfo=ZONE) for month in range(1, 13))


def _meetings(groups: list, terms: list, by_group: dict) -> None:
    meetings = many(
        [
            Meeting(
                group=group, term=term, state="closed", ordinal=at.month, day=at.date(), starts_at=at,
                place="会议室", opened_at=at, closed_at=at + timedelta(hours=2), minutes_issued_on=at.date(),
            )
            for group, term in zip(groups, terms, strict=True)
            for at in _months(15)
        ]
    )  # fmt: skip
    items = many(
        [
            AgendaItem(meeting=one, title="预算", kind="budget", state="settled", outcome="passed")
            for one in meetings
        ]
    )
    QuerySet(Meeting).filter(state="closed").update(state="archived")
    decisions = many(
        [
            Decision(
                group_id=item.meeting.group_id, item=item, number=f"17-{item.meeting.ordinal}-1", text="同意",
                effective_on=item.meeting.day, owner=by_group[item.meeting.group_id][1],
                due_on=item.meeting.day + timedelta(days=60),
            )
            for item in items
        ]
    )  # fmt: skip
    many(
        [
            SupervisionTask(
                group_id=one.group_id, decision=one, text="落实", owner=one.owner, due_on=one.due_on,
                issued_on=one.effective_on, state="closed" if one.effective_on.month < 6 else "open",
            )
            for one in decisions
        ]
    )  # fmt: skip


def _studies(groups: list, by_group: dict) -> None:
    studies = many(
        [
            StudySession(
                group=group, state="held", title="学习", place="会议室", day=at.date(), starts_at=at,
                ends_at=at + timedelta(hours=2), began_at=at, ended_at=at + timedelta(hours=2),
            )
            for group in groups
            for at in _months(10)
        ]
    )  # fmt: skip
    many(
        [
            Presence(session=one, membership=seat, in_at=one.began_at, confirmed_at=one.began_at)
            for one in studies
            for seat in by_group[one.group_id][: SEATS - 1]
        ]
    )
    many(
        [
            Essay(group=group, membership=seat, state="accepted", title="体会", submitted_on=date(YEAR, month, 20))
            for group in groups
            for seat in by_group[group.pk]
            for month in (2, 5, 8, 11)
        ]
    )  # fmt: skip


def sweep(at: datetime) -> tuple[float, int, int]:
    """Return seconds, queries and new rows of one sweep over all kinds."""
    begun = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        moment = Moment(at)
        fresh = sum(write(kind, moment) for kind in registered())
    return time.process_time() - begun, len(asked), fresh


def main(sizes: list[int]) -> None:
    """Fill, sweep, print."""
    setup_databases(verbosity=0, interactive=False)
    made, seen = 0, []
    print(
        f"{'bodies':>7} {'plain day':>22} {'30 June':>22} {'asked again':>22}   seconds per 1,000 bodies (queries)"
    )
    for size in sizes:
        fill(made, size)
        made = size
        runs = [sweep(at) for at in (PLAIN, HEAVY, HEAVY)]
        seen.append((size, *(run[0] for run in runs)))
        cells = [f"{seconds * 1000 / size:.2f} ({queries}, +{fresh})" for seconds, queries, fresh in runs]
        print(f"{size:>7} " + " ".join(f"{cell:>22}" for cell in cells))
    for one, other in pairwise(seen):
        slopes = [
            math.log(later / before) / math.log(other[0] / one[0])
            for before, later in zip(one[1:], other[1:], strict=True)
        ]
        print(f"slope {one[0]} → {other[0]}: " + "  ".join(f"{slope:.2f}" for slope in slopes))


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100, 300, 1000])
