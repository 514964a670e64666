"""How do the duties that have their day stand in a year?  What is owed is read once and judged by its rules."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects

from members.duties import Duty, Scope, all_duties
from members.models import Post
from reports.forecast.line import Action, Line, Place, Shown
from reports.forecast.rules.dated import Dated, by_its_day

SHOWN = 40
Owed = tuple[tuple[Duty[Any], tuple[Any, ...]], ...]
"""Each duty that has a row in the forecast, with its records of the year."""


def read(place: Place) -> Owed:
    """Return what is owed or was owed in the year, and in the running one what is overdue from earlier.

    The number of queries does not grow with records.
    """
    prefetch_related_objects([place.group], "adoptions")
    result = []
    for duty in all_duties():
        if duty.forecast is not None:
            scope = Scope(
                place.group,
                year=place.year,
                with_earlier=duty.forecast.with_earlier and place.is_running,
                seats=place.seats,
            )
            result.append((duty, tuple(filter(duty.forecast.wanted, duty.find(scope)))))
    return tuple(result)


def lines(place: Place, facts: Owed, group: str) -> Iterator[Line]:
    """Return the rows of one part of the page; a duty of which nothing is owed has none."""
    rows: dict[str, list[tuple[Duty[Any], Shown]]] = {}
    for duty, records in facts:
        assert duty.forecast is not None
        if duty.forecast.group == group:
            shown = ((duty, _shown(place, duty, record)) for record in records)
            rows.setdefault(duty.forecast.name, []).extend(
                (duty, row) for duty, row in shown if row is not None
            )
    for name, parts in rows.items():
        if parts:
            duty = parts[0][0]
            assert duty.forecast is not None
            told = duty.forecast
            yield Line(
                name,
                group,
                told.label,
                duty.clause,
                tuple(row for _duty, row in parts),
                place.url(told.page, **told.asked(place.year)),
                soft=told.soft,
            )


def _shown(place: Place, duty: Duty[Any], record: Any) -> Shown | None:
    due, since = duty.due_on(record, place.group.law_on), duty.since(record)
    if due is None or (since is not None and since > place.today):
        return None
    part = by_its_day(
        Dated(duty.mark(record), due, duty.done_on(record)),
        place.today,
        place.law.reminder,
        duty.clause,
        duty.judged(record, place.today, place.group.law_on),
    )
    act = _action(place, duty, record) if part.is_open else None
    return Shown(part, duty.in_brief(record)[:SHOWN], duty.url(place.group, record), act)


def _action(place: Place, duty: Duty[Any], record: Any) -> Action | None:
    act = duty.next_act(record)
    if act is None:
        return None
    people = duty.people(record) if act.own else frozenset()
    if act.or_secretary:
        people |= {seat.user_id for seat in place.seats if seat.post == Post.SECRETARY}
    return Action(
        act.label, place.url(act.page, *(duty.keys(record) if act.keyed else ())), act.power, people
    )
