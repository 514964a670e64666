"""What is a reminder before it is told?  A row that is due, unique by kind, subject, recipient and slot.

The kinds live with the records they are about (`<app>/reminders/`, `KINDS`); each asks a rule of its own.
"""

from members.reminders.kind import Due, Kind, register, registered
from members.reminders.moment import Moment
from members.reminders.writing import key_of, row_of, write

KINDS: tuple[Kind, ...] = ()

register(KINDS)

__all__ = ["KINDS", "Due", "Kind", "Moment", "key_of", "register", "registered", "row_of", "write"]
