"""How is Chinese found without knowing its words?  By pairs of neighbouring characters.

A text is made plain (one form of each character, no blanks, no marks), then cut into overlapping pairs.  Each pair of a term is
in a text that holds the term; the few that hold all pairs but not the term are told apart by looking.  Pure.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

SHORTEST = 2
"""Characters of the shortest term that is looked for."""
MOST_TERMS = 8
LONGEST_TERM = 60
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a passage; hit: whether it is what was looked for."""

    text: str
    hit: bool = False


def plain(text: str) -> str:
    """Return a text in the form in which it is compared: NFKC, small letters, letters and digits only."""
    return "".join(_plain(row) for row in text)


def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(row for row in folded if row.isalnum())


def grams(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a plain text."""
    return {record + other for record, other in pairwise(text)}


def terms(asked: str) -> list[str]:
    """Return the terms of a question, plain, each once, in order; shorter ones than two characters are left out."""
    result = (plain(part)[:LONGEST_TERM] for part in asked.split())
    return list(dict.fromkeys(term for term in result if len(term) >= SHORTEST))[:MOST_TERMS]


def passage(text: str, wanted: Sequence[str], around: int = 46, longest: int = 220) -> list[Piece]:
    """Return the passage of a text around its first hit, with every hit in it marked.

    text: as it was written.  wanted: plain terms.  around: characters shown before the first hit.
    longest: characters of the whole passage.  Without a hit: the beginning of the text.
    """
    letters, places = _placed(text)
    hits = sorted(_hits(letters, wanted))
    first = places[hits[0][0]] if hits else 0
    start = max(0, first - around)
    end = min(len(text), start + longest)
    marked = [(places[a], places[b - 1] + 1) for a, b in hits]
    pieces = list(_pieces(text, start, end, marked))
    before = [Piece(ELLIPSIS)] if start else []
    after = [Piece(ELLIPSIS)] if end < len(text) else []
    return [*before, *pieces, *after]


def _placed(text: str) -> tuple[str, list[int]]:
    """Return the plain text, and where each of its characters stood."""
    letters, places = [], []
    for place, character in enumerate(text):
        for row in _plain(character):
            letters.append(row)
            places.append(place)
    return "".join(letters), places


def _hits(letters: str, wanted: Iterable[str]) -> Iterable[tuple[int, int]]:
    for term in wanted:
        at = letters.find(term)
        while at >= 0:
            yield at, at + len(term)
            at = letters.find(term, at + len(term))


def _pieces(text: str, start: int, end: int, marked: Iterable[tuple[int, int]]) -> Iterable[Piece]:
    at = start
    for begins, ends in marked:
        begins, ends = max(begins, at), min(ends, end)  # noqa: PLW2901  (hits may overlap)
        if begins >= ends:
            continue
        if begins > at:
            yield Piece(text[at:begins])
        yield Piece(text[begins:ends], hit=True)
        at = ends
    if at < end:
        yield Piece(text[at:end])
