"""CHK-28 to CHK-31 on studies and essays made through the acts."""

from datetime import date, timedelta

import pytest

from members.models import Membership
from reports.checks.facts import study as gathered
from study import actions
from tests.cast import SEATS, Cast, make_body
from tests.reports.checks.year import story
from tests.reports.checks.year.facts import DAY, MINUTE, at
from tests.reports.checks.year.sources import found, raised
from tests.study.year import held

pytestmark = pytest.mark.django_db
AFTER = date(2026, 1, 1)


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def test_chk_28_months_without_and_a_record_left_open(cast: Cast) -> None:
    for month in (1, 3):
        story.recorded(cast, date(2025, month, 26))
    session = story.studied(cast, date(2025, 4, 24))
    missing = [("warn", "month_without_study", cast.group.pk, "2025-02")]
    assert found(cast.group, "CHK-28", date(2025, 5, 1)) == missing
    still_open = ("warn", "study_unrecorded", session.pk, "record")
    assert found(cast.group, "CHK-28", date(2025, 5, 2)) == [*missing, still_open]
    actions.record_session(session, "学习", by=cast.user("clerk"), at=at(date(2025, 5, 2)))
    assert found(cast.group, "CHK-28", date(2025, 5, 2)) == missing


def test_chk_28_no_materials_and_nobody_signed_in(cast: Cast) -> None:
    session = held(cast, date(2025, 1, 22), present="")
    actions.record_session(session, "学习", by=cast.user("clerk"), at=at(date(2025, 1, 23)))
    assert found(cast.group, "CHK-28", date(2025, 1, 31)) == [
        ("warn", "study_without_materials", session.pk, "materials"),
        ("warn", "nobody_signed_in", session.pk, "roll"),
    ]


def test_chk_29_five_within_a_second_but_not_one_after_the_other(cast: Cast) -> None:
    story.studied(cast, date(2025, 1, 22))
    bulk = held(cast, date(2025, 2, 26))
    held(cast, date(2025, 3, 26), present="sda")
    assert found(cast.group, "CHK-29", AFTER) == [("hard", "signed_in_bulk", bulk.pk, "bulk")]


def test_chk_29_on_leave_and_signed_in(cast: Cast) -> None:
    day = date(2025, 2, 26)
    session = story.planned(cast, day)
    leave = actions.request_leave(session, "出差", by=cast.user("a"), at=session.starts_at - DAY)
    actions.approve_leave(leave, by=cast.user("s"), at=session.starts_at - DAY)
    for name in "ab":
        actions.check_in(session, cast.seats[name], by=cast.user("clerk"), at=session.starts_at - 9 * MINUTE)
    actions.open_session(session, by=cast.user("clerk"), at=session.starts_at)
    actions.close_session(session, by=cast.user("clerk"), at=session.starts_at + 90 * MINUTE)
    away = cast.seats["a"].pk
    assert found(cast.group, "CHK-29", AFTER) == [("hard", "present_on_leave", session.pk, f"leave {away}")]


@pytest.mark.parametrize(("hour", "twice"), [(10, True), (11, False)], ids=["while it went on", "after it"])
def test_chk_29_in_two_places_at_once(cast: Cast, hour: int, twice: bool) -> None:
    other, day = make_body("gaopo", {"s": "secretary"}), date(2025, 2, 26)
    seat = Membership(
        group=other.group, term=other.term, user=cast.user("a"), protocol_order=2, since=date(2021, 7, 1)
    )
    seat.save()
    other.seats["a"] = seat
    session = story.studied(cast, day, "sda")
    story.studied(other, day, "a", hour=hour)
    wanted = [("hard", "in_two_places", session.pk, f"elsewhere {cast.seats['a'].pk}")] if twice else []
    assert found(cast.group, "CHK-29", AFTER) == wanted


def test_chk_29_a_stay_outside_the_time_of_the_study(cast: Cast) -> None:
    clerk, session = cast.user("clerk"), story.studied(cast, date(2025, 2, 26), "sd")
    assert session.began_at is not None
    before = (session.began_at - 50 * MINUTE, session.began_at - 10 * MINUTE)
    actions.enter_stay(session, cast.seats["a"], *before, "补录", by=clerk, at=session.began_at + DAY)
    wanted = [("hard", "signed_in_outside", session.pk, f"time {cast.seats['a'].pk}")]
    assert found(cast.group, "CHK-29", AFTER) == wanted


