"""Which work rules bind a body on a day?"""

from datetime import date

from members.models import LeadingGroup
from members.procedure.record import Refused
from members.procedure.rulebook import NotInForce, ReminderParameters, RuleBook, YearParameters
from members.procedure.verdict import gettext_noop, refuse


def law_on(group: LeadingGroup, day: date) -> RuleBook:
    """Return the work rules in force on a day.  Raises Refused ("no_law_in_force").  Clause 11-a."""
    try:
        return group.rulebook(day)
    except NotInForce as error:
        raise Refused(
            refuse(
                "no_law_in_force",
                gettext_noop("No work rules, or more than one set, are in force on that day."),
                "11-a",
            )
        ) from error


def reminders_on(group: LeadingGroup, day: date) -> ReminderParameters | None:
    """Return the days of reminding of a day; None where no rules are in force."""
    try:
        return law_on(group, day).reminder
    except Refused:
        return None


def year_on(group: LeadingGroup, day: date) -> YearParameters | None:
    """Return the numbers about the year's round on a day; None where no rules are in force."""
    try:
        return law_on(group, day).year
    except Refused:
        return None
