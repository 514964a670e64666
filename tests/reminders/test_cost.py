"""Does the sweep ask the database as often for thirty bodies as for two, kind by kind?"""

from datetime import datetime, timedelta

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Notification
from members.reminders import Kind, Moment, registered, write
from tests.cast import SEATS, make_body
from tests.house.town import Town, town
from tests.world.standing import standing

pytestmark = pytest.mark.django_db
BODIES = 30
DAYS = ((1, 5), (1, 25), (3, 31), (5, 31), (6, 30), (9, 1), (10, 8), (11, 1), (12, 24), (12, 31))


def moments() -> list[datetime]:
    """Now, the hours before and after, days around, and the days of the calendar."""
    now = timezone.now().replace(hour=0, minute=30)
    near = [now + timedelta(hours=hours) for hours in (0, 6, 24, 8 * 24, 30 * 24)]
    return near + [now.replace(month=m, day=d) for m, d in DAYS]


place = standing(lambda: town("own", "云岭", sealed=False))


def costs() -> dict[str, list[int]]:
    """Return how many queries each kind asks at each moment, facts read afresh."""
    found: dict[str, list[int]] = {kind.name: [] for kind in registered()}
    for at in moments():
        for kind in registered():
            reset_queries()  # the log of queries is as long as it may be, and counts nothing when it is full
            with CaptureQueriesContext(connection) as asked:
                list(kind.find(Moment(at)))
            found[kind.name].append(len(asked))
    return found


def test_thirty_bodies_cost_as_many_queries_as_two(place: Town) -> None:
    """Two: one that has a record of every kind, and one that has none, so that each question is asked."""
    make_body("body", SEATS)
    one = costs()
    town("other", "青岭", sealed=False)
    for number in range(BODIES - 3):
        make_body(f"body{number}", SEATS)
    many = costs()
    assert {name: (one[name], many[name]) for name in one if many[name] != one[name]} == {}
    assert sum(map(sum, one.values())) > 0
    assert max(max(counts) for counts in many.values()) <= 16


def test_writing_asks_once_and_inserts_once(place: Town) -> None:
    for number in range(3):
        make_body(f"new{number}", SEATS)
    kind = next(kind for kind in registered() if kind.name == "month_without_meeting")
    at = timezone.now().replace(day=20, month=3, hour=4)
    assert list(kind.find(Moment(at)))
    with CaptureQueriesContext(connection) as asked:
        assert write(kind, Moment(at)) > 3
    kinds = [query["sql"].split()[0] for query in asked if "notification" in query["sql"]]
    assert kinds == ["SELECT", "INSERT"]
    assert write(kind, Moment(at)) == 0


def test_every_link_opens_for_who_is_told(place: Town) -> None:
    """Whoever gets a reminder comes by its link to a page that answers."""
    Notification.objects.all().delete()
    for at in moments():
        moment = Moment(at)
        for kind in registered():
            write(kind, moment)
    seen: dict[tuple[str, str], str] = {}
    wrong = []
    rows = Notification.objects.filter(group=place.group).select_related("user").order_by("pk")
    for told in rows:
        role = "|".join(sorted(told.user.memberships.values_list("post", flat=True)))
        if seen.setdefault((told.kind, role), told.url) != told.url:
            continue
        client = Client()
        client.force_login(told.user, backend="config.auth.MatrixBackend")
        status = client.get(told.url).status_code
        if status != 200:
            wrong.append((told.kind, told.user.username, told.url, status))
    assert len(seen) > 30
    assert wrong == []


def test_each_kind_has_its_own_name_and_belongs_to_one_app() -> None:
    apps = [registered(app) for app in ("members", "meetings", "study", "lifes", "reports")]
    names = [kind.name for kinds in apps for kind in kinds]
    assert all(apps)
    assert len(set(names)) == len(names) == len(registered())


@pytest.mark.parametrize("kind", registered(), ids=lambda kind: kind.name)
def test_a_kind_names_its_clause_and_fills_its_texts(kind: Kind) -> None:
    assert kind.clause
    assert "%" not in kind.advice
    assert len(kind.title) <= 200
