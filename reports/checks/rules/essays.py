"""Did each member study half of the hours and write the essays, and are the essays their own?

Depends on the ground only.  What an essay says never enters a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from members.procedure.verdict import Verdict, gettext_noop, warn
from reports.checks.rules.check import BOTH, WARN, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import counted, told, weighed
from study.rules import forecast, quota, similarity
from study.rules.forecast import Standing
from study.rules.quota import Service

REWRITE = "rewrite"


@dataclass(frozen=True, slots=True)
class MemberYear:
    """A member's year of study: latest seat, judged part of the year in office, minutes, essays accepted and under review."""

    seat: int
    service: Service
    standing: Standing
    accepted: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Alike:
    """Two essays a machine found alike.  essay: the later one; other: the one it is like; percent: how alike.

    finding: what a person found, "" while nobody has looked.  counts: whether the later one was accepted.
    """

    essay: int
    other: int
    on: date
    percent: int
    finding: str = ""
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Quotas:
    """What all members of a body did in a year, and which essays are alike."""

    group: int
    span: JudgedYear | None
    members: tuple[MemberYear, ...] = ()
    alike: tuple[Alike, ...] = ()


def own_words(facts: Quotas) -> Iterator[Raised]:
    """CHK-30: an essay is like another one and nobody has looked, or what was to be rewritten counts.

    A question to a person, never a verdict.  Clause 8.3-c.
    """
    span = facts.span
    if span is None:
        return
    for alike in facts.alike:
        if not span.covers(alike.on):
            continue
        part = f"like {alike.other}"
        if not alike.finding:
            open_ = counted(similarity.looked_at(1), UNANSWERED, Weight.WARN, percent=alike.percent)
            yield Raised("essay", alike.essay, alike.on, open_, part=part)
        elif alike.finding == REWRITE and alike.counts:
            yield Raised("essay", alike.essay, alike.on, _accepted_all_the_same(alike), part=part)


UNANSWERED = gettext_noop("Alike to another essay by %(percent)s%%, and nobody has read both yet.")


def _accepted_all_the_same(alike: Alike) -> Verdict:
    return warn(
        "to_be_rewritten_and_accepted",
        gettext_noop(
            "Alike to another essay by %(percent)s%%; it was to be rewritten, and was accepted all the same."
        ),
        "8.3-c",
        percent=alike.percent,
    )


def quotas(facts: Quotas) -> Iterator[Raised]:
    """CHK-31: less than half of the hours, fewer essays than four.

    While the year runs only hours that can no longer be reached are told; after it, what is missing is hard.  Who was in
    office for part of the year is looked at by a person.  Of no required time nothing can be said.
    Clauses 8.3-b, 8.3-c.
    """
    span = facts.span
    if span is None or not facts.members:
        return
    on = span.ends
    if span.over and not any(member.standing.final_base for member in facts.members):
        yield Raised("leadinggroup", facts.group, on, quota.hours(0, 0, span.law.year), part="hours_of_study")
    for row in facts.members:
        verdict = _hours(row, span)
        if verdict is not None:
            yield Raised("membership", row.seat, on, verdict, part="hours_of_study")
        if span.over:
            verdict = _essays(row, span)
            if verdict is not None:
                yield Raised("membership", row.seat, on, verdict, part="essays")


def _hours(member_year: MemberYear, span: JudgedYear) -> Verdict | None:
    law = span.law.year
    if not span.over:
        outlook = forecast.outlook(member_year.standing, law)
        return None if outlook else weighed(outlook, Weight.WARN)
    verdict = quota.hours(member_year.standing.attended, member_year.standing.base, law)
    if verdict:
        return None
    if member_year.service.is_whole_year:
        return verdict
    return counted(verdict, PART_YEAR_HOURS, Weight.WARN, **verdict.figures)


PART_YEAR_HOURS = gettext_noop(
    "Part of the year only: %(attended)s of %(base)s required minutes were attended, %(needed)s would be half; for review."
)


def _essays(member_year: MemberYear, span: JudgedYear) -> Verdict | None:
    law = span.law.year
    verdict = quota.essays(member_year.accepted, member_year.service, law)
    if not told(verdict) or _in_step(member_year.accepted, member_year, span):
        return None
    if member_year.waiting and _in_step(member_year.accepted + member_year.waiting, member_year, span):
        figures = {**verdict.figures, "waiting": member_year.waiting}
        return counted(verdict, ESSAYS_WAITING, Weight.WARN, **figures)
    return verdict


def _in_step(written: int, member_year: MemberYear, span: JudgedYear) -> bool:
    """Say whether so many essays are in step with the months in office: then there is nothing to review."""
    return written >= quota.essays_needed(member_year.service, span.law.year)


ESSAYS_WAITING = gettext_noop(
    "%(accepted)s essays of %(needed)s were accepted in the year; %(waiting)s handed in are still under review."
)

CHECKS = (
    Check(
        "CHK-30",
        gettext_noop("Essays copied or alike"),
        "8.3-c",
        own_words,
        gettext_noop(
            "Read both essays and answer the question on the page of the essay; have it rewritten if need be."
        ),
        answers="member",
        question=True,
        facts=Quotas,
        weights=WARN,
    ),
    Check(
        "CHK-31",
        gettext_noop("Less than half of the hours of study; fewer than four essays"),
        "8.3-b",
        quotas,
        gettext_noop(
            "While the year runs: attend every study that is left, plan one more, write the essays. After it: explain, "
            "and review what is still waiting."
        ),
        answers="member",
        facts=Quotas,
        weights=BOTH,
    ),
)
