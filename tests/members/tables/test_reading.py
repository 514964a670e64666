"""Is every bad file answered in plain words, and every good one read as it was meant?  No database."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from openpyxl import Workbook, load_workbook

from members.tables import cells
from members.tables.exports import csv_text, workbook
from members.tables.faults import Wrong
from members.tables.reading import MOST_BYTES, Table, read_table
from reports.imports.kinds import understand
from reports.imports.registry import KINDS
from reports.imports.templates import as_csv, as_workbook

HEADINGS, NEEDED = ["序号", "姓名", "用户名", "任职日期"], ["姓名", "用户名"]
GOOD = [["序号", "姓名*", "用户名*", "任职日期"], ["1", "赵一平", "zhao", "2024-03-01"]]


def read(name: str, content: bytes, most: int = 10) -> Table:
    return read_table(name, content, HEADINGS, NEEDED, most)


def book(rows=GOOD, *, change=None, title: str = "数据") -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(made, sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text(rows=GOOD, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Put a part into a workbook, in the place of one of the same name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item.filename))
        new.writestr(name, part)
    return out.getvalue()


def lying(content: bytes) -> bytes:
    """Let the directory of a workbook say that its sheet is small, though it unpacks to a gigabyte."""
    bomb = with_part(content, "xl/worksheets/sheet1.xml", b" " * (80 * 1024 * 1024))
    size = (80 * 1024 * 1024).to_bytes(4, "little")
    assert size in bomb
    return bomb.replace(size, (1000).to_bytes(4, "little"))


def hide(made, sheet) -> None:
    made.create_sheet("别的")
    sheet.sheet_state = "hidden"


def epoch(made, _sheet) -> None:
    made.epoch = datetime(1904, 1, 1)  # noqa: DTZ001  (a spreadsheet knows no zone)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
BAD_FILES = [
    ("empty.csv", b"", "import_empty"),
    ("large.csv", b"a" * (MOST_BYTES + 1), "import_size"),
    ("list.pdf", b"%PDF-1.4", "import_type"),
    ("list.xls", b"\xd0\xcf\x11\xe0", "import_type"),
    ("no ending", b"a,b", "import_type"),
    ("macros.xlsm", b"PK", "import_macros"),
    ("a workbook.csv", book(), "import_type"),
    ("locked.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "import_protected"),
    ("broken.xlsx", book()[:900], "import_workbook"),
    ("text.xlsx", text(), "import_workbook"),
    ("zip.xlsx", with_part(b"PK\x05\x06" + b"\0" * 18, "a.txt", b"a"), "import_workbook"),
    ("macro inside.xlsx", with_part(book(), "xl/vbaProject.bin", b"x"), "import_macros"),
    ("entities.xlsx", with_part(book(), "xl/sharedStrings.xml", ENTITY), "import_entities"),
    ("utf16.xlsx", with_part(book(), "xl/sharedStrings.xml", ENTITY.decode().encode("utf-16")), "import_entities"),
    ("bomb.xlsx", with_part(book(), "xl/worksheets/sheet1.xml", b" " * (80 * 1024 * 1024)), "archive_limits"),
    ("many parts.xlsx", with_part(book(), "xl/a.xml", b"x"), ""),
    ("sheet broken.xlsx", with_part(book(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "import_workbook"),
    ("1904.xlsx", book(change=epoch), "import_epoch"),
    ("all hidden.xlsx", book(change=hide), "import_headings"),
    ("binary.csv", b"a\0b,c\n", "import_binary"),
    ("no encoding.csv", b"\xff\xff\xff\xff,\x81", "import_encoding"),
    ("half.csv", "﻿序号,姓名".encode() + b"\xe5", "import_encoding"),
    ("quote.csv", '序号,姓名,用户名\r\n1,"赵,zhao\r\n'.encode(), "import_csv"),
    ("long cell.csv", ("序号,姓名,用户名\r\n1," + "赵" * 140_000 + ",z\r\n").encode(), "import_csv"),
    ("heads missing.csv", "甲,乙\r\n1,2\r\n".encode(), "import_headings"),
    ("needed missing.csv", "序号,姓名\r\n1,赵\r\n".encode(), "import_headings"),
    ("heads in big5.csv", "序號,姓名,用戶名\r\n1,趙,z\r\n".encode("big5"), "import_encoding"),
    ("twice.csv", "序号,姓名,用户名,姓名\r\n1,赵,z,钱\r\n".encode(), "import_heading_twice"),
    ("heads only.csv", "序号,姓名,用户名\r\n".encode(), "import_no_lines"),
    ("example only.csv", "序号,姓名,用户名\r\n示例,赵,z\r\n说明：不读,,\r\n".encode(), "import_no_lines"),
    ("long.csv", text([GOOD[0], *[GOOD[1]] * 11]), "import_too_long"),
    ("long.xlsx", book([GOOD[0], *[GOOD[1]] * 11]), "import_too_long"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "code"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_refused_in_plain_words(name: str, content: bytes, code: str) -> None:
    if not code:
        assert read(name, content).rows
        return
    with pytest.raises(ValidationError) as refused:
        read(name, content)
    assert refused.value.code == code
    with translation.override("zh-hans"):
        said = " ".join(refused.value.messages)
    assert any("一" <= sign <= "鿿" for sign in said), said
    assert "%(" not in said


def test_a_workbook_that_lies_about_its_size_is_not_unpacked() -> None:
    with pytest.raises(ValidationError) as refused:
        read("liar.xlsx", lying(book()))
    assert refused.value.code in {"archive_limits", "import_workbook"}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gbk", "GBK"), ("gb18030", "GBK"), ("utf-16", "UTF-16")],
)
def test_a_text_file_is_read_in_the_usual_encodings(encoding: str, told: str) -> None:
    table = read("a.csv", text(encoding=encoding))
    assert (table.encoding, table.rows[0].cells["姓名"], table.rows[0].line) == (told, "赵一平", 2)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_found(separator: str) -> None:
    content = "\n".join(separator.join(row) for row in GOOD).encode()
    assert read("a.csv", content).rows[0].cells["用户名"] == "zhao"


def test_lines_keep_their_numbers_across_empty_lines_and_broken_cells() -> None:
    content = (
        '标题,,,\r\n序号,姓名,用户名,任职日期\r\n\r\n1,"赵\r\n一平",zhao,\r\n,,,\r\n2,钱,qian,\r\n'.encode()
    )
    rows = read("a.csv", content).rows
    assert [(row.line, row.cells["姓名"]) for row in rows] == [(4, "赵\n一平"), (7, "钱")]
    rows = read("a.xlsx", book([["名册"], [], GOOD[0], [], GOOD[1], [None, "钱", "qian", None]])).rows
    assert [row.line for row in rows] == [5, 6]


def test_a_far_cell_is_not_overlooked() -> None:
    def far(_made, sheet) -> None:
        sheet.cell(5000, 2, "钱")

    assert [row.line for row in read("a.xlsx", book(change=far)).rows] == [2, 5000]


def test_a_sheet_may_lie_about_its_own_size() -> None:
    content = book()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:D2"' in sheet
    assert read(
        "a.xlsx", with_part(content, "xl/worksheets/sheet1.xml", sheet.replace(b"A1:D2", b"A1:A1"))
    ).rows


def test_days_and_numbers_of_a_workbook_become_texts() -> None:
    when = [[*GOOD[0]], [1, "赵", 12, datetime(2024, 3, 1)], [2.0, "钱", True, date(2024, 3, 2)]]  # noqa: DTZ001  (a spreadsheet knows no zone)
    when += [[3, "孙", 1.5, datetime(2024, 3, 1, 9, 30)], [4, "李", time(9, 5), "２０２４－０３－０１"]]  # noqa: DTZ001  (a spreadsheet knows no zone)
    rows = read("a.xlsx", book(when)).rows
    assert [row.cells["任职日期"] for row in rows] == [
        "2024-03-01",
        "2024-03-02",
        "2024-03-01 09:30",
        "２０２４－０３－０１",
    ]
    assert [row.cells["用户名"] for row in rows] == ["12", "是", "1.5", "09:05"]
    assert [row.cells["序号"] for row in rows] == ["1", "2", "3", "4"]


def test_formulas_and_errors_are_named_and_never_calculated() -> None:
    def spoil(_made, sheet) -> None:
        sheet["B2"] = "=A1&C2"
        sheet["C2"] = "#REF!"
        sheet["C2"].data_type = "e"

    table = read("a.xlsx", book(change=spoil))
    assert [(f.line, f.column, f.code) for f in table.faults] == [
        (2, "姓名", "formula_cell"),
        (2, "用户名", "error_cell"),
    ]
    table = read("a.csv", "序号,姓名,用户名\r\n1,=cmd|'/c calc'!A0,z\r\n2,＝1,y\r\n".encode())
    assert [f.code for f in table.faults] == ["formula_cell"] * 2


def test_what_the_software_exported_comes_back_as_it_was() -> None:
    rows = [["1", "=甲", "+86", "@乙"]]
    with pytest.raises(AssertionError):
        assert csv_text(GOOD[0], rows).decode().count("'") == 0
    table = read("a.csv", csv_text(GOOD[0], rows))
    assert not table.faults
    assert table.rows[0].cells == {"序号": "1", "姓名": "=甲", "用户名": "+86", "任职日期": "@乙"}
    assert read("a.xlsx", workbook("名册", GOOD[0], rows)).rows[0].cells["姓名"] == "=甲"


def test_merged_cells_below_the_headings_are_named_with_their_range() -> None:
    def merge(_made, sheet) -> None:
        sheet.merge_cells("B2:B4")

    faults = read("a.xlsx", book([*GOOD, [3, "", "x", ""], [4, "", "y", ""]], change=merge)).faults
    assert [(f.line, f.code, f.params["area"]) for f in faults] == [(2, "merged_cells", "B2:B4")]

    def above(_made, sheet) -> None:
        sheet.merge_cells("A1:D1")

    assert not read("a.xlsx", book([["名册"], *GOOD], change=above)).faults


def test_other_and_hidden_sheets_and_unknown_columns_are_told() -> None:
    def more(made, _sheet) -> None:
        made.create_sheet("备份").append(["x"])
        made.create_sheet("旧").sheet_state = "veryHidden"
        made.create_sheet("填写说明").append(["不读"])

    rows = [[*GOOD[0], "工资", "空列"], [*GOOD[1], "8000", None]]
    notes = read("a.xlsx", book(rows, change=more)).notes
    assert {(n.code, n.params["names"]) for n in notes} == {
        ("sheets_left_out", "备份"),
        ("sheets_left_out", "旧"),
        ("columns_left_out", "工资"),
    }


def test_control_characters_and_marks_of_direction_do_not_come_in() -> None:
    table = read("a.csv", "序号,姓名,用户名\r\n1,\u202e赵\x07一,z\r\n".encode())
    assert table.rows[0].cells["姓名"] == "赵一"


# ---- cells ---------------------------------------------------------------------------------------------

GOOD_CELLS = [
    *[(cells.day, typed, date(2024, 3, 1)) for typed in (
        "2024-03-01", "2024-3-1", "2024/3/1", "2024.03.01", "2024年3月1日", "２０２４－０３－０１", "20240301", "45352",
        "2024-03-01 00:00", " 2024 年 3 月 1 日 ",
    )],
    (cells.clock, "9:00", time(9)), (cells.clock, "０９：３０", time(9, 30)), (cells.clock, "9点30分", time(9, 30)),
    (cells.clock, "9时", time(9)), (cells.clock, "0.375", time(9)), (cells.clock, "2024-03-01 09:05", time(9, 5)),
    (cells.clock, "09:30:00", time(9, 30)),
    (cells.number(1, 99), "１２", 12), (cells.number(1, 99), "99", 99),
    (cells.amount, "1,000.50", Decimal("1000.50")), (cells.amount, "５００", Decimal(500)),
    (cells.code(10), "ｚｈａｏ", "zhao"), (cells.code(10), "'+86", "+86"),
    (cells.text(3), "（甲）", "（甲）"),
]  # fmt: skip
BAD_CELLS = [
    (cells.day, "2024-02-30", "not_a_day"), (cells.day, "去年", "not_a_day"), (cells.day, "24-3-1", "not_a_day"),
    (cells.day, "99999", "not_a_day"), (cells.day, "2024-13-01", "not_a_day"), (cells.day, "-45352", "not_a_day"),
    (cells.day, "2024-03-01 10:30", "not_a_day"), (cells.day, "٤٥٣٥٢", "not_a_day"),
    (cells.clock, "25:00", "not_a_time"), (cells.clock, "上午", "not_a_time"), (cells.clock, "9:75", "not_a_time"),
    (cells.clock, "1.5", "not_a_time"), (cells.clock, "0.99999", "not_a_time"),
    (cells.number(1, 99), "0", "not_a_number"), (cells.number(1, 99), "100", "not_a_number"),
    (cells.number(1, 99), "1.5", "not_a_number"), (cells.number(1, 99), "十二", "not_a_number"),
    (cells.number(1, 99), "-1", "not_a_number"), (cells.number(1, 99), "9" * 40, "not_a_number"),
    (cells.amount, "500万", "not_an_amount"), (cells.amount, "1.005", "not_an_amount"), (cells.amount, "1e9", "not_an_amount"),
    (cells.amount, "-5", "not_an_amount"), (cells.text(3), "甲乙丙丁", "cell_too_long"), (cells.code(2), "abc", "cell_too_long"),
    (cells.one_of(lambda: {"成员": "member"}), "委员", "choice_unknown"),
    (cells.some_of(lambda: {"成员": "member"}), "成员、委员", "choice_unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("take", "typed", "wanted"), GOOD_CELLS)
def test_a_cell_is_understood(take, typed: str, wanted: object) -> None:
    assert take(typed) == wanted


@pytest.mark.parametrize(("take", "typed", "code"), BAD_CELLS)
def test_a_cell_that_is_not_understood_says_what_would_be_right(take, typed: str, code: str) -> None:
    with pytest.raises(Wrong) as wrong:
        take(typed)
    assert wrong.value.code == code
    assert wrong.value.right
    assert wrong.value.wrong % wrong.value.params
    assert wrong.value.right % wrong.value.params


def test_choices_are_taken_by_word_and_by_code() -> None:
    take = cells.some_of(lambda: {"甲": "a", "乙": "b"})
    assert take("甲、b") == ["a", "b"]
    assert take("甲；乙") == ["a", "b"]


# ---- templates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", KINDS)
def test_a_template_is_read_by_its_own_import_and_holds_no_line(code: str) -> None:
    kind = KINDS[code]
    for name, content in (("t.csv", as_csv(kind)), ("t.xlsx", as_workbook(kind))):
        with pytest.raises(ValidationError) as refused:
            read_table(name, content, kind.headings, kind.needed, kind.most)
        assert refused.value.code == "import_no_lines"


@pytest.mark.parametrize("code", KINDS)
def test_the_example_of_a_template_is_right(code: str) -> None:
    kind = KINDS[code]
    sheets = load_workbook(io.BytesIO(as_workbook(kind)))
    sheet = sheets["数据"]
    assert sheets.sheetnames == ["数据", "填写说明"]
    assert [
        cell.coordinate for one in sheets for row in one.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    heads = [cell.value for cell in sheet[1]]
    example = ["1", *[cell.value or "" for cell in sheet[2]][1:]]
    for content, name in (
        (csv_text(heads, [example]), "a.csv"),
        (workbook("数据", heads, [example]), "a.xlsx"),
    ):
        table = read_table(name, content, kind.headings, kind.needed, kind.most)
        understood = understand(kind, table.rows, table.faults)
        assert (len(understood.lines), understood.faults) == (1, [])


def test_every_fault_of_a_file_is_told_with_line_and_column() -> None:
    kind = KINDS["roster"]
    rows = [
        "序号,姓名,用户名,任职日期,排序,党组职务",
        "1,,zhao,去年,x,委员",
        "2,钱,qian,,,",
        "3,钱,qian,,,",
        "4,=1,sun,,,",
    ]
    table = read_table("a.csv", "\r\n".join(rows).encode(), kind.headings, kind.needed, kind.most)
    found = understand(kind, table.rows, table.faults)
    assert sorted((f.line, f.column, f.code) for f in found.faults) == [
        (2, "任职日期", "not_a_day"),
        (2, "党组职务", "choice_unknown"),
        (2, "姓名", "cell_empty"),
        (2, "排序", "not_a_number"),
        (4, "", "line_twice"),
        (5, "姓名", "formula_cell"),
    ]
    assert [line.line for line in found.lines] == [3]


def test_ten_thousand_lines_are_read() -> None:
    kind = KINDS["past"]
    rows = [
        [
            str(n),
            "卷1",
            "记录本",
            "会议记录本",
            "2019",
            "2019-01-08",
            f"第{n}次",
            f"议题{n}",
            "1",
            "",
            "永久",
            "",
        ]
        for n in range(10_000)
    ]
    heads = [column.heading for column in kind.columns]
    content = csv_text(["序号", *heads], rows)
    table = read_table("a.csv", content, kind.headings, kind.needed, kind.most)
    assert len(table.rows) == 10_000
    with pytest.raises(ValidationError) as refused:
        read_table("a.csv", content + "10001,卷1\r\n".encode(), kind.headings, kind.needed, kind.most)
    assert refused.value.code == "import_too_long"
