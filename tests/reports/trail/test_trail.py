"""Does the trail of a decision tell what happened, with its lamps, its exceptions and their justification?"""

# ruff: noqa: F811  (fixtures)

from datetime import timedelta
from io import BytesIO

import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import actions
from meetings.minutes import actions as minutes_actions
from meetings.models import Decision
from members import actions as member_actions
from reports.archive import actions as archive_actions
from reports.checks.models import Finding
from reports.trail.build import trail_of
from reports.trail.gather import OF_DECISION
from reports.trail.shape import Lamp, Trail, TrailStep
from tests.cast import START, Cast, cast, make_notified, make_sitting  # noqa: F401  (fixtures)
from tests.reports.inspection.story import AUTHORITY, at, client_of, hold, inspect
from votes import actions as vote_actions

pytestmark = pytest.mark.django_db


def follow(decision: Decision) -> Trail:
    """Return the trail as a page reads it."""
    found = Decision.objects.select_related(*OF_DECISION).get(pk=decision.pk)
    return trail_of(found, timezone.localdate(), Finding.objects.all())


def step(trail: Trail, code: str) -> TrailStep:
    return next(one for one in trail.steps if one.code == code)


def lamps(trail: Trail) -> dict[str, Lamp]:
    return {one.code: one.lamp for one in trail.steps}


def finish(cast: Cast, decision: Decision) -> None:
    """Issue and seal the meeting's papers; hand the decision over and close its task by two leaders."""
    clerk, secretary, now = cast.user("clerk"), cast.user("s"), timezone.now()
    meeting = decision.item.meeting
    task = actions.open_task(
        decision, text="执行", owner=cast.seats["d"], due_on=timezone.localdate(now), by=clerk, at=now
    )
    actions.report_progress(task, "已办理", by=cast.user("d"), at=now)
    actions.ask_to_close(task, "凭证", by=cast.user("d"), at=now)
    for leader in ("d", "s"):
        actions.agree_to_close(task, by=cast.user(leader), at=now)
    minutes = minutes_actions.draft_minutes(meeting, by=clerk, at=now)
    minutes_actions.sign_minutes(minutes, by=secretary, at=now)
    minutes_actions.issue_minutes(minutes, by=clerk, at=now)
    meeting.refresh_from_db()
    archive_actions.seal_meeting(meeting, by=clerk, at=now)


