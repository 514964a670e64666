"""Study in a real browser: from the plan to the ledger, and an essay that is returned and accepted on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reports.demo.cast import Cast
from study import actions
from study.models import Essay, StudyPlan, StudySession
from tests.journeys.screen import PHONE, WIDE, Desk, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
THEME = "法治专题讲座：重大行政决策程序"
TEXT = "这次讲座使我弄清了法定程序的每一步，重大决策先论证、后审议，宁可慢一点也不能把步骤倒过来。"


def test_from_the_plan_to_the_ledger(cast: Cast, desks: Desks) -> None:
    people = desks(clerk=WIDE, secretary=WIDE, member1=PHONE)
    clerk, secretary, member = people.values()
    plan = year_is_planned(clerk, secretary)
    session = study_is_put_on_the_calendar(clerk, plan)
    members_come(cast, clerk, member, session)
    study_is_recorded(clerk, session)
    ledger_says_who_was_there(cast, clerk, member)
    assert {name: desk.complaints for name, desk in people.items() if desk.complaints} == {}


def year_is_planned(clerk: Desk, secretary: Desk) -> StudyPlan:
    clerk.go("study:plan_create")
    clerk.send(note="每月一次集体学习。")
    plan = StudyPlan.objects.get()
    clerk.go("study:plan_line", plan.pk)
    month = str(timezone.localdate().month)
    clerk.send(month=month, theme=THEME, form="lecture", contents="laws", lecturer="祁文博")
    secretary.go("study:plan_detail", plan.pk)
    secretary.press("study:plan_approve", plan.pk, yes=True)
    clerk.go("study:plan_detail", plan.pk)
    clerk.look_twice("study-plan")
    plan.refresh_from_db()
    assert plan.state == "approved"
    return plan


def study_is_put_on_the_calendar(clerk: Desk, plan: StudyPlan) -> StudySession:
    """From the line of the plan; the form says at once what the study changes for everybody."""
    clerk.page.locator(f'a[href$="?line={plan.lines.get().pk}"]').click()
    start = timezone.localtime() - timedelta(minutes=60)
    page = clerk.page
    page.fill("#id_starts_at", f"{start:%Y-%m-%dT%H:%M}")
    page.fill("#id_ends_at", f"{start + timedelta(minutes=120):%Y-%m-%dT%H:%M}")
    page.locator("#id_ends_at").dispatch_event("change")
    first = page.locator(".base-change").first
    expect(first).to_contain_text("120 → 120")  # the plan foresees it
    page.locator("#id_counts_toward_quota").uncheck()
    expect(first).to_contain_text("120 → 0")
    page.locator("#id_counts_toward_quota").check()
    page.select_option("#id_line", "")
    expect(first).to_contain_text("120 → 240")  # one more than planned
    page.select_option("#id_line", str(plan.lines.get().pk))
    expect(first).to_contain_text("120 → 120")
    clerk.look("study-new-1440")
    clerk.send()
    session = StudySession.objects.get()
    assert (session.title, session.form, session.contents) == (THEME, "lecture", ["laws"])
    return session


def members_come(cast: Cast, clerk: Desk, member: Desk, session: StudySession) -> None:
    """Four came in time; one signs late on her phone and is confirmed, one is entered on the roll in place."""
    start, keeper = session.starts_at, cast.users["clerk"]
    for number, key in enumerate(("secretary", "deputy", "member2", "member3")):
        actions.check_in(session, cast.seats[key], by=keeper, at=start + timedelta(seconds=number))
    actions.open_session(session, by=keeper, at=start + timedelta(seconds=5))
    member.go("study:session_detail", session.pk)
    member.press("study:session_sign", session.pk)
    member.look("study-own-390")
    stay = session.presences.get(confirmed_at=None)
    clerk.go("study:session_detail", session.pk)
    clerk.press("study:session_confirm", session.pk, stay.pk)
    clerk.press("study:session_in", session.pk, cast.seats["member4"].pk)
    expect(clerk.page.locator("#roll-title")).to_contain_text("6/")
    clerk.look_twice("study-roll")
    clerk.press("study:session_close", session.pk, yes=True)
    session.refresh_from_db()
    assert (session.state, session.presences.filter(out_at=None).count()) == ("held", 0)


def study_is_recorded(clerk: Desk, session: StudySession) -> None:
    clerk.go("study:session_record", session.pk)
    clerk.send(gist="听取讲解，结合本县重大行政决策目录讨论。", discussion="两名成员发言。")
    session.refresh_from_db()
    assert session.state == "recorded"
    clerk.look_twice("study-recorded")


def ledger_says_who_was_there(cast: Cast, clerk: Desk, member: Desk) -> None:
    clerk.go("study:ledger_detail")
    rows = clerk.page.locator(".ledger tbody tr")
    expect(rows.filter(has_text="沈怀远")).to_contain_text("100%")
    expect(rows.filter(has_text="程立秋")).to_contain_text("0%")
    clerk.look_twice("study-ledger")
    member.go("study:ledger_detail")
    expect(member.page.locator(".own-row")).to_contain_text("高若兰")
    member.look("study-ledger-own-390")


def test_an_essay_is_returned_and_accepted_on_a_phone(cast: Cast, desks: Desks) -> None:
    people = desks(clerk=PHONE, member3=PHONE)
    clerk, author = people.values()
    author.go("study:essay_create")
    author.send(title="学法用法心得", text=TEXT)
    essay = Essay.objects.get()
    author.look("essay-draft-390")
    author.press("study:essay_submit", essay.pk, yes=True)
    clerk.go("members:home_detail")
    clerk.page.locator('a[href$="?state=submitted"]').click()
    clerk.page.get_by_role("link", name="学法用法心得").click()
    clerk.sheet("study:essay_return", essay.pk, comment="请结合分管工作举一个事例。")
    author.go("study:essay_detail", essay.pk)
    expect(author.page.locator("main")).to_contain_text("请结合分管工作举一个事例。")
    author.look("essay-returned-390")
    author.go("study:essay_edit", essay.pk)
    author.send(text=f"{TEXT}\n\n例如某园区项目，先听取企业和群众意见再上会。")
    author.press("study:essay_submit", essay.pk, yes=True)
    clerk.go("study:essay_detail", essay.pk)
    clerk.look("essay-review-390")
    clerk.sheet("study:essay_accept", essay.pk)
    essay.refresh_from_db()
    assert essay.state == "accepted"
    author.go("study:ledger_detail")
    expect(author.page.locator(".own-row")).to_contain_text("1/4")
    assert {name: desk.complaints for name, desk in people.items() if desk.complaints} == {}
