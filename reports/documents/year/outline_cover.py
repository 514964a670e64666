"""Whose outline lies under this sheet, and who looked at it?  发言提纲封面, without a word of it (clause 7.2-d)."""

from dataclasses import dataclass, field
from datetime import date

from members.printing.paper import page
from members.printing.parts import Facts, Opinion


@dataclass(frozen=True, slots=True)
class OutlineCoverFacts(Facts):
    """The cover of one member's outline: life meeting, member, version, when handed in, when approved.

    year: 年度 of the life meeting; state: 草稿 / 已提交 / 已退回 / 已审定; the outline itself is no part of it
    """

    group: str = ""
    life: str = ""
    year: int | None = None
    theme: str = ""
    member: str = ""
    post: str = ""
    version: int | None = None
    submitted_on: date | None = None
    state: str = ""
    approval: Opinion = field(default_factory=Opinion)


def html(facts: OutlineCoverFacts) -> str:
    """Return the cover as HTML."""
    return page("year/outline_cover.html", facts)
