"""Will a member have half of the hours and the essays of the year?

Depends on the ground only.  Whole minutes and fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from members.procedure.rulebook import RuleBook, YearParameters
from members.procedure.verdict import Figure, gettext_noop
from members.rules.occasions import ONE_DAY, in_year
from reports.forecast.rules.outlook import Course, Part, at_pace, told
from study.rules import forecast, quota
from study.rules.forecast import Standing, clock
from study.rules.quota import Service, ceiling
from study.rules.reminding import essays_behind, essays_in_step


def in_office(service: Service) -> tuple[date, date] | None:
    """Return the first and the last day of the year in office, None for nobody's."""
    begins, ends = date(service.year, 1, 1), date(service.year, 12, 31)
    spans = [
        (max(tenure.since, begins), min(ends, tenure.until - ONE_DAY if tenure.until else ends))
        for tenure in service.tenures
    ]
    held = [span for span in spans if span[0] <= span[1]]
    return (min(first for first, _ in held), max(last for _, last in held)) if held else None


@dataclass(frozen=True, slots=True)
class Hours:
    """A member's hours on a day.

    attended, base: minutes so far.  ahead: day and minutes of each counted study still to come while in office, in order.
    grows: whether studies to come add to the required time.
    """

    key: str
    service: Service
    attended: int
    base: int
    ahead: Sequence[tuple[date, int]] = ()
    grows: bool = True

    @property
    def standing(self) -> Standing:
        """Return the same as the rule of the ledger wants it."""
        return Standing(self.attended, self.base, [minutes for _day, minutes in self.ahead], self.grows)


def further_minutes(standing: Standing, law: YearParameters) -> int:
    """Return how many minutes of further study, held and attended, would reach half; 0: none are needed.

    A further study adds to what is required as well as to what is attended.  Clauses 8.1-b, 8.3-b.
    """
    missing = standing.final_base * law.study_ratio - standing.attended - sum(standing.ahead)
    gained = 1 - law.study_ratio if standing.grows else Fraction(1)
    return max(ceiling(missing / gained), 0) if gained else 0


def hours(member: Hours, today: date, law: YearParameters) -> Part:
    """Half of the required time, as it stands, as it is planned, and with what further studies could add.

    The last day is that of the study from which on none may be missed; where the studies planned do not suffice, the last
    day in office, until which further ones may be held.  Lost is only what no further study can bring.  Clauses 8.1-b, 8.3-b.
    """
    span, standing = in_office(member.service), member.standing
    over = span is None or today > span[1]
    now = quota.hours(member.attended, member.base, law)
    verdict = now if over else forecast.outlook(standing, law)
    figures: dict[str, Figure] = {
        "has": clock(member.attended),
        "base": clock(standing.final_base),
        **verdict.figures,
    }
    needed = ceiling(standing.final_base * law.study_ratio)
    pace = _hours_at_pace(standing)
    last: date | None = None
    if verdict.code == "not_assessable":
        course = Course.IN_DANGER if over else Course.ON_COURSE
    elif over:
        course = Course.MET if now else Course.LOST
    elif not verdict:
        course, last = Course.IN_DANGER, span[1] if span else None
        verdict = told(
            course,
            "further_studies_needed",
            gettext_noop(
                "Has %(has)s of %(base)s; what is planned no longer reaches half: %(more)s of further study, "
                "held and attended, would."
            ),
            "8.1-b",
            **figures,
            more=clock(further_minutes(standing, law)),
        )
    else:
        course, last = _as_planned(member, law, pace, needed)
        if course is Course.ON_COURSE and not member.grows and member.attended >= needed:
            course = Course.MET
    if not verdict.reason:
        word = "hours_reached" if over or course is Course.MET else "hours_safe"
        verdict = told(course, word, REASONS[word], "8.3-b", **figures)
    return Part(member.key, course, verdict, member.attended, needed, member.attended if over else pace, last)


REASONS = {
    "hours_reached": gettext_noop("Half is reached: %(has)s of %(base)s."),
    "hours_safe": gettext_noop("Has %(has)s of %(base)s: half is reached whatever of the plan is missed."),
}


def _hours_at_pace(standing: Standing) -> int | None:
    """Return the minutes at the end of the year when as large a share of what comes is attended as so far."""
    if standing.base <= 0:
        return None
    return standing.attended + sum(standing.ahead) * standing.attended // standing.base


def _as_planned(
    member: Hours, law: YearParameters, pace: int | None, needed: int
) -> tuple[Course, date | None]:
    number = forecast.last_chance(member.standing, law)
    if number is None:
        return Course.ON_COURSE, None
    behind = pace is not None and pace < needed
    return Course.IN_DANGER if number == 0 or behind else Course.ON_COURSE, member.ahead[number][0]


@dataclass(frozen=True, slots=True)
class Essays:
    """A member's essays of the year: accepted, and handed in and waiting."""

    key: str
    service: Service
    accepted: int
    waiting: int = 0


def essays(member: Essays, today: date, law: RuleBook) -> Part:
    """The essays of the year: handed in by the last day in office; behind when fewer are there than are in step.

    Part of a year, where the rules give its share as guidance only, is shown for review and never lost.  Clause 8.3-c.
    """
    span, needed = in_office(member.service), quota.essays_needed(member.service, law.year)
    written = member.accepted + member.waiting
    over = span is None or today > span[1]
    verdict = quota.essays(member.accepted, member.service, law.year)
    ahead = forecast.essays_ahead(member.accepted, member.waiting, needed)
    figures: dict[str, Figure] = {**ahead.figures, **verdict.figures}
    last = span[1] if span and not over else None
    if member.accepted >= needed:
        course, last = Course.MET, None
    elif written >= needed:
        course, last = (Course.IN_DANGER, None) if over else (Course.ON_COURSE, last)
    elif over:
        course = Course.IN_DANGER if verdict else Course.LOST
    else:
        course = _essays_open(member, written, needed, today, law)
    if course is Course.MET and not verdict.reason:
        verdict = told(
            course, "essays_written", gettext_noop("%(accepted)s essays are accepted."), "8.3-c", **figures
        )
    elif written >= needed and course is not Course.MET:
        verdict = told(
            course,
            "essays_to_accept",
            gettext_noop(
                "%(accepted)s of %(needed)s accepted, %(waiting)s under review: accept or return them."
            ),
            "8.3-c",
            **figures,
        )
    elif not over and course is not Course.MET:
        verdict = ahead
    pace = None
    if span is not None:
        begun = (min(today, span[1]) - span[0]).days + 1
        pace = at_pace(written, begun, (span[1] - span[0]).days + 1)
    return Part(member.key, course, verdict, member.accepted, needed, pace, last)


def _essays_open(member: Essays, written: int, needed: int, today: date, law: RuleBook) -> Course:
    """Compare with what is in step on the last of the days on which the pace is looked at."""
    looked = [day for day in in_year(law.reminder.study_pace_days, member.service.year) if day <= today]
    if not looked:
        return Course.ON_COURSE
    since = [tenure.since for tenure in member.service.tenures]
    in_step = min(essays_in_step(max(looked), since, law.year, law.reminder), needed)
    return Course.IN_DANGER if essays_behind(written, in_step) else Course.ON_COURSE
