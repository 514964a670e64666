"""Was a major question closed by anything else than a vote of the group?

CHK-13.  Depends on the ground and the rules of meetings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.rules import kinds
from members.procedure.verdict import gettext_noop, refuse
from reports.checks.rules.check import HARD, Check, Raised

STUDIED = frozenset({"party_building", "ideological_guidance", "implementation_measures"})
"""Categories that an item which ends in a conclusion may have: they are studied and talked over as well as decided."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What closed a matter: an item, a decision, a regulation or a paper (kind, key), on a day.

    kinds: of the matter.  carried: a counted vote of the group carried it.  concluded: an item ended without a vote.
    """

    kind: str
    key: int
    on: date
    kinds: tuple[str, ...]
    carried: bool
    concluded: bool = False

    @property
    def decisive(self) -> tuple[str, ...]:
        """Return the kinds on which the group votes."""
        return tuple(kind for kind in self.kinds if not (self.concluded and kind in STUDIED))


@dataclass(frozen=True, slots=True)
class Matters:
    """What was closed in a year."""

    closed: tuple[Closed, ...] = ()


def decided_elsewhere(matters: Matters) -> Iterator[Raised]:
    """CHK-13: a question of persons, projects or money was settled without a vote of the group."""
    for closed in matters.closed:
        if kinds.major(closed.decisive) and not closed.carried:
            verdict = refuse(
                "decided_elsewhere",
                gettext_noop(
                    "A major question was closed by this, and no meeting of the group has voted on it."
                ),
                "4.2-a",
            )
            yield Raised(closed.kind, closed.key, closed.on, verdict)


CHECKS: tuple[Check[Matters], ...] = (
    Check(
        "CHK-13",
        gettext_noop("Persons, money or projects decided by another meeting in the group's place"),
        "4.2-a",
        decided_elsewhere,
        gettext_noop(
            "Bring the matter onto the agenda of the next meeting and vote on it; then name that item in the paper, "
            "or make the decision anew."
        ),
        facts=Matters,
        weights=HARD,
    ),
)
