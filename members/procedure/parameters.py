"""Which numbers and choices does a set of work rules fix?  Typed sections (read from plain values by `reading`).

Depends on nothing, Django included.  A section is frozen: a rule may read it, nobody may turn it.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Literal, NamedTuple


class UnknownParameter(LookupError):
    """No section has a parameter of that name.  key: the name asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(f"unknown parameter {key!r}")
        self.key = key


class BadParameter(ValueError):
    """A parameter cannot have that value.  key, value: as given; expected: what it may be, in English."""

    def __init__(self, key: str, value: object, expected: str) -> None:
        super().__init__(f"parameter {key!r} cannot be {value!r}: expected {expected}")
        self.key = key
        self.value = value
        self.expected = expected


class Share(Enum):
    """A part of a body, in whole numbers only: numerator, denominator, whether the part itself is enough.

    以上 includes the number itself, 超过 does not (Civil Code, article 1259).

    Clauses 6.4-a, 6.4-b, 6.5-c.
    """

    AT_LEAST_HALF = (1, 2, True)
    MORE_THAN_HALF = (1, 2, False)
    AT_LEAST_TWO_THIRDS = (2, 3, True)

    def __init__(self, numerator: int, denominator: int, inclusive: bool) -> None:
        self.numerator = numerator
        self.denominator = denominator
        self.inclusive = inclusive

    def met_by(self, count: int, base: int) -> bool:
        """Say whether so many of so many reach the share; of nobody, nobody ever does."""
        if base <= 0:
            return False
        reached, asked = self.denominator * count, self.numerator * base
        return reached >= asked if self.inclusive else reached > asked

    def needed(self, base: int) -> int:
        """Return the least count that reaches the share (1 for an empty base, which nobody can supply)."""
        asked = self.numerator * max(base, 0)
        least = -(-asked // self.denominator) if self.inclusive else asked // self.denominator + 1
        return max(least, 1)

    def inequality(self, count: int, base: int) -> str:
        """Write down how count and base stand to each other under this share, such as "5×2>9"."""
        met, unmet = ("≥", "<") if self.inclusive else (">", "≤")
        sign = met if self.met_by(count, base) else unmet
        asked = f"{base}×{self.numerator}" if self.numerator > 1 else f"{base}"
        return f"{count}×{self.denominator}{sign}{asked}"


class MonthDay(NamedTuple):
    """A day of every year, written "MM-DD" in a rulebook."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return that day of a year; 29 February is the 28th in a common year."""
        if self == (2, 29) and not isleap(year):
            return date(year, self.month, self.day - 1)
        return date(year, self.month, self.day)


TwoThirdsKind = Literal["appoint", "remove", "recommend", "nominate", "reward", "sanction", "discipline"]
Stance = Literal["approve", "oppose", "defer", "abstain"]
Status = Literal["suspended", "detained", "under_investigation", "long_leave", "training", "seconded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingParameters:
    """What a set of work rules fixes about meetings and votes (article 6); hours, days, workdays as named."""

    quorum_ordinary: Share
    quorum_personnel: Share
    two_thirds_kinds: frozenset[TwoThirdsKind]
    pass_rule: Share
    ordinary_quorum_rechecked_per_item: bool
    recusal_in_denominator: bool
    recusal_counts_as_present: bool
    status_excluded_from_base: frozenset[Status]
    remote_attendance: Literal["none", "ordinary"]
    proxy: bool
    late_vote_policy: Literal["before_vote_open", "before_item_start"]
    close_margin: int
    personnel_stances: tuple[Stance, ...]
    personnel_needs_secretary: bool
    allow_designation_by_superior: bool
    adhoc_policy: Literal["urgent_with_reason", "never"]
    same_meeting_revote: bool
    notice_lead_hours: int
    material_lead_hours: int
    monthly_soft: bool
    ordinal_scope: Literal["term", "year"]
    first_topic_required: Literal["every_meeting", "monthly", "when_new"]
    first_topic_max_age_days: int
    minutes_due_workdays: int
    record_sign_due_workdays: int
    member_signature_required: Literal["sign_in_only", "record"]
    recorder_may_be_member: bool
    secret_ballot_min_voters: int
    late_entry_days: int
    same_day_records: int
    group_size_min: int
    group_size_max: int
    group_size_usual: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearParameters:
    """What a set of work rules fixes about the year's round (articles 5 and 7 to 10)."""

    study_base: Literal["held", "planned"]
    study_ratio: Fraction
    makeup_counts: bool
    first_topic_counts_as_study: bool
    late_minutes: int
    essay_quota: int
    essay_prorate: Literal["guidance", "binding", "off"]
    annual_report_count_by: Literal["submitted_on", "report_year"]
    annual_report_due: MonthDay
    timely_report_hours: int
    emergency_ratify_hours: int
    life_quorum: Share
    life_plan_days_before: int
    life_report_days_after: int
    personal_matters_due: MonthDay
    change_report_days: int
    half_year_due: MonthDay
    year_end_due: MonthDay
    duty_integrity_due: MonthDay
    research_feedback_days: int
    major_report_days: int
    research_max_escorts: int | None
    secretary_article_route: Literal["group", "secretary"]
    archive_due: MonthDay
    classified_stub_only: bool
    repeated_finding_months: int
    list_review_years: int
    list_outdated_years: int
    study_record_days: int
    research_output_days: int
    research_cluster_days: int
    bulk_sign_ins: int
    likeness_percent: int
    regulation_review_years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderParameters:
    """When somebody is reminded (all of it is left open by the rules and chosen here); days, workdays, hours as named."""

    month_days: tuple[int, ...]
    material_workdays_before: int
    unread_hours_before: int
    minutes_unissued_workdays: int
    decision_days_before: tuple[int, ...]
    decision_days_after: int
    decision_again_days: int
    study_pace_days: tuple[MonthDay, ...]
    half_year_days: tuple[MonthDay, ...]
    filing_days: tuple[MonthDay, ...]
    life_days: tuple[MonthDay, ...]
    annual_report_days: tuple[MonthDay, ...]
    regulation_days_before: int
    authorisation_days_before: int
    archive_days_before: int
