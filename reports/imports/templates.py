"""Which file does somebody fill in?  The template of an import: headings, one example, notes; as a workbook or as CSV."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from members.tables.exports import BODY_FONT, HEAD_FILL, HEAD_FONT, csv_text
from members.tables.reading import EXAMPLE, REMARK
from members.tables.workbooks import NOTES
from reports.imports.kinds import NUMBER, Column, Kind

LONGEST_LIST = 250
"""Excel takes a list of choices of about so many characters."""
GENERAL = (
    "保留第一行的标题；带 * 的列必填。示例行（序号为“示例”）和说明行不会导入，可以保留。",
    "日期写作 2024-03-01，时间写作 09:00；全角数字可以识别。不要合并单元格，不要使用公式，隐藏的工作表不读取。",
    "CSV 文件可用 UTF-8 或 GBK 编码；工作簿请存为不含宏的 .xlsx。",
    "上传后先核对预览，有一处错误就整份不导入，改好后重新上传。",
)


def heads(kind: Kind) -> list[str]:
    """Return the headings of a template; what must be filled in has a star."""
    return [NUMBER, *(f"{column.heading}*" if column.needed else column.heading for column in kind.columns)]


def example(kind: Kind) -> list[str]:
    """Return the example line."""
    return [EXAMPLE, *(column.example for column in kind.columns)]


def remarks(kind: Kind) -> Iterator[str]:
    """Yield what is said about filling it in."""
    yield from GENERAL
    yield f"每个文件最多 {kind.most} 行。"
    yield from kind.notes
    for column in kind.columns:
        if column.words is not None:
            yield f"{column.heading}可选：{'、'.join(column.words())}。"


def as_csv(kind: Kind) -> bytes:
    """Return the template as CSV: headings, example, then the notes as lines that are not read."""
    names = heads(kind)
    empty = [""] * (len(names) - 1)
    return csv_text(names, [example(kind), *([f"{REMARK}：{text}", *empty] for text in remarks(kind))])


def as_workbook(kind: Kind) -> bytes:
    """Return the template as a workbook: the table, and a sheet that explains each column."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "数据"
    sheet.freeze_panes = "A2"
    for number, (head, text) in enumerate(zip(heads(kind), example(kind), strict=True), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(
            8, min(36, 2 * max(len(head), len(text)) + 4)
        )
        top, below = sheet.cell(1, number, head), sheet.cell(2, number, text)
        top.font, top.fill, below.font = HEAD_FONT, HEAD_FILL, BODY_FONT
        below.data_type = "s"
    for number, column in enumerate(kind.columns, start=2):
        _choices(sheet, get_column_letter(number), column, kind.most)
    notes: Any = book.create_sheet(NOTES)
    _explain(notes, kind)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _choices(sheet: Any, letter: str, column: Column, most: int) -> None:
    """Offer the words of a column where there are few of them and only one is chosen."""
    words = ",".join(column.words()) if column.words is not None else ""
    if words and len(words) <= LONGEST_LIST and "多项" not in column.note:
        offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        offered.add(f"{letter}2:{letter}{most + 2}")
        sheet.add_data_validation(offered)


def _explain(notes: Any, kind: Kind) -> None:
    rows = [("列", "必填", "示例", "说明")]
    rows += [
        (column.heading, "是" if column.needed else "", column.example, column.note)
        for column in kind.columns
    ]
    rows += [("", "", "", "")] + [(text, "", "", "") for text in remarks(kind)]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = notes.cell(number, place, text)
            cell.font = HEAD_FONT if number == 1 else BODY_FONT
            cell.data_type = "s"
            if number <= len(kind.columns) + 1:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 24), ("B", 8), ("C", 28), ("D", 48)):
        notes.column_dimensions[letter].width = width
