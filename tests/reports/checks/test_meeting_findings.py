"""What do the checks find in real records, made through the acts?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import actions
from meetings.minutes import actions as minutes_actions
from meetings.models import Meeting, Minutes
from members.models import InterestDeclaration
from reports.demo.after import finish
from reports.demo.before import DAY, HOUR, moment
from reports.demo.cast import Cast
from reports.demo.script import Sitting, Topic, first
from reports.demo.sitting import Room, play
from tests.reports.checks.story_meetings import (
    SOURCES,
    TODAY,
    YEAR,
    clean_year,
    found,
    founded,
    funds,
    last,
    month,
    played,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return founded()


def test_a_clean_year_shows_nothing() -> None:
    cast = played(clean_year())
    assert told(cast) == []
    assert told(cast, year=YEAR + 1) == []


def test_meetings_that_are_ahead_or_called_off_are_not_asked_about(cast: Cast) -> None:
    called_off, ahead = Room(cast, month(1, funds())), Room(cast, month(2, funds()))
    actions.cancel_meeting(
        called_off.meeting, "因故改期", by=cast.users["secretary"], at=called_off.now - DAY
    )
    assert ahead.meeting.opened_at is None
    assert told(cast) == []


def test_a_democratic_life_meeting_needs_no_first_topic_and_no_minutes(cast: Cast) -> None:
    study = Topic("对照检查", "theory_study", "deputy", end="conclude", text="会议开展了批评和自我批评。")
    sitting = Sitting(date(YEAR, 1, 14), (study,), kind="democratic_life", observer=False, left="signed")
    room = Room(cast, sitting)
    actions.clear_to_open(room.meeting, at=room.now - HOUR)
    room.hold()
    finish(cast, sitting, room.meeting, room.items, room.now)
    assert told(cast) == []


def test_a_day_without_rules_in_force_is_not_asked_about(cast: Cast) -> None:
    play(cast, month(1, funds(), left="closed"))
    assert told(cast) != []
    cast.group.adoptions.all()._raw_delete("default")
    assert told(cast) == []


# -- the agenda --------------------------------------------------------------------------------------


def test_chk_01_the_first_topic_was_taken_up_second_6_1_a(cast: Cast) -> None:
    sitting = month(1, funds())
    room = Room(cast, sitting)
    room.sitting = replace(sitting, topics=sitting.topics[::-1])
    room.hold()
    assert told(cast, room.meeting.day) == [("CHK-01", "first_topic_not_first")]


def test_chk_02_the_material_was_45_days_old_6_1_a(cast: Cast) -> None:
    day = date(YEAR, 1, 14)
    topics = (first("传达学习重要讲话精神", day - timedelta(days=45), speaker="member1"), funds())
    play(cast, Sitting(day, topics, observer=False, left="issued"))
    assert told(cast) == [("CHK-02", "studied_late")]


def test_chk_03_conveyed_and_nobody_answers_until_the_register_names_somebody_6_1_b(cast: Cast) -> None:
    topic = Topic(
        "传达学习县委会议精神",
        "transmission",
        "deputy",
        end="conclude",
        text="会议传达了有关精神。",
        measures=("制定分工方案",),
    )
    meeting = play(cast, month(1, topic))
    assert told(cast) == [("CHK-03", "measures_without_owner")]
    clerk, at = cast.users["clerk"], moment(month(1)) + DAY
    document = actions.register_document(
        cast.group,
        title="县委会议精神",
        issuer="县委",
        level="county",
        received_on=date(YEAR, 1, 3),
        by=clerk,
        at=at,
    )
    actions.convey_document(document, meeting.items.get(kind="transmission"), by=clerk, at=at)
    measure = document.measures.get()
    actions.edit_measure(measure, owner=cast.seats["deputy"], by=clerk, at=at)
    assert told(cast) == []


def test_chk_03_a_document_conveyed_at_the_first_topic_and_nothing_more_4_1_a(cast: Cast) -> None:
    meeting = play(cast, month(1))
    clerk, at = cast.users["clerk"], moment(month(1)) + DAY
    document = actions.register_document(
        cast.group,
        title="水利工作的重要讲话",
        issuer="上级机关",
        level="county",
        received_on=date(YEAR, 1, 3),
        by=clerk,
        at=at,
    )
    actions.convey_document(document, meeting.items.get(), by=clerk, at=at)
    assert [(check, one.kind, one.key) for check, one in found(cast)] == [
        ("CHK-03", "superiordocument", document.pk)
    ]
    actions.need_no_measures(document, "只作了解", by=clerk, at=at)
    assert told(cast) == []


def test_chk_14_notice_ten_hours_ahead_6_3_c(cast: Cast) -> None:
    play(cast, month(1, funds(), hours_ahead=10))
    assert told(cast) == [("CHK-14", "short_notice")]


# -- the room ----------------------------------------------------------------------------------------


def test_chk_05_a_declared_interest_was_passed_over_6_4_e(cast: Cast) -> None:
    InterestDeclaration(
        membership=cast.seats["member3"],
        kind="relative",
        name="清远建设公司",
        relation="配偶的兄弟",
        declared_on=date(2024, 12, 1),
    ).save()
    play(cast, month(1, funds("研究清远建设公司工程款")))
    assert told(cast) == [("CHK-05", "recusal_not_settled")]


def test_chk_05_an_interest_whose_member_withdrew_is_no_finding_6_4_e(cast: Cast) -> None:
    InterestDeclaration(
        membership=cast.seats["member3"], kind="relative", name="清远建设公司", declared_on=date(2024, 12, 1)
    ).save()
    play(cast, month(1, funds("研究清远建设公司工程款", recused={"member3": "亲属任职"})))
    assert told(cast) == []


def test_chk_05_a_recusal_found_wanting_afterwards_until_it_is_voted_on_anew_6_4_e(cast: Cast) -> None:
    meeting = play(cast, month(1, funds(), left="issued"))
    item = meeting.items.get(kind="funds")
    actions.flag_recusal_defect(
        item, "会后发现有成员应当回避", by=cast.users["recorder"], at=moment(month(1)) + 3 * DAY
    )
    assert told(cast) == [("CHK-05", "recusal_defect")]
    again = funds("重新研究农村道路养护资金安排", reconsiders=item.title)
    play(cast, month(2, again))
    assert told(cast) == []


def test_chk_10_a_divided_vote_without_a_word_6_5_a(cast: Cast) -> None:
    play(cast, month(1, funds(talk=(), wordless=True, stances={"member2": "oppose"})))
    assert told(cast) == [("CHK-10", "nothing_said")]


def test_chk_13_money_was_decided_under_the_name_of_a_briefing_4_2_a(cast: Cast) -> None:
    topic = Topic(
        "通报救灾资金安排",
        "briefing",
        "deputy",
        categories=("funds",),
        end="conclude",
        text="会议同意所报安排。",
    )
    play(cast, month(1, topic))
    assert told(cast) == [("CHK-13", "decided_elsewhere")]


@pytest.mark.parametrize(("unheard", "expected"), [(True, [("CHK-18", "supervision_unheard")]), (False, [])])
def test_chk_18_the_supervision_unit_attended_4_3_6(cast: Cast, unheard: bool, expected: list[str]) -> None:
    room = Room(cast, month(1, funds(), unheard=unheard))
    actions.invite_observer(
        room.meeting,
        name="方秉文",
        unit="派驻纪检监察组",
        from_supervision_unit=True,
        by=cast.users["clerk"],
        at=room.now - HOUR,
    )
    room.hold()
    assert told(cast, room.meeting.day) == expected
    if unheard:
        actions.correct_record(
            Meeting.objects.get(pk=room.meeting.pk),
            "补记：方秉文对会议研究的事项没有不同意见。",
            by=cast.users["recorder"],
            at=room.now + HOUR,
        )
        assert told(cast, room.meeting.day) == []


def test_chk_19_somebody_never_came_and_the_leave_is_entered_afterwards_6_4_c(cast: Cast) -> None:
    meeting = play(cast, month(1, funds(), late={"member3": 9}))
    assert [(check, one.verdict.code, one.part) for check, one in found(cast)] == [
        ("CHK-19", "absent_without_leave", "姚远志")
    ]
    actions.enter_late_leave(
        meeting,
        cast.seats["member3"],
        "illness",
        by=cast.users["clerk"],
        at=moment(month(1)) + DAY,
    )
    assert told(cast) == [("CHK-19", "leave_late")]


# -- record and minutes ------------------------------------------------------------------------------


def test_chk_15_and_chk_17_what_is_not_signed_and_not_issued_in_time_6_5_k_6_5_l(cast: Cast) -> None:
    meeting = play(cast, month(1, funds(), left="closed"))
    due_for_record, due_for_minutes = meeting.day + DAY, meeting.day + 3 * DAY
    assert told(cast, due_for_record) == []
    assert told(cast, due_for_minutes + DAY) == [
        ("CHK-15", "minutes_missing"),
        ("CHK-17", "record_unsigned"),
    ]
    actions.sign_record(meeting, "chair", by=cast.users["secretary"], at=moment(month(1)) + 5 * DAY)
    assert told(cast) == [("CHK-15", "minutes_missing")]


def test_chk_16_minutes_that_say_another_decision_and_another_count_6_5_l(cast: Cast) -> None:
    meeting = play(cast, month(1, funds(), left="signed"))
    minutes, at = Minutes.objects.get(meeting=meeting), moment(month(1)) + DAY
    content = [dict(item) for item in minutes.content]
    content[1]["decision"] = "会议决定，另行安排资金。"
    content[1]["paragraphs"] = [*content[1]["paragraphs"], "经表决，赞成4票。"]
    clerk, secretary = cast.users["clerk"], cast.users["secretary"]
    minutes_actions.edit_minutes(minutes, content, minutes.distribution, by=clerk, at=at)
    minutes_actions.sign_minutes(minutes, by=secretary, at=at)
    signed = [(check, code) for check, code in told(cast, meeting.day + DAY) if check == "CHK-16"]
    assert signed == [("CHK-16", "minutes_differ"), ("CHK-16", "minutes_count_differs")]
    minutes_actions.return_minutes(minutes, "与记录不一致", by=secretary, at=at)
    assert told(cast, meeting.day + DAY) == []


# -- questions ---------------------------------------------------------------------------------------


def test_chk_20_signed_three_at_once_6_5_k(cast: Cast) -> None:
    meetings = [play(cast, month(number, left="closed")) for number in (1, 2, 3)]
    for meeting in meetings:
        actions.sign_record(meeting, "chair", by=cast.users["secretary"], at=moment(month(6)))
    assert [one for one in told_questions(cast) if one[0] == "CHK-20"] == [("CHK-20", "many_at_once")] * 3


def told_questions(cast: Cast) -> list[tuple[str, str]]:
    return [one for one in told(cast) if one[0] in ("CHK-20", "CHK-21", "CHK-22")]


def test_chk_20_opened_five_days_after_the_time_it_is_dated_6_5_k(cast: Cast) -> None:
    sitting = month(1, funds())
    room = Room(cast, sitting)
    room.sitting = replace(sitting, day=sitting.day + 5 * DAY)
    room.hold()
    assert told_questions(cast) == [("CHK-20", "opened_on_another_day")]


def test_chk_20_a_sign_in_confirmed_days_after_the_meeting_6_4_a(cast: Cast) -> None:
    room = Room(cast, month(1, funds(), late={"member3": 9}, left="closed"))
    stay = actions.check_in(
        room.meeting, cast.seats["member3"], by=cast.users["member3"], at=room.now - HOUR / 6
    )
    room.hold()
    actions.confirm_check_in(stay, by=cast.users["recorder"], at=room.now + 3 * DAY)
    assert ("CHK-20", "roll_completed_afterwards") in told(cast, last(cast).day)


def test_chk_21_an_item_brought_up_in_the_meeting_itself_6_3_c(cast: Cast) -> None:
    play(cast, month(1, funds(ad_hoc="防汛资金须立即下达")))
    assert told(cast) == [("CHK-21", "ad_hoc")]


# -- cost --------------------------------------------------------------------------------------------


def test_one_or_three_meetings_cost_the_same_queries(cast: Cast) -> None:
    topics = (
        funds(recused={"member1": "亲属在该单位任职"}, proposer="deputy", talk=()),
        Topic(
            "传达学习会议精神", "transmission", "deputy", end="conclude", text="传达。", measures=("分工",)
        ),
    )
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            play(cast, month(number, *topics))
        with CaptureQueriesContext(connection) as asked:
            for source in SOURCES:
                list(source.found(cast.group, YEAR, TODAY))
        counts.append(len(asked))
    assert counts[0] == counts[1]
