"""Which pictures make a year's board, and which figures stand above them?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from members.charts.chart import Chart
from members.models import LeadingGroup, User
from reports.dashboard import (
    attendance,
    decisions,
    findings,
    integrity,
    meeting_verdicts,
    months_by_duty,
    study,
    timeliness,
    topics,
)
from reports.dashboard.facts import Facts, read
from reports.dashboard.words import of_year

CHARTS: dict[str, Callable[[Facts], Chart]] = {
    "months": months_by_duty.chart,
    "hours": study.hours,
    "essays": study.essays,
    "attendance": attendance.chart,
    "topics": topics.chart,
    "decisions": decisions.states,
    "ages": decisions.ages,
    "notices": timeliness.notices,
    "first-topics": timeliness.first_topics,
    "findings": findings.chart,
    "integrity": integrity.chart,
}
"""Every picture by its key, in the order of the page."""


IF_ANY = frozenset({"findings"})
"""What is left out while there is nothing of it: no finding is no lack."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure above the pictures, with the records it was counted from."""

    label: str
    value: int | str
    url: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The year of a body in pictures."""

    facts: Facts
    figures: list[Figure]
    charts: list[Chart]


def board(group: LeadingGroup, year: int, today: date, user: User) -> Board:
    """Return the board of a year as it stands on a day, in the language that is spoken."""
    facts = read(group, year, today, user)
    charts = [make(facts) for make in CHARTS.values()]
    return Board(
        facts, figures(facts), [chart for chart in charts if not (chart.key in IF_ANY and chart.is_empty)]
    )


def one_chart(group: LeadingGroup, year: int, today: date, *, user: User, key: str) -> Chart:
    """Return one picture of a year.  Raises KeyError for an unknown key."""
    make = CHARTS[key]
    return make(read(group, year, today, user))


def figures(facts: Facts) -> list[Figure]:
    """Return the large figures: meetings, studies, decisions, attendance, minutes late."""
    stays = [stay.way for stay in meeting_verdicts.stays(facts)]
    absent, present = stays.count("absent"), stays.count("present")
    late = sum(meeting_verdicts.minutes(facts, row) == "late" for row in facts.held)
    made = sum(decision.since.year == facts.year for decision in facts.decisions)
    meetings = of_year(facts, "meetings:meeting_list", held="true")
    return [
        Figure(_("Meetings held"), len(facts.held), meetings),
        Figure(_("Studies held"), len(facts.book.held), of_year(facts, "study:session_list", held="true")),
        Figure(_("Decisions"), made, of_year(facts, "meetings:decision_list")),
        Figure(
            _("Attendance"),
            f"{present * 100 // len(stays)}%" if stays else "—",
            meetings,
            note=_("%(part)s of %(whole)s") % {"part": present, "whole": len(stays)},
        ),
        Figure(
            _("Absent without leave"),
            absent,
            of_year(facts, "meetings:meeting_list", held="true", attendance="absent"),
            tone="bad" if absent else "",
        ),
        Figure(
            _("Minutes late"),
            late,
            of_year(facts, "meetings:minutes_list"),
            tone="bad" if late else "",
        ),
    ]
