"""How is a cell understood?  A text, a day, a time, a number, one of several words; or a plain word what would be right."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from django.utils.translation import override

from members.procedure.verdict import gettext_noop
from members.tables.faults import Wrong

Read = Callable[[str], Any]

EPOCH = date(1899, 12, 30)
SERIAL_FIRST, SERIAL_LAST = 18_264, 73_050
"""Days as a spreadsheet counts them, from 1950 to 2099: what is left of a day when its format is lost."""
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT]+00?:00(?::00)?)?")
PLAIN_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d )?(\d{1,2})\s*[:点时]\s*(\d{1,2})?\s*(?::\d\d|分)?")


def plain(text: str) -> str:
    """Return a text with full-width digits, letters and signs in their plain form."""
    return normalize("NFKC", text).strip()


def text(most: int) -> Read:
    """Take a text of at most so many characters, as it was written."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise Wrong(
                "cell_too_long",
                gettext_noop("The text has %(length)s characters."),
                gettext_noop("At most %(most)s characters."),
                length=len(cell),
                most=most,
            )
        return cell

    return read


def code(most: int) -> Read:
    """Take a name or number of plain characters: full width is made plain, an apostrophe of a CSV file taken away."""
    as_text = text(most)

    def read(cell: str) -> str:
        result: str = as_text(plain(cell).removeprefix("'"))
        return result

    return read


def day(cell: str) -> date:
    """Take a day: 2024-03-01, 2024/3/1, 2024年3月1日, 20240301, or the number a spreadsheet makes of it."""
    typed = plain(cell)
    result = DAY.fullmatch(typed) or PLAIN_DAY.fullmatch(typed)
    if result:
        year, month, number = (int(part) for part in result.groups())
        try:
            return date(year, month, number)
        except ValueError:
            pass
    elif typed.isascii() and typed.isdigit() and SERIAL_FIRST <= int(typed[:9]) <= SERIAL_LAST:
        return EPOCH + timedelta(days=int(typed))
    raise Wrong(
        "not_a_day",
        gettext_noop("“%(value)s” is not a day."),
        gettext_noop("Write it as 2024-03-01."),
        value=cell[:40],
    )


def clock(cell: str) -> time:
    """Take a time of the day: 9:00, 09:00, 9点30分, or the share of a day a spreadsheet makes of it."""
    typed = plain(cell)
    result = CLOCK.fullmatch(typed)
    if result:
        hour, minute = int(result[1]), int(result[2] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    elif re.fullmatch(r"0?\.\d+", typed):
        minutes = round(float(typed) * 24 * 60)
        if minutes < 24 * 60:
            return time(minutes // 60, minutes % 60)
    raise Wrong(
        "not_a_time",
        gettext_noop("“%(value)s” is not a time of the day."),
        gettext_noop("Write it as 09:00."),
        value=cell[:40],
    )


def number(least: int, most: int) -> Read:
    """Take a whole number between two."""

    def read(cell: str) -> int:
        typed = plain(cell)
        if re.fullmatch(r"\d{1,9}", typed) and typed.isascii() and least <= int(typed) <= most:
            return int(typed)
        raise Wrong(
            "not_a_number",
            gettext_noop("“%(value)s” is not a whole number."),
            gettext_noop("Write a number from %(least)s to %(most)s in digits."),
            value=cell[:40],
            least=least,
            most=most,
        )

    return read


def amount(cell: str) -> Decimal:
    """Take an amount of money with at most two decimals; signs that group the digits are left out."""
    typed = plain(cell).replace(",", "")
    try:
        decimal = Decimal(typed) if re.fullmatch(r"\d{1,10}(\.\d{1,2})?", typed) else None
    except InvalidOperation:
        decimal = None
    if decimal is None:
        raise Wrong(
            "not_an_amount",
            gettext_noop("“%(value)s” is not an amount."),
            gettext_noop("Write digits, at most two decimals, without a unit: 500 or 12.50."),
            value=cell[:40],
        )
    return decimal


def words_of(choices: Iterable[tuple[str, Any]]) -> Mapping[str, str]:
    """Return the values of a choice by their Chinese words, which files are written in."""
    with override("zh-hans"):
        return {str(label): str(value) for value, label in choices}


def one_of(choices: Callable[[], Mapping[str, str]]) -> Read:
    """Take one of several words.  choices: words → value, asked when a cell is read."""

    def read(cell: str) -> str:
        known = choices()
        typed = plain(cell)
        for word, value in known.items():
            if typed in {plain(word), value}:
                return value
        raise Wrong(
            "choice_unknown",
            gettext_noop("“%(value)s” is not one of the words that are known here."),
            gettext_noop("One of: %(words)s."),
            value=cell[:40],
            words="、".join(known),
        )

    return read


def some_of(choices: Callable[[], Mapping[str, str]]) -> Read:
    """Take several words, separated by 、 ； or ;."""
    single = one_of(choices)

    def read(cell: str) -> list[str]:
        return [single(part) for part in re.split(r"[、；;，,/]", cell) if part.strip()]

    return read
