"""What waits for whom among requests, reports and incidents?  Queries; no rules."""

from datetime import date, datetime

from django.db.models import QuerySet

from members.models import LeadingGroup, Membership
from members.procedure.verdict import Verdict
from reports.upward.annual import comprehensive
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import Circulation
from reports.upward.states import IncidentState, UpwardState


def in_state(group: LeadingGroup, *states: UpwardState) -> QuerySet[UpwardPaper]:
    """Return the papers in these states, oldest first."""
    return UpwardPaper.objects.filter(group=group, state__in=states).order_by("pk")


def to_answer(group: LeadingGroup, seat: Membership) -> list[UpwardPaper]:
    """Return the papers that are sent round and that a member has not answered (one query)."""
    rounds = Circulation.objects.filter(paper__group=group, ended_at__isnull=True)
    asked = rounds.exclude(answers__membership=seat).select_related("paper").order_by("pk")
    return [row.paper for row in asked if seat.pk in row.entitled and seat.pk not in row.barred]


def unreported(group: LeadingGroup, now: datetime) -> list[tuple[Incident, Verdict]]:
    """Return the running incidents that were not reported, each with how long ago it was discovered."""
    incidents = Incident.objects.filter(
        group=group, state=IncidentState.RUNNING, first_reported_at__isnull=True
    ).select_related("group")
    return [(row, row.in_time(now)) for row in incidents]


def years_without(group: LeadingGroup, today: date) -> list[Verdict]:
    """Return the verdicts on last year and this one where the body met and no comprehensive report counts.

    A year for which no rules are in force is not judged.
    """
    met = {day.year for day in group.meetings.dates("day", "year")}
    verdicts = [
        comprehensive.standing(group, year, today) for year in (today.year - 1, today.year) if year in met
    ]
    return [verdict for verdict in verdicts if verdict.clause == "5.3-b"]
