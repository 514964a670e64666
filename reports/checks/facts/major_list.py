"""Which versions of the list of major questions are there, and which topics of a year have a sum?  CHK-23, CHK-24."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Min, Prefetch
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone, localdate

from meetings.models import AgendaItem, MajorIssueEntry, MajorIssueList, TopicProposal
from meetings.states import ListState, Outcome, ProposalState
from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.major_list import Lists, Matter, Version, in_force

VOTED = (Outcome.PASSED, Outcome.NOT_PASSED, Outcome.DEFERRED, Outcome.REFERRED)
WAITING = frozenset(
    {ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.ACCEPTED, ProposalState.PLACED}
)


def gather(group: LeadingGroup, year: int, today: date) -> Lists:
    """Read versions, thresholds and topics (seven queries).  Clauses 4.2-a, 4.2-b, 4.2-c."""
    span = span_of(group, year, today)
    if span is None:
        return Lists(group.pk, None)
    adopted = MajorIssueList.objects.filter(group=group, state=ListState.ADOPTED).order_by("version")
    versions = tuple(
        Version(row.pk, row.adopted_on or row.effective_from, row.effective_from)
        for row in adopted
        if row.effective_from is not None
    )
    return Lists(group.pk, span, versions, tuple(_matters(group, span, versions)))


def _matters(group: LeadingGroup, span: JudgedYear, versions: tuple[Version, ...]) -> Iterator[Matter]:
    """Find the topics of the year that have a sum; one outside the list is measured by the list of its day."""
    thresholds = _thresholds(versions)
    zone = get_current_timezone()
    since = datetime.combine(span.begins, time.min, zone)
    until = datetime.combine(date(span.year + 1, 1, 1), time.min, zone)
    # When a topic was begun, its journal says; the row itself only when it was written here.
    topics = TopicProposal.objects.filter(group=group, amount__isnull=False).annotate(
        begun=Coalesce(Min("entries__at"), "created_at")
    )
    voted = AgendaItem.objects.filter(outcome__in=VOTED, removed=False)
    of_year = topics.filter(begun__gte=since, begun__lt=until)
    result = of_year.select_related("list_entry").prefetch_related(Prefetch("items", voted, to_attr="voted"))
    for row in result.order_by("pk"):
        on = localdate(row.begun)  # type: ignore[attr-defined]  # annotated
        threshold = row.list_entry.threshold_amount if row.list_entry is not None else None
        if row.list_entry is None:
            version = in_force(versions, on)
            named = thresholds.get(version.key, {}) if version is not None else {}
            threshold = min((named[kind] for kind in row.kinds if kind in named), default=None)
        yield Matter(
            key=row.pk,
            on=on,
            category=row.kind,
            unit=row.proposing_unit,
            amount=row.amount or Decimal(0),
            threshold=threshold,
            brought=bool(row.voted),  # type: ignore[attr-defined]  # prefetched
            waiting=row.state in WAITING,
            dropped=row.state == ProposalState.ABANDONED,
        )


def _thresholds(versions: tuple[Version, ...]) -> dict[int, dict[str, Decimal]]:
    """Return by version the least threshold it names for each category (one query)."""
    lines = MajorIssueEntry.objects.filter(
        issue_list__in=[row.key for row in versions], threshold_amount__isnull=False
    )
    result: dict[int, dict[str, Decimal]] = {}
    rows = lines.order_by("pk").values_list("issue_list", "category", "threshold_amount")
    for version, category, amount in rows:
        if amount is not None:
            named = result.setdefault(version, {})
            named[category] = min(amount, named.get(category, amount))
    return result


SOURCE = Source("major_list", gather, facts=Lists)
