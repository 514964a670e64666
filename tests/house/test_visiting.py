"""Does a visiting inspector open nothing but the pages of the inspection, in the whole house?"""

import pytest
from django.test import Client
from django.utils import timezone

from reports.inspection import actions as inspections
from reports.inspection.models import Inspection, InspectionRead
from tests.house.routes import TABLE
from tests.house.test_routes import address, client_of, sent, state
from tests.house.town import Town, town
from tests.world.standing import standing

pytestmark = pytest.mark.django_db

INSIDE = {"reports:trail_list", "reports:trail_detail", "reports:trail_pdf", "reports:inspected_home"}
WITH_A_REGISTER = {
    "reports:inspected_list",
    "reports:inspected_pdf",
    "reports:inspected_detail",
    "reports:inspected_paper",
}
CLOSED = {403, 404, 405}


def inspected() -> Town:
    """Return a body with its inspection granted."""
    made = town("own", "云岭")
    inspection = Inspection.objects.get(pk=made.pks["inspection"])
    made.do(inspections.grant_inspection, inspection, who="secretary", at=timezone.now())
    return made


place = standing(inspected)


def visit(place: Town, client: Client, method: str) -> list[tuple[str, int]]:
    """Return what every address of the body answers to a visitor where it should be closed and is not."""
    wrong = []
    for name, row in TABLE.items():
        if row.scope != "body" or name in INSIDE | WITH_A_REGISTER:
            continue
        code = sent(client, method, address(name, row, "own", place, "secretary")).status_code
        if code not in CLOSED:
            wrong.append((name, code))
    return wrong


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_else_of_the_body_opens_4_5_a(method: str, place: Town) -> None:
    client = client_of(place, "visitor")
    before = state()
    assert visit(place, client, method) == []
    assert state() == before
    assert not InspectionRead.objects.exists()


def test_what_is_open_opens_and_takes_no_post(place: Town) -> None:
    client = client_of(place, "visitor")
    for name in INSIDE:
        url = address(name, TABLE[name], "own", place)
        assert client.get(url).status_code == 200, name
        assert client.post(url).status_code == 405, name
    # The house asks for a register of that name; there is none.  A slip of a task within the inspection there is.
    for name in WITH_A_REGISTER - {"reports:inspected_paper"}:
        assert client.get(address(name, TABLE[name], "own", place)).status_code == 404, name
    assert client.get(f"/b/own/inspected/papers/supervision_slip/{place.pks['task']}/").status_code == 200
    assert client.get("/b/own/inspected/meetings/").status_code == 200
    assert client.get(f"/b/own/inspected/meetings/{place.pks['old']}/").status_code == 200


@pytest.mark.parametrize("value", ["<script>", "\x00", "9" * 40, "-1", "2025-02-30", "长" * 500])
def test_nonsense_in_the_address_is_answered(value: str, place: Town) -> None:
    client = client_of(place, "visitor")
    asked = dict.fromkeys(("q", "page", "sort", "state", "kind", "since", "until", "year"), value)
    for url in ("/b/own/inspected/", "/b/own/inspected/meetings/", "/b/own/trails/"):
        answer = client.get(url, asked)
        assert answer.status_code == 200, url
        assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_a_stranger_to_the_page_does_not_learn_the_body_s_name(place: Town) -> None:
    response = client_of(place, "visitor").get("/b/own/meetings/")
    assert response.status_code == 404
    assert place.group.name not in response.content.decode()


def test_a_prepared_inspection_opens_nothing(place: Town) -> None:
    one = Inspection.objects.get(pk=place.pks["inspection"])
    place.do(inspections.revoke_inspection, one, "暂缓", who="secretary", at=timezone.now())
    client = client_of(place, "visitor")
    assert client.get("/b/own/inspected/").status_code == 403
    assert client.get("/b/own/inspected/").status_code == 302
