"""A request in a real browser: drafted, sent round, signed, numbered, answered, carried out, closed; then the year's report."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reports.demo.cast import Cast
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from tests.journeys.screen import PHONE, WIDE, Desk, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TITLE = "关于启动应急水源工程前期工作的请示"
BODY = "县城供水水源单一，拟启动应急水源工程前期工作。\n\n妥否，请批示。"


def test_a_request_from_draft_to_reply(cast: Cast, desks: Desks) -> None:
    people = desks(
        clerk=WIDE,
        secretary=WIDE,
        member1=PHONE,
        member2=WIDE,
        deputy=WIDE,
        member3=PHONE,
    )
    clerk, secretary = people["clerk"], people["secretary"]
    paper = is_drafted(clerk)
    goes_round(people, paper)
    is_signed_and_sent(clerk, secretary, paper)
    is_answered(clerk, people["deputy"], paper, cast)
    assert {name: desk.complaints for name, desk in people.items() if desk.complaints} == {}


def is_drafted(clerk: Desk) -> UpwardPaper:
    """Choose the kind, be told what is missing, and put it right."""
    clerk.go("reports:upward_list")
    clerk.follow(clerk.page.locator(f'a[href="{clerk.url("reports:upward_create")}"]'))
    clerk.look_twice("upward-kinds")
    clerk.follow(clerk.page.locator('a[href="?kind=request"]'))
    clerk.look_twice("upward-form")
    clerk.send(title=TITLE, matter="启动应急水源工程；设立专班", body=BODY)
    paper = UpwardPaper.objects.get()
    clerk.go("reports:upward_detail", paper.pk)
    expect(clerk.page.locator("main .verdict.tone-bad")).to_contain_text("一文一事")
    clerk.follow(clerk.page.locator(f'a[href="{clerk.url("reports:upward_edit", paper.pk)}"]'))
    clerk.send(matter="启动应急水源工程前期工作")
    expect(clerk.page.locator("main .verdict.tone-bad")).to_have_count(0)
    return paper


def goes_round(people: dict[str, Desk], paper: UpwardPaper) -> None:
    """Each member answers on a screen of his own; half is not enough, one more is."""
    clerk = people["clerk"]
    clerk.sheet("reports:upward_circulate", paper.pk)
    for name in ("secretary", "deputy", "member1", "member2"):
        answers(people[name], paper)
    people["member1"].look("upward-answered-390")
    clerk.go("reports:upward_detail", paper.pk)
    clerk.look_twice("upward-round")
    refused = clerk.page.locator("[data-code=circulation_short]")
    expect(refused).to_have_count(1)
    answers(people["member3"], paper)
    clerk.page.reload()
    clerk.press("reports:upward_adopt_circulated", paper.pk)
    paper.refresh_from_db()
    assert paper.state == "adopted"


def answers(desk: Desk, paper: UpwardPaper) -> None:
    """Come from the desk's list of what waits, and consent."""
    desk.go("members:home_detail")
    desk.follow(desk.page.locator(f'.work-list a[href="{desk.url("reports:upward_detail", paper.pk)}"]'))
    desk.sheet("reports:upward_answer", paper.pk, tick="yes")


def is_signed_and_sent(clerk: Desk, secretary: Desk, paper: UpwardPaper) -> None:
    """The secretary signs; the clerk numbers, sends and files the receipt."""
    secretary.go("members:home_detail")
    secretary.follow(
        secretary.page.locator(f'.work-list a[href="{secretary.url("reports:upward_detail", paper.pk)}"]')
    )
    secretary.look_twice("upward-to-sign")
    secretary.sheet("reports:upward_sign", paper.pk, sign_opinion="同意上报。")
    clerk.go("reports:upward_detail", paper.pk)
    clerk.sheet("reports:upward_send", paper.pk)
    paper.refresh_from_db()
    assert (paper.state, paper.number) == ("sent", f"云政党组〔{timezone.localdate().year}〕1号")
    clerk.sheet("reports:upward_receipt", paper.pk, receipt_number="县委收12号")


def is_answered(clerk: Desk, deputy: Desk, paper: UpwardPaper, cast: Cast) -> None:
    """The reply is filed with its paper, what it asks for is done by its owner, the matter is closed."""
    clerk.follow(clerk.page.locator(f'a[href="{clerk.url("reports:upward_reply", paper.pk)}"]'))
    clerk.page.locator("input[type=file]").set_input_files(
        [{"name": "批复.txt", "mimeType": "text/plain", "buffer": "原则同意。".encode()}]
    )
    clerk.look_twice("upward-reply")
    clerk.send(outcome="approved", number="云委复〔2026〕3号", content="原则同意，请抓紧组织实施。")
    until = f"{timezone.localdate() + timedelta(days=20):%Y-%m-%d}"
    clerk.sheet(
        "reports:upward_action",
        paper.pk,
        text="完成可行性研究",
        owner=str(cast.seats["deputy"].pk),
        due_on=until,
    )
    expect(clerk.page.locator("[data-code=actions_open]")).to_have_count(1)
    action = paper.reply_actions.get()
    deputy.go("members:home_detail")
    deputy.follow(
        deputy.page.locator(f'.work-list a[href="{deputy.url("reports:upward_detail", paper.pk)}"]')
    )
    deputy.sheet("reports:upward_action_done", paper.pk, action.pk, result="已完成")
    clerk.page.reload()
    clerk.press("reports:upward_close", paper.pk, yes=True)
    clerk.look_twice("upward-closed")
    with clerk.page.expect_download() as kept:
        clerk.page.locator("main .attachments a").first.click()
    assert kept.value.suggested_filename == "批复.txt"
    paper.refresh_from_db()
    assert (paper.state, paper.replies.get().outcome) == ("closed", "approved")


def test_an_incident_and_the_report_of_the_year(cast: Cast, desks: Desks) -> None:
    people = desks(clerk=WIDE, member2=PHONE)
    clerk, member = people["clerk"], people["member2"]
    member.go("reports:incident_create")
    fill_in = {"title": "供水主管道爆裂", "place": "城西街道", "facts": "影响3个小区。"}
    member.send(**fill_in)
    incident = Incident.objects.get()
    member.sheet("reports:incident_report", incident.pk, first_way="phone", first_reported_to="县委办公室")
    member.sheet("reports:incident_follow_up", incident.pk, text="已开挖抢修。")
    member.look("upward-incident-390")
    clerk.go("reports:incident_detail", incident.pk)
    clerk.look_twice("upward-incident-clerk")
    clerk.sheet("reports:incident_close", incident.pk, outcome="已恢复供水。")
    clerk.go("reports:incident_list")
    clerk.look_twice("upward-incidents")
    clerk.go("reports:annual_detail")
    clerk.press("reports:annual_draft")
    paper = UpwardPaper.objects.get()
    section = paper.sections.get(key="overview")
    clerk.follow(clerk.page.locator(f'a[href="{clerk.url("reports:upward_section", paper.pk, section.pk)}"]'))
    clerk.send(text="各项工作按计划推进。")
    expect(clerk.page.locator("main")).to_contain_text("各项工作按计划推进。")
    clerk.look_twice("upward-annual")
    paper.refresh_from_db()
    assert paper.body.startswith("一、总体情况\n各项工作按计划推进。")
    assert {name: desk.complaints for name, desk in people.items() if desk.complaints} == {}
