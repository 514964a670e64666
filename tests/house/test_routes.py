"""Does every address answer every role as its row says, and nobody of another body at all?"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.timezone import localdate

from config.permissions import MATRIX
from config.views import ROLES as STAFF
from config.views import SEATS, line
from members.printing.paper import papers
from tests.house.routes import ROLES, TABLE, Row
from tests.house.town import Town, town
from tests.world.standing import standing

pytestmark = pytest.mark.django_db

ELSEWHERE = "外域壬"
FORM = "supervision_slip"
FORM_OF_A_YEAR = "essay_list"
FRAGMENT = {"HX-Request": "true"}  # as the page's own requests come: the answer has no frame, and is quicker
# The platform's administrator keeps all bodies, and chooses first administrators among all accounts.
NAMES_OTHERS = {"members:group_create", "members:group_list"}


# Two roles see nearly all pages; what the others see does not depend on the engine of the database.
EACH_ROLE = [
    role if role in {"secretary", "clerk"} else pytest.param(role, marks=pytest.mark.once) for role in ROLES
]


towns = standing(lambda: (town("own", "云岭"), town("other", ELSEWHERE)))


@pytest.fixture(autouse=True)
def _its_uploads(_uploads_of_its_own: None, settings: Any, standing_uploads: Path) -> None:
    settings.MEDIA_ROOT = standing_uploads


def named_routes(patterns: list[Any], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}:{pattern.name}".lstrip(":")
        else:
            yield from named_routes(pattern.url_patterns, pattern.namespace or space)


@cache
def arguments(name: str) -> frozenset[str]:
    """Return what the address of a route asks for."""
    space, _colon, own = name.rpartition(":")
    resolver = get_resolver()
    for part in space.split(":") if space else []:
        resolver = resolver.namespace_dict[part][1]
    possibilities = resolver.reverse_dict.getlist(own)
    return frozenset(possibilities[0][0][0][1]) | (
        frozenset({"body"}) if TABLE[name].scope == "body" else frozenset()
    )


def address(name: str, row: Row, body: str, records: Town, role: str = "secretary") -> str:
    """Return the address of a route below a body, about a record of a town (of another one, too)."""
    wanted = arguments(name)
    pk = (
        records.pks[f"told_{records.users[role].pk}"] if row.record == "told" else records.pks.get(row.record)
    )
    form = FORM_OF_A_YEAR if "year" in wanted else FORM
    known = {"body": body, "pk": pk, "order": 1, "name": form, "row": records.pks.get(row.row)}
    known |= {
        "stage": "theme",
        "token": records.words.get("token"),
        "secret": records.words.get("secret"),
        "year": localdate().year,
        "key": "months",
    }
    return reverse(name, kwargs={key: value for key, value in known.items() if key in wanted})


def client_of(place: Town, role: str, **how: Any) -> Client:
    client = Client(raise_request_exception=False, **how)
    client.force_login(place.users[role], backend="config.auth.MatrixBackend")
    return client


def way(row: Row, method: str, role: str) -> dict[str, str]:
    """Say how a role asks: for the whole page, but for what others before it are refused as well, as a page's own requests do."""
    answers = [row.answer(method, each) for each in ROLES]
    answer = row.answer(method, role)
    return FRAGMENT if answer in {403, 404} and answers.index(answer) < ROLES.index(role) else {}


def sent(client: Client, method: str, url: str, headers: dict[str, str] | None = None) -> HttpResponse:
    """Send a request; whatever a POST did is taken back."""
    if method == "GET":
        return client.get(url, headers=headers)
    point = transaction.savepoint()
    try:
        return client.post(url, {"csrfmiddlewaretoken": "as a browser sends it"}, headers=headers)
    finally:
        transaction.savepoint_rollback(point)


