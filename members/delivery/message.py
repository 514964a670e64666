"""What goes out, and what is a way out?"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from members.delivery.enclosures import Enclosure
from members.models import Notification, ReadingHabits, User


class Undeliverable(Exception):
    """The way is closed for this message for good; trying again would not help."""


class NotNow(Exception):
    """The way failed this time; it is tried again later."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it may leave: title, text, absolute address."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one person gets at once.

    message_id: the same for a second sending of the same lines.  digest: several that were not urgent.
    enclosures: files that go along, where the way takes files.
    """

    user: User
    habits: ReadingHabits
    message_id: str
    lines: Sequence[Line]
    digest: bool
    enclosures: Sequence[Enclosure] = ()


class Channel(Protocol):
    """A way out."""

    def reaches(self, user: User, habits: ReadingHabits) -> bool:
        """Say whether the person can and wants to be reached this way."""

    def send(self, message: Message) -> None:
        """Send.  Raises Undeliverable or NotNow."""


@runtime_checkable
class Holding(Protocol):
    """A way whose line can be held open for many messages."""

    def held(self) -> AbstractContextManager[None]:
        """Hold the line open within, in this thread."""

    def ready(self) -> None:
        """Open the line, so that sending itself takes little time.  Raises NotNow."""


def line_of(told: Notification, base: str) -> Line:
    """Return a message as it may leave.  base: scheme and host of the installation."""
    title, text = told.outward()
    return Line(title, text, f"{base}{told.url}" if told.url.startswith("/") else base)
