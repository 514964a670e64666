"""Which reminders are due about papers, duties, research, registers and the archive, at a moment?

Depends on the ground only.  Each answer is the slot under which it is told once, or None.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from members.procedure.rulebook import ReminderParameters, YearParameters
from members.rules import occasions, reminding
from reports.responsibility.rules.filings import Seat, duty_integrity_due, personal_matters_due
from reports.responsibility.rules.lists import half_of

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def annual_report(day: date, law: ReminderParameters, *, sent: bool) -> date | None:
    """Towards the end of the year the comprehensive report is to go out.  Clause 5.3-b."""
    return None if sent else occasions.yearly(day, law.annual_report_days)


def unreported(at: datetime, discovered_at: datetime, year: YearParameters) -> str | None:
    """An incident is to be reported in time: told at once, when the time set is over, and then each day.

    Clause 5.3-c.
    """
    if at < discovered_at:
        return None
    late = at - discovered_at - year.timely_report_hours * HOUR
    return "now" if late < timedelta() else f"late-{late // DAY}"


def follow_up(day: date, last_on: date, law: ReminderParameters) -> date | None:
    """Of an incident that goes on further reports are made.  Clause 5.3-c."""
    return occasions.around(day, last_on, (), law.decision_again_days, law.decision_again_days)


@dataclass(frozen=True, slots=True)
class Urgent:
    """Urgent measures taken before the body could meet.  acted_at: when; met_since: whether it has met since."""

    acted_at: datetime
    met_since: bool


def ratification(at: datetime, urgent: Urgent, year: YearParameters) -> str | None:
    """What was done in urgency is brought to a meeting: told at once, and when the time set is over.  Clause 5.2-b."""
    if urgent.met_since or at < urgent.acted_at:
        return None
    return "late" if at - urgent.acted_at >= year.emergency_ratify_hours * HOUR else "now"


def half_year(day: date, days_seen: Collection[date], law: ReminderParameters) -> date | None:
    """At the end of each half-year: a subject stood on no agenda in it.  Clauses 4.3-3, 4.3-a, 10.2-b."""
    slot = occasions.yearly(day, law.half_year_days)
    if slot is None or any(one.year == slot.year and half_of(one) == half_of(slot) for one in days_seen):
        return None
    return slot


def half_year_report(day: date, law: ReminderParameters, *, reported: Collection[int]) -> date | None:
    """At the end of each half-year a member reports on his duties.  reported: halves.  Clauses 4.3-c, 10.3-c."""
    slot = occasions.yearly(day, law.half_year_days)
    return None if slot is None or half_of(slot) in reported else slot


def responsibility_list(day: date, law: ReminderParameters, *, adopted: bool) -> date | None:
    """In January the responsibilities of the year are laid down.  Clauses 3.2-a, 4.3-b, 10.3-a."""
    return None if adopted else occasions.yearly(day, law.filing_days)


def responsibility_report(day: date, law: ReminderParameters, *, reported: bool) -> date | None:
    """In January last year's responsibilities are reported on.  Clause 10.3-a."""
    return None if reported else occasions.yearly(day, law.filing_days)


def personal_matters(day: date, seat: Seat, year: YearParameters, law: ReminderParameters) -> date | None:
    """The filing of personal matters: on days of January, for newcomers around their own day, and when overdue.

    Clause 10.4-a.
    """
    due_on = personal_matters_due(seat, day.year, year)
    if due_on is None or day < seat.since:
        return None
    yearly = occasions.in_year([year.personal_matters_due], day.year)
    if due_on not in yearly or day > due_on:
        return reminding.due(day, due_on, law)
    return occasions.yearly(day, law.filing_days)


def duty_integrity(
    day: date, seat: Seat, year: int, of_year: YearParameters, law: ReminderParameters
) -> date | None:
    """The report on duty and integrity of a year is due at its end.  Clause 10.4-b."""
    due_on = duty_integrity_due(seat, year, of_year)
    return None if due_on is None else reminding.due(day, due_on, law)


def regulation_review(day: date, review_on: date, law: ReminderParameters) -> date | None:
    """A regulation in force is looked at again: told ahead, and on the day.  Clause 4.3-7."""
    return occasions.latest(day, [review_on - law.regulation_days_before * DAY, review_on])


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's meetings: how many were held, and how many of them are sealed."""

    held: int
    sealed: int


def archive(day: date, last: LastYear, year: YearParameters, law: ReminderParameters) -> date | None:
    """Last year's files are handed over by the day set: told ahead; on the day, when some are not sealed.

    Clause 6.5-m.
    """
    if not last.held:
        return None
    (due_on,) = occasions.in_year([year.archive_due], day.year)
    ahead = due_on - law.archive_days_before * DAY
    return occasions.latest(day, [ahead] if last.sealed >= last.held else [ahead, due_on])
