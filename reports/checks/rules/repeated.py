"""Is the same thing found again and again?  The check over the other checks' findings.

Depends on the ground only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from members.procedure.verdict import gettext_noop, warn
from members.rules.occasions import month_end
from reports.checks.rules.check import WARN, Check, Raised

CHECK = "CHK-39"
YEAR = 12


@dataclass(frozen=True, slots=True)
class Occasion:
    """That a check found something about a day (or found it again on that day, after it was cured)."""

    check: str
    on: date


@dataclass(frozen=True, slots=True)
class Run:
    """One check's occasions, each within so many months of the one before; at least two days, in order."""

    check: str
    days: tuple[date, ...]

    @property
    def first(self) -> date:
        """Return the day it began."""
        return self.days[0]

    @property
    def last(self) -> date:
        """Return the latest day."""
        return self.days[-1]


@dataclass(frozen=True, slots=True)
class RepeatedFacts:
    """What the check asks about.  body: key of the body; months: from the rulebook; occasions: the year's and those shortly before."""

    body: int
    year: int
    today: date
    months: int
    occasions: tuple[Occasion, ...]


def months_later(day: date, months: int) -> date:
    """Return the day so many months later; the 31st is the last day of a shorter month."""
    whole = day.month - 1 + months
    begins = date(day.year + whole // YEAR, whole % YEAR + 1, 1)
    return begins.replace(day=min(day.day, month_end(begins).day))


def runs(occasions: Iterable[Occasion], months: int) -> Iterator[Run]:
    """Yield what was found on several days, each within so many months of the one before; by check, then by day.

    Several findings about one day are one occasion: nobody has had the time to put anything right in between.
    Clause 4.5-a.
    """
    by_check: dict[str, set[date]] = defaultdict(set)
    for occasion in occasions:
        by_check[occasion.check].add(occasion.on)
    for check, days in sorted(by_check.items()):
        run: list[date] = []
        for day in sorted(days):
            if run and day > months_later(run[-1], months):
                yield from _told(check, run)
                run = []
            run.append(day)
        yield from _told(check, run)


def _told(check: str, days: list[date]) -> Iterator[Run]:
    if len(days) > 1:
        yield Run(check, tuple(days))


def ask(facts: RepeatedFacts) -> Iterator[Raised]:
    """Warn of each check that found something repeatedly, until so many months have passed without.  Clause 4.5-a."""
    for run in runs(facts.occasions, facts.months):
        if run.check == CHECK or run.last.year != facts.year:
            continue
        if facts.today > months_later(run.last, facts.months):
            continue
        verdict = warn(
            "finding_repeated",
            gettext_noop(
                "%(check)s was found on %(times)s days from %(first_day)s to %(last_day)s, each within %(months)s months of the one before."
            ),
            "4.5-a",
            check=run.check,
            times=len(run.days),
            first_day=run.first.isoformat(),
            last_day=run.last.isoformat(),
            months=facts.months,
        )
        yield Raised("leadinggroup", facts.body, run.last, verdict, run.check)


CHECKS = (
    Check(
        CHECK,
        gettext_noop("The same kind of problem is found again and again"),
        "4.5-a",
        ask,
        gettext_noop(
            "Look for the cause behind the single cases and say what was changed; it is cured when the set months pass without another case."
        ),
        facts=RepeatedFacts,
        weights=WARN,
    ),
)
