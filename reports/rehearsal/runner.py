"""How is a scenario played, and does each step come out as it should?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from members.procedure.record import refusals
from members.procedure.rulebook import BadParameter, UnknownParameter
from reports.rehearsal.reader import NotAScenario, Scenario, Step
from reports.rehearsal.stage import Stage, Unknown, law_of
from reports.rehearsal.steps import STEPS, Part

SHOWN = [
    "who",
    "present",
    "in_room",
    "recused",
    "base",
    "denominator",
    "needed",
    "missing",
    "approve",
    "oppose",
    "abstain",
    "defer",
    "not_voted",
    "possible",
    "close_call",
    "result",
    "hours",
    "number",
]


@dataclass(frozen=True, slots=True)
class Played:
    """A step that was played: what came of it, and what of that was not expected.

    outcome: "ok" or the code of the refusal; figures: by name; message: the reason, in the present language
    """

    line: int
    verb: str
    outcome: str
    clause: str = ""
    message: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    unexpected: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether it came out as expected."""
        return not self.unexpected

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self) | {"unexpected": list(self.unexpected), "figures": dict(self.figures)}


def rehearse(scenario: Scenario) -> list[Played]:
    """Play a scenario inside a transaction that is rolled back.

    Raises NotAScenario for a step that names what is not there.
    """
    try:
        with law_of(scenario) as book, transaction.atomic():
            stage = Stage(scenario, book)
            played = [play(stage, step) for step in scenario.steps]
            transaction.set_rollback(True)
            return played
    except (UnknownParameter, BadParameter) as error:
        raise NotAScenario(0, f"rules: {error}") from error


def play(stage: Stage, step: Step) -> Played:
    """Play one step; what it writes stands or falls as one."""
    act = STEPS.get(step.verb)
    if act is None:
        raise NotAScenario(step.line, f"there is no step {step.verb!r}; steps are {', '.join(STEPS)}")
    given = {} if step.given is None else step.given
    if step.verb in ("check_in", "check_out") and not isinstance(given, list):
        raise NotAScenario(step.line, f"{step.verb} takes a list of names")
    if step.verb not in ("check_in", "check_out") and not isinstance(given, dict):
        raise NotAScenario(step.line, f"{step.verb} takes a mapping of parameters")
    given = {str(key): value for key, value in given.items()} if isinstance(given, dict) else given
    try:
        return judged(step, "ok", figures=act(stage, given))
    except Part as part:
        return _refused(step, part.error, {"who": part.who})
    except (ValidationError, PermissionDenied) as error:
        return _refused(step, error, {})
    except Unknown as error:
        raise NotAScenario(step.line, str(error)) from error
    except KeyError as error:
        raise NotAScenario(step.line, f"{step.verb} needs {error.args[0]!r}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise NotAScenario(step.line, f"{step.verb}: {error}") from error


def _refused(step: Step, error: ValidationError | PermissionDenied, more: Mapping[str, Any]) -> Played:
    if isinstance(error, PermissionDenied):
        return judged(step, "not_permitted", message=str(error), figures=dict(more))
    first = next(iter(refusals(error)))
    figures = {**(first.params or {}), **more}
    return judged(
        step,
        str(first.code),
        clause=getattr(error, "clause", ""),
        message=" ".join(error.messages),
        figures=figures,
    )


def judged(
    step: Step, outcome: str, *, figures: Mapping[str, Any], clause: str = "", message: str = ""
) -> Played:
    """Compare what came of a step with what was expected of it."""
    expect = step.expect or {}
    wrong: list[str] = []
    wanted = str(expect.get("refused", "ok"))
    if wanted != outcome:
        wrong.append(f"expected {wanted}, came {outcome}")
    for name, value in expect.items():
        if name == "refused":
            continue
        if name == "warned":
            warned = figures.get("warned") or []
            if value not in warned:
                wrong.append(f"expected the warning {value}, came {', '.join(warned) or 'none'}")
        elif figures.get(name) != value:
            wrong.append(f"expected {name} {value}, came {figures.get(name)}")
    shown = {name: figures[name] for name in (*SHOWN, "warned") if figures.get(name) is not None}
    return Played(step.line, step.verb, outcome, clause, message, shown, tuple(wrong))
