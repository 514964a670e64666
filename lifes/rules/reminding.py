"""Which reminders are due about the democratic-life meeting and its measures, on a day?

Depends on the ground only.  Each answer is the slot under which it is told once, or None.
"""

from datetime import date

from members.procedure.rulebook import ReminderParameters
from members.rules import occasions, reminding


def theme(day: date, law: ReminderParameters, *, fixed: bool) -> date | None:
    """In autumn the theme is looked at: whether the superior has fixed it.  Clauses 7.1-a, 7.1-b."""
    return None if fixed else occasions.yearly(day, law.life_days[:1])


def begin(day: date, law: ReminderParameters, *, begun: bool) -> date | None:
    """Later in autumn the stages begin.  Clauses 7.1-b, 7.2-a."""
    return None if begun else occasions.yearly(day, law.life_days[1:])


def outline(day: date, planned_on: date, law: ReminderParameters) -> date | None:
    """Every member's outline is written before the session.  Clause 7.2-d."""
    return reminding.due(day, planned_on, law) if day < planned_on else None
