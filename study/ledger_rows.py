"""What does one member's year of study come to?  Read once for all, computed for each."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value

from members.models import LeadingGroup, Membership
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict
from study.models import Essay, MakeupStudy, Presence, StudyLeave, StudyPlan, StudySession
from study.rules import attendance, forecast, quota
from study.rules.quota import Service, Tenure
from study.states import EssayState, LeaveState

MONTHS = range(1, 13)


def share(part: int, whole: int) -> int:
    """Return a part in percent, rounded down; of nothing, 0."""
    return part * 100 // whole if whole else 0


@dataclass(frozen=True, slots=True)
class Coming:
    """A counted study still to come: on the calendar, or a line of the approved plan that is not on it yet.

    day: its day, or the last one of its month.  has_day: whether the day is fixed.  line: key of its line, or None.
    """

    day: date
    minutes: int
    has_day: bool
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One member's year, whatever the number of seats held in it one after the other.

    seat: the latest one.  tenure: all of them.  months: minutes attended in each of the twelve months, at counted studies.  attended, base: minutes.
    made_up: minutes made up for, not in `attended` unless the rules count them.
    hours: whether half is reached by now; outlook: what it takes; essays: whether they are written.
    late, on_leave: how often.  latest: the study from which on none may be missed any more to reach half.
    """

    seat: Membership
    tenure: Service
    months: tuple[int, ...]
    attended: int
    base: int
    made_up: int
    accepted: int
    waiting: int
    late: int
    on_leave: int
    hours: Verdict
    outlook: Verdict
    essays: Verdict
    still_to_write: Verdict
    latest: Coming | None

    @property
    def percent(self) -> int:
        """Return the share of the required time that was attended, rounded down."""
        return share(self.attended, self.base)


@dataclass(frozen=True, slots=True)
class Year:
    """A body's year of study: its law, its plan, what was held and what is still to come."""

    group: LeadingGroup
    number: int
    law: RuleBook | None
    plan: StudyPlan | None
    held: tuple[StudySession, ...]
    coming: tuple[Coming, ...]
    seats: Sequence[Membership] | None = None
    """The seats held in it with their holders, by since and key, when the asker has read them already."""


def seats_of(group: LeadingGroup, year: int) -> "QuerySet[Membership]":
    """Return the seats held on any day of a year, with their holders, in the order in which they began."""
    begins, ends = date(year, 1, 1), date(year + 1, 1, 1)
    in_year = Q(since__lt=ends) & (Q(until__isnull=True) | Q(until__gt=begins))
    seats = Membership.objects.filter(in_year, group=group).select_related("user")
    return seats.order_by("since", "pk")


