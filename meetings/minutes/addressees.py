"""Which groups of addressees can be taken over into a distribution?  Those of the app that keeps such groups."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from members.models import LeadingGroup

Groups = Callable[[LeadingGroup], QuerySet[Any]]
"""A body → its groups in use; each has `names_on(day)`, the names of its units of that day."""

_registers: list[Groups] = []


def register(groups: Groups) -> None:
    """Offer groups of addressees to whoever edits a distribution."""
    _registers.append(groups)


def groups_of(group: LeadingGroup) -> QuerySet[Any] | None:
    """Return the groups of a body that are in use, None where nobody keeps such groups."""
    return _registers[0](group) if _registers else None
