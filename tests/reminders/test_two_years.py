"""Two whole years, a leap year among them, day by day: each reminder exactly once, none besides."""

from collections import Counter
from datetime import date, datetime, timedelta

import chinese_calendar
import pytest
from django.utils.timezone import localdate

from members.models import Notification
from members.reminders import Moment, registered, write
from tests.cast import SEATS, Cast, make_body
from tests.reminders.story import ZONE, TwoYears
from tests.reminders.table import expected

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)
BY_THE_HOUR = (
    "2027-03-15",
    "2027-03-16",
    "2027-07-05",
    "2027-07-06",
    "2027-07-07",
    "2027-08-16",
    "2027-08-17",
)
NAMES = {kind.name for kind in registered()}

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]


def beats() -> list[datetime]:
    """At eight each day; on days with something that has its hour, every hour."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    hours = {date.fromisoformat(day): range(24) for day in BY_THE_HOUR}
    return [
        datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)
        for day in days
        for hour in hours.get(day, (8,))
    ]


def unknown_months() -> list[str]:
    """Months of both years in which the holidays of the year, or in December of the next one, are not known."""
    last = max(day.year for day in chinese_calendar.constants.holidays)
    months = [(year, month) for year in (2027, 2028) for month in range(1, 13)]
    return [f"{year}-{month:02}" for year, month in months if year + (month == 12) > last]


def told(cast: Cast) -> Counter[tuple[str, str, str]]:
    people = {seat.user_id: name for name, seat in cast.seats.items()}
    people |= {user.pk: role for role, user in cast.staff.items()}
    rows = Notification.objects.filter(kind__in=NAMES).values_list("at", "kind", "user")
    return Counter((localdate(at).isoformat(), kind, people[user]) for at, kind, user in rows)


def test_two_years_of_a_body() -> None:
    cast = make_body("yunling", SEATS)
    steps = TwoYears(cast).steps()
    for at in beats():
        while steps and steps[0][0] <= at:
            steps.pop(0)[1]()
        moment = Moment(at)
        for kind in registered():
            write(kind, moment)
        # The second beat: with the same facts in its hands, and each fortnight with facts read afresh.
        again = Moment(at) if at.day in {1, 15} else moment
        assert sum(write(kind, again) for kind in registered()) == 0
    assert steps == []
    seen, wanted = told(cast), expected(unknown_months())
    assert sorted(set(seen) - wanted) == []
    assert sorted(wanted - set(seen)) == []
    assert [row for row, times in seen.items() if times > 1] == []
    assert {kind for _day, kind, _who in wanted} >= NAMES - UNTOLD


UNTOLD = {
    "document_measure_due",
    "reading_open",
    "life_report",
    "upward_due",
    "circulation_open",
    "reply_action_due",
}
"""Kinds that this story has no occasion for; their rules have tables of their own."""
