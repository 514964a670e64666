"""Who holds a seat on a day, and do spans of office get in each other's way?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.procedure.rulebook import book
from members.rules import tenure
from members.rules.tenure import Period
from tests.members.rules.told import answer, expected

BOOK = book("work-rules-2024")
LAW = BOOK.meeting
FROM_FOUR = BOOK.varied(group_size_min=4).meeting
DAY = date(2025, 3, 18)
DAYS = st.integers(0, 12).map(lambda days: DAY + timedelta(days=days))


def span(since: int, until: int | None = None) -> Period:
    """Return a span by days counted from the eighteenth of March."""
    return Period(DAY + timedelta(days=since), None if until is None else DAY + timedelta(days=until))


@pytest.mark.parametrize(
    ("period", "day", "inside"),
    [
        (span(0, 10), -1, False),
        (span(0, 10), 0, True),
        (span(0, 10), 9, True),
        (span(0, 10), 10, False),
        (span(0, 10), 11, False),
        (span(0), -1, False),
        (span(0), 0, True),
        (span(0), 4000, True),
    ],
)
def test_the_first_day_belongs_to_the_office_and_the_until_day_does_not(
    period: Period, day: int, inside: bool
) -> None:
    assert period.covers(DAY + timedelta(days=day)) is inside


def test_an_office_without_an_end_is_open() -> None:
    assert Period(DAY).covers(date.max)
    assert Period(DAY) == span(0, None)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (span(0, 5), span(5, 9), False),
        (span(0, 5), span(4, 9), True),
        (span(0, 5), span(7, 9), False),
        (span(0, 9), span(3, 4), True),
        (span(0, 5), span(0, 5), True),
        (span(0), span(5), True),
        (span(0, 5), span(5), False),
        (span(0, 5), span(4), True),
        (span(5), span(0, 5), False),
        (span(4), span(0, 5), True),
    ],
)
def test_spans_that_only_touch_do_not_overlap(one: Period, other: Period, share: bool) -> None:
    assert one.overlaps(other) is share
    assert other.overlaps(one) is share


@settings(deadline=None)  # a busy machine is no fault of a rule
@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_spans_overlap_exactly_when_some_day_lies_in_both(
    since: date, until: date | None, other_since: date, other_until: date | None
) -> None:
    one, other = Period(since, until), Period(other_since, other_until)
    if not (tenure.ordered(one) and tenure.ordered(other)):
        return
    days = [DAY + timedelta(days=number) for number in range(14)]
    assert one.overlaps(other) is any(one.covers(day) and other.covers(day) for day in days)


@pytest.mark.parametrize(
    ("clause", "period", "code"),
    [
        ("4.4-a", span(0), ""),
        ("4.4-a", span(0, 1), ""),
        ("4.4-a", span(0, 0), "period_reversed"),
        ("4.4-a", span(0, -1), "period_reversed"),
    ],
)
def test_office_ends_after_it_began(clause: str, period: Period, code: str) -> None:
    assert answer(tenure.ordered(period)) == expected(code, clause)


@pytest.mark.parametrize(
    ("clause", "others", "overlap"),
    [
        ("4.4-a", [], False),
        ("4.4-a", [span(-9, 0)], False),
        ("4.4-a", [span(-9, 0), span(5, 9)], False),
        ("4.4-a", [span(-9, 0), span(4, 9)], True),
        ("4.4-a", [span(2, 3), span(7, 9)], True),
    ],
)
def test_one_person_one_seat_and_one_secretary(clause: str, others: list[Period], overlap: bool) -> None:
    mine = span(0, 5)
    assert answer(tenure.no_overlap(mine, others)) == expected("seat_overlaps" if overlap else "", clause)
    assert answer(tenure.no_overlap(mine, others, code="term_overlaps")) == expected(
        "term_overlaps" if overlap else "", clause
    )
    assert answer(tenure.one_secretary(mine, others)) == expected(
        "secretary_exists" if overlap else "", clause
    )


@pytest.mark.parametrize(
    ("clause", "count", "code", "figures"),
    [
        ("1-a", 2, "group_size_unusual", {"count": 2, "least": 3, "most": 11}),
        ("1-a", 3, "", {"count": 3}),
        ("1-a", 11, "", {"count": 11}),
        ("1-a", 12, "group_size_unusual", {"count": 12, "least": 3, "most": 11}),
        ("1-a", 31, "group_size_unusual", {"count": 31, "least": 3, "most": 11}),
        ("1-a", 32, "group_too_large", {"count": 32, "most": 31}),
    ],
)
def test_size(clause: str, count: int, code: str, figures: dict[str, int]) -> None:
    verdict = tenure.size(count, LAW)
    assert answer(verdict) == expected(code, clause)
    assert bool(verdict) is (code != "group_too_large")
    assert verdict.figures == figures


@pytest.mark.parametrize(("count", "code"), [(3, "group_size_unusual"), (4, "")])
def test_the_least_size_is_that_of_the_law_1_a(count: int, code: str) -> None:
    assert tenure.size(count, FROM_FOUR).code == code
