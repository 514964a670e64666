"""Which reminders are due about meetings and decisions, at a moment?

Depends on the ground only.  Each answer is the slot under which it is told once, or None.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from members.procedure.rulebook import MeetingParameters, ReminderParameters
from members.rules import occasions
from members.rules.workdays import workdays_after, workdays_before


@dataclass(frozen=True, slots=True)
class Month:
    """What a month has seen: days on which something was held, and days for which it is announced."""

    held: Collection[date]
    announced: Collection[date] = ()

    def has(self, day: date) -> bool:
        """Say whether something was held in the day's month, or is announced for a day still to come in it."""
        month = (day.year, day.month)
        return any((record.year, record.month) == month for record in self.held) or any(
            (row.year, row.month) == month and row >= day for row in self.announced
        )


def month_without(day: date, month: Month, law: ReminderParameters) -> date | None:
    """Nothing was held or announced by the days of the month that are set, nor by its last day.

    Clauses 6.2-b, 8.1-a.
    """
    result = occasions.in_month(day, law.month_days)
    return None if result is None or month.has(day) else result


def month_reason(day: date, month: Month) -> date | None:
    """The month before passed without; on the first the reason is asked.  Clauses 6.2-b, 8.1-a."""
    result = occasions.month_turned(day)
    if result is None:
        return None
    before = occasions.month_end(result.replace(day=1) - occasions.ONE_DAY)
    return None if month.has(before) else result


def materials(day: date, meeting_day: date, law: ReminderParameters) -> date | None:
    """Papers are to be collected some working days before the meeting.  Clause 6.3-c."""
    due = workdays_before(meeting_day, law.material_workdays_before)
    return due if due <= day < meeting_day else None


def notice(at: datetime, starts_at: datetime, law: MeetingParameters) -> bool:
    """The hours in which notice must have been given have begun.  Clause 6.3-c."""
    return occasions.opens(at, starts_at, law.notice_lead_hours)


def reply(
    at: datetime, starts_at: datetime, leave_by: datetime | None, law: ReminderParameters
) -> datetime | None:
    """The last hours before leave is to be asked for, else before the start; who has not answered is asked to.

    Clauses 6.3-c, 6.4-c.
    """
    end = leave_by or starts_at
    return end if occasions.opens(at, end, law.unread_hours_before) else None


def sitting_day(at: datetime, day: date, meeting_day: date, starts_at: datetime) -> date | None:
    """On the day of the meeting, until it begins, its recorder prepares the roll.  Clauses 6.4-a, 6.5-k."""
    return meeting_day if day == meeting_day and at < starts_at else None


def shortly_before(at: datetime, starts_at: datetime, law: ReminderParameters) -> bool:
    """The last hours, in which unread notices and the forecast are looked at.  Clauses 6.3-c, 6.4-a."""
    return occasions.opens(at, starts_at, law.unread_hours_before)


def record_due(closed_on: date, law: MeetingParameters) -> date:
    """Return by when the record is signed: the end of so many working days.  Clause 6.5-k."""
    return workdays_after(closed_on, law.record_sign_due_workdays)


def minutes_due(closed_on: date, law: MeetingParameters) -> date:
    """Return by when minutes are issued: within so many working days.  Clause 6.5-l."""
    return workdays_after(closed_on, law.minutes_due_workdays)


def minutes_unissued(day: date, closed_on: date, law: ReminderParameters) -> date | None:
    """Minutes are still not issued after some more.  Clause 6.5-l."""
    return once_due(day, workdays_after(closed_on, law.minutes_unissued_workdays), law)


def unassigned(day: date, since: date, law: ReminderParameters) -> date | None:
    """Somebody is to carry it out by some day, and nobody is named: asked once, some days later.

    Clauses 6.5-h, 6.5-i.
    """
    return occasions.latest(day, [since + occasions.ONE_DAY * law.decision_again_days])


def reading(day: date, asked_on: date, law: ReminderParameters) -> date | None:
    """Who was absent reads up what was conveyed: asked again every so many days.  Clause 4.1-b."""
    return occasions.around(day, asked_on, (), law.decision_again_days, law.decision_again_days)


def list_review(day: date, adopted_on: date) -> date | None:
    """The list of major questions is looked at each year, in the month of its adoption.  Clause 4.2-c."""
    return occasions.yearly_review(day, adopted_on)


def once_due(day: date, due_on: date, _law: ReminderParameters) -> date | None:
    """Something has its day: told once, from then on."""
    return due_on if due_on <= day else None
