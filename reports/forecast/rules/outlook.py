"""What does a forecast say of a duty?  Where it stands, where it will stand, until when it can still be met.

A forecast never judges what a rule has judged already: it asks the same rule, about what is on record and what is to
come.  Depends on the ground only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from members.procedure.verdict import Figure, Level, Verdict


class Course(StrEnum):
    """How a duty stands, the better the earlier.

    MET: kept, and nothing to come can undo it.  ON_COURSE: open, and kept if things go on as planned or as the days
    still allow.  IN_DANGER: open, and lost unless somebody acts.  LOST: nothing to come can keep it any more.
    """

    MET = "met"
    ON_COURSE = "on_course"
    IN_DANGER = "in_danger"
    LOST = "lost"


_LEVELS = {
    Course.MET: Level.ALLOWED,
    Course.ON_COURSE: Level.ALLOWED,
    Course.IN_DANGER: Level.WARNED,
    Course.LOST: Level.REFUSED,
}
_ORDER = tuple(Course)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a duty: a month, a member, a stage, a paper.

    key: which part it is ("03", "theme", the key of a seat or of a record).  verdict: the words, with clause and figures.
    has, needed: where it stands.  projected: where it stands at the end at the present pace; None: nobody can say yet.
    last_day: the last day on which something to come can still keep it; None: kept, lost, or without such a day.
    late: lost, and still to be done.
    """

    key: str
    course: Course
    verdict: Verdict
    has: int = 0
    needed: int = 1
    projected: int | None = None
    last_day: date | None = None
    late: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether somebody can still do something about it."""
        return self.late or self.course in (Course.ON_COURSE, Course.IN_DANGER)


def told(course: Course, code: str, reason: str, clause: str, **figures: Figure) -> Verdict:
    """Return the words of a forecast; their level follows from the course."""
    return Verdict(_LEVELS[course], code, reason, clause, figures)


def at_pace(has: int, elapsed: int, whole: int) -> int | None:
    """Return what a count comes to at the end if it goes on as so far, rounded down; None before anything has passed."""
    return has * whole // elapsed if elapsed > 0 else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """A duty as a whole: its parts, and what they come to."""

    parts: tuple[Part, ...]

    @property
    def course(self) -> Course:
        """Return the worst course among the parts; a duty without parts asks for nothing."""
        return max((part.course for part in self.parts), key=_ORDER.index, default=Course.MET)

    def count(self, course: Course) -> int:
        """Return how many parts have a course."""
        return sum(part.course is course for part in self.parts)

    @property
    def met(self) -> int:
        """Return how many parts are kept."""
        return self.count(Course.MET)

    @property
    def next(self) -> Part | None:
        """Return the part to act on: in danger, else late, else the one whose last day comes first."""
        still = [part for part in self.parts if part.is_open]
        return min(still, key=urgency, default=None)


def urgency(part: Part) -> tuple[int, date]:
    """Return by what parts are ordered: in danger before late before on course, then by their last day."""
    rank = 0 if part.course is Course.IN_DANGER else 1 if part.late else 2
    return rank, part.last_day or date.max


def parts(rows: Sequence[Part]) -> Outlook:
    """Return parts as a duty."""
    return Outlook(tuple(rows))
