"""What stands in a CSV file?  Its rows, in whichever of the usual encodings it was saved."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SEPARATORS = (",", "\t", ";", "，")


def decoded(content: bytes) -> tuple[str, str]:
    """Return a text file's text and the encoding it was read as.

    Raises ValidationError ("import_encoding", "import_binary").
    """
    if content.startswith(BOM_UTF8):
        attempts: tuple[str, ...] = ("utf-8-sig",)
    elif content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        attempts = ("utf-16",)
    else:
        attempts = ("utf-8", "gb18030")
    for encoding in attempts:
        try:
            result = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in result:
            raise ValidationError(_("This is not a text file; save the table as CSV."), code="import_binary")
        return result, {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16"}.get(encoding, "GBK")
    raise ValidationError(
        _(
            "The characters of the file cannot be read; save it again as “CSV UTF-8”, or in GBK, or as an Excel workbook."
        ),
        code="import_encoding",
    )


def text_rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text with the line on which each begins.

    Raises ValidationError ("import_csv") for quotes that are not closed and cells beyond measure.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ValidationError(
                _(
                    "Line %(line)s cannot be taken apart: a quotation mark is not closed, or a cell is too long."
                ),
                code="import_csv",
                params={"line": line},
            ) from error
        yield line, row
