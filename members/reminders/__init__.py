"""What is a reminder before it is told?  A row that is due, unique by kind, subject, recipient and slot.

The kinds live with the records they are about (`<app>/reminders/`, `KINDS`); each asks a rule of its own.
"""

from members.reminders.kind import Due, Kind, dues, register, registered
from members.reminders.moment import Moment
from members.reminders.own import KINDS
from members.reminders.writing import facts_of, found, key_of, row_of, write, write_all

register(KINDS, "members")

__all__ = [
    "KINDS",
    "Due",
    "Kind",
    "Moment",
    "dues",
    "facts_of",
    "found",
    "key_of",
    "register",
    "registered",
    "row_of",
    "write",
    "write_all",
]
