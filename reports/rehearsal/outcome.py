"""What came of a step, and is it what the script expects?"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from members.printing.pdf import PdfUnavailable
from members.procedure.record import NotPermitted, Record, Refused, refusals
from reports.rehearsal.stage import Stage

REFUSALS = (ValidationError, PermissionDenied, PdfUnavailable)


class FirstRefusal(Exception):
    """Of several people one was refused.  who: the id; error: the refusal."""

    def __init__(self, who: str, error: Exception) -> None:
        super().__init__(who)
        self.who, self.error = who, error


@dataclass(frozen=True, slots=True)
class Done:
    """A step that succeeded: the records whose last entries tell of it, and figures and warnings beside them."""

    records: tuple[Record, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    warned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one step.

    refused: the code, "" for success; reason: in words, translated; figures: what the act itself reported
    around: figures of the room at that moment
    """

    refused: str = ""
    reason: str = ""
    clause: str = ""
    warned: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    around: Mapping[str, Any] = field(default_factory=dict)


def of_success(done: Done) -> Outcome:
    """Read what an act reported from the entries it left."""
    facts: dict[str, Any] = {}
    warned = list(done.warned)
    clause = ""
    for record in done.records:
        entry = record.entries.order_by("pk").last()  # type: ignore[attr-defined]  # each record's own typed table
        if entry is None or record.lifecycle is None:
            continue
        facts |= entry.facts
        warned += entry.facts.get("warned", [])
        with suppress(KeyError):
            clause = record.lifecycle.transition(entry.verb).clause or clause
    facts.pop("warned", None)
    return Outcome(clause=clause, warned=tuple(dict.fromkeys(warned)), figures={**facts, **done.figures})


def of_refusal(error: Exception, who: str = "") -> Outcome:
    """Read code, reason, clause and figures from a refusal."""
    figures: dict[str, Any] = {"who": who} if who else {}
    if isinstance(error, Refused):
        return Outcome(
            error.verdict.code, error.messages[0], error.clause, figures={**figures, **error.figures}
        )
    if isinstance(error, NotPermitted):
        return Outcome(error.code, str(error), figures={**figures, "power": error.power})
    if isinstance(error, PdfUnavailable):
        return Outcome(error.verdict.code, str(error), figures=figures)
    if isinstance(error, ValidationError):
        single = refusals(error)[0]
        return Outcome(str(single.code or "invalid"), single.messages[0], figures=figures)
    return Outcome("not_permitted", str(error), figures=figures)


def around(stage: Stage, name: str) -> dict[str, Any]:
    """Return the figures of the room, for the item named, as they stand when the step is over."""
    meeting = stage.meeting
    roll = meeting.roll()
    result: dict[str, Any] = {"present": len(roll.present), "base": roll.base}
    if name in stage.items:
        room = stage.item(name).room(roll)
        result |= {"in_room": len(room.voters), "recused": room.recused_count}
        with suppress(Refused):
            denominator = room.denominator(meeting.law)
            carries = meeting.law.pass_rule.needed(denominator)
            result |= {"denominator": denominator, "possible": len(room.voters) >= carries}
    return result


def differences(expect: Mapping[str, Any], outcome: Outcome) -> list[str]:
    """Return where the outcome is not the expected one, in words; empty when all holds."""
    result = []
    wanted = expect.get("refused", "")
    if wanted != outcome.refused:
        result.append(_differ("refused", wanted or "ok", outcome.refused or "ok"))
    missed = [code for code in expect.get("warned", ()) if code not in outcome.warned]
    result += [_differ("warned", code, ", ".join(outcome.warned) or "—") for code in missed]
    for name, value in expect.items():
        if name in ("refused", "warned"):
            continue
        actual = outcome.figures.get(name, outcome.around.get(name))
        # A truth is no number: close_call: true is not close_call: 1.
        if actual != value or isinstance(actual, bool) != isinstance(value, bool):
            result.append(_differ(name, value, "—" if actual is None else actual))
    return result


def _differ(name: str, wanted: object, record: object) -> str:
    return _("%(name)s: expected %(wanted)s, came %(found)s") % {
        "name": name,
        "wanted": wanted,
        "found": record,
    }
