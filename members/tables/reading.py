"""Which lines does an uploaded table hold?  Found by its headings; nothing is guessed, nothing left out in silence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.procedure.verdict import gettext_noop
from members.tables.cells import plain
from members.tables.exports import FORBIDDEN
from members.tables.exports import FORMULA as GUARDED
from members.tables.faults import Fault
from members.tables.text_files import SEPARATORS, decoded, text_rows
from members.tables.workbooks import ERROR, FORMULA, MEBIBYTE, Cell, book_of, refusal
from members.uploads import ending

MOST_BYTES = 8 * MEBIBYTE
SEARCHED = 20
"""Within so many rows the headings are looked for; a title may stand above them."""
EXAMPLE, REMARK = "示例", "说明"
"""A line whose first cell begins with one of these is the template's own and is not read."""


@dataclass(slots=True)
class Row:
    """One line of data: cells by heading, as typed."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Table:
    """What was read: lines, what is the matter with single cells, and what somebody should know about the file."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    encoding: str = ""
    examples: int = 0


def heading(text: str) -> str:
    """Return a heading without blanks, stars and what stands in brackets, to be compared."""
    return re.sub(r"[\s*]|\(.*?\)", "", plain(text))


def read_table(name: str, content: bytes, headings: Sequence[str], needed: Sequence[str], most: int) -> Table:
    """Read an uploaded file.

    name: of the file; its ending says what it should be.  headings, needed: known columns, and those that must be there.
    most: so many lines are taken.  Raises ValidationError with a code that begins with "import_", or "archive_limits".
    """
    suffix = ending(name)
    if not content:
        raise refusal("import_empty", _("The file is empty."))
    if len(content) > MOST_BYTES:
        raise refusal("import_size", _("The file is larger than %(most)s MB."), most=MOST_BYTES // MEBIBYTE)
    if suffix == ".xlsx":
        return _from_workbook(content, headings, needed, most)
    if suffix == ".csv":
        return _from_text(content, headings, needed, most)
    if suffix == ".xlsm":
        raise refusal("import_macros", _("The workbook holds macros; save it as .xlsx without them."))
    raise refusal("import_type", _("Only tables are read: .xlsx or .csv. Save the file as one of these."))


def _from_text(content: bytes, headings: Sequence[str], needed: Sequence[str], most: int) -> Table:
    if content.startswith(b"PK\x03\x04"):
        raise refusal("import_type", _("The file is a workbook and not CSV; name it .xlsx."))
    text, encoding = decoded(content)
    head = text[:4000]
    separator = max(SEPARATORS, key=lambda sign: (sum(heading(part) in headings for part in re.split(r"[\r\n]|" + re.escape(sign), head)), -SEPARATORS.index(sign)))  # fmt: skip
    rows = ((line, [_typed(cell) for cell in cells]) for line, cells in text_rows(text, separator))
    filled = ((line, cells) for line, cells in rows if any(cell.text for cell in cells))
    table = Table(encoding=encoding)
    try:
        _take(table, filled, headings, needed, most)
    except ValidationError as error:
        if error.code == "import_headings" and encoding == "GBK":
            raise refusal(
                "import_encoding",
                _(
                    "The headings cannot be read in this encoding; save the file as “CSV UTF-8” or as a workbook."
                ),
            ) from error
        raise
    return table


def _typed(cell: str) -> Cell:
    """Return a cell of a text file; one that would calculate is a formula, an apostrophe before such a text is ours."""
    if plain(cell).startswith("="):
        return Cell(cell[:80], FORMULA)
    bare = cell[1:] if cell.startswith("'") and GUARDED.match(cell[1:]) else cell
    return Cell(bare)


def _from_workbook(content: bytes, headings: Sequence[str], needed: Sequence[str], most: int) -> Table:
    book = book_of(content)
    table, missing = Table(), None
    for sheet in book.sheets:
        try:
            first = _take(table, sheet.rows, headings, needed, most)
        except ValidationError as error:
            if error.code != "import_headings":
                raise
            missing = missing or error
            continue
        _merged(table, sheet.merged, first)
        others = [other.title[:60] for other in book.sheets if other is not sheet]
        for hidden, names in ((True, book.hidden), (False, others)):
            if names:
                message = (
                    gettext_noop("The hidden sheets %(names)s were not read.")
                    if hidden
                    else gettext_noop("Only the sheet “%(sheet)s” is read, not %(names)s.")
                )
                params = {"names": "、".join(names), "sheet": sheet.title[:60]}
                table.notes.append(Fault(0, "", "sheets_left_out", message, "", params))
        return table
    if missing is not None:
        raise missing
    raise refusal("import_headings", _("The workbook has no visible sheet with a table."))


def _merged(table: Table, ranges: Sequence[str], first: int) -> None:
    """Merged cells below the headings say their value once and mean several lines; that is not guessed."""
    for area in ranges:
        lines = [int(number) for number in re.findall(r"\d+", area)]
        if max(lines) >= first:
            table.faults.append(
                Fault(
                    max(min(lines), first),
                    "",
                    "merged_cells",
                    gettext_noop("The cells %(area)s are merged."),
                    gettext_noop("Take the merging back and write each line out."),
                    {"area": area},
                )
            )


def _take(
    table: Table,
    rows: Iterator[tuple[int, list[Cell]]],
    headings: Sequence[str],
    needed: Sequence[str],
    most: int,
) -> int:
    """Find the headings, take the lines below them; return the first line of data."""
    before = list(islice(rows, SEARCHED))
    best: tuple[int, dict[int, str]] = (0, {})
    for place, (_line, cells) in enumerate(before):
        result = {
            number: heading(cell.text) for number, cell in enumerate(cells) if heading(cell.text) in headings
        }
        if len(result) > len(best[1]):
            best = (place, result)
    at, columns = best
    missing = [name for name in needed if name not in columns.values()]
    if missing or not columns:
        raise refusal(
            "import_headings",
            _("The headings %(names)s are missing; begin with the template and keep its first line."),
            names="、".join(missing or headings),
        )
    twice = sorted({name for name in columns.values() if list(columns.values()).count(name) > 1})
    if twice:
        raise refusal(
            "import_heading_twice", _("The heading %(names)s occurs twice."), names="、".join(twice)
        )
    unknown = {
        number: cell.text.strip()[:40]
        for number, cell in enumerate(before[at][1])
        if cell.text.strip() and number not in columns
    }
    used = set()
    for line, cells in chain(before[at + 1 :], rows):
        lead = plain(cells[0].text) if cells else ""
        if lead.startswith((EXAMPLE, REMARK)):
            table.examples += lead.startswith(EXAMPLE)
            continue
        if len(table.rows) == most:
            raise refusal(
                "import_too_long",
                _("The file has more than %(most)s lines; split it into several files."),
                most=most,
            )
        if _line_of(table, line, cells, columns):
            used |= {
                name for number, name in unknown.items() if number < len(cells) and cells[number].text.strip()
            }
    if used:
        message = gettext_noop("The columns %(names)s are not known and were not read.")
        table.notes.append(Fault(0, "", "columns_left_out", message, "", {"names": "、".join(sorted(used))}))
    if not table.rows:
        raise refusal(
            "import_no_lines", _("There is no line below the headings (the example is not counted).")
        )
    return before[at][0] + 1


def _line_of(table: Table, line: int, cells: list[Cell], columns: dict[int, str]) -> bool:
    """Take one line; a line of which no known column says anything is none."""
    row: dict[str, str] = {}
    faults = []
    for number, name in columns.items():
        cell = cells[number] if number < len(cells) else Cell("")
        row[name] = FORBIDDEN.sub("", cell.text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if cell.matter:
            faults.append(_matter(line, name, cell))
    if not any(row.values()):
        return False
    table.rows.append(Row(line, row))
    table.faults += faults
    return True


def _matter(line: int, name: str, cell: Cell) -> Fault:
    params: dict[str, Any] = {"value": cell.text[:40]}
    if cell.matter == ERROR:
        wrong = gettext_noop("The cell shows the error %(value)s.")
        return Fault(line, name, "error_cell", wrong, gettext_noop("Write the value itself."), params)
    wrong = gettext_noop("The cell holds the formula %(value)s.")
    right = gettext_noop("Write the value itself: copy the column and paste its values.")
    return Fault(line, name, "formula_cell", wrong, right, params)
