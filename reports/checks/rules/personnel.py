"""Are the five records of a personnel item there: introduction, discussion, stances, recusal, candidate?

Depends on the ground only.  What was said of a person never enters a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.rules import discussion, kinds
from meetings.rules.discussion import Floor
from meetings.rules.roll import Roll, Room
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.checks.rules.check import HARD, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import counted, told


@dataclass(frozen=True, slots=True)
class Voted:
    """A personnel item that was voted on.

    introduced: what was reported on the candidate is written down.  voters: seats that were to vote, in protocol order;
    chair: the seat that presided over it; spoken: seats that spoke or passed, in order.  stances: how many are on record.
    recusals, left: recusals that stand, and how many of them say when the member left.  papers: summary or files of the
    topic.
    """

    key: int
    on: date
    kinds: tuple[str, ...]
    candidate: str
    introduced: bool
    voters: tuple[int, ...]
    chair: int | None
    spoken: tuple[int, ...]
    stances: int
    recusals: int = 0
    left: int = 0
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Personnel:
    """The personnel items of a year."""

    span: JudgedYear | None
    items: tuple[Voted, ...] = ()


def introduction(voted: Voted) -> Verdict:
    """Each candidate is introduced before anybody speaks.  Clause 6.1-g."""
    if voted.introduced:
        return allow()
    return refuse(
        "introduction_missing",
        gettext_noop("What was reported about the candidate is not on record."),
        "6.1-g",
    )


def speeches(voted: Voted) -> Verdict:
    """Each member who votes has spoken, or is on record with "no comment".  Clause 6.5-a."""
    room = Room(Roll(entitled=voted.voters, present=voted.voters, chair=voted.chair))
    full = discussion.full(Floor(room, voted.chair, voted.spoken))
    if full.code != "discussion_required":
        return allow()
    waiting = full.figures["waiting"]
    return counted(full, SPEECHES, Weight.HARD, waiting=waiting, voters=len(voted.voters))


SPEECHES = gettext_noop(
    'Of %(waiting)s of %(voters)s members who voted neither words nor "no comment" are on record.'
)


def stances(voted: Voted) -> Verdict:
    """Each member who votes takes a stance, and it is on record.  Clauses 6.5-b, 6.1-g."""
    if voted.voters and voted.stances >= len(voted.voters):
        return allow()
    return refuse(
        "stances_missing",
        gettext_noop("%(stances)s stances of %(voters)s members who were to vote are on record."),
        "6.5-b",
        stances=voted.stances,
        voters=len(voted.voters),
    )


def recusal(voted: Voted) -> Verdict:
    """Who withdraws leaves the room, and when is on record.  Clause 6.4-e."""
    if voted.left >= voted.recusals:
        return allow()
    return refuse(
        "recusal_unrecorded",
        gettext_noop(
            "For %(missing)s of %(recusals)s recusals it is not on record when the member left the room."
        ),
        "6.4-e",
        missing=voted.recusals - voted.left,
        recusals=voted.recusals,
    )


def candidate(voted: Voted) -> Verdict:
    """One candidate is named, and there is something on him in the file.  Clause 6.1-g."""
    named = kinds.one_candidate(voted.kinds, voted.candidate)
    if not named or voted.papers:
        return named
    return refuse(
        "candidate_papers_missing",
        gettext_noop("Neither a summary nor a file on the candidate is kept with the item."),
        "6.1-g",
    )


RECORDS = {
    "introduction": introduction,
    "speeches": speeches,
    "stances": stances,
    "recusal": recusal,
    "candidate": candidate,
}


def five_records(facts: Personnel) -> Iterator[Raised]:
    """CHK-35: one of the five records of a personnel item is missing.  Clauses 6.1-g, 6.4-e, 6.5-a, 6.5-b."""
    span = facts.span
    if span is None:
        return
    for fact in facts.items:
        if not (span.covers(fact.on) and kinds.concerns_person(fact.kinds)):
            continue
        for part, ask in RECORDS.items():
            verdict = ask(fact)
            if told(verdict):
                yield Raised("agendaitem", fact.key, fact.on, verdict, part=part)


CHECKS = (
    Check(
        "CHK-35",
        gettext_noop("Record of a personnel procedure incomplete (five records in one)"),
        "6.1-g",
        five_records,
        gettext_noop(
            "Add what is missing as a dated correction of the record while the meeting is not sealed; otherwise explain."
        ),
        answers="recorder",
        facts=Personnel,
        weights=HARD,
    ),
)
