"""Where do the facts of a check come from?  One source reads them for a body and a year, in a constant number of queries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from members.models import LeadingGroup
from reports.checks.rules.check import Check, Raised

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Source(Generic[F]):
    """One source of facts with its checks.

    facts: the class of what it gathers; the registry fills in the checks that ask about it.
    last: it reads what all others have found.
    name: "meetings".  gather: (body, year, today) → facts; the number of its queries does not grow with the records.
    """

    name: str
    gather: Callable[[LeadingGroup, int, date], F]
    checks: tuple[Check[F], ...] = ()
    facts: type[F] | None = None
    last: bool = False

    def found(self, group: LeadingGroup, year: int, today: date) -> Iterator[tuple[Check[F], Raised]]:
        """Yield what the checks find in a year as it stands on a day."""
        facts = self.gather(group, year, today)
        for check in self.checks:
            yield from ((check, raised) for raised in check.ask(facts))
