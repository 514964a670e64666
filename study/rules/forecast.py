"""Can a member still reach half of the hours, and what does it take?

Depends on the ground only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Figure, Verdict, allow, gettext_noop, refuse, warn
from study.rules.quota import ceiling


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in the year.

    attended: minutes so far.  base: required minutes so far (or of the whole plan).  ahead: minutes of each counted
    study still to come while in office.  grows: whether studies to come add to the base.
    """

    attended: int
    base: int
    ahead: Sequence[int] = ()
    grows: bool = True

    @property
    def final_base(self) -> int:
        """Return the required minutes at the end of the year, as things are planned."""
        return self.base + (sum(self.ahead) if self.grows else 0)


def clock(minutes: int) -> str:
    """Write minutes as hours and minutes: 570 → "9:30"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def outlook(standing: Standing, law: YearParameters) -> Verdict:
    """Tell what is still needed, and when half can no longer be reached.  Clause 8.3-b."""
    base = standing.final_base
    target = ceiling(base * law.study_ratio)
    missing = target - standing.attended
    figures: dict[str, Figure] = {
        "has": clock(standing.attended),
        "base": clock(base),
        "missing": clock(max(missing, 0)),
        "left": len(standing.ahead),
    }
    if base == 0:
        return warn(
            "not_assessable",
            gettext_noop("No required time: the year cannot be assessed."),
            "8.3-b",
            **figures,
        )
    if missing <= 0:
        return allow(**figures)
    if missing > sum(standing.ahead):
        return refuse(
            "half_out_of_reach",
            gettext_noop(
                "Has %(has)s of %(base)s and would need %(missing)s more; in the %(left)s studies left "
                "half can no longer be reached."
            ),
            "8.3-b",
            **figures,
        )
    return warn(
        "hours_needed",
        gettext_noop("Has %(has)s of %(base)s, needs %(missing)s in the %(left)s studies left."),
        "8.3-b",
        **figures,
    )


def last_chance(standing: Standing, law: YearParameters) -> int | None:
    """Return from which study still to come on (counted from 0) everything left must be attended to reach half.

    None: half is reached, or is out of reach.  Clause 8.3-b.
    """
    missing = ceiling(standing.final_base * law.study_ratio) - standing.attended
    left, last = sum(standing.ahead), None
    for number, minutes in enumerate(standing.ahead):
        if 0 < missing <= left:
            last = number
        left -= minutes
    return last


def essays_ahead(accepted: int, waiting: int, needed: int) -> Verdict:
    """Tell how many essays are still to be written.  Clause 8.3-c."""
    missing = needed - accepted - waiting
    figures: dict[str, Figure] = {
        "accepted": accepted,
        "waiting": waiting,
        "missing": max(missing, 0),
        "needed": needed,
    }
    if missing <= 0:
        return allow(**figures)
    return warn(
        "essays_to_write",
        gettext_noop(
            "%(accepted)s of %(needed)s essays accepted, %(waiting)s under review: %(missing)s to write."
        ),
        "8.3-c",
        **figures,
    )
