"""How is a grave matter reported in time, followed up and closed?"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.models.upward import FollowUp, Incident, UpwardPaper
from reports.rules import upward


def enter_incident(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> Incident:
    """Enter a grave matter with the moment it was discovered.  Clause 5.3-c."""
    demand_power("reports.report_incident", by, group)
    with transaction.atomic():
        incident = Incident(group=group, **fields)
        incident.save()
        enter(incident, "enter_incident", by=by, at=at, after=incident.state)
    return incident


def report_first(
    incident: Incident,
    reported_at: datetime,
    way: str = "",
    paper: UpwardPaper | None = None,
    *,
    by: User,
    at: datetime,
) -> Incident:
    """Note the first report to the superior; a late one is warned about.  Raises Refused ("reported_too_early").

    Clause 5.3-c.
    """
    with advance(incident, "report_first", by=by, at=at) as act:
        law = incident.group.rulebook(localdate(incident.discovered_at)).year
        act.ask(upward.reported_in_time(incident.discovered_at, reported_at, law))
        incident.first_reported_at, incident.reported_way, incident.paper = reported_at, way, paper
    return incident


def follow_up(incident: Incident, text: str, reported_at: datetime, *, by: User, at: datetime) -> FollowUp:
    """Enter a follow-up report.  Clause 5.3-c."""
    with advance(incident, "follow_up", by=by, at=at):
        if incident.first_reported_at is None:
            uphold(refuse("first_report_missing", gettext_noop("Enter the first report first."), "5.3-c"))
        one = FollowUp(incident=incident, text=text, reported_at=reported_at, by=by)
        one.save()
    return one


def close_incident(incident: Incident, outcome: str, *, by: User, at: datetime) -> Incident:
    """Close an incident, with its outcome.  Raises Refused ("outcome_missing").  Clause 5.3-c."""
    with advance(incident, "close_incident", by=by, at=at):
        if not outcome.strip() or incident.first_reported_at is None:
            uphold(
                refuse(
                    "outcome_missing", gettext_noop("Enter the first report and the outcome first."), "5.3-c"
                )
            )
        incident.outcome = outcome
    return incident
