"""What is a kind of import made of?  Columns, powers, a limit, and somebody who does one line through the acts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from members.models import LeadingGroup, User
from members.pages import Words
from members.procedure.verdict import gettext_noop
from members.tables.cells import Read
from members.tables.faults import Fault, Wrong, faults_of
from members.tables.reading import Row, heading

NUMBER = "序号"
"""The first column of each template; in it the template's own lines are marked."""

EMPTY = gettext_noop("The cell is empty.")
FILL = gettext_noop("Fill it in: %(note)s")
TWICE = gettext_noop("The line says the same as line %(line)s.")
LEAVE_OUT = gettext_noop("Leave one of them out.")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a template.

    name: of the field it fills.  heading, example, note: as they stand in the template (in Chinese, like all forms).
    read: how its cells are understood.  needed: whether each line must fill it.  words: what it may say, where that is
    one of several words.
    """

    name: str
    heading: str
    read: Read
    example: str = ""
    note: str = ""
    needed: bool = False
    words: Callable[[], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was understood: values by name, None for what is empty."""

    line: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Done:
    """What one line came to.

    what: a code ("account_and_seat"), shown by its words.  about: whom or what.  key: says the same whenever the same is
    done, so that a preview can be compared with what is done later.
    """

    line: int
    what: str
    about: str
    key: str = ""


class Importer:
    """Does the lines of a file, one after the other, by the acts of the software."""

    def __init__(self, group: LeadingGroup, by: User, at: datetime, note: str) -> None:
        self.group, self.by, self.at, self.note = group, by, at, note
        self.counts: dict[str, int] = {}
        self.made: dict[str, Any] = {}

    def do(self, line: Line) -> Done:
        """Do one line.  Raises ValidationError, NotPermitted, NotInForce; Wrong for what the line itself lacks."""
        raise NotImplementedError

    def finish(self) -> list[Fault]:
        """Do what needs all lines; return what is wrong with any of them."""
        return []


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of import.

    powers: all of them are asked for.  most: lines of one file.  identity: columns by which two lines are the same.
    """

    code: str
    label: Words
    lead: Words
    icon: str
    powers: Sequence[str]
    columns: Sequence[Column]
    importer: Callable[[LeadingGroup, User, datetime, str], Importer]
    most: int
    identity: Sequence[str]
    notes: Sequence[str] = ()
    after: str = ""

    @property
    def headings(self) -> list[str]:
        """Return all headings as they are compared."""
        return [NUMBER, *(heading(column.heading) for column in self.columns)]

    @property
    def needed(self) -> list[str]:
        """Return the headings that must be there."""
        return [heading(column.heading) for column in self.columns if column.needed]

    @property
    def heading_of(self) -> dict[str, str]:
        """Return the heading by the name of the field it fills."""
        return {column.name: column.heading for column in self.columns}


@dataclass(slots=True)
class Understood:
    """The lines of a file whose cells could be read, and what is wrong with the others."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def understand(kind: Kind, rows: Sequence[Row], marked: Sequence[Fault] = ()) -> Understood:
    """Read the cells of all lines; every fault of a line is told, not only the first.

    marked: what is the matter with cells already (formulas); their lines are not understood.
    """
    understood = Understood(faults=list(marked))
    skipped = {(fault.line, fault.column) for fault in marked}
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        values, faults = _values(kind, row, skipped)
        understood.faults += faults
        if faults or any(line == row.line for line, _column in skipped):
            continue
        same = tuple(str(values[name]) for name in kind.identity)
        if same in seen:
            understood.faults.append(_twice(row.line, seen[same]))
            continue
        seen[same] = row.line
        understood.lines.append(Line(row.line, values))
    return understood


def _twice(line: int, first: int) -> Fault:
    error = Wrong("line_twice", TWICE, LEAVE_OUT, line=first)
    return next(iter(faults_of(line, error, {})))


def _values(kind: Kind, row: Row, skipped: set[tuple[int, str]]) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for column in kind.columns:
        name = heading(column.heading)
        cell = row.cells.get(name, "")
        values[column.name] = None
        if (row.line, name) in skipped:
            continue
        if not cell:
            if column.needed:
                faults.append(
                    Fault(
                        row.line,
                        column.heading,
                        "cell_empty",
                        EMPTY,
                        column.note and FILL,
                        {"note": column.note},
                    )
                )
            continue
        try:
            values[column.name] = column.read(cell)
        except Wrong as wrong:
            faults.append(Fault(row.line, column.heading, wrong.code, wrong.wrong, wrong.right, wrong.params))
    return values, faults
