"""When is somebody reminded about responsibilities, reports on them, filings and the subjects of a half-year?

Depends on the ground only.  Each answer is the slot under which it is told once, or None.
"""

from collections.abc import Collection
from datetime import date

from members.procedure.rulebook import ReminderParameters, YearParameters
from members.rules import occasions, reminding
from reports.responsibility.rules.filings import Seat, duty_integrity_due, personal_matters_due
from reports.responsibility.rules.lists import half_of


def half_year(day: date, days_seen: Collection[date], law: ReminderParameters) -> date | None:
    """At the end of each half-year: a subject stood on no agenda in it.  Clauses 4.3-3, 4.3-a, 10.2-b."""
    slot = occasions.yearly(day, law.half_year_days)
    if slot is None or any(row.year == slot.year and half_of(row) == half_of(slot) for row in days_seen):
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
