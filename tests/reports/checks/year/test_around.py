"""CHK-35 to CHK-38 and CHK-40: personnel records, articles, research, who presided, archive; and what is judged at all."""

from dataclasses import replace
from datetime import date

import pytest

from members.rules.authority import Grant
from reports.checks.rules.archive import CHECKS as ARCHIVE
from reports.checks.rules.archive import PARTS, Archive, Volume
from reports.checks.rules.articles import CHECKS as ARTICLES
from reports.checks.rules.articles import Articles, Published
from reports.checks.rules.judged_year import judged
from reports.checks.rules.personnel import CHECKS as PERSONNEL
from reports.checks.rules.personnel import Personnel, Voted
from reports.checks.rules.presider import CHECKS as PRESIDER
from reports.checks.rules.presider import Presided, Presiding
from reports.checks.rules.research import CHECKS as RESEARCH
from reports.checks.rules.research import Field, Project
from reports.research.rules import Visit
from tests.reports.checks.year.facts import BOOK, DAY, OVER, check, span, told

ON = date(2025, 3, 18)
ITEM = Voted(
    6,
    ON,
    ("personnel.appoint",),
    "甲",
    introduced=True,
    voters=(1, 2, 3),
    chair=1,
    spoken=(2, 3, 1),
    stances=3,
    papers=1,
)


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (ITEM, []),
        (replace(ITEM, introduced=False), [("hard", "introduction_missing", 6, "introduction")]),
        (replace(ITEM, spoken=(2, 1)), [("hard", "discussion_required", 6, "speeches")]),
        (replace(ITEM, spoken=(1, 2, 3)), []),
        (replace(ITEM, stances=2), [("hard", "stances_missing", 6, "stances")]),
        (replace(ITEM, voters=(), spoken=(), stances=0), [("hard", "stances_missing", 6, "stances")]),
        (replace(ITEM, recusals=1, left=1), []),
        (replace(ITEM, recusals=2, left=1), [("hard", "recusal_unrecorded", 6, "recusal")]),
        (replace(ITEM, candidate=""), [("hard", "candidate_required", 6, "candidate")]),
        (replace(ITEM, papers=0), [("hard", "candidate_papers_missing", 6, "candidate")]),
        (replace(ITEM, kinds=("funds",), introduced=False, papers=0), []),
        (replace(ITEM, on=date(2024, 12, 31), papers=0), []),
    ],
)
def test_chk_35_the_five_records_of_a_personnel_item_6_1_g(item, found) -> None:
    assert told(PERSONNEL, "CHK-35", Personnel(OVER, (item,))) == found
    assert told(PERSONNEL, "CHK-35", Personnel(None, (item,))) == []


def test_chk_35_the_chair_speaking_first_is_another_finding() -> None:
    early = replace(ITEM, spoken=(2, 1, 3))
    assert told(PERSONNEL, "CHK-35", Personnel(OVER, (early,))) == []


PRINTED = Published(2, date(2025, 5, 12), date(2025, 5, 12), "a" * 64, "a" * 64)


@pytest.mark.parametrize(
    ("article", "found"),
    [
        (PRINTED, []),
        (replace(PRINTED, approved_on=date(2025, 5, 13)), [("hard", "published_before_approval", 2, "")]),
        (replace(PRINTED, approved_on=None), [("hard", "not_approved", 2, "")]),
        (replace(PRINTED, now="b" * 64), [("hard", "changed_after_approval", 2, "")]),
        (Published(2, date(2025, 5, 12), late=True), [("hard", "published_before_approval", 2, "")]),
        (Published(2, date(2024, 12, 31), late=True), []),
    ],
)
def test_chk_36_an_article_is_approved_before_it_appears_5_4_b(article, found) -> None:
    assert told(ARTICLES, "CHK-36", Articles(OVER, (article,))) == found
    assert told(ARTICLES, "CHK-36", Articles(None, (article,))) == []


PROJECT = Project(3, date(2025, 3, 28), output=True)
MAJOR = replace(PROJECT, major=True, final_on=date(2025, 4, 3))
CEILING = BOOK.varied(research_max_escorts=6)


