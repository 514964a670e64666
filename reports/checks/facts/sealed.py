"""What does a sealed file say of its meeting?  Read from its first bytes, so that no whole file is ever fetched.

The file is a ZIP without compression whose facts come first.  Whether the file itself is genuine is not asked here: that
is the verifier's question.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from reports.standalone.verify import FACTS

HEAD_BYTES = 128 * 1024
"""So much of a file is read; facts that are longer are not compared."""
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"


def facts_in(head: bytes) -> Mapping[str, Any] | None:
    """Return the facts from the first bytes of a sealed file; None when they are not whole within them."""
    for name, content, size in _members(head):
        if name == FACTS:
            return _read(content) if len(content) == size else None
    return None


def _members(head: bytes) -> Iterator[tuple[str, bytes, int]]:
    """Yield name, content and size of the members that begin within the bytes."""
    at = 0
    while len(head) >= at + _LOCAL.size and head[at : at + 4] == _SIGNATURE:
        fields = _LOCAL.unpack_from(head, at)
        size, name_length, extra = fields[7], fields[9], fields[10]
        start = at + _LOCAL.size + name_length + extra
        name = head[at + _LOCAL.size : at + _LOCAL.size + name_length].decode("utf-8", "replace")
        yield name, head[start : start + size], size
        at = start + size


def _read(content: bytes) -> Mapping[str, Any] | None:
    try:
        facts = json.loads(content)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None
