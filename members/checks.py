"""Can this installation read its law?  A system check, run at every start and before every release."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error

from members.procedure import rulebook


def check_rulebooks(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Load every book of the shelf afresh; say which one does not hold together, and why."""
    return faults(rulebook.BOOKS)


def faults(folder: Path) -> list[CheckMessage]:
    """Return an error for an empty shelf and for each file that is no rulebook."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        return [Error("There is no rulebook on the shelf.", hint=str(folder), id="members.E001")]
    check_messages: list[CheckMessage] = []
    for path in paths:
        try:
            rulebook.load(path)
        except rulebook.BadBook as error:
            check_messages.append(Error(str(error), hint=str(path), id="members.E002"))
    return check_messages
