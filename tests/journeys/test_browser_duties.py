"""A year of duties in a real browser: filed on the phone, answered for on a list, shown by stages, suggested."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import AgendaItem
from reports.demo import lists
from reports.demo.before import DAY
from reports.demo.cast import Cast
from reports.demo.script import Sitting, Topic, first
from reports.demo.sitting import play
from reports.responsibility.actions import lists as duties
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.integrity import StageLink
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.models.suggestions import Suggestion
from tests.journeys.screen import FOUNDED, PHONE, WIDE, Desk, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TITLE = "研究县政府党组年度全面从严治党责任清单"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """A body that decided on its list a week ago; the list itself is a draft without one member's dual duty."""
    now = timezone.now()
    lists.adopt_first(cast, FOUNDED + 44 * DAY)
    lists.entrust(cast, 2025, FOUNDED + 56 * DAY)
    held = timezone.localdate(now) - 7 * DAY
    topic = Topic(
        TITLE, "party_building", "member6", "县政府办公室", draft="会议同意责任清单。", tags=("integrity",)
    )
    play(cast, Sitting(held, (first("传达学习有关讲话精神", held - 5 * DAY), topic), left="closed"))
    clerk, at = cast.users["clerk"], now - 10 * DAY
    draft = duties.draft_responsibilities(cast.group, held.year, "年度清单", by=clerk, at=at)
    keys = [key for key in cast.in_office(timezone.localdate()) if key != "member8"]
    secretary = cast.seats["secretary"]
    lines = [("principal_responsibility", None), ("first_responsible", secretary)]
    lines += [("dual_duty", cast.seats[key]) for key in keys]
    for kind, seat in lines:
        duties.add_responsibility(
            draft,
            kind=kind,
            membership=seat,
            text="抓好分管领域党风廉政建设。",
            standard="有检查、有记录",
            due_on=date(held.year, 12, 31),
            by=clerk,
            at=at,
        )
    return cast


def test_a_year_of_duties_10_4_a_10_3_a_10_2_c_10_3_d(cast: Cast, desks: Desks) -> None:
    clerk, secretary, member = desks(clerk=WIDE, secretary=WIDE, member2=PHONE).values()
    year_is_opened(clerk)
    filing_is_entered_on_the_phone(member, cast)
    list_is_adopted(clerk, cast)
    half_year_is_reported(member, cast)
    stages_are_shown(clerk, cast)
    year_is_seen_in_pictures(clerk)
    suggestion_is_answered(member, secretary)
    assert not [*clerk.complaints, *secretary.complaints, *member.complaints]


def year_is_opened(clerk: Desk) -> None:
    clerk.go("reports:filings_open")
    with clerk.posted():
        clerk.page.locator("main form button[type=submit]").click()
    expect(clerk.page.locator("#register tbody tr").first).to_be_visible()
    clerk.look_twice("filings")
    clerk.go("reports:filing_year")
    clerk.look_twice("filing-year")


def filing_is_entered_on_the_phone(member: Desk, cast: Cast) -> None:
    filing = AnnualFiling.objects.get(membership=cast.seats["member2"], kind="personal_matters")
    member.go("members:home_detail")
    link = member.page.locator(f'a[href="{member.url("reports:filing_detail", filing.pk)}"]')
    member.follow(link)
    member.look("filing-390")
    member.sheet("reports:filing_enter", filing.pk, office="县委组织部")
    filing.refresh_from_db()
    assert (filing.state, filing.office) == ("filed", "县委组织部")
    expect(member.page.locator("main")).to_contain_text("县委组织部")


def list_is_adopted(clerk: Desk, cast: Cast) -> None:
    draft = ResponsibilityList.objects.get()
    clerk.go("reports:responsibility_detail", draft.pk)
    expect(clerk.page.locator(".verdict")).to_contain_text(cast.users["member8"].name)
    clerk.sheet(
        "reports:responsibility_line",
        draft.pk,
        kind="dual_duty",
        membership=str(cast.seats["member8"].pk),
        text="抓好民政领域救助资金监管。",
    )
    expect(clerk.page.locator(".verdict")).to_have_count(0)
    clerk.look_twice("list-draft")
    decision = cast.group.decisions.get(item__title=TITLE)
    clerk.sheet("reports:responsibility_adopt", draft.pk, decision=str(decision.pk))
    draft.refresh_from_db()
    assert (draft.state, draft.decision) == ("adopted", decision)


def half_year_is_reported(member: Desk, cast: Cast) -> None:
    adopted = ResponsibilityList.objects.get()
    member.go("reports:responsibility_detail", adopted.pk)
    member.sheet("reports:responsibility_report", adopted.pk, half="1", text="上半年履责情况。")
    assert adopted.reports.get().membership == cast.seats["member2"]
    member.look("list-390")


def stages_are_shown(clerk: Desk, cast: Cast) -> None:
    item = AgendaItem.objects.get(title=TITLE, meeting__group=cast.group)
    clerk.go("reports:integrity_detail")
    clerk.look_twice("stages-suggested")
    for stage in ("study", "deploy"):
        form = clerk.page.locator("form", has=clerk.page.locator(f"input[name=stage][value={stage}]"))
        with clerk.posted():
            form.locator("button").click()
    assert set(StageLink.objects.values_list("stage", "item")) == {("study", item.pk), ("deploy", item.pk)}
    clerk.look_twice("stages")
    link = StageLink.objects.get(stage="deploy")
    clerk.sheet("reports:integrity_withdraw", link.pk, reason="该议题只作研究")
    link.refresh_from_db()
    assert link.state == "withdrawn"


def year_is_seen_in_pictures(clerk: Desk) -> None:
    clerk.go("reports:dashboard_detail")
    clerk.look_twice("dashboard")
    clerk.page.locator("#months summary").click()
    expect(clerk.page.locator("#months table")).to_be_visible()
    clerk.page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    clerk.page.wait_for_timeout(400)  # colours fade over
    clerk.look("dashboard-dark")
    clerk.follow(clerk.page.locator("#months svg a[href*='held=true']"))
    expect(clerk.page.locator("#register tbody tr")).to_have_count(1)


def suggestion_is_answered(member: Desk, secretary: Desk) -> None:
    member.go("reports:suggestion_create")
    member.page.locator("main form [name=field]").fill("资金监管")
    member.page.locator("main form [name=text]").fill("建议对涉农资金开展事前提醒。")
    with member.posted():
        member.page.locator("main form button[type=submit]").click()
    made = Suggestion.objects.get()
    secretary.go("members:home_detail")
    secretary.follow(
        secretary.page.locator(f'a[href="{secretary.url("reports:suggestion_detail", made.pk)}"]')
    )
    secretary.page.wait_for_url("**/suggestions/*/")
    secretary.sheet("reports:suggestion_answer", made.pk, outcome="noted", outcome_text="已转有关部门。")
    made.refresh_from_db()
    assert (made.state, made.outcome) == ("answered", "noted")
    secretary.look_twice("suggestion")
