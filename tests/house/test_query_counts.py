"""Does a page ask the database as often for 300 rows as for one?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Decision,
    LeaveRequest,
    MajorIssueList,
    Meeting,
    Minutes,
    Recusal,
    SupervisionTask,
    TopicProposal,
    WrittenOpinion,
)
from members.models import (
    Authorization,
    Delivery,
    InterestDeclaration,
    Membership,
    Notification,
    Portfolio,
    StaffRole,
    User,
)
from reports.checks.models import Finding
from reports.inspection.models import Inspection
from tests.house.town import Town, town
from tests.meetings.room import room
from tests.world.standing import standing

pytestmark = pytest.mark.django_db
SIZES = (3, 300)


place = standing(lambda: town("own", "云岭", sealed=False))


def copies(model: type[Any], **different: Callable[[int], Any]) -> Callable[[Town, int], None]:
    """Return what fills a table with copies of its last row; only reading is measured, so no act is done."""

    def fill(place: Town, count: int) -> None:
        row = model.objects.order_by("pk").last()
        made = []
        for number in range(count):
            values = {
                f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if not f.primary_key
            }
            values |= {name: make(number) for name, make in different.items()}
            made.append(model(**values))
        QuerySet(model).bulk_create(made)

    return fill


def accounts(count: int) -> list[User]:
    rows = [User(username=f"more-{number}", name=f"员{number}", password="!") for number in range(count)]
    return QuerySet(User).bulk_create(rows)


def seats(place: Town, count: int) -> None:
    seat, today = place.seats["member"], timezone.localdate()
    since = today - timedelta(days=2)
    QuerySet(Membership).bulk_create(
        Membership(group=place.group, term=seat.term, user=user, post="member", since=since, until=today)
        for user in accounts(count)
    )


def staff(place: Town, count: int) -> None:
    since = timezone.localdate()
    QuerySet(StaffRole).bulk_create(
        StaffRole(group=place.group, user=user, role="recorder", since=since) for user in accounts(count)
    )


def items(place: Town, count: int, kind: str = "funds") -> None:
    source = AgendaItem.objects.get(pk=place.pks["coming_item"])
    names = [f.attname for f in AgendaItem._meta.concrete_fields if not f.primary_key]
    values = {name: getattr(source, name) for name in names}
    QuerySet(AgendaItem).bulk_create(
        AgendaItem(**values | {"position": 10 + n, "kind": kind}) for n in range(count)
    )


def of_items(model: type[Any], **different: Callable[[int], Any]) -> Callable[[Town, int], None]:
    """Return what gives each of many items one row of another table."""

    def fill(place: Town, count: int) -> None:
        items(place, count)
        pks = list(AgendaItem.objects.order_by("-pk").values_list("pk", flat=True)[:count])
        copies(model, item_id=lambda number: pks[number], **different)(place, count)

    return fill


def meetings(place: Town, count: int) -> None:
    source = Meeting.objects.get(pk=place.pks["coming"])
    names = [f.attname for f in Meeting._meta.concrete_fields if not f.primary_key]
    values = {name: getattr(source, name) for name in names} | {"ordinal": None}
    QuerySet(Meeting).bulk_create(
        Meeting(**values | {"starts_at": source.starts_at + timedelta(days=n + 1)}) for n in range(count)
    )


def transmissions(place: Town, count: int) -> None:
    items(place, count, kind="transmission")


def minutes(place: Town, count: int) -> None:
    meetings(place, count)
    pks = list(Meeting.objects.order_by("-pk").values_list("pk", flat=True)[:count])
    copies(Minutes, meeting_id=lambda number: pks[number])(place, count)


def notifications(place: Town, count: int) -> None:
    pk = place.users["clerk"].pk
    copies(Notification, user_id=lambda _n: pk, key=lambda n: f"x{n}")(place, count)


def deliveries(place: Town, count: int) -> None:
    notifications(place, count)
    pks = list(Notification.objects.order_by("-pk").values_list("pk", flat=True)[:count])
    copies(Delivery, notification_id=lambda number: pks[number])(place, count)


# page of the body: who reads it, what fills it, how often it asks the database
LISTS: dict[str, tuple[str, Callable[[Town, int], None], int]] = {
    "meetings/": ("clerk", meetings, 10),
    "topics/": ("clerk", copies(TopicProposal), 8),
    "items/": ("clerk", items, 8),
    "lists/": ("clerk", copies(MajorIssueList, version=lambda n: 10 + n), 9),
    "decisions/": ("clerk", of_items(Decision, number=lambda n: f"x-{n}"), 8),
    "tasks/": ("clerk", copies(SupervisionTask), 9),
    "recusals/": ("clerk", of_items(Recusal), 8),
    "opinions/": ("clerk", of_items(WrittenOpinion), 8),
    "leave/": ("clerk", copies(LeaveRequest, state=lambda _n: "refused"), 9),
    "transmissions/": ("clerk", transmissions, 9),
    "members/": ("clerk", seats, 10),
    "portfolios/": ("clerk", copies(Portfolio), 8),
    "authorisations/": ("secretary", copies(Authorization, revoked_on=lambda _n: timezone.localdate()), 8),
    "interests/": ("clerk", copies(InterestDeclaration, name=lambda n: f"某{n}"), 8),
    "staff/": ("clerk", staff, 8),
    "accounts/": ("system_admin", staff, 8),
    "notifications/": ("clerk", notifications, 11),
    "deliveries/": ("clerk", deliveries, 10),
    "minutes/": ("clerk", minutes, 8),
    "trails/": ("clerk", of_items(Decision, number=lambda n: f"x-{n}"), 9),
    "inspections/": ("clerk", copies(Inspection), 8),
    # a year at rest: whether one that runs is looked at again depends on the clock
    "findings/?year=2024": ("clerk", copies(Finding, part=lambda n: f"{n}", year=lambda _n: 2024), 10),
    "documents/topic_approval/": ("clerk", copies(TopicProposal), 8),
    "documents/sign_in_sheet/": ("clerk", meetings, 8),
    "documents/ballot_paper/": ("clerk", items, 8),
    "documents/supervision_slip/": ("clerk", copies(SupervisionTask), 8),
}


def count_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def reader(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="config.auth.MatrixBackend")
    client.get("/")
    return client


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_as_often_for_300_rows_as_for_one(path: str, place: Town) -> None:
    role, fill, wanted = LISTS[path]
    client, url = reader(place.users[role]), f"/b/own/{path}"
    few = client.get(url).context["page"].paginator.count
    assert few > 0
    found = [count_of(client, url)]
    for size in SIZES:
        point = transaction.savepoint()
        fill(place, size)
        assert client.get(url).context["page"].paginator.count == few + size
        found.append(count_of(client, url))
        transaction.savepoint_rollback(point)
    assert found == [wanted] * 3


def test_the_journal_asks_as_often_for_many_entries(place: Town) -> None:
    client, url = reader(place.users["clerk"]), "/b/own/journal/"
    few = count_of(client, f"{url}?q=没有这样的")
    assert count_of(client, url) <= few + 40


@pytest.mark.parametrize("who", ["secretary", "clerk", "member"])
def test_the_page_of_a_meeting_asks_fewer_than_25_times(who: str, place: Town) -> None:
    client, url = reader(place.users[who]), f"/b/own/meetings/{place.pks['coming']}/"
    client.get(url)
    few = count_of(client, url)
    items(place, 60)
    assert count_of(client, url) == few < 25


@pytest.mark.parametrize("page", ["sitting", "mine", "record", "agenda", "notice"])
def test_the_pages_around_a_sitting_do_not_grow_with_it(page: str) -> None:
    """Three members and two items, or nine members and nine items: as many questions."""
    found = []
    for code, size, many in (("small", 3, 2), ("large", 9, 9)):
        made = room(size, code, many)
        made.open(size)
        made.discussed(1)
        client, url = reader(made.clerk), f"/b/{code}/meetings/{made.meeting.pk}/{page}/"
        client.get(url)
        found.append(count_of(client, url))
    assert found[0] == found[1] <= 60, found


def test_the_year_in_pictures_asks_fewer_than_20_times_whatever_was_done_in_it(place: Town) -> None:
    client, url = reader(place.users["secretary"]), "/b/own/dashboard/"
    client.get(url)
    few = count_of(client, url)
    for fill in (meetings, seats):
        fill(place, 30)
    of_items(Decision, number=lambda n: f"x-{n}")(place, 30)
    assert count_of(client, url) == few < 20
