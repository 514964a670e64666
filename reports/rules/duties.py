"""Has everybody his responsibilities, are they reported on, and goes integrity along with the business?

Depends on the ground only.
"""

from collections.abc import Collection, Mapping
from datetime import date

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

HALVES = ((1, 6), (7, 12))
STAGES = ("study", "deploy", "inspect", "summarise")


def list_complete(
    names: Mapping[int, str],
    secretary: int | None,
    first: Collection[int],
    dual: Collection[int],
    *,
    body: bool,
) -> Verdict:
    """A list names the body's duty, the first responsible person, and a dual duty of each member.

    names: by seat; first, dual: seats with such an entry.  Clauses 3.2-a, 4.3-b, 4.3-c, 10.3-a, 10.3-b, 10.3-c.
    """
    if not body:
        return refuse(
            "principal_responsibility_missing",
            gettext_noop("The list does not name the principal responsibility of the body."),
            "10.3-a",
        )
    if secretary is not None and secretary not in first:
        return refuse(
            "first_responsible_missing",
            gettext_noop("The list does not name the secretary as first responsible."),
            "10.3-b",
        )
    without = [name for seat, name in names.items() if seat not in dual]
    if without:
        return refuse(
            "dual_duty_missing",
            gettext_noop("Without a dual duty: %(names)s"),
            "4.3-c",
            names="、".join(without),
            count=len(without),
        )
    return allow()


def half_of(day: date) -> int:
    """Return the half of the year a day lies in: 1 or 2."""
    return 1 if day.month <= HALVES[0][1] else 2


def half_year_reports(
    names: Mapping[int, str], reported: Collection[int], half: int, year: int, today: date
) -> Verdict:
    """Each member reports on his duties after half a year.  Clauses 4.3-c, 10.3-c."""
    end = date(year, 6, 30) if half == 1 else date(year, 12, 31)
    without = [name for seat, name in names.items() if seat not in reported]
    if today <= end or not without:
        return allow()
    return warn(
        "half_year_report_missing",
        gettext_noop("No report of the half-year %(half)s: %(names)s"),
        "10.3-c",
        half=half,
        names="、".join(without),
        count=len(without),
    )


def half_year_subject(days: Collection[date], year: int, today: date) -> Verdict:
    """Integrity stands on an agenda in each half of the year.  days: of items tagged so.  Clause 10.2-b."""
    seen = {half_of(day) for day in days if day.year == year}
    due = [half for half in (1, 2) if half not in seen and today > date(year, HALVES[half - 1][1], 28)]
    if due:
        return warn(
            "integrity_not_on_agenda",
            gettext_noop("Integrity stood on no agenda in the half-year: %(halves)s"),
            "10.2-b",
            halves="、".join(str(half) for half in due),
            count=len(due),
        )
    return allow()


def four_stages(filled: Collection[str]) -> Verdict:
    """Integrity is studied, deployed, inspected and summarised together with the business.  Clause 10.2-c."""
    missing = [stage for stage in STAGES if stage not in filled]
    if missing:
        return warn(
            "stages_empty",
            gettext_noop("%(count)s of the four stages have no record yet."),
            "10.2-c",
            count=len(missing),
        )
    return allow()
