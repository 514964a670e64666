"""Does every register leave as a workbook and as CSV, harmless, in the order and with the filter of its page?"""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from members.tables.exports import FORMULA
from tests.house.routes import ROLES, TABLE
from tests.house.town import Town, town
from tests.world.standing import standing

pytestmark = pytest.mark.django_db

HOSTILE = '=1+"1"云'
"""Begins every title of the town: a formula, with the quotation mark of CSV."""
NO_TABLE = {
    "members:notification_list",  # one's own messages
    "reports:document_list",  # the kinds of papers
    "reports:visit_list",  # a calendar; its visits are rows of the research projects
    "meetings:catchup_list",
    "reports:search_list",  # passages, not rows
    "reports:inspected_list",  # pages of a visiting inspector, who takes papers along and no registers
}
WHOLE = {"reports:check_list", "reports:repeated_list"}
"""Tables that are shown whole, without pages."""
LISTS = sorted(
    name for name, row in TABLE.items() if name.endswith("_list") and row.scope == "body" and not row.record
)


place = standing(lambda: town("own", HOSTILE, sealed=False))


def reader(place: Town, name: str) -> Client:
    """Return who may read a register, and may take it along if anybody who reads it may."""
    row, client = TABLE[name], Client()
    who = next(
        role for role in ("clerk", "secretary", "system_admin", "platform") if row.answer("GET", role) == 200
    )
    client.force_login(place.users[who], backend="config.auth.MatrixBackend")
    return client


def table_of(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


@pytest.mark.parametrize("name", [name for name in LISTS if name not in NO_TABLE | WHOLE])
def test_a_register_leaves_as_csv_and_as_a_workbook(name: str, place: Town) -> None:
    client, url = reader(place, name), reverse(name, args=["own"])
    answer = client.get(url, {"format": "csv"})
    if answer.status_code == 403:  # the register is read by those who take nothing along
        assert client.get(url).context["exports"] is None
        return
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"].startswith("attachment; ")
    heads, *rows = table_of(answer.content)
    assert {len(row) for row in rows} <= {len(heads)}
    texts = [
        cell for row in (heads, *rows) for cell in row if not cell.lstrip("-").replace(".", "").isdigit()
    ]
    assert [text for text in texts if FORMULA.match(text)] == []
    book = load_workbook(io.BytesIO(client.get(url, {"format": "xlsx"}).content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    wild = [cell for cell in cells if isinstance(cell.value, str) and FORMULA.match(cell.value)]
    assert all(cell.quotePrefix for cell in wild)
    assert book.active.max_row == len(rows) + 1
    page = client.get(url)
    assert page.context["page"].paginator.count == len(rows)
    assert "format=csv" in page.content.decode()


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_table_without_pages_leaves_whole(name: str, place: Town) -> None:
    client, url = reader(place, name), reverse(name, args=["own"])
    heads, *rows = table_of(client.get(url, {"format": "csv"}).content)
    shown = client.get(url)
    assert "format=csv" in shown.content.decode()
    assert len(rows) == sum(len(section.body) for section in shown.context["sections"])
    assert {len(row) for row in rows} <= {len(heads)}
    book = load_workbook(io.BytesIO(client.get(url, {"format": "xlsx"}).content))
    assert book.active.max_row == len(rows) + 1


def test_lists_without_a_table_are_named(place: Town) -> None:
    assert set(LISTS) >= NO_TABLE
    for name in NO_TABLE - {"reports:inspected_list"}:
        assert (
            reader(place, name).get(reverse(name, args=["own"]), {"format": "csv"})["Content-Type"]
            != "text/csv"
        )


def test_some_register_shows_the_hostile_title_behind_an_apostrophe(place: Town) -> None:
    answer = reader(place, "reports:regulation_list").get("/b/own/regulations/", {"format": "csv"})
    _heads, *rows = table_of(answer.content)
    assert rows
    assert all(row[0].startswith(f"'{HOSTILE}") for row in rows)


def test_filter_and_order_of_the_page_are_kept(place: Town) -> None:
    client, url = reader(place, "reports:regulation_list"), "/b/own/regulations/"
    asked = {"state": "draft", "sort": "-0"}
    shown = [row.record.title for row in client.get(url, asked).context["rows"]]
    link = client.get(url, asked).context["exports"].csv
    assert "state=draft" in link
    assert "sort=-0" in link
    _heads, *rows = table_of(client.get(url + link).content)
    assert [row[0].removeprefix("'") for row in rows] == shown
    assert 0 < len(shown) < client.get(url).context["page"].paginator.count


@pytest.mark.parametrize("name", ["study:ledger_detail", "reports:journal_list"])
def test_the_ledger_and_the_journal_leave_as_csv(name: str, place: Town) -> None:
    client = Client()
    client.force_login(place.users["clerk"], backend="config.auth.MatrixBackend")
    heads, *rows = table_of(client.get(reverse(name, args=["own"]), {"format": "csv"}).content)
    assert rows
    assert {len(row) for row in rows} == {len(heads)}


def test_only_overseers_take_registers_along(place: Town) -> None:
    for role in ROLES[:7]:
        client = Client()
        client.force_login(place.users[role], backend="config.auth.MatrixBackend")
        answer = client.get("/b/own/regulations/", {"format": "csv"})
        allowed = role in {"secretary", "clerk", "inspector", "auditor"}
        assert answer.status_code == (200 if allowed else 403)
        assert ("format=csv" in client.get("/b/own/regulations/").content.decode()) == allowed
