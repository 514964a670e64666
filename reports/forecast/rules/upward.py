"""Will the year have its comprehensive report?

Depends on the ground only.
"""

from dataclasses import dataclass
from datetime import date

from members.procedure.rulebook import ReminderParameters, YearParameters
from members.procedure.verdict import gettext_noop
from members.rules.occasions import in_year
from reports.forecast.rules.outlook import Course, Part, told
from reports.upward.annual import rules as annual


@dataclass(frozen=True, slots=True)
class Report:
    """How far the report of a year is.  counted: reports that count for it; drafted: whether one is begun."""

    counted: int
    drafted: bool


def report(year: int, facts: Report, today: date, law: YearParameters, when: ReminderParameters) -> Part:
    """The year has its comprehensive report by its day.

    In danger when it is not begun by the first of the days on which the clock reminds, or not sent by the second.  Where
    reports count by the year they are about, one that goes out later still counts and is late.  Clause 5.3-b.
    """
    verdict = annual.yearly(year, facts.counted, today, law)
    due = annual.due_on(year, law)
    days = sorted(in_year(when.annual_report_days, year)) or [due]
    begin, finish = days[0], days[min(1, len(days) - 1)]
    last: date | None = due
    if facts.counted:
        course, last = Course.MET, None
    elif not verdict:
        course = Course.LOST if law.annual_report_count_by == "submitted_on" else Course.IN_DANGER
        last = None
    elif today >= finish or (today >= begin and not facts.drafted):
        course = Course.IN_DANGER
    else:
        course = Course.ON_COURSE
    if not verdict.reason:
        code = "annual_report_sent" if facts.counted else "annual_report_ahead"
        verdict = told(course, code, REASONS[code], "5.3-b", due=due.isoformat(), year=year)
    return Part(str(year), course, verdict, facts.counted, 1, None, last)


REASONS = {
    "annual_report_sent": gettext_noop("The report of %(year)s is sent."),
    "annual_report_ahead": gettext_noop("Due on %(due)s."),
}
