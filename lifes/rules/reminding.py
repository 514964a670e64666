"""Of what is somebody to be reminded about the democratic-life meeting and its measures, on a day?

Depends on the ground only.  Each answer is the slot under which it is told once, or None.
"""

from datetime import date

from lifes.rules import deadline
from members.procedure.rulebook import ReminderParameters, YearParameters
from members.rules import occasions, reminding


def theme(day: date, law: ReminderParameters, *, fixed: bool) -> date | None:
    """In autumn the theme is looked at: whether the superior has fixed it.  Clauses 7.1-a, 7.1-b."""
    return None if fixed else occasions.yearly(day, law.life_days[:1])


def begin(day: date, law: ReminderParameters, *, begun: bool) -> date | None:
    """Later in autumn the stages begin.  Clauses 7.1-b, 7.2-a."""
    return None if begun else occasions.yearly(day, law.life_days[1:])


def plan(day: date, planned_on: date, year: YearParameters, law: ReminderParameters) -> date | None:
    """The plan goes to the superior some days ahead; told until the meeting is held.  Clause 7.1-a."""
    return reminding.due(day, deadline.plan_due(planned_on, year), law) if day < planned_on else None


def outline(day: date, planned_on: date, law: ReminderParameters) -> date | None:
    """Every member's outline is written before the session.  Clause 7.2-d."""
    return reminding.due(day, planned_on, law) if day < planned_on else None


def report(day: date, held_on: date, year: YearParameters, law: ReminderParameters) -> date | None:
    """The report goes to the superior some days after.  Clause 7.4-a."""
    return reminding.due(day, deadline.report_due(held_on, year), law)


def measure(day: date, due_on: date, law: ReminderParameters) -> date | None:
    """A measure of rectification falls due or is overdue.  Clause 7.4-b."""
    return reminding.due(day, due_on, law)
