"""Who came to study, and for how long?  学习签到表 (clauses 8.1-c, 8.3-a)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from members.models import Membership
from members.papers.words import POSTS
from members.printing.paper import Filed, Inspected, Paper, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from study.models import Presence, StudySession
from study.papers.head import BEGUN, StudyHead, head, label, leaves_of, sessions_of, stays_of
from study.rules import attendance


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


def sign_in_facts(session: StudySession) -> StudySignInFacts:
    """Return the sign-in sheet of a study; before it begins its fields stay open.  Clause 8.3-a."""
    stays = stays_of(session)
    leaves = leaves_of(session)
    rows = tuple(_row(session, seat, stays.get(seat.pk, []), leaves.get(seat.pk)) for seat in session.seats())
    begun = session.state in BEGUN
    there = sum(bool(stays.get(seat.pk)) for seat in session.seats())
    away = sum(row.status == "请假" for row in rows)
    return StudySignInFacts(
        head=head(session),
        rows=rows,
        expected=len(rows),
        present=there if begun else None,
        on_leave=away if begun else None,
        absent=len(rows) - there - away if begun else None,
        recorder=str(session.recorded_by or ""),
    )


def _row(session: StudySession, seat: Membership, stays: list[Presence], leave: str | None) -> StudySignInRow:
    began, ended = session.began_at, session.ended_at
    facts = [row.stay for row in stays]
    late = began is not None and attendance.is_late(facts, began, session.book.year.late_minutes)
    absent = "请假" if leave is not None else "缺席" if session.state in BEGUN else ""
    over = began is not None and ended is not None
    return StudySignInRow(
        name=seat.name,
        post=seat.government_post or POSTS[seat.post],
        signed=_signed(stays),
        came_at=stays[0].in_at if stays else None,
        left_at=(stays[-1].out_at or ended) if stays else None,
        status=("迟到" if late else "出席") if stays else absent,
        minutes=attendance.minutes_present(facts, began, ended) if over and began and ended else None,
        note=leave or "、".join(stay.remark for stay in stays if stay.remark),
    )


def _signed(stays: Iterable[Presence]) -> str:
    kinds = {stay.by_self for stay in stays}
    return "" if not kinds else "本人屏幕签到" if True in kinds else "现场登记"


register(
    Paper(
        name="study_sign_in",
        title=gettext_noop("Sign-in sheet of a study"),
        order=210,
        blank=StudySignInFacts(rows=(StudySignInRow(),) * 14),
        records=sessions_of,
        facts=sign_in_facts,
        label=label,
        search=("title", "place", "lecturer"),
        power="study.read",
        file="集体学习签到表",
        filed=(Filed("study", 20),),
        inspected=Inspected("study"),
    )
)
