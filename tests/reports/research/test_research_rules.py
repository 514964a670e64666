"""Research and articles: by tables of cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure.rulebook import YearParameters, book
from reports.research import rules as research
from reports.research.articles import rules as articles
from reports.research.rules import Closing, Visit

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
    verdict = research.burden([Visit(1, "东山乡", DAY)], [other], law())
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
    assert sorted(map(repr, research.clusters(rows, law()))) == sorted(map(repr, plain))


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
        ("a", "a", None, DAY, ""),
        ("a", "b", None, DAY, "changed_after_approval"),
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


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (DAY - timedelta(1), "visit_outside_plan"),
        (DAY, ""),
        (DAY + timedelta(2), ""),
        (DAY + timedelta(3), "visit_outside_plan"),
    ],
)
def test_visits_lie_within_the_plan_9_2_d(day: date, code: str) -> None:
    verdict = research.within([DAY, day], DAY, DAY + timedelta(2))
    assert (verdict.code, bool(verdict)) == (code, True)


def test_a_trip_not_looked_back_at_warns_at_closing_9_2_a() -> None:
    verdict = research.closing(replace(DONE, trip_checked=False), DAY, LAW)
    assert (verdict.code, bool(verdict)) == ("trip_not_looked_at", True)


@pytest.mark.parametrize(
    ("major", "final_on", "sent_on", "after", "code"),
    [
        (True, DAY, None, 7, ""),
        (True, DAY, None, 8, "major_report_unsent"),
        (True, DAY, DAY, 8, ""),
        (False, DAY, None, 80, ""),
        (True, None, None, 80, ""),
    ],
)
def test_a_major_report_not_sent_is_asked_about_9_3_c(major, final_on, sent_on, after, code) -> None:
    verdict = research.unsent(final_on, sent_on, DAY + timedelta(after), LAW, major=major)
    assert (verdict.code, bool(verdict)) == (code, True)


@pytest.mark.parametrize(
    ("decided", "major", "code"), [(True, False, "perhaps_major"), (True, True, ""), (False, False, "")]
)
def test_research_cited_in_a_decision_is_perhaps_major_9_3_c(decided: bool, major: bool, code: str) -> None:
    assert research.cited(decided=decided, major=major).code == code


@pytest.mark.parametrize(
    ("own", "at_item", "held", "note", "code"),
    [
        (True, True, True, "", ""),
        (True, False, False, "传阅单", ""),
        (True, False, False, "  ", "not_shown"),
        (True, True, False, "", "meeting_not_held"),
        (False, True, True, "传阅单", "read_by_secretary"),
    ],
)
def test_who_sees_the_secretarys_own_report_9_3_c(own, at_item, held, note, code) -> None:
    verdict = research.shown_to_group(own_of_secretary=own, at_item=at_item, held=held, note=note)
    assert verdict.code == code


@given(ahead=st.integers(-400, 400))
def test_nothing_is_told_before_it_happened_5_4_b_9_3_a(ahead: int) -> None:
    day = DAY + timedelta(ahead)
    assert bool(research.told_by_now(day, DAY)) is (ahead <= 0)
    assert bool(articles.printed(day, DAY)) is (ahead <= 0)


@pytest.mark.parametrize(
    ("decided_on", "another", "code", "passes"),
    [
        (DAY, False, "", True),
        (DAY - timedelta(1), False, "decided_before_text", True),
        (DAY, True, "decided_on_another_text", False),
    ],
)
def test_the_group_decides_on_the_text_there_is_5_4_b(decided_on, another, code, passes) -> None:
    verdict = articles.decided(decided_on, DAY, used_for_another_text=another)
    assert (verdict.code, bool(verdict)) == (code, passes)


@pytest.mark.parametrize(
    ("published", "approved_on", "reason", "code", "passes"),
    [
        (DAY, None, "急", "published_before_approval", True),
        (DAY, None, " ", "reason_required", False),
        (DAY, DAY, "急", "approved_in_time", False),
        (DAY - timedelta(1), DAY, "急", "published_before_approval", True),
        (DAY + timedelta(1), None, "急", "day_ahead", False),
    ],
)
def test_late_registration_5_4_b(published, approved_on, reason, code, passes) -> None:
    verdict = articles.late(published, approved_on, DAY, reason)
    assert (verdict.code, bool(verdict)) == (code, passes)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["", "a" * 64, "b" * 64]))
def test_another_text_or_file_has_another_digest_5_4_b(text: str, other: str, file: str) -> None:
    same = text == other
    assert (articles.digest(text, file) == articles.digest(other, file)) is same
    assert articles.digest(text, "c" * 64) != articles.digest(text, file)
