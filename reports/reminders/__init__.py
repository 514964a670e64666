"""Of what does the clock remind people about the archive, papers for the superior, duties, research and registers?"""

from members.reminders import Kind, register
from reports.archive import reminders as archive
from reports.registers import reminders as registers
from reports.responsibility import reminders as duties
from reports.upward import reminders as upward

KINDS: tuple[Kind, ...] = (*archive.KINDS, *upward.KINDS, *duties.KINDS, *registers.KINDS)

register(KINDS)
