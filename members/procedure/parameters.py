"""Which numbers and choices does a set of work rules fix?  Typed sections, read from plain values.

Depends on nothing, Django included.  A section is frozen: a rule may read it, nobody may turn it.
"""

import re
from calendar import isleap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from fractions import Fraction
from types import UnionType
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

S = TypeVar("S", "MeetingParameters", "YearParameters")


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


def build(section: type[S], values: Mapping[str, object]) -> S:
    """Make a section from plain values (strings, numbers, booleans, lists), every key of it given.

    Raises UnknownParameter for a key too many or missing, BadParameter for a value out of range.
    """
    hints: Mapping[str, Any] = get_type_hints(section)
    for key in (*values, *hints):
        if key not in hints or key not in values:
            raise UnknownParameter(key)
    typed: dict[str, Any] = {key: read(section, key, value) for key, value in values.items()}
    return section(**typed)


def keys(section: type[Any]) -> tuple[str, ...]:
    """Return the names of a section's parameters, in their order."""
    return tuple(field.name for field in fields(section))


def read(section: type[Any], key: str, value: object) -> Any:
    """Turn a plain or already typed value into the type of the section's parameter.

    Words may stand in any case, with blanks or hyphens.  Raises BadParameter, UnknownParameter.
    """
    hint = get_type_hints(section).get(key)
    if hint is None:
        raise UnknownParameter(key)
    for kind, reader in _READERS:
        if hint is kind or get_origin(hint) is kind:
            try:
                return reader(hint, value)
            except (ValueError, TypeError, ZeroDivisionError) as error:
                raise BadParameter(key, value, str(error)) from error
    raise TypeError(f"parameter {key!r} has a type that no rulebook can state")


def _word(value: object) -> str:
    """Bring a written choice into one form: "Every meeting" → every_meeting, "personnel.remove" → remove."""
    if not isinstance(value, str):
        raise TypeError("a word")
    return re.sub(r"[\s-]+", "_", value.strip().rpartition(".")[2].lower())


def _choice(hint: Any, value: object) -> str:
    choices = get_args(hint)
    if isinstance(value, str) and (word := _word(value)) in choices:
        return word
    raise ValueError("one of " + ", ".join(choices))


def _share(hint: Any, value: object) -> Share:
    if isinstance(value, Share):
        return value
    names = {share.name.lower(): share for share in Share}
    if isinstance(value, str) and (word := _word(value)) in names:
        return names[word]
    raise ValueError("one of " + ", ".join(share.name for share in Share))


def _flag(hint: Any, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and (word := _word(value)) in ("true", "false"):
        return word == "true"
    raise ValueError("true or false")


def _number(hint: Any, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError("a whole number from 0 up")


def _number_or_off(hint: Any, value: object) -> int | None:
    # YAML reads a bare `off` as false.
    if value is None or value is False or (isinstance(value, str) and _word(value) in ("off", "none")):
        return None
    return _number(hint, value)


def _ratio(hint: Any, value: object) -> Fraction:
    if isinstance(value, bool | float) or not isinstance(value, str | int | Fraction):
        raise TypeError('a fraction such as "1/2"')
    ratio = Fraction(value)
    if not 0 <= ratio <= 1:
        raise ValueError("a fraction between 0 and 1")
    return ratio


def _month_day(hint: Any, value: object) -> MonthDay:
    if isinstance(value, MonthDay):
        return value
    found = re.fullmatch(r"(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    if found:
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
            return MonthDay(month, day)
    raise ValueError('a day of the year as "MM-DD"')


def _several(value: object) -> list[object]:
    if value is None or (isinstance(value, str) and _word(value) in ("none", "")):
        return []
    if isinstance(value, str):
        return list(value.split(","))
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    raise TypeError("a list")


def _set(hint: Any, value: object) -> frozenset[str]:
    (choice,) = get_args(hint)
    return frozenset(_choice(choice, word) for word in _several(value))


def _sequence(hint: Any, value: object) -> tuple[object, ...]:
    first, second = get_args(hint)
    if second is not Ellipsis:
        least, most = (_number(first, number) for number in _several(value))
        if least > most:
            raise ValueError("two whole numbers, the lesser first")
        return least, most
    words = tuple(dict.fromkeys(_choice(first, word) for word in _several(value)))
    if not {"approve", "oppose"} <= set(words):
        raise ValueError("at least approve and oppose")
    return words


_READERS: tuple[tuple[object, Callable[[Any, object], object]], ...] = (
    (Share, _share),
    (bool, _flag),
    (int, _number),
    (Fraction, _ratio),
    (MonthDay, _month_day),
    (Literal, _choice),
    (frozenset, _set),
    (tuple, _sequence),
    (UnionType, _number_or_off),
)
