"""The pages of seats, offices, staff, accounts, bodies and powers, through the test client."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from members import actions
from members.models import Authorization, InterestDeclaration, LeadingGroup, Membership, StaffRole, User
from members.procedure.record import NotPermitted, Refused
from tests.meetings.test_views_before import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


PAGES = {
    "members:membership_list": {"s", "a", "clerk", "auditor", "system_admin"},
    "members:portfolio_list": {"s", "a", "clerk", "auditor", "system_admin"},
    "members:authorization_list": {"s", "a", "clerk", "auditor", "system_admin"},
    "members:staff_list": {"s", "a", "clerk", "auditor", "system_admin"},
    "members:interest_list": {"s", "a", "clerk"},
    "members:account_list": {"system_admin"},
    "members:membership_create": {"clerk", "system_admin"},
    "members:term_create": {"clerk", "system_admin"},
    "members:authorization_create": {"s"},
    "members:interest_create": {"s", "a", "clerk"},
    "members:staff_create": {"system_admin"},
    "members:account_create": {"system_admin"},
    "members:group_list": set(),
    "members:group_create": set(),
    "config:power_detail": {"s", "a", "clerk", "auditor", "system_admin"},
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_by_role(house: House, name: str) -> None:
    for key in ("s", "a", "clerk", "auditor", "system_admin"):
        expected = 200 if key in PAGES[name] else 403
        assert house.client(key).get(house.url(name)).status_code == expected, key
    assert house.client("stranger").get(house.url(name)).status_code == 404


def test_seat_from_beginning_to_end(house: House) -> None:
    clerk = house.client("clerk")
    person = User.objects.create_user("new", "pw", name="新成员")
    form = {"user": person.pk, "post": "member", "protocol_order": 6, "since": "2026-01-01"}
    assert clerk.post(house.url("members:membership_create"), form).status_code == 302
    seat = Membership.objects.get(user=person)
    page = house.url("members:membership_detail", seat.pk)
    assert clerk.post(house.url("members:membership_create"), form).status_code == 422
    assert (
        clerk.post(
            house.url("members:portfolio_create", seat.pk), {"field": "财政", "since": "2026-01-01"}
        ).status_code
        == 302
    )
    standing = house.url("members:standing_create", seat.pk)
    assert clerk.post(standing, {"kind": "excluded", "since": "2026-02-01"}).status_code == 422
    assert clerk.post(standing, {"kind": "suspended", "since": "2026-02-01"}).status_code == 302
    assert clerk.get(page).context["standing"] == "suspended"
    assert (
        clerk.post(
            house.url("members:standing_end", seat.standings.get().pk), {"day": "2026-03-01"}
        ).status_code
        == 302
    )
    assert (
        clerk.post(
            house.url("members:portfolio_end", seat.portfolios.get().pk), {"day": "2026-03-01"}
        ).status_code
        == 302
    )
    assert (
        clerk.post(house.url("members:membership_end", seat.pk), {"until": "2025-01-01"}).status_code == 422
    )
    assert (
        clerk.post(house.url("members:membership_end", seat.pk), {"until": "2026-06-01"}).status_code == 302
    )
    assert house.client("a").get(page).status_code == 200
    assert house.client("a").post(house.url("members:membership_end", seat.pk), {}).status_code == 403
    verbs = list(house.group.entries.values_list("verb", flat=True))
    assert verbs == [
        "seat_member",
        "add_portfolio",
        "set_standing",
        "end_standing",
        "end_portfolio",
        "end_seat",
    ]


def test_one_secretary(house: House) -> None:
    person = User.objects.create_user("new", "pw", name="新成员")
    with pytest.raises(ValidationError):
        actions.seat_member(
            house.group, user=person, post="secretary", since=date(2026, 1, 1), **house.by("clerk")
        )
    with pytest.raises(Refused) as error:
        actions.seat_member(
            house.group,
            user=person,
            post="secretary",
            since=date(2026, 1, 1),
            until=date(2026, 2, 1),
            **house.by("clerk"),
        )
    assert error.value.code == "secretary_exists"


def test_authorisation(house: House) -> None:
    secretary, today = house.client("s"), localdate()
    url = house.url("members:authorization_create")
    form = {
        "grantee": house.seats["d"].pk,
        "since": today,
        "until": today + timedelta(days=30),
        "basis": "分工",
    }
    assert secretary.post(url, form).status_code == 422
    assert secretary.post(url, form | {"powers": ["preside", "sign"]}).status_code == 302
    given = Authorization.objects.get()
    assert given.powers == ["preside", "sign"]
    own = form | {"grantee": house.seats["s"].pk, "powers": ["sign"]}
    assert secretary.post(url, own).status_code == 422
    revoke = house.url("members:authorization_revoke", given.pk)
    assert house.client("d").post(revoke, {"day": today}).status_code == 403
    assert secretary.post(revoke, {"day": today}).status_code == 302
    assert not Authorization.objects.alive(today).exists()


def test_interests_are_seen_by_few(house: House) -> None:
    member = house.client("a")
    form = {
        "membership": house.seats["a"].pk,
        "kind": "relative",
        "name": "云岭水务",
        "declared_on": "2026-01-01",
    }
    assert (
        member.post(
            house.url("members:interest_create"), form | {"membership": house.seats["b"].pk}
        ).status_code
        == 422
    )
    assert member.post(house.url("members:interest_create"), form).status_code == 302
    declared = InterestDeclaration.objects.get()
    page = house.url("members:interest_detail", declared.pk)
    assert member.get(page).status_code == house.client("clerk").get(page).status_code == 200
    assert house.client("b").get(page).status_code == 404
    assert house.client("s").post(house.url("members:interest_withdraw", declared.pk)).status_code == 403
    assert member.post(house.url("members:interest_withdraw", declared.pk)).status_code == 302
    assert "云岭水务" not in str(list(house.group.entries.values_list("facts", flat=True)))


def test_accounts(house: House) -> None:
    admin = house.client("system_admin")
    form = {"username": "li", "name": "李某", "password": "short"}
    assert admin.post(house.url("members:account_create"), form).status_code == 422
    assert (
        admin.post(house.url("members:account_create"), form | {"password": "Yunling-2026-desk"}).status_code
        == 302
    )
    user = User.objects.get(username="li")
    assert user.must_change_password
    assert admin.get(house.url("members:account_keep", user.pk)).status_code == 200
    role = {"user": user.pk, "role": "recorder", "since": "2026-01-01"}
    assert admin.post(house.url("members:staff_create"), role).status_code == 302
    held = StaffRole.objects.get(user=user)
    assert admin.post(house.url("members:staff_end", held.pk), {"day": "2026-02-01"}).status_code == 302
    assert (
        admin.post(house.url("members:account_reset", user.pk), {"password": "Yunling-2027-desk"}).status_code
        == 302
    )
    assert admin.post(house.url("members:account_close", user.pk)).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    assert admin.post(house.url("members:account_reopen", user.pk)).status_code == 302
    assert house.client("clerk").post(house.url("members:account_close", user.pk)).status_code == 403


def test_no_way_into_another_body_through_a_shared_account(house: House) -> None:
    other = LeadingGroup(
        code="other",
        name="他县党组",
        full_name="他县党组",
        government="他县",
        superior="他县委",
        document_word="他",
    )
    other.save()
    shared = house.users["clerk"]
    StaffRole(group=other, user=shared, role="clerk", since=date(2026, 1, 1)).save()
    with pytest.raises(NotPermitted):
        actions.reset_password(house.group, shared, "Yunling-2027-desk", **house.by("system_admin"))
    url = house.url("members:account_reset", shared.pk)
    assert house.client("system_admin").get(url).status_code == 403


def test_bodies_are_kept_by_platform_administrators(house: House) -> None:
    root = User.objects.create_user("root", "pw", name="平台管理员", is_platform_admin=True)
    house.users["root"] = root
    StaffRole(group=house.group, user=root, role="system_admin", since=date(2026, 1, 1)).save()
    client = house.client("root")
    assert client.get(house.url("members:group_list")).status_code == 200
    form = {
        "code": "qingshan",
        "name": "青山县人民政府党组",
        "full_name": "中共青山县人民政府党组",
        "government": "青山县人民政府",
        "superior": "中共青山县委员会",
        "document_word": "青政党组",
        "administrator": house.users["system_admin"].pk,
        "rulebook": "work-rules-2024",
    }
    assert client.post(house.url("members:group_create"), {}).status_code == 422
    assert client.post(house.url("members:group_create"), form).status_code == 302
    group = LeadingGroup.objects.get(code="qingshan")
    edit = house.url("members:group_edit", group.pk)
    assert client.get(edit).status_code == 200
    assert client.post(edit, form | {"contact": "办公室"}).status_code == 302
    assert (
        house.client("system_admin").get(reverse("members:account_list", args=["qingshan"])).status_code
        == 200
    )


def test_the_table_of_powers_tells_the_matrix(house: House) -> None:
    answer = house.client("a").get(house.url("config:power_detail"))
    lines = {line.clause: line.marks for line in answer.context["areas"]["members"]}
    assert lines["4.4-e"][0] == "yes"
    assert set(lines["4.4-e"][1:]) == {"no"}
