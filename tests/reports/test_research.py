"""A project from plan to closing, an article from application to print; what is refused, and to whom."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Decision
from members.procedure.record import NotPermitted, Refused, refusals
from reports.actions import articles, research
from reports.models import ArticleVersion, ResearchProject, SignedArticle
from tests.cast import SEATS, Cast, make_body, make_sitting

AT = datetime(2025, 5, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = date(2025, 5, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def project(cast: Cast, who: str = "a", **more) -> ResearchProject:
    fields = {"kind": "thematic", "theme": "农村供水", "begins_on": DAY, "ends_on": DAY + timedelta(2)} | more
    return research.draft_project(cast.group, leader=cast.seats[who], by=cast.user(who), at=AT, **fields)


def final(cast: Cast, who: str = "a", **more) -> ResearchProject:
    one, leader = project(cast, who, **more), cast.user(who)
    research.plan_visit(one, "东山乡", DAY, by=leader, at=AT)
    research.approve_project(one, by=cast.user("s"), at=AT)
    research.begin_project(one, by=leader, at=AT)
    research.write_findings(one, "管网老化。", "report", by=leader, at=AT)
    research.recommend(one, "分三年改造。", by=leader, at=AT)
    return research.finish_report(one, by=leader, at=AT)


def test_a_project_from_plan_to_closing_9_1_a_9_1_b_9_3_b(cast: Cast) -> None:
    one = final(cast)
    research.feed_back_to_place(one, DAY + timedelta(5), "东山乡党委", "座谈", by=cast.user("a"), at=AT)
    research.close_project(one, by=cast.user("a"), at=AT)
    assert one.state == "closed"
    assert [entry.verb for entry in one.entries.all()] == [
        "draft_project", "plan_visit", "approve_project", "begin_project", "write_findings", "recommend",
        "finish_report", "feed_back_to_place", "close_project",
    ]  # fmt: skip


def test_no_recommendation_no_final_report_9_1_c(cast: Cast) -> None:
    one = project(cast)
    research.approve_project(one, by=cast.user("s"), at=AT)
    research.begin_project(one, by=cast.user("a"), at=AT)
    research.write_findings(one, "发现", "brief", by=cast.user("a"), at=AT)
    with pytest.raises(Refused) as error:
        research.finish_report(one, by=cast.user("a"), at=AT)
    assert (code_of(error), one.state) == ("recommendations_missing", "under_way")


def test_two_projects_at_one_place_in_a_week_are_warned_about_9_2_c(cast: Cast) -> None:
    final(cast)
    other = project(cast, "b", theme="农村道路")
    research.plan_visit(other, "东山乡", DAY + timedelta(3), by=cast.user("b"), at=AT)
    assert other.entries.get(verb="plan_visit").facts["warned"] == ["visits_cluster"]


def test_a_visit_on_a_meeting_day_is_warned_about_9_2_d(cast: Cast) -> None:
    meeting = make_sitting(cast).meeting
    one = project(cast, begins_on=meeting.day, ends_on=meeting.day)
    research.plan_visit(one, "西河镇", meeting.day, by=cast.user("a"), at=AT)
    assert one.entries.get(verb="plan_visit").facts["warned"] == ["meeting_on_that_day"]


def test_the_trip_is_looked_back_at_9_2_a(cast: Cast) -> None:
    one = final(cast)
    research.check_trip(one, {"meals": "yes", "banners": "no"}, "村口有一条横幅", by=cast.user("a"), at=AT)
    assert one.entries.get(verb="check_trip").facts["no"] == ["banners"]


def test_a_major_report_is_seen_by_the_secretary_before_closing_9_3_c(cast: Cast) -> None:
    one, leader, head = final(cast), cast.user("a"), cast.user("s")
    with pytest.raises(Refused) as error:
        research.read_report(one, "好", by=head, at=AT)
    assert code_of(error) == "not_sent"
    research.send_to_secretary(one, by=leader, at=AT)
    assert head.notifications.filter(kind="major_report").count() == 1
    with pytest.raises(Refused) as error:
        research.close_project(one, by=leader, at=AT)
    assert code_of(error) == "major_report_unseen"
    with pytest.raises(NotPermitted):
        research.read_report(one, "好", by=cast.user("d"), at=AT)
    research.read_report(one, "请水利局研究", by=head, at=AT)
    research.close_project(one, by=leader, at=AT)
    assert one.read_comment == "请水利局研究"


def test_the_secretarys_own_major_report_goes_to_the_group_9_3_c(cast: Cast) -> None:
    one, head = final(cast, "s", major=True), cast.user("s")
    research.send_to_secretary(one, by=head, at=AT)
    with pytest.raises(Refused) as error:
        research.read_report(one, "好", by=head, at=AT)
    assert code_of(error) == "own_report"
    item = make_sitting(cast).item(2)
    research.show_to_group(one, item, by=head, at=AT)
    research.close_project(one, by=head, at=AT)
    assert one.state == "closed"


def test_nothing_is_closed_without_output_9_3_b(cast: Cast) -> None:
    one = final(cast)
    research_row = ResearchProject.objects.get(pk=one.pk)
    assert research_row.closing_facts().has_output
    research_row.output = ""
    assert not research_row.closing_facts().has_output


def test_what_became_of_a_recommendation_9_1_c(cast: Cast) -> None:
    one = final(cast)
    advice = one.recommendations.get()
    research.note_adoption(advice, "partly", "先改造两个村", by=cast.user("a"), at=AT)
    assert one.recommendations.get().adoption == "partly"


@pytest.mark.parametrize("who", ["b", "d", "inspector"])
def test_nobody_keeps_anothers_research_9_1_a(cast: Cast, who: str) -> None:
    one = project(cast)
    with pytest.raises(NotPermitted):
        research.edit_project(one, theme="改", by=cast.user(who), at=AT)


# -- articles ------------------------------------------------------------------------------------------


def article(cast: Cast, who: str = "a", **more) -> SignedArticle:
    fields = {"title": "办好民生实事", "outlet": "县报", "text": "正文"} | more
    return articles.draft_article(cast.group, author=cast.seats[who], by=cast.user(who), at=AT, **fields)


def carried(cast: Cast) -> Decision:
    sitting = make_sitting(cast)
    decision = Decision(
        group=cast.group,
        item=sitting.item(2),
        number="17-44-2",
        text="同意",
        effective_on=sitting.meeting.day,
    )
    decision.save()
    return decision


def test_published_only_after_approval_and_only_the_approved_text_5_4_b(cast: Cast) -> None:
    one, author, head = article(cast), cast.user("a"), cast.user("s")
    with pytest.raises(Refused) as error:
        articles.publish_article(one, DAY, by=author, at=AT)
    assert code_of(error) == "wrong_state"
    articles.apply_for_article(one, by=author, at=AT)
    with pytest.raises(NotPermitted):
        articles.approve_article(one, by=cast.user("d"), at=AT)
    articles.approve_article(one, "同意", by=head, at=AT)
    with pytest.raises(Refused) as error:
        articles.publish_article(one, AT.date() - timedelta(1), by=author, at=AT)
    assert code_of(error) == "published_before_approval"
    articles.write_version(one, "改过的正文", by=author, at=AT)
    assert (one.state, one.approved_on, one.approved_hash) == ("draft", None, "")
    articles.apply_for_article(one, by=author, at=AT)
    articles.approve_article(one, by=head, at=AT)
    articles.publish_article(one, DAY, "第12期", by=author, at=AT)
    assert one.state == "published"
    assert list(ArticleVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_the_secretarys_own_is_decided_on_by_the_group_5_4_b(cast: Cast) -> None:
    one, head, clerk = article(cast, "s"), cast.user("s"), cast.user("clerk")
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=head, at=AT)
    assert code_of(error) == "own_article_of_secretary"
    articles.edit_article(one, route="group", by=head, at=AT)
    articles.apply_for_article(one, by=head, at=AT)
    with pytest.raises(Refused) as error:
        articles.approve_article(one, by=head, at=AT)
    assert code_of(error) == "group_decides"
    articles.enter_group_decision(one, carried(cast), by=clerk, at=AT)
    assert (one.state, one.approved_on) == ("approved", AT.date())


def test_what_bears_the_groups_name_is_decided_on_by_the_group_5_4_b(cast: Cast) -> None:
    one = article(cast, kind="group_speech")
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=cast.user("a"), at=AT)
    assert code_of(error) == "group_decides"


def test_a_late_registration_stays_shown_as_such_5_4_b(cast: Cast) -> None:
    one, author = article(cast), cast.user("a")
    with pytest.raises(Refused) as error:
        articles.register_late(one, DAY, " ", by=author, at=AT)
    assert code_of(error) == "reason_required"
    articles.register_late(one, DAY, "编辑部临时约稿", by=author, at=AT)
    assert (one.state, one.approved_on) == ("late", None)
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=author, at=AT)
    assert code_of(error) == "wrong_state"


def test_returned_and_refused_say_why_5_4_b(cast: Cast) -> None:
    one, author, head = article(cast), cast.user("a"), cast.user("s")
    articles.apply_for_article(one, by=author, at=AT)
    with pytest.raises(Refused) as error:
        articles.return_article(one, "", by=head, at=AT)
    assert code_of(error) == "reason_required"
    articles.return_article(one, "数据请核实", by=head, at=AT)
    articles.attach_article(one, SimpleUploadedFile("稿.txt", "稿".encode()), "", by=author, at=AT)
    articles.apply_for_article(one, by=author, at=AT)
    articles.refuse_article(one, "不宜公开", by=head, at=AT + timedelta(days=1))
    assert one.state == "refused"
    assert author.notifications.filter(kind="article_decided").count() == 2
