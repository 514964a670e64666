"""Has every fact exactly one form in bytes?"""

import datetime as dt
import json
from decimal import Decimal
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.canonical import MAX_INTEGER, NotCanonical, canonical, moment, plain, read
from reports.standalone.verify import jcs

GOLDEN = Path(__file__).parent / "golden" / "canonical.json"
SHANGHAI = ZoneInfo("Asia/Shanghai")

texts = st.text(st.characters(exclude_categories=["Cs"]))
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


def test_golden() -> None:
    """Two hundred objects and their bytes, as they were when the first package was sealed."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert len(golden) == 200
    for value, expected in golden:
        assert canonical(value) == jcs(value) == expected.encode()


@given(values)
def test_two_writers_agree_and_reading_brings_it_back(value: object) -> None:
    raw = canonical(value)
    assert raw == jcs(plain(value)) == canonical(json.loads(raw))
    assert read(raw) == plain(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, None, "x"]}, b'{"a":[true,null,"x"],"b":1}'),
        ("\u0065\u0301", '"é"'.encode()),
        ("\ufb01\u212b", '"\ufb01Å"'.encode()),
        ('\x00\x1f\x7f"\\\n/', b'"\\u0000\\u001f\x7f\\"\\\\\\n/"'),
        (dt.datetime(2025, 1, 6, 9, 30, tzinfo=SHANGHAI), b'"2025-01-06T01:30:00Z"'),
        (dt.datetime(2024, 12, 31, 23, 59, 58, 7, tzinfo=dt.UTC), b'"2024-12-31T23:59:58.000007Z"'),
        (dt.date(2024, 2, 29), b'"2024-02-29"'),
        ((1, 2), b"[1,2]"),
        (Enum("Outcome", {"PASSED": "passed"}, type=str).PASSED, b'"passed"'),
        (MAX_INTEGER, b"9007199254740991"),
        (-MAX_INTEGER, b"-9007199254740991"),
    ],
)
def test_form(value: object, expected: bytes) -> None:
    assert canonical(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        Decimal(1),
        b"x",
        {1, 2},
        object(),
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        "\ud800",
        {"键": 1},
        {1: 1},
        dt.datetime(2025, 1, 6),  # noqa: DTZ001  (the missing zone is what is refused)
        dt.time(9),
    ],
)
def test_refused(value: object) -> None:
    with pytest.raises(NotCanonical) as caught:
        canonical({"items": [0, value]})
    assert caught.value.place.startswith("items/1")


def test_keys_are_sorted_by_utf_16_units_not_by_code_points() -> None:
    value = {"\uff21": 1, "\U0001f600": 2, "a": 3}
    assert list(json.loads(jcs(value))) == ["a", "\U0001f600", "\uff21"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"NaN",
        b'"\\u0041"',
        b"\xff",
        b"[" * 9999,
    ],
)
def test_what_is_not_the_one_form_is_not_read(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        read(raw)


def test_a_moment_is_the_same_from_every_zone() -> None:
    at = dt.datetime(2025, 1, 1, 0, 30, tzinfo=SHANGHAI)
    assert moment(at) == moment(at.astimezone(dt.UTC)) == "2024-12-31T16:30:00Z"
