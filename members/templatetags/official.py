"""How do the templates of official papers set text?  Composed paragraphs, lists of names, dates, boxes to tick."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from members.printing import wording
from members.printing.composer import CELL, CELLS, INDENT, Line, balance, compose, compose_list
from members.printing.parts import Person

register = template.Library()

SIZE = 16.0  # pt, 3号
MEASURE = 156 / 25.4 * 72  # pt, width of the type area
PITCH = MEASURE / CELLS  # pt, one cell
# A line that lacks more than this is left ragged: spread wider, it would fall apart.
MOST_SPREAD = 4 * CELL


SEALED = 4  # cells between the date and the right edge
LONGEST_MARK = 430.0  # pt
LARGEST_MARK = 48.0  # pt


@register.simple_tag
def paragraph(text: str, lead: str = "", kind: str = "para", indent: int = INDENT) -> SafeString:
    """Return a text as composed paragraphs, one for each of its lines.

    lead: how many characters at the start stand in 黑体, given as the text they are; only when the text begins so
    kind: class of the paragraph, which says its face; indent: cells of the first line
    """
    strong = len(lead) if lead and text.startswith(lead) else 0
    parts = [part for part in text.splitlines() if part.strip()]
    rows = [
        (kind, _set(compose(part.strip(), CELLS - indent), indent, strong if index == 0 else 0))
        for index, part in enumerate(parts)
    ]
    return format_html_join("\n", '<p class="{}">{}</p>', rows)


@register.simple_tag
def names(people: Sequence[Person], cells: int = 23) -> SafeString:
    """Return people as the lines of an attendance list, as many on a line as fit; nobody is torn."""
    lines = compose_list([wording.called(person) for person in people], cells)
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


@register.simple_tag
def words(entries: Iterable[str], cells: int, gap: str = "，") -> SafeString:
    """Return short texts as the lines of an enumeration that ends with a full stop."""
    listed = list(entries)
    ended = [entry + (gap if index < len(listed) - 1 else "。") for index, entry in enumerate(listed)]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in compose_list(ended, cells, gap="")))


@register.simple_tag
def title_lines(text: str, cells: int = 20) -> SafeString:
    """Return a title in balanced lines; a cell is one character of the title's own size."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in balance(text, cells)))


@register.simple_tag
def attachment_list(titles: Sequence[str]) -> SafeString:
    """Return 附件：1.…, one row for each; a single one has no number, no row ends with a mark."""
    number_cells = 0 if len(titles) == 1 else len(str(len(titles)))
    room = CELLS - INDENT - len("附件：") - number_cells
    rows = [
        (
            "附件：" if order == 1 else "",
            f"{order}." if number_cells else "",
            format_html_join(
                mark_safe("<br>"),
                "{}",
                ((line.text + line.hung,) for line in compose(title.strip(), room, room)),
            ),
        )
        for order, title in enumerate(titles, start=1)
    ]
    told = format_html_join("\n", '<p><span class="word">{}</span><span>{}</span><span>{}</span></p>', rows)
    return format_html('<div class="attached">{}</div>', told)


@register.simple_tag
def sealed(issuer: str, dated: date | None) -> SafeString:
    """Return 署名 and 成文日期 under a seal: date 4 cells from the right, the issuer centred over it.

    An issuer so long that it would pass the edge moves both to the left.
    """
    when = cn_day(dated)
    over = max(0, _cells(issuer) - _cells(when)) / 2
    right = max(0.0, SEALED - over)
    margin = f"{right * PITCH:.2f}"
    return format_html(
        '<div class="sealed" style="margin-left:auto;margin-right:{}pt"><p>{}</p><p>{}</p></div>',
        margin,
        issuer or "\u3000" * 8,
        when,
    )


def _cells(text: str) -> float:
    """Return the width of a short text in cells."""
    return sum(line.width for line in compose(text, 99, 99)) / CELL


@register.simple_tag
def red_mark(text: str) -> SafeString:
    """Return the mark of the issuing body in the largest size that stays on one line."""
    size = min(LARGEST_MARK, LONGEST_MARK / max(len(text), 1))
    return format_html('<div class="mark" style="font-size:{}pt">{}</div>', f"{size:.1f}", text)


@register.simple_tag
def tick(label: str, on: bool | None = False) -> SafeString:
    """Return a box with its label, ticked or empty."""
    return format_html('<span class="tick"><i class="box">{}</i>{}</span>', "√" if on else "", label)


@register.filter
def cn_day(value: date | None) -> str:
    """Return 2024年10月30日, or the empty form of it to be filled in by hand."""
    return wording.day(value) or wording.BLANK_DAY


@register.filter
def day(value: date | None) -> str:
    """Return 2024年10月30日, or nothing."""
    return wording.day(value)


@register.filter
def day8(value: date | None) -> str:
    """Return the eight digits that catalogues of archives use: 20241030."""
    return f"{value:%Y%m%d}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """Return 15时30分, or nothing."""
    return wording.clock(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Return 2024年10月30日15时30分, or nothing."""
    return wording.moment(value)


@register.simple_tag
def span(start: datetime | None, end: datetime | None) -> str:
    """Return 2024年10月28日15时30分至17时20分, or nothing."""
    return wording.span(start, end)


@register.filter
def numeral(value: int) -> str:
    """Return 一, 十二."""
    return wording.numeral(value)


@register.filter
def spread_name(value: str) -> str:
    """Return a name of two characters spread to the width of three."""
    return wording.spread_name(value)


@register.filter
def called(value: Person) -> str:
    """Return unit, post, name and note of somebody as one text."""
    return wording.called(value)


@register.filter
def count(value: int | None) -> str:
    """Return a number, or nothing where there is none (0 is a number)."""
    return "" if value is None else str(value)


def _set(lines: list[Line], indent: int, strong: int) -> SafeString:
    """Return composed lines as HTML, the first `strong` characters as <b>."""
    rows: list[SafeString] = []
    done = 0
    for index, line in enumerate(lines):
        room = CELLS - (indent if index == 0 else 0)
        head = max(0, min(strong - done, len(line.text)))
        body = _bold(line.text, head)
        hung = format_html('<i class="hung">{}</i>', line.hung) if line.hung else ""
        spacing = _spacing(line, room)
        if spacing is None:
            rows.append(format_html("<span>{}{}</span>", body, hung))
        else:
            rows.append(
                format_html('<span style="letter-spacing:{}pt">{}{}</span>', f"{spacing:.3f}", body, hung)
            )
        done += len(line.text) + len(line.hung)
    return mark_safe("<br>".join(rows))  # noqa: S308  (joined from escaped parts)


def _bold(text: str, head: int) -> SafeString:
    """Return a text with its first characters marked."""
    if not head:
        return mark_safe(escape(text))  # noqa: S308  (escaped here)
    return format_html("<b>{}</b>{}", text[:head], text[head:])


def _spacing(line: Line, room: int) -> float | None:
    """Return the letter spacing that spreads a line to the edge, in pt; None keeps the grid.

    A line that ends its paragraph stays on the grid unless a mark hangs from it.
    """
    missing = room * CELL - line.width
    gaps = len(line.text) - 1
    if (line.last and not line.hung) or missing == 0 or missing > MOST_SPREAD or gaps < 1:
        return None
    edge = (room - 1) * PITCH + SIZE
    return (edge - line.width * SIZE / CELL) / gaps
