"""Do the pages before the session show what is there, what is missing, and only to whom it belongs?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lifes import actions
from lifes.models import (
    DemocraticLifeMeeting,
    HeartTalk,
    LifeStudy,
    Opinion,
    OpinionForm,
    OpinionSolicitation,
    Problem,
)
from lifes.permissions import readable_problems
from tests.cast import SEATS, Cast, make_body
from tests.lifes.year import BEFORE, START, begun, opened, outlined, prepared, round_of, spoken

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: Any) -> Cast:
    return make_body("yunling", SEATS)


def browser(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    return client


def page(cast: Cast, who: str, name: str, *args: object) -> str:
    answer = browser(cast, who).get(reverse(name, args=["yunling", *args]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_kept_paper_ticks_its_line_and_is_downloaded_7_1_a(cast: Cast) -> None:
    life = begun(cast)
    assert life.papers.count() == 0
    url = reverse("lifes:life_attach", args=["yunling", life.pk])
    upload = SimpleUploadedFile("通知.txt", "主题通知".encode())
    answer = browser(cast, "clerk").post(url, {"kind": "theme", "title": "主题通知", "upload": upload})
    assert answer.status_code == 302
    paper = life.papers.get()
    assert life.entries.last().facts == {"title": "主题通知"}
    overview = page(cast, "a", "lifes:life_detail", life.pk)
    assert "上级确定主题的文件：主题通知" in overview
    stage = page(cast, "a", "lifes:stage_detail", life.pk, "theme")
    line = stage.split("主题文件或同意意见已留存")[1][:300]
    assert "已登记" in line
    got = browser(cast, "a").get(reverse("lifes:life_file", args=["yunling", life.pk, paper.pk]))
    assert got.content.decode() == "主题通知"
    assert browser(cast, "a").post(url, {"kind": "plan"}).status_code == 403


def test_a_study_taken_back_counts_no_more_and_may_be_linked_again_7_2_b(cast: Cast) -> None:
    life, clerk = begun(cast), cast.user("clerk")
    study = actions.link_study(life, "专题学习", date(2025, 12, 3), by=clerk, at=BEFORE)
    assert life.preparation().studies == 1
    url = reverse("lifes:life_study_remove", args=["yunling", life.pk, study.pk])
    assert browser(cast, "clerk").post(url).status_code == 302
    assert life.preparation().studies == 0
    actions.link_study(life, "专题学习", date(2025, 12, 3), by=clerk, at=BEFORE)
    assert (LifeStudy.objects.count(), life.preparation().studies) == (2, 1)


def test_a_form_is_sorted_where_it_stands_and_may_be_split_7_2_a(cast: Cast) -> None:
    life = begun(cast)
    round_ = round_of(cast, life)
    about = cast.seats["a"]
    actions.take_in(round_, day=BEFORE.date(), opinion="会议多，答复慢", suggestion="少开会", about=about)
    form = round_.forms.get()
    url = reverse("lifes:round_sort_form", args=["yunling", round_.pk, form.pk])
    client = browser(cast, "clerk")
    assert client.get(url).status_code == 404  # not to be read while the round is open
    actions.close_round(round_, by=cast.user("clerk"), at=BEFORE)
    shown = client.get(url)
    assert shown.context["form"].initial == {"about": about.pk, "text": "会议多，答复慢\n建议：少开会"}
    assert client.post(url, {"about": "", "text": "会议多"}).status_code == 302
    assert client.post(url, {"about": about.pk, "text": "答复慢"}).status_code == 302
    taken = Opinion.objects.values_list("about", "text", "taken_from").order_by("pk")
    assert list(taken) == [(None, "会议多", form.pk), (about.pk, "答复慢", form.pk)]
    for who in ("a", "recorder", "inspector"):
        assert browser(cast, who).get(url).status_code == 403


def test_forms_carry_only_coarse_kinds_of_unit_7_2_a(cast: Cast) -> None:
    round_ = round_of(cast, begun(cast))
    url = reverse("lifes:form_send", args=[round_.token])
    assert Client().post(url, {"opinion": "意见", "unit_kind": "县财政局张三"}).status_code == 422
    assert Client().post(url, {"opinion": "意见", "unit_kind": "群众"}).status_code == 200
    assert OpinionForm.objects.get().unit_kind == "群众"


def test_a_list_of_problems_has_its_readers_7_2_c(cast: Cast) -> None:
    life = begun(cast)
    for name in ("a", "b"):
        actions.list_problem(
            life, membership=cast.seats[name], text=f"{name}的问题", by=cast.user(name), at=BEFORE
        )
    actions.list_problem(life, membership=None, text="班子的问题", by=cast.user("clerk"), at=BEFORE)
    seen = {
        who: {one.text for one in readable_problems(cast.user(who), life)}
        for who in ("s", "a", "d", "clerk", "recorder", "inspector")
    }
    body = {"班子的问题"}
    assert seen == {
        "s": body | {"a的问题", "b的问题"},
        "a": body | {"a的问题"},
        "d": body,
        "clerk": body,
        "recorder": body,
        "inspector": body,
    }
    for who in ("d", "clerk", "inspector"):
        text = page(cast, who, "lifes:stage_detail", life.pk, "examination")
        assert "班子的问题" in text
        assert "a的问题" not in text
    # Nor does the form of a measure offer them.
    form = browser(cast, "clerk").get(reverse("lifes:life_measure", args=["yunling", life.pk]))
    assert "a的问题" not in form.content.decode()


def test_after_the_session_the_lists_are_known_7_2_c(cast: Cast) -> None:
    life = opened(cast)
    actions.list_problem(life, membership=cast.seats["a"], text="a的问题", by=cast.user("a"), at=START)
    assert not readable_problems(cast.user("clerk"), life).exists()
    spoken(cast, life)
    actions.close_session(life, by=cast.user("s"), at=START + timedelta(hours=3))
    assert readable_problems(cast.user("clerk"), life).get() == Problem.objects.get()


def test_the_overview_names_what_is_missing_and_one_stage_is_current_7_1_b(cast: Cast) -> None:
    life = begun(cast)
    client = browser(cast, "clerk")
    answer = client.get(reverse("lifes:life_detail", args=["yunling", life.pk]))
    assert [step.state for step in answer.context["page"].steps].count("current") == 1
    text = answer.content.decode()
    for word in ("方案报送上级", "会前学习", "尚未关联会前学习"):
        assert word in text
    other = client.get(reverse("lifes:stage_detail", args=["yunling", life.pk, "talks"]))
    assert [step.state for step in other.context["page"].steps].index("current") == 3
    assert client.get("/b/yunling/lifes/stages/nonsense/").status_code == 404


def waiting(cast: Cast, who: str) -> str:
    return page(cast, who, "lifes:work_waiting")


def test_the_desk_reminds_of_ones_outline_7_2_d(cast: Cast) -> None:
    assert waiting(cast, "a") == ""
    life = begun(cast)
    assert "撰写我的发言提纲" in waiting(cast, "a")
    outline = actions.begin_outline(life, by=cast.user("a"), at=BEFORE)
    assert reverse("lifes:outline_detail", args=["yunling", outline.pk]) in waiting(cast, "a")
    actions.write_outline(outline, "提纲", by=cast.user("a"), at=BEFORE)
    actions.submit_outline(outline, by=cast.user("a"), at=BEFORE)
    assert waiting(cast, "a") == ""
    assert "成员a" in waiting(cast, "s")


def test_the_desk_reminds_the_secretariat_7_2_a(cast: Cast) -> None:
    life = begun(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    late = round_of(cast, life, title="到期的表", due_on=yesterday)
    assert "到期的表" in waiting(cast, "clerk")
    actions.close_round(late, by=cast.user("clerk"), at=BEFORE)
    assert "到期的表" not in waiting(cast, "clerk")
    actions.sort_opinion(late, "会议多", None, by=cast.user("clerk"), at=BEFORE)
    assert "反馈意见" in waiting(cast, "clerk")
    actions.feed_back(late, by=cast.user("clerk"), at=BEFORE)
    assert "反馈意见" not in waiting(cast, "clerk")


@pytest.mark.parametrize(("month", "reminded"), [(9, False), (10, True), (12, True)])
def test_in_the_last_quarter_the_desk_asks_for_the_years_meeting_7_1_b(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, month: int, reminded: bool
) -> None:
    day = date(2026, month, 15)
    monkeypatch.setattr("members.access.localdate", lambda: day)
    begun(cast, 2025)
    assert ("2026年度民主生活会尚未开始筹备" in waiting(cast, "clerk")) is reminded
    assert "2026年度民主生活会尚未开始筹备" not in waiting(cast, "a")
    begun(cast, 2026)
    assert "2026年度民主生活会尚未开始筹备" not in waiting(cast, "clerk")


def many(model: type[Any], count: int, **different: Any) -> None:
    """Copy the last row of a table; only reading is measured, so no act is done."""
    row = model.objects.order_by("pk").last()
    made = []
    for number in range(count):
        values = {
            f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if not f.primary_key
        }
        made.append(model(**values | {name: make(number) for name, make in different.items()}))
    QuerySet(model).bulk_create(made)


COPIES = {
    "lifes:life_list": (DemocraticLifeMeeting, {"special_reason": lambda n: f"专题{n}"}),
    "lifes:round_list": (OpinionSolicitation, {"token": lambda n: f"t{n}"}),
    "lifes:talk_list": (HeartTalk, {}),
    "lifes:opinion_list": (Opinion, {}),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_list_asks_as_often_for_300_rows_as_for_one(cast: Cast, name: str) -> None:
    prepared(cast)
    client, url = browser(cast, "s"), reverse(name, args=["yunling"])
    client.get(url)
    model, different = COPIES[name]
    found, counted = [], []
    for more in (0, 2, 297):
        if more:
            start = model.objects.count()
            many(
                model,
                more,
                **{key: lambda n, make=make, start=start: make(n + start) for key, make in different.items()},
            )
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        found.append(len(queries))
        counted.append(answer.context["page"].paginator.count)
    assert len(set(found)) == 1, found
    assert counted[2] - counted[0] == 299
    assert client.get(url + "?format=xlsx").status_code == 200


def test_the_pages_of_a_meeting_do_not_ask_for_each_member(cast: Cast) -> None:
    """Three members or five: the overview and the stages ask as often."""
    small = make_body("gaopo", {"s": "secretary", "a": "member", "b": "member"})
    found = []
    for body, names in ((small, "sab"), (cast, "sdabc")):
        life = begun(body)
        outlined(body, life, names)
        client = Client()
        client.force_login(body.user("s"), backend="config.auth.MatrixBackend")
        counts = []
        for stage in ("", "stages/talks/", "stages/examination/", "stages/opinions/"):
            url = f"/b/{body.group.code}/lifes/{life.pk}/{stage}"
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        found.append(counts)
    assert found[0] == found[1], found
    assert max(found[0]) <= 70


def test_a_large_form_is_gone_to_and_never_sent_empty_by_its_button(cast: Cast) -> None:
    """The button of a form on a page of its own is a link: pressed, it must not do the act without a word typed."""
    life = begun(cast)
    text = page(cast, "clerk", "lifes:life_detail", life.pk)
    url = reverse("lifes:life_edit", args=["yunling", life.pk])
    assert f'href="{url}"' in text
    assert f'action="{url}"' not in text
    form = page(cast, "clerk", "lifes:life_edit", life.pk)
    assert "改进作风、服务群众" in form
