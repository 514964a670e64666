"""Will what has its day be done by it: filings, reports on duties, tasks, measures, feedback after research?

A day that has passed is lost; what is still to be done then is late.  Depends on the ground only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lifes.rules.rectification import is_overdue
from members.procedure.rulebook import ReminderParameters, RuleBook
from members.procedure.verdict import Figure, Verdict, gettext_noop
from members.rules.occasions import ONE_DAY
from reports.forecast.rules.outlook import Course, Part, told
from reports.research import rules as research
from reports.responsibility.rules import filings


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
    one: Dated,
    today: date,
    law: ReminderParameters,
    clause: str,
    words: Mapping[str, Verdict] | None = None,
) -> Part:
    """Judge one thing with its day; it is in danger from the first day on which the clock reminds of it.

    words: verdicts of the rule itself, by the code they stand for.
    """
    soon = one.due_on - max(law.decision_days_before, default=0) * ONE_DAY
    if one.done_on is not None:
        code = "done_in_time" if one.done_on <= one.due_on else "done_late"
    elif today > one.due_on:
        code = "overdue"
    else:
        code = "due_soon" if today >= soon else "due_ahead"
    course = {
        "done_in_time": Course.MET,
        "due_ahead": Course.ON_COURSE,
        "due_soon": Course.IN_DANGER,
    }.get(code, Course.LOST)
    figures: dict[str, Figure] = {"due": one.due_on.isoformat(), "days": (one.due_on - today).days}
    if one.done_on is not None:
        figures["done"] = one.done_on.isoformat()
    own = (words or {}).get(code)
    verdict = own if own is not None and own.reason else told(course, code, REASONS[code], clause, **figures)
    still = course in (Course.ON_COURSE, Course.IN_DANGER)
    return Part(
        one.key,
        course,
        verdict,
        has=int(one.done_on is not None),
        last_day=one.due_on if still else None,
        late=code == "overdue",
    )


def filing(one: Dated, today: date, law: ReminderParameters, clause: str) -> Part:
    """A filing is made by its day; a late one stands as late.  Clauses 10.4-a, 10.4-b."""
    words = {}
    if one.done_on is not None:
        words["done_late"] = filings.filed(one.done_on, one.due_on, today)
    return by_its_day(one, today, law, clause, words)


def duty_report(one: Dated, today: date, law: ReminderParameters) -> Part:
    """A member reports on his duties after half a year.  Clauses 4.3-c, 10.3-c."""
    return by_its_day(one, today, law, "10.3-c")


def task(one: Dated, today: date, law: ReminderParameters) -> Part:
    """What was decided is carried out by its day.  Clauses 6.5-h, 6.5-i."""
    return by_its_day(one, today, law, "6.5-i")


def measure(one: Dated, today: date, law: ReminderParameters) -> Part:
    """A measure of rectification is confirmed by its day.  Clause 7.4-b."""
    part = by_its_day(one, today, law, "7.4-b")
    assert part.late == is_overdue(one.due_on, today, confirmed=one.done_on is not None)
    return part


def feedback(key: str, ended_on: date, fed_back_on: date | None, today: date, law: RuleBook) -> Part:
    """The place that was visited may be told what was found, within some days.  Clause 9.3-a."""
    one = Dated(key, ended_on + law.year.research_feedback_days * ONE_DAY, fed_back_on)
    words = {"overdue": research.feedback(ended_on, today, law.year, fed_back=fed_back_on is not None)}
    return by_its_day(one, today, law.reminder, "9.3-a", words)


def major_report(key: str, final_on: date, sent_on: date | None, today: date, law: RuleBook) -> Part:
    """A major report goes to the secretary in time.  Clause 9.3-c."""
    one = Dated(key, final_on + law.year.major_report_days * ONE_DAY, sent_on)
    words = {"overdue": research.unsent(final_on, sent_on, today, law.year, major=True)}
    if sent_on is not None:
        words["done_late"] = research.sent_in_time(final_on, sent_on, law.year)
    return by_its_day(one, today, law.reminder, "9.3-c", words)
