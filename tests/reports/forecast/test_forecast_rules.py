"""The forecast by tables of cases, and against every continuation that can still come."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifes.rules.preparation import Preparation
from meetings.rules.reminding import Month
from members.procedure.rulebook import book
from members.procedure.verdict import Verdict, allow, warn
from reports.forecast.rules import dated, life, months, study, upward
from reports.forecast.rules.dated import Dated
from reports.forecast.rules.life import Life
from reports.forecast.rules.months import Calendar
from reports.forecast.rules.outlook import Course, Outlook, Part, at_pace
from reports.forecast.rules.study import Essays, Hours
from reports.forecast.rules.upward import Report
from reports.research import rules as research
from reports.responsibility.rules import filings
from reports.responsibility.rules.work_subjects import subjects_of
from study.rules import quota
from study.rules.quota import Service, Tenure

BOOK = book("work-rules-2024")
LAW, WHEN = BOOK.year, BOOK.reminder
DAY = timedelta(days=1)
WHOLE = Service((Tenure(date(2021, 7, 1), None, 2025),), 2025)
MET, COURSE, DANGER, LOST = Course.MET, Course.ON_COURSE, Course.IN_DANGER, Course.LOST


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


# ---- months --------------------------------------------------------------------------------------------


def march(today: str, held: Iterable[str] = (), announced: Iterable[str] = ()) -> Part:
    seen = Month([day(one) for one in held], [day(one) for one in announced])
    return months.meetings(Calendar(2025, day(today)), seen, WHEN).parts[2]


@pytest.mark.parametrize(
    ("today", "held", "announced", "course", "code"),
    [
        ("02-28", (), (), COURSE, "month_ahead"),
        ("02-28", (), ("03-10",), COURSE, "announced_this_month"),
        ("03-01", (), (), COURSE, "month_ahead"),
        ("03-19", (), (), COURSE, "month_ahead"),
        ("03-20", (), (), DANGER, "nothing_announced"),
        ("03-20", (), ("03-20",), COURSE, "announced_this_month"),
        ("03-21", (), ("03-20",), DANGER, "nothing_announced"),
        ("03-31", (), (), DANGER, "nothing_announced"),
        ("04-01", (), (), LOST, "month_passed"),
        ("04-01", (), ("03-20", "04-10"), LOST, "month_passed"),
        ("03-05", ("03-05",), (), MET, "held_this_month"),
        ("12-31", ("03-31",), (), MET, "held_this_month"),
        ("12-31", ("02-28", "04-01"), (), LOST, "month_passed"),
    ],
)
def test_each_month_has_its_meeting_6_2_b(
    today: str, held: tuple[str, ...], announced: tuple[str, ...], course: Course, code: str
) -> None:
    part = march(today, held, announced)
    assert (part.course, part.verdict.code, part.verdict.clause) == (course, code, "6.2-b")
    assert part.last_day == (day("03-31") if course in (COURSE, DANGER) else None)


def test_studies_by_month_name_their_own_clause_8_1_a() -> None:
    found = months.studies(Calendar(2025, day("06-30")), Month([day("01-05")]), WHEN)
    assert {part.verdict.clause for part in found.parts} == {"8.1-a"}
    assert [part.course for part in found.parts] == [MET, *[LOST] * 4, DANGER, *[COURSE] * 6]


def test_months_before_the_rules_are_not_asked_about_11_a() -> None:
    calendar = Calendar(2024, date(2024, 12, 5), BOOK.effective_from)
    assert [part.key for part in months.meetings(calendar, Month([]), WHEN).parts] == ["11", "12"]


@pytest.mark.parametrize(
    ("today", "held", "pace"),
    [
        ("01-05", (), None),
        ("01-05", ("01-05",), 12),
        ("03-05", ("01-05",), 6),
        ("03-05", ("01-05", "03-01"), 8),
        ("12-31", tuple(f"{month:02}-01" for month in range(1, 13)), 12),
    ],
)
def test_the_pace_counts_months_that_are_settled_6_2_b(
    today: str, held: tuple[str, ...], pace: int | None
) -> None:
    calendar = Calendar(2025, day(today))
    found = months.meetings(calendar, Month([day(one) for one in held]), WHEN)
    assert months.months_at_pace(calendar, found) == pace


DAYS_OF_MARCH = [day("03-01") + DAY * number for number in range(31)]


@given(today=st.dates(date(2025, 2, 1), date(2025, 4, 30)), held=st.sets(st.sampled_from(DAYS_OF_MARCH)))
def test_a_month_told_lost_or_met_stays_so_and_its_last_day_is_the_last_6_2_b(
    today: date, held: set[date]
) -> None:
    """A continuation holds one meeting on one later day, or none."""
    past = [one for one in held if one <= today]
    part = months.meetings(Calendar(2025, today), Month(past), WHEN).parts[2]
    border = [day("03-31"), day("04-01")]
    later = sorted({today, today + DAY, *(one for one in border if one >= today)})
    ends = [[*past, *more] for more in ([], *([one] for one in later))]
    kept = [
        months.meetings(Calendar(2025, date(2025, 12, 31)), Month(days), WHEN).parts[2].course is MET
        for days in ends
    ]
    assert (part.course is LOST) == (not any(kept))
    assert (part.course is MET) == all(kept)
    possible = [one for one, good in zip(later, kept[1:], strict=True) if good]
    if part.last_day is not None:
        assert part.last_day == max(possible)


# ---- subjects of the half-year -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "held", "announced", "first", "second"),
    [
        ("01-01", (), (), COURSE, COURSE),
        ("05-31", (), (), COURSE, COURSE),
        ("06-01", (), (), DANGER, COURSE),
        ("06-01", (), ("06-25",), COURSE, COURSE),
        ("06-30", (), (), DANGER, COURSE),
        ("07-01", (), (), LOST, COURSE),
        ("07-01", ("06-30",), (), MET, COURSE),
        ("07-01", ("07-01",), (), LOST, MET),
        ("12-31", ("03-01",), (), MET, DANGER),
    ],
)
def test_subjects_stand_on_an_agenda_in_each_half_10_2_b(
    today: str, held: tuple[str, ...], announced: tuple[str, ...], first: Course, second: Course
) -> None:
    found = months.subject(
        Calendar(2025, day(today)), "integrity", [day(one) for one in held], [day(one) for one in announced]
    )
    assert [part.course for part in found.parts] == [first, second]
    assert {part.verdict.clause for part in found.parts} == {"10.2-b"}


@pytest.mark.parametrize(
    ("kind", "tags", "subjects"),
    [
        ("budget", [], {"business"}),
        ("budget", ["integrity"], {"integrity", "party_building"}),
        ("ideological_guidance", [], {"ideology", "party_building"}),
        ("party_building", [], {"party_building"}),
    ],
)
def test_subjects_of_an_item_4_3_3_4_3_a(kind: str, tags: list[str], subjects: set[str]) -> None:
    assert subjects_of(kind, tags) == subjects


# ---- hours ---------------------------------------------------------------------------------------------


def ahead(*minutes: int, first: str = "10-01") -> list[tuple[date, int]]:
    return [(day(first) + 7 * DAY * number, one) for number, one in enumerate(minutes)]


@pytest.mark.parametrize(
    ("attended", "base", "coming", "today", "course", "code", "last"),
    [
        (0, 0, (), "01-01", COURSE, "not_assessable", None),
        (0, 0, (120, 120), "01-01", COURSE, "hours_needed", "10-08"),
        (480, 960, (120, 120, 120), "09-01", COURSE, "hours_needed", "10-08"),
        (479, 960, (120, 120, 120), "09-01", DANGER, "hours_needed", "10-08"),
        (480, 720, (120, 120, 120), "09-01", COURSE, "hours_needed", "10-15"),
        (720, 960, (120, 120, 120, 120), "09-01", COURSE, "hours_safe", None),
        (719, 960, (120, 120, 120, 120), "09-01", COURSE, "hours_needed", "10-22"),
        (480, 960, (120,), "09-01", DANGER, "hours_needed", "10-01"),
        (479, 960, (), "09-01", DANGER, "further_studies_needed", "12-31"),
        (360, 960, (120,), "09-01", DANGER, "further_studies_needed", "12-31"),
        (480, 960, (), "12-31", COURSE, "hours_safe", None),
        (480, 960, (), "2026", MET, "hours_reached", None),
        (479, 960, (), "2026", LOST, "study_hours_short", None),
        (0, 0, (), "2026", DANGER, "not_assessable", None),
    ],
)
def test_half_of_the_hours_8_3_b(
    attended: int, base: int, coming: tuple[int, ...], today: str, course: Course, code: str, last: str | None
) -> None:
    on = date(2026, 1, 1) if today == "2026" else day(today)
    part = study.hours(Hours("1", WHOLE, attended, base, ahead(*coming)), on, LAW)
    assert (part.course, part.verdict.code) == (course, code)
    assert part.last_day == (day(last) if last else None)


@pytest.mark.parametrize(
    ("attended", "base", "coming", "more"),
    [(479, 960, (), 2), (480, 960, (), 0), (360, 960, (120,), 120), (0, 960, (), 960)],
)
def test_a_further_study_adds_to_both_sides_8_1_b(
    attended: int, base: int, coming: tuple[int, ...], more: int
) -> None:
    standing = Hours("1", WHOLE, attended, base, ahead(*coming)).standing
    assert study.further_minutes(standing, LAW) == more
    reached = attended + sum(coming) + more
    assert quota.hours(reached, base + sum(coming) + more, LAW)
    assert more == 0 or not quota.hours(reached - 1, base + sum(coming) + more - 1, LAW)


def test_with_hours_of_the_plan_what_is_reached_stays_reached_8_3_b() -> None:
    member = Hours("1", WHOLE, 720, 1440, ahead(120), grows=False)
    assert study.hours(member, day("06-01"), LAW).course is MET
    assert study.hours(replace(member, attended=719), day("06-01"), LAW).course is DANGER


def test_hours_end_with_the_seat_8_3_b() -> None:
    left = Service((Tenure(date(2021, 7, 1), day("07-01"), 2025),), 2025)
    assert study.hours(Hours("1", left, 240, 480), day("06-30"), LAW).course is COURSE
    assert study.hours(Hours("1", left, 240, 480), day("07-01"), LAW).course is MET
    assert study.hours(Hours("1", left, 239, 480), day("06-30"), LAW).last_day == day("06-30")
    assert study.hours(Hours("1", left, 239, 480), day("07-01"), LAW).course is LOST


def ends(member: Hours, missed_before: int, further: Sequence[int] = ()) -> Iterable[bool]:
    """Every end of the year: each study left attended or not, those before some point missed, further ones attended."""
    minutes = [one for _day, one in member.ahead]
    base = member.base + sum(minutes) + sum(further)
    for chosen in product((False, True), repeat=len(minutes) - missed_before):
        attended = member.attended + sum(further)
        attended += sum(one for one, here in zip(minutes[missed_before:], chosen, strict=True) if here)
        yield bool(quota.hours(attended, base, LAW)) and base > 0


MINUTES = st.sampled_from([30, 60, 90, 120, 180])


@given(
    base=st.integers(0, 12).map(lambda count: count * 60),
    share=st.integers(0, 12),
    coming=st.lists(MINUTES, max_size=5),
    further=st.lists(MINUTES, max_size=2),
)
def test_hours_against_every_continuation_8_3_b(
    base: int, share: int, coming: list[int], further: list[int]
) -> None:
    member = Hours("1", WHOLE, base * share // 12, base, ahead(*coming))
    part = study.hours(member, day("09-01"), LAW)
    as_planned = list(ends(member, 0))
    if part.verdict.code == "hours_safe":
        assert all(as_planned)
    if part.verdict.code == "further_studies_needed":
        assert not any(as_planned)
        enough = study.further_minutes(member.standing, LAW)
        assert any(ends(member, 0, [enough]))
        assert sum(further) >= enough or not any(ends(member, 0, further))
    if part.verdict.code == "hours_needed":
        days = [one for one, _minutes in member.ahead]
        number = days.index(part.last_day) if part.last_day else -1
        assert any(ends(member, number))
        assert not any(ends(member, number + 1))
    over = study.hours(replace(member, ahead=()), date(2026, 1, 1), LAW)
    assert (over.course is LOST) == (base > 0 and not quota.hours(member.attended, base, LAW))


@given(
    base=st.integers(1, 12).map(lambda count: count * 60),
    share=st.integers(0, 12),
    coming=st.lists(MINUTES, max_size=4),
)
def test_lost_hours_are_never_told_while_a_further_study_could_bring_them_8_1_b(
    base: int, share: int, coming: list[int]
) -> None:
    member = Hours("1", WHOLE, base * share // 12, base, ahead(*coming))
    assert study.hours(member, day("12-31"), LAW).course is not LOST


# ---- essays --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "waiting", "today", "course", "code"),
    [
        (0, 0, "01-01", COURSE, "essays_to_write"),
        (0, 0, "03-30", COURSE, "essays_to_write"),
        (0, 0, "03-31", DANGER, "essays_to_write"),
        (1, 0, "03-31", COURSE, "essays_to_write"),
        (0, 1, "03-31", COURSE, "essays_to_write"),
        (1, 0, "06-30", DANGER, "essays_to_write"),
        (3, 0, "11-29", COURSE, "essays_to_write"),
        (3, 0, "11-30", DANGER, "essays_to_write"),
        (3, 0, "12-31", DANGER, "essays_to_write"),
        (3, 1, "12-31", COURSE, "essays_to_accept"),
        (3, 1, "2026", DANGER, "essays_to_accept"),
        (3, 0, "2026", LOST, "essays_short"),
        (4, 0, "02-01", MET, "essays_written"),
        (4, 0, "2026", MET, "essays_written"),
    ],
)
def test_four_essays_8_3_c(accepted: int, waiting: int, today: str, course: Course, code: str) -> None:
    on = date(2026, 1, 1) if today == "2026" else day(today)
    part = study.essays(Essays("1", WHOLE, accepted, waiting), on, BOOK)
    assert (part.course, part.verdict.code) == (course, code)
    open_ones = course in (COURSE, DANGER) and on.year == 2025
    assert part.last_day == (date(2025, 12, 31) if open_ones else None)


def test_part_of_a_year_is_for_review_and_never_lost_8_3_c() -> None:
    came = Service((Tenure(day("07-01"), None, 2025),), 2025)
    assert study.essays(Essays("1", came, 1), date(2026, 1, 1), BOOK).course is DANGER
    assert study.essays(Essays("1", came, 2), date(2026, 1, 1), BOOK).course is MET
    binding = BOOK.varied(essay_prorate="binding")
    assert study.essays(Essays("1", came, 1), date(2026, 1, 1), binding).course is LOST


def test_essays_by_the_last_day_in_office_8_3_c() -> None:
    left = Service((Tenure(date(2021, 7, 1), day("10-01"), 2025),), 2025)
    assert study.essays(Essays("1", left, 2), day("09-30"), BOOK).last_day == day("09-30")
    assert study.essays(Essays("1", left, 2), day("10-01"), BOOK).last_day is None


@given(
    accepted=st.integers(0, 5), waiting=st.integers(0, 3), today=st.dates(date(2025, 1, 1), date(2026, 2, 1))
)
def test_essays_against_every_continuation_8_3_c(accepted: int, waiting: int, today: date) -> None:
    """A continuation accepts some of those that wait, and some handed in on days left of the year."""
    part = study.essays(Essays("1", WHOLE, accepted, waiting), today, BOOK)
    more = range(5) if today <= date(2025, 12, 31) else range(1)
    kept = [
        study.essays(Essays("1", WHOLE, accepted + some + new), date(2026, 6, 1), BOOK).course is MET
        for some in range(waiting + 1)
        for new in more
    ]
    assert (part.course is LOST) == (not any(kept))
    assert (part.course is MET) == all(kept)


# ---- what has its day ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "done", "course", "late"),
    [
        ("06-22", None, COURSE, False),
        ("06-23", None, DANGER, False),
        ("06-30", None, DANGER, False),
        ("07-01", None, LOST, True),
        ("06-22", "06-22", MET, False),
        ("07-05", "06-30", MET, False),
        ("07-05", "07-01", LOST, False),
    ],
)
@pytest.mark.parametrize("clause", ["6.5-i", "7.4-b", "10.3-c"])
def test_by_its_day_6_5_i_7_4_b_10_3_c(
    clause: str, today: str, done: str | None, course: Course, late: bool
) -> None:
    one = Dated("1", day("06-30"), day(done) if done else None)
    part = dated.by_its_day(one, day(today), WHEN, clause)
    assert (part.course, part.late, part.verdict.clause) == (course, late, clause)
    assert part.last_day == (day("06-30") if course in (COURSE, DANGER) else None)


@given(today=st.dates(date(2025, 6, 1), date(2025, 7, 31)))
def test_a_dated_thing_against_every_continuation_6_5_i(today: date) -> None:
    part = done_by("06-30", None, today)
    later = [today + DAY * number for number in range(31)]
    kept = [one for one in later if done_by("06-30", one, later[-1]).course is MET]
    assert (part.course is LOST) == (not kept)
    assert part.last_day == (max(kept) if kept else None)


def done_by(due: str, done: date | None, today: date, rule: Verdict | None = None) -> Part:
    return dated.by_its_day(Dated("1", day(due), done), today, WHEN, "6.5-i", rule)


def feedback(done: date | None, today: date) -> Part:
    rule = research.feedback(day("06-04"), today, LAW, fed_back=done is not None)
    due = research.feedback_due(day("06-04"), LAW)
    return dated.by_its_day(Dated("1", due, done), today, WHEN, "9.3-a", rule)


def major(sent: date | None, today: date) -> Part:
    rule = research.major_report(day("06-10"), sent, today, LAW)
    due = research.major_report_due(day("06-10"), LAW)
    return dated.by_its_day(Dated("1", due, sent), today, WHEN, "9.3-c", rule)


def test_filings_feedback_and_major_reports_speak_as_their_rules_10_4_a_9_3_a_9_3_c() -> None:
    filed = filings.filed(day("02-02"), day("01-31"), day("03-01"))
    late = done_by("01-31", day("02-02"), day("03-01"), filed)
    assert (late.course, late.verdict.code) == (LOST, "filed_late")
    assert feedback(None, day("06-19")).course is DANGER
    missed = feedback(None, day("06-20"))
    assert (missed.course, missed.verdict.code) == (LOST, "not_fed_back_to_place")
    assert feedback(day("06-19"), day("06-20")).course is MET
    assert major(day("06-17"), day("07-01")).course is MET
    sent = major(day("06-18"), day("07-01"))
    assert (sent.course, sent.verdict.code) == (LOST, "major_report_late")
    assert major(None, day("06-18")).verdict.code == "major_report_unsent"


# ---- the yearly report ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "counted", "drafted", "course"),
    [
        ("10-31", 0, False, COURSE),
        ("11-01", 0, False, DANGER),
        ("11-01", 0, True, COURSE),
        ("12-01", 0, True, DANGER),
        ("12-31", 0, True, DANGER),
        ("2026", 0, True, LOST),
        ("03-01", 1, False, MET),
        ("2026", 1, False, MET),
    ],
)
def test_the_yearly_report_5_3_b(today: str, counted: int, drafted: bool, course: Course) -> None:
    on = date(2026, 1, 1) if today == "2026" else day(today)
    part = upward.report(2025, Report(counted, drafted), on, LAW, WHEN)
    assert part.course is course
    assert part.last_day == (date(2025, 12, 31) if course in (COURSE, DANGER) else None)


def test_counted_by_the_year_it_is_about_a_late_report_still_counts_5_3_b() -> None:
    law = BOOK.varied(annual_report_count_by="report_year").year
    part = upward.report(2025, Report(0, drafted=True), date(2026, 1, 20), law, WHEN)
    assert (part.course, part.last_day) == (DANGER, None)


# ---- the democratic-life meeting -----------------------------------------------------------------------

BARE = Preparation(
    theme=False,
    theme_paper=False,
    consent=False,
    studies=0,
    rounds=0,
    members={1: "甲", 2: "乙"},
    secretary=1,
    outlines=(),
    talked=(),
    heard=(),
    unfed=0,
)
READY = replace(
    BARE, theme=True, theme_paper=True, studies=1, rounds=1, outlines=(1, 2), talked=(2,), heard=(1, 2)
)


def courses(one: Life, today: str) -> dict[str, Course]:
    on = date(2026, 1, 20) if today == "2026" else day(today)
    return {part.key: part.course for part in life.stages(one, on, LAW, WHEN).parts}


def test_nothing_begun_7_1_b() -> None:
    assert set(courses(Life(2025), "08-31").values()) == {COURSE}
    assert courses(Life(2025), "09-01")["theme"] is DANGER
    assert courses(Life(2025), "09-01")["session"] is COURSE
    found = courses(Life(2025), "10-08")
    assert [key for key, course in found.items() if course is DANGER] == [
        "theme",
        "study",
        "opinions",
        "talks",
        "examination",
        "session",
    ]
    assert courses(Life(2025), "2026")["session"] is DANGER


PLANNED = Life(2025, BARE, planned_on=day("12-20"))


@pytest.mark.parametrize(
    ("today", "facts", "stage", "course"),
    [
        ("10-20", PLANNED, "study", COURSE),
        ("12-12", PLANNED, "study", COURSE),
        ("12-13", PLANNED, "study", DANGER),
        ("10-20", replace(PLANNED, preparation=READY), "study", MET),
        ("10-20", replace(PLANNED, preparation=READY), "talks", MET),
        ("10-20", replace(PLANNED, preparation=replace(READY, outlines=(1,))), "examination", COURSE),
        ("12-02", replace(PLANNED, preparation=READY), "theme", COURSE),
        ("12-03", replace(PLANNED, preparation=READY), "theme", DANGER),
        ("12-11", replace(PLANNED, preparation=READY), "theme", DANGER),
        ("12-11", replace(PLANNED, preparation=READY, plan_sent_on=day("12-10")), "theme", MET),
        ("12-11", replace(PLANNED, preparation=READY, plan_sent_on=day("12-11")), "theme", DANGER),
        ("12-20", PLANNED, "session", COURSE),
        ("12-21", PLANNED, "session", DANGER),
        ("12-21", replace(PLANNED, planned_on=date(2026, 1, 12)), "session", DANGER),
        ("12-21", replace(PLANNED, postponed=True), "session", COURSE),
        ("12-21", PLANNED, "report", COURSE),
    ],
)
def test_stages_before_the_session_7_1_a_7_2_a_7_2_b_7_2_d(
    today: str, facts: Life, stage: str, course: Course
) -> None:
    assert courses(facts, today)[stage] is course


HELD = replace(
    PLANNED, preparation=READY, plan_sent_on=day("11-01"), planned_on=day("11-20"), held_on=day("11-20")
)


@pytest.mark.parametrize(
    ("today", "facts", "stage", "course"),
    [
        ("11-21", HELD, "session", MET),
        ("11-21", HELD, "theme", MET),
        ("11-21", replace(HELD, plan_sent_on=day("11-11")), "theme", LOST),
        ("11-21", replace(HELD, plan_sent_on=None), "theme", LOST),
        ("11-21", replace(HELD, preparation=replace(READY, talked=())), "talks", DANGER),
        ("11-21", HELD, "rectification", DANGER),
        ("11-21", replace(HELD, measures=1, problems=allow()), "rectification", MET),
        ("11-21", replace(HELD, measures=1, problems=warn("x", "x", "7.4-a")), "rectification", DANGER),
        ("11-27", HELD, "report", COURSE),
        ("11-28", HELD, "report", DANGER),
        ("12-05", HELD, "report", DANGER),
        ("12-06", HELD, "report", LOST),
        ("12-06", replace(HELD, reported_on=day("12-05")), "report", COURSE),
        ("12-06", replace(HELD, reported_on=day("12-05"), noticed_on=day("12-06")), "report", MET),
        ("12-06", replace(HELD, reported_on=day("12-06"), noticed_on=day("12-06")), "report", LOST),
    ],
)
def test_stages_from_the_session_on_7_1_a_7_3_a_7_4_a(
    today: str, facts: Life, stage: str, course: Course
) -> None:
    assert courses(facts, today)[stage] is course


@given(today=st.dates(date(2025, 11, 20), date(2026, 1, 31)))
def test_the_report_of_the_session_against_every_continuation_7_4_a(today: date) -> None:
    part = life.stages(HELD, today, LAW, WHEN).parts[-1]
    later = [today + DAY * number for number in range(17)]
    kept = [
        one
        for one in later
        if life.stages(replace(HELD, reported_on=one, noticed_on=one), later[-1], LAW, WHEN).parts[-1].course
        is MET
    ]
    assert (part.course is LOST) == (not kept)
    assert part.last_day == (max(kept) if kept else None)


# ---- a duty as a whole ---------------------------------------------------------------------------------


def made(course: Course, last: str = "", *, late: bool = False) -> Part:
    return Part("1", course, allow(), last_day=day(last) if last else None, late=late)


def test_a_duty_is_as_good_as_its_worst_part() -> None:
    for some in combinations(Course, 2):
        assert Outlook(tuple(made(one) for one in some)).course is max(some, key=tuple(Course).index)
    assert Outlook(()).course is MET


def test_what_to_act_on_comes_first() -> None:
    late, soon, later, easy = (
        made(LOST, late=True),
        made(DANGER, "05-01"),
        made(DANGER, "06-01"),
        made(COURSE, "04-01"),
    )
    assert Outlook((late, later, easy, soon)).next is soon
    assert Outlook((easy, late)).next is late
    assert Outlook((made(MET), made(LOST))).next is None


@given(has=st.integers(0, 50), elapsed=st.integers(1, 12))
def test_pace_is_rounded_down_and_never_promises_more(has: int, elapsed: int) -> None:
    found = at_pace(has, elapsed, 12)
    assert found is not None
    assert found * elapsed <= has * 12 < (found + 1) * elapsed
    assert at_pace(has, 0, 12) is None
