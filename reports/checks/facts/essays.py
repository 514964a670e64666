"""How did each member's year of study go, and which essays are alike?  CHK-30, CHK-31."""

from dataclasses import replace
from datetime import date

from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.essays import Alike, MemberYear, Quotas
from reports.checks.rules.judged_year import JudgedYear
from study.ledger import Ledger, Row, ledger
from study.models import EssayQuestion
from study.rules.forecast import Standing
from study.states import EssayState

HANDED_IN = (EssayState.SUBMITTED, EssayState.ACCEPTED)


def gather(group: LeadingGroup, year: int, today: date) -> Quotas:
    """Read the ledger of study and the questions of likeness (fourteen queries).  Clauses 8.3-a, 8.3-b, 8.3-c."""
    span = span_of(group, year, today)
    if span is None:
        return Quotas(group.pk, None)
    book = ledger(group, year, today)
    questions = EssayQuestion.objects.filter(
        essay__group=group, essay__submitted_on__year=year, essay__state__in=HANDED_IN
    )
    columns = ("essay", "other", "essay__submitted_on", "percent", "finding", "essay__state")
    members = (_member(book, row, span) for row in book.rows)
    return Quotas(
        group.pk,
        span,
        tuple(member for member in members if member.service.tenures),
        tuple(
            Alike(essay, other, on, percent, finding, state == EssayState.ACCEPTED)
            for essay, other, on, percent, finding, state in questions.order_by("pk").values_list(*columns)
        ),
    )


def _member(book: Ledger, row: Row, span: JudgedYear) -> MemberYear:
    """Return one person's year; in office counts from when on the body keeps its records here."""
    assert book.law is not None
    held = tuple(
        replace(tenure, since=max(tenure.since, span.first))
        for tenure in row.tenure.tenures
        if tenure.until is None or tenure.until > span.first
    )
    ahead = [record.minutes for record in book.coming if row.tenure.covers(record.day)]
    grows = book.law.year.study_base == "held"
    return MemberYear(
        seat=row.seat.pk,
        service=replace(row.tenure, tenures=held),
        standing=Standing(row.attended, row.base, ahead, grows=grows),
        accepted=row.accepted,
        waiting=row.waiting,
    )


SOURCE = Source("essays", gather, facts=Quotas)
