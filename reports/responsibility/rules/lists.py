"""Has everybody his responsibilities, are they reported on, and goes integrity along with the business?

Depends on the ground only.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

SECOND_HALF = 7
"""The month with which the second half of a year begins."""

OWED = {
    1: gettext_noop("No report of the first half of the year: %(names)s"),
    2: gettext_noop("No report of the second half of the year: %(names)s"),
}
OFF_THE_AGENDA = {
    (1,): gettext_noop("Integrity stood on no agenda in the first half of the year."),
    (2,): gettext_noop("Integrity stood on no agenda in the second half of the year."),
    (1, 2): gettext_noop("Integrity stood on no agenda of the year."),
}

STAGES = ("study", "deploy", "inspect", "summarise")
FILLED_BY = {
    "study": {"item"},
    "deploy": {"item", "task"},
    "inspect": {"item", "task", "research"},
    "summarise": {"item", "list"},
}
"""Which kinds of record may show that integrity went along at a stage."""


def list_complete(
    names: Mapping[int, str],
    secretary: int | None,
    first: Collection[int],
    dual: Collection[int],
    *,
    body: bool,
    earlier: Mapping[int, str] = MappingProxyType({}),
) -> Verdict:
    """A list names the body's duty, the first responsible person, and a dual duty of each member.

    names: by seat; first, dual: seats with such an entry; earlier: who was secretary before in the same year, and
    stays on the list with his period.  Clauses 3.2-a, 4.3-b, 4.3-c, 10.3-a, 10.3-b, 10.3-c.
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
    gone = [name for seat, name in earlier.items() if seat not in first]
    if gone:
        return warn(
            "earlier_secretary_missing",
            gettext_noop("First responsible earlier this year, and not on the list: %(names)s"),
            "4.3-b",
            names="、".join(gone),
            count=len(gone),
        )
    return allow()


def adoption_basis(*, by_decision: bool, by_secretary: bool) -> Verdict:
    """A list is adopted by a decision of the group, or signed by the secretary.  Clause 10.3-a."""
    if by_decision or by_secretary:
        return allow()
    return refuse(
        "adoption_basis_required",
        gettext_noop("Name the decision that adopted the list, or let the secretary sign it."),
        "10.3-a",
    )


def decision_fits(decided_on: date, today: date, *, same_body: bool) -> Verdict:
    """The adopting decision is the body's own, and has been made.  Clause 10.3-a."""
    if same_body and decided_on <= today:
        return allow()
    return refuse(
        "decision_does_not_fit",
        gettext_noop("Choose a decision of this body that is in force."),
        "10.3-a",
    )


def half_of(day: date) -> int:
    """Return the half of the year a day lies in: 1 or 2."""
    return 1 if day < date(day.year, SECOND_HALF, 1) else 2


def report_due(year: int, half: int, law: YearParameters) -> date:
    """Return until when the report of a half-year is handed in.  Clauses 4.3-c, 10.3-c."""
    return (law.half_year_due if half == 1 else law.year_end_due).of(year)


def year_report(year: int, reported_on: date | None, today: date, law: YearParameters) -> Verdict:
    """The year ends with a report on the list.  Clause 10.3-a."""
    due = law.year_end_due.of(year)
    if reported_on is None and today > due:
        return warn(
            "year_report_missing",
            gettext_noop("The report at the end of the year was due on %(due)s."),
            "10.3-a",
            due=due.isoformat(),
        )
    return allow()


def half_year_reports(
    names: Mapping[int, str], reported: Collection[int], half: int, due: date, today: date
) -> Verdict:
    """Each member reports on his duties after half a year.

    names: who was in office on the due day, by seat.  Clauses 4.3-c, 10.3-c.
    """
    without = [name for seat, name in names.items() if seat not in reported]
    if today <= due or not without:
        return allow()
    return warn(
        "half_year_report_missing",
        OWED[half],
        "10.3-c",
        half=half,
        names="、".join(without),
        count=len(without),
    )


def half_year_subject(days: Collection[date], year: int, today: date) -> Verdict:
    """Integrity stands on an agenda in each half of the year.  days: of items tagged so.  Clause 10.2-b."""
    seen = {half_of(day) for day in days if day.year == year}
    over = {1: date(year, SECOND_HALF, 1), 2: date(year + 1, 1, 1)}
    due = [half for half, after in over.items() if half not in seen and today >= after]
    if due:
        return warn(
            "integrity_not_on_agenda",
            OFF_THE_AGENDA[tuple(due)],
            "10.2-b",
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


@dataclass(frozen=True, slots=True)
class Shown:
    """A record that is to fill a stage.  kind: item | task | research | list; year: in which it lies.

    tagged: whether it bears the tag of discipline and integrity (a list is about nothing else).  done: whether there is
    something to show: an item settled, a list with its report of the year.
    """

    kind: str
    year: int
    tagged: bool
    done: bool


def fills_stage(stage: str, year: int, record: Shown) -> Verdict:
    """A stage is filled from records of its year of a kind that can show it.  Clauses 10.2-a, 10.2-c."""
    if record.kind not in FILLED_BY[stage]:
        return refuse(
            "wrong_stage",
            gettext_noop("A record of this kind does not show this stage."),
            "10.2-c",
            stage=stage,
        )
    if record.year != year:
        return refuse(
            "other_year",
            gettext_noop("This record belongs to the year %(year)s."),
            "10.2-c",
            year=record.year,
        )
    if not record.done:
        return refuse(
            "nothing_to_show",
            gettext_noop("There is nothing to show yet: the item is not settled, or the report not written."),
            "10.2-c",
        )
    if not record.tagged:
        return warn(
            "not_tagged",
            gettext_noop("This record does not bear the tag of discipline and integrity."),
            "10.2-c",
        )
    return allow()