def state() -> dict[str, str]:
    """Return a digest of every table but the sessions."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if table.startswith(("django_session", "axes_")):
                continue
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            # PostgreSQL hands bytes out as views, which are written by their address.
            rows = [
                [bytes(value) if isinstance(value, memoryview) else value for value in row]
                for row in cursor.fetchall()
            ]
            found[table] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


def test_every_route_has_a_row() -> None:
    assert sorted(set(named_routes(get_resolver().url_patterns))) == sorted(TABLE)


@pytest.mark.parametrize("role", EACH_ROLE)
def test_reading(role: str, towns: tuple[Town, Town]) -> None:
    """Each role sees what it may, nothing of another body, and changes nothing by looking."""
    own, _other = towns
    client, wrong = client_of(own, role), []
    before = state()
    for name, row in TABLE.items():
        if not row.takes("GET") and role != ROLES[0]:
            continue
        point = transaction.savepoint() if row.entered else ""
        response = client.get(address(name, row, "own", own, role), headers=way(row, "GET", role))
        if point:
            transaction.savepoint_rollback(point)
        wanted = row.answer("GET", role)
        if response.status_code != wanted:
            wrong.append((name, response.status_code, wanted))
        known = role == "platform" and name in NAMES_OTHERS
        if not known and ELSEWHERE.encode() in getattr(response, "content", b""):
            wrong.append((name, "names the other body", ""))
    assert not wrong, wrong
    assert state() == before


@pytest.mark.parametrize("role", EACH_ROLE)
def test_acting(role: str, towns: tuple[Town, Town]) -> None:
    own, _other = towns
    client, wrong = client_of(own, role), []
    for name, row in TABLE.items():
        if name == "members:logout" or (not row.takes("POST") and role != ROLES[0]):
            continue
        response = sent(client, "POST", address(name, row, "own", own, role), way(row, "POST", role))
        if response.status_code != row.answer("POST", role):
            wrong.append((name, response.status_code, row.answer("POST", role)))
    assert not wrong, wrong


@pytest.mark.parametrize("role", EACH_ROLE)
def test_a_record_of_another_body_does_not_exist(role: str, towns: tuple[Town, Town]) -> None:
    """Below the own body, with a number of the other one: 404, unless the power is missing anyway."""
    own, other = towns
    client, wrong = client_of(own, role, headers=FRAGMENT), []
    for name, row in TABLE.items():
        if not row.record:
            continue
        if name == "members:group_edit" and role == "platform":
            continue
        for method in ("GET", "POST"):
            if not row.takes(method):
                continue
            response = sent(client, method, address(name, row, "own", other, role))
            allowed = {403, 404} if row.answer(method, role) == 403 else {404}
            if response.status_code not in allowed:
                wrong.append((name, method, response.status_code))
    assert not wrong, wrong


@pytest.mark.parametrize("form", sorted(papers()))
def test_no_paper_is_printed_from_a_record_of_another_body(form: str, towns: tuple[Town, Town]) -> None:
    own, other = towns
    foreign = papers()[form].records(other.group, other.users["secretary"]).values_list("pk", flat=True)
    assert foreign
    client = client_of(own, "secretary")
    for pk in foreign:
        assert client.get(f"/b/own/documents/{form}/{pk}/").status_code == 404


@pytest.mark.parametrize("role", ["secretary", "clerk", "platform"])
def test_another_body_does_not_exist(role: str, towns: tuple[Town, Town]) -> None:
    own, other = towns
    client, wrong = client_of(other, role, headers=FRAGMENT), []
    for name, row in TABLE.items():
        if row.scope != "body":
            continue
        for method in ("GET", "POST"):
            if not row.takes(method):
                continue
            response = sent(client, method, address(name, row, "own", own, "secretary"))
            if response.status_code != 404:
                wrong.append((name, method, response.status_code))
    assert not wrong, wrong


def test_who_is_not_logged_in_is_sent_to_log_in(towns: tuple[Town, Town]) -> None:
    own, _other = towns
    client, wrong = Client(raise_request_exception=False), []
    for name, row in TABLE.items():
        if row.scope == "anyone":
            continue
        for method in ("GET", "POST"):
            if not row.takes(method):
                continue
            response = sent(client, method, address(name, row, "own", own))
            if (response.status_code, response.headers.get("Location", "").startswith("/login/")) != (
                302,
                True,
            ):
                wrong.append((name, method, response.status_code))
    assert not wrong, wrong


def test_no_post_without_a_token(towns: tuple[Town, Town]) -> None:
    own, _other = towns
    client, wrong = client_of(own, "secretary", enforce_csrf_checks=True), []
    before = state()
    for name, row in TABLE.items():
        if row.takes("POST"):
            response = client.post(address(name, row, "own", own))
            if response.status_code != 403:
                wrong.append((name, response.status_code))
    assert not wrong, wrong
    assert state() == before


def test_the_table_of_powers_says_that_a_unit_acts_on_its_own_tasks() -> None:
    shown = line(MATRIX["meetings.report_progress"], localdate()).marks
    unit = shown[len(SEATS) + [role.value for role in STAFF].index("responsible_unit")]
    assert (unit, shown[0], shown[len(SEATS) - 1]) == ("own", "yes", "yes")
