"""What stands in a workbook, and does it hold something that must not come in?

Nothing is unpacked before it was measured; macros, entities and passwords are refused; formulas are marked, never trusted.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.datetime import WINDOWS_EPOCH

MEBIBYTE = 1024 * 1024
MOST_UNPACKED = 60 * MEBIBYTE
MOST_PARTS = 500
MOST_COLUMNS = 60
NOTES = "填写说明"
"""The sheet of the template that explains it; it is never read."""
OLE = b"\xd0\xcf\x11\xe0"
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

FORMULA, ERROR = "formula", "error"


@dataclass(slots=True)
class Cell:
    """One cell: what it says, and what is the matter with it (a formula, an error), "" for nothing."""

    text: str
    matter: str = ""


@dataclass(slots=True)
class Sheet:
    """A visible sheet: its rows with their lines, and the ranges of merged cells in it."""

    title: str
    rows: Iterator[tuple[int, list[Cell]]]
    merged: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """A workbook as far as it may be read: visible sheets, and the names of hidden ones."""

    sheets: list[Sheet]
    hidden: list[str]


def refusal(code: str, message: Any, **params: Any) -> ValidationError:
    """Return why a file is not read."""
    return ValidationError(message, code=code, params=params)


def book_of(content: bytes) -> Book:
    """Open a workbook.

    Raises ValidationError: "import_protected", "import_workbook", "import_macros", "archive_limits", "import_entities",
    "import_epoch".
    """
    if content.startswith(OLE):
        raise refusal(
            "import_protected",
            _(
                "The file is protected by a password, or in the old format .xls; save it as .xlsx without a password."
            ),
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _measured(archive)
            merged = _merged(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken() from error
    try:
        book: Any = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except Exception as error:  # what a damaged workbook makes the reader raise is not foreseen
        raise _broken() from error
    if book.epoch != WINDOWS_EPOCH:
        raise refusal(
            "import_epoch",
            _(
                "The workbook counts its days from 1904; copy the table into a new workbook and save it again."
            ),
        )
    sheets, hidden = [], []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(str(sheet.title)[:60])
        elif sheet.title != NOTES:
            sheets.append(Sheet(sheet.title, _rows(sheet), merged.get(sheet.title, [])))
    return Book(sheets, hidden)


def _broken() -> ValidationError:
    return refusal(
        "import_workbook", _("The workbook is damaged; open it in Excel or WPS and save it again.")
    )


def _measured(archive: zipfile.ZipFile) -> None:
    """Refuse what is too large, hides macros or entities; every part is read once, and only so far."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal("archive_limits", _("The file unpacks to more than is accepted."))
    if any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names):
        raise refusal("import_macros", _("The workbook holds macros; save it as .xlsx without them."))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _broken()
    left = MOST_UNPACKED
    for part in parts:
        with archive.open(part) as stream:
            first, tail = True, b""
            while chunk := stream.read(MEBIBYTE):
                left -= len(chunk)
                if left < 0:
                    raise refusal("archive_limits", _("The file unpacks to more than is accepted."))
                if part.filename.lower().endswith((".xml", ".rels")):
                    _without_entities(tail + chunk, first=first)
                first, tail = False, chunk[-16:]


def _without_entities(part: bytes, *, first: bool) -> None:
    """An office file declares no document type; one in UTF-16 could hide it."""
    if (
        ENTITIES.search(part)
        or (first and b"\0" in part[:8])
        or (first and part[:2] in {b"\xff\xfe", b"\xfe\xff"})
    ):
        raise refusal(
            "import_entities", _("The workbook holds parts that no spreadsheet writes; it is not read.")
        )


def _merged(archive: zipfile.ZipFile) -> dict[str, list[str]]:
    """Return the merged ranges of each sheet by its title."""
    try:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  (without entities, by now)
        links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  (the same)
    except (KeyError, ET.ParseError) as error:
        raise _broken() from error
    targets = {link.get("Id"): str(link.get("Target", "")) for link in links}
    result = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] != "sheet":
            continue
        target = targets.get(sheet.get(RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in archive.namelist():
            result[str(sheet.get("name"))] = [ref.decode() for ref in MERGED.findall(archive.read(path))]
    return result


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a sheet that hold anything, with their lines."""
    sheet.reset_dimensions()  # what a sheet says of its own size need not be true
    try:
        for line, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            cells = [_cell(cell) for cell in row]
            if any(cell.text or cell.matter for cell in cells):
                yield line, cells
    except ValidationError:
        raise
    except Exception as error:  # what a damaged sheet makes the reader raise is not foreseen
        raise _broken() from error


def _cell(cell: Any) -> Cell:
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        return Cell(str(cell.value)[:80] if isinstance(cell.value, str) else "=…", FORMULA)
    if kind == "e":
        return Cell(str(cell.value)[:80], ERROR)
    return Cell(as_text(cell.value))


def as_text(value: Any) -> str:
    """Return what a cell holds as one would type it: days as 2024-03-01, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        # A spreadsheet keeps moments as fractions; half a minute more undoes what the fraction lost.
        near = value + timedelta(seconds=30) if value.second > 58 else value
        return f"{near:%Y-%m-%d}" if near.time() == time() else f"{near:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    return str(value)
