"""A whole democratic-life meeting in a real browser: from its theme to its rectification, each person on a screen of his own."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from lifes import actions
from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from reports.demo.cast import Cast
from reports.demo.life_session import AWAY, WORDS
from tests.journeys.life_stages import (
    opinions_are_sought,
    outline_is_written,
    problem_is_listed,
    study_is_linked,
    talk_is_kept,
    theme_is_fixed,
)
from tests.journeys.screen import PHONE, WIDE, Desk, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_from_the_theme_to_rectification_7_1_a_7_2_d_7_3_a_7_3_b_7_4_a_7_4_b(
    cast: Cast, desks: Desks, browser: Browser
) -> None:
    clerk, secretary, recorder, member = desks(
        clerk=WIDE, secretary=WIDE, recorder=WIDE, member1=PHONE
    ).values()
    life = everything_is_prepared(clerk, secretary, member, browser, cast)
    session_is_opened(clerk, secretary, recorder, cast, life)
    everybody_speaks(recorder, member, cast, life)
    session_is_closed(secretary, recorder, cast, life)
    measures_are_planned(clerk, member, cast, life)
    measure_is_done(member, secretary, life)
    report_is_sent(clerk, cast, life)
    assert not [*clerk.complaints, *secretary.complaints, *recorder.complaints, *member.complaints]


def everything_is_prepared(
    clerk: Desk, secretary: Desk, member: Desk, browser: Browser, cast: Cast
) -> DemocraticLifeMeeting:
    life = theme_is_fixed(clerk, timezone.localdate())
    study_is_linked(clerk, life)
    opinions_are_sought(clerk, browser, cast, life)
    talk_is_kept(secretary, clerk, cast, life)
    problem_is_listed(member, cast, life)
    outline_is_written(member, secretary, life)
    at = timezone.now()
    for key in cast.in_office(timezone.localdate()):
        if key != "member1":
            author = cast.users[key]
            outline = actions.begin_outline(life, by=author, at=at)
            actions.write_outline(outline, WORDS["outlines"][key], by=author, at=at)
            actions.submit_outline(outline, by=author, at=at)
            if key != "secretary":
                actions.approve_outline(outline, by=cast.users["secretary"], at=at)
    clerk.go("lifes:life_detail", life.pk)
    clerk.press("lifes:life_ready", life.pk)
    life.refresh_from_db()
    assert life.state == "ready"
    return life


def session_is_opened(
    clerk: Desk, secretary: Desk, recorder: Desk, cast: Cast, life: DemocraticLifeMeeting
) -> None:
    """Name the recorder; sign in; with too few the button says why; then the secretary opens."""
    secretary.go("members:home_detail")
    secretary.follow(secretary.page.locator(f'a[href="{secretary.url("lifes:session_detail", life.pk)}"]'))
    assert "尚未指定记录人" in secretary.page.content()
    clerk.go("lifes:stage_detail", life.pk, "theme")
    clerk.sheet("lifes:life_recorder", life.pk, recorder=str(cast.users["recorder"].pk))
    recorder.go("lifes:session_detail", life.pk)
    present = [key for key in cast.in_office(timezone.localdate()) if key != AWAY]
    recorder.press("lifes:session_in", life.pk, cast.seats["secretary"].pk)
    secretary.go("lifes:session_detail", life.pk)
    assert secretary.page.locator("[data-code=quorum_not_met]").count() == 1
    secretary.look_twice("life-session-few")
    for key in present[1:-1]:
        actions.sign_in(life, cast.seats[key], by=cast.users["recorder"], at=timezone.now())
    recorder.go("lifes:session_detail", life.pk)
    recorder.press("lifes:session_in", life.pk, cast.seats[present[-1]].pk)
    secretary.go("lifes:session_detail", life.pk)
    secretary.press("lifes:session_open", life.pk)
    life.refresh_from_db()
    assert (life.state, life.chair) == ("open", cast.seats["secretary"])


def everybody_speaks(recorder: Desk, member: Desk, cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Last year's measures first; then the recorder follows the order, a member writes words of his own on the phone."""
    recorder.go("lifes:session_detail", life.pk)
    recorder.press("lifes:session_measures", life.pk)
    recorder.look_twice("life-session-order")
    recorder.page.locator("a", has=recorder.page.locator(".tone-warn", has_text="下一位")).first.click()
    recorder.send(text=WORDS["outlines"]["secretary"])
    assert life.criticisms.get().speaker == cast.seats["secretary"]
    at, scribe = timezone.now(), cast.users["recorder"]
    for key in cast.in_office(timezone.localdate()):
        if key not in {"secretary", "member1", AWAY}:
            seat, text = cast.seats[key], WORDS["outlines"][key]
            actions.record_criticism(life, "self_criticism", seat, None, text, by=scribe, at=at)
    member.go("lifes:session_detail", life.pk)
    member.page.locator("a", has=member.page.locator(".tone-warn", has_text="下一位")).first.click()
    speakers = member.page.locator("select[name=speaker] option").all_text_contents()
    assert [name for name in speakers if name.strip("-")] == ["高若兰"]
    member.send(text=WORDS["outlines"]["member1"])
    member.look("life-session-390")
    for target, said in WORDS["criticism"].items():
        for speaker, text in said.items():
            if (speaker, target) != ("member2", "member1") and target != AWAY:
                actions.record_criticism(
                    life, "criticism", cast.seats[speaker], cast.seats[target], text, by=scribe, at=at
                )
    # A hole of the matrix leads to its form.
    recorder.go("lifes:session_detail", life.pk)
    asked = f"kind=criticism&speaker={cast.seats['member2'].pk}&target={cast.seats['member1'].pk}"
    recorder.page.locator(f'a[href$="{asked}"]').click()
    recorder.send(text=WORDS["criticism"]["member1"]["member2"])
    assert life.criticisms.filter(speaker=cast.seats["member2"], target=cast.seats["member1"]).count() == 1
    recorder.look_twice("life-session")


