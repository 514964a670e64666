"""Whose declared interests does a text touch?  A question to a person, never a verdict.

Depends on nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interest:
    """A declared interest: whose it is (`holder`, an id), of which kind, and the name that may occur."""

    holder: int
    kind: str
    name: str
    relation: str = ""


def touched(texts: Iterable[str], interests: Iterable[Interest]) -> list[Interest]:
    """Return the interests whose name occurs in a title, a candidate's name or a paper.

    Names shorter than two characters match nothing: they would match everything.  Clause 6.4-e.
    """
    haystack = "\n".join(texts)
    return [
        interest
        for interest in interests
        if len(interest.name.strip()) > 1 and interest.name.strip() in haystack
    ]
