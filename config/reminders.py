"""Which reminders are there in all?  Floor by floor."""

import lifes.reminders
import meetings.reminders
import members.reminders
import reports.reminders
import study.reminders
from members.reminders import Kind

ALL: tuple[Kind, ...] = (
    *members.reminders.KINDS,
    *meetings.reminders.KINDS,
    *study.reminders.KINDS,
    *lifes.reminders.KINDS,
    *reports.reminders.KINDS,
)
