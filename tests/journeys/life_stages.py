"""The stages of a democratic-life meeting before its session, each on the screens of those whose turn it is."""

from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Browser

from lifes.models import DemocraticLifeMeeting, OpinionSolicitation, SpeechOutline
from reports.demo.cast import Cast
from reports.demo.story import read
from tests.journeys.screen import PHONE, Desk, fill

WORDS = read("life_words")
THEME = "改进服务作风，提高办事效率"


def theme_is_fixed(clerk: Desk, session: date) -> DemocraticLifeMeeting:
    """Begin the meeting of the year, with its theme and the plan."""
    clerk.go("lifes:life_create")
    clerk.send(theme=THEME, theme_paper="县委办〔2025〕41号", planned_on=session.isoformat())
    life = DemocraticLifeMeeting.objects.get()
    clerk.look_twice("life")
    clerk.go("lifes:stage_detail", life.pk, "theme")
    clerk.sheet("lifes:life_plan", life.pk, sent_on=(session - timedelta(days=15)).isoformat())
    clerk.look("life-theme-1440")
    life.refresh_from_db()
    assert (life.theme, life.plan_sent_on) == (THEME, session - timedelta(days=15))
    return life


def study_is_linked(clerk: Desk, life: DemocraticLifeMeeting) -> None:
    """Link a study."""
    clerk.go("lifes:stage_detail", life.pk, "study")
    clerk.sheet(
        "lifes:life_study", life.pk, title="专题学习：改进调查研究", held_on=timezone.localdate().isoformat()
    )
    assert life.studies.filter(removed=False).count() == 1


def opinions_are_sought(
    clerk: Desk, browser: Browser, cast: Cast, life: DemocraticLifeMeeting
) -> OpinionSolicitation:
    """Open a round, let somebody without an account answer on a phone, close it, sort what came, feed it back."""
    clerk.go("lifes:round_create")
    clerk.send(title="征求意见表", forms_sent="15", headings=WORDS["headings"])
    round_ = OpinionSolicitation.objects.get(life=life)
    clerk.press("lifes:round_open", round_.pk)
    clerk.look_twice("life-round")
    stranger = Desk(browser, clerk.page.url.split("/b/")[0], clerk.group, PHONE)
    for about, opinion in (("", "同类会议可以合并。"), ("member1", "多听一听家长的意见。")):
        stranger.page.goto(f"/o/{round_.token}/")
        form = stranger.page.locator("main form")
        seat = str(cast.seats[about].pk) if about else ""
        fill(form, {"about": seat, "opinion": opinion, "unit_kind": "群众"})
        stranger.look("life-form-390")
        with stranger.posted():
            form.locator("button[type=submit]").click()
    assert round_.forms.count() == 2
    assert {cookie["name"] for cookie in stranger.context.cookies()} <= {"csrftoken"}
    assert not stranger.complaints
    clerk.go("lifes:round_detail", round_.pk)
    clerk.press("lifes:round_close", round_.pk, yes=True)
    for form in round_.forms.all():
        clerk.sheet("lifes:round_sort_form", round_.pk, form.pk)
    clerk.look_twice("life-sorting")
    clerk.press("lifes:round_feed_back", round_.pk, yes=True)
    assert round_.opinions.filter(fed_back_at=None).count() == 0
    assert set(round_.opinions.values_list("about", flat=True)) == {None, cast.seats["member1"].pk}
    return round_


def talk_is_kept(secretary: Desk, clerk: Desk, cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Keep a talk; the clerk sees in the matrix that it was held, and nothing of it."""
    secretary.go("lifes:talk_create")
    secretary.send(second=str(cast.seats["member1"].pk), topics="交流群众反映的问题")
    secretary.look("life-talk-1440")
    assert life.talks.get().second == cast.seats["member1"]
    clerk.go("lifes:stage_detail", life.pk, "talks")
    clerk.look_twice("life-talks")
    assert "交流群众反映的问题" not in clerk.page.content()


def problem_is_listed(member: Desk, cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Put a problem on one's own list, from an opinion that was told."""
    member.go("lifes:opinion_list")
    assert "多听一听家长的意见" in member.page.content()
    member.go("lifes:stage_detail", life.pk, "examination")
    opinion = life.rounds.get().opinions.get(about=cast.seats["member1"])
    member.sheet(
        "lifes:life_problem",
        life.pk,
        whose=str(cast.seats["member1"].pk),
        source="solicited",
        text="听取家长意见的渠道偏窄。",
        opinion=str(opinion.pk),
    )
    assert life.problems.get().membership == cast.seats["member1"]


def outline_is_written(member: Desk, secretary: Desk, life: DemocraticLifeMeeting) -> SpeechOutline:
    """Write an outline, hand it in, have it given back, write on, have it approved."""
    member.go("lifes:stage_detail", life.pk, "examination")
    member.press("lifes:life_outline", life.pk)
    outline = SpeechOutline.objects.get(life=life, membership__user__username="member1")
    member.go("lifes:outline_write", outline.pk)
    member.send(text=WORDS["outlines"]["member1"])
    member.look("life-outline-390")
    member.press("lifes:outline_submit", outline.pk, yes=True)
    secretary.go("members:home_detail")
    secretary.follow(secretary.page.locator(f'a[href="{secretary.url("lifes:outline_detail", outline.pk)}"]'))
    secretary.sheet("lifes:outline_return", outline.pk, comment="请补充具体事例")
    member.go("lifes:outline_write", outline.pk)
    assert member.page.locator("textarea[name=text]").input_value() == WORDS["outlines"]["member1"]
    member.send(text=WORDS["outlines"]["member1"] + "上学期有三次活动没有事先听取意见。")
    member.press("lifes:outline_submit", outline.pk, yes=True)
    secretary.go("lifes:outline_detail", outline.pk)
    secretary.press("lifes:outline_approve", outline.pk)
    secretary.look("life-outline-1440")
    outline.refresh_from_db()
    assert (outline.state, outline.versions.count()) == ("approved", 2)
    assert outline.entries.filter(verb="read_outline", by__username="secretary").exists()
    return outline
