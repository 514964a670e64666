"""What lies in the archive, and under which number?  归档文件目录, columns as in DA/T 22-2015 (clause 6.5-m)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 15


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """One item (件): archive code, document number, author, title, date, secrecy, pages, remark."""

    code: str = ""
    document_number: str = ""
    author: str = ""
    title: str = ""
    dated: date | None = None
    secrecy: str = ""
    pages: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveCatalogueFacts(Facts):
    """The catalogue of one file: fonds, year, organ or problem, retention, and its items.

    fonds_number and fonds_name: 全宗号, 全宗名称; year: 归档年度; retention: 永久 / 30年 / 10年
    subject: 机构或问题; compiled_by, compiled_on, checked_by: 整理人, 整理日期, 检查人
    """

    fonds_number: str = ""
    fonds_name: str = ""
    year: int | None = None
    subject: str = ""
    retention: str = ""
    rows: tuple[ArchiveRow, ...] = ()
    compiled_by: str = ""
    compiled_on: date | None = None
    checked_by: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a catalogue with empty rows."""
        return cls(rows=(ArchiveRow(),) * BLANK_ROWS)


def html(facts: ArchiveCatalogueFacts) -> str:
    """Return the catalogue as HTML, on landscape pages."""
    total = sum(1 for row in facts.rows if row.title) or "\u3000\u3000"
    return page("archive_catalogue.html", facts, total=total)
