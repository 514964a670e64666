"""What is read of a body's year, once for all pictures?  A fixed number of queries, whatever the body has behind it."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, F, FilteredRelation, Min, Q, Value, prefetch_related_objects
from django.utils.timezone import localdate

from meetings.models import AgendaItem, AttendanceRecord, Decision, LeaveRequest, Meeting
from meetings.models.execution import Carried
from meetings.states import LeaveState as MeetingLeave
from meetings.states import MeetingState, TaskState
from members.models import LeadingGroup, Membership, User
from members.procedure.rulebook import NotInForce, RuleBook
from members.rules.tenure import Period
from reports.checks.models import Finding
from reports.responsibility.models.integrity import StageLink
from reports.responsibility.states import LinkState
from study.ledger import Ledger, ledger
from study.ledger_rows import seats_of

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting of the year: as it is called, and the days and moments the rules ask about."""

    pk: int
    day: date
    starts_at: datetime
    kind: str
    ordinal: int | None
    opened_at: datetime | None
    closed_at: datetime | None
    minutes_on: date | None
    noticed_at: datetime | None
    cancelled: bool

    @property
    def held(self) -> bool:
        """Say whether it was opened."""
        return self.opened_at is not None

    @property
    def closed_on(self) -> date | None:
        """Return the day on which it was closed."""
        return localdate(self.closed_at) if self.closed_at else None


@dataclass(frozen=True, slots=True)
class Dealt:
    """An item of the year that was dealt with.  published: when its material was published, if that is known."""

    pk: int
    meeting: int
    position: int
    kind: str
    title: str
    outcome: str
    tags: Sequence[str]
    published: date | None


@dataclass(slots=True)
class Made:
    """A decision: how it stands, since when, and its tasks with state, due day and day of closing."""

    pk: int
    state: str
    executable: bool
    since: date
    due_on: date | None
    tasks: list[tuple[str, date, date | None]] = field(default_factory=list)

    @property
    def carried(self) -> Carried:
        """Return what is asked about its execution."""
        tasks = [(state, due) for state, due, _closed in self.tasks]
        return Carried(self.state, self.executable, self.due_on, tasks)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who held a seat of the year, and when the person could not attend."""

    seat: Membership
    barred: tuple[Period, ...]

    def expected_on(self, day: date) -> bool:
        """Say whether the person should, and could, have attended on a day."""
        return self.seat.period.covers(day) and not any(span.covers(day) for span in self.barred)


@dataclass(frozen=True)
class Facts:
    """A body's year as it stands on a day, for who may see it."""

    group: LeadingGroup
    year: int
    today: date
    meetings: Sequence[Met]
    items: Mapping[int, Sequence[Dealt]]
    seats: Sequence[Seat]
    present: frozenset[tuple[int, int]]
    on_leave: frozenset[tuple[int, int]]
    decisions: Sequence[Made]
    book: Ledger
    links: Sequence[StageLink]
    findings: Mapping[str, Mapping[str, int]]

    @property
    def code(self) -> str:
        """Return the body's code, for addresses."""
        return self.group.code

    @cached_property
    def held(self) -> list[Met]:
        """Return the meetings that were held, in order."""
        return [meeting for meeting in self.meetings if meeting.held]

    @cached_property
    def of_month(self) -> Mapping[int, list[Met]]:
        """Return the meetings held in each month."""
        result: defaultdict[int, list[Met]] = defaultdict(list)
        for row in self.held:
            result[row.day.month].append(row)
        return result

    @cached_property
    def law(self) -> RuleBook | None:
        """Return the work rules of the year's last day, or of today while it runs; None when none are in force."""
        return self.group.rulebook_of_year(self.year, self.today)

    def law_on(self, day: date) -> RuleBook | None:
        """Return the work rules of a day (no query: what was adopted is read already)."""
        try:
            return self.group.rulebook(day)
        except NotInForce:
            return None


