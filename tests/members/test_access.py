"""Who may enter a body, and what a view is told about the asker."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from members.access import in_body
from members.models import LeadingGroup, Membership, StaffRole, Term, User
from members.notifications import notify
from members.permissions import office

pytestmark = pytest.mark.django_db


def make_group(code: str) -> LeadingGroup:
    return LeadingGroup.objects.create(
        code=code, name=f"{code}党组", full_name=code, government=code, superior=code, document_word=code
    )


@pytest.fixture
def group():
    return make_group("yunling")


@pytest.fixture
def foreign():
    return make_group("gaopo")


@pytest.fixture
def secretary(group):
    user = User.objects.create_user("zhang", None, name="张建国")
    term = Term.objects.create(group=group, number=17, since=date(2021, 9, 1))
    Membership.objects.create(group=group, term=term, user=user, post="secretary", since=date(2021, 9, 1))
    return user


def test_a_view_is_told_body_seat_roles_and_day(rf, group, secretary):
    StaffRole.objects.create(group=group, user=secretary, role="auditor", since=date(2022, 1, 1))
    seen = {}

    @in_body
    def view(request, pk):
        seen.update(
            group=request.group, seat=request.seat, roles=request.staff_roles, today=request.today, pk=pk
        )

    request = rf.get("/")
    request.user, request.session = secretary, {}
    view(request, body="yunling", pk=7)
    assert seen["group"] == group
    assert seen["seat"].user == secretary
    assert seen["roles"] == {"auditor"}
    assert seen["today"] == localdate()
    assert seen["pk"] == 7
    assert request.session["body"] == "yunling"


@pytest.mark.parametrize("path", ["", "notifications/", "notifications/bell/", "notifications/latest/"])
def test_another_body_does_not_exist(client, foreign, secretary, path):
    client.force_login(secretary)
    assert client.get(f"/b/yunling/{path}").status_code == 200
    assert client.get(f"/b/gaopo/{path}").status_code == 404
    assert client.get(f"/b/missing/{path}").status_code == 404


def test_a_stranger_is_sent_to_log_in(client, group):
    answer = client.get("/b/yunling/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_who_belongs_to_no_body_is_told_so(client):
    client.force_login(User.objects.create_user("new", None, name="新人"))
    answer = client.get("/")
    assert answer.status_code == 200
    assert "members/home_index.html" in [template.name for template in answer.templates]


def test_the_desk_is_that_of_the_body_visited_last(client, group, foreign, secretary):
    StaffRole.objects.create(group=foreign, user=secretary, role="auditor", since=date(2022, 1, 1))
    client.force_login(secretary)
    client.get("/b/gaopo/")
    assert client.get("/")["Location"] == "/b/gaopo/"
    client.get("/b/yunling/")
    assert client.get("/")["Location"] == "/b/yunling/"


def test_seats_and_roles_are_asked_with_the_day(group, secretary):
    before = date(2021, 8, 31)
    assert office(secretary, group, before).seat is None
    assert office(secretary, group, before + timedelta(days=1)).is_member
    StaffRole.objects.create(
        group=group, user=secretary, role="recorder", since=date(2024, 1, 1), until=date(2024, 2, 1)
    )
    assert office(secretary, group, date(2024, 1, 31)).roles == {"recorder"}
    assert office(secretary, group, date(2024, 2, 1)).roles == frozenset()


def test_messages_are_ones_own_and_lead_only_inside(client, group, secretary):
    other = User.objects.create_user("li", None, name="李卫东")
    now = timezone.now()
    notify(secretary, "k", "1", group=group, subject="请签收", at=now, url="/b/yunling/notifications/")
    notify(secretary, "k", "2", group=group, subject="外部", at=now, url="https://evil.example/")
    notify(other, "k", "3", group=group, subject="别人", at=now)
    client.force_login(secretary)
    mine = {told.subject: told for told in secretary.notifications.all()}
    assert client.get("/b/yunling/notifications/bell/").context["unread"] == 2
    opened = client.post(f"/b/yunling/notifications/{mine['请签收'].pk}/")
    assert opened["Location"] == "/b/yunling/notifications/"
    assert (
        client.post(f"/b/yunling/notifications/{mine['外部'].pk}/")["Location"] == "/b/yunling/notifications/"
    )
    assert client.post(f"/b/yunling/notifications/{other.notifications.get().pk}/").status_code == 404
    assert client.get("/b/yunling/notifications/bell/").context["unread"] == 0
    assert other.notifications.filter(read_at=None).exists()


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_list_of_messages_asks_the_same_number_of_times(
    client, group, secretary, rows, django_assert_max_num_queries
):
    for number in range(rows):
        notify(secretary, "k", str(number), group=group, subject="请签收", at=timezone.now())
    client.force_login(secretary)
    client.get("/b/yunling/notifications/")
    with django_assert_max_num_queries(11):
        client.get("/b/yunling/notifications/")
