"""What lies in the archive, and under which number?  归档文件目录, columns as in DA/T 22-2015 (clause 6.5-m)."""

from dataclasses import dataclass
from datetime import date

from members.printing.paper import Paper, Section, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from reports.archive.models import ArchivePackage


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


def catalogue_facts(package: ArchivePackage) -> ArchiveCatalogueFacts:
    """Return the catalogue of the year of a sealed file: one meeting, one item (件).  Clause 6.5-m."""
    group, year = package.group, package.meeting.day.year
    packages = ArchivePackage.objects.filter(group=group, meeting__day__year=year).defer("data", "salt")
    return ArchiveCatalogueFacts(
        fonds_number=group.fonds_number,
        fonds_name=group.full_name,
        year=year,
        subject="办公室",
        retention="永久",
        rows=tuple(_catalogue_row(row) for row in packages.select_related("meeting__group").order_by("seq")),
    )


def _catalogue_row(package: ArchivePackage) -> ArchiveRow:
    meeting = package.meeting
    return ArchiveRow(
        code=package.archive_code,
        document_number=meeting.minutes_number,
        author=meeting.group.name,
        title=f"{meeting.title}文件材料",
        dated=meeting.day,
        remark=f"电子文件{len(package.files)}件，叶值{package.leaf[:8]}",
    )


CATALOGUE = register(
    Paper(
        name="archive_catalogue",
        title=gettext_noop("Archive catalogue"),
        order=170,
        section=Section.MEETING,
        blank=ArchiveCatalogueFacts(rows=(ArchiveRow(),) * 15),
        derived=lambda facts: {"total": sum(1 for row in facts.rows if row.title) or "\u3000\u3000"},
        # One catalogue a year, found by the year's first file.
        records=lambda group, _user: (
            ArchivePackage.objects.filter(group=group, archive_code__endswith="-0001")
            .select_related("group", "meeting__group")
            .defer("data")
        ),
        facts=catalogue_facts,
        label=lambda package: f"{package.meeting.day.year}年归档文件目录",
        search=("archive_code",),
        power="reports.read_sealed",
    )
)