@pytest.mark.parametrize(
    ("project", "today", "found"),
    [
        (PROJECT, date(2026, 1, 1), []),
        (replace(PROJECT, output=False), date(2025, 4, 27), []),
        (replace(PROJECT, output=False), date(2025, 4, 28), [("warn", "output_missing", 3, "output")]),
        (MAJOR, date(2025, 4, 10), []),
        (MAJOR, date(2025, 4, 11), [("warn", "major_report_unsent", 3, "major")]),
        (replace(MAJOR, shown=True), date(2025, 4, 11), []),
        (replace(MAJOR, sent_on=date(2025, 4, 10)), date(2026, 1, 1), []),
        (replace(MAJOR, sent_on=date(2025, 4, 11)), date(2026, 1, 1), [("warn", "major_report_late", 3, "major")]),
        (replace(MAJOR, major=False), date(2026, 1, 1), []),
        (replace(PROJECT, local=3, own=3), date(2026, 1, 1), []),
        (replace(PROJECT, local=4, own=3), date(2026, 1, 1), [("warn", "too_many_escorts", 3, "escorts")]),
        (replace(PROJECT, ends_on=date(2024, 12, 31), output=False), date(2026, 1, 1), []),
    ],
)  # fmt: skip
def test_chk_37_research_has_a_result_few_companions_and_is_read_9_2_b_9_3_b_9_3_c(
    project, today, found
) -> None:
    assert told(RESEARCH, "CHK-37", Field(span(today, law=CEILING), (project,))) == found
    assert told(RESEARCH, "CHK-37", Field(None, (project,))) == []


def test_chk_37_without_a_ceiling_nobody_is_counted_9_2_b() -> None:
    assert told(RESEARCH, "CHK-37", Field(OVER, (replace(PROJECT, local=40),))) == []


@pytest.mark.parametrize(
    ("visits", "found"),
    [
        ((Visit(1, "东山乡", ON), Visit(2, "东山乡 ", ON + 6 * DAY)), [("warn", "visits_clustered", 2, "visit 2025-03-24")]),
        ((Visit(1, "东山乡", ON), Visit(2, "东山乡", ON + 7 * DAY)), []),
        ((Visit(1, "东山乡", ON), Visit(2, "西河镇", ON)), []),
        ((Visit(1, "东山乡", ON), Visit(1, "东山乡", ON + DAY)), []),
        (
            (Visit(1, "东山乡", date(2024, 12, 30)), Visit(2, "东山乡", date(2025, 1, 2))),
            [("warn", "visits_clustered", 2, "visit 2025-01-02")],
        ),
        ((Visit(1, "东山乡", date(2025, 12, 30)), Visit(2, "东山乡", date(2026, 1, 2))), []),
    ],
)  # fmt: skip
def test_chk_37_several_at_one_place_within_a_week_9_2_c(visits, found) -> None:
    assert told(RESEARCH, "CHK-37", Field(OVER, (), visits)) == found


def grant(since: date, until: date, **more) -> Grant:
    given = {"revoked_on": None, "grantor_in_office": True, "grantee_in_office": True}
    return Grant(frozenset({"preside"}), since, until, **(given | more))


OTHER = Presided("meeting", 5, ON, is_secretary=False)
NO_RIGHT = [("hard", "chair_not_authorised", 5, "")]


@pytest.mark.parametrize(
    ("presided", "found"),
    [
        (replace(OTHER, is_secretary=True), []),
        (OTHER, NO_RIGHT),
        (replace(OTHER, designated=True), []),
        (replace(OTHER, grants=(grant(ON, ON),)), []),
        (replace(OTHER, grants=(grant(ON - 9 * DAY, ON - DAY),)), NO_RIGHT),
        (replace(OTHER, grants=(grant(ON + DAY, ON + 9 * DAY),)), NO_RIGHT),
        (replace(OTHER, grants=(grant(ON, ON, revoked_on=ON),)), NO_RIGHT),
        (replace(OTHER, grants=(grant(ON, ON, revoked_on=ON + DAY),)), []),
        (replace(OTHER, grants=(grant(ON, ON, grantor_in_office=False),)), NO_RIGHT),
        (replace(OTHER, kind="agendaitem"), NO_RIGHT),
        (replace(OTHER, kind="democraticlifemeeting"), [("hard", "not_authorised_to_preside", 5, "")]),
        (replace(OTHER, kind="democraticlifemeeting", grants=(grant(ON, ON),)), []),
        (replace(OTHER, on=date(2024, 12, 31)), []),
    ],
)
def test_chk_38_who_presides_is_the_secretary_or_authorised_6_2_a_4_4_e(presided, found) -> None:
    assert told(PRESIDER, "CHK-38", Presiding(OVER, (presided,))) == found
    assert told(PRESIDER, "CHK-38", Presiding(None, (presided,))) == []


