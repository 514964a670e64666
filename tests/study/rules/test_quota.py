"""Half of the hours and four essays: the exact boundaries, part of a year, and the look ahead."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.rulebook import YearParameters, book
from study.rules import attendance, forecast, frequency, quota, similarity
from study.rules.attendance import Stay
from study.rules.quota import Tenure

LAW = book("work-rules-2024").year
ZONE = ZoneInfo("Asia/Shanghai")
NINE = datetime(2025, 3, 18, 9, tzinfo=ZONE)


def law(**changes: object) -> YearParameters:
    return book("work-rules-2024").varied(**changes).year


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("attended", "base", "code"),
    [
        (720, 12 * 120, ""),
        (719, 12 * 120, "study_hours_short"),
        (780, 12 * 120, ""),
        (0, 0, "not_assessable"),
        (1, 1, ""),
        (0, 1, "study_hours_short"),
        (2, 5, "study_hours_short"),
        (3, 5, ""),
    ],
)
def test_half_of_the_required_minutes_8_3_b(attended: int, base: int, code: str) -> None:
    assert quota.hours(attended, base, LAW).code == code


@given(base=st.integers(1, 5000), attended=st.integers(0, 5000), part=st.fractions(0, 1, max_denominator=12))
def test_the_boundary_is_exact_for_every_share_8_3_b(base: int, attended: int, part: Fraction) -> None:
    verdict = quota.hours(attended, base, law(study_ratio=str(part)))
    assert bool(verdict) == (attended * part.denominator >= base * part.numerator)
    needed = verdict.figures["needed"]
    assert bool(quota.hours(needed, base, law(study_ratio=str(part))))
    assert needed == 0 or not quota.hours(needed - 1, base, law(study_ratio=str(part)))


@pytest.mark.parametrize(
    ("since", "until", "months", "whole"),
    [
        (date(2021, 1, 1), None, 12, True),
        (date(2025, 1, 1), None, 12, True),
        (date(2025, 1, 2), None, 12, False),
        (date(2025, 7, 1), None, 6, False),
        (date(2025, 7, 31), None, 6, False),
        (date(2025, 12, 31), None, 1, False),
        (date(2021, 1, 1), date(2025, 7, 1), 6, False),
        (date(2021, 1, 1), date(2025, 7, 2), 7, False),
        (date(2021, 1, 1), date(2026, 1, 1), 12, True),
        (date(2021, 1, 1), date(2025, 1, 1), 0, False),
        (date(2026, 1, 1), None, 0, False),
        (date(2025, 3, 5), date(2025, 3, 6), 1, False),
    ],
)
def test_months_in_office(since: date, until: date | None, months: int, whole: bool) -> None:
    tenure = Tenure(since, until, 2025)
    assert (tenure.months, tenure.is_whole_year) == (months, whole)


@given(since=st.dates(date(2023, 1, 1), date(2025, 12, 31)), days=st.integers(1, 900))
def test_months_are_those_with_a_day_in_office(since: date, days: int) -> None:
    tenure = Tenure(since, since + timedelta(days=days), 2024)
    year = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    assert tenure.months == len({day.month for day in year if tenure.covers(day)})
    assert tenure.is_whole_year == all(tenure.covers(day) for day in year)


def test_leap_day_is_a_day_of_its_year() -> None:
    assert Tenure(date(2024, 2, 29), None, 2024).covers(date(2024, 2, 29))
    assert Tenure(date(2024, 2, 29), date(2024, 3, 1), 2024).months == 1


@pytest.mark.parametrize(
    ("held", "planned", "months", "base"),
    [("held", 1440, 6, 700), ("planned", 1440, 6, 720), ("planned", 1000, 7, 584)],
)
def test_the_base_is_what_was_held_or_what_was_planned_8_3_b(
    held: str, planned: int, months: int, base: int
) -> None:
    assert quota.base_minutes(700, planned, months, law(study_base=held)) == base


@pytest.mark.parametrize(
    ("accepted", "since", "until", "prorate", "code", "needed"),
    [
        (4, date(2021, 1, 1), None, "guidance", "", 4),
        (3, date(2021, 1, 1), None, "guidance", "essays_short", 4),
        (2, date(2025, 7, 1), None, "guidance", "part_year", 2),
        (0, date(2025, 12, 1), None, "guidance", "part_year", 1),
        (4, date(2025, 7, 1), None, "guidance", "", 2),
        (2, date(2025, 7, 1), None, "binding", "", 2),
        (1, date(2025, 7, 1), None, "binding", "essays_short", 2),
        (3, date(2025, 7, 1), None, "off", "essays_short", 4),
        (0, date(2021, 1, 1), date(2025, 5, 1), "guidance", "part_year", 2),
    ],
)
def test_essays_of_a_year_8_3_c(
    accepted: int, since: date, until: date | None, prorate: str, code: str, needed: int
) -> None:
    verdict = quota.essays(accepted, Tenure(since, until, 2025), law(essay_prorate=prorate))
    assert (verdict.code, verdict.figures["needed"]) == (code, needed)


@pytest.mark.parametrize(
    ("stays", "minutes"),
    [
        ([(0, 120)], 120),
        ([(-30, 150)], 120),
        ([(0, 60), (60, 120)], 120),
        ([(0, 70), (50, 120)], 120),
        ([(10, 40), (60, None)], 90),
        ([(10, 20), (0, 120)], 120),
        ([(120, 150)], 0),
        ([(-20, -10)], 0),
        ([], 0),
    ],
)
def test_minutes_are_the_union_of_stays_within_the_study_8_3_a(stays, minutes: int) -> None:
    told = [Stay(at(since), None if until is None else at(until)) for since, until in stays]
    assert attendance.minutes_present(told, NINE, at(120)) == minutes


def test_seconds_do_not_make_a_minute_8_3_a() -> None:
    stay = Stay(NINE, NINE + timedelta(minutes=59, seconds=59))
    assert attendance.minutes_present([stay], NINE, at(120)) == 59


def test_a_study_over_midnight_is_counted_whole_8_3_a() -> None:
    late = datetime(2025, 12, 31, 23, tzinfo=ZONE)
    assert attendance.minutes_present([Stay(late)], late, late + timedelta(hours=2)) == 120


@given(
    stays=st.lists(st.tuples(st.integers(-60, 200), st.integers(-60, 200)), max_size=6),
    length=st.integers(1, 180),
)
def test_minutes_agree_with_a_count_minute_by_minute_8_3_a(stays, length: int) -> None:
    told = [Stay(at(min(pair)), at(max(pair))) for pair in stays]
    counted = sum(any(min(p) <= minute < max(p) for p in stays) for minute in range(length))
    assert attendance.minutes_present(told, NINE, at(length)) == counted


@pytest.mark.parametrize(("arrival", "late"), [(-5, False), (15, False), (16, True)])
def test_late_is_more_than_the_minutes_of_grace_8_3_a(arrival: int, late: bool) -> None:
    assert attendance.is_late([Stay(at(arrival))], NINE, LAW.late_minutes) is late


@pytest.mark.parametrize(
    ("began", "ended", "code"),
    [
        (-120, 0, ""),
        (120, 240, ""),
        (-60, 1, "same_time_twice"),
        (30, 60, "same_time_twice"),
        (119, 200, "same_time_twice"),
    ],
)
def test_the_same_time_is_not_counted_twice_6_1_e(began: int, ended: int, code: str) -> None:
    sittings = [Stay(at(-999), at(-998)), Stay(NINE, at(120))]
    assert attendance.apart(at(began), at(ended), sittings, counts_twice=False).code == code
    assert attendance.apart(at(began), at(ended), sittings, counts_twice=True).code == ""


@pytest.mark.parametrize(
    ("began", "ended", "code"), [(-60, 0, ""), (-60, 1, "same_time_twice"), (500, 510, "same_time_twice")]
)
def test_a_meeting_without_an_end_goes_on_6_1_e(began: int, ended: int, code: str) -> None:
    assert attendance.apart(at(began), at(ended), [Stay(NINE)], counts_twice=False).code == code


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=4),
    st.integers(0, 300),
    st.integers(1, 120),
)
def test_a_study_that_is_ended_never_overlaps_a_meeting_that_began_in_it_6_1_e(spans, start, length) -> None:
    sittings = [Stay(at(since), at(since + long)) for since, long in spans]
    began, now = at(start), at(start + length)
    ended = attendance.end_of(began, now, sittings, counts_twice=False)
    later = [one for one in sittings if one.since > began]
    assert attendance.apart(began, ended, later, counts_twice=False).code == ""
    assert began < ended <= now
    assert attendance.end_of(began, now, sittings, counts_twice=True) == now


@pytest.mark.parametrize(
    ("began", "ended", "code"),
    [(0, 60, ""), (0, 61, "in_the_future"), (30, 30, "not_forward"), (30, 29, "not_forward")],
)
def test_what_is_entered_afterwards_has_been_8_3_a(began: int, ended: int, code: str) -> None:
    assert attendance.has_been(at(began), at(ended), at(60)).code == code


@pytest.mark.parametrize(("day", "code"), [(17, "too_early"), (18, ""), (19, "")])
def test_nobody_signs_in_or_begins_before_the_day_8_3_a_8_1_a(day: int, code: str) -> None:
    assert attendance.in_time(date(2025, 3, day), date(2025, 3, 18)).code == code
    assert attendance.begins(date(2025, 3, day), date(2025, 3, 18)).code == code


@pytest.mark.parametrize(
    ("seconds", "codes"),
    [
        ((0, 0, 0), []),
        ((0, 0, 0, 0), ["signed_in_bulk"]),
        ((0, 1, 2, 3), []),
        ((5, 5, 5, 5, 6), ["signed_in_bulk"]),
    ],
)
def test_many_sign_ins_in_one_second_are_asked_about_8_3_a(seconds, codes) -> None:
    arrivals = [attendance.Arrival("甲", NINE + timedelta(seconds=one)) for one in seconds]
    assert [verdict.code for verdict in attendance.doubts(arrivals, LAW)] == codes


def test_who_is_on_leave_and_signs_in_is_asked_about_8_3_a() -> None:
    (doubt,) = attendance.doubts([attendance.Arrival("甲", NINE, on_leave=True)], LAW)
    assert (doubt.code, doubt.figures["names"], doubt.warned) == ("present_on_leave", "甲", True)


@pytest.mark.parametrize(
    ("spans", "months", "whole"),
    [
        ([(date(2021, 1, 1), date(2025, 6, 15)), (date(2025, 6, 15), None)], 12, True),
        ([(date(2021, 1, 1), date(2025, 6, 15)), (date(2025, 6, 16), None)], 12, False),
        ([(date(2021, 1, 1), date(2025, 4, 1)), (date(2025, 9, 1), None)], 7, False),
        ([(date(2025, 9, 1), None), (date(2021, 1, 1), date(2025, 9, 1))], 12, True),
        ([(date(2025, 2, 1), None)], 11, False),
    ],
)
def test_seats_one_after_the_other_are_one_service_8_3_b(spans, months: int, whole: bool) -> None:
    service = quota.Service(tuple(Tenure(since, until, 2025) for since, until in spans), 2025)
    assert (service.months, service.is_whole_year) == (months, whole)


@pytest.mark.parametrize(
    ("attended", "ahead", "last"),
    [
        (780, (120, 120), None),  # half of 1020 is reached
        (510, (120, 120), None),
        (509, (120, 120), 1),
        (391, (120, 120), 1),
        (390, (120, 120), 1),
        (389, (120, 120), 0),
        (270, (120, 120), 0),
        (269, (120, 120), None),  # out of reach
        (0, (), None),
    ],
)
def test_from_which_study_on_none_may_be_missed_8_3_b(attended: int, ahead, last: int | None) -> None:
    standing = forecast.Standing(attended, 780, ahead)
    assert forecast.last_chance(standing, LAW) == last


@given(attended=st.integers(0, 2000), ahead=st.lists(st.integers(1, 240), max_size=8))
def test_the_last_chance_is_the_last_8_3_b(attended: int, ahead: list[int]) -> None:
    standing = forecast.Standing(attended, 1000, ahead)
    last = forecast.last_chance(standing, LAW)
    half = standing.final_base
    if last is not None:
        assert 2 * (attended + sum(ahead[last:])) >= half
        assert 2 * (attended + sum(ahead[last + 1 :])) < half
    else:
        assert 2 * attended >= half or 2 * (attended + sum(ahead)) < half


@pytest.mark.parametrize(
    ("day", "on_paper", "code"),
    [(18, False, ""), (17, False, "day_not_chosen"), (17, True, ""), (19, True, "in_the_future")],
)
def test_the_day_of_handing_in_8_3_c(day: int, on_paper: bool, code: str) -> None:
    assert quota.handed_in(date(2025, 3, day), date(2025, 3, 18), on_paper=on_paper).code == code


def test_likeness_asks_a_person_and_refuses_nothing_8_3_c() -> None:
    assert similarity.looked_at(0).code == ""
    asked = similarity.looked_at(2)
    assert (asked.code, bool(asked), asked.figures["count"]) == ("likeness_unanswered", True, 2)


@pytest.mark.parametrize(
    ("attended", "base", "ahead", "code", "missing"),
    [
        (570, 780, (120, 120, 120), "", "0:00"),
        (495, 780, (120, 120, 120), "hours_needed", "1:15"),
        (720, 1440, (), "", "0:00"),
        (719, 1440, (), "half_out_of_reach", "0:01"),
        (600, 1200, (120, 120), "hours_needed", "2:00"),
        (0, 1200, (600, 600), "hours_needed", "20:00"),
        (0, 1201, (600, 600), "half_out_of_reach", "20:01"),
        (0, 0, (), "not_assessable", "0:00"),
        (0, 0, (120,), "hours_needed", "1:00"),
    ],
)
def test_the_look_ahead_8_3_b(attended: int, base: int, ahead, code: str, missing: str) -> None:
    verdict = forecast.outlook(forecast.Standing(attended, base, ahead), LAW)
    assert (verdict.code, verdict.figures["missing"]) == (code, missing)


def test_the_look_ahead_says_it_in_hours_8_3_b() -> None:
    verdict = forecast.outlook(forecast.Standing(495, 780, (120, 120, 120)), LAW)
    assert dict(verdict.figures) == {"has": "8:15", "base": "19:00", "missing": "1:15", "left": 3}


@given(
    attended=st.integers(0, 2000), base=st.integers(0, 2000), ahead=st.lists(st.integers(1, 240), max_size=8)
)
def test_who_comes_to_all_that_is_left_reaches_half_unless_told_otherwise_8_3_b(
    attended, base, ahead
) -> None:
    attended = min(attended, base)
    verdict = forecast.outlook(forecast.Standing(attended, base, ahead), LAW)
    final = base + sum(ahead)
    if final:
        assert (verdict.code != "half_out_of_reach") == (2 * (attended + sum(ahead)) >= final)
        assert (verdict.code == "") == (2 * attended >= final)


@pytest.mark.parametrize(
    ("accepted", "waiting", "code", "missing"),
    [(4, 0, "", 0), (3, 1, "", 0), (2, 1, "essays_to_write", 1), (0, 0, "essays_to_write", 4)],
)
def test_essays_still_to_write_8_3_c(accepted: int, waiting: int, code: str, missing: int) -> None:
    verdict = forecast.essays_ahead(accepted, waiting, LAW.essay_quota)
    assert (verdict.code, verdict.figures["missing"]) == (code, missing)


@pytest.mark.parametrize(
    ("months", "today", "missing"),
    [
        (range(1, 13), date(2026, 1, 1), ()),
        (range(1, 12), date(2025, 12, 31), ()),
        (range(1, 12), date(2026, 1, 1), (12,)),
        ((1, 3), date(2025, 4, 10), (2,)),
        ((), date(2025, 1, 31), ()),
    ],
)
def test_a_month_without_a_study_is_asked_about_8_1_a(months, today: date, missing: tuple[int, ...]) -> None:
    days = [date(2025, month, 10) for month in months]
    assert frequency.months_without(2025, days, today) == missing
    assert frequency.monthly(2025, days, today).code == ("month_without_study" if missing else "")


@pytest.mark.parametrize(
    ("text", "has_file", "title", "code"),
    [
        ("字", False, "题", ""),
        ("", True, "题", ""),
        (" ", False, "题", "essay_empty"),
        ("字", False, " ", "essay_empty"),
    ],
)
def test_an_empty_essay_is_not_handed_in_8_3_c(text: str, has_file: bool, title: str, code: str) -> None:
    assert quota.may_submit(text=text, has_file=has_file, title=title).code == code


@pytest.mark.parametrize(
    ("member", "office", "standing", "code"),
    [
        (True, True, "", ""),
        (False, True, "", "not_a_member"),
        (True, False, "", "not_a_member"),
        (True, True, "suspended", "suspended"),
    ],
)
def test_members_in_office_sign_in_8_3_a(member: bool, office: bool, standing: str, code: str) -> None:
    assert attendance.sign_in(is_member=member, in_office=office, standing=standing).code == code


def test_a_record_says_what_was_studied_8_1_c() -> None:
    assert attendance.fit_to_record(gist=" ", anybody=True).code == "record_empty"
    assert attendance.fit_to_record(gist="读", anybody=False).code == "nobody_signed_in"
    assert attendance.fit_to_record(gist="读", anybody=True).code == ""
    assert quota.comment_given("").code == "reason_required"
    assert quota.comment_given("补充").code == ""


# -- the figures of the answers: a page fills its sentence from them -----------------------------------


@pytest.mark.parametrize(("attended", "base"), [(0, 0), (60, 240), (120, 240)])
def test_hours_are_told_with_their_figures_8_3_b(attended: int, base: int) -> None:
    figures = quota.hours(attended, base, LAW).figures
    assert figures == {"attended": attended, "base": base, "needed": base // 2}


@pytest.mark.parametrize(
    ("accepted", "since", "needed"),
    [(4, date(2021, 1, 1), 4), (3, date(2021, 1, 1), 4), (1, date(2025, 7, 1), 2)],
)
def test_essays_are_told_with_their_figures_8_3_c(accepted: int, since: date, needed: int) -> None:
    figures = quota.essays(accepted, Tenure(since, None, 2025), LAW).figures
    assert figures == {"accepted": accepted, "quota": 4, "needed": needed}


@pytest.mark.parametrize(("accepted", "waiting", "missing"), [(1, 2, 1), (3, 2, 0)])
def test_essays_to_write_are_told_with_their_figures_8_3_c(accepted: int, waiting: int, missing: int) -> None:
    figures = forecast.essays_ahead(accepted, waiting, 4).figures
    assert figures == {"accepted": accepted, "waiting": waiting, "missing": missing, "needed": 4}


def test_months_without_a_study_are_told_8_1_a() -> None:
    days = [date(2025, month, 10) for month in range(1, 10)]
    assert frequency.monthly(2025, days, date(2025, 12, 1)).figures == {"months": "10、11", "count": 2}


def test_who_signed_in_is_told_8_3_a() -> None:
    many = [attendance.Arrival(name, NINE, on_leave=name != "甲") for name in "甲乙丙丁"]
    bulk, away = attendance.doubts(many, LAW)
    assert (bulk.figures, away.figures) == ({"count": 4}, {"names": "乙、丙、丁"})


def test_nobody_is_no_crowd_8_3_a() -> None:
    assert attendance.doubts([], law(bulk_sign_ins=1)) == ()
