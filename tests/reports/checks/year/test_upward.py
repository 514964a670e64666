"""CHK-26, CHK-27: the report of the year, requests before acting, incidents in time, papers in form."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reports.checks.rules.upward import CHECKS, Happened, Paper, Upward
from reports.upward.rules.papers import Draft
from tests.reports.checks.year.facts import BOOK, DAY, at, check, span, told

TELLING = Draft("report", "关于工作的报告", "现将有关情况报告如下。\n\n特此报告。", recipient="县委")
ASKING = Draft(
    "request", "关于规划的请示", "拟编制规划。\n\n妥否，请批示。", matter="编制规划", recipient="县委"
)
REPORT = Paper(3, "report", date(2025, 12, 20), TELLING, comprehensive=True, about=2025)
REQUEST = Paper(4, "request", date(2025, 3, 1), ASKING, acts_on=date(2025, 3, 1))
MISSING = "annual_report_missing"


def facts(today: date = date(2026, 1, 1), papers=(), incidents=(), **more) -> Upward:
    return Upward(9, span(today, **more), at(today, 0), tuple(papers), tuple(incidents))


@pytest.mark.parametrize(
    ("today", "papers", "found"),
    [
        (date(2025, 1, 1), (), []),
        (date(2025, 12, 31), (), []),
        (date(2026, 1, 1), (), [("hard", MISSING, 9, "")]),
        (date(2026, 1, 1), (REPORT,), []),
        (date(2026, 1, 1), (replace(REPORT, sent_on=date(2025, 12, 31)),), []),
        (date(2026, 3, 1), (replace(REPORT, sent_on=date(2026, 1, 1)),), [("hard", MISSING, 9, "")]),
        (date(2026, 3, 1), (replace(REPORT, sent_on=None),), [("hard", MISSING, 9, "")]),
        (date(2026, 3, 1), (replace(REPORT, comprehensive=False),), [("hard", MISSING, 9, "")]),
        (date(2026, 3, 1), (replace(REPORT, about=2024),), []),
    ],
)
def test_chk_26_each_year_has_its_report_hard_only_after_it_5_3_b(today, papers, found) -> None:
    assert told(CHECKS, "CHK-26", facts(today, papers)) == found


def test_chk_26_a_day_set_earlier_warns_in_the_year_and_counts_by_the_year_chosen_5_3_b() -> None:
    early = BOOK.varied(annual_report_due="11-30")
    assert told(CHECKS, "CHK-26", facts(date(2025, 11, 30), law=early)) == []
    assert told(CHECKS, "CHK-26", facts(date(2025, 12, 1), law=early)) == [("warn", MISSING, 9, "")]
    about = BOOK.varied(annual_report_count_by="report_year")
    late = replace(REPORT, sent_on=date(2026, 2, 1))
    assert told(CHECKS, "CHK-26", facts(date(2026, 3, 1), (late,), law=about)) == []
    assert told(CHECKS, "CHK-26", facts(date(2026, 3, 1), (late,))) == [("hard", MISSING, 9, "")]


def test_chk_26_of_part_of_a_year_a_missing_report_is_for_review_5_3_b() -> None:
    assert told(CHECKS, "CHK-26", facts(first=date(2025, 1, 2))) == [("warn", MISSING, 9, "")]
    assert told(CHECKS, "CHK-26", Upward(9, None, at(date(2026, 1, 1)))) == []


@pytest.mark.parametrize(
    ("paper", "today", "found"),
    [
        (REQUEST, date(2025, 6, 1), []),
        (replace(REQUEST, sent_on=date(2025, 3, 2)), date(2025, 6, 1), [("hard", "acted_before_request", 4, "")]),
        (replace(REQUEST, sent_on=None), date(2025, 3, 1), []),
        (replace(REQUEST, sent_on=None), date(2025, 3, 2), [("warn", "request_never_sent", 4, "")]),
        (replace(REQUEST, kind="report", sent_on=date(2025, 3, 2)), date(2025, 6, 1), []),
        (replace(REQUEST, acts_on=date(2024, 3, 1)), date(2025, 6, 1), []),
    ],
)  # fmt: skip
def test_chk_26_a_request_comes_before_the_act_5_3_c(paper, today, found) -> None:
    assert told(CHECKS, "CHK-26", facts(today, (paper,))) == found


KNOWN = at(date(2025, 7, 10), 8)


@pytest.mark.parametrize(
    ("reported", "today", "found"),
    [
        (KNOWN + timedelta(hours=24), date(2025, 8, 1), []),
        (KNOWN + timedelta(hours=24, minutes=1), date(2025, 8, 1), [("warn", "reported_late", 5, "")]),
        (None, date(2025, 7, 11), []),
        (None, date(2025, 7, 12), [("warn", "not_reported", 5, "")]),
    ],
)
def test_chk_26_an_incident_is_reported_in_time_5_3_c(reported, today, found) -> None:
    incident = Happened(5, KNOWN.date(), KNOWN, reported)
    assert told(CHECKS, "CHK-26", facts(today, (), (incident,))) == found


def sent(draft: Draft) -> Upward:
    return facts(papers=(Paper(6, draft.kind, date(2025, 5, 5), draft), REPORT))


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (TELLING, []),
        (
            replace(TELLING, body="情况如上。\n\n妥否，请批示。"),
            [("warn", "request_in_report", 6, "request")],
        ),
        (
            replace(TELLING, body="情况如上。希望县委给予支持。"),
            [("warn", "request_suspected", 6, "request")],
        ),
        (replace(TELLING, body="县委已于3月请示上级批准此事。特此报告。"), []),
        (replace(TELLING, stub=True, body="妥否，请批示。"), []),
        (ASKING, []),
        (replace(ASKING, matter="编制规划；增加编制"), [("warn", "several_matters", 6, "matters")]),
        (
            replace(ASKING, body="请批准规划。请批准经费。\n\n妥否，请批示。"),
            [("warn", "asks_several_times", 6, "matters")],
        ),
        (replace(ASKING, body="请批准规划。\n\n妥否，请批示。"), []),
    ],
)
def test_chk_27_no_request_inside_a_report_and_one_matter_a_request_5_3_a(draft, found) -> None:
    assert told(CHECKS, "CHK-27", sent(draft)) == found


def test_chk_27_tells_numbers_never_what_a_paper_says() -> None:
    (raised,) = check(CHECKS, "CHK-27").ask(sent(replace(TELLING, body="请批准水库方案。恳请上级支持水库。")))
    assert dict(raised.verdict.figures) == {"sentences": 2}
    unsent = Paper(6, "report", None, replace(TELLING, body="请批示。"))
    assert told(CHECKS, "CHK-27", facts(date(2025, 6, 1), (unsent,))) == []
    other_year = Paper(6, "report", date(2025, 1, 1) - DAY, replace(TELLING, body="请批示。"))
    assert told(CHECKS, "CHK-27", facts(date(2025, 6, 1), (other_year,))) == []
