"""From studies and essays to their papers: sign-in sheet, record, ledger of a year, register of essays."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.timezone import localdate

from members.models import LeadingGroup, Membership, User
from members.printing.parts import Person
from reports.documents.year.essay_list import EssayListFacts, EssayRow
from reports.documents.year.study import (
    LedgerRow,
    StudyHead,
    StudyLedgerFacts,
    StudyRecordFacts,
    StudySignInFacts,
    StudySignInRow,
)
from reports.papers.source import Source, first_of_each_year
from reports.papers.words import POSTS, chinese
from study.ledger import MONTHS, Ledger, Row, ledger
from study.models import Essay, Presence, StudySession
from study.rules import attendance
from study.states import Content, EssayState, Form, LeaveState, SessionState

BEGUN = (SessionState.OPEN, SessionState.HELD, SessionState.RECORDED)
ESSAY_STATES = {"submitted": "已提交", "returned": "已退回", "accepted": "已采用"}
LAST_DAY = (12, 31)


def head(session: StudySession) -> StudyHead:
    """Return a study as all its papers repeat it.  Clauses 8.1-c, 8.2-a."""
    materials = session.materials.filter(withdrawn=False)
    return StudyHead(
        group=session.group.full_name,
        theme=session.title,
        form=chinese(Form(session.form).label),
        tags=tuple(chinese(Content(content).label) for content in session.contents),
        starts_at=session.began_at or session.starts_at,
        ends_at=session.ended_at or session.ends_at,
        place=session.place,
        lecturer=session.lecturer,
        speakers=tuple(seat.name for seat in session.speakers.select_related("user")),
        materials=tuple(str(one) for one in materials),
        central=session.is_central_group,
    )


def sign_in_facts(session: StudySession) -> StudySignInFacts:
    """Return the sign-in sheet of a study; before it begins its fields stay open.  Clause 8.3-a."""
    stays = _stays(session)
    leaves = _leaves(session)
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


def _stays(session: StudySession) -> dict[int, list[Presence]]:
    found: dict[int, list[Presence]] = {}
    for one in session.presences.filter(confirmed_at__isnull=False).order_by("in_at", "pk"):
        found.setdefault(one.membership_id, []).append(one)
    return found


def _leaves(session: StudySession) -> dict[int, str]:
    return dict(session.leaves.filter(state=LeaveState.APPROVED).values_list("membership", "reason"))


def _row(session: StudySession, seat: Membership, stays: list[Presence], leave: str | None) -> StudySignInRow:
    began, ended = session.began_at, session.ended_at
    facts = [one.stay for one in stays]
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
        note=leave or "、".join(one.remark for one in stays if one.remark),
    )


def _signed(stays: Iterable[Presence]) -> str:
    kinds = {one.by_self for one in stays}
    return "" if not kinds else "本人屏幕签到" if True in kinds else "现场登记"


def record_facts(session: StudySession) -> StudyRecordFacts:
    """Return the record of a study: who was there, what was studied and said.  Clause 8.1-c."""
    stays, leaves = _stays(session), _leaves(session)
    seats = session.seats()
    return StudyRecordFacts(
        head=head(session),
        present=tuple(Person(seat.name) for seat in seats if stays.get(seat.pk)),
        on_leave=tuple(
            Person(seat.name, note=leaves[seat.pk])
            for seat in seats
            if seat.pk in leaves and not stays.get(seat.pk)
        ),
        absent=tuple(Person(seat.name) for seat in seats if not stays.get(seat.pk) and seat.pk not in leaves),
        gist=session.gist,
        recorder=str(session.recorded_by or ""),
        recorded_on=localdate(session.recorded_at) if session.recorded_at else None,
    )


def ledger_facts(session: StudySession) -> StudyLedgerFacts:
    """Return the ledger of the year in which a study was held.  Clauses 8.3-b, 8.3-c."""
    today = localdate()
    year = session.day.year
    told = min(today, date(year, *LAST_DAY))
    book = ledger(session.group, year, today)
    counted = [one for one in book.held if one.counts_toward_quota]
    months = {month: [one.minutes for one in counted if one.day.month == month] for month in MONTHS}
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


def essay_facts(essay: Essay) -> EssayListFacts:
    """Return the register of the essays that were handed in in the year of one of them.  Clause 8.3-c."""
    assert essay.submitted_on is not None
    year = essay.submitted_on.year
    essays = _handed_in(essay.group).filter(submitted_on__year=year).order_by("submitted_on", "pk")
    law = essay.group.rulebook(essay.submitted_on).year
    return EssayListFacts(
        group=essay.group.full_name,
        year=year,
        quota=law.essay_quota,
        rows=tuple(_essay_row(one) for one in essays.prefetch_related("files")),
    )


def _essay_row(essay: Essay) -> EssayRow:
    files = [one for one in essay.files.all() if not one.withdrawn]
    return EssayRow(
        title=essay.title,
        member=essay.membership.name,
        submitted_on=essay.submitted_on,
        session=str(essay.session or ""),
        words=essay.length or None,
        file="、".join(str(one) for one in files),
        reviewer=str(essay.reviewed_by or ""),
        state=ESSAY_STATES[essay.state],
        published=essay.published_where,
    )


def _sessions(group: LeadingGroup, user: User) -> QuerySet[StudySession]:
    seen = StudySession.objects.visible_to(user, group).exclude(state=SessionState.CANCELLED)
    return seen.select_related("group", "recorded_by").order_by("-starts_at", "-pk")


def _handed_in(group: LeadingGroup) -> QuerySet[Essay]:
    known = Essay.objects.filter(group=group, state__in=ESSAY_STATES, submitted_on__isnull=False)
    return known.select_related("group", "membership__user", "session", "reviewed_by")


def _of_study(session: StudySession) -> str:
    return f"{session.day:%Y-%m-%d}　{session.title}"


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "study_sign_in": Source(
            _sessions, sign_in_facts, _of_study, ("title", "place", "lecturer"), power="study.read"
        ),
        "study_record": Source(
            lambda group, user: _sessions(group, user).filter(state__in=BEGUN),
            record_facts,
            _of_study,
            ("title", "place", "lecturer"),
            power="study.read",
        ),
        "study_ledger": Source(
            lambda group, user: first_of_each_year(_sessions(group, user), "day"),
            ledger_facts,
            lambda session: f"{session.day.year}年度集体学习台账",
            ("title",),
            power="study.read",
            year="day__year",
        ),
        "essay_list": Source(
            lambda group, _user: first_of_each_year(_handed_in(group), "submitted_on"),
            essay_facts,
            lambda essay: f"{essay.submitted_on.year}年度学习体会登记",
            ("title",),
            power="study.read",
            year="submitted_on__year",
        ),
    }
)

assert set(ESSAY_STATES) == set(EssayState.values) - {EssayState.DRAFT, EssayState.WITHDRAWN}
