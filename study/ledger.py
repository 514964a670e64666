"""How does everybody stand in a year of study?  Minutes by month, share of the required time, essays, what is still to do.

A reading, no record: it is computed from studies, stays and essays each time, in nine queries whatever their number.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from members.models import LeadingGroup, Membership
from members.procedure.rulebook import NotInForce, RuleBook
from members.procedure.verdict import Verdict
from study.models import Essay, MakeupStudy, Presence, StudyLeave, StudyPlan, StudySession
from study.rules import attendance, forecast, frequency, quota
from study.rules.quota import Service, Tenure
from study.states import Content, EssayState, LeaveState, SessionState

HELD = (SessionState.HELD, SessionState.RECORDED)
MONTHS = range(1, 13)


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
    latest: StudySession | None

    @property
    def percent(self) -> int:
        """Return the share of the required time that was attended, rounded down."""
        return share(self.attended, self.base)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the studies held was given to one of the eight contents.  Clause 8.2-a."""

    name: str
    times: int
    minutes: int
    percent: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The study ledger (学习台账) of a body and a year.

    held, ahead: studies that were held, and that are still to come.  contents: how often each of the eight kinds
    was studied; minutes_by_content likewise.  monthly: whether a month went without.
    """

    group: LeadingGroup
    year: int
    today: date
    law: RuleBook | None
    plan: StudyPlan | None
    rows: tuple[Row, ...]
    held: tuple[StudySession, ...]
    ahead: tuple[StudySession, ...]
    contents: Mapping[str, int]
    minutes_by_content: Mapping[str, int]
    monthly: Verdict

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """Return each content with its share of all minutes; a study of several counts for each.  Clause 8.2-a."""
        total = sum(one.minutes for one in self.held)
        return tuple(
            Coverage(str(Content(key).label), self.contents[key], minutes, share(minutes, total))
            for key, minutes in self.minutes_by_content.items()
        )

    @property
    def counted_minutes(self) -> int:
        """Return the minutes of all counted studies held."""
        return sum(one.minutes for one in self.held if one.counts_toward_quota)


def ledger(group: LeadingGroup, year: int, today: date) -> Ledger:
    """Return the ledger of a year as it stands on a day.  Clauses 8.1-a, 8.2-a, 8.3-a, 8.3-b, 8.3-c."""
    sessions = list(StudySession.objects.filter(group=group).of_year(year).order_by("starts_at", "pk"))
    held = tuple(one for one in sessions if one.state in HELD)
    ahead = tuple(one for one in sessions if one.state == SessionState.PLANNED and one.day >= today)
    law = _law(group, year, today)
    facts = _Facts(group, year, held, ahead, law)
    contents: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for one in held:
        contents.update(one.contents)
        minutes.update(dict.fromkeys(one.contents, one.minutes))
    return Ledger(
        group=group,
        year=year,
        today=today,
        law=law,
        plan=facts.plan,
        rows=tuple(facts.rows()) if law else (),
        held=held,
        ahead=ahead,
        contents={content: contents[content] for content in Content.values},
        minutes_by_content={content: minutes[content] for content in Content.values},
        monthly=frequency.monthly(year, [one.day for one in held], today),
    )


def _law(group: LeadingGroup, year: int, today: date) -> RuleBook | None:
    """Return the rules by which a year is judged: those of its last day, or of today while it runs."""
    try:
        return group.rulebook(min(today, date(year, 12, 31)) if today.year >= year else date(year, 1, 1))
    except NotInForce:
        return None


class _Facts:
    """What is read once for all members."""

    def __init__(
        self,
        group: LeadingGroup,
        year: int,
        held: tuple[StudySession, ...],
        ahead: tuple[StudySession, ...],
        law: RuleBook | None,
    ) -> None:
        self.group, self.year, self.held, self.ahead, self.law = group, year, held, ahead, law
        self.plan = StudyPlan.objects.filter(group=group, year=year).first()
        self.stays: defaultdict[tuple[int, int], list[attendance.Stay]] = defaultdict(list)
        stays = Presence.objects.filter(session__in=[one.pk for one in held], confirmed_at__isnull=False)
        for session, seat, since, until in stays.values_list("session", "membership", "in_at", "out_at"):
            self.stays[session, seat].append(attendance.Stay(since, until))
        self.made_up = self._sums(MakeupStudy.objects.filter(session__in=[one.pk for one in held]))
        leaves = StudyLeave.objects.filter(session__in=[one.pk for one in held], state=LeaveState.APPROVED)
        self.leaves = Counter(leaves.values_list("membership", flat=True))
        essays = Essay.objects.filter(group=group, submitted_on__year=year)
        self.accepted = Counter(
            essays.filter(state=EssayState.ACCEPTED).values_list("membership__user", flat=True)
        )
        self.waiting = Counter(
            essays.filter(state=EssayState.SUBMITTED).values_list("membership__user", flat=True)
        )

    def _sums(self, rows: "QuerySet[MakeupStudy]") -> dict[int, int]:
        grouped = rows.values_list("membership").annotate(total=Sum("minutes"))
        return dict(grouped.order_by())

    def people(self) -> list[list[Membership]]:
        """Return the seats held on any day of the year, those of one person together, in protocol order."""
        begins, ends = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        in_year = Q(since__lt=ends) & (Q(until__isnull=True) | Q(until__gt=begins))
        seats = Membership.objects.filter(in_year, group=self.group).select_related("user")
        found: defaultdict[int, list[Membership]] = defaultdict(list)
        for seat in seats.order_by("since", "pk"):
            found[seat.user_id].append(seat)
        return sorted(found.values(), key=lambda held: (held[-1].protocol_order, held[-1].since, held[-1].pk))

    def rows(self) -> list[Row]:
        """Return one row for each person."""
        return [self.row(seats) for seats in self.people()]

    def row(self, seats: list[Membership]) -> Row:
        """Compute one person's year from what was read."""
        assert self.law is not None
        law, seat = self.law.year, seats[-1]
        tenure = Service(tuple(Tenure(one.since, one.until, self.year) for one in seats), self.year)
        counted = [one for one in self.held if one.counts_toward_quota and tenure.covers(one.day)]
        months = self._months(seats, counted)
        made_up = sum(self.made_up.get(one.pk, 0) for one in seats)
        attended = sum(months) + (made_up if law.makeup_counts else 0)
        planned = self.plan.planned_minutes if self.plan is not None else 0
        base = quota.base_minutes(sum(one.minutes for one in counted), planned, tenure.months, law)
        ahead = [one for one in self.ahead if one.counts_toward_quota and tenure.covers(one.day)]
        standing = forecast.Standing(
            attended, base, [one.minutes for one in ahead], grows=law.study_base == "held"
        )
        accepted, waiting = self.accepted[seat.user_id], self.waiting[seat.user_id]
        essays = quota.essays(accepted, tenure, law)
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
            on_leave=sum(self.leaves[one.pk] for one in seats),
            hours=quota.hours(attended, base, law),
            outlook=forecast.outlook(standing, law),
            essays=essays,
            still_to_write=forecast.essays_ahead(accepted, waiting, int(str(essays.figures["needed"]))),
            latest=None if last is None else ahead[last],
        )

    def _stays(self, seats: list[Membership], session: StudySession) -> list[attendance.Stay]:
        return [stay for seat in seats for stay in self.stays.get((session.pk, seat.pk), ())]

    def _months(self, seats: list[Membership], counted: list[StudySession]) -> tuple[int, ...]:
        months = dict.fromkeys(MONTHS, 0)
        for one in counted:
            assert one.began_at is not None
            assert one.ended_at is not None
            stays = self._stays(seats, one)
            months[one.day.month] += attendance.minutes_present(stays, one.began_at, one.ended_at)
        return tuple(months.values())

    def _late(self, seats: list[Membership], minutes: int) -> int:
        return sum(
            attendance.is_late(self._stays(seats, one), one.began_at, minutes)
            for one in self.held
            if one.began_at is not None
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What one study more, or less, does to somebody's year: minutes required and share attended, before and after."""

    row: Row
    before: int
    after: int

    @property
    def percent_before(self) -> int:
        """Return the share attended as things are, rounded down."""
        return share(self.row.attended, self.before)

    @property
    def percent_after(self) -> int:
        """Return the share attended when the study counts, rounded down."""
        return share(self.row.attended, self.after)


def share(part: int, whole: int) -> int:
    """Return a part in percent, rounded down; of nothing, 0."""
    return part * 100 // whole if whole else 0


def with_one_more(book: Ledger, minutes: int, day: date) -> list[Change]:
    """Return how one more counted study (or, with minutes below 0, one less) changes everybody's required time.

    Required is what is held and planned up to the end of the year.  Clause 8.1-b.
    """
    grows = book.law is not None and book.law.year.study_base == "held"
    changes = []
    for row in book.rows:
        ahead = sum(
            one.minutes for one in book.ahead if one.counts_toward_quota and row.tenure.covers(one.day)
        )
        before = row.base + (ahead if grows else 0)
        changes.append(Change(row, before, before + (minutes if grows and row.tenure.covers(day) else 0)))
    return changes
