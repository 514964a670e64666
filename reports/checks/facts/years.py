"""Since when does a body keep its records here, and which work rules bind it on a day?  Queries; no rules."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.db.models import Min

from members.models import LeadingGroup, RuleAdoption, StaffRole
from members.procedure.rulebook import MeetingParameters, NotInForce, RuleBook, book, in_force
from reports.checks.rules.judged_year import JudgedYear, Laws, judged


def laws(group: LeadingGroup) -> Laws:
    """Return what tells the work rules of any day (one query, whatever the number of days asked for).  Clause 11-a."""
    adopted = RuleAdoption.objects.filter(group=group).values_list("rulebook", flat=True)
    books = [book(row) for row in adopted]

    @cache
    def law(day: date) -> RuleBook | None:
        try:
            return in_force(books, day)
        except NotInForce:
            return None

    return law


def meeting_laws(group: LeadingGroup) -> Callable[[date], MeetingParameters | None]:
    """Return what tells the numbers about meetings on any day; None where no rules are in force (one query).  Clause 11-a."""
    law = laws(group)

    def on(day: date) -> MeetingParameters | None:
        book = law(day)
        return book.meeting if book is not None else None

    return on


def begun(group: LeadingGroup) -> date | None:
    """Return the day from which on the body keeps its records here (two queries).

    It has members, and an administrator of its own: a body is given one when it comes onto this installation.  What
    happened before then came in as scanned volumes, and is not judged.
    """
    seats = group.memberships.aggregate(first=Min("since"))["first"]
    keepers = StaffRole.objects.filter(group=group, role=StaffRole.Role.SYSTEM_ADMIN)
    kept = keepers.aggregate(first=Min("since"))["first"]
    return None if seats is None else max(seats, kept or seats)


def span_of(group: LeadingGroup, year: int, today: date) -> JudgedYear | None:
    """Return which part of a year is judged, None for nothing (three queries)."""
    return judged(year, today, begun(group), laws(group))
