"""What happened in the year in the field of study?  A plan, a study each month, essays, and what lies ahead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Meeting
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast
from reports.demo.story import read, tuples
from study import actions
from study.models import Essay, StudyLeave, StudyPlan, StudyPlanLine, StudySession

MINUTE = timedelta(minutes=1)
USUAL = 120
QUARTERS = (date(2025, 3, 28), date(2025, 6, 27), date(2025, 9, 28), date(2025, 12, 26))
ON_HER_OWN = "member1"
TEXTS: Mapping[str, Any] = read("study")
"""Themes, titles of essays, and the pieces their texts are put together from."""
ONE_SHORT, RETURNED, ALIKE = "member3", "member4", "member6"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One study: day, theme, form, contents.

    starts: when (None: right after the meeting of that day).  speakers, away (with reasons), absent: keys of members.
    late, early: who came, left how many minutes after the beginning.  made_up: who made up for it, on which day.
    central: of the formal study group.  life: the year of the democratic-life meeting it prepares.
    """

    day: date
    title: str
    form: str
    contents: tuple[str, ...]
    gist: str
    starts: time | None = time(15)
    lecturer: str = ""
    speakers: tuple[str, ...] = ()
    away: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    late: Mapping[str, int] = field(default_factory=dict)
    early: Mapping[str, int] = field(default_factory=dict)
    made_up: Mapping[str, date] = field(default_factory=dict)
    central: bool = False
    life: int | None = None


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return the studies of the told year."""
    told = [dict(row) for row in read("study")["sessions"]]
    for row in told:
        if row.get("starts"):
            row["starts"] = time.fromisoformat(row["starts"])
    return tuple(Lesson(**tuples(row)) for row in told)


def tell(cast: Cast, now: datetime) -> None:
    """Make this part of the demonstration through the acts.  now: what the latest rows are counted from."""
    plan = make_plan(cast, 2025, [(row.day.month, row.title, row.form, row.contents) for row in lessons()])
    lines = {line.month: line for line in plan.lines.all()}
    for lesson in lessons():
        record(cast, hold(cast, lesson, lines[lesson.day.month]), lesson)
    write_the_year(cast)
    actions.summarise_plan(
        plan,
        "全年按计划举行12次集体学习，其中中心组学习研讨4次、法治讲座2次；个别成员体会文章少1篇，已提醒补写。",
        by=cast.users["clerk"],
        at=datetime(2025, 12, 30, 10, tzinfo=ZONE),
    )
    if now.astimezone(ZONE).year > lessons()[-1].day.year:
        go_on(cast, now)


def make_plan(cast: Cast, year: int, themes: Sequence[tuple[int, str, str, tuple[str, ...]]]) -> StudyPlan:
    """Plan a year and have it approved."""
    at, clerk = datetime(year, 1, 8, 9, tzinfo=ZONE), cast.users["clerk"]
    note = "每月一次集体学习，每季度一次中心组学习研讨。"
    plan = actions.draft_plan(cast.group, year=year, note=note, by=clerk, at=at)
    for month, theme, form, contents in themes:
        line = StudyPlanLine(plan=plan, month=month, theme=theme, form=form, contents=list(contents))
        actions.save_line(plan, line, by=clerk, at=at)
    return actions.approve_plan(plan, by=cast.users["secretary"], at=at + DAY)


def beginning(cast: Cast, lesson: Lesson) -> tuple[datetime, Meeting | None]:
    """Return when a study begins, and beside which meeting: a quarter of an hour after its end."""
    if lesson.starts is not None:
        return datetime.combine(lesson.day, lesson.starts, ZONE), None
    meeting = Meeting.objects.get(group=cast.group, day=lesson.day)
    assert meeting.closed_at is not None
    after = (meeting.closed_at + 15 * MINUTE).astimezone(ZONE)
    return after.replace(second=0, microsecond=0), meeting


def plan_lesson(
    cast: Cast, lesson: Lesson, line: StudyPlanLine | None, at: datetime | None = None
) -> StudySession:
    """Put a study on the calendar two weeks before."""
    start, meeting = beginning(cast, lesson)
    return actions.plan_session(
        cast.group,
        by=cast.users["clerk"],
        at=at or start - 14 * DAY,
        line=line,
        title=lesson.title,
        form=lesson.form,
        contents=list(lesson.contents),
        work_tags=["theory"],
        lecturer=lesson.lecturer,
        chair=cast.seats["secretary"],
        recorder=cast.users["clerk"],
        speakers=[cast.seats[key] for key in lesson.speakers],
        place=cast.group.default_place,
        starts_at=start,
        ends_at=start + USUAL * MINUTE,
        next_to=meeting,
        is_central_group=lesson.central,
        for_life_year=lesson.life,
    )


def ask_leave(cast: Cast, session: StudySession, key: str, reason: str, at: datetime) -> StudyLeave:
    """Let a member ask for leave."""
    return actions.request_leave(session, reason, by=cast.users[key], at=at)


def hold(cast: Cast, lesson: Lesson, line: StudyPlanLine | None) -> StudySession:
    """Hold a study: leave, materials, sign-in one after the other, latecomers, who leaves early."""
    session = plan_lesson(cast, lesson, line)
    clerk, secretary, start = cast.users["clerk"], cast.users["secretary"], session.starts_at
    for key, reason in lesson.away.items():
        leave = ask_leave(cast, session, key, reason, start - DAY)
        actions.approve_leave(leave, by=secretary, at=start - DAY + HOUR)
    paper = SimpleUploadedFile("学习材料.txt", f"{lesson.title}\n\n（演示材料）\n".encode())
    actions.attach_material(session, paper, f"{lesson.title}（材料）", by=clerk, at=start - DAY)
    here = [key for key in cast.in_office(lesson.day) if key not in {*lesson.away, *lesson.absent}]
    for number, key in enumerate(key for key in here if key not in lesson.late):
        sign_in(cast, session, key, start - 14 * MINUTE + number * timedelta(seconds=73))
    actions.confirm_all(session, by=clerk, at=start - 2 * MINUTE)
    actions.open_session(session, by=clerk, at=start)
    for key, minutes in lesson.late.items():
        actions.check_in(session, cast.seats[key], by=clerk, at=start + minutes * MINUTE)
    for key, minutes in lesson.early.items():
        actions.check_out(session, cast.seats[key], by=clerk, at=start + minutes * MINUTE)
    return actions.close_session(session, by=clerk, at=start + USUAL * MINUTE)


def sign_in(cast: Cast, session: StudySession, key: str, at: datetime) -> None:
    """Sign somebody in: one member does it on her own screen, the others are entered by the clerk."""
    if key == ON_HER_OWN:
        actions.check_in(session, by=cast.users[key], at=at)
    else:
        actions.check_in(session, cast.seats[key], by=cast.users["clerk"], at=at)


def record(cast: Cast, session: StudySession, lesson: Lesson) -> None:
    """Close the record the next day, and enter who made up for it."""
    clerk = cast.users["clerk"]
    text = "".join(f"{cast.seats[key].name}作中心发言。" for key in lesson.speakers)
    assert session.ended_at is not None
    actions.record_session(session, lesson.gist, text, by=clerk, at=session.ended_at + 20 * HOUR)
    for key, day in lesson.made_up.items():
        at = datetime.combine(day, time(18), ZONE)
        way = "自学讲座录像和讲义，提交笔记"
        actions.enter_makeup(session, cast.seats[key], day, 110, way, by=clerk, at=at)


def text_of(key: str, quarter: int) -> str:
    """Return what somebody writes in a quarter."""
    own, ahead = TEXTS["own"], TEXTS["next"]
    then = ahead[(list(own).index(key) + 2 * quarter) % len(ahead)]
    return "\n\n".join((TEXTS["points"][quarter], own[key], then))


def write(cast: Cast, key: str, title: str, text: str, at: datetime) -> Essay:
    """Write an essay on the latest study and hand it in."""
    seat = cast.seats[key]
    author = seat.user
    studied = StudySession.objects.filter(group=cast.group, day__lte=at.date()).order_by("-day").first()
    if seat.until is not None:
        # Who has left holds no power any more; the paper was handed in to the secretariat.
        clerk = cast.users["clerk"]
        return actions.enter_essay(cast.group, seat, title=title, text=text, session=studied, by=clerk, at=at)
    essay = actions.draft_essay(
        cast.group, title=title, text=text, session=studied, by=author, at=at - 2 * DAY
    )
    return actions.submit_essay(essay, by=author, at=at)


def write_the_year(cast: Cast) -> None:
    """Let everybody write four times; one writes three, one is asked to improve, one wrote like another."""
    clerk = cast.users["clerk"]
    for quarter, day in enumerate(QUARTERS):
        for number, key in enumerate(cast.in_office(day)):
            if (key, quarter) == (ONE_SHORT, 2):
                continue
            at = datetime.combine(day - timedelta(days=number % 4), time(16, number), ZONE)
            text = text_of(key, quarter)
            if (key, quarter) == (ALIKE, 2):
                text = text_of("member2", quarter).replace(TEXTS["own"]["member2"], TEXTS["copied"])
            essay = write(cast, key, TEXTS["titles"][quarter], text, at)
            if (key, quarter) == (RETURNED, 1):
                actions.return_essay(essay, "请结合分管工作举一个具体事例", by=clerk, at=at + 4 * HOUR)
                better = f"{text}\n\n例如某小区加装电梯一事，先后五次入户商量，最终全体同意。"
                actions.edit_essay(essay, text=better, by=cast.users[key], at=at + DAY)
                actions.submit_essay(essay, by=cast.users[key], at=at + DAY)
            for question in essay.questions.all():
                result = "两人同赴一个点位调研，已由本人说明，观点各自形成。"
                actions.answer_question(question, "explained", result, by=clerk, at=at + DAY + HOUR)
            actions.accept_essay(essay, by=clerk, at=at + DAY + 2 * HOUR)
    first = Essay.objects.filter(group=cast.group, membership=cast.seats["member1"]).earliest("submitted_on")
    actions.note_publication(first, "《云岭工作》2025年第2期", by=cast.users["member1"], at=at + DAY)


def go_on(cast: Cast, now: datetime) -> None:
    """Tell the year that runs: its plan, a study each month that is over, what lies ahead, essays under review."""
    today = now.astimezone(ZONE).date()
    months = [(month, *theme) for month, theme in enumerate(TEXTS["themes"], start=1)]
    lines = {line.month: line for line in make_plan(cast, today.year, months).lines.all()}
    for day in studied(today):
        lesson = monthly(day)
        record(cast, hold(cast, lesson, lines[day.month]), lesson)
    write_this_year(cast, now)
    coming = replace(monthly(today), day=today + timedelta(days=10 - today.weekday()))
    session = plan_lesson(cast, coming, lines[today.month])
    ask_leave(cast, session, "member4", "参加州住房城乡建设工作会议", now - 3 * HOUR)
    year_end = date(today.year, 12, 23)
    if today.month < year_end.month:
        plan_lesson(cast, monthly(year_end), lines[year_end.month], at=now - DAY)


def studied(today: date) -> Iterator[date]:
    """Return the days of study in the year that runs: the fourth Thursday of each month that is over."""
    for month in range(1, today.month):
        first_day = date(today.year, month, 1)
        yield first_day + timedelta(days=(3 - first_day.weekday()) % 7, weeks=3)


def monthly(day: date) -> Lesson:
    """Return the study of a month of the year that runs."""
    title, form, contents = TEXTS["themes"][day.month - 1]
    absent = tuple(key for key, months in TEXTS["seldom"].items() if day.month in months)
    speakers = ("member1", "member6") if form == "discussion" else ()
    return Lesson(
        day,
        title,
        form,
        contents,
        "按计划学习，结合分管工作交流。",
        speakers=speakers,
        absent=absent,
        central=form == "discussion",
    )


def write_this_year(cast: Cast, now: datetime) -> None:
    """Let some write; the last ones wait for the reviewer, two of them are alike, one is a draft."""
    clerk, today = cast.users["clerk"], now.astimezone(ZONE).date()
    keys = cast.in_office(today)
    for quarter in range((today.month - 1) // 3):
        at = datetime(today.year, 3 * quarter + 3, 26, 16, tzinfo=ZONE)
        for number, key in enumerate(keys[: len(keys) - quarter]):
            seen = TEXTS["seen"][(number + 3 * quarter) % len(TEXTS["seen"])]
            then = TEXTS["next"][(number + quarter + 4) % len(TEXTS["next"])]
            text = "\n\n".join((TEXTS["notes"][quarter], seen, then))
            title = f"{TEXTS['titles'][quarter]}（{today.year}年）"
            essay = write(cast, key, title, text, at + number * MINUTE)
            actions.accept_essay(essay, by=clerk, at=at + DAY)
    for key, text, days in (("member2", TEXTS["field"], 4), (ALIKE, TEXTS["field_copied"], 3)):
        write(cast, key, "下乡蹲点学习体会", text, now - days * DAY)
    actions.draft_essay(
        cast.group, title="预算法学习体会", text=TEXTS["points"][1], by=cast.users["deputy"], at=now - DAY
    )
