"""How alike are two texts?  A measure that raises a question to a person, never a verdict.

The measure is RapidFuzz's: the share of characters two texts have in common in the same order.  Chinese needs no
splitting into words for it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from unicodedata import category, normalize

from rapidfuzz import fuzz

K = TypeVar("K", bound=Hashable)

LEAST = 20
"""Characters a text must have to be compared at all."""


@dataclass(frozen=True, slots=True)
class Likeness(Generic[K]):
    """Two texts that are alike.  key: which other text; percent: 0 to 100, rounded down."""

    key: K
    percent: int


def plain(text: str) -> str:
    """Return a text without blanks and punctuation, in plain forms of letters and digits."""
    return "".join(sign for sign in normalize("NFKC", text) if category(sign)[0] in "LN")


def alike(text: str, others: Mapping[K, str], ask_from: int) -> list[Likeness[K]]:
    """Return which of the other texts are so like this one that a person should look, the most alike first.

    ask_from: percent; below, chance and common wording explain it.
    """
    mine = plain(text)
    if len(mine) < LEAST:
        return []
    likenesses = [
        Likeness(key, int(share))
        for key, other in others.items()
        if len(plain(other)) >= LEAST and (share := fuzz.ratio(mine, plain(other))) >= ask_from
    ]
    return sorted(likenesses, key=lambda row: -row.percent)
