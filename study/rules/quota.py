"""Has a member studied half of the hours and written the essays of a year?

Depends on the ground only.  Whole minutes and fractions; exactly half passes.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Tenure:
    """The part of a year in which somebody holds a seat; `until` is the first day without it, None: no end."""

    since: date
    until: date | None
    year: int

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the year and in office."""
        return day.year == self.year and self.since <= day and (self.until is None or day < self.until)

    @property
    def held_months(self) -> range:
        """Return the months of the year in which the seat was held, on any day of theirs."""
        begins, ends = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        first = max(self.since, begins)
        last = min(self.until or ends, ends)
        if last <= first:
            return range(0)
        # `last` is the first day without the seat: on the first of a month, that month is not held any more.
        after = MONTHS + 1 if last == ends else last.month if last.day == 1 else last.month + 1
        return range(first.month, after)

    @property
    def months(self) -> int:
        """Return in how many months of the year the seat was held."""
        return len(self.held_months)

    @property
    def is_whole_year(self) -> bool:
        """Say whether the seat was held from the first to the last day of the year."""
        return Service((self,), self.year).is_whole_year


@dataclass(frozen=True, slots=True)
class Service:
    """All the seats somebody held in a year: a new term, or another post, begins a seat and interrupts no duty."""

    tenures: tuple[Tenure, ...]
    year: int

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the year and in office."""
        return any(tenure.covers(day) for tenure in self.tenures)

    @property
    def months(self) -> int:
        """Return in how many months of the year somebody was in office."""
        return len({month for tenure in self.tenures for month in tenure.held_months})

    @property
    def is_whole_year(self) -> bool:
        """Say whether somebody was in office from the first to the last day of the year without a gap."""
        reached, ends = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        for tenure in sorted(self.tenures, key=lambda row: row.since):
            if tenure.since > reached:
                break
            reached = max(reached, tenure.until or ends)
        return reached >= ends


def ceiling(value: Fraction) -> int:
    """Return the least whole number not below a fraction."""
    return -(-value.numerator // value.denominator)


def base_minutes(held: int, planned: int, months: int, law: YearParameters) -> int:
    """Return the required time: of the counted studies held in office, or of the plan by months in office.

    Clauses 8.3-b, 8.1-b.
    """
    if law.study_base == "planned":
        return ceiling(Fraction(planned * months, MONTHS))
    return held


def hours(attended: int, base: int, law: YearParameters) -> Verdict:
    """A member attends no less than half of the required time; exactly half is enough, of nothing nobody can say.

    Clause 8.3-b.
    """
    needed = ceiling(base * law.study_ratio)
    figures = {"attended": attended, "base": base, "needed": needed}
    if base == 0:
        return warn(
            "not_assessable",
            gettext_noop("No required time: the year cannot be assessed."),
            "8.3-b",
            **figures,
        )
    if attended >= base * law.study_ratio:
        return allow(**figures)
    return refuse(
        "study_hours_short",
        gettext_noop(
            "%(attended)s of %(base)s required minutes were attended; at least %(needed)s are needed."
        ),
        "8.3-b",
        **figures,
    )


def essays_needed(tenure: Tenure | Service, law: YearParameters) -> int:
    """Return how many essays a member should write: the quota, or its share for part of a year.  Clause 8.3-c."""
    if tenure.is_whole_year or law.essay_prorate == "off":
        return law.essay_quota
    return ceiling(Fraction(law.essay_quota * tenure.months, MONTHS))


def essays(accepted: int, tenure: Tenure | Service, law: YearParameters) -> Verdict:
    """A member writes the essays of a year; part of a year is shown for review, with a figure as guidance.

    Clause 8.3-c.
    """
    quota = law.essay_quota
    whole = tenure.is_whole_year or law.essay_prorate == "off"
    needed = essays_needed(tenure, law)
    figures = {"accepted": accepted, "quota": quota, "needed": needed}
    if accepted >= (quota if law.essay_prorate != "binding" else needed):
        return allow(**figures)
    if whole or law.essay_prorate == "binding":
        return refuse(
            "essays_short",
            gettext_noop("%(accepted)s essays of %(needed)s were accepted in the year."),
            "8.3-c",
            **figures,
        )
    return warn(
        "part_year",
        gettext_noop(
            "In office for part of the year: %(accepted)s essays, about %(needed)s would be in step; for review."
        ),
        "8.3-c",
        **figures,
    )


def may_submit(*, text: str, has_file: bool, title: str) -> Verdict:
    """An essay that is handed in has a title, and a text or a file.  Clause 8.3-c."""
    if not title.strip() or not (text.strip() or has_file):
        return refuse(
            "essay_empty",
            gettext_noop("Write the essay, or attach it as a file, before handing it in."),
            "8.3-c",
        )
    return allow()


def comment_given(comment: str) -> Verdict:
    """Who returns an essay says why.  Clause 8.3-c."""
    if not comment.strip():
        return refuse("reason_required", gettext_noop("Say what is to be improved."), "8.3-c")
    return allow()


def handed_in(day: date, today: date, *, on_paper: bool) -> Verdict:
    """An essay is handed in today; one that came on paper may have come before.  Clause 8.3-c."""
    if day > today:
        return refuse("in_the_future", gettext_noop("This day has not come yet."), "8.3-c")
    if day < today and not on_paper:
        return refuse(
            "day_not_chosen", gettext_noop("The day of handing in is today; nobody chooses it."), "8.3-c"
        )
    return allow()
