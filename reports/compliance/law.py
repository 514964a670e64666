"""Which law bound a body on each day of its meetings?  Its adoptions are read once, whatever the number of days."""

from collections.abc import Callable
from datetime import date
from functools import cache

from members.models import LeadingGroup
from members.procedure import rulebook
from members.procedure.rulebook import MeetingParameters, NotInForce


def laws(group: LeadingGroup) -> Callable[[date], MeetingParameters | None]:
    """Return the question for the numbers about meetings on a day; its answer is None where no rules are in force.

    Costs one query.  Clause 11-a.
    """
    books = [rulebook.book(key) for key in group.adoptions.order_by("pk").values_list("rulebook", flat=True)]

    @cache
    def on(day: date) -> MeetingParameters | None:
        try:
            return rulebook.in_force(books, day).meeting
        except NotInForce:
            return None

    return on
