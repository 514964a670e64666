"""Will each month of the year have its meeting and its study, and each half-year its subjects?

Depends on the ground only.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from meetings.rules.reminding import Month
from members.procedure.rulebook import ReminderParameters
from members.procedure.verdict import Figure, gettext_noop
from members.rules.occasions import MONTHS
from reports.forecast.rules.outlook import Course, Outlook, Part, at_pace, told
from reports.responsibility.rules.lists import SECOND_HALF, half_of

REASONS = {
    "held_this_month": gettext_noop("Held in month %(month)s."),
    "announced_this_month": gettext_noop("Announced for %(day)s."),
    "month_ahead": gettext_noop("Month %(month)s is still to come; the last day is %(due)s."),
    "nothing_announced": gettext_noop("Nothing is announced for month %(month)s; the last day is %(due)s."),
    "month_passed": gettext_noop("Month %(month)s passed without; be ready to give the reason."),
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year and today.  begins: from which day on the rules are in force; months before it are not asked about."""

    year: int
    today: date
    begins: date = date.min

    def end_of(self, month: int) -> date:
        """Return the last day of a month of the year."""
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def months(self) -> list[int]:
        """Return the months on whose last day the rules are in force."""
        return [month for month in MONTHS if self.end_of(month) >= self.begins]


def meetings(calendar: Calendar, seen: Month, law: ReminderParameters) -> Outlook:
    """There is generally one meeting a month.  Clause 6.2-b."""
    return _monthly(calendar, seen, law, "6.2-b")


def studies(calendar: Calendar, seen: Month, law: ReminderParameters) -> Outlook:
    """There is generally one study a month.  Clause 8.1-a."""
    return _monthly(calendar, seen, law, "8.1-a")


def _monthly(calendar: Calendar, seen: Month, law: ReminderParameters, clause: str) -> Outlook:
    return Outlook(tuple(_month(calendar, month, seen, law, clause) for month in calendar.months))


def _month(calendar: Calendar, month: int, seen: Month, law: ReminderParameters, clause: str) -> Part:
    """Judge one month: held, announced, still to come, without anything by the days that are set, or passed without."""
    today, due = calendar.today, calendar.end_of(month)
    first = due.replace(day=1)
    here = first <= today <= due
    held = [day for day in seen.held if first <= day <= min(due, today)]
    ahead = [day for day in seen.announced if max(first, today) <= day <= due]
    figures: dict[str, Figure] = {"month": month, "due": due.isoformat()}
    if held:
        course, code, figures["day"] = Course.MET, "held_this_month", min(held).isoformat()
    elif today > due:
        course, code = Course.LOST, "month_passed"
    elif ahead:
        course, code, figures["day"] = Course.ON_COURSE, "announced_this_month", min(ahead).isoformat()
    elif here and today.day >= min(law.month_days, default=1):
        course, code = Course.IN_DANGER, "nothing_announced"
    else:
        course, code = Course.ON_COURSE, "month_ahead"
    still = course in (Course.ON_COURSE, Course.IN_DANGER)
    return Part(
        f"{month:02}",
        course,
        told(course, code, REASONS[code], clause, **figures),
        has=len(held),
        last_day=due if still else None,
    )


def months_at_pace(calendar: Calendar, outlook: Outlook) -> int | None:
    """Return how many months will have theirs at the present pace: the running one counts when it has it.

    Clauses 6.2-b, 8.1-a.
    """
    over = [part for part in outlook.parts if part.course in (Course.MET, Course.LOST)]
    return at_pace(outlook.met, len(over), len(outlook.parts))


# ---- subjects of the half-year -----------------------------------------------------------------------------

SUBJECTS = {
    "integrity": "10.2-b",
    "party_building": "4.3-a",
    "ideology": "4.3-3",
}
"""What stands on an agenda in each half-year, and where it is written."""

OF_HALF = {
    "subject_seen": gettext_noop("Stood on an agenda of this half-year."),
    "subject_announced": gettext_noop("Stands on the agenda of %(day)s."),
    "half_ahead": gettext_noop("To stand on an agenda by %(due)s."),
    "subject_missing": gettext_noop("Stands on no agenda yet; the half-year ends on %(due)s."),
    "half_passed": gettext_noop("The half-year passed without it."),
}


def end_of_half(year: int, half: int) -> date:
    """Return the last day of a half-year."""
    return date(year, SECOND_HALF - 1, 30) if half == 1 else date(year, 12, 31)


def subject(calendar: Calendar, name: str, held: Collection[date], announced: Iterable[date]) -> Outlook:
    """A subject stands on an agenda in each half of the year; in its last month one meeting is left for it.

    held, announced: days of meetings on whose agenda it stands.  Clauses 4.3-3, 4.3-a, 10.2-b.
    """
    ahead = list(announced)
    return Outlook(
        tuple(
            _half(calendar, half, SUBJECTS[name], held, ahead)
            for half in (1, 2)
            if end_of_half(calendar.year, half) >= calendar.begins
        )
    )


def _half(
    calendar: Calendar, half: int, clause: str, held: Collection[date], announced: Collection[date]
) -> Part:
    due, today = end_of_half(calendar.year, half), calendar.today
    seen = [
        record for record in held if record.year == due.year and half_of(record) == half and record <= today
    ]
    ahead = [row for row in announced if row.year == due.year and half_of(row) == half and row >= today]
    figures: dict[str, Figure] = {"half": half, "due": due.isoformat()}
    if seen:
        course, code = Course.MET, "subject_seen"
    elif today > due:
        course, code = Course.LOST, "half_passed"
    elif ahead:
        course, code, figures["day"] = Course.ON_COURSE, "subject_announced", min(ahead).isoformat()
    elif today >= due.replace(day=1):
        course, code = Course.IN_DANGER, "subject_missing"
    else:
        course, code = Course.ON_COURSE, "half_ahead"
    return Part(
        str(half),
        course,
        told(course, code, OF_HALF[code], clause, **figures),
        has=len(seen),
        last_day=due if course in (Course.ON_COURSE, Course.IN_DANGER) else None,
    )
