"""Checks of the year through their gatherers, on records made through the acts: a clean year, and queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import LeadingGroup, RuleAdoption
from reports.checks.models import Finding
from reports.checks.run import look
from reports.research.articles import actions as articles
from study import actions as study_actions
from study.models import EssayQuestion
from tests.cast import SEATS, Cast, make_body
from tests.lifes.year import prepared, spoken
from tests.reports.checks.year import story
from tests.reports.checks.year.facts import DAY, at
from tests.reports.checks.year.sources import SOURCES, everything
from tests.reports.research.test_articles import article
from tests.reports.research.test_research import final
from tests.reports.upward.story import decided, request
from tests.reports.upward.test_incidents import incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def test_a_clean_year_finds_nothing_until_its_file_is_due(cast: Cast) -> None:
    story.clean_year(cast)
    for today in (date(2025, 12, 31), date(2026, 1, 15), date(2026, 6, 30)):
        assert everything(cast.group, today) == []
    assert everything(cast.group, date(2026, 1, 31), year=2026) == []
    assert everything(cast.group, date(2026, 7, 1)) == [("CHK-40", "not_archived", "handover")]


def test_a_clean_year_is_looked_at_while_it_runs(cast: Cast) -> None:
    story.listed(cast)
    for month in range(1, 7):
        story.recorded(cast, date(2025, month, 26))
    for today in (date(2025, 1, 31), date(2025, 4, 30), date(2025, 7, 31)):
        assert everything(cast.group, today) == []


@pytest.mark.parametrize(
    ("year", "today"),
    [(2027, date(2026, 5, 1)), (2023, date(2026, 5, 1)), (2020, date(2026, 5, 1))],
    ids=["ahead", "without rules", "before the body was founded"],
)
def test_years_that_are_not_judged_find_nothing(cast: Cast, year: int, today: date) -> None:
    assert everything(cast.group, today, year) == []


def test_a_body_that_came_later_or_without_rules_is_not_judged(cast: Cast) -> None:
    late = make_body("late", {"s": "secretary"})
    for role in late.group.staff_roles.all():
        role.since = date(2026, 3, 1)
        role.save()
    assert everything(late.group, date(2026, 5, 1)) == []
    months = [part for key, _code, part in everything(late.group, date(2026, 5, 1), 2026) if key == "CHK-28"]
    assert months == ["2026-03", "2026-04"]
    bare = LeadingGroup.objects.get(pk=make_body("bare", {"s": "secretary"}).group.pk)
    RuleAdoption._base_manager.filter(group=bare).delete()
    assert everything(bare, date(2026, 5, 1)) == []
    empty = LeadingGroup(
        code="empty",
        name="空",
        full_name="空",
        government="空",
        superior="空",
        document_word="空",
    )
    empty.save()
    assert everything(empty, date(2026, 5, 1)) == []


def fill(cast: Cast, count: int) -> None:
    """Let so many of everything happen in a year, much of it wrong."""
    author = cast.user("a")
    for number in range(1, count + 1):
        story.listed(cast, date(2025, 1, number))
        session = story.studied(cast, date(2025, number, 26))
        story.wrote(cast, "b", number, date(2025, number, 27), text=story.words(1))
        story.topic(cast, 300, date(2025, 2, number))
        decided(cast, "personnel.appoint", candidate="甲", start=at(date(2025, 3, number)))
        request(cast, at(date(2025, 4, 1)), acts_on=date(2025, 5, number))
        incident(cast)
        late = article(cast)
        articles.register_late(late, date(2025, 5, 20), "疏忽", by=author, at=at(date(2025, 5, 21)))
        final(cast, "a", theme=f"调研{number}")
        assert session.presences.count() == len(SEATS)


def lives(cast: Cast, members: str) -> None:
    """Hold a democratic-life meeting at which so many spoke."""
    life = story.lifes.opened(cast)
    spoken(cast, life, members)
    story.life_actions.close_session(life, by=cast.user("s"), at=story.lifes.START + 180 * story.MINUTE)


def queries(source, group: LeadingGroup, year: int) -> int:
    with CaptureQueriesContext(connection) as seen:
        list(source.found(LeadingGroup.objects.get(pk=group.pk), year, date(2026, 7, 1)))
    return len(seen)


def test_a_year_costs_as_many_queries_for_three_rows_as_for_one(cast: Cast) -> None:
    many = make_body("many", SEATS)
    fill(cast, 1)
    fill(many, 3)
    assert everything(many.group, date(2026, 7, 1))
    for source in SOURCES:
        assert queries(source, cast.group, 2025) == queries(source, many.group, 2025), source.name
        assert queries(source, many.group, 2025) <= 16, source.name


def test_a_life_meeting_costs_as_many_queries_for_many_words_as_for_few(cast: Cast) -> None:
    many = make_body("many", SEATS)
    life = story.lived(many)
    lives(cast, "sdabc")
    for number in range(5):
        story.life_actions.list_problem(
            life,
            by=many.user("a"),
            at=story.lifes.START + DAY,
            membership=many.seats["a"],
            text=f"问题{number}",
        )
    for source in SOURCES:
        assert queries(source, cast.group, 2026) == queries(source, many.group, 2026), source.name


def test_nothing_said_or_written_enters_a_finding(cast: Cast) -> None:
    fill(cast, 2)
    prepared(make_body("other", SEATS))
    lives(cast, "sdabc")
    secret = [
        *story.lifes.TEXTS.values(),
        "多到基层走一走",
        story.words(1),
        "正文",
        "管网老化",
        "妥否，请批示",
    ]
    told = [
        str((one.verdict.reason, dict(one.verdict.figures), one.part))
        for source in SOURCES
        for year in (2025, 2026)
        for _check, one in source.found(cast.group, year, date(2026, 7, 1))
    ]
    assert told
    for text in secret:
        assert not [one for one in told if text[:8] in one]


def test_the_engine_keeps_what_is_found_and_marks_what_was_cured(cast: Cast) -> None:
    story.listed(cast)
    story.recorded(cast, date(2025, 1, 22))
    story.wrote(cast, "c", 200, date(2025, 1, 28))
    today, then = date(2025, 1, 31), at(date(2025, 1, 31))
    assert look(cast.group, 2025, today, then, SOURCES).new == 0
    story.wrote(cast, "d", 201, date(2025, 1, 29), text=story.words(200))
    outcome = look(cast.group, 2025, today, then + DAY, SOURCES)
    kept = Finding.objects.get()
    assert (outcome.new, kept.check_id, kept.kind, kept.state) == (1, "CHK-30", "essay", "open")
    question = EssayQuestion.objects.get()
    reader = cast.user("clerk")
    study_actions.answer_question(question, "explained", "一起写的稿", by=reader, at=then + DAY)
    assert look(cast.group, 2025, today, then + 2 * DAY, SOURCES).cured == 1
    kept.refresh_from_db()
    assert (kept.state, kept.cured_at) == ("cured", then + 2 * DAY)
    question.refresh_from_db()
    assert question.finding == "explained"