def test_chk_30_alike_until_a_person_has_read_both(cast: Cast) -> None:
    story.wrote(cast, "a", 1, date(2025, 3, 27))
    copied = story.wrote(cast, "b", 2, date(2025, 3, 28), text=story.words(1))
    story.wrote(cast, "c", 3, date(2025, 3, 28))
    question = copied.questions.get()
    part = f"like {question.other_id}"
    (one,) = raised(cast.group, "CHK-30", AFTER)
    assert (one.kind, one.key, one.part, dict(one.verdict.figures)) == (
        "essay",
        copied.pk,
        part,
        {"percent": 100},
    )
    reader = cast.user("clerk")
    actions.answer_question(question, "rewrite", "须重写", by=reader, at=at(date(2025, 4, 1)))
    wanted = [("warn", "to_be_rewritten_and_accepted", copied.pk, part)]
    assert found(cast.group, "CHK-30", AFTER) == wanted
    actions.answer_question(question, "explained", "同赴一地调研", by=reader, at=at(date(2025, 4, 2)))
    assert found(cast.group, "CHK-30", AFTER) == []


def hours(cast: Cast, today: date) -> list[tuple[str, str, int]]:
    return [
        (weight, code, key)
        for weight, code, key, part in found(cast.group, "CHK-31", today)
        if part == "hours_of_study"
    ]


@pytest.mark.parametrize(
    ("minutes", "code"), [(720, None), (721, "study_hours_short")], ids=["exactly half", "a minute below"]
)
def test_chk_31_720_of_1440_minutes_is_half_and_of_1441_is_not(cast: Cast, minutes: int, code) -> None:
    story.studied(cast, date(2025, 1, 22), minutes=720, hour=8)
    story.studied(cast, date(2025, 2, 26), "sdbc", minutes=minutes, hour=8)
    assert hours(cast, date(2025, 12, 31)) == (
        [("warn", "half_out_of_reach", cast.seats["a"].pk)] if code else []
    )
    assert hours(cast, AFTER) == ([("hard", code, cast.seats["a"].pk)] if code else [])


def test_chk_31_three_essays_are_few_only_when_the_year_is_over(cast: Cast) -> None:
    story.studied(cast, date(2025, 1, 22))
    for number, name in enumerate("sdabc"):
        for quarter in range(4 - (name == "c")):
            story.wrote(cast, name, 5 * quarter + number + 1, date(2025, 3 * quarter + 3, 27))
    assert found(cast.group, "CHK-31", date(2025, 12, 31)) == []
    few = cast.seats["c"].pk
    assert found(cast.group, "CHK-31", AFTER) == [("hard", "essays_short", few, "essays")]
    late = actions.draft_essay(
        cast.group, title="补写", text=story.words(99), by=cast.user("c"), at=at(date(2025, 12, 30))
    )
    actions.submit_essay(late, by=cast.user("c"), at=at(date(2025, 12, 30)))
    assert found(cast.group, "CHK-31", AFTER) == [("warn", "essays_short", few, "essays")]
    actions.accept_essay(late, by=cast.user("clerk"), at=at(date(2026, 1, 5)))
    assert found(cast.group, "CHK-31", date(2026, 1, 5)) == []


def test_chk_31_who_came_in_the_year_is_for_review_and_nothing_studied_is_not_assessable(cast: Cast) -> None:
    seat = cast.seats["c"]
    seat.since = date(2025, 7, 1)
    seat.save()
    assert ("warn", "part_year", seat.pk, "essays") in found(cast.group, "CHK-31", AFTER)
    assert [
        part for _w, code, _k, part in found(cast.group, "CHK-31", AFTER) if code == "not_assessable"
    ] == ["hours_of_study"]
    assert hours(cast, date(2025, 12, 1)) == []


def test_a_body_may_sit_over_midnight_without_a_day_being_lost(cast: Cast) -> None:
    story.studied(cast, date(2025, 12, 31), hour=23)
    (one,) = gathered.gather(cast.group, 2025, AFTER).held
    assert (one.day, one.ended - one.began) == (date(2025, 12, 31), timedelta(hours=2))
