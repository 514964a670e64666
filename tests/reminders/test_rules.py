"""When does each rule speak?  Tables of days; beside them, what stops it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifes.rules import deadline
from lifes.rules import reminding as life
from meetings.rules import reminding as meeting
from meetings.rules.reminding import Month
from members.procedure.rulebook import book
from members.rules import reminding as office
from members.rules import workdays
from members.rules.reminding import Given
from reports.archive import rules as archive
from reports.archive.rules import LastYear
from reports.registers import rules as registers
from reports.research import rules as research
from reports.responsibility.rules import reminding as responsibility
from reports.responsibility.rules.filings import Seat
from reports.upward.rules import reminding as upward
from reports.upward.rules import timely
from reports.upward.rules.reminding import Urgent
from study.rules import reminding as study
from study.rules.forecast import Standing
from study.rules.reminding import Papers

ZONE = ZoneInfo("Asia/Shanghai")
BOOK = book("work-rules-2024")
LAW, YEAR, MEETING = BOOK.reminder, BOOK.year, BOOK.meeting
START = datetime(2025, 3, 18, 9, tzinfo=ZONE)
DAYS = [date(2025, 1, 1) + timedelta(days=number) for number in range(365)]


def said(rule, days=DAYS) -> list[str]:
    """Return the slots a rule gives over the days, each once, in order."""
    return list(dict.fromkeys(str(slot) for day in days if (slot := rule(day)) is not None))


def hours(rule, around: datetime = START) -> list[int]:
    """Return the hours before (negative) and after a moment at which a rule speaks."""
    return [n for n in range(-50, 10) if rule(around + timedelta(hours=n))]


def test_a_month_without_a_meeting_6_2_b() -> None:
    held = Month([date(2025, 3, 18)], [date(2025, 4, 22)])
    slots = said(lambda day: meeting.month_without(day, held, LAW), DAYS[59:151])
    # Announced for 22 April and not held: from the 23rd on the 20th is made up for.
    assert slots == ["2025-04-20", "2025-04-25", "2025-04-30", "2025-05-20", "2025-05-25", "2025-05-31"]
    asked = said(lambda day: meeting.month_reason(day, held), DAYS[59:152])
    assert asked == ["2025-03-01", "2025-05-01", "2025-06-01"]


def test_papers_notice_and_answers_before_a_meeting_6_3_c_6_4_c() -> None:
    assert said(lambda day: meeting.materials(day, START.date(), LAW)) == ["2025-03-13"]
    assert hours(lambda at: meeting.notice(at, START, MEETING)) == list(range(-24, 0))
    assert hours(lambda at: meeting.shortly_before(at, START, LAW)) == [-2, -1]
    assert hours(lambda at: meeting.reply(at, START, None, LAW)) == [-2, -1]
    before = START - timedelta(hours=20)
    assert hours(lambda at: meeting.reply(at, START, before, LAW)) == [-22, -21]
    assert hours(lambda at: meeting.sitting_day(at, at.date(), START.date(), START)) == list(range(-9, 0))


def test_record_and_minutes_after_a_meeting_6_5_k_6_5_l() -> None:
    closed = date(2025, 9, 26)  # Friday; the Sunday after is worked, 1 to 8 October is not
    signed = meeting.record_due(closed, MEETING)
    assert said(lambda day: meeting.once_due(day, signed, LAW)) == ["2025-09-28"]
    issued = meeting.minutes_due(closed, MEETING)
    assert said(lambda day: meeting.once_due(day, issued, LAW)) == ["2025-09-30"]
    assert said(lambda day: meeting.minutes_unissued(day, closed, LAW)) == ["2025-10-10"]


def test_decisions_lists_and_readings_6_5_i_4_2_c_4_1_b() -> None:
    due = said(lambda day: office.due(day, date(2025, 11, 20), LAW))
    assert due == ["2025-11-13", "2025-11-19", "2025-11-21", "2025-11-28", "2025-12-05", "2025-12-12", "2025-12-19", "2025-12-26"]  # fmt: skip
    assert said(lambda day: meeting.unassigned(day, date(2025, 3, 18), LAW)) == ["2025-03-25"]
    assert said(lambda day: meeting.list_review(day, date(2024, 12, 18))) == ["2025-12-01"]
    assert said(lambda day: meeting.list_review(day, date(2025, 6, 18))) == []
    readings = said(lambda day: meeting.reading(day, date(2025, 12, 10), LAW))
    assert readings == ["2025-12-17", "2025-12-24", "2025-12-31"]


def test_an_authorisation_that_ends_4_4_e() -> None:
    given = Given(1, frozenset({"preside"}), date(2025, 1, 1), date(2025, 6, 30))
    later = Given(1, frozenset({"preside", "sign"}), date(2025, 7, 1), date(2025, 12, 31))
    gap = Given(1, frozenset({"preside"}), date(2025, 7, 2), date(2025, 12, 31))
    other = Given(2, frozenset({"preside"}), date(2025, 7, 1), date(2025, 12, 31))
    assert said(lambda day: office.authorisation_ends(day, given, [], LAW)) == ["2025-06-16"]
    assert said(lambda day: office.authorisation_ends(day, given, [later], LAW)) == []
    assert said(lambda day: office.authorisation_ends(day, given, [gap, other], LAW)) == ["2025-06-16"]


def test_rules_are_reviewed_in_the_month_of_their_adoption_1_a() -> None:
    assert said(lambda day: office.rules_review(day, BOOK.adopted_on)) == ["2025-10-01"]


def test_the_administrator_is_told_where_the_calendar_ends_6_5_l() -> None:
    assert said(workdays.gap, DAYS) == []
    last = max(year for year in range(2024, 2100) if workdays.is_known(year))
    december = [date(last, 11, 30), *(date(last, 12, day) for day in (1, 15))]
    assert said(workdays.gap, december) == [f"{last}-12-01"]
    assert workdays.gap(date(last + 1, 2, 28)) == date(last + 1, 2, 1)


@pytest.mark.parametrize(
    ("slot", "since", "needed"),
    [
        (date(2025, 3, 31), date(2021, 7, 1), 1),
        (date(2025, 6, 30), date(2021, 7, 1), 2),
        (date(2025, 9, 30), date(2021, 7, 1), 3),
        (date(2025, 11, 30), date(2021, 7, 1), 4),
        (date(2025, 6, 30), date(2025, 5, 1), 1),
        (date(2025, 11, 30), date(2025, 10, 8), 1),
    ],
)
def test_essays_in_step_8_3_c(slot: date, since: date, needed: int) -> None:
    assert study.essays_in_step(slot, [since], YEAR, LAW) == needed
    assert study.essays_behind(needed - 1, needed)
    assert not study.essays_behind(needed, needed)


def test_pace_days_and_hours_8_3_b() -> None:
    days = said(lambda day: study.pace_day(day, LAW))
    assert days == ["2025-03-31", "2025-06-30", "2025-09-30", "2025-11-30"]
    assert not study.hours_behind(Standing(60, 120), YEAR)
    assert study.hours_behind(Standing(59, 120), YEAR)


def test_january_of_study_8_1_a() -> None:
    none, all_there = Papers(plan=False, summary=False), Papers(plan=True, summary=True)
    for rule in (study.plan_missing, study.summary_missing):
        assert said(lambda day, rule=rule: rule(day, none, LAW)) == ["2025-01-05", "2025-01-25"]
        assert said(lambda day, rule=rule: rule(day, all_there, LAW)) == []


def test_the_democratic_life_meeting_7_1_a_7_1_b_7_2_d_7_4_a_7_4_b() -> None:
    assert said(lambda day: life.theme(day, LAW, fixed=False)) == ["2025-09-01"]
    assert said(lambda day: life.begin(day, LAW, begun=False)) == ["2025-10-08"]
    assert said(lambda day: life.theme(day, LAW, fixed=True)) == []
    assert said(lambda day: life.begin(day, LAW, begun=True)) == []
    planned = date(2025, 12, 20)
    plan = said(lambda day: office.due(day, deadline.plan_due(planned, YEAR), LAW))
    assert plan == ["2025-12-03", "2025-12-09", "2025-12-11", "2025-12-18", "2025-12-25"]
    assert said(lambda day: life.outline(day, planned, LAW)) == ["2025-12-13", "2025-12-19"]
    report_slots = said(lambda day: office.due(day, deadline.report_due(date(2025, 12, 10), YEAR), LAW))
    assert report_slots == ["2025-12-18", "2025-12-24", "2025-12-26"]
    assert said(lambda day: office.due(day, date(2025, 12, 25), LAW)) == [
        "2025-12-18",
        "2025-12-24",
        "2025-12-26",
    ]


def test_the_yearly_report_5_3_b() -> None:
    rule = upward.annual_report
    assert said(lambda day: rule(day, LAW, sent=False)) == ["2025-11-01", "2025-12-01", "2025-12-15"]
    assert said(lambda day: rule(day, LAW, sent=True)) == []


def test_incidents_and_what_was_done_in_urgency_5_3_c_5_2_b() -> None:
    at = [START + timedelta(hours=hour) for hour in range(-1, 80)]
    told = said(lambda moment: upward.unreported(moment, START, YEAR), at)
    assert told == ["now", "late-0", "late-1", "late-2"]
    assert said(lambda day: upward.follow_up(day, date(2025, 12, 10), LAW)) == ["2025-12-17", "2025-12-24", "2025-12-31"]  # fmt: skip
    assert said(lambda moment: upward.ratification(moment, Urgent(START, met_since=False), YEAR), at) == ["now", "late"]  # fmt: skip
    assert said(lambda moment: upward.ratification(moment, Urgent(START, met_since=True), YEAR), at) == []


@pytest.mark.parametrize(
    ("due_on", "acts_on", "by"),
    [
        (None, None, None),
        (date(2025, 5, 1), None, date(2025, 5, 1)),
        (None, date(2025, 5, 2), date(2025, 5, 2)),
        (date(2025, 5, 3), date(2025, 5, 2), date(2025, 5, 2)),
    ],
)
def test_a_paper_goes_out_by_its_day_and_before_acting_5_3_a_5_3_c(due_on, acts_on, by) -> None:
    assert timely.send_by(due_on, acts_on) == by


def test_a_circulation_is_answered_by_its_day_3_3_b() -> None:
    assert said(lambda day: office.due(day, date(2025, 12, 25), LAW)) == ["2025-12-18", "2025-12-24", "2025-12-26"]  # fmt: skip


def test_the_half_year_10_2_b_10_3_c_4_3_3_4_3_a_4_3_c() -> None:
    seen = [date(2025, 3, 18)]
    assert said(lambda day: responsibility.half_year(day, (), LAW), DAYS[10:]) == ["2025-06-30", "2025-12-31"]
    assert said(lambda day: responsibility.half_year(day, seen, LAW), DAYS[10:]) == ["2025-12-31"]
    assert said(lambda day: responsibility.half_year_report(day, LAW, reported=[1]), DAYS[10:]) == [
        "2025-12-31"
    ]


def test_responsibilities_10_3_a_3_2_a_4_3_b() -> None:
    january = ["2025-01-05", "2025-01-25"]
    assert said(lambda day: responsibility.responsibility_list(day, LAW, adopted=False)) == january
    assert said(lambda day: responsibility.responsibility_report(day, LAW, reported=False)) == january
    assert said(lambda day: responsibility.responsibility_list(day, LAW, adopted=True)) == []
    assert said(lambda day: responsibility.responsibility_report(day, LAW, reported=True)) == []


def test_filings_10_4_a_10_4_b() -> None:
    sits, new = Seat(date(2021, 7, 1), None), Seat(date(2025, 5, 6), None)
    yearly = said(lambda day: responsibility.personal_matters(day, sits, YEAR, LAW))
    assert yearly[:4] == ["2025-01-05", "2025-01-25", "2025-02-01", "2025-02-08"]
    newcomer = said(lambda day: responsibility.personal_matters(day, new, YEAR, LAW))
    assert newcomer[:3] == ["2025-05-29", "2025-06-04", "2025-06-06"]
    assert said(lambda day: responsibility.duty_integrity(day, sits, 2025, YEAR, LAW)) == [
        "2025-12-24",
        "2025-12-30",
    ]
    left = Seat(date(2021, 7, 1), date(2025, 6, 1))
    assert said(lambda day: responsibility.duty_integrity(day, left, 2025, YEAR, LAW)) == []


def test_research_9_3_a_9_3_c() -> None:
    due = research.feedback_due(date(2025, 5, 14), YEAR)
    assert said(lambda day: office.on_its_day(day, due, LAW)) == ["2025-05-29"]
    due = research.major_report_due(date(2025, 12, 10), YEAR)
    sent = said(lambda day: office.due(day, due, LAW))
    assert sent == ["2025-12-10", "2025-12-16", "2025-12-18", "2025-12-25"]
    due = research.reading_due(date(2025, 12, 10), YEAR)
    unread = said(lambda day: office.from_its_day(day, due, LAW))
    assert unread == ["2025-12-17", "2025-12-24", "2025-12-31"]


def test_regulations_and_the_archive_4_3_7_6_5_m() -> None:
    assert said(lambda day: registers.regulation_review(day, date(2025, 6, 30), LAW)) == [
        "2025-05-31",
        "2025-06-30",
    ]
    rule = archive.archive
    assert said(lambda day: rule(day, LastYear(12, 11), YEAR, LAW)) == ["2025-05-31", "2025-06-30"]
    assert said(lambda day: rule(day, LastYear(12, 12), YEAR, LAW)) == ["2025-05-31"]
    assert said(lambda day: rule(day, LastYear(0, 0), YEAR, LAW)) == []


@given(due=st.dates(date(2024, 2, 1), date(2026, 10, 1)), skip=st.integers(1, 3))
def test_whoever_asks_at_least_every_third_day_misses_nothing_before_the_day(due: date, skip: int) -> None:
    days = [due + timedelta(days=number) for number in range(-12, 6)]
    daily = set(said(lambda day: office.due(day, due, LAW), days))
    assert set(said(lambda day: office.due(day, due, LAW), days[::skip])) <= daily
    assert {str(due - timedelta(7)), str(due - timedelta(1)), str(due + timedelta(1))} == daily
