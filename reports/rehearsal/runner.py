"""How is a script played?  Against the real acts, in a transaction that is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from members.procedure import rulebook
from members.procedure.rulebook import RuleBook
from reports.rehearsal import outcome as outcomes
from reports.rehearsal.outcome import REFUSALS, FirstRefusal, Outcome
from reports.rehearsal.reader import read_file
from reports.rehearsal.script import NotAScript, Script, StepLine
from reports.rehearsal.stage import Stage, build
from reports.rehearsal.steps import PLAY

BOOK = "work-rules-2024"


@dataclass(frozen=True, slots=True)
class Played:
    """One step as it was played; differences: where the script expected something else."""

    step: StepLine
    outcome: Outcome
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Say whether what came is what the script expects."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A script and all its steps as they were played."""

    script: Script
    steps: tuple[Played, ...]

    @property
    def holds(self) -> bool:
        """Say whether every expectation holds."""
        return all(step.holds for step in self.steps)


def book() -> RuleBook:
    """Return the rules scenarios are played by, before `rules:` varies them."""
    return rulebook.shelf()[BOOK]


def rehearse_file(path: Path) -> Rehearsal:
    """Read and play a file.  Raises NotAScript."""
    return rehearse(read_file(path, book()))


def rehearse(script: Script) -> Rehearsal:
    """Play a script; nothing of it remains.  Raises NotAScript."""
    with _law(script) as law, transaction.atomic():
        try:
            stage = build(script, law.key)
            return Rehearsal(script, tuple(_played(stage, step) for step in script.steps))
        finally:
            transaction.set_rollback(True)


@contextmanager
def _law(script: Script) -> Iterator[RuleBook]:
    varied = book().varied(**script.rules)
    with rulebook.lent(varied):
        yield varied


def _played(stage: Stage, step: StepLine) -> Played:
    came = _outcome(stage, step)
    item = step.params.get("item") or (step.params.get("items") or [stage.current])[0]
    came = replace(came, around=outcomes.around(stage, item))
    return Played(step, came, tuple(outcomes.differences(step.expect, came)))


def _outcome(stage: Stage, step: StepLine) -> Outcome:
    try:
        return outcomes.of_success(PLAY[step.name](stage, step.params))
    except FirstRefusal as error:
        return outcomes.of_refusal(error.error, error.who)
    except REFUSALS as error:
        return outcomes.of_refusal(error, step.params.get("by", ""))
    except NotAScript as error:
        raise NotAScript(str(error), error.line or step.line) from error
