"""What happened, when was it told upward, and how did it go on?  突发事件报告单 (clause 5.3-b)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from members.printing.paper import page
from members.printing.parts import Facts

BLANK_ROWS = 4


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One further report (续报): when, by whom, what."""

    told_at: datetime | None = None
    by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class IncidentReportFacts(Facts):
    """One incident from its discovery to its end.

    way: 电话 / 书面; elapsed: 2小时15分 between discovery and first report; limit: hours set for it
    paper: number of the written report; outcome: how it ended; closed: None = undecided
    """

    group: str = ""
    title: str = ""
    place: str = ""
    discovered_at: datetime | None = None
    first_reported_at: datetime | None = None
    way: str = ""
    recipient: str = ""
    elapsed: str = ""
    limit: int | None = None
    gist: str = ""
    acted: str = ""
    paper: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    outcome: str = ""
    closed: bool | None = None
    reporter: str = ""

    @classmethod
    def blank(cls) -> Self:
        """Return a form with empty rows of further reports."""
        return cls(follow_ups=(FollowUp(),) * BLANK_ROWS)


def html(facts: IncidentReportFacts) -> str:
    """Return the form as HTML."""
    return page("year/incident_report.html", facts, running=facts.closed is False)
