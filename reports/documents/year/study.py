"""Who came to study, what was studied and said, and what has everybody attended?  学习签到表、学习记录、学习台账.

Clauses 8.1 to 8.3 of the rules; the ledger tells minutes by month, because half of the fixed time is asked for.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts, Person

BLANK_MEMBERS = 14
BLANK_LEDGER = 10
MONTHS = 12


@dataclass(frozen=True, slots=True)
class StudyHead:
    """One study as its papers repeat it.

    form: 研读原文 / 专题讲座 / 讨论交流 / 其他; tags: 学习内容 by kind; speakers: 中心发言人; central: a formal study of
    the study group (理论学习中心组)
    """

    group: str = ""
    theme: str = ""
    form: str = ""
    tags: tuple[str, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    chair: str = ""
    lecturer: str = ""
    speakers: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    central: bool = False

    @property
    def kind(self) -> str:
        """Return what the papers call this study."""
        return "党组理论学习中心组学习" if self.central else "党组集体学习"


@dataclass(frozen=True, slots=True)
class StudySignInRow:
    """One member who should attend.

    status: 出席 / 请假 / 迟到 / 早退 / 缺席; minutes: attended, to the minute; None prints space to write
    """

    name: str = ""
    post: str = ""
    signed: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None
    status: str = ""
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class StudySignInFacts(Facts):
    """The attendance of one study; expected, present, on_leave, absent as on the sheet of a meeting."""

    head: StudyHead = field(default_factory=StudyHead)
    rows: tuple[StudySignInRow, ...] = ()
    expected: int | None = None
    present: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    recorder: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a sheet with empty rows."""
        return cls(rows=(StudySignInRow(),) * BLANK_MEMBERS)


@dataclass(frozen=True, slots=True)
class Speech:
    """What one of those present said."""

    speaker: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class StudyRecordFacts(Facts):
    """The record of one study: who was there, the gist, and who said what.

    observers: who attended an enlarged study; recorded_on: the day the record was closed
    """

    head: StudyHead = field(default_factory=StudyHead)
    present: tuple[Person, ...] = ()
    on_leave: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    gist: str = ""
    discussion: str = ""
    speeches: tuple[Speech, ...] = ()
    recorder: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One member in the ledger of a year.

    months: twelve figures, minutes of each month (None = no study counted that month); base: 规定学时
    rate: 61.4%; reached: 达到 / 未达到 / 不作评定; essays and quota: 篇数 and 应撰写
    """

    name: str = ""
    post: str = ""
    months: tuple[int | None, ...] = (None,) * MONTHS
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
    months: tuple[int | None, ...] = (None,) * MONTHS
    total: int | None = None
    rows: tuple[LedgerRow, ...] = ()
    compiled_by: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a ledger with empty rows."""
        return cls(rows=(LedgerRow(),) * BLANK_LEDGER)


def sign_in_html(facts: StudySignInFacts) -> str:
    """Return the sheet as HTML."""
    return page("year/study_sign_in.html", facts)


def record_html(facts: StudyRecordFacts) -> str:
    """Return the record as HTML."""
    return page("year/study_record.html", facts)


def ledger_html(facts: StudyLedgerFacts) -> str:
    """Return the ledger as HTML, on landscape pages."""
    return page("year/study_ledger.html", facts, months=range(1, MONTHS + 1))
