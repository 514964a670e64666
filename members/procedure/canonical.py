"""In which bytes is a fact hashed?  In one way only: RFC 8785 (JSON Canonicalization Scheme).

Depends on no app and no framework.  Text is brought to NFC first, since the scheme leaves two spellings of
one word different; moments are written in UTC; floats, sets and anything that could be read in two ways
are refused.  `json.dumps(sort_keys=True)` sorts differently and is never used for hashing.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeAlias

import rfc8785

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

MAX_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """A value has no single form in bytes; place: where it stands, such as "items/2/title"."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place or 'value'}: {why}")
        self.place = place


def canonical(value: object) -> bytes:
    """Return the bytes of a value: UTF-8, keys sorted by UTF-16 units, no blanks.

    Raises NotCanonical.
    """
    return bytes(rfc8785.dumps(plain(value)))


def plain(value: object, place: str = "") -> Json:
    """Reduce a value to what canonical JSON knows; what is stored beside a hash is this, too.

    datetime → "2025-01-06T01:30:00Z"; date → "2025-01-06"; a text choice → its value; tuple → list.

    Raises NotCanonical for floats, decimals, bytes, sets, moments without a zone, integers beyond 2^53-1,
    keys that are not ASCII, half characters and unknown kinds.
    """
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _integer(value, place)
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, datetime):
        return moment(value, place)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key, place): plain(item, _below(place, key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, _below(place, index)) for index, item in enumerate(value)]
    raise NotCanonical(place, f"{type(value).__name__} has no canonical form")


def moment(at: datetime, place: str = "") -> str:
    """Write a moment in UTC with a final Z; parts of a second only where there are any.

    Raises NotCanonical for a moment without a zone.
    """
    if at.tzinfo is None:
        raise NotCanonical(place, "a moment needs its zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def read(raw: bytes) -> Any:
    """Read canonical bytes back.

    Raises NotCanonical when they are no JSON or not the one canonical form of what they say.
    """
    try:
        value = json.loads(raw.decode())
    except (ValueError, RecursionError) as error:
        raise NotCanonical("", f"no JSON: {error}") from None
    if canonical(value) != raw:
        raise NotCanonical("", "not in canonical form")
    return value


def _integer(value: int, place: str) -> int:
    if abs(value) > MAX_INTEGER:
        raise NotCanonical(place, "an integer beyond 2^53-1 is not the same everywhere; write it as text")
    return int(value)


def _text(value: str, place: str) -> str:
    text = unicodedata.normalize("NFC", str(value))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotCanonical(place, "half a character") from None
    return text


def _key(key: object, place: str) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise NotCanonical(place, f"keys are ASCII text, not {key!r}")
    return str(key)


def _below(place: str, part: object) -> str:
    return f"{place}/{part}" if place else str(part)
