"""Do the printed forms of research and signed articles say what the records hold?"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from reports.research.actions import projects as actions
from reports.research.articles import actions as articles
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from tests.cast import (
    Cast,
    cast,  # noqa: F401  (a fixture)
)
from tests.papers.printed import PAPERS

pytestmark = pytest.mark.django_db
AT = datetime(2025, 5, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def project(cast: Cast) -> ResearchProject:  # noqa: F811
    """The plan of a, with two visits to one place and three companions."""
    made = actions.draft_project(
        cast.group,
        kind="thematic",
        theme="边远村饮水安全",
        purpose="了解管网老化情况",
        leader=cast.seats["a"],
        begins_on=date(2025, 5, 12),
        ends_on=date(2025, 5, 16),
        way="走访",
        by=cast.user("a"),
        at=AT,
    )
    for day in (12, 14):
        actions.plan_visit(made, "北坡乡", date(2025, 5, day), "入户", by=cast.user("a"), at=AT)
    actions.add_companion(made, "own", "唐䶮、何静", 2, by=cast.user("a"), at=AT)
    actions.add_companion(made, "local", "杜川", 1, by=cast.user("a"), at=AT)
    return made


def reported(project: ResearchProject, cast: Cast) -> ResearchProject:  # noqa: F811
    a, s = cast.user("a"), cast.user("s")
    actions.approve_project(project, by=s, at=AT + timedelta(days=1))
    actions.start_project(project, by=a, at=AT + timedelta(days=6))
    actions.check_trip(project, {"meals": "yes", "gifts": "no"}, "收下土产一袋，已折价付款", by=a, at=AT)
    actions.write_findings(project, "三个村管网超过二十年。", "report", by=a, at=AT + timedelta(days=11))
    one = actions.recommend(project, "优先改造三个村", "县水利局", by=a, at=AT + timedelta(days=11))
    actions.finish_report(project, by=a, at=AT + timedelta(days=12))
    actions.feed_back_to_place(project, date(2025, 5, 20), "北坡乡", "书面", by=a, at=AT + timedelta(days=14))
    actions.send_to_secretary(project, by=a, at=AT + timedelta(days=13))
    actions.read_report(project, "建议可行。", by=s, at=AT + timedelta(days=14))
    actions.note_adoption(one, "partly", "先改两个村", by=a, at=AT + timedelta(days=20))
    return ResearchProject.objects.get(pk=project.pk)


def test_a_plan_tells_visits_and_who_comes_along_9_2_b_9_2_d(project: ResearchProject, cast: Cast) -> None:  # noqa: F811
    facts = PAPERS["research_plan"].facts(project)
    assert (facts.kind, facts.own, facts.own_count, facts.local_count) == ("专题调研", "唐䶮、何静", 2, 1)
    assert [(one.day.day, one.place) for one in facts.visits] == [(12, "北坡乡"), (14, "北坡乡")]
    assert facts.drafted.name == cast.user("a").name
    assert facts.approved.name == ""
    actions.approve_project(project, by=cast.user("s"), at=AT + timedelta(days=1))
    assert PAPERS["research_plan"].facts(project).approved.signed_on == date(2025, 5, 7)


def test_a_report_tells_findings_advice_trip_feedback_and_comment_9_1_c_9_2_a_9_3_a_9_3_c(
    project: ResearchProject,
    cast: Cast,  # noqa: F811
) -> None:
    facts = PAPERS["research_report"].facts(reported(project, cast))
    assert facts.places == ("北坡乡",)
    assert (facts.output, facts.findings, facts.major) == ("调研报告", "三个村管网超过二十年。", True)
    (advice,) = facts.advice
    assert (advice.addressed_to, advice.adopted, advice.note) == ("县水利局", "部分采纳", "先改两个村")
    kept = {check.name: check.kept for check in facts.checks}
    assert (kept["用餐"], kept["礼品"], kept["用车"]) == (True, False, None)
    assert facts.checks_remark.startswith("收下土产")
    assert facts.feedback == "2025年5月20日，北坡乡，书面"
    assert (facts.sent_on, facts.read_on) == (date(2025, 5, 19), date(2025, 5, 20))
    assert (facts.comment.text, facts.comment.name) == ("建议可行。", cast.user("s").name)


def test_a_report_that_is_not_final_says_nothing_of_being_major(project: ResearchProject) -> None:
    assert PAPERS["research_report"].facts(project).major is None
    assert PAPERS["research_report"].facts(project).comment.name == ""


def drafted(cast: Cast, who: str = "a", **more) -> SignedArticle:  # noqa: F811
    fields = {"title": "把水送到家门口", "author": cast.seats[who], "outlet": "云岭日报"} | more
    return articles.draft_article(cast.group, "第一稿", by=cast.user(who), at=AT, **fields)


def test_an_article_prints_the_version_that_was_approved_5_4_b(cast: Cast) -> None:  # noqa: F811
    article = drafted(cast, co_authors="唐䶮")
    a = cast.user("a")
    articles.write_version(article, "第二稿", by=a, at=AT + timedelta(hours=1))
    articles.apply_for_article(article, by=a, at=AT + timedelta(hours=2))
    assert PAPERS["article_approval"].facts(article).agreed is None
    articles.approve_article(article, "同意。", by=cast.user("s"), at=AT + timedelta(days=1))
    facts = PAPERS["article_approval"].facts(article)
    assert (facts.kind, facts.route, facts.version, facts.agreed) == ("署名文章", "党组书记审定", 2, True)
    assert facts.digest == article.approved_hash[:16]
    assert facts.authors == (cast.seats["a"].name, "唐䶮")
    assert (facts.approval.text, facts.approval.name, facts.approval.signed_on) == (
        "同意。",
        cast.user("s").name,
        date(2025, 5, 7),
    )
    assert facts.applied.name == a.name


def test_a_refused_article_says_who_refused_it_5_4_b(cast: Cast) -> None:  # noqa: F811
    article = drafted(cast)
    articles.apply_for_article(article, by=cast.user("a"), at=AT)
    articles.refuse_article(article, "时机不合适", by=cast.user("s"), at=AT)
    facts = PAPERS["article_approval"].facts(article)
    assert (facts.agreed, facts.approval.text, facts.approval.name) == (
        False,
        "时机不合适",
        cast.user("s").name,
    )


def test_a_changed_text_prints_without_the_old_approval_5_4_b(cast: Cast) -> None:  # noqa: F811
    article = drafted(cast)
    articles.apply_for_article(article, by=cast.user("a"), at=AT)
    articles.approve_article(article, "同意。", by=cast.user("s"), at=AT)
    articles.write_version(article, "另一稿", by=cast.user("a"), at=AT + timedelta(days=1))
    facts = PAPERS["article_approval"].facts(article)
    assert (facts.version, facts.agreed, facts.approval.name) == (2, None, "")


def test_who_opens_the_page_of_an_article_prints_its_form_and_nobody_else(cast: Cast) -> None:  # noqa: F811
    article, code = drafted(cast), cast.group.code
    for who in ("s", "a", "b", "clerk", "inspector", "system_admin", "outsider"):
        client = Client()
        client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
        form = client.get(reverse("reports:document_pdf", args=[code, "article_approval", article.pk]))
        page = client.get(reverse("reports:article_detail", args=[code, article.pk]))
        assert form.status_code == page.status_code, who


@pytest.mark.parametrize("name", ["research_plan", "research_report", "article_approval"])
def test_every_form_of_research_prints_and_is_offered(
    name: str,
    project: ResearchProject,
    cast: Cast,  # noqa: F811
) -> None:
    reported(project, cast)
    article = drafted(cast)
    source = PAPERS[name]
    (record,) = source.records(cast.group, cast.user("clerk"))
    assert cast.seats["a"].name in PAPERS[name].html(source.facts(record))
    client, code = Client(), cast.group.code
    client.force_login(cast.user("a"), backend="config.auth.MatrixBackend")
    pages = [
        client.get(reverse("reports:research_detail", args=[code, project.pk])),
        client.get(reverse("reports:article_detail", args=[code, article.pk])),
    ]
    address = reverse("reports:document_pdf", args=[code, name, record.pk])
    assert any(address in page.content.decode() for page in pages)
