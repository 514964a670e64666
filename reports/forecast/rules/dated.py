"""Will what has its day be done by it: filings, reports on duties, tasks, measures, feedback after research?

A day that has passed is lost; what is still to be done then is late.  Depends on the ground only.
"""

from dataclasses import dataclass
from datetime import date

from members.procedure.rulebook import ReminderParameters
from members.procedure.verdict import Figure, Verdict, gettext_noop
from members.rules.deadlines import is_late
from members.rules.occasions import ONE_DAY
from reports.forecast.rules.outlook import Course, Part, told


@dataclass(frozen=True, slots=True)
class Dated:
    """What is to be done by a day.  done_on: when it was; None: not yet."""

    key: str
    due_on: date
    done_on: date | None = None


REASONS = {
    "done_in_time": gettext_noop("Done on %(done)s."),
    "due_ahead": gettext_noop("Due on %(due)s."),
    "due_soon": gettext_noop("Due on %(due)s, in %(days)s days."),
    "done_late": gettext_noop("Done on %(done)s; it was due on %(due)s."),
    "overdue": gettext_noop("Was due on %(due)s and is still to be done."),
}


def by_its_day(
    dated: Dated,
    today: date,
    law: ReminderParameters,
    clause: str,
    rule: Verdict | None = None,
) -> Part:
    """Judge one thing with its day; it is in danger from the first day on which the clock reminds of it.

    rule: what the rule itself says of it; its words stand where it is late.
    """
    soon = dated.due_on - max(law.decision_days_before, default=0) * ONE_DAY
    if dated.done_on is not None:
        code = "done_late" if is_late(dated.due_on, today, dated.done_on) else "done_in_time"
    elif is_late(dated.due_on, today):
        code = "overdue"
    else:
        code = "due_soon" if today >= soon else "due_ahead"
    course = {
        "done_in_time": Course.MET,
        "due_ahead": Course.ON_COURSE,
        "due_soon": Course.IN_DANGER,
    }.get(code, Course.LOST)
    figures: dict[str, Figure] = {"due": dated.due_on.isoformat(), "days": (dated.due_on - today).days}
    if dated.done_on is not None:
        figures["done"] = dated.done_on.isoformat()
    verdict = told(course, code, REASONS[code], clause, **figures)
    if rule is not None and rule.reason and course is Course.LOST:
        verdict = rule
    still = course in (Course.ON_COURSE, Course.IN_DANGER)
    return Part(
        dated.key,
        course,
        verdict,
        has=int(dated.done_on is not None),
        last_day=dated.due_on if still else None,
        late=code == "overdue",
    )
