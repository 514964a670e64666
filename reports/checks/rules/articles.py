"""Was what appeared under a name approved before it appeared?

Depends on the ground only.  What an article says never enters a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from members.procedure.verdict import Verdict, gettext_noop
from reports.checks.rules.check import HARD, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told, weighed
from reports.research.articles import rules as articles


@dataclass(frozen=True, slots=True)
class Published:
    """An article that was published.

    late: registered as published without approval.  approved, now: digests of the approved and the latest version.
    """

    key: int
    published_on: date
    approved_on: date | None = None
    approved: str = ""
    now: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles published in a year."""

    span: JudgedYear | None
    published: tuple[Published, ...] = ()


def approved_first(published: Published, today: date) -> Verdict:
    """Ask the rule of publication about an article as it is on record.  Clause 5.4-b."""
    if published.late:
        return articles.late(published.published_on, published.approved_on, today, ".")
    return articles.publishable(
        published.approved, published.now, published.published_on, published.approved_on
    )


def approved(facts: Articles) -> Iterator[Raised]:
    """CHK-36: an article appeared before it was approved, or in another text than the approved one.  Clause 5.4-b."""
    span = facts.span
    if span is None:
        return
    for published in facts.published:
        verdict = approved_first(published, span.today)
        if told(verdict) and span.covers(published.published_on):
            yield Raised(
                "signedarticle", published.key, published.published_on, weighed(verdict, Weight.HARD)
            )


CHECKS = (
    Check(
        "CHK-36",
        gettext_noop("Signed article without prior approval"),
        "5.4-b",
        approved,
        gettext_noop(
            "Nothing undoes a publication: explain it, and apply for approval of the next article before it is sent in."
        ),
        answers="member",
        facts=Articles,
        weights=HARD,
    ),
)
