"""What goes along with a message?  A file that the app which knows the record makes when the mail leaves."""

from collections.abc import Callable
from dataclasses import dataclass

from members.models import Notification


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of a mail."""

    name: str
    content: bytes
    type: str


Maker = Callable[[Notification], Enclosure | None]
_MAKERS: dict[str, Maker] = {}


def enclose(kind: str, maker: Maker) -> None:
    """Let messages of a kind carry what the maker returns."""
    _MAKERS[kind] = maker


def enclosed(told: Notification) -> Enclosure | None:
    """Return what goes along with a message; with a sensitive one, nothing."""
    maker = _MAKERS.get(told.kind)
    return maker(told) if maker is not None and not told.sensitive else None
