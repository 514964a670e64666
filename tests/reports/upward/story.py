"""upward documents of the body of five, made through the acts; for the tests of requests and reports."""

from datetime import datetime, timedelta

from meetings import actions as meeting_actions
from meetings.models import AgendaItem
from members import actions as member_actions
from reports.upward.actions import papers as upward_actions
from reports.upward.actions import rounds as round_actions
from reports.upward.models.papers import UpwardPaper
from tests.cast import START, Cast
from votes import actions as vote_actions

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
AFTER = START + 2 * DAY
ASKING = "我县拟编制水资源利用规划，现将有关情况汇报如下。\n\n妥否，请批示。"
TELLING = "现将有关情况报告如下。\n\n特此报告。"


def decided(
    cast: Cast,
    kind: str = "report_to_superior",
    *,
    recused: str = "",
    candidate: str = "",
    start: datetime = START,
) -> AgendaItem:
    """Hold a meeting that carries one item of a kind; recused: short name of a member who withdraws from it."""
    clerk, chair, before = cast.user("clerk"), cast.user("s"), start - 5 * DAY
    meeting = meeting_actions.plan_meeting(
        cast.group, starts_at=start, place="会议室", recorder=cast.user("recorder"), by=clerk, at=before
    )
    meeting_actions.add_item(meeting, title="传达学习", kind="first_topic", by=clerk, at=before)
    more = {"candidate": candidate} if candidate else {}
    meeting_actions.add_item(meeting, title="规划编制事项", kind=kind, by=clerk, at=before, **more)
    meeting_actions.approve_agenda(meeting, by=chair, at=before)
    meeting_actions.give_notice(meeting, by=clerk, at=before)
    for name in cast.seats:
        meeting_actions.check_in(meeting, cast.seats[name], by=clerk, at=start - HOUR / 4)
    meeting_actions.open_meeting(meeting, by=chair, at=start)
    first, item = meeting.items.on_agenda()
    meeting_actions.start_item(first, by=chair, at=start)
    meeting_actions.conclude_item(first, "学习", by=chair, at=start)
    if recused:
        meeting_actions.declare_recusal(item, None, "self", "", by=cast.user(recused), at=start)
    if recused == "s":
        since = start.date() - DAY
        member_actions.authorise(
            cast.group,
            cast.seats["s"],
            cast.seats["d"],
            ["preside"],
            since,
            since + 9 * DAY,
            "授权",
            by=cast.user("s"),
            at=before,
        )
        meeting_actions.hand_over_chair(item, cast.seats["d"], by=chair, at=start)
        chair = cast.user("d")
    meeting_actions.start_item(item, by=chair, at=start)
    meeting_actions.speak_for_rest(item, by=clerk, at=start)
    meeting_actions.close_discussion(item, by=chair, at=start)
    vote = vote_actions.open_vote(item, "show_of_hands", by=chair, at=start).vote
    vote_actions.cast_for_all(vote, "approve", {}, by=clerk, at=start)
    vote_actions.close_vote(vote, by=chair, at=start + HOUR)
    meeting_actions.close_meeting(meeting, by=cast.user("s"), at=start + HOUR)
    item.refresh_from_db()
    assert item.outcome == "passed"
    return item


def request(cast: Cast, at: datetime = AFTER, **fields: object) -> UpwardPaper:
    given = {"kind": "request", "title": "关于编制规划的请示", "matter": "编制规划", "body": ASKING}
    return upward_actions.draft_paper(cast.group, by=cast.user("clerk"), at=at, **(given | fields))


def report(cast: Cast, at: datetime = AFTER, **fields: object) -> UpwardPaper:
    given = {
        "kind": "report",
        "report_kind": "special",
        "title": "关于工作情况的报告",
        "body": TELLING,
    }
    return upward_actions.draft_paper(cast.group, by=cast.user("clerk"), at=at, **(given | fields))


def consented(cast: Cast, paper: UpwardPaper, names: str = "sda", at: datetime = AFTER) -> UpwardPaper:
    """Send a paper round, let members consent, and take it as adopted."""
    round_actions.circulate_paper(paper, by=cast.user("clerk"), at=at)
    for name in names:
        round_actions.answer_circulation(paper, True, by=cast.user(name), at=at + HOUR)
    return round_actions.adopt_by_circulation(paper, by=cast.user("clerk"), at=at + 2 * HOUR)


def signed(cast: Cast, paper: UpwardPaper, at: datetime = AFTER + DAY) -> UpwardPaper:
    return upward_actions.sign_paper(paper, "同意上报", by=cast.user("s"), at=at)


def sent(cast: Cast, paper: UpwardPaper, at: datetime = AFTER + 2 * DAY) -> UpwardPaper:
    return upward_actions.send_paper(paper, at.date(), "exchange", by=cast.user("clerk"), at=at)
