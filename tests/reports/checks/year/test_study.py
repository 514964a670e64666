"""CHK-28 to CHK-31: studies and their records, rolls to be believed, essays of one's own, hours and essays of a year."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reports.checks.rules.essays import CHECKS as ESSAYS
from reports.checks.rules.essays import Alike, MemberYear, Quotas
from reports.checks.rules.study import CHECKS, Came, Studied, Studies
from study.rules.attendance import Stay
from study.rules.forecast import Standing
from study.rules.quota import Service, Tenure
from tests.reports.checks.year.facts import BOOK, MINUTE, OVER, RUNNING, at, check, span, told

BEGAN = at(date(2025, 3, 26), 15)
ENDED = BEGAN + timedelta(hours=2)


def came(seat: int, after: int = 0, **more) -> Came:
    """A stay from so many seconds before the beginning on, to the end."""
    since = BEGAN - timedelta(seconds=600 - after)
    return Came(seat, f"成员{seat}", Stay(since, ENDED), **more)


THAT_DAY = date(2025, 3, 26)


def study(day: date = THAT_DAY, key: int = 3, **more) -> Studied:
    given = {
        "began": at(day, 15),
        "ended": at(day, 17),
        "recorded": True,
        "gist": "学习讲话",
        "materials": 1,
        "came": (came(1), came(2, 70)),
    }
    return Studied(key=key, day=day, **(given | more))


YEAR = tuple(study(date(2025, month, 26), month) for month in range(1, 13))


@pytest.mark.parametrize(
    ("today", "held", "months"),
    [
        (date(2026, 1, 1), YEAR, []),
        (date(2026, 1, 1), YEAR[:11], ["2025-12"]),
        (date(2025, 12, 31), YEAR[:11], []),
        (date(2025, 4, 1), YEAR[:2], ["2025-03"]),
        (date(2025, 3, 31), YEAR[:2], []),
        (date(2026, 1, 1), (*YEAR[:2], YEAR[1], *YEAR[3:]), ["2025-03"]),
        (date(2025, 3, 1), (), ["2025-01", "2025-02"]),
    ],
)
def test_chk_28_a_study_each_month_8_1_a(today, held, months) -> None:
    wanted = [("warn", "month_without_study", 7, month) for month in months]
    assert told(CHECKS, "CHK-28", Studies(7, span(today), held)) == wanted


def test_chk_28_months_before_the_body_began_or_without_rules_are_not_asked_about_8_1_a() -> None:
    later = span(date(2025, 6, 1), first=date(2025, 3, 2))
    assert [part for *_rest, part in told(CHECKS, "CHK-28", Studies(7, later))] == ["2025-04", "2025-05"]
    assert told(CHECKS, "CHK-28", Studies(7, None)) == []


@pytest.mark.parametrize(
    ("one", "today", "found"),
    [
        (study(), date(2025, 12, 1), []),
        (study(recorded=False), date(2025, 4, 2), []),
        (study(recorded=False), date(2025, 4, 3), [("warn", "study_unrecorded", 3, "record")]),
        (study(gist=" "), date(2025, 4, 1), [("warn", "record_empty", 3, "record")]),
        (study(materials=0), date(2025, 4, 1), [("warn", "study_without_materials", 3, "materials")]),
        (study(materials=0, recorded=False), date(2025, 4, 1), []),
        (study(came=()), date(2025, 4, 1), [("warn", "nobody_signed_in", 3, "roll")]),
        (study(came=(came(1),)), date(2025, 4, 1), []),
    ],
)
def test_chk_28_a_study_has_record_materials_and_roll_8_1_c(one, today, found) -> None:
    others = tuple(each for each in YEAR if each.day.month != 3)
    assert told(CHECKS, "CHK-28", Studies(7, span(today), (*others[:2], one, *others[2:]))) == found


MEETING = Stay(BEGAN - timedelta(hours=2), BEGAN)


@pytest.mark.parametrize(
    ("present", "found"),
    [
        (tuple(came(seat) for seat in range(1, 5)), [("hard", "signed_in_bulk", 3, "bulk")]),
        (tuple(came(seat) for seat in range(1, 4)), []),
        (tuple(came(seat, seat) for seat in range(1, 9)), []),
        (tuple(came(seat, seen=False) for seat in range(1, 5)), []),
        ((came(1, on_leave=True), came(2, 70)), [("hard", "present_on_leave", 3, "leave 1")]),
        ((replace(came(1), stay=Stay(ENDED, ENDED + MINUTE)),), [("hard", "signed_in_outside", 3, "time 1")]),
        ((replace(came(1), stay=Stay(ENDED - MINUTE, ENDED)),), []),
        ((replace(came(1), stay=Stay(BEGAN - 9 * MINUTE, BEGAN)),), [("hard", "signed_in_outside", 3, "time 1")]),
        ((replace(came(1), elsewhere=(MEETING,)),), []),
        (
            (replace(came(1), elsewhere=(Stay(MEETING.since, BEGAN + MINUTE),)),),
            [("hard", "in_two_places", 3, "elsewhere 1")],
        ),
        ((replace(came(1), elsewhere=(Stay(ENDED, ENDED + MINUTE),)),), []),
    ],
    ids=[
        "four in a second", "three in a second", "one after the other", "entered from paper", "on leave",
        "after the end", "in the last minute", "gone before the beginning", "came over from a meeting",
        "still in the meeting", "meeting afterwards",
    ],
)  # fmt: skip
def test_chk_29_rolls_to_be_believed_are_a_question_8_3_a(present, found) -> None:
    assert told(CHECKS, "CHK-29", Studies(7, OVER, (study(came=present),))) == found
    assert told(CHECKS, "CHK-29", Studies(7, span(first=date(2025, 3, 27)), (study(came=present),))) == []
    assert check(CHECKS, "CHK-29").question


LIKE = Alike(11, 10, date(2025, 6, 26), 92)


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (LIKE, [("warn", "likeness_unanswered", 11, "like 10")]),
        (replace(LIKE, finding="explained", counts=True), []),
        (replace(LIKE, finding="unfounded", counts=True), []),
        (replace(LIKE, finding="rewrite"), []),
        (replace(LIKE, finding="rewrite", counts=True), [("warn", "to_be_rewritten_and_accepted", 11, "like 10")]),
        (replace(LIKE, on=date(2024, 12, 31)), []),
    ],
)  # fmt: skip
def test_chk_30_essays_that_are_alike_are_a_question_8_3_c(one, found) -> None:
    assert told(ESSAYS, "CHK-30", Quotas(7, OVER, (), (one,))) == found
    assert told(ESSAYS, "CHK-30", Quotas(7, None, (), (one,))) == []
    assert check(ESSAYS, "CHK-30").question


def service(since: date = date(2021, 7, 1), until: date | None = None) -> Service:
    return Service((Tenure(since, until, 2025),), 2025)


def member(attended: int = 1440, base: int = 1440, *, essays: int = 4, ahead=(), **more) -> MemberYear:
    return MemberYear(5, more.pop("office", service()), Standing(attended, base, ahead), essays, **more)


SHORT = [("hard", "study_hours_short", 5, "hours_of_study")]
FEW = [("hard", "essays_short", 5, "essays")]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (member(), []),
        (member(780), []),
        (member(720), []),
        (member(719), SHORT),
        (member(721, 1441), []),
        (member(720, 1441), SHORT),
        (member(essays=3), FEW),
        (member(719, essays=0), SHORT + FEW),
        (member(essays=3, waiting=1), [("warn", "essays_short", 5, "essays")]),
        (member(essays=2, waiting=1), FEW),
        (member(office=service(date(2025, 1, 1)), essays=3), FEW),
        (member(office=service(date(2025, 1, 2)), essays=3), [("warn", "part_year", 5, "essays")]),
        (
            member(600, 1300, office=service(date(2025, 2, 1))),
            [("warn", "study_hours_short", 5, "hours_of_study")],
        ),
        (member(office=service(until=date(2025, 10, 1)), essays=3), []),
        (member(office=service(until=date(2025, 10, 1)), essays=2), [("warn", "part_year", 5, "essays")]),
    ],
)
def test_chk_31_half_of_the_hours_and_four_essays_hard_after_the_year_8_3_b_8_3_c(one, found) -> None:
    assert told(ESSAYS, "CHK-31", Quotas(7, OVER, (one,))) == found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (member(480, 960, ahead=(120,) * 4, essays=0), []),
        (member(0, 480, ahead=(120,) * 4), []),
        (member(0, 481, ahead=(120,) * 4), [("warn", "half_out_of_reach", 5, "hours_of_study")]),
        (member(0, 1080, essays=0), [("warn", "half_out_of_reach", 5, "hours_of_study")]),
        (member(0, 0, essays=0), []),
    ],
)
def test_chk_31_in_the_year_only_what_can_no_longer_be_met_warns_8_3_b(one, found) -> None:
    assert told(ESSAYS, "CHK-31", Quotas(7, RUNNING, (one,))) == found
    assert told(ESSAYS, "CHK-31", Quotas(7, None, (one,))) == []


def test_chk_31_of_no_required_time_nothing_can_be_said_8_3_b() -> None:
    nothing = [("warn", "not_assessable", 7, "hours_of_study")]
    assert told(ESSAYS, "CHK-31", Quotas(7, OVER, (member(0, 0), member(0, 0)))) == nothing
    assert told(ESSAYS, "CHK-31", Quotas(7, OVER, (member(0, 0), member()))) == []
    assert told(ESSAYS, "CHK-31", Quotas(7, RUNNING, (member(0, 0, essays=0),))) == []
    assert told(ESSAYS, "CHK-31", Quotas(7, OVER)) == []


def test_chk_31_a_quota_without_share_binds_part_years_too_8_3_c() -> None:
    whole = span(law=BOOK.varied(essay_prorate="off"))
    late = member(essays=3, office=service(date(2025, 9, 1)))
    assert told(ESSAYS, "CHK-31", Quotas(7, whole, (late,))) == FEW
