"""When is somebody reminded about the yearly report, an incident, or what was done in urgency?

Depends on the ground only.  Each answer is the slot under which it is told once, or None.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from members.procedure.rulebook import ReminderParameters, YearParameters
from members.rules import occasions

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
