"""What is wrong with a line, and what would be right?  Said in plain words, kept as message and figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext

from members.procedure.record import Refused, refusals
from members.procedure.rulebook import NotInForce
from members.procedure.verdict import gettext_noop


class Wrong(Exception):
    """A cell that cannot be understood: code, what is wrong, what would be right (message ids with places)."""

    def __init__(self, code: str, wrong: str, right: str = "", **params: Any) -> None:
        super().__init__(code)
        self.code, self.wrong, self.right, self.params = code, wrong, right, params


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file.

    line: as the spreadsheet counts it, 0 for the whole file.  column: its heading, "" for the whole line.
    wrong, right: message ids; params: their figures.  clause: where the refusal is written, "" for mere typing.
    """

    line: int
    column: str
    code: str
    wrong: str
    right: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    clause: str = ""

    def kept(self) -> dict[str, Any]:
        """Return the fault as it is stored with the import."""
        return {
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "wrong": self.wrong,
            "right": self.right,
            "params": dict(self.params),
            "clause": self.clause,
        }


def said(message: str, params: Mapping[str, Any]) -> str:
    """Return a kept message in the language of the page."""
    if not message:
        return ""
    return gettext(message) % dict(params) if params else gettext(message)


def faults_of(line: int, error: Exception, headings: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what an act, or the law behind it, held against a line.

    headings: heading of the column by the name of the field it fills.
    """
    if isinstance(error, Wrong):
        column = headings.get(error.params.pop("column", ""), "")
        yield Fault(line, column, error.code, error.wrong, error.right, error.params)
    elif isinstance(error, NotInForce):
        verdict = error.verdict
        right = gettext_noop("Enter the rules of that time first, or keep it as a scanned volume.")
        yield Fault(line, "", verdict.code, verdict.reason, right, dict(verdict.figures), verdict.clause)
    elif isinstance(error, PermissionDenied):
        yield Fault(
            line,
            "",
            "not_permitted",
            gettext_noop("Your office does not carry this power."),
            gettext_noop("Leave the line out, or let somebody import it whose office carries it."),
        )
    elif isinstance(error, Refused):
        verdict = error.verdict
        yield Fault(line, "", verdict.code, verdict.reason, "", dict(verdict.figures), verdict.clause)
    elif isinstance(error, ValidationError):
        yield from _of_fields(line, error, headings)


def _of_fields(line: int, error: ValidationError, headings: Mapping[str, str]) -> Iterator[Fault]:
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            for row in errors:
                yield Fault(line, headings.get(name, ""), row.code or "invalid", " ".join(row.messages))
        return
    for refusal in refusals(error):
        yield Fault(line, "", refusal.code or "invalid", " ".join(refusal.messages))
