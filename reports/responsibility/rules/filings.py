"""When is a filing due, and was it made in time?  Only the fact and the day.

Depends on the ground only.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


@dataclass(frozen=True, slots=True)
class Seat:
    """From when until when somebody holds a seat; `until` is the first day without it."""

    since: date
    until: date | None


def personal_matters_due(seat: Seat, year: int, law: YearParameters) -> date | None:
    """Return when the personal-matters filing of a year is due, None when none is expected.

    Who came into office in the year, or after the yearly day, files some days after; who left before it, not at all.
    Clause 10.4-a.
    """
    yearly = law.personal_matters_due.of(year)
    if seat.since.year > year or (seat.until is not None and seat.until <= date(year, 1, 1)):
        return None
    due = yearly
    if seat.since.year == year:
        due = max(yearly, seat.since + timedelta(days=law.change_report_days))
    if seat.until is not None and seat.until <= due:
        return None
    return due


def change_due(changed_on: date, law: YearParameters) -> date:
    """Return until when a change is reported.  Clause 10.4-a."""
    return changed_on + timedelta(days=law.change_report_days)


def duty_integrity_due(seat: Seat, year: int, law: YearParameters) -> date | None:
    """Return when the yearly report on duty and integrity is due; who came after that day or left before it has none.

    Clause 10.4-b.
    """
    due = law.duty_integrity_due.of(year)
    if seat.since > due or (seat.until is not None and seat.until <= due):
        return None
    return due


def filed(done_on: date, due_on: date, today: date, changed_on: date | None = None) -> Verdict:
    """A filing is made by its day; a late one is on record as late.  A due day on a weekend stays as written.

    changed_on: the day of the change that is reported.  Clause 10.4-a.
    """
    if done_on > today:
        return refuse("in_the_future", gettext_noop("That day has not come yet."), "10.4-a")
    if changed_on is not None and done_on < changed_on:
        return refuse(
            "filed_before_change",
            gettext_noop("It cannot have been reported before it changed (%(changed)s)."),
            "10.4-a",
            changed=changed_on.isoformat(),
        )
    if done_on > due_on:
        return warn(
            "filed_late",
            gettext_noop("Filed %(days)s days after %(due)s."),
            "10.4-a",
            days=(done_on - due_on).days,
            due=due_on.isoformat(),
        )
    return allow()


def changed(changed_on: date, today: date) -> Verdict:
    """A change is announced when it has happened.  Clause 10.4-a."""
    if changed_on > today:
        return refuse("in_the_future", gettext_noop("That day has not come yet."), "10.4-a")
    return allow()


def place_named(kind: str, office: str, occasion: str) -> Verdict:
    """A filing names the office that received it; a report on duty and integrity, where it was delivered.

    Clauses 10.4-a, 10.4-b.
    """
    if kind == "duty_integrity":
        if not occasion.strip():
            return refuse(
                "occasion_required",
                gettext_noop("Say at which meeting, or where, the report was delivered."),
                "10.4-b",
            )
        return allow()
    if not office.strip():
        return refuse("office_required", gettext_noop("Say which office received it."), "10.4-a")
    return allow()


def only_the_fact(remark: str, most: int) -> Verdict:
    """Nothing of what was filed is kept here.  Clause 10.4-a."""
    if len(remark) > most:
        return refuse(
            "content_not_kept",
            gettext_noop("Only the fact, the day and the receiving office are kept; keep the remark short."),
            "10.4-a",
        )
    return allow()
