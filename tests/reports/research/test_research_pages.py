"""The pages of research and articles: what they say, to whom, and how often they ask the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.research.actions import projects as research
from reports.research.articles import actions as articles
from reports.research.articles.models import ArticleFile, ArticleVersion, SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import Escort, Recommendation, ResearchVisit
from reports.research.views.visits import by_place, weeks
from tests.house.place import Town
from tests.house.row import INSIDERS, ROLES
from tests.house.town import town
from tests.world.standing import standing

pytestmark = pytest.mark.django_db
SIZES = (1, 3, 300)
LISTS = ("research_list", "article_list", "visit_list")


place = standing(lambda: town("own", "云岭", sealed=False))


def client_of(place: Town, role: str) -> Client:
    client = Client()
    client.force_login(place.users[role], backend="config.auth.MatrixBackend")
    return client


def url(name: str, *args: object, query: str = "") -> str:
    return reverse(f"reports:{name}", args=["own", *args]) + query


def read(place: Town, role: str, address: str) -> str:
    response = client_of(place, role).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def post(place: Town, role: str, address: str, data: dict[str, Any]) -> Any:
    # As a browser does, with the token's name among the fields.
    return client_of(place, role).post(address, {"csrfmiddlewaretoken": "x", **data})


def begun(place: Town, who: str = "member", **more: Any) -> ResearchProject:
    today = timezone.localdate()
    fields = {"kind": "thematic", "theme": "云岭道路", "begins_on": today, "ends_on": today + timedelta(2)}
    at = timezone.now()
    return place.do(
        research.draft_project, place.group, leader=place.seats[who], who=who, at=at, **fields | more
    )


def final(place: Town, who: str = "member", **more: Any) -> ResearchProject:
    one, at = begun(place, who, **more), timezone.now()
    place.do(research.approve_project, one, who="secretary", at=at)
    place.do(research.start_project, one, who=who, at=at)
    place.do(research.write_findings, one, "云岭发现", "report", "云岭报告正文", who=who, at=at)
    place.do(research.recommend, one, "云岭建议", who=who, at=at)
    return place.do(research.finish_report, one, who=who, at=at)


# -- who reads -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", LISTS)
def test_insiders_read_the_registers_9_1_a_5_4_b(place: Town, role: str, name: str) -> None:
    wanted = 200 if role in INSIDERS else 403
    assert client_of(place, role).get(url(name)).status_code == wanted


@pytest.mark.parametrize("name", ["research_list", "article_list"])
def test_the_registers_leave_as_workbooks(place: Town, name: str) -> None:
    assert client_of(place, "clerk").get(url(name, query="?format=xlsx")).content[:2] == b"PK"
    assert client_of(place, "member").get(url(name, query="?format=xlsx")).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?place=云岭镇", {"云岭调研"}),
        ("?place=云岭乡", {"云岭在研"}),
        ("?state=under_way", {"云岭在研"}),
        ("?kind=comprehensive", set()),
        ("?tag=conduct", set()),
        ("?q=云岭在", {"云岭在研"}),
    ],
)
def test_projects_are_filtered_9_1_b(place: Town, query: str, found: set[str]) -> None:
    page = client_of(place, "clerk").get(url("research_list", query=query)).context["page"]
    assert {row.theme for row in page} == found


# -- a project -----------------------------------------------------------------------------------------


def test_a_plan_is_made_with_who_takes_part_9_1_a(place: Town) -> None:
    today = timezone.localdate()
    data = {
        "kind": "comprehensive",
        "theme": "云岭就业",
        "leader": place.seats["member"].pk,
        "team": [place.seats["deputy"].pk, place.seats["fifth"].pk],
        "begins_on": today,
        "ends_on": today,
        "work_tags": ["conduct"],
    }
    response = post(place, "member", url("research_create"), data)
    assert response.status_code == 302
    one = ResearchProject.objects.get(theme="云岭就业")
    assert (one.team.count(), one.work_tags) == (2, ["conduct"])
    page = read(place, "clerk", response["Location"])
    assert "云岭deputy" in page
    assert "作风" in page


@pytest.mark.parametrize(("days", "told"), [((1, 0), "ends_on"), ((-9000, -9000), "")])
def test_days_that_make_no_plan_are_said_and_kept_9_2_d(place: Town, days, told: str) -> None:
    today = timezone.localdate()
    data = {
        "kind": "thematic",
        "theme": "留下来的题目",
        "leader": place.seats["member"].pk,
        "begins_on": today + timedelta(days[0]),
        "ends_on": today + timedelta(days[1]),
    }
    response = post(place, "member", url("research_create"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "留下来的题目" in page
    assert not ResearchProject.objects.filter(theme="留下来的题目").exists()
    if told:
        assert response.context["form"].errors[told]


def test_a_row_is_changed_and_taken_off_on_the_page_9_2_d(place: Town) -> None:
    one = begun(place, theme="云岭改行程")
    seen = place.do(research.plan_visit, one, "云岭丙乡", one.begins_on, who="member", at=timezone.now())
    data = {"place": "云岭丁乡", "day": one.begins_on, "purpose": "入户"}
    assert post(place, "member", url("research_change_visit", one.pk, seen.pk), data).status_code == 302
    assert "云岭丁乡" in read(place, "member", url("research_detail", one.pk))
    assert post(place, "deputy", url("research_remove_visit", one.pk, seen.pk), {}).status_code == 403
    assert post(place, "member", url("research_remove_visit", one.pk, seen.pk), {}).status_code == 302
    form = url("research_change_visit", one.pk, seen.pk)
    assert client_of(place, "member").get(form).status_code == 404


def test_a_row_of_another_project_is_not_found_9_2_d(place: Town) -> None:
    one = begun(place, theme="云岭另一")
    assert (
        client_of(place, "member")
        .get(url("research_change_visit", one.pk, place.pks["research_visit"]))
        .status_code
        == 404
    )


def test_the_page_warns_of_burden_and_shows_what_was_there_before_9_2_c(place: Town) -> None:
    one = begun(place, "fifth", theme="云岭重叠")
    place.do(research.plan_visit, one, "云岭乡", one.begins_on, who="fifth", at=timezone.now())
    page = read(place, "clerk", url("research_detail", one.pk))
    assert "visits_cluster" in page or "同一周" in page or "同一地点" in page
    assert '<option value="云岭乡">' in read(place, "fifth", url("research_visit", one.pk))


def test_closing_is_greyed_with_its_clause_until_there_is_output_9_3_b(place: Town) -> None:
    one = final(place, theme="云岭无成果")
    assert "research_close" not in read(place, "deputy", url("research_detail", one.pk))
    ready = read(place, "member", url("research_detail", one.pk))
    assert 'data-code="output_missing"' not in ready
    bare = begun(place, theme="云岭空")
    at = timezone.now()
    place.do(research.approve_project, bare, who="secretary", at=at)
    place.do(research.start_project, bare, who="member", at=at)
    place.do(research.write_findings, bare, "发现", "brief", who="member", at=at)
    place.do(research.recommend, bare, "建议", who="member", at=at)
    place.do(research.finish_report, bare, who="member", at=at)
    assert 'data-code="output_missing"' in read(place, "member", url("research_detail", bare.pk))
    assert post(place, "member", url("research_close", bare.pk), {}).status_code == 422


def test_a_major_report_goes_to_the_secretary_and_waits_on_the_desk_9_3_c(place: Town) -> None:
    one = final(place, theme="云岭重大报告")
    reading = url("research_read", one.pk)
    assert client_of(place, "secretary").get(reading).status_code == 404
    assert post(place, "member", url("research_send", one.pk), {}).status_code == 302
    assert post(place, "member", url("research_send", one.pk), {}).status_code == 404
    assert "云岭重大报告" in read(place, "secretary", url("research_waiting"))
    assert post(place, "secretary", reading, {"comment": "很好，请办理"}).status_code == 302
    assert "很好，请办理" in read(place, "member", url("research_detail", one.pk))
    assert "云岭重大报告" not in read(place, "secretary", url("research_waiting"))


def test_the_secretarys_own_report_is_shown_to_the_group_9_3_c(place: Town) -> None:
    one = final(place, "secretary", theme="云岭书记调研", major=True)
    showing = url("research_show", one.pk)
    assert post(place, "secretary", showing, {"note": "传阅单7号"}).status_code == 302
    assert "传阅单7号" in read(place, "clerk", url("research_detail", one.pk))
    other = final(place, theme="云岭成员调研")
    assert post(place, "member", url("research_show", other.pk), {"note": "传阅单"}).status_code == 404


def test_feedback_that_is_due_waits_for_leader_and_clerk_9_3_a(place: Town) -> None:
    today = timezone.localdate()
    old = {"begins_on": today - timedelta(30), "ends_on": today - timedelta(16)}
    final(place, theme="云岭该反馈", **old)
    final(place, theme="云岭不急", begins_on=today - timedelta(30), ends_on=today - timedelta(15))
    for role in ("member", "clerk"):
        lines = client_of(place, role).get(url("research_waiting")).context["lines"]
        due = {line.subject for line in lines if line.icon == "reply"}
        assert due == {"云岭该反馈"}
    assert "云岭该反馈" not in client_of(place, "fifth").get(url("research_waiting")).content.decode()


def test_the_form_about_the_trip_keeps_what_was_answered_9_2_a(place: Town) -> None:
    one = place.pks["research_under_way"]
    points = dict.fromkeys(("meals", "vehicles", "reception", "banners", "gifts", "schedule"), "yes")
    address = url("research_trip", one)
    assert post(place, "member", address, points | {"gifts": "no", "remark": "已退回"}).status_code == 302
    initial = client_of(place, "member").get(address).context["form"].initial
    assert (initial["gifts"], initial["meals"], initial["remark"]) == ("no", "yes", "已退回")
    response = post(place, "member", address, {"meals": "yes"})
    assert response.status_code == 422


# -- the calendar --------------------------------------------------------------------------------------


@pytest.mark.parametrize("month", ["", "2025-13", "x-y", "0001-01", "9999-12", "２０２５-01", "2025-00"])
def test_nonsense_for_a_month_is_this_month_9_2_d(place: Town, month: str) -> None:
    page = client_of(place, "member").get(url("visit_list", query=f"?month={month}"))
    assert page.context["first"] == timezone.localdate().replace(day=1)


def test_the_calendar_marks_burden_and_is_filtered_by_place_and_member_9_2_c(place: Town) -> None:
    today = timezone.localdate()
    one = begun(place, "fifth", theme="云岭又一")
    place.do(research.plan_visit, one, " 云岭乡", today, who="fifth", at=timezone.now())
    place.do(research.plan_visit, one, "云岭戊乡", today, who="fifth", at=timezone.now())
    page = client_of(place, "member").get(url("visit_list"))
    marked = {(v.place.strip(), dense) for v, dense in page.context["listed"]}
    assert ("云岭乡", True) in marked
    assert ("云岭戊乡", False) in marked
    assert page.context["dense"]
    row = next(row for row in page.context["year"] if row.place == "云岭乡")
    assert row.months[today.month - 1][1]
    only = client_of(place, "member").get(url("visit_list", query="?place=戊"))
    assert {v.place for v, _dense in only.context["listed"]} == {"云岭戊乡"}
    seat = place.seats["fifth"].pk
    his = client_of(place, "member").get(url("visit_list", query=f"?member={seat}"))
    # What burdens a place is asked of all visits, though only his are shown.
    assert {(v.project_id, dense) for v, dense in his.context["listed"] if v.place.strip() == "云岭乡"} == {
        (one.pk, True)
    }


def test_weeks_hold_every_day_of_the_month_once_9_2_d() -> None:
    for year in (2024, 2025, 2026):
        for month in range(1, 13):
            first = timezone.localdate().replace(year=year, month=month, day=1)
            after = (first + timedelta(days=32)).replace(day=1)
            made = weeks(first - timedelta(days=first.weekday()), after, [])
            days = [day for week in made for day, _visits in week if day.month == month]
            assert len(days) == len(set(days)) == (after - first).days
            assert all(len(week) == 7 for week in made)


def test_visits_are_counted_by_place_and_month_9_2_c() -> None:
    day = timezone.localdate().replace(year=2025, month=3, day=4)
    rows = [
        (ResearchVisit(place="甲乡", day=day), False),
        (ResearchVisit(place="甲乡 ", day=day.replace(month=12)), True),
        (ResearchVisit(place="乙镇", day=day), False),
        (ResearchVisit(place="甲乡", day=day.replace(year=2024)), True),
    ]
    first, second = by_place(rows, 2025)
    assert (first.place, first.total, second.place) == ("甲乡", 2, "乙镇")
    assert first.months[2] == (1, False)
    assert first.months[11] == (1, True)


def test_who_comes_along_is_a_trend_and_a_project_given_up_is_none_of_it_9_2_b(place: Town) -> None:
    at = timezone.now()
    one = begun(place, theme="云岭人多")
    place.do(research.add_companion, one, "local", "甲等", 7, who="member", at=at)
    place.do(research.add_companion, one, "own", "乙等", 2, who="member", at=at)
    place.do(research.approve_project, one, who="secretary", at=at)
    given_up = begun(place, theme="云岭放弃")
    place.do(research.cancel_project, given_up, "合并", who="member", at=at)
    rows = {
        line.project.theme: line
        for line in client_of(place, "clerk").get(url("visit_list")).context["company"]
    }
    assert (rows["云岭人多"].local, rows["云岭人多"].own, rows["云岭人多"].share) == (7, 2, 100)
    assert "云岭放弃" not in rows


# -- articles ------------------------------------------------------------------------------------------


def drafted(place: Town, **more: Any) -> SignedArticle:
    fields = {"title": "云岭新文", "outlet": "云岭报", "text": "云岭初稿", "author": place.seats["member"]}
    return place.do(articles.draft_article, place.group, who="member", at=timezone.now(), **fields | more)


@pytest.mark.parametrize(("role", "route"), [("secretary", "group"), ("member", "secretary")])
def test_a_new_article_starts_on_the_way_it_has_to_go_5_4_b(place: Town, role: str, route: str) -> None:
    form = client_of(place, role).get(url("article_create")).context["form"]
    assert form.initial["route"] == route


def test_what_bears_the_groups_name_goes_to_the_group_by_itself_5_4_b(place: Town) -> None:
    data = {
        "kind": "group_speech",
        "title": "云岭致辞",
        "author": place.seats["member"].pk,
        "outlet": "大会",
        "route": "secretary",
        "text": "致辞",
    }
    assert post(place, "member", url("article_create"), data).status_code == 302
    assert SignedArticle.objects.get(title="云岭致辞").route == "group"


def test_a_version_is_read_and_taken_away_also_an_earlier_one_5_4_b(place: Town) -> None:
    one = drafted(place, title="云岭两稿")
    first = one.latest()
    assert first is not None
    place.do(articles.write_version, one, "云岭二稿正文", who="member", at=timezone.now())
    page = read(place, "clerk", url("article_version", one.pk, first.pk))
    assert "云岭初稿" in page
    assert first.sha256 in page
    response = client_of(place, "clerk").get(url("article_version", one.pk, first.pk, query="?format=txt"))
    assert response.content.decode() == "云岭初稿"
    assert response.headers["Content-Disposition"].startswith("attachment")
    other = place.pks["article"]
    assert client_of(place, "clerk").get(url("article_version", other, first.pk)).status_code == 404


def test_a_file_alone_is_a_version_and_nothing_is_none_5_4_b(place: Town) -> None:
    one = drafted(place, title="云岭附件稿")
    upload = SimpleUploadedFile("云岭稿.txt", "附件正文".encode())
    address = url("article_write", one.pk)
    assert post(place, "member", address, {"text": "", "upload": upload}).status_code == 302
    latest = one.latest()
    assert latest is not None
    assert (latest.number, latest.text, latest.file is not None) == (2, "", True)
    assert post(place, "member", address, {"text": "   "}).status_code == 422
    assert one.versions.count() == 2


def test_late_stands_on_the_register_and_on_the_page_for_ever_5_4_b(place: Town) -> None:
    one = drafted(place, title="云岭迟报")
    data = {"published_on": timezone.localdate(), "late_reason": "编辑部约稿"}
    assert post(place, "member", url("article_register_late", one.pk), data).status_code == 302
    register = read(place, "inspector", url("article_list"))
    assert "有1篇文章未经事先审批即发表" in register
    page = read(place, "inspector", url("article_detail", one.pk))
    assert "未事先审批" in page
    assert post(place, "member", url("article_publish", one.pk), data).status_code == 422


def test_the_page_of_an_article_stands_in_every_state_5_4_b(place: Town) -> None:
    one, at = drafted(place, title="云岭全程"), timezone.now()
    detail = url("article_detail", one.pk)
    assert 'hx-get="' + url("article_publish", one.pk) not in read(place, "member", detail)
    place.do(articles.apply_for_article, one, who="member", at=at)
    assert url("article_approve", one.pk) in read(place, "secretary", detail)
    place.do(articles.return_article, one, "请核实", who="secretary", at=at)
    assert "请核实" in read(place, "member", detail)
    place.do(articles.apply_for_article, one, who="member", at=at)
    place.do(articles.approve_article, one, who="secretary", at=at)
    assert 'hx-get="' + url("article_publish", one.pk) in read(place, "member", detail)
    today = timezone.localdate()
    assert post(place, "member", url("article_publish", one.pk), {"published_on": today}).status_code == 302
    assert url("article_note", one.pk) in read(place, "member", detail)
    gone = drafted(place, title="云岭不准")
    place.do(articles.apply_for_article, gone, who="member", at=at)
    place.do(articles.refuse_article, gone, "不宜", who="secretary", at=at)
    assert "不宜" in read(place, "member", url("article_detail", gone.pk))


def test_the_page_of_a_project_stands_in_every_state_9_1_a(place: Town) -> None:
    one, at = begun(place, theme="云岭全程调研"), timezone.now()
    detail = url("research_detail", one.pk)
    for act, who in (("approve", "secretary"), ("start", "member")):
        for role in ("secretary", "member", "inspector"):
            read(place, role, detail)
        assert post(place, who, url(f"research_{act}", one.pk), {}).status_code == 302
    place.do(research.write_findings, one, "发现", "report", "正文", who="member", at=at)
    place.do(research.recommend, one, "建议", who="member", at=at)
    for act in ("finish", "close"):
        read(place, "secretary", detail)
        assert post(place, "member", url(f"research_{act}", one.pk), {}).status_code == 302
    closed = read(place, "member", detail)
    assert url("research_change_visit", one.pk, 1)[:-2] not in closed
    given_up = begun(place, theme="云岭取消")
    assert post(place, "member", url("research_cancel", given_up.pk), {"reason": "合并"}).status_code == 302
    assert "取消调研" in read(place, "clerk", url("research_detail", given_up.pk))


def test_who_has_to_decide_finds_it_on_the_desk_5_4_b(place: Town) -> None:
    at = timezone.now()
    for_group = drafted(place, title="云岭上会文章", route="group")
    place.do(articles.apply_for_article, for_group, who="member", at=at)
    assert "云岭上会文章" in read(place, "clerk", url("research_waiting"))
    assert "云岭上会文章" not in read(place, "secretary", url("research_waiting"))
    assert "云岭待审" in read(place, "secretary", url("research_waiting"))
    address = url("article_group_decision", for_group.pk)
    assert client_of(place, "clerk").get(address).status_code == 200
    assert client_of(place, "secretary").get(address).status_code == 403


def test_nothing_waits_for_who_reads_nothing(place: Town) -> None:
    assert client_of(place, "responsible_unit").get(url("research_waiting")).content == b""


# -- how often the database is asked -------------------------------------------------------------------


def copies(model: type[Any], count: int, row: Any = None, **different: Any) -> None:
    """Fill a table with copies of a row; only reading is measured, so no act is done."""
    row = row or model.objects.order_by("pk").last()
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    values = {name: getattr(row, name) for name in names} | different
    QuerySet(model).bulk_create([model(**values) for _ in range(count)])


def fill(place: Town, name: str, count: int) -> None:
    plan = place.pks["research"]
    if name in ("research_list", "research_waiting", "visit_list"):
        copies(ResearchProject, count, ResearchProject.objects.get(pk=place.pks["research_under_way"]))
    if name in ("visit_list", "research_detail"):
        copies(ResearchVisit, count, project_id=plan)
        copies(Escort, count, project_id=plan)
        copies(Recommendation, count, project_id=plan)
    if name in ("article_list", "research_waiting"):
        copies(SignedArticle, count, SignedArticle.objects.get(pk=place.pks["article_applied"]))
    if name == "article_detail":
        source = ArticleFile.objects.order_by("pk").last()
        names = [f.attname for f in ArticleFile._meta.concrete_fields if not f.primary_key]
        made = QuerySet(ArticleFile).bulk_create(
            [ArticleFile(**{n: getattr(source, n) for n in names}) for _ in range(count)]
        )
        version = ArticleVersion.objects.filter(article=place.pks["article"]).last()
        assert version is not None
        QuerySet(ArticleVersion).bulk_create(
            ArticleVersion(
                article_id=version.article_id,
                number=10 + number,
                text=version.text,
                file=file,
                sha256=version.sha256,
                at=version.at,
                by_id=version.by_id,
            )
            for number, file in enumerate(made)
        )


KEYS = {"research_detail": "research", "article_detail": "article"}


def queries(place: Town, name: str, count: int) -> int:
    point = transaction.savepoint()
    try:
        fill(place, name, count)
        client = client_of(place, "clerk")
        address = url(name, *([place.pks[KEYS[name]]] if name in KEYS else []))
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("name", [*LISTS, *KEYS, "research_waiting"])
def test_as_many_questions_for_three_hundred_rows_as_for_one(place: Town, name: str) -> None:
    asked = [queries(place, name, count) for count in SIZES]
    assert len(set(asked)) == 1, asked
    assert asked[0] <= 30
