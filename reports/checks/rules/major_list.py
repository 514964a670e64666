"""Is there a list of major questions, is it kept up, and was anything split so as to stay below it?

Depends on the ground only.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from members.procedure.parameters import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn
from members.rules.occasions import years_after
from reports.checks.rules.check import BOTH, WARN, Check, Raised
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told


@dataclass(frozen=True, slots=True)
class Version:
    """An adopted version of the list: its key, and when it was adopted and came into force."""

    key: int
    adopted_on: date
    effective_from: date


@dataclass(frozen=True, slots=True)
class Matter:
    """A topic with a sum.  amount, threshold: in 10,000 yuan; threshold None: the list names none.

    brought: a meeting voted on it.  waiting: it is on its way to one.  dropped: its proposer took it back.
    """

    key: int
    on: date
    category: str
    unit: str
    amount: Decimal
    threshold: Decimal | None
    brought: bool
    waiting: bool = False
    dropped: bool = False

    @property
    def reaches(self) -> bool:
        """Say whether the sum reaches the threshold; the threshold itself does.  Clause 4.2-b."""
        return self.threshold is not None and self.amount >= self.threshold


@dataclass(frozen=True, slots=True)
class Lists:
    """A body's versions of the list, and the topics of a year that have a sum; span None: nothing is judged."""

    group: int
    span: JudgedYear | None
    versions: tuple[Version, ...] = ()
    matters: tuple[Matter, ...] = ()


def in_force(versions: tuple[Version, ...], day: date) -> Version | None:
    """Return the version in force on a day: the latest that has taken effect.  Clause 4.2-c."""
    effective = [version for version in versions if version.effective_from <= day]
    return max(effective, key=lambda row: (row.effective_from, row.key), default=None)


def kept_up(version: Version | None, day: date, law: YearParameters) -> Verdict:
    """There is a list of major questions, and it is looked at as things change.  Clauses 4.2-b, 4.2-c."""
    if version is None:
        return refuse("list_missing", gettext_noop("No list of major questions is in force."), "4.2-b")
    figures = {"adopted": version.adopted_on.isoformat()}
    if day > years_after(version.adopted_on, law.list_outdated_years):
        return refuse(
            "list_outdated",
            gettext_noop(
                "The list of major questions in force was adopted on %(adopted)s, more than %(years)s years ago."
            ),
            "4.2-c",
            **figures,
            years=law.list_outdated_years,
        )
    if day > years_after(version.adopted_on, law.list_review_years):
        return warn(
            "list_not_reviewed",
            gettext_noop(
                "The list of major questions in force was adopted on %(adopted)s; it has not been renewed for %(years)s years."
            ),
            "4.2-c",
            **figures,
            years=law.list_review_years,
        )
    return allow(**figures)


def list_kept_up(facts: Lists) -> Iterator[Raised]:
    """CHK-23: no list is in force, or the one in force is old.  Clauses 4.2-b, 4.2-c."""
    span = facts.span
    if span is None:
        return
    version = in_force(facts.versions, span.last)
    law = span.law.year
    verdict = kept_up(version, span.last, law)
    if version is None:
        yield Raised("leadinggroup", facts.group, span.first, verdict)
    elif told(verdict):
        since = years_after(version.adopted_on, law.list_review_years if verdict else law.list_outdated_years)
        yield Raised("majorissuelist", version.key, max(since, span.first), verdict)


def brought_to_meeting(facts: Lists) -> Iterator[Raised]:
    """CHK-24: a sum reached the threshold, alone or added up, and no meeting voted on it.  Clauses 4.2-a, 4.2-b."""
    span = facts.span
    if span is None:
        return
    judged = [matter for matter in facts.matters if span.covers(matter.on)]
    for record in judged:
        # While the year runs a topic may still come before a meeting.
        if record.reaches and span.over and not (record.brought or record.dropped):
            yield Raised("topicproposal", record.key, record.on, _not_brought(record))
    small: dict[tuple[str, str], list[Matter]] = defaultdict(list)
    for row in judged:
        if row.threshold is not None and not row.reaches and row.unit.strip():
            small[row.category, row.unit.strip()].append(row)
    for rows in small.values():
        yield from _added_up(sorted(rows, key=lambda one: (one.on, one.key)), over=span.over)


def _not_brought(matter: Matter) -> Verdict:
    return warn(
        "above_threshold_not_brought",
        gettext_noop(
            "The sum of %(amount)s reaches the threshold of %(threshold)s (10,000 yuan), and no meeting voted on it."
        ),
        "4.2-b",
        amount=f"{matter.amount:f}",
        threshold=f"{matter.threshold:f}",
    )


def _added_up(rows: list[Matter], *, over: bool) -> Iterator[Raised]:
    """Ask about matters of one unit and kind that only together reach the threshold.  Clause 4.2-b."""
    past_by = [row for row in rows if not row.brought and (over or not row.waiting)]
    if len(rows) < 2 or not past_by:
        return
    total = Decimal(0)
    for record in rows:
        total += record.amount
        if record.threshold is not None and total >= record.threshold:
            whole = sum((each.amount for each in rows), Decimal(0))
            verdict = warn(
                "split_below_threshold",
                gettext_noop(
                    "%(matters)s matters of one unit, each below the threshold of %(threshold)s, come to %(sum)s "
                    "(10,000 yuan); no meeting voted on %(past)s of them."
                ),
                "4.2-b",
                matters=len(rows),
                threshold=f"{record.threshold:f}",
                sum=f"{whole:f}",
                past=len(past_by),
            )
            yield Raised("topicproposal", rows[0].key, record.on, verdict, part=record.category)
            return


CHECKS = (
    Check(
        "CHK-23",
        gettext_noop("List of major questions missing or not kept up"),
        "4.2-b",
        list_kept_up,
        gettext_noop(
            "Draft a new version of the list, have a meeting adopt it, and enter from when on it is in force."
        ),
        facts=Lists,
        weights=BOTH,
    ),
    Check(
        "CHK-24",
        gettext_noop("Not brought to a meeting as the list says; split into small parts"),
        "4.2-b",
        brought_to_meeting,
        gettext_noop(
            "Add the sums up, bring the matter to the next meeting, or explain why the parts are separate matters."
        ),
        facts=Lists,
        weights=WARN,
    ),
)
