"""What has everybody attended in a year, month by month?  学习台账 (clauses 8.3-a, 8.3-b).

Minutes by month, because half of the fixed time is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from members.printing.paper import Filed, Paper, YearOf, first_of_each_year, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from study.ledger import MONTHS, Ledger, Row, ledger
from study.models import StudySession
from study.papers.head import HELD, sessions_of

LAST_DAY = (12, 31)


NO_MONTH: tuple[int | None, ...] = (None,) * len(MONTHS)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One member in the ledger of a year.

    months: twelve figures, minutes of each month (None = no study counted that month); base: 规定学时
    rate: 61.4%; reached: 达到 / 未达到 / 不作评定; essays and quota: 篇数 and 应撰写
    """

    name: str = ""
    post: str = ""
    months: tuple[int | None, ...] = NO_MONTH
    total: int | None = None
    base: int | None = None
    rate: str = ""
    reached: str = ""
    essays: int | None = None
    quota: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class StudyLedgerFacts(Facts):
    """The ledger of a year; as_of: the day it tells; held: studies that count, months: minutes held in each month."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    held: int | None = None
    months: tuple[int | None, ...] = NO_MONTH
    total: int | None = None
    rows: tuple[LedgerRow, ...] = ()
    compiled_by: str = ""


def ledger_facts(session: StudySession) -> StudyLedgerFacts:
    """Return the ledger of the year in which a study was held.  Clauses 8.3-b, 8.3-c."""
    today = localdate()
    year = session.day.year
    told = min(today, date(year, *LAST_DAY))
    book = ledger(session.group, year, today)
    counted = [result for result in book.held if result.counts_toward_quota]
    months = {month: [record.minutes for record in counted if record.day.month == month] for month in MONTHS}
    return StudyLedgerFacts(
        group=session.group.full_name,
        year=year,
        as_of=told,
        held=len(counted),
        months=tuple(sum(minutes) if minutes else None for minutes in months.values()),
        total=book.counted_minutes,
        rows=tuple(_ledger_row(row, book, months) for row in book.rows),
    )


def _ledger_row(row: Row, book: Ledger, months: Mapping[int, list[int]]) -> LedgerRow:
    tenths = row.attended * 1000 // row.base if row.base else 0
    over = book.today.year > book.year
    reached = "达到" if row.hours else "未达到" if over else "尚未达到"
    quota = row.essays.figures.get("needed")
    return LedgerRow(
        name=row.seat.name,
        post=row.seat.government_post,
        months=tuple(
            minutes if months[month] else None for month, minutes in zip(MONTHS, row.months, strict=True)
        ),
        total=row.attended,
        base=row.base,
        rate=f"{tenths // 10}.{tenths % 10}%" if row.base else "",
        reached=reached if row.base else "不作评定",
        essays=row.accepted,
        quota=quota if isinstance(quota, int) else None,
        note="" if row.tenure.is_whole_year else f"任职{row.tenure.months}个月，只计任职期间",
    )


def _of_year(of: YearOf) -> QuerySet[StudySession]:
    held = StudySession.objects.filter(group=of.group, day__year=of.year, state__in=HELD)
    return held.select_related("group").order_by("starts_at")[:1]


register(
    Paper(
        name="study_ledger",
        title=gettext_noop("Ledger of study"),
        order=230,
        blank=StudyLedgerFacts(rows=(LedgerRow(),) * 10),
        derived=lambda _facts: {"months": MONTHS},
        records=lambda group, user: first_of_each_year(sessions_of(group, user), "day"),
        facts=ledger_facts,
        label=lambda session: f"{session.day.year}年度集体学习台账",
        search=("title",),
        power="study.read",
        year="day__year",
        file="集体学习台账",
        filed=(Filed("ledger", 10, _of_year),),
    )
)
