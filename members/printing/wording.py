"""How does the office write dates, numerals and fixed sentences?  Pure functions: values in, Chinese text out."""

from datetime import date, datetime

from django.utils import timezone

from members.printing.parts import Person, Sitting

DIGITS = "零一二三四五六七八九"
TEN = 10
HUNDRED = 100
BLANK_DAY = "\u3000\u3000年\u3000月\u3000日"
BLANK_MOMENT = BLANK_DAY + "\u3000时\u3000分"


def numeral(number: int) -> str:
    """Return 1–99 in Chinese numerals, as headings count: 一, 十, 十二, 二十一; larger ones stay Arabic."""
    if not 0 < number < HUNDRED:
        return str(number)
    tens, ones = divmod(number, TEN)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


def place_in_agenda(position: int) -> str:
    """Return 第三项 for 3."""
    return f"第{numeral(position)}项"


def day(value: date | datetime | None) -> str:
    """Return 2024年10月30日 (no leading zero, full year); moments are told in local time; None gives nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.year}年{value.month}月{value.day}日"


def clock(value: datetime | None) -> str:
    """Return 15时30分 in local time (9时 on the hour); None gives nothing."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local.hour}时{local.minute:02}分" if local.minute else f"{local.hour}时"


def moment(value: datetime | None) -> str:
    """Return 2024年10月30日15时30分; None gives nothing."""
    return day(value) + clock(value)


def span(start: datetime | None, end: datetime | None) -> str:
    """Return 2024年10月28日15时30分至17时20分; the second day is told only when it is another day."""
    if start is None or end is None:
        return moment(start)
    same = timezone.localtime(start).date() == timezone.localtime(end).date()
    return f"{moment(start)}至{clock(end) if same else moment(end)}"


def spread_name(name: str) -> str:
    """Return a name of two characters with a full-width space between them, so that names of three line up."""
    plain = name.strip()
    return f"{plain[0]}\u3000{plain[1]}" if len(plain) == 2 and not plain.isascii() else plain


def called(person: Person) -> str:
    """Return how a list names somebody: unit, post, name, and the note in brackets."""
    office = f"{person.unit}{person.post}"
    name = f"{office}\u3000{spread_name(person.name)}" if office else spread_name(person.name)
    return f"{name}（{person.note}）" if person.note else name


def printed_number(number: str) -> str:
    """Return the number as it stands under the mark: an ordinal in brackets （第44号）, a 发文字号 as it is."""
    plain = number.strip().strip("（）")
    if not plain:
        return "（第\u3000\u3000号）"
    return f"（{plain}）" if plain.startswith("第") else plain


def minutes_lead(sitting: Sitting) -> str:
    """Return the opening paragraph of minutes: when, who presided, where, which meeting."""
    if not sitting.starts_at:
        return ""
    when = span(sitting.starts_at, sitting.ends_at)
    return f"{when}，{sitting.chair}同志在{sitting.place}主持召开{sitting.group}{sitting.name}。现将议定事项纪要如下："
