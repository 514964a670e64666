"""Which reminders are due about offices, rules and anything that has its day?

Each answer is the slot under which it is told once, or None.  Depends on the ground only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from members.procedure.rulebook import ReminderParameters
from members.rules import occasions


@dataclass(frozen=True, slots=True)
class Given:
    """An authorisation as far as its end is asked about; until: its last day."""

    grantee: int
    powers: frozenset[str]
    since: date
    until: date


def authorisation_ends(
    day: date, given: Given, others: Iterable[Given], law: ReminderParameters
) -> date | None:
    """An authorisation ends soon, and no other one carries its powers on.  Clause 4.4-e."""
    goes_on = any(
        other.grantee == given.grantee
        and given.powers <= other.powers
        and other.since <= given.until + occasions.ONE_DAY
        and other.until > given.until
        for other in others
    )
    last = given.until - occasions.ONE_DAY * law.authorisation_days_before
    return None if goes_on else occasions.latest(day, [last])


def rules_review(day: date, adopted_on: date) -> date | None:
    """The work rules are looked at again each year, in the month of their adoption.  Clauses 1-a, 4.2-c."""
    return occasions.yearly_review(day, adopted_on)


def due(day: date, due_on: date, law: ReminderParameters) -> date | None:
    """Something has its day: told some days before, when it is overdue, and then again.  Clause 6.5-i."""
    return occasions.around(
        day, due_on, law.decision_days_before, law.decision_days_after, law.decision_again_days
    )


def on_its_day(day: date, due_on: date, _law: ReminderParameters) -> date | None:
    """Something has its day: told once, on it."""
    return occasions.latest(day, [due_on])


def from_its_day(day: date, due_on: date, law: ReminderParameters) -> date | None:
    """Something has its day: told on it, and then again every so many days."""
    return occasions.around(day, due_on, (), 0, law.decision_again_days)
