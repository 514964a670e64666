"""When was a document conveyed, who reads it up, what must follow: tables of cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules import transmission
from meetings.rules.transmission import Days, Occasion, Stay
from meetings.rules.work_lines import BUSINESS, PARTY_BUILDING, line_of

RECEIVED, PUBLISHED, WANTED = date(2025, 3, 10), date(2025, 3, 1), date(2025, 3, 20)
FULL = Days(RECEIVED, PUBLISHED, WANTED)
AGE = 30
T = datetime(2025, 3, 18, 9, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return T + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("kind", "concluded", "day", "days", "code"),
    [
        ("first_topic", True, RECEIVED, FULL, ""),
        ("transmission", True, WANTED, FULL, ""),
        ("briefing", True, RECEIVED, FULL, "not_a_transmission"),
        ("funds", True, RECEIVED, FULL, "not_a_transmission"),
        ("transmission", False, RECEIVED, FULL, "item_not_concluded"),
        ("transmission", True, PUBLISHED - timedelta(days=1), FULL, "conveyed_before_received"),
        ("transmission", True, PUBLISHED, FULL, ""),
        ("transmission", True, RECEIVED - timedelta(days=1), Days(RECEIVED), "conveyed_before_received"),
        ("transmission", True, WANTED + timedelta(days=1), FULL, "conveyed_late"),
        ("transmission", True, PUBLISHED + timedelta(days=AGE), Days(RECEIVED, PUBLISHED), ""),
        ("transmission", True, PUBLISHED + timedelta(days=AGE + 1), Days(RECEIVED, PUBLISHED), "studied_late"),
        ("transmission", True, RECEIVED + timedelta(days=AGE + 1), Days(RECEIVED), "studied_late"),
    ],
)  # fmt: skip
def test_a_document_is_conveyed_at_a_held_transmission_4_1_a(kind, concluded, day, days, code):
    verdict = transmission.conveyance(Occasion(kind, concluded, day), days, max_age_days=AGE)
    assert verdict.code == code
    assert bool(verdict) is (code in {"", "conveyed_late", "studied_late"})


def test_both_kinds_of_lateness_are_told_4_1_a():
    verdict = transmission.conveyance(
        Occasion("transmission", True, WANTED + timedelta(days=30)), FULL, max_age_days=AGE
    )
    assert [verdict.code, *(one.code for one in verdict.also)] == ["conveyed_late", "studied_late"]
    assert verdict.figures["late"] == 30


@pytest.mark.parametrize(
    ("stays", "missing"),
    [
        ((), (1, 2)),
        ((Stay(1, at(-10)), Stay(2, at(-10))), ()),
        ((Stay(1, at(-10), at(0)), Stay(2, at(-10), at(1))), (1,)),
        ((Stay(1, at(20)), Stay(2, at(21))), (2,)),
        ((Stay(1, at(-30), at(-20)), Stay(1, at(5), at(6))), (2,)),
    ],
)
def test_who_was_not_in_the_room_reads_it_up_4_1_b(stays, missing):
    assert transmission.absent((1, 2), (), stays, since=at(0), until=at(20)) == missing


def test_a_suspended_member_is_asked_for_nothing_4_1_b():
    assert transmission.absent((1, 2, 3), {2}, (), since=at(0), until=at(20)) == (1, 3)


@given(st.sets(st.integers(1, 9)), st.sets(st.integers(1, 9)))
def test_present_and_absent_share_nobody_and_leave_nobody_out_4_1_b(entitled, there):
    stays = [Stay(seat, at(0)) for seat in there]
    missing = set(transmission.absent(sorted(entitled), (), stays, since=at(0), until=at(20)))
    assert missing == entitled - there


@pytest.mark.parametrize(
    ("measures", "reason", "code"),
    [(0, "", "conveyed_without_measures"), (0, "  ", "conveyed_without_measures"), (1, "", ""), (0, "已有安排", "")],
)  # fmt: skip
def test_what_is_conveyed_is_followed_by_measures_4_1_a(measures, reason, code):
    verdict = transmission.followed(measures=measures, none_needed=reason)
    assert (verdict.code, bool(verdict)) == (code, True)


@pytest.mark.parametrize(
    ("measures", "done", "reason", "code"),
    [
        (0, 0, "", "measures_required"),
        (0, 0, "已有安排", ""),
        (3, 2, "", "measures_open"),
        (3, 2, "已有安排", "measures_open"),
        (3, 3, "", ""),
    ],
)
def test_a_superior_decision_is_carried_out_when_every_measure_is_done_5_1_a(measures, done, reason, code):
    verdict = transmission.carried_out(measures=measures, done=done, none_needed=reason)
    assert (verdict.code, bool(verdict)) == (code, not code)


@given(st.integers(1, 20), st.integers(0, 20))
def test_not_one_measure_may_be_left_5_1_a(measures, done):
    assert bool(transmission.carried_out(measures=measures, done=done, none_needed="")) is (done >= measures)


@pytest.mark.parametrize(
    ("done_on", "evidence", "code"),
    [
        (RECEIVED, "简报", ""),
        (RECEIVED, " ", "evidence_required"),
        (None, "简报", "day_to_come"),
        (RECEIVED + timedelta(days=1), "简报", "day_to_come"),
    ],
)
def test_a_measure_is_done_with_evidence_on_a_day_that_has_come_5_1_a(done_on, evidence, code):
    assert transmission.measure_done(done_on=done_on, evidence=evidence, today=RECEIVED).code == code


@pytest.mark.parametrize(("open_readings", "code"), [(0, ""), (2, "readings_open")])
def test_open_readings_are_named_and_stop_nothing_4_1_b(open_readings, code):
    verdict = transmission.all_informed(open_readings=open_readings)
    assert (verdict.code, bool(verdict)) == (code, True)


@pytest.mark.parametrize(
    ("title", "number", "other", "same"),
    [
        ("关于安全生产的重要指示精神", "", "传达学习关于安全生产的重要指示精神", True),
        ("《关于安全生产的重要指示》", "", "安全生产的重要指示精神", True),
        ("冬季防火工作通知", "县发〔2025〕3号", "传达县发〔2025〕3号文件", True),
        ("安全", "", "安全", True),
        ("安全", "", "安全生产工作会议精神", False),
        ("关于教育工作的意见", "", "关于安全生产的意见", False),
        ("", "", "", False),
    ],
)
def test_items_of_the_same_material_are_suggested_4_1_a(title, number, other, same):
    assert transmission.same_material(title, number, other) is same


@pytest.mark.parametrize(
    ("kind", "tags", "line"),
    [
        ("funds", [], BUSINESS),
        ("funds", ["integrity"], PARTY_BUILDING),
        ("normative_document", ["regulations"], PARTY_BUILDING),
        ("party_building", [], PARTY_BUILDING),
        ("first_topic", [], PARTY_BUILDING),
        ("transmission", [], BUSINESS),
        ("other", ["political_building"], PARTY_BUILDING),
        ("establishment", ["cadre_talent"], PARTY_BUILDING),
        ("briefing", ["conduct"], PARTY_BUILDING),
    ],
)
def test_a_line_of_work_is_read_from_tags_and_kind_4_3_a_4_3_1_4_3_4_4_3_5(kind, tags, line):
    assert line_of(kind, tags) == line
