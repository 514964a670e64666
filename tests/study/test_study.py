"""A study from plan to record, its roll and leave; what is refused, and on whose account."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings import actions as meeting_actions
from members.models import Membership
from members.procedure.record import NotPermitted, Refused, refusals
from study import actions
from study.ledger import ledger, with_one_more
from study.models import Presence, StudyPlan, StudyPlanLine
from tests.cast import SEATS, Cast, Sitting, make_body, make_sitting
from tests.study.year import held, moment, planned

DAY = date(2025, 3, 18)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def row_of(cast: Cast, who: str, year: int = 2025, today: date = date(2025, 12, 31)):
    book = ledger(cast.group, year, today)
    return next(row for row in book.rows if row.seat.pk == cast.seats[who].pk)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def test_a_plan_is_approved_by_the_head_alone_8_1_a(cast: Cast) -> None:
    clerk, at = cast.user("clerk"), moment(DAY)
    plan = actions.draft_plan(cast.group, year=2025, by=clerk, at=at)
    with pytest.raises(Refused) as error:
        actions.approve_plan(plan, by=cast.user("s"), at=at)
    assert code_of(error) == "plan_empty"
    actions.save_line(plan, StudyPlanLine(month=1, theme="读原文"), by=clerk, at=at)
    with pytest.raises(NotPermitted):
        actions.approve_plan(plan, by=clerk, at=at)
    actions.approve_plan(plan, by=cast.user("s"), at=at)
    with pytest.raises(Refused) as error:
        actions.edit_plan(plan, note="改", by=clerk, at=at)
    assert code_of(error) == "wrong_state"
    actions.revise_plan(plan, "增加内容", by=cast.user("s"), at=at)
    assert [entry.verb for entry in plan.entries.all()] == [
        "draft_plan", "edit_plan", "approve_plan", "revise_plan",
    ]  # fmt: skip


def test_one_plan_a_year_8_1_a(cast: Cast) -> None:
    actions.draft_plan(cast.group, year=2025, by=cast.user("clerk"), at=moment(DAY))
    with pytest.raises(ValidationError) as error:
        actions.draft_plan(cast.group, year=2025, by=cast.user("clerk"), at=moment(DAY))
    assert code_of(error) == "plan_exists"
    assert StudyPlan.objects.count() == 1


def test_a_line_knows_the_eight_contents_only_8_2_a(cast: Cast) -> None:
    plan = actions.draft_plan(cast.group, year=2025, by=cast.user("clerk"), at=moment(DAY))
    line = StudyPlanLine(month=1, theme="读", contents=["theory", "gossip"])
    with pytest.raises(ValidationError) as error:
        actions.save_line(plan, line, by=cast.user("clerk"), at=moment(DAY))
    assert code_of(error) == "choice_not_allowed"


def test_minutes_count_from_beginning_to_end_8_3_a(cast: Cast) -> None:
    session = planned(cast, DAY)
    clerk, start = cast.user("clerk"), session.starts_at
    actions.check_in(session, cast.seats["a"], by=clerk, at=start - timedelta(minutes=20))
    actions.open_session(session, by=clerk, at=start)
    actions.check_in(session, cast.seats["b"], by=clerk, at=start + timedelta(minutes=16))
    actions.check_out(session, cast.seats["a"], by=clerk, at=start + timedelta(minutes=30))
    actions.check_in(session, cast.seats["a"], by=clerk, at=start + timedelta(minutes=60))
    actions.close_session(session, by=clerk, at=start + timedelta(minutes=120))
    assert (row_of(cast, "a").attended, row_of(cast, "b").attended, row_of(cast, "c").attended) == (
        90,
        104,
        0,
    )
    assert (row_of(cast, "a").late, row_of(cast, "b").late) == (0, 1)
    assert not Presence.objects.filter(out_at=None).exists()


def test_ones_own_sign_in_counts_when_it_is_confirmed_8_3_a(cast: Cast) -> None:
    session = planned(cast, DAY)
    clerk, start = cast.user("clerk"), session.starts_at
    stay = actions.check_in(session, by=cast.user("a"), at=start - timedelta(minutes=1))
    assert stay.confirmed_at is None
    actions.open_session(session, by=clerk, at=start)
    actions.close_session(session, by=clerk, at=start + timedelta(minutes=120))
    assert row_of(cast, "a").attended == 0
    assert actions.confirm_all(session, by=clerk, at=start + timedelta(hours=3)) == 1
    assert row_of(cast, "a").attended == 120


@pytest.mark.parametrize(
    ("who", "member", "code"),
    [("a", "b", "proxy_not_allowed"), ("inspector", None, "not_a_member"), ("clerk", None, "not_a_member")],
)
def test_nobody_signs_in_for_another_8_3_a(cast: Cast, who: str, member: str | None, code: str) -> None:
    session = planned(cast, DAY)
    with pytest.raises(Refused) as error:
        actions.check_in(session, cast.seats[member] if member else None, by=cast.user(who), at=moment(DAY))
    assert code_of(error) == code
    assert not Presence.objects.exists()


def test_signing_in_twice_is_once_8_3_a(cast: Cast) -> None:
    session = planned(cast, DAY)
    actions.check_in(session, by=cast.user("a"), at=moment(DAY))
    with pytest.raises(ValidationError) as error:
        actions.check_in(session, by=cast.user("a"), at=moment(DAY))
    assert code_of(error) == "already_present"


def test_a_clerk_signs_for_a_member_and_the_journal_says_so(cast: Cast) -> None:
    session = planned(cast, DAY)
    actions.check_in(session, cast.seats["a"], by=cast.user("clerk"), at=moment(DAY))
    entry = session.entries.get(verb="check_in")
    assert (entry.by, entry.on_behalf_of) == (cast.user("clerk"), cast.user("a"))


def test_leave_is_asked_before_and_does_not_shorten_the_base_8_3_b(cast: Cast) -> None:
    session = planned(cast, DAY)
    leave = actions.request_leave(session, "出差", by=cast.user("a"), at=moment(DAY, 8))
    assert cast.user("s").notifications.filter(kind="study_leave_requested").count() == 1
    with pytest.raises(NotPermitted):
        actions.approve_leave(leave, by=cast.user("b"), at=moment(DAY, 8))
    actions.approve_leave(leave, by=cast.user("s"), at=moment(DAY, 8))
    with pytest.raises(Refused) as error:
        actions.refuse_leave(leave, by=cast.user("s"), at=moment(DAY, 8))
    assert code_of(error) == "already_decided"
    clerk = cast.user("clerk")
    actions.open_session(session, by=clerk, at=moment(DAY))
    with pytest.raises(Refused) as error:
        actions.request_leave(session, "迟", by=cast.user("b"), at=moment(DAY, 9, 30))
    assert code_of(error) == "leave_after_start"
    actions.close_session(session, by=clerk, at=moment(DAY, 11))
    row = row_of(cast, "a")
    assert (row.base, row.attended, row.on_leave) == (120, 0, 1)


def test_making_up_is_on_record_and_not_counted_8_3_b(cast: Cast) -> None:
    session = held(cast, DAY, "sdbc")
    clerk = cast.user("clerk")
    with pytest.raises(ValidationError) as error:
        actions.enter_makeup(
            session, cast.seats["a"], DAY - timedelta(1), 120, "自学", by=clerk, at=moment(DAY, 12)
        )
    assert code_of(error) == "makeup_too_early"
    actions.enter_makeup(
        session, cast.seats["a"], DAY + timedelta(2), 110, "自学", by=clerk, at=moment(DAY, 12)
    )
    row = row_of(cast, "a")
    assert (row.attended, row.made_up) == (0, 110)


def test_a_recorded_study_is_locked_8_1_c(cast: Cast) -> None:
    session = held(cast, DAY)
    clerk = cast.user("clerk")
    with pytest.raises(Refused) as error:
        actions.record_session(session, "  ", by=clerk, at=moment(DAY, 12))
    assert code_of(error) == "record_empty"
    actions.record_session(session, "学习了原文，三人发言。", by=clerk, at=moment(DAY, 12))
    for act in (
        lambda: actions.edit_session(session, title="改", by=clerk, at=moment(DAY, 13)),
        lambda: actions.correct_stay(
            session.presences.first(), moment(DAY), moment(DAY, 10), "改", by=clerk, at=moment(DAY, 13)
        ),
        lambda: actions.attach_material(
            session, SimpleUploadedFile("a.txt", b"a"), "", by=clerk, at=moment(DAY, 13)
        ),
    ):
        with pytest.raises(Refused) as error:
            act()
        assert code_of(error) == "wrong_state"


def test_a_correction_keeps_what_stood_before_8_3_a(cast: Cast) -> None:
    session = held(cast, DAY)
    stay = session.presences.get(membership=cast.seats["a"])
    clerk = cast.user("clerk")
    with pytest.raises(Refused) as error:
        actions.correct_stay(stay, moment(DAY), moment(DAY, 10), "", by=clerk, at=moment(DAY, 12))
    assert code_of(error) == "reason_required"
    actions.correct_stay(stay, moment(DAY), moment(DAY, 10), "提前离开", by=clerk, at=moment(DAY, 12))
    assert row_of(cast, "a").attended == 60
    facts = session.entries.get(verb="correct_stay").facts
    assert facts["reason"] == "提前离开"
    assert facts["before"] != facts["after"]


def set_times(sitting: Sitting, **times) -> None:
    """Give a meeting its times without settling its items (no act of it is asked about here)."""
    type(sitting.meeting)._base_manager.filter(pk=sitting.meeting.pk).update(**times)


def test_no_study_begins_while_the_body_sits_6_1_e(cast: Cast) -> None:
    sitting = make_sitting(cast)
    session = planned(cast, sitting.meeting.day)
    clerk = cast.user("clerk")
    with pytest.raises(Refused) as error:
        actions.open_session(session, by=clerk, at=moment(DAY, 9, 30))
    assert code_of(error) == "same_time_twice"
    set_times(sitting, closed_at=moment(DAY, 10))
    with pytest.raises(Refused):
        actions.open_session(session, by=clerk, at=moment(DAY, 9, 59))
    actions.open_session(session, by=clerk, at=moment(DAY, 10))
    actions.close_session(session, by=clerk, at=moment(DAY, 11))
    assert session.minutes == 60


def test_a_study_ends_when_a_meeting_begins_6_1_e(cast: Cast) -> None:
    session = planned(cast, DAY, hour=8)
    clerk = cast.user("clerk")
    actions.check_in(session, cast.seats["a"], by=clerk, at=moment(DAY, 8))
    actions.open_session(session, by=clerk, at=moment(DAY, 8))
    sitting = make_sitting(cast)
    opened = sitting.meeting.opened_at
    assert opened is not None
    actions.check_in(session, cast.seats["b"], by=clerk, at=moment(DAY, 8, 30))
    actions.close_session(session, by=clerk, at=moment(DAY, 9, 40))
    assert session.ended_at == opened
    assert row_of(cast, "a").attended == (opened - moment(DAY, 8)) // timedelta(minutes=1)
    with pytest.raises(Refused) as error:
        actions.correct_times(session, moment(DAY, 8), moment(DAY, 9, 30), "改", by=clerk, at=moment(DAY, 12))
    assert code_of(error) == "same_time_twice"


def test_a_break_of_a_meeting_is_free_for_study_6_1_e(cast: Cast) -> None:
    sitting = make_sitting(cast)
    secretary, clerk = cast.user("s"), cast.user("clerk")
    meeting_actions.adjourn_meeting(sitting.meeting, by=secretary, at=moment(DAY, 10))
    session = planned(cast, DAY, next_to=sitting.meeting)
    actions.open_session(session, by=clerk, at=moment(DAY, 10, 5))
    actions.close_session(session, by=clerk, at=moment(DAY, 11))
    meeting_actions.resume_meeting(sitting.meeting, by=secretary, at=moment(DAY, 11))
    set_times(sitting, closed_at=moment(DAY, 12))
    actions.record_session(session, "学习了原文。", by=clerk, at=moment(DAY, 15))
    assert session.minutes == 55


def test_times_are_put_right_with_a_reason_8_3_a(cast: Cast) -> None:
    session = held(cast, DAY)
    clerk, at = cast.user("clerk"), moment(DAY, 15)
    for began, ended, reason, code in (
        (moment(DAY, 9), moment(DAY, 10), " ", "reason_required"),
        (moment(DAY, 9), moment(DAY, 16), "改", "in_the_future"),
        (moment(DAY, 9), moment(DAY, 9), "改", "not_forward"),
    ):
        with pytest.raises(Refused) as error:
            actions.correct_times(session, began, ended, reason, by=clerk, at=at)
        assert code_of(error) == code
    actions.correct_times(session, moment(DAY, 9, 30), moment(DAY, 10), "开始时间登记有误", by=clerk, at=at)
    assert (row_of(cast, "a").attended, row_of(cast, "a").base) == (30, 30)
    facts = session.entries.get(verb="correct_times").facts
    assert facts["before"] == ["2025-03-18 09:00", "2025-03-18 11:00"]


def test_a_study_whose_roll_was_kept_on_paper_8_3_a(cast: Cast) -> None:
    session = planned(cast, DAY)
    clerk, at = cast.user("clerk"), moment(DAY + timedelta(days=3), 9)
    with pytest.raises(NotPermitted):
        actions.enter_held(session, moment(DAY), moment(DAY, 11), "纸质签到", by=cast.user("a"), at=at)
    actions.enter_held(session, moment(DAY), moment(DAY, 11), "纸质签到", by=clerk, at=at)
    with pytest.raises(Refused) as error:
        actions.enter_stay(session, cast.seats["a"], moment(DAY), moment(DAY, 10), "", by=clerk, at=at)
    assert code_of(error) == "reason_required"
    actions.enter_stay(
        session, cast.seats["a"], moment(DAY), moment(DAY, 10), "据纸质签到表", by=clerk, at=at
    )
    assert row_of(cast, "a").attended == 60
    entry = session.entries.get(verb="enter_stay")
    assert (entry.by, entry.on_behalf_of) == (clerk, cast.user("a"))


def test_nobody_signs_in_days_before_8_3_a(cast: Cast) -> None:
    session = planned(cast, DAY)
    for by, seat in ((cast.user("a"), None), (cast.user("clerk"), cast.seats["a"])):
        with pytest.raises(Refused) as error:
            actions.check_in(session, seat, by=by, at=moment(DAY - timedelta(days=1), 23, 59))
        assert code_of(error) == "too_early"
    actions.check_in(session, by=cast.user("a"), at=moment(DAY, 0, 0))


def test_make_up_study_comes_after_the_record_is_closed_too_8_3_b(cast: Cast) -> None:
    session = held(cast, DAY, "sdb")
    clerk = cast.user("clerk")
    actions.record_session(session, "学习了原文。", "三人发言。", by=clerk, at=moment(DAY, 12))
    actions.enter_makeup(
        session, cast.seats["a"], DAY + timedelta(1), 60, "自学", by=clerk, at=moment(DAY, 13)
    )
    assert row_of(cast, "a").made_up == 60
    assert session.discussion == "三人发言。"


def test_a_material_attached_by_mistake_is_taken_back_8_1_c(cast: Cast) -> None:
    session = planned(cast, DAY)
    clerk = cast.user("clerk")
    kept = actions.attach_material(session, SimpleUploadedFile("a.txt", b"a"), "错", by=clerk, at=moment(DAY))
    actions.withdraw_material(kept, by=clerk, at=moment(DAY))
    assert [one.withdrawn for one in session.materials.all()] == [True]


def test_a_new_term_interrupts_no_year_8_3_b(cast: Cast) -> None:
    seat = cast.seats["a"]
    seat.until = date(2025, 7, 1)
    seat.save()
    again = Membership(
        group=cast.group,
        term=cast.term,
        user=seat.user,
        post="deputy_secretary",
        protocol_order=2,
        since=date(2025, 7, 1),
    )
    again.save()
    held(cast, date(2025, 3, 10))
    cast.seats["a"] = again
    held(cast, date(2025, 9, 10))
    book = ledger(cast.group, 2025, date(2025, 12, 31))
    (row,) = [row for row in book.rows if row.seat.user_id == seat.user_id]
    assert (row.attended, row.base, row.tenure.months, row.tenure.is_whole_year) == (240, 240, 12, True)
    assert row.seat == again


def test_an_uncounted_study_changes_no_base_8_1_b(cast: Cast) -> None:
    held(cast, DAY)
    held(cast, DAY + timedelta(1), counts_toward_quota=False)
    assert row_of(cast, "a").base == 120
    book = ledger(cast.group, 2025, date(2025, 12, 31))
    changes = {one.row.seat.pk: one for one in with_one_more(book, 90, date(2025, 12, 30))}
    mine = changes[cast.seats["a"].pk]
    assert (mine.before, mine.after, mine.percent_before, mine.percent_after) == (120, 210, 100, 57)


def test_a_year_of_twelve_exactly_half_passes_8_3_b(cast: Cast) -> None:
    clerk = cast.user("clerk")
    for month in range(1, 13):
        session = planned(cast, date(2025, month, 10))
        start = session.starts_at
        for name in "sdb" + ("ac" if month <= 6 else ""):
            late = timedelta(minutes=1 if (name, month) == ("c", 6) else 0)
            actions.check_in(session, cast.seats[name], by=clerk, at=start + late)
        actions.open_session(session, by=clerk, at=start)
        actions.close_session(session, by=clerk, at=start + timedelta(minutes=120))
    half, short = row_of(cast, "a"), row_of(cast, "c")
    assert (half.attended, half.base, half.hours.code, half.percent) == (720, 1440, "", 50)
    assert (short.attended, short.hours.code, short.percent) == (719, "study_hours_short", 49)


def test_only_the_time_in_office_counts_8_3_b(cast: Cast) -> None:
    seat = cast.seats["c"]
    seat.until = date(2025, 7, 1)
    seat.save()
    for month in (3, 6, 9):
        held(cast, date(2025, month, 10), "sdab" + ("c" if month < 7 else ""))
    row = row_of(cast, "c")
    assert (row.base, row.attended, row.tenure.months, row.essays.code) == (240, 240, 6, "part_year")


def test_the_year_of_a_study_is_that_of_its_beginning_8_3_b(cast: Cast) -> None:
    late = planned(cast, date(2025, 12, 31), hour=23)
    clerk = cast.user("clerk")
    actions.check_in(late, cast.seats["a"], by=clerk, at=late.starts_at)
    actions.open_session(late, by=clerk, at=late.starts_at)
    actions.close_session(late, by=clerk, at=late.starts_at + timedelta(hours=2))
    assert row_of(cast, "a").attended == 120
    assert row_of(cast, "a", 2026, date(2026, 6, 1)).base == 0


def test_the_look_ahead_counts_what_is_planned_8_3_b(cast: Cast) -> None:
    held(cast, date(2025, 3, 10), "sdbc")
    planned(cast, date(2025, 11, 10))
    row = row_of(cast, "a", today=date(2025, 10, 1))
    assert (row.outlook.code, row.outlook.figures["missing"]) == ("hours_needed", "2:00")
    assert row.latest is not None
    assert row.latest.day == date(2025, 11, 10)


def test_the_look_ahead_counts_what_the_approved_plan_foresees_8_1_a_8_3_b(cast: Cast) -> None:
    clerk, today = cast.user("clerk"), date(2025, 10, 1)
    held(cast, date(2025, 3, 10), "sdbc")
    plan = actions.draft_plan(cast.group, year=2025, by=clerk, at=moment(DAY))
    for month in (3, 11, 12):
        line = StudyPlanLine(month=month, theme=f"{month}月", minutes=120)
        actions.save_line(plan, line, by=clerk, at=moment(DAY))
    assert row_of(cast, "a", today=today).outlook.code == "half_out_of_reach"
    actions.approve_plan(plan, by=cast.user("s"), at=moment(DAY))
    row = row_of(cast, "a", today=today)
    assert (row.outlook.code, row.outlook.figures["left"], row.outlook.figures["missing"]) == (
        "hours_needed",
        2,
        "3:00",
    )
    assert row.latest is not None
    assert (row.latest.day, row.latest.has_day) == (date(2025, 11, 30), False)
    # On the calendar it is the same study, not one more.
    planned(cast, date(2025, 11, 12), line=plan.lines.get(month=11))
    again = row_of(cast, "a", today=today)
    assert again.outlook.figures == row.outlook.figures
    assert again.latest is not None
    assert (again.latest.day, again.latest.has_day) == (date(2025, 11, 12), True)


@pytest.mark.parametrize("count", [1, 12])
def test_the_ledger_costs_the_same_for_every_size(
    cast: Cast, count: int, django_assert_max_num_queries
) -> None:
    for month in range(1, count + 1):
        held(cast, date(2025, month, 10))
    for order in range(6, 16):
        user = type(cast.user("a")).objects.create_user(f"more-{order}", None, name=f"员{order}")
        Membership(
            group=cast.group,
            term=cast.term,
            user=user,
            post="member",
            protocol_order=order,
            since=date(2021, 7, 1),
        ).save()
    with django_assert_max_num_queries(14):
        assert len(ledger(cast.group, 2025, date(2025, 12, 31)).rows) == 15


def test_contents_are_counted_8_2_a(cast: Cast) -> None:
    held(cast, date(2025, 3, 10), contents=["theory", "laws"])
    held(cast, date(2025, 4, 10), contents=["laws"], minutes=60)
    book = ledger(cast.group, 2025, date(2025, 12, 31))
    assert (book.contents["laws"], book.contents["theory"], book.contents["ideas_theory"]) == (2, 1, 0)
    assert book.minutes_by_content["laws"] == 180
    assert [(one.times, one.percent) for one in book.coverage][:1] == [(1, 66)]
    assert book.monthly.figures["count"] == 9


def test_a_year_without_law_is_not_judged(cast: Cast) -> None:
    book = ledger(cast.group, 2023, date(2023, 12, 31))
    assert (book.law, book.rows) == (None, ())
