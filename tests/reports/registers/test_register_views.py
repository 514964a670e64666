"""The pages of the registers: what they say, to whom, and that each figure stands for its list."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import actions as meeting_actions
from meetings.minutes import actions as minutes_actions
from meetings.models import Decision
from reports.registers.actions import kept as kept_actions
from reports.registers.actions import regulations as register_actions
from reports.registers.models.activities import GroupActivity, Statement
from reports.registers.models.regulations import Regulation
from reports.registers.models.units import SubordinateUnit
from reports.responsibility.balance import side_by_side
from reports.responsibility.rules.balance import HalfYear
from tests.cast import SEATS, START, Cast, Sitting, make_body, make_sitting
from tests.world.sealed import LaterStory
from votes import actions as vote_actions

pytestmark = pytest.mark.django_db
DAY = START.date()
SIZES = (1, 3, 300)
HALF = HalfYear(2025, 1)


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def sitting(cast: Cast) -> Sitting:
    sitting = make_sitting(cast)
    clerk, chair = cast.user("clerk"), cast.user("s")
    first = sitting.item(1)
    meeting_actions.start_item(first, by=chair, at=sitting.tick())
    meeting_actions.conclude_item(first, "学习", by=chair, at=sitting.tick())
    item = sitting.discuss(2)
    vote = vote_actions.open_vote(item, "show_of_hands", by=chair, at=sitting.tick()).vote
    vote_actions.cast_for_all(vote, "approve", {}, by=clerk, at=sitting.tick())
    vote_actions.close_vote(vote, by=chair, at=sitting.tick())
    decision = Decision.objects.get()
    meeting_actions.open_task(
        decision, text="落实", owner=cast.seats["d"], due_on=DAY, unit="财政局", by=clerk, at=START
    )
    return sitting


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def url(cast: Cast, name: str, *args: int) -> str:
    return reverse(f"reports:{name}", args=[cast.group.code, *args])


def shown(cast: Cast, who: str, name: str, *args: int, query: str = "") -> str:
    answer = client_of(cast, who).get(url(cast, name, *args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def regulation(cast: Cast, title: str, number: str, **more) -> Regulation:
    clerk = cast.user("clerk")
    made = register_actions.draft_regulation(
        cast.group, title=title, kind="conduct", by=clerk, at=START, **more
    )
    register_actions.adopt_regulation(made, Decision.objects.get(), by=clerk, at=START)
    return register_actions.issue_regulation(made, number, DAY, by=clerk, at=START)


def test_a_repealed_regulation_that_is_still_cited_is_shown_4_3_7(cast: Cast, sitting: Sitting):
    clerk = cast.user("clerk")
    old = regulation(cast, "公务接待管理办法", "1号")
    resting = regulation(cast, "机关财务制度", "2号", based_on=[old])
    assert "已废止仍被引用" not in shown(cast, "a", "regulation_list")
    register_actions.repeal_regulation(old, "已过时", DAY, by=clerk, at=START)
    topic = meeting_actions.draft_proposal(
        cast.group, proposer=cast.seats["d"], title="接待经费", kind="funds", summary="x",
        policy_basis="依据《公务接待管理办法》", by=cast.user("d"), at=START,
    )  # fmt: skip
    assert "已废止仍被引用：公务接待管理办法" in shown(cast, "a", "regulation_list")
    page = shown(cast, "a", "regulation_detail", old.pk)
    assert resting.title in page
    assert topic.title in page
    meeting_actions.abandon_proposal(topic, by=cast.user("d"), at=START)
    assert topic.title not in shown(cast, "a", "regulation_detail", old.pk)


def test_a_review_that_is_due_is_announced_4_3_7(cast: Cast, sitting: Sitting):
    made = regulation(cast, "公务接待管理办法", "1号")
    page = shown(cast, "a", "regulation_detail", made.pk)
    assert "复核已逾期" in page
    assert made.title in shown(cast, "a", "regulation_list", query="?review=due")


def test_the_clerk_carries_a_regulation_from_draft_to_force_4_3_7(cast: Cast, sitting: Sitting):
    clerk = client_of(cast, "clerk")
    clerk.post(url(cast, "regulation_create"), {"title": "学习制度", "kind": "study"})
    made = Regulation.objects.get()
    answer = clerk.post(url(cast, "regulation_adopt", made.pk), {})
    assert answer.status_code == 422
    clerk.post(url(cast, "regulation_adopt", made.pk), {"decision": Decision.objects.get().pk})
    clerk.post(url(cast, "regulation_issue", made.pk), {"number": "1号", "issued_on": f"{DAY}"})
    made.refresh_from_db()
    assert (made.state, made.review_on) == ("issued", DAY.replace(year=DAY.year + 1))
    answer = clerk.post(url(cast, "regulation_repeal", made.pk), {"repealed_on": f"{DAY}"})
    assert answer.status_code == 422


def test_a_unit_shows_the_tasks_that_name_it_4_1_c(cast: Cast, sitting: Sitting):
    fields = {"kind": "department", "since": DAY - timedelta(days=99)}
    unit = kept_actions.enter_unit(cast.group, name="财政局", by=cast.user("clerk"), at=START, **fields)
    idle = kept_actions.enter_unit(cast.group, name="教育局", by=cast.user("clerk"), at=START, **fields)
    assert "落实" in shown(cast, "a", "unit_detail", unit.pk)
    assert "没有督办事项涉及该单位" in shown(cast, "a", "unit_detail", idle.pk)


def test_the_supervision_unit_is_shown_with_and_without_opinion_4_3_6(cast: Cast):
    sitting = make_sitting(cast)
    clerk = cast.user("clerk")
    silent = [
        meeting_actions.invite_observer(
            sitting.meeting, name=name, from_supervision_unit=True, by=clerk, at=sitting.tick()
        )
        for name in ("甲某", "乙某", "丙某")
    ]
    for one in silent[:2]:
        meeting_actions.check_in(sitting.meeting, one, by=clerk, at=sitting.tick())
    item = sitting.item(2)
    meeting_actions.start_item(item, by=cast.user("s"), at=sitting.tick())
    meeting_actions.note_observer_opinion(item, silent[0], "建议公开", by=clerk, at=sitting.tick())
    page = shown(cast, "a", "observer_list")
    assert "建议公开" in page
    assert "已列席而无意见记录：1次会议" in page
    for query, names in (("given", {"甲某"}), ("none", {"乙某"}), ("away", {"丙某"})):
        page = shown(cast, "a", "observer_list", query=f"?opinion={query}")
        assert {name for name in ("甲某", "乙某", "丙某") if name in page} == names


def test_a_statement_stands_beside_its_decision_5_4_a(cast: Cast, sitting: Sitting):
    decision = Decision.objects.get()
    made = kept_actions.enter_statement(
        cast.group, speaker=cast.seats["a"], occasion="发布会", day=DAY, gist="介绍预算", decision=decision,
        by=cast.user("clerk"), at=START,
    )  # fmt: skip
    page = shown(cast, "b", "statement_detail", made.pk)
    assert "介绍预算" in page
    assert decision.text in page


def test_each_figure_is_the_length_of_its_list_4_3_a(cast: Cast, sitting: Sitting):
    found = side_by_side(cast.group, HALF)
    numbers = {stage: {line: one.number for line, one in row.items()} for stage, row in found.stages.items()}
    assert numbers == {
        "plan": {"party_building": 1, "business": 1},
        "deploy": {"party_building": 0, "business": 1},
        "push": {"party_building": 0, "business": 1},
        "assess": {"party_building": 0, "business": 0},
    }
    client = client_of(cast, "a")
    figures = [one for row in (*found.stages.values(), *found.tags.values()) for one in row.values()]
    for figure in figures:
        page = client.get(figure.url, headers={"HX-Request": "true", "HX-Target": "register"})
        rows = re.findall(r'class="[^"]*row-title', page.content.decode())
        assert (figure.url, len(rows)) == (figure.url, figure.number)


def test_the_half_year_shows_remarks_and_no_score_4_3_a_4_3_3(cast: Cast, sitting: Sitting):
    page = shown(cast, "a", "balance_detail", query="?half=2025-1")
    assert "2025年上半年" in page
    assert page.count("只有业务工作记录") == 2
    assert "本半年没有意识形态工作议题" in page
    assert "得分" not in page
    assert shown(cast, "a", "balance_detail", query="?half=nonsense")
    assert client_of(cast, "system_admin").get(url(cast, "balance_detail")).status_code == 403


def test_minutes_go_to_the_units_of_a_group_of_addressees_n_b_n_d(db):
    """Clauses N-b, N-d: expanded when the minutes are edited and issued, untouched by later changes."""
    story = LaterStory()
    minutes = story.drafted()
    made = [
        kept_actions.enter_unit(
            story.group, name=name, kind="township", since=DAY, by=story.clerk, at=story.tick()
        )
        for name in ("甲乡", "乙乡")
    ]
    group = kept_actions.enter_addressees(story.group, "各乡镇", made, by=story.clerk, at=story.tick())
    client = Client()
    client.force_login(story.clerk)
    address = reverse("meetings:minutes_edit", args=[story.group.code, minutes.pk])
    page = client.get(address).content.decode()
    fields = dict(re.findall(r'<input[^>]*name="([a-z_0-9]+)"[^>]*value="([^"]*)"', page))
    for item in minutes.content:
        order = item["order"]
        fields |= {f"heading_{order}": item["heading"], f"paragraphs_{order}": "\n".join(item["paragraphs"])}
        fields |= {f"decision_{order}": item["decision"]}
    answer = client.post(address, fields | {"distribution": "县委", "addressees": [group.pk]})
    assert answer.status_code == 302
    minutes.refresh_from_db()
    assert minutes.distribution == ["县委", "甲乡", "乙乡"]
    minutes_actions.sign_minutes(minutes, by=story.user("s"), at=story.tick())
    minutes_actions.issue_minutes(minutes, by=story.clerk, at=story.tick())
    kept_actions.edit_unit(made[0], name="丙乡", by=story.clerk, at=story.tick())
    units = set(minutes.receipts.exclude(unit="").values_list("unit", flat=True))
    assert units == {"县委", "甲乡", "乙乡"}
    assert minutes.number
    assert minutes.issued_on


def rows_of(cast: Cast, name: str, count: int) -> None:
    seat, group = cast.seats["a"], cast.group
    makers = {
        "regulation_list": lambda n: Regulation(group=group, title=f"制度{n}", kind="other"),
        "unit_list": lambda n: SubordinateUnit(group=group, name=f"单位{n}", kind="other", since=DAY, leader=seat),
        "activity_list": lambda n: GroupActivity(group=group, title=f"活动{n}", kind="visit", day=DAY, led_by=seat),
        "statement_list": lambda n: Statement(group=group, occasion=f"会{n}", gist="x", day=DAY, speaker=seat),
    }  # fmt: skip
    rows = [makers[name](n) for n in range(SIZES[-1] * count, SIZES[-1] * count + count)]
    QuerySet(type(rows[0])).bulk_create(rows)


@pytest.mark.parametrize("name", ["regulation_list", "unit_list", "activity_list", "statement_list"])
def test_lists_ask_the_database_as_often_for_many_rows_as_for_one(cast: Cast, name: str):
    client, counts, made = client_of(cast, "clerk"), [], 0
    client.get(url(cast, name))
    for size in SIZES:
        rows_of(cast, name, size - made)
        made = size
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(cast, name)).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
