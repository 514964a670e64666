"""Which reminders are sent about meetings and what follows from them?"""

from meetings.reminders import after, before, conveyed, minutes, months
from members.reminders import Kind, register

KINDS: tuple[Kind, ...] = (*months.KINDS, *before.KINDS, *after.KINDS, *conveyed.KINDS, *minutes.KINDS)

register(KINDS, "meetings")
