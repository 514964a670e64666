"""Where does a line of an official paper end?  Chinese text in, lines of 28 cells out, by the rules of line breaks.

The style sheet alone leaves ragged lines of 25 to 27 characters: the PDF engine spreads spaces only, and Chinese has
none.  Pure: knows no Django.  Rules: GB/T 15834-2011 (which marks may not begin or end a line), GB/T 9704-2012
(28 characters a line).  One cell is the width of one Chinese character; widths are counted in thousandths of it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

CELL = 1000
CELLS = 28
INDENT = 2

# What may not stand at the start, and what not at the end of a line.
NO_START = frozenset("，。、；：？！）》〉」』】〕〗”’·～—％‰℃),.;:?!]}%/")
NO_END = frozenset("（《〈「『【〔〖“‘([{￥/")
# What may stand outside the edge: the ink of these lies in the first half of their cell.
HANGING = frozenset("，。、；：")
# Marks of two cells, 破折号 and 省略号, are never torn; unlike the single 一字线 they may begin a line.
TWINS = frozenset("—…")

# Advances of the Latin half of 仿宋 (FandolFang), U+0020 to U+007E.
LATIN = (
    (333, 278, 500, 833, 500, 833, 781, 278, 389, 389, 500, 778, 278, 333, 278, 500)  # space to /
    + (500,) * 10  # digits
    + (278, 278, 778, 778, 778, 472, 778)  # : ; < = > ? @
    + (739, 703, 722, 758, 675, 647, 782, 739, 350, 508, 767, 619, 906)  # A to M
    + (739, 778, 675, 778, 731, 556, 722, 739, 739, 1017, 739, 739, 611)  # N to Z
    + (278, 500, 278, 611, 778, 500)  # [ \ ] ^ _ `
    + (489, 561, 444, 561, 444, 306, 500, 561, 283, 311, 533, 283, 839)  # a to m
    + (561, 500, 561, 533, 392, 394, 389, 561, 533, 728, 533, 533, 446)  # n to z
    + (500, 278, 500, 611)  # { | } ~
)
# Letters outside Chinese and Latin are rare in these papers; a middle width is near enough.
OTHER_NARROW = 550

# A double mark; a number, a word, a decimal, a code such as X001-WS: one piece, never torn unless it is very long.
_PIECES = re.compile(r"—{2}|…{2}|[A-Za-z0-9]+(?:[.,:'_@+-][A-Za-z0-9]+)*")
LONGEST_PIECE = 12 * CELL

# A title is tried in so many more lines than it needs before it is broken like a paragraph.
MORE_LINES = 3
# What a line more costs, in the measure of `_title_ends`: less than to tear a word, more than an uneven edge.
ONE_MORE = 10.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    text: without the mark that hangs outside; hung: that mark, or nothing
    width: of text, in thousandths of a cell; last: ends its paragraph, so it is not spread to the edge
    forced: torn where no break is allowed, because there was no other place
    """

    text: str
    hung: str
    width: int
    last: bool
    forced: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never torn: its text and its width."""

    text: str
    width: int


def compose(text: str, first: int = CELLS - INDENT, cells: int = CELLS) -> list[Line]:
    """Return the lines of one paragraph.

    text: one paragraph; line breaks and tabs in it count as spaces
    first, cells: cells of the first line (its indent taken off) and of the others; at least 2
    """
    pieces = _pieces(_plain(text), min(LONGEST_PIECE, min(first, cells) * CELL))
    lines: list[Line] = []
    at = 0
    while at < len(pieces):
        room = (first if not lines else cells) * CELL
        line, at = _next_line(pieces, at, room)
        lines.append(line)
    return lines


def compose_list(entries: Iterable[str], cells: int, gap: str = "\u3000") -> list[str]:
    """Return the lines of a list of names: as many whole entries on a line as fit, `gap` between them.

    An entry longer than a line is broken like a paragraph.
    """
    lines: list[str] = []
    for entry in entries:
        *full, rest = [line.text + line.hung for line in compose(entry, cells, cells)] or [""]
        if lines and not full and width(lines[-1] + gap + rest) <= cells * CELL:
            lines[-1] += gap + rest
        else:
            lines += [*full, rest]
    return [line for line in lines if line]


def balance(title: str, cells: int) -> list[str]:
    """Return a title in as few lines as fit, broken where it reads well, no line much shorter than the others.

    One line more is taken when fewer could only be had by tearing a word.

    GB/T 9704-2012, 7.3.1: no word split, lines in the shape of a trapezoid or a diamond.
    """
    pieces = _pieces(_plain(title).strip(), cells * CELL)
    total = sum(piece.width for piece in pieces)
    fewest = max(1, -(-total // (cells * CELL)))
    result: list[tuple[float, list[str]]] = []
    for count in range(fewest, min(len(pieces), fewest + MORE_LINES) + 1):
        result += [
            (cost + ONE_MORE * len(result), lines) for cost, lines in _balanced(pieces, count, cells * CELL)
        ]
        if len(result) > 1 or (result and count == 1):
            break
    if result:
        return min(result)[1]
    # Nothing but marks that may not be parted, or nothing at all: as a paragraph then.
    return [line.text + line.hung for line in compose(title.strip(), cells, cells)]


def width(text: str) -> int:
    """Return the natural width of a text in thousandths of a cell."""
    return sum(_advance(character) for character in text)


def breaks(before: str, after: str) -> bool:
    """Say whether a line may end between two pieces of text."""
    left, right = before[-1], after[0]
    if right in TWINS and len(after) > 1:
        return left not in NO_END
    return left not in NO_END and right not in NO_START


def _next_line(pieces: Sequence[_Piece], start: int, room: int) -> tuple[Line, int]:
    """Return the line that begins at `start`, and where the next one begins."""
    end, used = start, 0
    while end < len(pieces) and used + pieces[end].width <= room:
        used += pieces[end].width
        end += 1
    if end == len(pieces):
        return _line(pieces[start:end], last=True), end
    if end > start and _may_hang(pieces, end):
        return _line(pieces[start:end], hung=pieces[end].text, last=end + 1 == len(pieces)), end + 1
    for cut in range(end, start, -1):
        if breaks(pieces[cut - 1].text, pieces[cut].text):
            return _line(pieces[start:cut]), cut
    cut = max(end, start + 1)
    return _line(pieces[start:cut], forced=True), cut


def _may_hang(pieces: Sequence[_Piece], at: int) -> bool:
    """Say whether the piece is a mark that may hang, with a break behind it and something that may end before it."""
    if pieces[at].text not in HANGING or pieces[at - 1].text[-1] in NO_END:
        return False
    return at + 1 == len(pieces) or breaks(pieces[at].text, pieces[at + 1].text)


def _line(pieces: Sequence[_Piece], hung: str = "", *, last: bool = False, forced: bool = False) -> Line:
    """Put the pieces together."""
    text = "".join(piece.text for piece in pieces)
    return Line(text, hung, sum(piece.width for piece in pieces), last, forced)


def _balanced(pieces: Sequence[_Piece], count: int, room: int) -> list[tuple[float, list[str]]]:
    """Return the best `count` lines with their cost, or nothing when the text does not fit into them."""
    ends: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))]
    target = sum(piece.width for piece in pieces) / count
    for number in range(count):
        last = number == count - 1
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for cost, cuts in ends:
            for end, more in _title_ends(pieces, cuts[-1], room, target, last=last):
                if end not in following or cost + more < following[end][0]:
                    following[end] = (cost + more, (*cuts, end))
        ends = list(following.values())
    if not ends:
        return []
    cost, cuts = min(ends)
    return [(cost, ["".join(piece.text for piece in pieces[a:b]) for a, b in pairwise(cuts)])]


def _title_ends(
    pieces: Sequence[_Piece], start: int, room: int, target: float, *, last: bool
) -> Iterable[tuple[int, float]]:
    """Yield where a line of a title may end, with the cost: distance from the target, and how badly it reads."""
    used = 0
    for end in range(start + 1, len(pieces) + 1):
        used += pieces[end - 1].width
        if used > room:
            return
        if end == len(pieces):
            if last:
                yield end, ((used - target) / CELL) ** 2
        elif not last and breaks(pieces[end - 1].text, pieces[end].text):
            yield end, ((used - target) / CELL) ** 2 + _roughness(pieces, end)


def _roughness(pieces: Sequence[_Piece], end: int) -> float:
    """Say how badly a title reads when it is broken here; 0 = a natural pause.

    There is no dictionary here, so the words that titles are built with are taken as the places to pause.
    """
    before = "".join(piece.text for piece in pieces[max(0, end - 4) : end])
    after = "".join(piece.text for piece in pieces[end : end + 4])
    if before.endswith(("的", "》", "、", "，", "”", "）")) or after.startswith(
        ("关于", "《", "“", "（", "第")
    ):
        return 0.0
    if before.endswith(("和", "与", "及", "党组", "政府", "项目", "规划", "工程")) or after.startswith(
        ("会议", "工作", "情况", "方案")
    ):
        return 6.0
    return 20.0


def _plain(text: str) -> str:
    """Return the text without characters that are no text: breaks and tabs become spaces, controls vanish."""
    spaced = re.sub(r"[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+", " ", text)
    return "".join(character for character in spaced if unicodedata.category(character) not in {"Cc", "Cs"})


def _pieces(text: str, longest: int) -> list[_Piece]:
    """Cut a text into what is never torn: single characters, Latin words and numbers."""
    pieces: list[_Piece] = []
    at = 0
    while at < len(text):
        result = _PIECES.match(text, at)
        word = result.group() if result and width(result.group()) <= longest else _cluster(text, at)
        pieces.append(_Piece(word, width(word)))
        at += len(word)
    return pieces


def _cluster(text: str, at: int) -> str:
    """Return the character at this place with the marks that belong to it."""
    end = at + 1
    while end < len(text) and _advance(text[end]) == 0:
        end += 1
    return text[at:end]


def _advance(character: str) -> int:
    """Return the width of one character in thousandths of a cell."""
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return LATIN[code - 0x20]
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return CELL if unicodedata.east_asian_width(character) in "WFA" else OTHER_NARROW
