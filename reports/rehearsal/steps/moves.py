"""What do the steps have in common: who does them, and to which item do they belong?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from meetings.models import AgendaItem
from members.models import User
from reports.rehearsal.outcome import REFUSALS, FirstRefusal
from reports.rehearsal.stage import Stage

Params = Mapping[str, Any]


def by_whom(stage: Stage, params: Params, otherwise: User) -> User:
    """Return who does a step: whom it names, else who properly does it."""
    return stage.user(params["by"]) if "by" in params else otherwise


def meant(stage: Stage, params: Params) -> AgendaItem:
    """Return the item a step names, else the one started last."""
    return stage.item(params["item"]) if "item" in params else stage.live_item()


def each(names: Iterable[str], act: Callable[[str], object]) -> None:
    """Do an act for everybody named; the first refusal is raised when all have been tried."""
    first: FirstRefusal | None = None
    for name in names:
        try:
            act(name)
        except REFUSALS as error:
            first = first or FirstRefusal(name, error)
    if first is not None:
        raise first