def span(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def read(group: LeadingGroup, year: int, today: date, user: User) -> Facts:
    """Read a body's year (thirteen queries, two of them for study plans).  user: whose eyes see what was found."""
    prefetch_related_objects([group], "adoptions")
    meetings = _meetings(group, year)
    seats = _seats(group, year)
    present, on_leave = _attendance(group, year)
    by_start = sorted((row.seat for row in seats), key=lambda seat: (seat.since, seat.pk))
    return Facts(
        group=group,
        year=year,
        today=today,
        meetings=meetings,
        items=_items(group, year),
        seats=seats,
        present=present,
        on_leave=on_leave,
        decisions=_decisions(group, year),
        book=ledger(group, year, today, by_start),
        links=_links(group, year),
        findings=_findings(group, year, user),
    )


def _meetings(group: LeadingGroup, year: int) -> list[Met]:
    rows = Meeting.objects.filter(group=group, day__year=year).annotate(noticed=Min("notices__issued_at"))
    columns = (
        "pk", "day", "starts_at", "kind", "ordinal", "opened_at", "closed_at", "minutes_issued_on", "noticed",
        "state",
    )  # fmt: skip
    result: Any = rows.order_by("starts_at", "pk").values_list(*columns)
    return [Met(*(*row[:-1], row[-1] == MeetingState.CANCELLED)) for row in result]


def _seats(group: LeadingGroup, year: int) -> list[Seat]:
    """Return the seats of the year in protocol order; a seat with several standings comes once for each (one query)."""
    rows = seats_of(group, year).annotate(
        barred_since=F("standings__since"), barred_until=F("standings__until")
    )
    seats: dict[int, Membership] = {}
    barred: defaultdict[int, list[Period]] = defaultdict(list)
    for row in rows:
        seats.setdefault(row.pk, row)
        if row.barred_since is not None:
            barred[row.pk].append(Period(row.barred_since, row.barred_until))
    ordered = sorted(seats.values(), key=lambda seat: (seat.protocol_order, seat.since, seat.pk))
    return [Seat(seat, tuple(barred[seat.pk])) for seat in ordered]


def _attendance(
    group: LeadingGroup, year: int
) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    """Return who was at which meeting, and who was on leave and did not come: meeting and seat (one query)."""
    of_year = {"meeting__group": group, "meeting__day__year": year}
    came = AttendanceRecord.objects.filter(confirmed_at__isnull=False, membership__isnull=False, **of_year)
    left = LeaveRequest.objects.filter(state=MeetingLeave.APPROVED, **of_year)
    columns = ("meeting", "membership", "came")
    rows = (
        came.annotate(came=Value(1)).order_by().values_list(*columns)
        .union(left.annotate(came=Value(0)).order_by().values_list(*columns))
    )  # fmt: skip
    present: set[tuple[int, int]] = set()
    on_leave: set[tuple[int, int]] = set()
    for meeting, seat, was_there in rows:
        (present if was_there else on_leave).add((meeting, seat))
    return frozenset(present), frozenset(on_leave - present)


def _items(group: LeadingGroup, year: int) -> dict[int, list[Dealt]]:
    """Return the items on the agendas of the meetings held, by meeting, in order."""
    rows = AgendaItem.objects.filter(
        meeting__group=group, meeting__day__year=year, meeting__opened_at__isnull=False, removed=False
    )
    columns = (
        "pk", "meeting", "position", "kind", "title", "outcome", "work_tags", "proposal__source_published_on",
    )  # fmt: skip
    result: defaultdict[int, list[Dealt]] = defaultdict(list)
    for row in rows.order_by("meeting", "position", "pk").values_list(*columns):
        result[row[1]].append(Dealt(*row))
    return result


def _decisions(group: LeadingGroup, year: int) -> list[Made]:
    """Return the decisions of the year, those with tasks due in it, and all that are still open (one query)."""
    # Named with their body, so that the tasks of others are not looked through.
    own = FilteredRelation("tasks", condition=Q(tasks__group=group))
    open_task = Q(task__state__in=(TaskState.OPEN, TaskState.CLOSING))
    waiting = Q(state__in=(Decision.State.PENDING_SUPERIOR, Decision.State.CONVERSION_DIVERGENT))
    untasked = Q(task__isnull=True, executable=True, state=Decision.State.IN_FORCE)
    of_year = Q(effective_on__year=year) | Q(task__due_on__year=year)
    rows = Decision.objects.annotate(task=own).filter(of_year | open_task | waiting | untasked, group=group)
    columns = (
        "pk", "state", "executable", "effective_on", "due_on", "task__state", "task__due_on", "task__closed_on",
    )  # fmt: skip
    result: dict[int, Made] = {}
    for row in rows.order_by("effective_on", "pk").values_list(*columns):
        made = result.setdefault(row[0], Made(*row[:5]))
        if row[5] is not None:
            made.tasks.append((row[5], row[6], row[7]))
    return list(result.values())


def _links(group: LeadingGroup, year: int) -> list[StageLink]:
    """Return the records that show the stages of integrity work, with their days."""
    links = StageLink.objects.filter(group=group, year=year, state=LinkState.LINKED)
    return list(links.select_related("item__meeting", "task", "research", "list"))


def _findings(group: LeadingGroup, year: int, user: User) -> dict[str, Counter[str]]:
    """Count what the checks found in the records of the year the person may see, by check and state."""
    if not user.has_perm("reports.read_findings", group):
        return {}
    rows = Finding.objects.visible_to(user, group).filter(year=year)
    counted = rows.order_by().values_list("check_id", "state").annotate(number=Count("pk"))
    result: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for check, state, number in counted:
        result[check][state] += number
    return result
