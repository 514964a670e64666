"""The stages of a meeting before it is held, each on the screens of those whose turn it is."""

from datetime import timedelta

from django.utils import timezone

from meetings.models import Meeting, TopicProposal
from reports.demo.cast import Cast
from tests.journeys.screen import Desk, fill

FIRST = "传达学习关于安全发展的重要讲话精神"
PROJECT = "研究县城污水处理厂扩建项目"
FUNDS = "研究中小学食堂改造资金安排"
POST = "研究任命县林业和草原局副局长人选"


def topic_is_proposed(member: Desk, clerk: Desk, secretary: Desk) -> None:
    member.go("meetings:proposal_create")
    form = member.page.locator("form[data-kinds-form]")
    fill(form, {"title": PROJECT, "kind": "major_project"})
    form.locator("[name=list_entry] option", has_text="重大项目").first.wait_for(state="attached")
    entry = form.locator("[name=list_entry] option", has_text="重大项目").first.get_attribute("value")
    fill(
        form,
        {
            "list_entry": str(entry),
            "amount": "5600",
            "proposing_unit": "县住房和城乡建设局",
            "summary": "扩建规模每日1万吨，拟分两期实施。",
            "policy_basis": "县城污水处理设施建设规划",
            "decision_draft": "会议同意县城污水处理厂扩建项目，分两期实施。",
            "prior_opinions": "已征求发展改革、财政、生态环境部门意见",
            "prior_legality": "已经司法行政部门审查",
        },
    )
    member.look("topic-form-390")
    with member.posted():
        form.locator("button[type=submit]").click()
    topic = TopicProposal.objects.get(title=PROJECT)
    member.press("meetings:proposal_submit", topic.pk, yes=True)
    member.look("topic-390")
    clerk.go("meetings:proposal_detail", topic.pk)
    clerk.sheet("meetings:proposal_check", topic.pk, tick="yes", note="材料齐全")
    secretary.go("meetings:proposal_detail", topic.pk)
    secretary.look("topic-1440")
    secretary.sheet("meetings:proposal_accept", topic.pk)
    topic.refresh_from_db()
    assert (topic.state, topic.checked_complete) == ("accepted", True)


def meeting_is_planned(clerk: Desk, cast: Cast) -> Meeting:
    clerk.go("meetings:meeting_create")
    starts = timezone.localtime() + timedelta(minutes=30)
    form = clerk.page.locator("main form[data-unsaved]")
    fill(
        form,
        {
            "kind": "regular",
            "starts_at": starts.strftime("%Y-%m-%dT%H:%M"),
            "place": "县政府三楼第一会议室",
            "recorder": str(cast.users["clerk"].pk),
        },
    )
    clerk.look("plan-1440")
    with clerk.posted():
        form.locator("button[type=submit]").click()
    return Meeting.objects.get()


def agenda_is_set(clerk: Desk, secretary: Desk, meeting: Meeting) -> None:
    clerk.go("meetings:agenda_edit", meeting.pk)
    for title in (PROJECT, FIRST, FUNDS):
        clerk.press("meetings:agenda_place", meeting.pk, value=TopicProposal.objects.get(title=title).pk)
    with clerk.posted():
        clerk.page.locator(".agenda-topics .drag-handle").drag_to(clerk.page.locator(".agenda-list li").last)
    with clerk.posted():
        clerk.page.locator(".agenda-list li", has_text=FIRST).locator("[data-move=up]").click()
    while list(meeting.items.on_agenda().values_list("title", flat=True))[-1] != POST:
        with clerk.posted():
            clerk.page.locator(".agenda-list li", has_text=POST).locator("[data-move=down]").click()
    clerk.look_twice("agenda")
    titles = list(meeting.items.on_agenda().values_list("title", flat=True))
    assert titles == [FIRST, PROJECT, FUNDS, POST]
    secretary.go("members:home_detail")
    secretary.look("home-1440")
    secretary.go("meetings:agenda_edit", meeting.pk)
    secretary.press("meetings:agenda_approve", meeting.pk, yes=True)


def notice_is_given(clerk: Desk, meeting: Meeting) -> None:
    clerk.go("meetings:notice_detail", meeting.pk)
    clerk.sheet("meetings:notice_give", meeting.pk, text="请提前十分钟到会。")
    clerk.look("notice-1440")
    clerk.go("meetings:meeting_detail", meeting.pk)
    clerk.look_twice("meeting")


def members_answer(cast: Cast, member: Desk, away: Desk, secretary: Desk, meeting: Meeting) -> None:
    member.go("members:home_detail")
    member.look("home-390")
    member.go("meetings:notice_detail", meeting.pk)
    member.look("notice-390")
    member.press("meetings:notice_reply", meeting.pk, value="yes")
    away.go("meetings:notice_detail", meeting.pk)
    away.press("meetings:notice_reply", meeting.pk, value="no")
    form = away.page.locator("main form[data-unsaved]")
    fill(form, {"reason": "business_trip", "text": "赴外地对接招商项目"})
    away.look("leave-390")
    with away.posted():
        form.locator("button[type=submit]").click()
    leave = meeting.leaves.get()
    secretary.go("meetings:leave_detail", leave.pk)
    secretary.look("leave-1440")
    secretary.sheet("meetings:leave_decide", leave.pk, tick="approve")
    project = meeting.items.get(title=PROJECT)
    away.go("meetings:opinion_write", project.pk)
    fill(away.page.locator("main form[data-unsaved]"), {"text": "同意扩建，建议同步实施雨污分流改造。"})
    with away.posted():
        away.page.locator("main form[data-unsaved] button[type=submit]").click()
    leave.refresh_from_db()
    assert (leave.state, project.opinions.count()) == ("approved", 1)
