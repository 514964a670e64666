"""Which deadlines do the rules set?  What a duty is, and what is derived from it; the duties stand in the rooms."""

from members.duties.desk import waiting
from members.duties.duty import CountedDuty, Duty, Law, RecordDuty, Scope
from members.duties.registry import all_duties, register
from members.duties.tellings import AROUND, Act, DeskLine, Forecast, Reminder

__all__ = [
    "AROUND",
    "Act",
    "CountedDuty",
    "DeskLine",
    "Duty",
    "Forecast",
    "Law",
    "RecordDuty",
    "Reminder",
    "Scope",
    "all_duties",
    "register",
    "waiting",
]
