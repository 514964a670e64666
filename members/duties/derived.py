"""What do the clock and the calendar tell of a duty?  Derived from what the duty says of itself."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext

from members.calendar import Entry, Source, Span
from members.duties.duty import Duty, Scope
from members.duties.tellings import Reminder
from members.reminders import Due, Kind, Moment, dues

SHOWN = 60
"""So much of a long text stands in a reminder."""


def kinds(duty: Duty[Any]) -> tuple[Kind, ...]:
    """Return the kinds of reminders of a duty."""
    return tuple(
        Kind(
            name=reminder.name,
            label=reminder.label or duty.label,
            clause=reminder.clause or duty.clause,
            audience=reminder.audience,
            when=reminder.when,
            title=reminder.title,
            text=reminder.text,
            find=partial(_reminders, duty, reminder),
            urgent=reminder.urgent,
            fixed=reminder.fixed,
            by_hour=reminder.by_hour,
        )
        for reminder in duty.reminders
    )


def _reminders(duty: Duty[Any], reminder: Reminder, moment: Moment) -> Iterator[Due]:
    """Find what is still owed and has an occasion at the moment; the records are read once for all kinds of the duty."""
    for record in moment.once(("duty", duty.name), lambda: list(duty.find(_owed(moment)))):
        group = moment.groups.get(duty.body_of(record))
        if group is None or not reminder.wanted(record):
            continue
        due = duty.due_on(record, group.law_on)
        slot = None if due is None else duty.occasion(reminder, record, due, moment)
        if due is None or slot is None:
            continue
        people = list(duty.recipients(reminder, record, moment))
        if not people:
            continue
        page, keys = duty.form(reminder, record)
        yield from dues(
            group,
            people,
            duty.subject(record),
            slot,
            page,
            *keys,
            sensitive=duty.is_sensitive(record),
            **{name: str(value)[:SHOWN] for name, value in duty.facts(record, due).items()},
        )


def _owed(moment: Moment) -> Scope:
    """Return what is owed in all bodies, on the days the moment looks at."""
    seats = tuple(seat for seats in moment.all_seats().values() for seat in seats)
    return Scope(moment.body, only_owed=True, seats=seats, day=moment.since)


def source(duty: Duty[Any]) -> Source:
    """Return what a duty puts into the calendar."""
    return Source(f"duties.{duty.name}", duty.power, partial(_entries, duty))


def _entries(duty: Duty[Any], span: Span) -> Iterator[Entry]:
    """Return the days by which it is owed, done or not, as the viewer of the calendar may see them."""
    asked = Scope(
        span.group, span.user, since=span.since - duty.reach, until=span.until + duty.reach, with_changes=True
    )
    for record in duty.find(asked):
        due = duty.due_on(record, span.group.law_on)
        if due is None or not span.since <= due <= span.until:
            continue
        yield Entry(
            duty.mark(record),
            "deadline",
            gettext(duty.entry) % duty.facts(record, due),
            due,
            url=duty.url(span.group, record),
            clause=duty.clause,
            state=duty.state(record),
            people=duty.people(record) | span.holders(*duty.watchers(record)),
            done=duty.done_on(record) is not None,
            sensitive=duty.is_sensitive(record),
            **duty.revision(record),
        )
