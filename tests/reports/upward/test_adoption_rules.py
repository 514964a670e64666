"""Adoption, signature, time and the yearly report, as tables of cases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.procedure import rulebook
from members.procedure.parameters import MonthDay
from reports.upward.annual import rules as annual
from reports.upward.rules import adoption, timely
from reports.upward.rules.adoption import Answerer, Round

LAW = rulebook.book("work-rules-2024")
NOON = datetime(2025, 3, 18, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("base", "consents", "objections", "code"),
    [
        (9, 5, 0, ""),
        (9, 4, 0, "circulation_short"),
        (8, 4, 0, "circulation_short"),
        (8, 5, 0, ""),
        (9, 8, 1, "circulation_objected"),
        (1, 1, 0, ""),
        (0, 0, 0, "circulation_short"),
    ],
)
def test_more_than_half_consent_and_nobody_objects_3_3_b(base, consents, objections, code) -> None:
    verdict = adoption.by_circulation(Round(base, consents, objections), LAW.meeting)
    assert verdict.code == code


@given(st.integers(1, 30), st.data())
def test_the_share_is_exact_3_3_b(base: int, data) -> None:
    consents = data.draw(st.integers(0, base))
    adopted = bool(adoption.by_circulation(Round(base, consents, 0), LAW.meeting))
    assert adopted is (consents * 2 > base)


def test_another_text_or_a_matter_of_persons_is_not_adopted_by_circulation_3_3_b() -> None:
    enough = Round(5, 5, 0)
    law = LAW.meeting
    assert adoption.by_circulation(None, law).code == "no_circulation"
    assert adoption.by_circulation(replace(enough, same_text=False), law).code == "circulated_another_text"
    assert (
        adoption.by_circulation(replace(enough, concerns_person=True), law).code
        == "circulation_not_for_persons"
    )
    assert adoption.may_circulate(concerns_person=True).code == "circulation_not_for_persons"
    assert adoption.may_circulate(concerns_person=False).code == ""


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (Answerer(is_member=True), ""),
        (Answerer(is_member=False), "not_a_member"),
        (Answerer(is_member=True, is_barred=True), "suspended"),
        (Answerer(is_member=True, has_answered=True), "already_answered"),
    ],
)
def test_members_answer_once_for_themselves_3_3_b(who: Answerer, code: str) -> None:
    assert adoption.may_answer(who).code == code


def test_a_carried_item_adopts_4_2_a1() -> None:
    assert adoption.by_meeting(decided=True).code == ""
    assert adoption.by_meeting(decided=False).code == "item_not_decided"


def test_a_text_changed_after_the_meeting_is_told_6_1_c() -> None:
    assert adoption.text_after_meeting(NOON, NOON, "").code == ""
    late = adoption.text_after_meeting(NOON + SECOND, NOON, "")
    assert (late.code, late.warned) == ("text_after_meeting", True)
    assert adoption.text_after_meeting(NOON + SECOND, NOON, "按会议意见修改").code == ""
    assert adoption.text_after_meeting(NOON, None, "").code == ""
    assert adoption.unchanged("a", "a").code == ""
    assert adoption.unchanged("a", "b").code == "changed_after_adoption"


def test_a_signature_has_an_opinion_and_warns_the_recused_4_4_d() -> None:
    assert adoption.signature("同意", was_recused=False).code == ""
    assert adoption.signature(" ", was_recused=False).code == "opinion_required"
    assert adoption.signature("同意", was_recused=True).warned


@pytest.mark.parametrize(
    ("kind", "acts_on", "code"),
    [
        ("request", None, ""),
        ("request", date(2025, 3, 18), ""),
        ("request", date(2025, 3, 19), ""),
        ("request", date(2025, 3, 17), "acted_before_request"),
        ("report", date(2025, 3, 17), ""),
    ],
)
def test_a_request_comes_before_acting_5_3_c(kind: str, acts_on: date | None, code: str) -> None:
    assert timely.before_acting(kind, acts_on, date(2025, 3, 18)).code == code


@pytest.mark.parametrize(
    ("reported", "now", "code", "spent"),
    [
        (24 * HOUR, 30 * HOUR, "", "24:00"),
        (24 * HOUR + SECOND, 30 * HOUR, "reported_late", "24:00"),
        (25 * HOUR + 5 * 60 * SECOND, 30 * HOUR, "reported_late", "25:05"),
        (None, 24 * HOUR, "", "24:00"),
        (None, 26 * HOUR, "not_reported", "26:00"),
        (timedelta(), HOUR, "", "0:00"),
    ],
)
def test_twenty_four_hours_are_in_time_and_a_second_more_is_told_5_3_c(reported, now, code, spent) -> None:
    moment = None if reported is None else NOON + reported
    verdict = timely.first_report(NOON, moment, NOON + now, LAW.year)
    assert (verdict.code, verdict.figures["spent"], bool(verdict)) == (code, spent, True)
    assert verdict.figures["allowed"] == LAW.year.timely_report_hours


@given(st.integers(0, 200_000), st.integers(1, 72))
def test_the_limit_is_the_setting_5_3_c(seconds: int, allowed: int) -> None:
    law = replace(LAW.year, timely_report_hours=allowed)
    verdict = timely.first_report(NOON, NOON + seconds * SECOND, NOON + seconds * SECOND, law)
    assert verdict.warned is (seconds > allowed * 3600)


def test_moments_are_in_order_5_3_c() -> None:
    assert timely.in_order(NOON, None, NOON).code == ""
    assert timely.in_order(NOON, NOON, NOON).code == ""
    assert timely.in_order(NOON + SECOND, None, NOON).code == "moment_in_future"
    assert timely.in_order(NOON, NOON + HOUR, NOON + SECOND).code == "moment_in_future"
    assert timely.in_order(NOON, NOON - SECOND, NOON).code == "reported_before_discovery"
    assert timely.may_close(reported=False, outcome="平息").code == "incident_not_reported"
    assert timely.may_close(reported=True, outcome=" ").code == "outcome_required"
    assert timely.may_close(reported=True, outcome="平息").code == ""


@pytest.mark.parametrize(
    ("reports", "today", "code", "passes"),
    [
        (0, date(2024, 12, 31), "", True),
        (0, date(2025, 1, 1), "annual_report_open", True),
        (0, date(2025, 12, 31), "annual_report_open", True),
        (0, date(2026, 1, 1), "annual_report_missing", False),
        (1, date(2026, 1, 1), "", True),
        (2, date(2025, 6, 1), "", True),
    ],
)
def test_each_year_has_its_report_5_3_b(reports: int, today: date, code: str, passes: bool) -> None:
    verdict = annual.yearly(2025, reports, today, LAW.year)
    assert (verdict.code, bool(verdict)) == (code, passes)


def test_the_last_day_is_the_setting_5_3_b() -> None:
    law = replace(LAW.year, annual_report_due=MonthDay(11, 30))
    assert annual.due_on(2025, law) == date(2025, 11, 30)
    assert annual.yearly(2025, 0, date(2025, 11, 30), law).figures["days"] == 0
    assert annual.yearly(2025, 0, date(2025, 12, 1), law).code == "annual_report_missing"


@pytest.mark.parametrize(
    ("by", "report_year", "sent_on", "counts"),
    [
        ("submitted_on", 2025, date(2025, 12, 30), 2025),
        ("submitted_on", 2025, date(2026, 1, 5), 2026),
        ("report_year", 2025, date(2026, 1, 5), 2025),
        ("submitted_on", 2025, None, None),
        ("report_year", 2025, None, None),
    ],
)
def test_for_which_year_a_report_counts_5_3_b(by, report_year, sent_on, counts) -> None:
    law = replace(LAW.year, annual_report_count_by=by)
    assert annual.year_of(report_year, sent_on, law) == counts


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"asks": True, "replied": False, "receipt": True, "open_actions": 0}, "reply_missing"),
        ({"asks": True, "replied": True, "receipt": False, "open_actions": 0}, ""),
        ({"asks": True, "replied": True, "receipt": True, "open_actions": 2}, "actions_open"),
        ({"asks": False, "replied": False, "receipt": False, "open_actions": 0}, "receipt_missing"),
        ({"asks": False, "replied": False, "receipt": True, "open_actions": 0}, ""),
    ],
)
def test_when_a_matter_is_closed_5_3_a(facts, code) -> None:
    assert annual.may_close(**facts).code == code


# -- the figures of the answers: a page fills its sentence from them -----------------------------------


def test_when_it_was_done_and_sent_is_told_5_3_c() -> None:
    verdict = timely.before_acting("request", date(2025, 3, 17), date(2025, 3, 18))
    assert verdict.figures == {"acts_on": "2025-03-17", "sent_on": "2025-03-18"}


def test_when_the_text_was_changed_is_told_6_1_c() -> None:
    verdict = adoption.text_after_meeting(NOON + SECOND, NOON, "")
    assert verdict.figures == {"changed": (NOON + SECOND).isoformat()}


@pytest.mark.parametrize(("consents", "code"), [(4, "circulation_short"), (5, "")])
def test_who_consented_is_told_3_3_b(consents: int, code: str) -> None:
    verdict = adoption.by_circulation(adoption.Round(9, consents, 0), LAW.meeting)
    assert (verdict.code, verdict.figures) == (code, {"consents": consents, "base": 9, "needed": 5})
    assert adoption.by_circulation(adoption.Round(9, 5, 2), LAW.meeting).figures == {"objections": 2}


def test_a_recused_signer_is_told_by_code_4_4_d() -> None:
    assert adoption.signature("同意", was_recused=True).code == "signer_was_recused"
