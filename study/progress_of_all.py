"""What is the yearly study progress of every member of every body?  For reminders; one body's own year is the ledger's."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from members.models import Membership
from members.procedure.rulebook import YearParameters
from members.reminders import Moment
from study.ledger import HELD
from study.models import Essay, MakeupStudy, Presence, StudyPlan, StudySession
from study.rules import attendance, quota
from study.rules.forecast import Standing
from study.rules.quota import Service, Tenure
from study.states import EssayState, SessionState

COUNTED = (EssayState.ACCEPTED, EssayState.SUBMITTED)


@dataclass(slots=True)
class Pace:
    """What is read for a year (six queries).  sessions, coming: by body; stays, made_up: by session and seat."""

    year: int
    sessions: dict[int, list[StudySession]] = field(default_factory=lambda: defaultdict(list))
    coming: dict[int, list[StudySession]] = field(default_factory=lambda: defaultdict(list))
    stays: dict[tuple[int, int], list[attendance.Stay]] = field(default_factory=lambda: defaultdict(list))
    made_up: dict[int, int] = field(default_factory=dict)
    essays: Counter[tuple[int, int]] = field(default_factory=Counter)
    planned: dict[int, int] = field(default_factory=dict)

    def standing(self, group: int, seats: list[Membership], day: date, law: YearParameters) -> Standing:
        """Return where one person stands on a day.  Clauses 8.3-a, 8.3-b."""
        service = Service(tuple(Tenure(row.since, row.until, self.year) for row in seats), self.year)
        counted = [
            session for session in self.sessions[group] if service.covers(session.day) and session.day <= day
        ]
        attended = sum(self._minutes(seats, result) for result in counted)
        if law.makeup_counts:
            attended += sum(self.made_up.get(seat.pk, 0) for seat in seats)
        held = sum(record.minutes for record in counted)
        base = quota.base_minutes(held, self.planned.get(group, 0), service.months, law)
        ahead = [
            result.minutes
            for result in self.coming[group]
            if service.covers(result.day) and result.day >= day
        ]
        return Standing(attended, base, ahead, grows=law.study_base == "held")

    def _minutes(self, seats: Iterable[Membership], session: StudySession) -> int:
        stays = [stay for seat in seats for stay in self.stays.get((session.pk, seat.pk), ())]
        if session.began_at is None or session.ended_at is None:
            return 0
        return attendance.minutes_present(stays, session.began_at, session.ended_at)


def pace(moment: Moment, year: int) -> Pace:
    """Return the year of study of all bodies, read once."""
    return moment.once(("pace", year), lambda: _read(moment, year))


def _read(moment: Moment, year: int) -> Pace:
    result = Pace(year)
    sessions = moment.among(StudySession.objects.of_year(year).filter(counts_toward_quota=True))
    for row in sessions.order_by("starts_at", "pk"):
        if row.state in HELD:
            result.sessions[row.group_id].append(row)
        elif row.state == SessionState.PLANNED:
            result.coming[row.group_id].append(row)
    of_year = {"session__day__year": year, "session__state__in": HELD, "session__counts_toward_quota": True}
    stays = moment.among(Presence.objects.filter(**of_year, confirmed_at__isnull=False), "session__group")
    for session, seat, since, until in stays.values_list("session", "membership", "in_at", "out_at"):
        result.stays[session, seat].append(attendance.Stay(since, until))
    made_up = moment.among(MakeupStudy.objects.filter(**of_year), "session__group")
    sums = made_up.order_by().values_list("membership").annotate(total=Sum("minutes"))
    result.made_up = dict(sums)
    essays = moment.among(Essay.objects.filter(submitted_on__year=year, state__in=COUNTED))
    result.essays = Counter(essays.values_list("group", "membership__user"))
    result.planned = dict(
        moment.among(StudyPlan.objects.filter(year=year)).values_list("group", "planned_minutes")
    )
    return result
