"""Which duties are there?  Each room says its own in a module `duties`, which is found when the application starts."""

from typing import Any, TypeVar

from members import calendar, reminders
from members.duties.derived import kinds, source
from members.duties.duty import Duty

D = TypeVar("D", bound=Duty[Any])
_DUTIES: dict[str, Duty[Any]] = {}


def register(duty: type[D]) -> type[D]:
    """Make a duty known, with its reminders and its place in the calendar; a decorator of its class.

    Raises ValueError for a name that another duty has.
    """
    if duty.name in _DUTIES:
        raise ValueError(f"two duties are called {duty.name!r}")
    known = _DUTIES[duty.name] = duty()
    reminders.register(kinds(known), duty.__module__.split(".")[0])
    calendar.register([source(known)])
    return duty


def all_duties() -> tuple[Duty[Any], ...]:
    """Return every duty of the application, floor by floor."""
    return tuple(_DUTIES.values())


def registered_duty(kind: type[D]) -> D:
    """Return the duty of a class."""
    known = _DUTIES[kind.name]
    assert isinstance(known, kind)
    return known
