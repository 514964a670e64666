"""What would a file do, or what does it do?  The same acts both times; after a rehearsal all of it is taken back."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from members.models import LeadingGroup, User
from members.procedure.rulebook import NotInForce
from members.tables.faults import Fault, Wrong, faults_of
from reports.imports.kinds import Done, Importer, Kind, Line


@dataclass(slots=True)
class Outcome:
    """What became of the lines: done, or refused."""

    done: list[Done] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)


class _TakenBack(Exception):
    """Ends a rehearsal."""


def rehearse(  # noqa: PLR0917  (the order in which an act has them)
    kind: Kind, lines: Sequence[Line], group: LeadingGroup, by: User, at: datetime, note: str
) -> Outcome:
    """Do all lines by the real acts, note what each comes to or is refused for, and take everything back."""
    importer = kind.importer(group, by, at, note)
    outcome = Outcome()
    try:
        with transaction.atomic():
            for line in lines:
                _try(kind, importer, line, outcome)
            outcome.faults += importer.finish()
            outcome.counts = importer.counts
            _take_back()
    except _TakenBack:
        pass
    return outcome


def _take_back() -> NoReturn:
    raise _TakenBack


def _try(kind: Kind, importer: Importer, line: Line, outcome: Outcome) -> None:
    try:
        outcome.done.append(importer.do(line))
    except (ValidationError, PermissionDenied, NotInForce, Wrong) as error:
        outcome.faults += faults_of(line.line, error, kind.heading_of)


def perform(  # noqa: PLR0917  (the order in which an act has them)
    kind: Kind, lines: Sequence[Line], group: LeadingGroup, by: User, at: datetime, note: str
) -> Outcome:
    """Do all lines, in the transaction of the caller; at the first fault the caller gives everything up."""
    importer = kind.importer(group, by, at, note)
    outcome = Outcome()
    for line in lines:
        _try(kind, importer, line, outcome)
        if outcome.faults:
            return outcome
    outcome.faults += importer.finish()
    outcome.counts, outcome.made = importer.counts, importer.made
    return outcome


def digest_of(lines: Sequence[Line], outcome: Outcome) -> str:
    """Return what tells one outcome from another: the values of all lines, what each comes to, and to which records."""
    text = [[line.line, {name: str(value) for name, value in line.values.items()}] for line in lines]
    did = [[done.line, done.what, done.key] for done in outcome.done]
    return hashlib.sha256(json.dumps([text, did], sort_keys=True, ensure_ascii=False).encode()).hexdigest()
