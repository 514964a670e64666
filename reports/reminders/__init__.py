"""Of what does the clock remind people about minutes, papers for the superior, duties, research and registers?"""

from members.reminders import Kind, register
from reports.reminders import duties, minutes, registers, upward

KINDS: tuple[Kind, ...] = (*minutes.KINDS, *upward.KINDS, *duties.KINDS, *registers.KINDS)

register(KINDS)
