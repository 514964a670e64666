"""A project from plan to closing; what is refused, and to whom."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from meetings.models import Decision
from members.procedure.record import NotPermitted, Refused, refusals
from reports.research.actions import projects as research
from reports.research.actions import rows as research_rows
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import ResearchVisit
from tests.cast import SEATS, Cast, make_body, make_notified, make_sitting

AT = datetime(2025, 5, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = date(2025, 5, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def second_body(db) -> Cast:
    return make_body("gaopo", SEATS)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def project(cast: Cast, who: str = "a", **more) -> ResearchProject:
    fields = {"kind": "thematic", "theme": "农村供水", "begins_on": DAY, "ends_on": DAY + timedelta(2)} | more
    return research.draft_project(cast.group, leader=cast.seats[who], by=cast.user(who), at=AT, **fields)


def final(cast: Cast, who: str = "a", **more) -> ResearchProject:
    one, leader = project(cast, who, **more), cast.user(who)
    research.plan_visit(one, "东山乡", DAY, by=leader, at=AT)
    research.approve_project(one, by=cast.user("s"), at=AT)
    research.start_project(one, by=leader, at=AT)
    research.write_findings(one, "管网老化。", "report", "调研报告全文。", by=leader, at=AT)
    research.recommend(one, "分三年改造。", by=leader, at=AT)
    return research.finish_report(one, by=leader, at=AT)


def test_a_project_from_plan_to_closing_9_1_a_9_1_b_9_3_b(cast: Cast) -> None:
    one = final(cast)
    after = AT + timedelta(days=11)
    research.feed_back_to_place(one, DAY + timedelta(5), "东山乡党委", "座谈", by=cast.user("a"), at=after)
    research.close_project(one, by=cast.user("a"), at=after)
    assert one.state == "closed"
    assert [entry.verb for entry in one.entries.all()] == [
        "draft_project", "plan_visit", "approve_project", "start_project", "write_findings", "recommend",
        "finish_report", "feed_back_to_place", "close_project",
    ]  # fmt: skip


def test_no_recommendation_no_final_report_9_1_c(cast: Cast) -> None:
    one = project(cast)
    research.approve_project(one, by=cast.user("s"), at=AT)
    research.start_project(one, by=cast.user("a"), at=AT)
    research.write_findings(one, "发现", "brief", by=cast.user("a"), at=AT)
    with pytest.raises(Refused) as error:
        research.finish_report(one, by=cast.user("a"), at=AT)
    assert (code_of(error), one.state) == ("recommendations_missing", "under_way")


def test_two_projects_at_one_place_in_a_week_are_warned_about_9_2_c(cast: Cast) -> None:
    final(cast)
    other = project(cast, "b", theme="农村道路")
    research.plan_visit(other, "东山乡", DAY + timedelta(2), by=cast.user("b"), at=AT)
    assert other.entries.get(verb="plan_visit").facts["warned"] == ["visits_cluster"]


def test_a_visit_on_a_meeting_day_is_warned_about_9_2_d(cast: Cast) -> None:
    meeting = make_sitting(cast).meeting
    one = project(cast, begins_on=meeting.day, ends_on=meeting.day)
    research.plan_visit(one, "西河镇", meeting.day, by=cast.user("a"), at=AT)
    assert one.entries.get(verb="plan_visit").facts["warned"] == ["meeting_on_that_day"]


def test_the_trip_is_looked_back_at_9_2_a(cast: Cast) -> None:
    one = final(cast)
    research.check_trip(one, {"meals": "yes", "banners": "no"}, "村口有一条横幅", by=cast.user("a"), at=AT)
    assert one.entries.get(verb="check_trip").facts["not_kept"] == ["trip_banners"]


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


@pytest.mark.parametrize("kept", ["text", "file"])
def test_nothing_is_closed_without_output_9_3_b(cast: Cast, kept: str) -> None:
    one, leader = project(cast), cast.user("a")
    research.approve_project(one, by=cast.user("s"), at=AT)
    research.start_project(one, by=leader, at=AT)
    research.write_findings(one, "管网老化。", "brief", by=leader, at=AT)
    research.recommend(one, "改造。", by=leader, at=AT)
    research.finish_report(one, by=leader, at=AT)
    with pytest.raises(Refused) as error:
        research.close_project(one, by=leader, at=AT)
    assert (code_of(error), one.state) == ("output_missing", "final")
    other = project(cast, theme="另一项")
    research.approve_project(other, by=cast.user("s"), at=AT)
    research.start_project(other, by=leader, at=AT)
    research.write_findings(other, "发现", "brief", "正文" if kept == "text" else "", by=leader, at=AT)
    research.recommend(other, "改造。", by=leader, at=AT)
    if kept == "file":
        upload = SimpleUploadedFile("信息.txt", "信息".encode())
        research.attach_output(other, upload, "", by=leader, at=AT)
    research.finish_report(other, by=leader, at=AT)
    assert research.close_project(other, by=leader, at=AT).state == "closed"


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


# -- putting rows right --------------------------------------------------------------------------------


def test_a_visit_is_changed_and_taken_off_and_stays_on_record_9_2_d(cast: Cast) -> None:
    one, leader = project(cast), cast.user("a")
    visit = research.plan_visit(one, "东山乡", DAY + timedelta(9), by=leader, at=AT)
    assert one.entries.get(verb="plan_visit").facts["warned"] == ["visit_outside_plan"]
    research_rows.change_visit(visit, day=DAY, purpose="入户", by=leader, at=AT)
    entry = one.entries.get(verb="change_visit")
    assert (entry.facts["visit"], "warned" in entry.facts) == (f"{DAY + timedelta(9)} 东山乡", False)
    research_rows.remove_visit(visit, by=leader, at=AT)
    assert (one.visits.count(), one.visits.standing().count()) == (1, 0)
    with pytest.raises(Refused) as error:
        research_rows.change_visit(visit, day=DAY, by=leader, at=AT)
    assert code_of(error) == "taken_off"


def test_who_was_taken_off_is_not_counted_among_those_who_come_along_9_2_b(cast: Cast) -> None:
    one, leader = project(cast), cast.user("a")
    research.add_companion(one, "local", "乡长", 2, by=leader, at=AT)
    extra = research.add_companion(one, "own", "秘书", 3, by=leader, at=AT)
    assert one.planned().figures["people"] == 5
    research_rows.remove_companion(extra, by=leader, at=AT)
    assert one.planned().figures["people"] == 2


def test_a_recommendation_taken_off_makes_no_report_final_9_1_c(cast: Cast) -> None:
    one, leader = project(cast), cast.user("a")
    research.approve_project(one, by=cast.user("s"), at=AT)
    research.start_project(one, by=leader, at=AT)
    research.write_findings(one, "发现", "report", "正文", by=leader, at=AT)
    advice = research.recommend(one, "改造", by=leader, at=AT)
    research_rows.change_recommendation(advice, text="分期改造", by=leader, at=AT)
    assert one.recommendations.get().text == "分期改造"
    research_rows.remove_recommendation(advice, by=leader, at=AT)
    with pytest.raises(Refused) as error:
        research.finish_report(one, by=leader, at=AT)
    assert code_of(error) == "recommendations_missing"


def test_a_project_given_up_burdens_nobody_9_2_c(cast: Cast) -> None:
    given_up = project(cast)
    research.plan_visit(given_up, "东山乡", DAY, by=cast.user("a"), at=AT)
    research.cancel_project(given_up, "合并到综合调研", by=cast.user("a"), at=AT)
    other = project(cast, "b", theme="农村道路")
    research.plan_visit(other, "东山乡", DAY, by=cast.user("b"), at=AT)
    assert "warned" not in other.entries.get(verb="plan_visit").facts


def test_nothing_is_added_below_a_closed_project_9_3_b(cast: Cast) -> None:
    one = final(cast)
    research.close_project(one, by=cast.user("a"), at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        ResearchVisit(project=one, place="西河镇", day=DAY).save()


# -- who, and to whom ----------------------------------------------------------------------------------


def test_who_takes_part_keeps_the_project_too_9_1_a(cast: Cast) -> None:
    one = project(cast, team=[cast.seats["b"], cast.seats["a"]])
    assert [seat.pk for seat in one.team.all()] == [cast.seats["b"].pk]
    research.edit_project(one, theme="农村饮水", by=cast.user("b"), at=AT)
    assert one.entries.get(verb="edit_project").facts["changed"] == {"theme": ["农村供水", "农村饮水"]}
    research.edit_project(one, team=[], by=cast.user("a"), at=AT)
    assert one.entries.filter(verb="edit_project").last().facts["changed"] == {"team": ["成员b", ""]}
    with pytest.raises(NotPermitted):
        research.edit_project(one, theme="改", by=cast.user("b"), at=AT)


def test_nobody_of_another_body_takes_part_9_1_a(cast: Cast, second_body: Cast) -> None:
    with pytest.raises(Refused) as error:
        project(cast, team=[second_body.seats["a"]])
    assert code_of(error) == "not_a_member"
    assert not ResearchProject.objects.exists()


def test_the_secretarys_own_report_may_be_circulated_9_3_c(cast: Cast) -> None:
    one, head = final(cast, "s", major=True), cast.user("s")
    with pytest.raises(Refused) as error:
        research.show_to_group(one, None, " ", by=head, at=AT)
    assert code_of(error) == "not_shown"
    research.show_to_group(one, None, "传阅单第3号", by=head, at=AT)
    assert (one.seen_note, one.sent_on) == ("传阅单第3号", AT.date())
    assert research.close_project(one, by=head, at=AT).state == "closed"


def test_only_the_secretarys_own_goes_to_the_group_9_3_c(cast: Cast) -> None:
    with pytest.raises(Refused) as error:
        research.show_to_group(final(cast), None, "传阅单", by=cast.user("a"), at=AT)
    assert code_of(error) == "read_by_secretary"


def test_no_item_of_a_meeting_that_was_not_held_shows_a_report_9_3_c(cast: Cast) -> None:
    one = final(cast, "s", major=True)
    with pytest.raises(Refused) as error:
        research.show_to_group(one, make_notified(cast).item(2), by=cast.user("s"), at=AT)
    assert code_of(error) == "meeting_not_held"


def test_feedback_is_told_after_it_was_given_9_3_a(cast: Cast) -> None:
    with pytest.raises(Refused) as error:
        research.feed_back_to_place(final(cast), AT.date() + timedelta(1), "乡", by=cast.user("a"), at=AT)
    assert code_of(error) == "day_ahead"


def test_a_major_report_that_waits_to_be_sent_is_asked_about_9_3_c(cast: Cast) -> None:
    one = final(cast, major=True)
    assert one.questions(AT.date() + timedelta(7)).code == ""
    assert one.questions(AT.date() + timedelta(8)).code == "major_report_unsent"
    research.send_to_secretary(one, by=cast.user("a"), at=AT)
    assert one.questions(AT.date() + timedelta(8)).code == ""


def test_a_report_on_which_the_group_decided_is_perhaps_major_9_3_c(cast: Cast) -> None:
    one, item = final(cast), make_sitting(cast).item(2)
    advice = one.recommendations.get()
    research.note_adoption(advice, "adopted", topic=item.proposal, by=cast.user("a"), at=AT)
    assert one.questions(AT.date()).code == ""
    Decision(group=cast.group, item=item, number="17-44-2", text="同意", effective_on=item.meeting.day).save()
    assert one.questions(AT.date()).code == "perhaps_major"


def test_a_topic_of_another_body_is_no_adoption_9_1_c(cast: Cast, second_body: Cast) -> None:
    strange = make_notified(second_body).item(2).proposal
    with pytest.raises(Refused) as error:
        research.note_adoption(
            final(cast).recommendations.get(), "adopted", topic=strange, by=cast.user("a"), at=AT
        )
    assert code_of(error) == "other_body"


def test_the_trip_that_nobody_looked_back_at_is_asked_about_9_2_a(cast: Cast) -> None:
    one = final(cast)
    research.feed_back_to_place(one, AT.date(), "东山乡", by=cast.user("a"), at=AT)
    research.close_project(one, by=cast.user("a"), at=AT)
    assert one.entries.get(verb="close_project").facts["warned"] == ["trip_not_looked_at"]
