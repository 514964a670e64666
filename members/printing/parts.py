"""What do several papers have in common?  People, the sitting, and an opinion with its signature.

Depends on nothing but the standard library.  Every field has an empty default, because an empty value prints as
space to write by hand.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self


class Facts:
    """What one paper says, as plain values; the base of every paper's facts."""

    __slots__ = ()

    @classmethod
    def blank(cls) -> Self:
        """Return the facts of the empty form, to be filled in by hand."""
        return cls()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in a paper.

    name: 张三; post: office or title; unit: who is represented; note: what stands in brackets behind the name
    (the reason of a leave, the items an observer attends)
    """

    name: str = ""
    post: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The head of a meeting, as every paper of that meeting repeats it.

    group: full name of the leading group; name: 第44次会议; starts_at and ends_at: aware moments, printed in the
    time zone of the installation; place; chair: name of who presides
    """

    group: str = ""
    name: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of a paper: its text, the words at its start that stand in 黑体, and its face."""

    text: str
    lead: str = ""
    kind: str = "para"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody wrote on a form, signed and dated; empty = a field to be written by hand."""

    text: str = ""
    name: str = ""
    signed_on: date | None = None
