"""What does one row of the forecast show?  A duty with its parts, each leading to the record behind it, and the next act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import LeadingGroup, Membership
from members.pages import Words
from members.procedure.rulebook import RuleBook
from reports.forecast.rules.outlook import Course, Outlook, Part

GROUPS: Mapping[str, Words] = {
    "meetings": _("Meetings"),
    "study": _("Study"),
    "lifes": _("Democratic-life meeting"),
    "upward": _("Reports to the superior"),
    "duties": _("Duties and filings"),
    "works": _("Decisions and research"),
}
"""The parts of the page, in their order."""


@dataclass(frozen=True, slots=True)
class Place:
    """Of which body and year is spoken, on which day, under which rules; seats: held on any day of the year."""

    group: LeadingGroup
    year: int
    today: date
    law: RuleBook
    seats: tuple[Membership, ...]

    def url(self, name: str, *keys: object, **asked: object) -> str:
        """Return an address below the body, with what is asked for behind the "?"."""
        address = reverse(name, args=[self.group.code, *keys])
        query = "&".join(f"{key}={value}" for key, value in asked.items())
        return f"{address}?{query}" if query else address

    @property
    def is_running(self) -> bool:
        """Say whether the year is the one that runs today."""
        return self.year == self.today.year


@dataclass(frozen=True, slots=True)
class Action:
    """The one act that does a duty: what it is called, where its form is, and the power it needs over the body.

    people: whose own act it is besides the secretariat's; empty: of everybody with the power.
    """

    label: Words
    url: str
    power: str
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Lamp:
    """How a course is shown: words, tone and picture, never a colour alone."""

    label: Words
    tone: str
    icon: str


LAMPS: Mapping[Course, Lamp] = {
    Course.MET: Lamp(pgettext_lazy("duty", "met"), "good", "check-circle-fill"),
    Course.ON_COURSE: Lamp(_("on course"), "info", "arrow-right-circle"),
    Course.IN_DANGER: Lamp(_("in danger"), "warn", "exclamation-triangle-fill"),
    Course.LOST: Lamp(_("can no longer be met"), "bad", "x-circle-fill"),
}
LATE = Lamp(pgettext_lazy("duty", "overdue"), "bad", "clock-history")
PARTLY = Lamp(_("not for every part"), "bad", "x-circle")


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as shown: what it is called, and the record behind it."""

    part: Part
    label: Words
    url: str = ""
    act: Action | None = None

    @property
    def lamp(self) -> Lamp:
        """Return how the part is shown."""
        return LATE if self.part.late else LAMPS[self.part.course]


@dataclass(frozen=True)
class Line:
    """One duty of the year.

    name: stable code.  group: key in GROUPS.  url: the list behind the figures.  soft: the rules say "generally".
    strip: shown as a strip of parts (months) besides.  projected: parts kept at the end at the present pace; None: unknown.
    """

    name: str
    group: str
    label: Words
    clause: str
    shown: tuple[Shown, ...]
    url: str = ""
    soft: bool = False
    strip: bool = False
    pace: int | None = None
    paced: bool = False

    @cached_property
    def outlook(self) -> Outlook:
        """Return the parts as a duty."""
        return Outlook(tuple(shown.part for shown in self.shown))

    @property
    def course(self) -> Course:
        """Return how the duty stands as a whole."""
        return self.outlook.course

    @property
    def lamp(self) -> Lamp:
        """Return how the duty is shown: lost where nothing is left, otherwise that some part of it is."""
        if self.course is not Course.LOST or self.outlook.count(Course.LOST) == len(self.shown):
            late = bool(self.shown) and all(shown.part.late for shown in self.shown)
            return LATE if late else LAMPS[self.course]
        return PARTLY

    @property
    def total(self) -> int:
        """Return how many parts there are."""
        return len(self.shown)

    @cached_property
    def next(self) -> Shown | None:
        """Return the part to act on."""
        part = self.outlook.next
        return next((shown for shown in self.shown if shown.part is part), None)

    @property
    def counts(self) -> list[tuple[Lamp, int]]:
        """Return how many parts have each course, the worst first, without those that are kept."""
        return [
            (LAMPS[course], count)
            for course in (Course.LOST, Course.IN_DANGER, Course.ON_COURSE)
            if (count := self.outlook.count(course))
        ]

    @property
    def projected(self) -> int | None:
        """Return how many parts will be kept at the end: at the present pace, or of what is on course."""
        return self.pace if self.paced else self.outlook.met + self.outlook.count(Course.ON_COURSE)

    @property
    def is_urgent(self) -> bool:
        """Say whether somebody has to act now."""
        return self.next is not None and (self.next.part.late or self.next.part.course is Course.IN_DANGER)