def session_is_closed(secretary: Desk, recorder: Desk, cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Enter the statement of who is away, answer the likeness, close; closing locks what was said."""
    secretary.go("lifes:session_detail", life.pk)
    assert "缺席且未宣读书面发言" in secretary.page.content()
    recorder.go("lifes:session_statement", life.pk)
    recorder.send(member=str(cast.seats[AWAY].pk), text=WORDS["statement"])
    question = life.questions.filter(kind="criticism").get()
    secretary.go("lifes:stage_detail", life.pk, "examination")
    secretary.sheet("lifes:life_likeness", life.pk, question.pk, finding="均为本人意见")
    secretary.go("lifes:session_detail", life.pk)
    secretary.press("lifes:session_close", life.pk, yes=True)
    life.refresh_from_db()
    assert life.state == "closed"
    recorder.go("lifes:session_detail", life.pk)
    assert recorder.page.locator('a[href*="/criticism/"]').count() == 0
    assert life.entries.filter(verb="read_record", by=cast.users["recorder"]).exists()


def measures_are_planned(clerk: Desk, member: Desk, cast: Cast, life: DemocraticLifeMeeting) -> None:
    """The body's problem gets a measure by the clerk, the member's own by the member, on the phone."""
    actions.list_problem(
        life,
        membership=None,
        text="同类会议合并不及时。",
        source="solicited",
        by=cast.users["clerk"],
        at=timezone.now(),
    )
    for desk, seat, owner in ((clerk, None, "deputy"), (member, cast.seats["member1"], "member1")):
        problem = life.problems.get(membership=seat, removed=False)
        desk.go("lifes:stage_detail", life.pk, "rectification")
        desk.look("life-rectification-1440" if desk is clerk else "life-rectification-390")
        desk.page.locator(f'a[href$="?problem={problem.pk}"]').click()
        due = timezone.localdate() + timedelta(days=90)
        desk.send(text="每月公布计划", owner=str(cast.seats[owner].pk), due_on=due.isoformat())
        measure = problem.measures.get()
        assert (measure.membership, measure.owner) == (seat, cast.seats[owner])
    clerk.go("lifes:measure_list")
    clerk.look_twice("life-measures")


def measure_is_done(member: Desk, secretary: Desk, life: DemocraticLifeMeeting) -> None:
    """Report, claim (not without evidence), confirm from the desk."""
    measure = RectificationMeasure.objects.get(life=life, membership__user__username="member1")
    member.go("lifes:measure_detail", measure.pk)
    member.sheet("lifes:measure_report", measure.pk, text="清单已公布。")
    member.sheet("lifes:measure_done", measure.pk, evidence="公布页面存档", result="已公布")
    member.look("life-measure-390")
    secretary.go("members:home_detail")
    secretary.follow(secretary.page.locator(f'a[href="{secretary.url("lifes:measure_detail", measure.pk)}"]'))
    secretary.press("lifes:measure_confirm", measure.pk, yes=True)
    secretary.look("life-measure-1440")
    measure.refresh_from_db()
    assert (measure.state, measure.confirmed_by.username) == ("confirmed", "secretary")


def report_is_sent(clerk: Desk, cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Tell the absent member, send the report, give notice; the checklist shows it."""
    clerk.go("lifes:stage_detail", life.pk, "report")
    assert "尚未反馈" in clerk.page.content()
    clerk.sheet("lifes:life_feedback", life.pk, way="书记当面反馈")
    clerk.sheet("lifes:life_report", life.pk, number="云政党组〔2026〕4号")
    clerk.sheet("lifes:life_notice", life.pk, to="各部门、各乡镇")
    clerk.look_twice("life-report")
    life.refresh_from_db()
    today = timezone.localdate()
    assert (life.state, life.reported_on, life.noticed_on) == ("reported", today, today)
    assert life.report_to == cast.group.superior
    assert life.untold() == []
