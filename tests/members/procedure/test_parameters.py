"""Shares in whole numbers, and parameters that can be varied only within bounds."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest

from members.procedure.parameters import MeetingParameters, ReminderParameters, YearParameters
from members.procedure.reading import keys
from members.procedure.rulebook import BadParameter, RuleBook, Share, UnknownParameter, book

KEY = "work-rules-2024"

MEETING_KEYS = (
    "quorum_ordinary quorum_personnel two_thirds_kinds pass_rule ordinary_quorum_rechecked_per_item "
    "recusal_in_denominator recusal_counts_as_present status_excluded_from_base remote_attendance proxy "
    "late_vote_policy close_margin personnel_stances personnel_needs_secretary allow_designation_by_superior "
    "adhoc_policy same_meeting_revote notice_lead_hours material_lead_hours monthly_soft ordinal_scope "
    "first_topic_required first_topic_max_age_days minutes_due_workdays record_sign_due_workdays "
    "member_signature_required recorder_may_be_member secret_ballot_min_voters "
    "late_entry_days same_day_records group_size_min group_size_max group_size_usual"
)
YEAR_KEYS = (
    "study_base study_ratio makeup_counts first_topic_counts_as_study late_minutes essay_quota essay_prorate "
    "annual_report_count_by annual_report_due timely_report_hours emergency_ratify_hours life_quorum life_plan_days_before "
    "life_report_days_after personal_matters_due change_report_days half_year_due year_end_due "
    "duty_integrity_due research_feedback_days major_report_days "
    "research_max_escorts secretary_article_route archive_due classified_stub_only repeated_finding_months "
    "list_review_years list_outdated_years study_record_days research_output_days "
    "research_cluster_days bulk_sign_ins likeness_percent regulation_review_years"
)
REMINDER_KEYS = (
    "month_days material_workdays_before unread_hours_before minutes_unissued_workdays decision_days_before "
    "decision_days_after decision_again_days study_pace_days half_year_days filing_days life_days "
    "annual_report_days regulation_days_before authorisation_days_before archive_days_before"
)


@pytest.fixture
def rules() -> RuleBook:
    return book(KEY)


def test_sections_have_exactly_the_named_keys() -> None:
    assert " ".join(keys(MeetingParameters)) == MEETING_KEYS
    assert " ".join(keys(YearParameters)) == YEAR_KEYS
    assert " ".join(keys(ReminderParameters)) == REMINDER_KEYS


# ---- shares ------------------------------------------------------------------------------------------


def brute_met(share: Share, count: int, base: int) -> bool:
    part = Fraction(count, base)
    return {
        Share.AT_LEAST_HALF: part >= Fraction(1, 2),
        Share.MORE_THAN_HALF: part > Fraction(1, 2),
        Share.AT_LEAST_TWO_THIRDS: part >= Fraction(2, 3),
    }[share]


@pytest.mark.parametrize("share", Share, ids=lambda share: share.name)
@pytest.mark.parametrize("base", range(1, 32))
def test_share_agrees_with_fractions(share: Share, base: int) -> None:
    met = [share.met_by(count, base) for count in range(base + 1)]
    assert met == [brute_met(share, count, base) for count in range(base + 1)]
    assert share.needed(base) == min(count for count in range(base + 2) if brute_met(share, count, base))
    assert all(earlier <= later for earlier, later in pairwise(met))


# Columns of the table of numbers: members, least attendance, strict, two thirds, approvals to pass.
NUMBERS = [
    (3, 2, 2, 2, 2),
    (4, 2, 3, 3, 3),
    (5, 3, 3, 4, 3),
    (6, 3, 4, 4, 4),
    (7, 4, 4, 5, 4),
    (8, 4, 5, 6, 5),
    (9, 5, 5, 6, 5),
    (10, 5, 6, 7, 6),
    (11, 6, 6, 8, 6),
    (12, 6, 7, 8, 7),
    (13, 7, 7, 9, 7),
    (14, 7, 8, 10, 8),
    (15, 8, 8, 10, 8),
]


@pytest.mark.parametrize(("base", "half", "strict", "two_thirds", "passing"), NUMBERS)
def test_share_needs_6_4_a_6_4_b_6_5_c(
    base: int, half: int, strict: int, two_thirds: int, passing: int
) -> None:
    """Clauses 6.4-a, 6.4-b, 6.5-c."""
    assert Share.AT_LEAST_HALF.needed(base) == half
    assert Share.MORE_THAN_HALF.needed(base) == strict == passing
    assert Share.AT_LEAST_TWO_THIRDS.needed(base) == two_thirds


@pytest.mark.parametrize("share", Share, ids=lambda share: share.name)
def test_share_of_nobody_is_never_reached(share: Share) -> None:
    assert not share.met_by(0, 0)
    assert share.needed(0) == 1


@pytest.mark.parametrize(
    ("share", "count", "base", "words"),
    [
        (Share.MORE_THAN_HALF, 5, 9, "5×2>9"),
        (Share.MORE_THAN_HALF, 4, 8, "4×2≤8"),
        (Share.AT_LEAST_HALF, 4, 8, "4×2≥8"),
        (Share.AT_LEAST_HALF, 4, 9, "4×2<9"),
        (Share.AT_LEAST_TWO_THIRDS, 6, 9, "6×3≥9×2"),
        (Share.AT_LEAST_TWO_THIRDS, 5, 9, "5×3<9×2"),
    ],
)
def test_share_written_as_inequality(share: Share, count: int, base: int, words: str) -> None:
    assert share.inequality(count, base) == words


# ---- variation ---------------------------------------------------------------------------------------


def test_varied_by_nothing_is_the_book_itself(rules: RuleBook) -> None:
    assert rules.varied() == rules


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("quorum_ordinary", "MORE_THAN_HALF", Share.MORE_THAN_HALF),
        ("quorum_ordinary", "more_than_half", Share.MORE_THAN_HALF),
        ("quorum_ordinary", "More than half", Share.MORE_THAN_HALF),
        ("quorum_personnel", Share.AT_LEAST_HALF, Share.AT_LEAST_HALF),
        ("recusal_in_denominator", False, False),
        ("recusal_counts_as_present", "True", True),
        ("two_thirds_kinds", ["appoint", "discipline"], {"appoint", "discipline"}),
        ("two_thirds_kinds", ["personnel.appoint"], {"appoint"}),
        ("status_excluded_from_base", "none", set()),
        ("status_excluded_from_base", None, set()),
        ("status_excluded_from_base", ["suspended"], {"suspended"}),
        ("personnel_stances", ["approve", "oppose"], ("approve", "oppose")),
        ("notice_lead_hours", 72, 72),
        ("first_topic_required", "every meeting", "every_meeting"),
        ("member_signature_required", "sign-in only", "sign_in_only"),
        ("group_size_usual", [5, 9], (5, 9)),
        ("study_ratio", "2/3", Fraction(2, 3)),
        ("annual_report_due", "02-29", (2, 29)),
        ("research_max_escorts", 3, 3),
        ("research_max_escorts", "off", None),
        ("research_max_escorts", False, None),
        ("month_days", [25, 20, 20], (20, 20, 25)),
        ("life_days", ["10-08", "09-01"], ((9, 1), (10, 8))),
    ],
)
def test_varied_reads_plain_values(rules: RuleBook, key: str, given: object, value: object) -> None:
    derived = rules.varied(**{key: given})
    sections = {
        key: section
        for section in (derived.meeting, derived.year, derived.reminder)
        for key in keys(type(section))
    }
    section = sections[key]
    assert getattr(section, key) == value
    assert derived.parameter(key).value == value
    assert derived.parameter(key).basis == "local_choice"
    assert re.fullmatch(KEY + "~[0-9a-f]{8}", derived.key)


def test_varied_leaves_the_rest_and_the_original_alone(rules: RuleBook) -> None:
    derived = rules.varied(proxy=True)
    assert not rules.meeting.proxy
    assert (derived.clauses, derived.year) == (rules.clauses, rules.year)
    assert derived.parameter("pass_rule") == rules.parameter("pass_rule")


def test_varied_key_tells_the_differences_apart(rules: RuleBook) -> None:
    kinds = ["discipline", "appoint"]
    same = {rules.varied(two_thirds_kinds=order).key for order in (kinds, kinds[::-1])}
    assert len(same) == 1
    assert rules.varied(proxy=True).key != rules.varied(proxy=False).key


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("quorum_ordinary", "HALF"),
        ("quorum_ordinary", True),
        ("quorum_ordinary", 0.5),
        ("two_thirds_kinds", ["appoint", "budget"]),
        ("two_thirds_kinds", 3),
        ("proxy", 1),
        ("proxy", "perhaps"),
        ("close_margin", -1),
        ("close_margin", True),
        ("close_margin", "1"),
        ("close_margin", 1.0),
        ("close_margin", None),
        ("late_vote_policy", "always"),
        ("late_vote_policy", None),
        ("personnel_stances", [True, False, "defer"]),
        ("personnel_stances", ["approve", "defer"]),
        ("group_size_usual", [9, 5]),
        ("group_size_usual", [9]),
        ("study_ratio", 0.5),
        ("study_ratio", "1/0"),
        ("study_ratio", "3/2"),
        ("archive_due", "06-31"),
        ("archive_due", "13-01"),
        ("archive_due", "6-30"),
        ("research_max_escorts", True),
    ],
)
def test_varied_refuses_a_bad_value(rules: RuleBook, key: str, given: object) -> None:
    with pytest.raises(BadParameter) as refused:
        rules.varied(**{key: given})
    assert (refused.value.key, refused.value.value) == (key, given)


def test_varied_refuses_an_unknown_key(rules: RuleBook) -> None:
    with pytest.raises(UnknownParameter) as refused:
        rules.varied(quorum="MORE_THAN_HALF")
    assert refused.value.key == "quorum"