def test_a_decision_made_as_usual_shows_no_exception(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    finish(cast, budget)
    trail = follow(budget)
    assert [one.code for one in trail.steps] == [
        "proposal", "list", "notice", "attendance", "opinions", "recusals", "discussion", "vote",
        "decision", "record", "minutes", "execution", "sealed", "findings",
    ]  # fmt: skip
    told = {code: lamp for code, lamp in lamps(trail).items() if lamp is not Lamp.IN_ORDER}
    # No list of major questions is in force in this body, and the matter stands outside it with a reason.
    assert told == {
        "list": Lamp.MISSING,
        "opinions": Lamp.NOT_NEEDED,
        "recusals": Lamp.NOT_NEEDED,
        "findings": Lamp.NOT_NEEDED,
    }
    assert [one.justification for one in step(trail, "list").exceptions] == ["", "年度例行"]
    assert all(one.law for one in trail.steps)


def test_the_figures_are_those_of_the_vote_6_5_c(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    vote = step(follow(budget), "vote")
    said = {str(label): value for label, value in vote.facts}
    assert "5" in said.values()
    assert budget.item.formula in said.values()
    assert vote.rows is not None
    assert [(line[1], line[2].count("、")) for line in vote.rows.lines] == [
        ("5", 4),
        ("0", 0),
        ("0", 0),
        ("0", 0),
        ("0", 0),
    ]


def test_days_lie_between_the_steps_6_3_c(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    days = {one.code: one.days for one in follow(budget).steps}
    assert (days["proposal"], days["notice"], days["attendance"], days["vote"]) == (None, 0, 5, 0)


def test_a_late_notice_is_an_exception_with_the_reason_of_the_meeting_6_3_c(cast: Cast) -> None:
    clerk, secretary = cast.user("clerk"), cast.user("s")
    before = START - timedelta(hours=3)
    meeting = actions.plan_meeting(
        cast.group, starts_at=START, place="室", kind="extraordinary", reason="防汛救灾", recorder=cast.user("recorder"),
        by=clerk, at=before,
    )  # fmt: skip
    actions.add_item(meeting, title="救灾资金", kind="funds", by=clerk, at=before)
    actions.approve_agenda(meeting, by=secretary, at=before)
    actions.give_notice(meeting, by=clerk, at=before)
    for seat in cast.seats.values():
        actions.check_in(meeting, seat, by=clerk, at=before)
    actions.open_meeting(meeting, by=secretary, at=START)
    item = meeting.items.get()
    actions.start_item(item, by=secretary, at=START)
    actions.speak_for_rest(item, by=clerk, at=START)
    actions.close_discussion(item, by=secretary, at=START)
    vote = vote_actions.open_vote(item, "oral", by=secretary, at=START).vote
    vote_actions.cast_for_all(vote, "approve", {}, by=clerk, at=START)
    vote_actions.close_vote(vote, by=secretary, at=START)
    trail = follow(Decision.objects.get(item=item))
    notice = step(trail, "notice")
    assert notice.lamp is Lamp.EXCEPTION
    assert [(one.clause, one.justification) for one in notice.exceptions] == [("6.3-c", "防汛救灾")]
    # put on the agenda by the clerk, without an approval form
    assert step(trail, "proposal").lamp is Lamp.EXCEPTION


def test_absence_leave_and_a_written_opinion_6_4_c_6_4_d(cast: Cast) -> None:
    sitting = make_notified(cast)
    early = START - timedelta(days=1)
    leave = actions.request_leave(sitting.meeting, "business_trip", by=cast.user("c"), at=early)
    actions.approve_leave(leave, by=cast.user("s"), at=early)
    opinion = actions.write_opinion(sitting.item(2), "同意", by=cast.user("c"), at=early)
    for name in "sda":
        actions.check_in(
            sitting.meeting, cast.seats[name], by=cast.user("clerk"), at=START - timedelta(minutes=5)
        )
    sitting.now = START
    actions.open_meeting(sitting.meeting, by=cast.user("s"), at=sitting.tick())
    item = sitting.item(2)
    actions.start_item(item, by=cast.user("s"), at=sitting.tick())
    actions.read_out_opinion(opinion, by=cast.user("recorder"), at=sitting.tick())
    actions.speak_for_rest(item, by=cast.user("clerk"), at=sitting.tick())
    actions.close_discussion(item, by=cast.user("s"), at=sitting.tick())
    vote = vote_actions.open_vote(item, "show_of_hands", by=cast.user("s"), at=sitting.tick()).vote
    vote_actions.cast_for_all(vote, "approve", {}, by=cast.user("clerk"), at=sitting.tick())
    vote_actions.close_vote(vote, by=cast.user("s"), at=sitting.tick())
    trail = follow(Decision.objects.get(item=item))
    attendance = step(trail, "attendance")
    assert [one.clause for one in attendance.exceptions] == ["6.4-c"]
    assert "成员b" in attendance.exceptions[0].what
    assert [value for _label, value in attendance.facts] == ["5", "3", "3", "0"]
    assert step(trail, "opinions").lamp is Lamp.IN_ORDER
    assert not any("同意" in cell for line in step(trail, "opinions").rows.lines for cell in line)  # type: ignore[union-attr]


def test_a_recusal_of_the_chair_hands_the_chair_over_6_4_e(cast: Cast) -> None:
    sitting = make_sitting(cast)
    item, secretary = sitting.item(2), cast.user("s")
    clerk = cast.user("clerk")
    actions.declare_recusal(
        item, cast.seats["s"], "relative", relation="配偶", by=secretary, at=sitting.tick()
    )
    member_actions.authorise(
        cast.group, cast.seats["s"], cast.seats["d"], ["preside"], START.date(), START.date() + timedelta(days=30), "授权书",
        by=secretary, at=sitting.tick(),
    )  # fmt: skip
    actions.hand_over_chair(item, cast.seats["d"], by=secretary, at=sitting.tick())
    deputy = cast.user("d")
    actions.start_item(item, by=deputy, at=sitting.tick())
    actions.speak_for_rest(item, by=clerk, at=sitting.tick())
    actions.close_discussion(item, by=deputy, at=sitting.tick())
    vote = vote_actions.open_vote(item, "show_of_hands", by=deputy, at=sitting.tick()).vote
    vote_actions.cast_for_all(vote, "approve", {}, by=clerk, at=sitting.tick())
    vote_actions.close_vote(vote, by=deputy, at=sitting.tick())
    recusals = step(follow(Decision.objects.get(item=item)), "recusals")
    assert [(one.clause, one.by) for one in recusals.exceptions if one.clause == "6.2-a"] == [
        ("6.2-a", "成员s")
    ]
    assert recusals.lamp is Lamp.EXCEPTION


def test_a_correction_of_the_record_is_told_6_5_k(cast: Cast) -> None:
    meeting, budget, _appointment = hold(cast)
    actions.correct_record(meeting, "第二项发言顺序有误，补正", by=cast.user("recorder"), at=timezone.now())
    record = step(follow(budget), "record")
    assert [(one.justification, one.by) for one in record.exceptions] == [
        ("第二项发言顺序有误，补正", "recorder")
    ]


def test_a_void_vote_is_told_with_its_reason_6_5_b(cast: Cast) -> None:
    sitting = make_sitting(cast)
    item = sitting.discuss(2)
    first = vote_actions.open_vote(item, "show_of_hands", by=cast.user("s"), at=sitting.tick()).vote
    vote_actions.void_vote(first, "计票有误", by=cast.user("s"), at=sitting.tick())
    again = vote_actions.open_vote(
        sitting.item(2), "show_of_hands", by=cast.user("s"), at=sitting.tick()
    ).vote
    vote_actions.cast_for_all(again, "approve", {}, by=cast.user("clerk"), at=sitting.tick())
    vote_actions.close_vote(again, by=cast.user("s"), at=sitting.tick())
    vote = step(follow(Decision.objects.get(item=item)), "vote")
    assert [(one.clause, one.justification) for one in vote.exceptions] == [("6.5-b", "计票有误")]


def test_what_is_still_to_come_is_missing(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    told = lamps(follow(budget))
    assert {code for code, lamp in told.items() if lamp is Lamp.MISSING} == {
        "list",
        "minutes",
        "execution",
        "sealed",
    }


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    found = Decision.objects.select_related(*OF_DECISION).get(pk=budget.pk)
    today, clerk, now = timezone.localdate(), cast.user("clerk"), timezone.now()

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            trail_of(
                Decision.objects.select_related(*OF_DECISION).get(pk=found.pk), today, Finding.objects.all()
            )
        return len(captured)

    def tasks(count: int) -> None:
        for number in range(count):
            task = actions.open_task(
                budget, text=f"任务{number}", owner=cast.seats["a"], due_on=today, by=clerk, at=now
            )
            actions.report_progress(task, "进展", by=cast.user("a"), at=now)

    tasks(1)
    one = asked()
    tasks(2)
    three = asked()
    tasks(12)
    assert one == three == asked()
    assert one <= 32


def margins(content: bytes) -> list[str]:
    """Return the upright words above the text of each side (the mark behind the text lies aslant)."""
    sides = pdfplumber.open(BytesIO(content)).pages
    tops = [side.filter(lambda one: one.get("upright", True)).crop((0, 0, side.width, 60)) for side in sides]
    return ["".join(top.extract_text().split()) for top in tops]


def test_the_paper_bears_the_mark_on_every_side(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    _one, user = inspect(cast, "decisions")
    client = client_of(user)
    for url in (at("trail_pdf", budget.pk), at("inspected_paper", "topic_approval", budget.item.proposal_id)):
        content = client.get(url).content
        assert all(AUTHORITY in top and "巡察员" in top for top in margins(content)), url
        assert "Pattern" in pdfplumber.open(BytesIO(content)).pages[0].page_obj.resources, url
    plain = client_of(cast.user("a")).get(at("trail_pdf", budget.pk)).content
    assert not any(AUTHORITY in top for top in margins(plain))
