"""One meeting in a real browser, from the topic to the verified file, each person on a screen of his own."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import AgendaItem, Meeting, Minutes
from reports.archive.models import ArchivePackage
from reports.demo import lists
from reports.demo.before import DAY, accept, propose
from reports.demo.cast import Cast
from reports.demo.script import Topic
from tests.journeys.screen import FOUNDED, PHONE, WIDE, Desk, Desks
from tests.journeys.stages import (
    FIRST,
    FUNDS,
    POST,
    agenda_is_set,
    meeting_is_planned,
    members_answer,
    notice_is_given,
    topic_is_proposed,
)
from votes import actions as vote_actions
from votes.models import Vote

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """A county's body with its list of major questions, and three topics that are accepted already."""
    now = timezone.now()
    lists.adopt_first(cast, FOUNDED + 44 * DAY)
    for topic in (
        Topic(
            FIRST,
            "first_topic",
            "deputy",
            "县应急管理局",
            source=("关于安全发展的重要讲话", "上级机关", now.date() - 9 * DAY),
        ),
        Topic(FUNDS, "funds", "member1", "县教育体育局", amount=620, draft="会议同意安排资金620万元。"),
        Topic(
            POST,
            "personnel.appoint",
            "secretary",
            "县人社局",
            candidate="苗青禾",
            draft="会议同意任命苗青禾。",
        ),
    ):
        accept(cast, propose(cast, topic, now - DAY), now - DAY)
    return cast


def test_from_the_topic_to_the_verified_file(cast: Cast, desks: Desks) -> None:
    people = desks(clerk=WIDE, secretary=WIDE, member4=PHONE, member3=PHONE)
    clerk, secretary, member, away = people.values()
    topic_is_proposed(member, clerk, secretary)
    meeting = meeting_is_planned(clerk, cast)
    agenda_is_set(clerk, secretary, meeting)
    notice_is_given(clerk, meeting)
    members_answer(cast, member, away, secretary, meeting)
    members_sign_in(cast, clerk, member, secretary, meeting)
    first, project, funds, post = meeting.items.on_agenda()
    first_topic_is_concluded(clerk, first)
    hands_are_shown(clerk, member, cast, project)
    ballots_are_signed(cast, clerk, member, funds)
    ballots_are_secret(cast, clerk, member, post)
    meeting_is_recorded(clerk, secretary, meeting)
    minutes_are_issued(clerk, secretary, meeting)
    file_is_verified(clerk, meeting)
    assert {name: desk.complaints for name, desk in people.items() if desk.complaints} == {}


def members_sign_in(cast: Cast, clerk: Desk, member: Desk, secretary: Desk, meeting: Meeting) -> None:
    member.go("meetings:my_sitting", meeting.pk)
    member.press("meetings:roll_sign", meeting.pk)
    clerk.go("meetings:sitting_detail", meeting.pk)
    stay = meeting.attendance.get()
    assert stay.confirmed_at is None
    clerk.press("meetings:roll_confirm", stay.pk)
    for name in ("secretary", "deputy", "member1", "member2", "member5", "member6", "member8"):
        clerk.press("meetings:roll_enter", meeting.pk, value=cast.seats[name].pk)
    clerk.look("roll-1440")
    secretary.go("meetings:sitting_detail", meeting.pk)
    secretary.press("meetings:meeting_open", meeting.pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.ordinal) == ("open", 44)


def taken_up(clerk: Desk, item: AgendaItem, *, words: tuple[int, str] | None = None) -> None:
    """Take an item up, hear who speaks, close the discussion."""
    clerk.page.goto(f"{clerk.url('meetings:sitting_detail', item.meeting_id)}?item={item.pk}")
    clerk.press("meetings:item_start", item.pk)
    for opinion in item.opinions.all():
        clerk.press("meetings:opinion_read_out", opinion.pk)
    if words:
        clerk.page.click("#tool-speech summary")
        clerk.page.select_option("#speaker", str(words[0]))
        clerk.page.fill("#words", words[1])
        with clerk.posted():
            clerk.page.click("#tool-speech button")
        clerk.look("discussion-1440")
    clerk.press("meetings:item_speak_rest", item.pk)
    clerk.press("meetings:item_close_discussion", item.pk)


def first_topic_is_concluded(clerk: Desk, item: AgendaItem) -> None:
    taken_up(clerk, item)
    clerk.page.fill("#conclusion", "会议传达学习了有关材料，要求结合分管工作抓好贯彻落实。")
    clerk.page.fill("#measures", "开展冬季安全生产大检查\n健全隐患排查台账")
    clerk.look("conclude-1440")
    clerk.press("meetings:item_conclude", item.pk)
    item.refresh_from_db()
    assert item.outcome == "concluded"


