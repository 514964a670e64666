"""Research and articles: by tables of cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.rulebook import YearParameters, book
from reports.rules import articles, research
from reports.rules.research import Closing, Visit

LAW = book("work-rules-2024").year
DAY = date(2025, 5, 10)
DONE = Closing(has_output=True, fed_back=True, ended_on=DAY, major=False, seen=False)


def law(**changes: object) -> YearParameters:
    return book("work-rules-2024").varied(**changes).year


@pytest.mark.parametrize(
    ("ceiling", "local", "own", "code"),
    [
        ("off", 20, 9, ""),
        (5, 3, 2, ""),
        (5, 3, 3, "too_many_escorts"),
        (0, 0, 1, "too_many_escorts"),
        (0, 0, 0, ""),
    ],
)
def test_few_come_along_9_2_b(ceiling: object, local: int, own: int, code: str) -> None:
    verdict = research.escorts(local, own, law(research_max_escorts=ceiling))
    assert verdict.code == code
    assert verdict


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (Visit(2, "东山乡", DAY), "visits_cluster"),
        (Visit(2, "东山乡 ", DAY + timedelta(6)), "visits_cluster"),
        (Visit(2, "东山乡", DAY + timedelta(7)), ""),
        (Visit(2, "东山乡", DAY - timedelta(6)), "visits_cluster"),
        (Visit(2, "西河镇", DAY), ""),
        (Visit(1, "东山乡", DAY), ""),
    ],
)
def test_one_place_is_not_visited_by_several_in_a_week_9_2_c(other: Visit, code: str) -> None:
    verdict = research.burden([Visit(1, "东山乡", DAY)], [other])
    assert verdict.code == code
    assert verdict


@given(
    rows=st.lists(
        st.builds(
            Visit,
            st.integers(1, 3),
            st.sampled_from(["甲乡", "乙镇"]),
            st.dates(date(2025, 1, 1), date(2025, 2, 1)),
        ),
        max_size=8,
    )
)
def test_clusters_agree_with_a_plain_reading_9_2_c(rows: list[Visit]) -> None:
    plain = [
        (one, other)
        for number, one in enumerate(rows)
        for other in rows[number + 1 :]
        if one.place == other.place and one.project != other.project and abs((one.day - other.day).days) <= 6
    ]
    assert sorted(map(repr, research.clusters(rows))) == sorted(map(repr, plain))


def test_visits_keep_off_meeting_days_9_2_d() -> None:
    assert research.days_free([DAY], [DAY]).code == "meeting_on_that_day"
    assert research.days_free([DAY], [DAY + timedelta(1)]).code == ""


@pytest.mark.parametrize(
    ("count", "findings", "code"),
    [(1, "发现", ""), (0, "发现", "recommendations_missing"), (3, " ", "findings_missing")],
)
def test_a_report_without_recommendation_is_not_final_9_1_c(count: int, findings: str, code: str) -> None:
    assert research.final(recommendations=count, findings=findings).code == code


@pytest.mark.parametrize(
    ("change", "after", "code", "passes"),
    [
        ({}, 0, "", True),
        ({"has_output": False}, 0, "output_missing", False),
        ({"major": True}, 0, "major_report_unseen", False),
        ({"major": True, "seen": True}, 0, "", True),
        ({"fed_back": False}, 15, "", True),
        ({"fed_back": False}, 16, "not_fed_back_to_place", True),
    ],
)
def test_closing_9_3_a_9_3_b_9_3_c(change, after: int, code: str, passes: bool) -> None:
    verdict = research.closing(replace(DONE, **change), DAY + timedelta(days=after), LAW)
    assert (verdict.code, bool(verdict)) == (code, passes)


@pytest.mark.parametrize(("after", "code"), [(0, ""), (7, ""), (8, "major_report_late")])
def test_a_major_report_in_seven_days_9_3_c(after: int, code: str) -> None:
    assert research.sent_in_time(DAY, DAY + timedelta(days=after), LAW).code == code


@pytest.mark.parametrize(
    ("route", "in_groups_name", "by_secretary", "setting", "code"),
    [
        ("group", True, True, "group", ""),
        ("secretary", False, False, "group", ""),
        ("secretary", False, True, "group", "own_article_of_secretary"),
        ("secretary", False, True, "secretary", ""),
        ("secretary", True, False, "secretary", "group_decides"),
    ],
)
def test_who_approves_5_4_b(
    route: str, in_groups_name: bool, by_secretary: bool, setting: str, code: str
) -> None:
    verdict = articles.route(
        route,
        in_groups_name=in_groups_name,
        by_secretary=by_secretary,
        law=law(secretary_article_route=setting),
    )
    assert verdict.code == code


@pytest.mark.parametrize(
    ("approved", "now", "published", "approved_on", "code"),
    [
        ("a", "a", DAY, DAY, ""),
        ("a", "a", DAY + timedelta(1), DAY, ""),
        ("", "a", DAY, None, "not_approved"),
        ("a", "b", DAY, DAY, "changed_after_approval"),
        ("a", "a", DAY - timedelta(1), DAY, "published_before_approval"),
    ],
)
def test_only_the_approved_text_is_published_5_4_b(approved, now, published, approved_on, code: str) -> None:
    assert articles.publishable(approved, now, published, approved_on).code == code


@pytest.mark.parametrize(
    ("text", "outlet", "code"),
    [(True, "县报", ""), (False, "县报", "text_missing"), (True, " ", "outlet_missing")],
)
def test_an_application_shows_text_and_place_5_4_b(text: bool, outlet: str, code: str) -> None:
    assert articles.complete(text_or_file=text, outlet=outlet).code == code
