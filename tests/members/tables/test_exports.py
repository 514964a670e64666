"""Does a table leave as harmless text: by RFC 4180, without formulas, and said in words when it is cut?"""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from members.tables.exports import csv_text, csv_value, workbook
from members.tables.register_files import bounded, ceiling

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "　=1", "＝1", "＋1", "－1", "＠A1",
    "=cmd|'/c calc'!A0", '=HYPERLINK("http://x","y")', "-2+3+cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_looks_like_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert str(csv_value(text)).startswith("'")
    sheet = load_workbook(io.BytesIO(workbook("x", ["a"], [[text]]))).active
    assert sheet["A2"].data_type != "f"
    assert sheet["A2"].quotePrefix


@pytest.mark.parametrize("text", ["云岭", "——标题", "1-2", "a=b", "'已有", "（=）", ""])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert csv_value(text) == text


def test_values_of_each_kind() -> None:
    moment = datetime(2025, 3, 1, 1, 5, tzinfo=UTC)
    values = [-5, 1.5, date(2025, 3, 1), moment, True, None]
    assert [csv_value(value) for value in values] == [-5, 1.5, "2025-03-01", "2025-03-01 09:05", "是", ""]


def test_csv_is_rfc_4180_in_utf_8_with_its_mark() -> None:
    rows = [['引"号,逗号', "两\r\n行;分号\t制表"], ["\x00控\u202e制", 7]]
    content = csv_text(["甲", "乙"], rows)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == '"甲","乙"\r\n"引""号,逗号","两\n行;分号\t制表"\r\n"控制",7\r\n'
    found = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert found == [["甲", "乙"], ['引"号,逗号', "两\n行;分号\t制表"], ["控制", "7"]]


@pytest.mark.parametrize(("total", "lines"), [(0, 0), (2, 2), (3, 3), (4, 4), (99, 4)])
def test_a_file_that_is_cut_says_so_in_its_last_line(total: int, lines: int) -> None:
    rows = list(bounded(([n, n] for n in range(total)), total, 2, most=3))
    assert len(rows) == lines
    told = ceiling(total, most=3)
    assert bool(told) == (total > 3)
    if told:
        assert rows[-1] == [told, ""]
        assert str(total) in told
