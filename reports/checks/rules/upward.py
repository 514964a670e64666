"""Was the superior told of the year, asked before acting, and asked in papers of their own?

Depends on the ground only.  What a paper says never enters a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, warn
from reports.checks.rules.check import BOTH, WARN, Check, Raised, Weight
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import counted, told, weighed
from reports.upward.annual import rules as annual
from reports.upward.rules import papers as form
from reports.upward.rules import timely


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper for the superior that was not withdrawn.

    comprehensive: a report of the whole year; about: the year it is about.  acts_on: from when on what is asked for is
    done.  sent_on: None while it has not left.  draft: what the rules of form are asked about.
    """

    key: int
    kind: str
    sent_on: date | None
    draft: form.Draft
    acts_on: date | None = None
    comprehensive: bool = False
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """A serious matter: the day and moment it was known, and when it was first reported."""

    key: int
    on: date
    discovered: datetime
    reported: datetime | None = None


@dataclass(frozen=True, slots=True)
class Upward:
    """A body's papers for the superior and the incidents of a year.

    now: the moment up to which one looks; an incident not reported yet is measured against it.
    """

    group: int
    span: JudgedYear | None
    now: datetime
    papers: tuple[Paper, ...] = ()
    incidents: tuple[Happened, ...] = ()


def reported(facts: Upward) -> Iterator[Raised]:
    """CHK-26: no comprehensive report counts for the year; a request came after the act; an incident was reported late.

    During the year a missing report is told only when its day has passed.  Clauses 5.3-b, 5.3-c.
    """
    span = facts.span
    if span is None:
        return
    law = span.law.year
    reports = sum(
        annual.year_of(paper.about, paper.sent_on, law) == span.year
        for paper in facts.papers
        if paper.comprehensive
    )
    yearly = annual.yearly(span.year, reports, span.today, law)
    if not yearly:
        weight = Weight.HARD if span.over and span.whole else Weight.WARN
        yield Raised("leadinggroup", facts.group, annual.due_on(span.year, law), weighed(yearly, weight))
    for row in facts.papers:
        if row.acts_on is not None and span.covers(row.acts_on):
            verdict = asked_first(row, span.today)
            if told(verdict):
                yield Raised("upwardpaper", row.key, row.acts_on, verdict)
    for incident in facts.incidents:
        if span.covers(incident.on):
            late = timely.first_report(incident.discovered, incident.reported, facts.now, law)
            if told(late):
                yield Raised("incident", incident.key, incident.on, late)


def asked_first(paper: Paper, today: date) -> Verdict:
    """A request is sent before what it asks for is done; one that was never sent is asked about.  Clause 5.3-c."""
    if paper.kind != form.REQUEST or paper.acts_on is None:
        return allow()
    if paper.sent_on is not None:
        return timely.before_acting(paper.kind, paper.acts_on, paper.sent_on)
    if today <= paper.acts_on:
        return allow()
    return warn(
        "request_never_sent",
        gettext_noop("What is asked for was to begin on %(acts_on)s; the request has not been sent."),
        "5.3-c",
        acts_on=paper.acts_on.isoformat(),
    )


def in_form(facts: Upward) -> Iterator[Raised]:
    """CHK-27: a report that was sent carries a request, or a request asks for several matters.  Clause 5.3-a."""
    span = facts.span
    if span is None:
        return
    for paper in facts.papers:
        if paper.sent_on is None or paper.draft.stub or not span.covers(paper.sent_on):
            continue
        inside = form.no_request_inside(paper.draft)
        if told(inside):
            sentences = len(form.asking(paper.draft.body)) + len(form.hoping(paper.draft.body))
            verdict = counted(inside, REQUEST_INSIDE, Weight.WARN, sentences=sentences)
            yield Raised("upwardpaper", paper.key, paper.sent_on, verdict, part="request")
        several = first_refusal(form.one_matter(paper.draft), form.asks(paper.draft))
        if several.code in SEVERAL:
            number = several.figures.get("matters") or several.figures.get("times")
            verdict = counted(several, SEVERAL_MATTERS, Weight.WARN, matters=number)
            yield Raised("upwardpaper", paper.key, paper.sent_on, verdict, part="matters")


SEVERAL = frozenset({"several_matters", "asks_several_times"})
REQUEST_INSIDE = gettext_noop("%(sentences)s sentences of this report may be read as a request.")
SEVERAL_MATTERS = gettext_noop(
    "This request names or asks for %(matters)s matters; one request has one matter."
)

CHECKS = (
    Check(
        "CHK-26",
        gettext_noop("No comprehensive report in the year; requests and reports not in time"),
        "5.3-b",
        reported,
        gettext_noop(
            "Draft the comprehensive report from the year's figures, have it adopted, signed and sent; report at once "
            "what has not been reported, and ask before acting."
        ),
        facts=Upward,
        weights=BOTH,
    ),
    Check(
        "CHK-27",
        gettext_noop("Request carried inside a report; several matters in one paper"),
        "5.3-a",
        in_form,
        gettext_noop(
            "Read the paper again; send what is asked for as a request of its own, one for each matter."
        ),
        facts=Upward,
        weights=WARN,
    ),
)
