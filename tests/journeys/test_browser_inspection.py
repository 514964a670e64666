"""An inspection in a real browser: prepared, granted, read under its mark, seen by the secretary, taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from meetings.models import Decision
from reports.demo.cast import PASSWORD, Cast
from reports.demo.script import Sitting, Topic, first
from reports.demo.sitting import Room
from reports.inspection.models import Inspection
from tests.journeys.screen import WIDE, Desk, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AUTHORITY = "州委第三巡察组"
MATTER = "研究防汛物资储备资金安排"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """A body that decided on a sum of money a week ago."""
    today = timezone.localdate()
    topics = (
        first("传达学习讲话精神", today - timedelta(days=12)),
        Topic(MATTER, "funds", "member1", amount=200),
    )
    Room(cast, Sitting(today - timedelta(days=7), topics, left="signed")).hold()
    return cast


def test_from_the_paper_to_the_last_click(
    cast: Cast, desks: Desks, live_server: object, browser: Browser
) -> None:
    clerk, secretary = desks(clerk=WIDE, secretary=WIDE).values()
    one = clerk_prepares(clerk)
    secretary.go("reports:inspection_detail", one.pk)
    secretary.press("reports:inspection_grant", one.pk, yes=True)
    secretary.look_twice("inspection")
    visitor = Desk(browser, str(live_server), cast.group.code, WIDE)
    inspector_reads(visitor)
    secretary.go("reports:inspectionread_list")
    expect(secretary.page.get_by_role("link", name="导出 Excel")).to_be_visible()
    expect(secretary.page.locator("#register").get_by_text(MATTER).first).to_be_visible()
    secretary.look_twice("inspection-reads")
    secretary.go("reports:inspection_detail", one.pk)
    secretary.sheet("reports:inspection_revoke", one.pk, reason="超出范围")
    visitor.page.reload()
    expect(visitor.page.locator("[data-code=inspection_over]")).to_be_visible()
    # The last click is answered with 403, which a browser writes into its console.
    assert [said for said in visitor.complaints if "403" not in said] == []
    assert clerk.complaints + secretary.complaints == []


def clerk_prepares(clerk: Desk) -> Inspection:
    clerk.go("reports:inspection_create")
    page, today = clerk.page, timezone.localdate()
    page.fill("[name=authority]", AUTHORITY)
    page.fill("[name=basis]", "巡察通知1号")
    page.fill("[name=until]", str(today + timedelta(days=10)))
    # A meeting of last week may lie in last year.
    for box in page.locator(f'[name=years][value="{today.year - 1}"]').all():
        box.check()
    with clerk.posted():
        page.locator("main form[data-unsaved] button[type=submit]").last.click()
    one = Inspection.objects.get()
    clerk.go("reports:inspection_invite", one.pk)
    page.fill("[name=username]", "xuncha")
    page.fill("[name=name]", "贺知秋")
    page.fill("[name=password]", PASSWORD)
    with clerk.posted():
        page.locator("main form[data-unsaved] button[type=submit]").last.click()
    expect(page.get_by_text("贺知秋").first).to_be_visible()
    return one


def inspector_reads(visitor: Desk) -> None:
    page = visitor.page
    page.goto("/login/")
    page.fill("input[name=username]", "xuncha")
    page.fill("input[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    # The first password is changed before anything is shown.
    page.fill("[name=old_password]", PASSWORD)
    for field in ("new_password1", "new_password2"):
        page.fill(f"[name={field}]", f"{PASSWORD}-neu")
    page.locator("main form button[type=submit]").first.click()  # the last one changes the language
    page.wait_for_url("**/inspected/")
    expect(page.locator("svg.watermark")).to_be_attached()
    visitor.look_twice("inspected-home")
    visitor.follow(page.get_by_role("link", name="决定全程"))
    visitor.look_twice("trail-list")
    visitor.follow(page.get_by_role("link", name=MATTER))
    expect(page.locator("svg.watermark")).to_be_attached()
    visitor.look_twice("trail")
    decision = Decision.objects.get()
    paper = page.request.get(visitor.url("reports:trail_pdf", decision.pk))
    assert paper.headers["content-type"] == "application/pdf"
    assert page.request.get(visitor.url("meetings:decision_detail", decision.pk)).status == 404
