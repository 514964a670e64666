"""The pages before and after the sitting, through the test client, as each role."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import actions
from meetings.models import MajorIssueEntry, MajorIssueList, Meeting, TopicProposal
from members import actions as member_actions
from members.models import LeadingGroup, Membership, RuleAdoption, StaffRole, Term, User
from votes import actions as vote_actions

pytestmark = pytest.mark.django_db

ROLES = ("clerk", "recorder", "auditor", "inspector", "system_admin")


class House:
    """A body of five with its staff, a meeting in five days, and one of everything that has a page."""

    def __init__(self) -> None:
        self.now = timezone.now() - timedelta(days=3)
        self.group = LeadingGroup(
            code="yunling",
            name="云岭县人民政府党组",
            full_name="中共云岭县人民政府党组",
            government="云岭县人民政府",
            superior="中共云岭县委员会",
            document_word="云政党组",
        )
        self.group.save()
        RuleAdoption(group=self.group, rulebook="work-rules-2024").save()
        term = Term(group=self.group, number=17, since=date(2021, 7, 1), last_ordinal=43)
        term.save()
        self.users: dict[str, User] = {}
        self.seats: dict[str, Membership] = {}
        posts = ("secretary", "deputy_secretary", "member", "member", "member")
        for order, (key, post) in enumerate(zip("sdabc", posts, strict=True), start=1):
            user = self.users[key] = User.objects.create_user(f"user-{key}", "pw", name=f"成员{key}")
            seat = Membership(
                group=self.group,
                term=term,
                user=user,
                post=post,
                protocol_order=order,
                since=date(2021, 7, 1),
            )
            seat.save()
            self.seats[key] = seat
        for role in ROLES:
            self.users[role] = User.objects.create_user(role, "pw", name=f"人员{role}")
            StaffRole(group=self.group, user=self.users[role], role=role, since=date(2021, 7, 1)).save()
        self.users["stranger"] = User.objects.create_user("stranger", "pw", name="外人")

    def tick(self):
        self.now += timedelta(seconds=1)
        return self.now

    def by(self, key: str) -> dict:
        return {"by": self.users[key], "at": self.tick()}

    def client(self, key: str) -> Client:
        client = Client()
        client.force_login(self.users[key])
        return client

    def url(self, name: str, *args) -> str:
        return reverse(name if ":" in name else f"meetings:{name}", args=[self.group.code, *args])

    def meeting(self) -> Meeting:
        start = (timezone.now() + timedelta(days=5)).replace(minute=0, second=0, microsecond=0)
        return actions.plan_meeting(
            self.group, starts_at=start, place="第一会议室", recorder=self.users["clerk"], **self.by("clerk")
        )

    def topic(self, **fields) -> TopicProposal:
        wanted = {
            "title": "预算调整",
            "kind": "budget",
            "summary": "调整",
            "outside_list_reason": "年度例行",
        } | fields
        return actions.draft_proposal(self.group, proposer=self.seats["d"], **self.by("d"), **wanted)

    def accepted(self, **fields) -> TopicProposal:
        topic = self.topic(**fields)
        actions.submit_proposal(topic, **self.by("d"))
        return actions.accept_proposal(topic, **self.by("s"))

    def noticed(self) -> Meeting:
        meeting = self.meeting()
        first = self.accepted(
            title="传达学习", kind="first_topic", source_title="讲话", outside_list_reason=""
        )
        actions.place_proposal(meeting, first, **self.by("clerk"))
        actions.place_proposal(meeting, self.accepted(), **self.by("clerk"))
        actions.approve_agenda(meeting, **self.by("s"))
        actions.give_notice(meeting, **self.by("clerk"))
        return meeting


@pytest.fixture
def house() -> House:
    return House()


REGISTERS = (
    "meeting_list",
    "proposal_list",
    "item_list",
    "leave_list",
    "opinion_list",
    "recusal_list",
    "transmission_list",
    "decision_list",
    "task_list",
    "issuelist_list",
)


@pytest.mark.parametrize("name", REGISTERS)
def test_registers_by_role(house: House, name: str) -> None:
    house.noticed()
    for key in ("s", "a", "clerk", "auditor"):
        assert house.client(key).get(house.url(name)).status_code == 200, key
    assert house.client("system_admin").get(house.url(name)).status_code == 403
    assert house.client("stranger").get(house.url(name)).status_code == 404
    assert Client().get(house.url(name)).status_code == 302


@pytest.mark.parametrize("name", REGISTERS)
def test_registers_export_to_those_who_may(house: House, name: str) -> None:
    house.noticed()
    answer = house.client("clerk").get(house.url(name), {"format": "xlsx"})
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert house.client("a").get(house.url(name), {"format": "xlsx"}).status_code == 403


@pytest.mark.parametrize("name", REGISTERS)
def test_registers_search_and_sort(house: House, name: str) -> None:
    house.noticed()
    clerk = house.client("clerk")
    asked = {
        "q": "预算 ％",
        "sort": "-0",
        "since": "nonsense",
        "state": "nonsense",
        "year": "2026",
        "page": "9",
    }
    assert clerk.get(house.url(name), asked).status_code == 200
    assert (
        clerk.get(house.url(name), headers={"HX-Request": "true", "HX-Target": "register"}).status_code == 200
    )


def test_search_finds_a_meeting_by_its_items(house: House) -> None:
    house.noticed()
    found = house.client("clerk").get(house.url("meeting_list"), {"q": "预算"})
    assert found.context["page"].paginator.count == 1
    assert (
        house.client("clerk").get(house.url("meeting_list"), {"q": "没有的"}).context["page"].paginator.count
        == 0
    )


def test_list_pages_hold_their_query_count(house: House, django_assert_max_num_queries) -> None:
    for _ in range(3):
        house.accepted()
    clerk = house.client("clerk")
    with django_assert_max_num_queries(16):
        clerk.get(house.url("proposal_list"))


def test_from_the_form_to_the_agenda(house: House) -> None:
    deputy, clerk, secretary = house.client("d"), house.client("clerk"), house.client("s")
    form = {"title": "预算调整", "kind": "budget", "proposer": house.seats["d"].pk, "secrecy": "ordinary"}
    assert deputy.get(house.url("proposal_create")).status_code == 200
    answer = deputy.post(house.url("proposal_create"), form)
    topic = TopicProposal.objects.get()
    assert answer.headers["Location"] == house.url("proposal_detail", topic.pk)
    assert house.client("a").get(house.url("proposal_detail", topic.pk)).status_code == 404
    assert deputy.post(house.url("proposal_submit", topic.pk)).status_code == 422
    form |= {"summary": "调整", "outside_list_reason": "例行", "categories": ["funds"]}
    assert deputy.post(house.url("proposal_edit", topic.pk), form).status_code == 302
    assert deputy.post(house.url("proposal_submit", topic.pk)).status_code == 302
    assert house.client("a").get(house.url("proposal_detail", topic.pk)).status_code == 200
    checked = clerk.post(house.url("proposal_check", topic.pk), {"complete": "yes", "note": "齐全"})
    assert checked.status_code == 302
    assert clerk.post(house.url("proposal_accept", topic.pk), {"reason": ""}).status_code == 403
    assert secretary.post(house.url("proposal_return", topic.pk), {"reason": ""}).status_code == 422
    assert secretary.post(house.url("proposal_accept", topic.pk), {"reason": ""}).status_code == 302
    topic.refresh_from_db()
    assert (topic.state, topic.categories, topic.checked_complete) == ("accepted", ["funds"], True)
    meeting = house.meeting()
    order = clerk.post(
        house.url("agenda_order", meeting.pk), {"order": [f"p{topic.pk}"]}, headers={"HX-Request": "true"}
    )
    assert order.status_code == 200
    item = meeting.items.on_agenda().get()
    assert item.proposal_id == topic.pk
    assert clerk.post(house.url("agenda_approve", meeting.pk)).status_code == 403
    assert secretary.post(house.url("agenda_approve", meeting.pk)).status_code == 302
    assert clerk.post(house.url("agenda_remove", item.pk)).status_code == 302
    assert meeting.items.on_agenda().count() == 0


def test_nobody_else_edits_a_topic(house: House) -> None:
    topic = house.topic()
    assert house.client("clerk").get(house.url("proposal_edit", topic.pk)).status_code == 200
    assert house.client("auditor").get(house.url("proposal_edit", topic.pk)).status_code in {403, 404}
    actions.submit_proposal(topic, **house.by("d"))
    assert house.client("a").get(house.url("proposal_edit", topic.pk)).status_code == 403


def test_a_paper_is_checked_and_never_shown(house: House) -> None:
    topic, deputy = house.topic(), house.client("d")
    attach = house.url("paper_attach", topic.pk)
    bad = SimpleUploadedFile("方案.pdf", b"<html>", content_type="application/pdf")
    assert deputy.post(attach, {"title": "方案", "upload": bad}).status_code == 422
    good = SimpleUploadedFile("方案.pdf", b"%PDF-1.7\n1 0 obj\n", content_type="text/html")
    assert deputy.post(attach, {"title": "方案", "upload": good}).status_code == 302
    paper = topic.papers.get()
    assert "方案" not in paper.file.name
    answer = deputy.get(house.url("paper_download", paper.pk))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert house.client("stranger").get(house.url("paper_download", paper.pk)).status_code == 404
    assert house.client("a").get(house.url("paper_download", paper.pk)).status_code == 404


def test_plan_and_amend_a_meeting(house: House) -> None:
    clerk = house.client("clerk")
    assert clerk.get(house.url("meeting_create")).status_code == 200
    form = {
        "kind": "regular",
        "starts_at": "2026-12-18T09:00",
        "place": "第一会议室",
        "recorder": house.users["clerk"].pk,
    }
    assert clerk.post(house.url("meeting_create"), {}).status_code == 422
    assert clerk.post(house.url("meeting_create"), form).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.chair == house.seats["s"]
    form |= {"place": "第二会议室", "chair": house.seats["s"].pk}
    assert clerk.post(house.url("meeting_edit", meeting.pk), form).status_code == 302
    meeting.refresh_from_db()
    assert meeting.place == "第二会议室"
    assert house.client("a").get(house.url("meeting_edit", meeting.pk)).status_code == 403
    assert (
        house.client("s").post(house.url("meeting_cancel", meeting.pk), {"reason": "县委会议"}).status_code
        == 302
    )


def test_agenda_page_and_forecast(house: House) -> None:
    meeting = house.noticed()
    for key in ("s", "a", "clerk"):
        assert house.client(key).get(house.url("agenda_edit", meeting.pk)).status_code == 200
    absent = [house.seats[key].pk for key in "abc"]
    answer = house.client("clerk").get(house.url("agenda_forecast", meeting.pk), {"absent": [*absent, "x"]})
    assert answer.context["forecast"].expected == 2
    assert not answer.context["forecast"].opening


def test_agenda_queries_do_not_grow(house: House, django_assert_max_num_queries) -> None:
    meeting = house.meeting()
    for number in range(12):
        actions.place_proposal(meeting, house.accepted(title=f"议题{number}"), **house.by("clerk"))
    clerk = house.client("clerk")
    with django_assert_max_num_queries(45):
        clerk.get(house.url("agenda_edit", meeting.pk))


def test_notice_read_answered_and_leave(house: House) -> None:
    meeting = house.noticed()
    member, secretary = house.client("c"), house.client("s")
    page = house.url("notice_detail", meeting.pk)
    assert member.get(page).status_code == 200
    assert member.post(house.url("notice_read", meeting.pk)).status_code == 302
    away = member.post(house.url("notice_reply", meeting.pk), {"attend": "no"})
    assert away.headers["Location"] == house.url("leave_ask", meeting.pk)
    assert member.post(house.url("leave_ask", meeting.pk), {"reason": "other"}).status_code == 422
    assert member.post(house.url("leave_ask", meeting.pk), {"reason": "illness"}).status_code == 302
    leave = meeting.leaves.get()
    decide = house.url("leave_decide", leave.pk)
    assert member.post(decide, {"decision": "approve"}).status_code == 403
    assert secretary.get(house.url("leave_detail", leave.pk)).status_code == 200
    assert secretary.post(decide, {"decision": "approve", "text": "同意"}).status_code == 302
    item = meeting.items.on_agenda().last()
    opinion = house.url("opinion_write", item.pk)
    assert member.post(opinion, {"text": ""}).status_code == 422
    assert member.post(opinion, {"text": "同意该方案"}).status_code == 302
    assert member.get(page).status_code == 200
    assert (
        house.client("recorder").post(house.url("notice_reply", meeting.pk), {"attend": "yes"}).status_code
        == 422
    )


def test_supplement_after_a_change(house: House) -> None:
    meeting, clerk = house.noticed(), house.client("clerk")
    added = {"title": "通报情况", "kind": "briefing", "secrecy": "ordinary"}
    assert clerk.post(house.url("item_add", meeting.pk), added).status_code == 302
    assert clerk.get(house.url("agenda_edit", meeting.pk)).context["unnoticed"]
    assert clerk.post(house.url("notice_give", meeting.pk), {"text": ""}).status_code == 302
    assert meeting.notices.count() == 2
    assert house.client("a").post(house.url("notice_give", meeting.pk), {}).status_code == 403


def test_list_of_major_questions(house: House) -> None:
    clerk, secretary = house.client("clerk"), house.client("s")
    assert clerk.post(house.url("issuelist_create"), {"note": "首版"}).status_code == 302
    first = MajorIssueList.objects.get()
    line = {"position": 1, "category": "funds", "matter": "大额资金使用", "threshold_amount": "400"}
    assert clerk.post(house.url("listentry_create", first.pk), line).status_code == 302
    adopt = {"adopted_by": "第44次会议", "adopted_on": "2026-01-05", "effective_from": "2026-01-06"}
    assert clerk.post(house.url("issuelist_adopt", first.pk), adopt).status_code == 403
    assert secretary.post(house.url("issuelist_adopt", first.pk), {}).status_code == 422
    assert secretary.post(house.url("issuelist_adopt", first.pk), adopt).status_code == 302
    assert clerk.post(house.url("issuelist_create"), {"copy_of": first.pk}).status_code == 302
    second = MajorIssueList.objects.get(version=2)
    entry = MajorIssueEntry.objects.get(issue_list=second)
    assert (
        clerk.post(house.url("listentry_edit", entry.pk), line | {"threshold_amount": "500"}).status_code
        == 302
    )
    changes = clerk.get(house.url("issuelist_detail", second.pk)).context["changes"]
    assert [(change.kind, len(change.fields)) for change in changes] == [("changed", 1)]
    sealed = MajorIssueEntry.objects.get(issue_list=first)
    assert clerk.post(house.url("listentry_edit", sealed.pk), line).status_code == 422


def test_desk_says_what_waits(house: House) -> None:
    meeting = house.meeting()
    topic = house.topic()
    actions.submit_proposal(topic, **house.by("d"))
    labels = [one.icon for one in house.client("s").get(house.url("work_waiting")).context["waiting"]]
    assert labels == ["inbox"]
    assert house.client("clerk").get(house.url("work_waiting")).context["waiting"][0].icon == "ui-checks"
    actions.accept_proposal(topic, **house.by("s"))
    actions.place_proposal(meeting, topic, **house.by("clerk"))
    assert [one.icon for one in house.client("s").get(house.url("work_waiting")).context["waiting"]] == [
        "list-check"
    ]
    assert house.client("system_admin").get(house.url("work_waiting")).content == b""
    assert house.client("a").get(house.url("work_next")).context["meeting"] == meeting


def test_bad_input_is_answered(house: House) -> None:
    meeting, clerk = house.noticed(), house.client("clerk")
    for name, args in (
        ("meeting_create", ()),
        ("proposal_create", ()),
        ("item_add", (meeting.pk,)),
        ("observer_add", (meeting.pk,)),
    ):
        for value in ("", "长" * 5000, "\x00\x07", "-1"):
            answer = clerk.post(
                house.url(name, *args), dict.fromkeys(("title", "kind", "place", "name", "items"), value)
            )
            assert answer.status_code == 422, (name, value[:3])
    assert clerk.post(house.url("agenda_place", meeting.pk), {"proposal": "9" * 30}).status_code == 404
    assert clerk.post(house.url("agenda_order", meeting.pk), {"order": ["p9", "x"]}).status_code == 404


def test_another_body_sees_nothing(house: House) -> None:
    meeting, topic = house.noticed(), house.topic()
    other = LeadingGroup(
        code="other",
        name="他县党组",
        full_name="他县党组",
        government="他县",
        superior="他县委",
        document_word="他",
    )
    other.save()
    StaffRole(group=other, user=house.users["stranger"], role="clerk", since=date(2021, 7, 1)).save()
    stranger = house.client("stranger")
    for name, pk in (
        ("agenda_edit", meeting.pk),
        ("notice_detail", meeting.pk),
        ("proposal_detail", topic.pk),
    ):
        assert stranger.get(house.url(name, pk)).status_code == 404
        assert stranger.get(reverse(f"meetings:{name}", args=["other", pk])).status_code == 404


def test_declared_interests_propose_recusals(house: House) -> None:
    member_actions.declare_interest(house.seats["a"], "relative", "云岭水务", "配偶", **house.by("a"))
    meeting = house.meeting()
    topic = house.accepted(title="云岭水务公司项目")
    actions.place_proposal(meeting, topic, **house.by("clerk"))
    page = house.client("clerk").get(house.url("agenda_edit", meeting.pk))
    assert [one.membership for one in page.context["recusals"]] == [house.seats["a"]]


def carried_decision(house: House):
    """Return the decision of an item carried by a show of hands today."""
    house.now = timezone.now() - timedelta(days=2)
    start = timezone.now() - timedelta(hours=2)
    meeting = actions.plan_meeting(
        house.group, starts_at=start, place="第一会议室", recorder=house.users["clerk"], **house.by("clerk")
    )
    first = house.accepted(title="传达学习", kind="first_topic", source_title="讲话", outside_list_reason="")
    for topic in (first, house.accepted()):
        actions.place_proposal(meeting, topic, **house.by("clerk"))
    actions.approve_agenda(meeting, **house.by("s"))
    actions.give_notice(meeting, **house.by("clerk"))
    for key in "sdab":
        actions.check_in(meeting, house.seats[key], **house.by("clerk"))
    house.now = start
    actions.open_meeting(meeting, **house.by("s"))
    item = meeting.items.on_agenda().last()
    actions.start_item(item, **house.by("s"))
    actions.speak_for_rest(item, **house.by("clerk"))
    actions.close_discussion(item, **house.by("s"))
    vote = vote_actions.open_vote(item, "show_of_hands", **house.by("s")).vote
    vote_actions.cast_for_all(vote, "approve", {}, **house.by("clerk"))
    vote_actions.close_vote(vote, **house.by("s"))
    item.refresh_from_db()
    return item.decision


def test_from_the_decision_to_the_closed_task(house: House) -> None:
    decision = carried_decision(house)
    clerk, member, secretary = house.client("clerk"), house.client("a"), house.client("s")
    unit = house.users["unit"] = User.objects.create_user("unit", "pw", name="财政局")
    StaffRole(group=house.group, user=unit, role="responsible_unit", since=date(2026, 1, 1)).save()
    edit = {"owner": house.seats["a"].pk, "due_on": "2026-12-31", "executable": "on", "lead_unit": "县财政局"}
    assert clerk.post(house.url("decision_edit", decision.pk), edit).status_code == 302
    assert member.post(house.url("decision_edit", decision.pk), edit).status_code == 403
    task = {"text": "下达资金", "owner": house.seats["a"].pk, "due_on": "2026-11-01", "unit_user": unit.pk}
    assert clerk.post(house.url("task_create", decision.pk), {}).status_code == 422
    assert clerk.post(house.url("task_create", decision.pk), task).status_code == 302
    pk = decision.tasks.get().pk
    assert member.get(house.url("decision_detail", decision.pk)).status_code == 200
    office = house.client("unit")
    assert office.get(house.url("task_detail", pk)).status_code == 200
    assert office.get(house.url("decision_detail", decision.pk)).status_code == 403
    assert [one.tone for one in office.get(house.url("work_waiting")).context["waiting"]] == ["bad"]
    assert clerk.get(house.url("task_list"), {"due": "overdue"}).context["page"].paginator.count == 1
    assert office.post(house.url("task_report", pk), {"text": "已下达"}).status_code == 302
    assert member.post(house.url("task_agree", pk)).status_code == 422
    assert office.post(house.url("task_ask", pk), {"evidence": ""}).status_code == 422
    assert office.post(house.url("task_ask", pk), {"evidence": "拨款凭证"}).status_code == 302
    assert house.client("b").post(house.url("task_agree", pk)).status_code == 422
    assert member.post(house.url("task_agree", pk)).status_code == 302
    assert secretary.post(house.url("task_agree", pk)).status_code == 302
    assert decision.tasks.get().state == "closed"
    assert secretary.post(house.url("task_continue", pk), {"reason": "资金未到位"}).status_code == 302


def test_a_unit_sees_its_own_tasks_alone(house: House) -> None:
    decision = carried_decision(house)
    unit = house.users["unit"] = User.objects.create_user("unit", "pw", name="财政局")
    StaffRole(group=house.group, user=unit, role="responsible_unit", since=date(2026, 1, 1)).save()
    task = actions.open_task(
        decision, text="他人任务", owner=house.seats["a"], due_on=date(2026, 12, 1), **house.by("clerk")
    )
    office = house.client("unit")
    assert office.get(house.url("task_list")).context["page"].paginator.count == 0
    assert office.get(house.url("task_detail", task.pk)).status_code == 404
    assert office.get(house.url("meeting_list")).status_code == 403
