"""What kinds of reminders are there?  Each app registers its own when the application starts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from members.models import LeadingGroup

if TYPE_CHECKING:
    from members.reminders.moment import Moment

_registered: dict[str, "Kind"] = {}
_apps: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that is due.

    subject: what it is about ("meeting:12").  slot: which of its occasions ("2025-12-15", "T-24h").
    facts: fill the places of the kind's texts.  url: the very form to use next.
    """

    group: int
    user: int
    subject: str
    slot: str
    url: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reminder.

    name: stable identifier; label, title, text: message ids (title and text with %(name)s places).
    clause: why.  audience: who is told, in words.  when: the calendar's own words for its occasions.
    find: moment → what is due then, in a number of queries that does not depend on the number of bodies.
    urgent: leaves at once.  fixed: cannot be kept inside the application by its reader.
    by_hour: falls due at an hour, not for a whole day.
    """

    name: str
    label: str
    clause: str
    audience: str
    when: str
    title: str
    text: str
    find: Callable[["Moment"], Iterable[Due]]
    urgent: bool = False
    fixed: bool = False
    by_hour: bool = False

    @property
    def advice(self) -> str:
        """Return what is said to be done next, with an ellipsis where facts stand."""
        return gettext(self.text) % _Open()


class _Open(dict[str, str]):
    """Facts that are not known yet."""

    def __missing__(self, _name: str) -> str:
        return "…"


@lru_cache(maxsize=10_000)
def _address(page: str, *keys: object) -> str:
    return reverse(page, args=keys)


def dues(
    group: LeadingGroup,
    users: Iterable[int],
    subject: str,
    slot: object,
    page: str,
    *keys: object,
    sensitive: object = False,
    **facts: object,
) -> Iterator[Due]:
    """Return one reminder for each person.  page, keys: name and further keys of the page below the body.
    sensitive: whether the facts stay inside the application (anything that is true or not).
    """
    url = _address(page, group.code, *keys)
    values = {name: str(value) for name, value in facts.items()}
    for user in dict.fromkeys(users):
        yield Due(group.pk, user, subject, str(slot), url, values, bool(sensitive))


def register(kinds: Iterable[Kind], app: str) -> None:
    """Make kinds of an app known under their names.  Raises ValueError for a name that another kind has."""
    for kind in kinds:
        if _registered.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"two kinds of reminders are called {kind.name!r}")
        _apps[kind.name] = app


def registered(*wanted: str) -> tuple[Kind, ...]:
    """Return every kind of the application, or those of some apps."""
    return tuple(kind for name, kind in _registered.items() if not wanted or _apps[name] in wanted)