def hands_are_shown(clerk: Desk, member: Desk, cast: Cast, item: AgendaItem) -> None:
    """A show of hands takes two clicks once it is open: all approve, close and count."""
    taken_up(clerk, item, words=(cast.seats["deputy"].pk, "同意，建议先行落实一期资金。"))
    clerk.press("votes:vote_open", item.pk, value="show_of_hands")
    vote = Vote.objects.get(item=item)
    clerk.look_twice("sitting")
    clerk.press("votes:vote_enter", vote.pk)
    clerk.press("votes:vote_close", vote.pk)
    clerk.look("result-1440")
    item.refresh_from_db()
    assert (item.outcome, item.formula) == ("passed", "应到9 实到8 回避0 赞成8 反对0 弃权0；8×2>9 通过")


def ballots_are_signed(cast: Cast, clerk: Desk, member: Desk, item: AgendaItem) -> None:
    taken_up(clerk, item)
    clerk.press("votes:vote_open", item.pk, value="signed_ballot")
    vote = Vote.objects.get(item=item)
    member.go("meetings:my_sitting", item.meeting_id)
    member.page.locator(".ballot-choice.choice-oppose").click()
    member.look("mine-390")
    member.press("votes:vote_cast", vote.pk, yes=True)
    member.look("voted-390")
    clerk.go("meetings:sitting_detail", item.meeting_id)
    clerk.press("votes:vote_enter", vote.pk)
    clerk.press("votes:vote_close", vote.pk)
    member.go("meetings:my_sitting", item.meeting_id)
    member.look("result-390")
    item.refresh_from_db()
    assert item.formula == "应到9 实到8 回避0 赞成7 反对1 弃权0；7×2>9 通过"


def ballots_are_secret(cast: Cast, clerk: Desk, member: Desk, item: AgendaItem) -> None:
    """One votes on the phone, the others by the same act; two of three slips open the ballot."""
    taken_up(clerk, item)
    clerk.page.click("#tool-secret summary")
    clerk.page.fill("#scrutineer", "程立秋")
    clerk.page.fill("#teller", "杜晓棠")
    clerk.press("votes:vote_open", item.pk, value="screen")
    slips = clerk.page.locator(".slip code").all_inner_texts()
    clerk.look_twice("slips")
    vote = Vote.objects.get(item=item)
    member.go("meetings:my_sitting", item.meeting_id)
    member.page.locator(".ballot-choice.choice-approve").click()
    member.look("secret-390")
    member.press("votes:vote_cast", vote.pk, yes=True)
    expect(member.page.locator(".receipt code")).to_be_visible()
    for name in ("deputy", "member1", "member2", "member5", "member6", "member8", "secretary"):
        vote_actions.cast_ballot(vote, "approve", by=cast.users[name], at=timezone.now())
    clerk.go("meetings:sitting_detail", item.meeting_id)
    clerk.press("votes:vote_close", vote.pk)
    clerk.page.fill("#slip-a", slips[0])
    clerk.page.fill("#slip-b", slips[2])
    clerk.look("count-1440")
    clerk.press("votes:vote_count", vote.pk)
    clerk.look("secret-result-1440")
    item.refresh_from_db()
    assert (item.outcome, len(slips)) == ("passed", 3)


def meeting_is_recorded(clerk: Desk, secretary: Desk, meeting: Meeting) -> None:
    secretary.go("meetings:sitting_detail", meeting.pk)
    secretary.look("end-1440")
    secretary.press("meetings:meeting_close", meeting.pk, yes=True)
    clerk.go("meetings:record_detail", meeting.pk)
    clerk.look_twice("record")
    clerk.press("meetings:record_sign", meeting.pk, value="recorder", yes=True)
    secretary.go("meetings:record_detail", meeting.pk)
    secretary.press("meetings:record_sign", meeting.pk, value="chair", yes=True)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.record.is_signed) == ("closed", True)


def minutes_are_issued(clerk: Desk, secretary: Desk, meeting: Meeting) -> None:
    clerk.go("meetings:meeting_detail", meeting.pk)
    clerk.press("meetings:minutes_draft", meeting.pk)
    minutes = Minutes.objects.get(meeting=meeting)
    secretary.go("meetings:minutes_detail", minutes.pk)
    secretary.press("meetings:minutes_sign", minutes.pk, yes=True)
    clerk.go("meetings:minutes_detail", minutes.pk)
    clerk.press("meetings:minutes_issue", minutes.pk, yes=True)
    clerk.look_twice("minutes")
    with clerk.page.expect_download() as download:
        clerk.page.locator(f'a[href="{clerk.url("meetings:minutes_pdf", minutes.pk)}"]').first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def file_is_verified(clerk: Desk, meeting: Meeting) -> None:
    clerk.go("meetings:meeting_detail", meeting.pk)
    clerk.look_twice("closed")
    clerk.press("reports:meeting_seal", meeting.pk, yes=True)
    package = ArchivePackage.objects.get(meeting=meeting)
    clerk.go("reports:volume_detail", package.pk)
    clerk.press("reports:volume_verify", package.pk)
    expect(clerk.page.locator("#verification.tone-good")).to_be_visible()
    clerk.look_twice("file")
