"""What does the trail of a decision consist of?  Steps, lamps, exceptions with their justification; no queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from members.pages import Words
from members.printing.paper import Paper
from members.procedure.verdict import Verdict
from members.tables.register import shown
from members.templatetags.desk import reason


class Lamp(StrEnum):
    """How a step stands; the value is the tone of its badge."""

    IN_ORDER = "good"
    EXCEPTION = "warn"
    MISSING = "bad"
    NOT_NEEDED = "neutral"

    @property
    def label(self) -> Words:
        """Return the lamp in words: colour alone tells nobody."""
        return _LABELS[self]


_LABELS: dict[Lamp, Words] = {
    Lamp.IN_ORDER: _("in order"),
    Lamp.EXCEPTION: _("exception"),
    Lamp.MISSING: _("missing"),
    Lamp.NOT_NEEDED: _("not needed"),
}


@dataclass(frozen=True, slots=True)
class Irregularity:
    """Something that was not as usual, and what was said to justify it ("" = nothing was).

    missing: what should be there is not there (a red lamp); else an exception (amber).
    """

    what: str
    clause: str
    justification: str = ""
    by: str = ""
    on: date | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Print:
    """A paper behind a step, and the key of the record that fills it."""

    paper: Paper
    pk: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A small table of a step."""

    heads: Sequence[Words]
    lines: Sequence[Sequence[str]]

    @property
    def cells(self) -> list[list[tuple[Words, str]]]:
        """Return each line with the head of each cell."""
        return [list(zip(self.heads, line, strict=True)) for line in self.lines]


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One step.  on: its day.  days: days since the step before that has a day, None for the first.

    law: the words of the clause in the rules in force on the day of the meeting.
    """

    code: str
    label: Words
    clause: str
    lamp: Lamp
    on: date | None = None
    facts: Sequence[tuple[Words, str]] = ()
    rows: Rows | None = None
    exceptions: Sequence[Irregularity] = ()
    prints: Sequence[Print] = ()
    days: int | None = None
    law: str = ""

    @property
    def days_before(self) -> int:
        """Return how many days it lies before the step above it (0 when it does not)."""
        return -self.days if self.days is not None and self.days < 0 else 0


@dataclass(frozen=True, slots=True)
class Trail:
    """A decision from proposal to sealed file."""

    number: str
    title: str
    text: str
    state: str
    meeting: str
    day: date
    rulebook: str
    steps: Sequence[TrailStep]

    @property
    def exceptions(self) -> list[tuple[TrailStep, Irregularity]]:
        """Return every exception with its step, in order."""
        return [(step, exception) for step in self.steps for exception in step.exceptions]

    @property
    def missing(self) -> int:
        """Return how many steps are missing."""
        return sum(1 for step in self.steps if step.lamp is Lamp.MISSING)


@dataclass(slots=True)
class Draft:
    """A step being put together."""

    code: str
    label: Words
    clause: str
    on: date | None = None
    needed: bool = True
    facts: list[tuple[Words, str]] = field(default_factory=list)
    rows: Rows | None = None
    exceptions: list[Irregularity] = field(default_factory=list)

    def say(self, label: Words, value: object) -> None:
        """Add a fact; an empty one is left out."""
        if value not in (None, ""):
            self.facts.append((label, shown(value)))

    def ask(self, verdict: Verdict, justification: str = "", *, missing: bool = False) -> None:
        """Note what a rule refuses or warns of."""
        for row in (verdict, *verdict.also):
            if not row or row.warned:
                self.exceptions.append(
                    Irregularity(reason(row), row.clause or self.clause, justification, missing=missing)
                )

    def lacks(self, what: Words, clause: str = "") -> None:
        """Note that something is missing."""
        self.exceptions.append(Irregularity(str(what), clause or self.clause, missing=True))

    def differs(
        self,
        what: Words,
        justification: str = "",
        by: object = "",
        at: datetime | None = None,
        clause: str = "",
    ) -> None:
        """Note an exception with its justification."""
        on = localtime(at).date() if at is not None else None
        self.exceptions.append(
            Irregularity(str(what), clause or self.clause, justification, str(by or ""), on)
        )

    def done(self) -> TrailStep:
        """Return the step with its lamp."""
        if any(exception.missing for exception in self.exceptions):
            lamp = Lamp.MISSING
        elif self.exceptions:
            lamp = Lamp.EXCEPTION
        else:
            lamp = Lamp.IN_ORDER if self.needed else Lamp.NOT_NEEDED
        return TrailStep(
            self.code,
            self.label,
            self.clause,
            lamp,
            self.on,
            tuple(self.facts),
            self.rows,
            tuple(self.exceptions),
        )
