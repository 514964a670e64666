"""How does a plain value of a rulebook become a typed parameter?  By the type its section names.

Depends on nothing, Django included.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from fractions import Fraction
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from members.procedure.parameters import (
    BadParameter,
    MeetingParameters,
    MonthDay,
    ReminderParameters,
    Share,
    UnknownParameter,
    YearParameters,
)

S = TypeVar("S", MeetingParameters, YearParameters, ReminderParameters)


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
    result = re.fullmatch(r"(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    if result:
        month, day = int(result[1]), int(result[2])
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
    if first is MonthDay:
        return tuple(sorted(_month_day(first, day) for day in _several(value)))
    if first is int and second is Ellipsis:
        return tuple(sorted(_number(first, number) for number in _several(value)))
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
