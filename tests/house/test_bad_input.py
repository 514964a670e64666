"""Does nonsense in any form end in a message, with everything typed still there, and never in an error page?"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from meetings import forms_sitting
from tests.house.routes import ROLES, TABLE, Row
from tests.house.test_routes import FRAGMENT, address
from tests.house.town import Town, town
from tests.world.standing import standing
from votes import forms as vote_forms

pytestmark = pytest.mark.django_db

PAPERS = frozenset({"reports:document_blank", "reports:document_year", "reports:dashboard_pdf"})
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
LARGEST_POST, MOST_FIELDS = 2_000_000, 900
WHOLE_PAGE = frozenset({"empty", "script"})
"""Sent as from a page of its own; the other kinds of nonsense as a dialog sends them, without the frame in the answer."""
STALE = {"live": "old", "coming": "old", "item": "old_item", "coming_item": "old_item", "vote": "old_vote"}
STALE |= {
    "voting": "old_item",
    "leave": "old_leave",
    "topic_draft": "topic_accepted",
    "topic_submitted": "topic_accepted",
}
MODULES = (forms_sitting, vote_forms)
TAPPED = (
    "order",
    "proposal",
    "attend",
    "items",
    "next",
    "language",
    "stance-1",
    "stance-x",
    "how",
    "categories",
)


towns = standing(lambda: (town("own", "云岭", sealed=False), town("other", "外域壬", sealed=False)))


def names_of_acts() -> list[str]:
    """Return every name a button or a small form of the sitting may send."""
    found = set(TAPPED)
    for module in MODULES:
        for form in vars(module).values():
            found |= set(getattr(form, "base_fields", ()))
    return sorted(found)


def nonsense(names: list[str], other: Town) -> dict[str, dict[str, Any]]:
    """Return what is sent, by the kind of nonsense."""
    long = "长" * min(100_000, LARGEST_POST // 9 // len(names))
    most = MOST_FIELDS // len(names)
    foreign = [str(pk) for pk in sorted(set(other.pks.values()))][-most:]
    return {
        "empty": {},
        "long": dict.fromkeys(names, long),
        "control": dict.fromkeys(names, "甲\x00\x01\x1b\u202e\ud7ff\ufffe乙"),
        "script": dict.fromkeys(names, SCRIPT),
        "numbers": dict.fromkeys(names, ("-1", "9" * 40, "1e9", "٣", "NaN")),
        "foreign": dict.fromkeys(names, foreign),
        "types": dict.fromkeys(names, ("[]", "{}", "null", "2025-02-30", "25:61", "on")),
    }


def who_may(row: Row) -> str:
    """Return a role that has the power, so that the input is looked at."""
    letters = row.post if len(row.post) > 1 else row.post * len(ROLES)
    return next((role for role, letter in zip(ROLES, letters, strict=True) if letter in "!>"), ROLES[0])


def posted(client: Client, url: str, data: dict[str, Any], **more: Any) -> HttpResponse:
    """Post as a browser does, with the token's name among the fields; then take back what it did.

    headers: FRAGMENT when a page sends its own form, from a dialog or behind a button.
    """
    point = transaction.savepoint()
    try:
        return client.post(url, {"csrfmiddlewaretoken": "x", **data}, **more)
    finally:
        transaction.savepoint_rollback(point)


def wrongs(response: HttpResponse, data: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with an answer."""
    text = response.content.decode("utf-8", "replace") if not response.streaming else ""
    if response.status_code not in {200, 204, 302, 400, 403, 404, 422}:
        yield f"status {response.status_code}"
    if SCRIPT in text or "<img src=x" in text:
        yield "echoes a script"
    if response.status_code == 400:
        yield "400"
    if response.status_code != 422:
        return
    context = response.context
    form = context.get("form") if context else None
    refusal = context.get("refusal") if context else None
    if not (refusal or (form is not None and form.errors)):
        yield "refuses without a reason"
    if form is not None and form.errors and "is-invalid" not in text and "invalid-feedback" not in text:
        yield "shows no message at the field"
    if re.search(r"This field is required|Enter a valid", text):
        yield "speaks English"
    if form is not None and data:
        yield from _lost(form, text, data)


def _lost(form: Any, text: str, data: dict[str, Any]) -> Iterator[str]:
    """Text fields show again what was typed, passwords excepted."""
    for name, field in form.fields.items():
        typed = data.get(form.add_prefix(name))
        kind = getattr(field.widget, "input_type", "textarea")
        plain = type(field.widget).__name__ in {"TextInput", "Textarea", "EmailInput"} and kind != "password"
        if plain and isinstance(typed, str) and "\x00" not in typed and escape(typed) not in text:
            yield f"lost what was typed in {name}"


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row.takes("POST")))
def test_nonsense(name: str, towns: tuple[Town, Town]) -> None:
    own, other = towns
    row = TABLE[name]
    if row.record == "volume":
        pytest.skip("a sealed file takes no input")
    role = who_may(row)
    client = Client(raise_request_exception=False)
    client.force_login(own.users[role], backend="config.auth.MatrixBackend")
    url, names = address(name, row, "own", own, role), names_of_acts()
    if row.takes("GET"):
        shown = client.get(url)
        form = shown.context.get("form") if shown.context else None
        names = [form.add_prefix(one) for one in form.fields] if form is not None else names
    wrong = []
    for kind, data in nonsense(names or ["x"], other).items():
        headers = {} if kind in WHOLE_PAGE else FRAGMENT
        wrong += [(kind, what) for what in wrongs(posted(client, url, data, headers=headers), data)]
    if row.record in STALE:
        stale = address(name, Row(STALE[row.record], row.get, row.post), "own", own, role)
        sent = nonsense(names or ["x"], other)["types"]
        wrong += [("stale", what) for what in wrongs(posted(client, stale, sent), {})]
    assert not wrong, wrong


@pytest.mark.parametrize(
    "name", sorted(name for name, row in TABLE.items() if row.scope == "body" and not row.record)
)
def test_nonsense_in_the_address(name: str, towns: tuple[Town, Town]) -> None:
    own, _other = towns
    row = TABLE[name]
    if not row.takes("GET") or name in PAPERS:
        pytest.skip("takes no question")
    letters = row.get if len(row.get) > 1 else row.get * len(ROLES)
    if "o" not in letters:
        pytest.skip("opens to a visiting inspector alone: tests/house/test_visiting.py")
    client = Client(raise_request_exception=False)
    client.force_login(own.users[ROLES[letters.index("o")]], backend="config.auth.MatrixBackend")
    keys = (
        "q",
        "page",
        "sort",
        "state",
        "kind",
        "since",
        "until",
        "year",
        "verb",
        "person",
        "absent",
        "view",
        "when",
    )
    wrong = []
    for value in (SCRIPT, "\x00", "9" * 40, "-1", "2025-02-30", "长" * 2000):
        response = client.get(address(name, row, "own", own), dict.fromkeys(keys, value))
        wrong += [(value[:10], what) for what in wrongs(response, {})]
    assert not wrong, wrong
