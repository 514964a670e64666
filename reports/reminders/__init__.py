"""Of what does the clock remind people about the archive, papers for the superior, duties, research and registers?"""

from members.reminders import Kind, register
from reports.reminders import archive, duties, registers, upward

KINDS: tuple[Kind, ...] = (*archive.KINDS, *upward.KINDS, *duties.KINDS, *registers.KINDS)

register(KINDS)
