"""What does a script say, once it is read?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


class NotAScript(ValueError):
    """The file is no scenario.  line: where (from 1), or None; the message says what is wrong with it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member: post, span of office (until = first day no longer in office), standing and its paper."""

    id: str
    post: str
    since: date | None = None
    until: date | None = None
    status: str = ""
    paper: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """The meeting as planned.  chair: id, "" for the first secretary; recorder: id, "clerk", or None for nobody."""

    kind: str = "regular"
    chair: str = ""
    recorder: str | None = "clerk"
    reason: str | None = None
    place: str = "第一会议室"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as proposed."""

    id: str
    title: str
    kind: str
    candidate: str = ""
    categories: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: its name, its parameters by name, what must come of it (empty: success), and its line."""

    name: str
    params: Mapping[str, Any]
    expect: Mapping[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Script:
    """A whole scenario.  skip: preparations the runner makes by itself ("discussion")."""

    title: str
    day: date
    members: tuple[MemberLine, ...]
    steps: tuple[StepLine, ...]
    rules: Mapping[str, object] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    observers: tuple[str, ...] = ()
    meeting: MeetingLine = MeetingLine()
    items: tuple[ItemLine, ...] = ()