WHOLE = frozenset(PARTS)
SEALED = Volume(9, ON, ON, date(2026, 6, 30), WHOLE, 2025)


@pytest.mark.parametrize(
    ("volume", "today", "found"),
    [
        (SEALED, date(2026, 7, 1), []),
        (replace(SEALED, sealed_on=date(2026, 7, 1)), date(2026, 7, 2), [("warn", "archived_late", 9, "handover")]),
        (Volume(9, ON, ON), date(2026, 6, 30), []),
        (Volume(9, ON, ON), date(2026, 7, 1), [("warn", "not_archived", 9, "handover")]),
        (replace(SEALED, parts=WHOLE - {"minutes"}), date(2026, 7, 1), [("warn", "archive_incomplete", 9, "parts")]),
        (replace(SEALED, filed_year=2026), date(2026, 7, 1), [("warn", "spans_two_years", 9, "year")]),
        (replace(SEALED, filed_year=None), date(2026, 7, 1), []),
        (Volume(9, date(2025, 12, 31), date(2026, 1, 1)), date(2026, 1, 2), [("warn", "spans_two_years", 9, "year")]),
        (Volume(9, date(2025, 12, 31), date(2025, 12, 31)), date(2026, 1, 2), []),
        (Volume(9, date(2024, 12, 31), None), date(2026, 7, 1), []),
    ],
)  # fmt: skip
def test_chk_40_files_are_handed_over_whole_and_by_year_6_5_m(volume, today, found) -> None:
    assert told(ARCHIVE, "CHK-40", Archive(span(today), (volume,))) == found
    assert told(ARCHIVE, "CHK-40", Archive(None, (volume,))) == []


def law(day: date):
    return BOOK if BOOK.applies(day) else None


@pytest.mark.parametrize(
    ("year", "today", "begun", "wanted"),
    [
        (2025, date(2026, 5, 1), date(2021, 7, 1), (date(2025, 1, 1), date(2025, 12, 31), True, True)),
        (2025, date(2025, 5, 1), date(2021, 7, 1), (date(2025, 1, 1), date(2025, 5, 1), False, True)),
        (2025, date(2025, 12, 31), date(2025, 1, 2), (date(2025, 1, 2), date(2025, 12, 31), False, False)),
        (2024, date(2026, 5, 1), date(2021, 7, 1), (date(2024, 11, 1), date(2024, 12, 31), True, False)),
        (2023, date(2026, 5, 1), date(2021, 7, 1), None),
        (2026, date(2025, 12, 31), date(2021, 7, 1), None),
        (2025, date(2026, 5, 1), date(2026, 1, 1), None),
        (2025, date(2025, 5, 1), date(2025, 5, 2), None),
        (2025, date(2026, 5, 1), None, None),
    ],
    ids=[
        "over", "running", "founded in it", "rules since November", "without rules", "ahead", "before the body",
        "not founded yet", "nobody in it",
    ],
)  # fmt: skip
def test_what_of_a_year_is_judged_11_a(year, today, begun, wanted) -> None:
    found = judged(year, today, begun, law)
    assert (found and (found.first, found.last, found.over, found.whole)) == wanted


def test_every_check_of_the_year_says_who_answers_and_what_cures_it() -> None:
    every = (*PERSONNEL, *ARTICLES, *RESEARCH, *PRESIDER, *ARCHIVE)
    assert [one.id for one in every] == ["CHK-35", "CHK-36", "CHK-37", "CHK-38", "CHK-40"]
    for one in every:
        assert one.cure.endswith(".")
        assert one.answers in {"clerk", "recorder", "member"}
        assert BOOK.clause(one.clause)
    assert not check(PERSONNEL, "CHK-35").question
