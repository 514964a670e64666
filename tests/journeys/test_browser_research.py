"""Research in a real browser, from its plan to its closing; an article that is approved on a phone and published."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from reports.demo.cast import Cast
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from tests.journeys.screen import PHONE, WIDE, Desk, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
THEME = "边远村组饮水安全专题调研"


def test_research_from_plan_to_closing(cast: Cast, desks: Desks) -> None:
    people = desks(member2=WIDE, member4=WIDE, secretary=PHONE)
    leader, head = people["member2"], people["secretary"]
    project = is_planned(leader, cast)
    meets_another(people["member4"], project)
    is_approved(head, project)
    is_written_up(leader, project)
    is_read(leader, head, project)
    is_closed(leader, project)
    assert {name: desk.complaints for name, desk in people.items() if desk.complaints} == {}


def is_planned(leader: Desk, cast: Cast) -> ResearchProject:
    """Draft the plan with somebody who takes part; add two visits, take one off, name who comes along."""
    leader.go("reports:research_list")
    leader.follow_to("reports:research_create")
    leader.page.locator(f'input[name=team][value="{cast.seats["member1"].pk}"]').check()
    leader.look_twice("research-form")
    leader.send(kind="thematic", theme=THEME, purpose="摸清管网现状")
    project = ResearchProject.objects.get()
    assert list(project.team.all()) == [cast.seats["member1"]]
    day = project.begins_on.isoformat()
    leader.sheet("reports:research_visit", project.pk, place="石门乡", day=day, purpose="走访")
    leader.sheet("reports:research_visit", project.pk, place="东山乡", day=day, purpose="座谈")
    wrong = project.visits.get(place="东山乡")
    leader.press("reports:research_remove_visit", project.pk, wrong.pk, yes=True)
    leader.sheet("reports:research_escort", project.pk, side="own", who="县水务局工作人员", count="2")
    leader.look_twice("research-plan")
    return project


def meets_another(other: Desk, project: ResearchProject) -> None:
    """Another project at the same place in the same week: the plan warns, and the calendar marks both."""
    begins = project.begins_on + timedelta(days=1)
    other.go("reports:research_create")
    other.send(kind="thematic", theme="乡村公路养护专题调研", begins_on=begins.isoformat())
    second = ResearchProject.objects.exclude(pk=project.pk).get()
    other.sheet("reports:research_visit", second.pk, place="石门乡", day=begins.isoformat())
    expect(other.page.locator("main .verdict", has_text="石门乡")).to_have_count(1)
    other.page.goto(f"{other.url('reports:visit_list')}?month={project.begins_on:%Y-%m}")
    # Several within a week are marked, in whichever month the second one falls.
    expect(other.page.locator(".calendar-wide .calendar-entry.tone-warn").first).to_be_visible()
    other.look_twice("visits")


def is_approved(head: Desk, project: ResearchProject) -> None:
    """The secretary comes to the plan from the desk and approves it, on the phone."""
    head.go("members:home_detail")
    head.follow(head.page.locator(f'.work-list a[href="{head.url("reports:research_detail", project.pk)}"]'))
    head.look("research-approve-390")
    head.press("reports:research_approve", project.pk)
    project.refresh_from_db()
    assert project.state == "approved"


def is_written_up(leader: Desk, project: ResearchProject) -> None:
    """Without a recommendation the report is not final, and without output nothing is closed."""
    leader.go("reports:research_detail", project.pk)
    leader.press("reports:research_start", project.pk)
    leader.follow_to("reports:research_findings", project.pk)
    leader.send(findings="管网老化，水压不足。", output="report")
    expect(leader.page.locator("[data-code=recommendations_missing]")).to_have_count(1)
    leader.sheet("reports:research_recommend", project.pk, text="分三年改造。", addressed_to="县水务局")
    leader.page.locator(f'a[hx-get="{leader.url("reports:research_trip", project.pk)}"]').click()
    form = leader.page.locator("#sheet-body form")
    for line in ("meals", "vehicles", "reception", "banners", "gifts", "schedule"):
        form.locator(f'input[name={line}][value="yes"]').check()
    with leader.posted():
        form.locator("button[type=submit]").click()
    leader.press("reports:research_finish", project.pk)
    expect(leader.page.locator("[data-code=output_missing]")).to_have_count(1)
    leader.look_twice("research-final")
    leader.page.locator(f'a[hx-get="{leader.url("reports:research_output", project.pk)}"]').click()
    upload = {"name": "调研报告.txt", "mimeType": "text/plain", "buffer": "关于饮水安全的调研报告".encode()}
    leader.page.locator("#sheet-body form input[type=file]").set_input_files([upload])  # type: ignore[list-item]
    with leader.posted():
        leader.page.locator("#sheet-body form button[type=submit]").click()


def is_read(leader: Desk, head: Desk, project: ResearchProject) -> None:
    """A major report is not closed before the secretary has read it, on the phone."""
    leader.press("reports:research_send", project.pk)
    expect(leader.page.locator("[data-code=major_report_unseen]")).to_have_count(1)
    head.go("members:home_detail")
    head.follow(head.page.locator(f'.work-list a[href="{head.url("reports:research_detail", project.pk)}"]'))
    head.sheet("reports:research_read", project.pk, comment="建议可行，请水务局抓紧。")
    expect(head.page.locator("main")).to_contain_text("建议可行，请水务局抓紧。")


def is_closed(leader: Desk, project: ResearchProject) -> None:
    """Tell the place, note what became of the recommendation, and close."""
    leader.go("reports:research_detail", project.pk)
    leader.sheet("reports:research_feedback", project.pk, way="座谈")
    advice = project.recommendations.get()
    leader.sheet("reports:research_adoption", project.pk, advice.pk, adoption="adopted")
    leader.press("reports:research_close", project.pk, yes=True)
    project.refresh_from_db()
    assert (project.state, project.fed_back_to) == ("closed", "石门乡")
    leader.look_twice("research-closed")


def test_an_article_is_approved_on_a_phone_and_published(cast: Cast, desks: Desks) -> None:
    people = desks(member1=WIDE, secretary=PHONE)
    author, head = people["member1"], people["secretary"]
    author.go("reports:article_create")
    author.look_twice("article-form")
    author.send(title="让乡村孩子读上好书", outlet="《云岭日报》", text="一册书，一盏灯。")
    article = SignedArticle.objects.get()
    author.press("reports:article_apply", article.pk)
    head.go("members:home_detail")
    head.follow(head.page.locator(f'.work-list a[href="{head.url("reports:article_detail", article.pk)}"]'))
    head.look("article-approve-390")
    head.sheet("reports:article_return", article.pk, opinion="请核实数据。")
    author.go("reports:article_detail", article.pk)
    expect(author.page.locator("main")).to_contain_text("请核实数据。")
    author.follow_to("reports:article_write", article.pk)
    author.send(text="一册书，一盏灯，一位老师。")
    author.press("reports:article_apply", article.pk)
    head.go("reports:article_detail", article.pk)
    head.sheet("reports:article_approve", article.pk, opinion="同意。")
    author.go("reports:article_detail", article.pk)
    author.sheet("reports:article_publish", article.pk, issue="第3版")
    article.refresh_from_db()
    latest = article.latest()
    assert latest is not None
    assert (article.state, article.approved_hash) == ("published", latest.sha256)
    author.look_twice("article-published")
    author.follow_to("reports:article_version", article.pk, latest.pk)
    author.look_twice("article-version")
    assert {name: desk.complaints for name, desk in people.items() if desk.complaints} == {}
