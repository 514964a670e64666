"""How does a table leave?  As plain text and numbers: never a formula, never a hidden control character."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.timezone import is_aware, localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What XML 1.0 cannot carry, and marks that turn the direction of reading.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]")
MAX_CELL = 32_767
CSV = "text/csv; charset=utf-8"
BOM = "\ufeff"
"""Tells Excel that the text is UTF-8; without it Chinese would be read as GBK."""
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a text begins that a spreadsheet might calculate: after blanks, too, and in full width."""
HEAD_FONT = Font(name="宋体", bold=True)
HEAD_FILL = PatternFill("solid", fgColor="EFECE6")
BODY_FONT = Font(name="宋体")


def cell_value(value: Any) -> str | int | float | date | datetime:
    """Return a value a cell may hold: numbers and dates as such, moments in local time, the rest as text."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else ("是" if value else "否")
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None) if is_aware(value) else value
    if isinstance(value, int | float | date):
        return value
    return FORBIDDEN.sub("", str(value))[:MAX_CELL]


def _cell(sheet: Any, value: Any, font: Font) -> Any:
    """Return one cell; a text that begins like a formula stays a text."""
    plain = cell_value(value)
    cell: Any = WriteOnlyCell(sheet)
    cell.value = plain
    if isinstance(plain, str):
        cell.data_type = "s"
        # As typed with an apostrophe before it: it stays a text when somebody edits the cell or saves it as CSV.
        cell.quotePrefix = bool(FORMULA.match(plain))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(plain, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(plain, date):
        cell.number_format = "yyyy-mm-dd"
    cell.font = font
    return cell


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return an XLSX of one sheet.  title: name of the sheet (cut to what Excel takes); rows: values by column."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", FORBIDDEN.sub("", title))[:31] or "1")
    sheet.freeze_panes = "A2"
    for number, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, min(48, len(str(head)) * 2 + 8))
    head_cells = [_cell(sheet, head, HEAD_FONT) for head in heads]
    for cell in head_cells:
        cell.fill = HEAD_FILL
    sheet.append(head_cells)
    for row in rows:
        sheet.append([_cell(sheet, value, BODY_FONT) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def csv_value(value: Any) -> str | int | float:
    """Return a value as it stands in CSV: numbers as such, days as 2024-03-01, texts that look like a formula behind "'"."""
    plain = cell_value(value)
    if isinstance(plain, datetime):
        return f"{plain:%Y-%m-%d %H:%M}"
    if isinstance(plain, date):
        return f"{plain:%Y-%m-%d}"
    if isinstance(plain, str):
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{plain}" if FORMULA.match(plain) else plain
    return plain


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as CSV by RFC 4180, in UTF-8 with its mark.

    Every text stands in quotes, so that no other separator a spreadsheet may use splits it.
    """
    out = StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([csv_value(head) for head in heads])
    for row in rows:
        writer.writerow([csv_value(value) for value in row])
    return out.getvalue().encode()


def download(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """Return bytes to be saved under a name (RFC 6266), never shown in the page."""
    response = HttpResponse(content, content_type=content_type)
    safe = re.sub(r'[\x00-\x1f"\\/:*?<>|]', "_", FORBIDDEN.sub("", name))
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", safe) or "file"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sent(kept: Any) -> HttpResponse:
    """Return a stored file of a record (`StoredFile`): an attachment under its own name, sandboxed, never shown."""
    with kept.file.open("rb") as stored:
        response = download(stored.read(), kept.original_name, kept.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
