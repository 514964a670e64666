"""Which papers went to the superior, and what serious happened in a year?  CHK-26, CHK-27."""

from datetime import date, datetime, time

from django.db.models import Q
from django.utils.timezone import get_current_timezone, localdate

from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.upward import Happened, Paper, Upward
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from reports.upward.rules.papers import Draft
from reports.upward.states import ReportKind, UpwardState


def gather(group: LeadingGroup, year: int, today: date) -> Upward:
    """Read papers and incidents (five queries).

    What has passed of today is not known: an incident that waits is measured up to its first minute.
    Clauses 5.3-a, 5.3-b, 5.3-c.
    """
    zone = get_current_timezone()
    now = datetime.combine(today, time.min, zone)
    span = span_of(group, year, today)
    if span is None:
        return Upward(group.pk, None, now)
    of_year = Q(sent_on__year=year) | Q(acts_on__year=year) | Q(report_kind=ReportKind.COMPREHENSIVE)
    papers = UpwardPaper.objects.filter(of_year, group=group).exclude(state=UpwardState.WITHDRAWN)
    since = datetime.combine(date(year, 1, 1), time.min, zone)
    until = datetime.combine(date(year + 1, 1, 1), time.min, zone)
    incidents = Incident.objects.filter(group=group, discovered_at__gte=since, discovered_at__lt=until)
    moments = incidents.order_by("pk").values_list("pk", "discovered_at", "first_reported_at")
    return Upward(
        group.pk,
        span,
        now,
        tuple(_paper(paper) for paper in papers.order_by("pk")),
        tuple(Happened(key, localdate(known), known, told) for key, known, told in moments),
    )


def _paper(document: UpwardPaper) -> Paper:
    """Return a paper as facts; copies to units below are refused at signing, and not asked about again."""
    draft = Draft(
        kind=document.kind,
        title=document.title,
        body=document.body,
        category=document.category,
        matter=document.matter,
        recipient=document.recipient,
        stub=document.is_stub,
    )
    return Paper(
        key=document.pk,
        kind=document.kind,
        sent_on=document.sent_on,
        draft=draft,
        acts_on=document.acts_on,
        comprehensive=document.report_kind == ReportKind.COMPREHENSIVE,
        about=document.report_year,
    )


SOURCE = Source("upward", gather, facts=Upward)