class Facts:
    """What is read once for all members."""

    def __init__(self, year: Year) -> None:
        self.group, self.year, self.law, self.plan = year.group, year.number, year.law, year.plan
        self.held, self.coming, self.seats = year.held, year.coming, year.seats
        self.stays: defaultdict[tuple[int, int], list[attendance.Stay]] = defaultdict(list)
        stays = Presence.objects.filter(
            session__in=[record.pk for record in self.held], confirmed_at__isnull=False
        )
        for session, seat, since, until in stays.values_list("session", "membership", "in_at", "out_at"):
            self.stays[session, seat].append(attendance.Stay(since, until))
        self.made_up: Counter[int] = Counter()
        self.leaves: Counter[int] = Counter()
        self.accepted: Counter[int] = Counter()
        self.waiting: Counter[int] = Counter()
        counters = {
            "makeup": self.made_up,
            "leave": self.leaves,
            EssayState.ACCEPTED: self.accepted,
            EssayState.SUBMITTED: self.waiting,
        }
        for what, whose, number in self._beside():
            counters[what][whose] += number

    def _beside(self) -> "QuerySet[Any, tuple[str, int, int]]":
        """Return what stands beside the stays, in one query: what, whose (seat; for essays the person), how much."""
        sessions = [session.pk for session in self.held]
        value = Value(1, output_field=IntegerField())
        makeups = MakeupStudy.objects.filter(session__in=sessions).annotate(
            what=Value("makeup"), whose=F("membership"), number=F("minutes")
        )
        leaves = StudyLeave.objects.filter(session__in=sessions, state=LeaveState.APPROVED).annotate(
            what=Value("leave"), whose=F("membership"), number=value
        )
        essays = Essay.objects.filter(
            group=self.group,
            submitted_on__year=self.year,
            state__in=(EssayState.ACCEPTED, EssayState.SUBMITTED),
        ).annotate(what=F("state"), whose=F("membership__user"), number=value)
        columns = ("what", "whose", "number")
        parts = [rows.order_by().values_list(*columns) for rows in (makeups, leaves, essays)]
        return parts[0].union(*parts[1:], all=True)

    def people(self) -> list[list[Membership]]:
        """Return the seats held on any day of the year, those of one person together, in protocol order."""
        seats = seats_of(self.group, self.year) if self.seats is None else self.seats
        result: defaultdict[int, list[Membership]] = defaultdict(list)
        for seat in seats:
            result[seat.user_id].append(seat)
        return sorted(
            result.values(), key=lambda held: (held[-1].protocol_order, held[-1].since, held[-1].pk)
        )

    def rows(self) -> list[Row]:
        """Return one row for each person."""
        return [self.row(seats) for seats in self.people()]

    def row(self, seats: list[Membership]) -> Row:
        """Compute one person's year from what was read."""
        assert self.law is not None
        law, seat = self.law.year, seats[-1]
        tenure = Service(
            tuple(Tenure(service.since, service.until, self.year) for service in seats), self.year
        )
        counted = [
            session for session in self.held if session.counts_toward_quota and tenure.covers(session.day)
        ]
        months = self._months(seats, counted)
        made_up = sum(self.made_up.get(service.pk, 0) for service in seats)
        attended = sum(months) + (made_up if law.makeup_counts else 0)
        planned = self.plan.planned_minutes if self.plan is not None else 0
        base = quota.base_minutes(sum(service.minutes for service in counted), planned, tenure.months, law)
        ahead = [coming for coming in self.coming if tenure.covers(coming.day)]
        standing = forecast.Standing(
            attended, base, [service.minutes for service in ahead], grows=law.study_base == "held"
        )
        accepted, waiting = self.accepted[seat.user_id], self.waiting[seat.user_id]
        last = forecast.last_chance(standing, law)
        return Row(
            seat=seat,
            tenure=tenure,
            months=months,
            attended=attended,
            base=base,
            made_up=made_up,
            accepted=accepted,
            waiting=waiting,
            late=self._late(seats, law.late_minutes),
            on_leave=sum(self.leaves[record.pk] for record in seats),
            hours=quota.hours(attended, base, law),
            outlook=forecast.outlook(standing, law),
            essays=quota.essays(accepted, tenure, law),
            still_to_write=forecast.essays_ahead(accepted, waiting, quota.essays_needed(tenure, law)),
            latest=None if last is None else ahead[last],
        )

    def _stays(self, seats: list[Membership], session: StudySession) -> list[attendance.Stay]:
        return [stay for seat in seats for stay in self.stays.get((session.pk, seat.pk), ())]

    def _months(self, seats: list[Membership], counted: list[StudySession]) -> tuple[int, ...]:
        months = dict.fromkeys(MONTHS, 0)
        for session in counted:
            assert session.began_at is not None
            assert session.ended_at is not None
            stays = self._stays(seats, session)
            months[session.day.month] += attendance.minutes_present(stays, session.began_at, session.ended_at)
        return tuple(months.values())

    def _late(self, seats: list[Membership], minutes: int) -> int:
        return sum(
            attendance.is_late(self._stays(seats, session), session.began_at, minutes)
            for session in self.held
            if session.began_at is not None
        )
