"""What is done about an incident: entered, reported at once, followed up, closed?"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from members.models import LeadingGroup, Post, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.upward.actions.papers import changes
from reports.upward.incidents.models import Incident, IncidentFollowUp
from reports.upward.models.papers import UpwardPaper
from reports.upward.rules import timely


def enter_incident(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> Incident:
    """Enter what has happened, and tell the secretary.  Raises Refused ("moment_in_future").  Clause 5.3-c."""
    demand_power("reports.report_incident", by, group)
    with transaction.atomic():
        incident = Incident(group=group, **fields)
        uphold(timely.in_order(incident.discovered_at, incident.first_reported_at, at))
        incident.save()
        enter(incident, "enter_incident", by=by, at=at, after=incident.state)
    _tell_secretary(incident, by, at)
    return incident


def _tell_secretary(incident: Incident, by: User, at: datetime) -> None:
    group = incident.group
    seat = group.memberships.in_office(localdate(at)).filter(post=Post.SECRETARY).first()
    if seat is None or seat.user_id == by.pk:
        return
    notify(
        seat.user,
        "incident_entered",
        f"{incident.pk}",
        group=group,
        subject=f"突发重大情况：{incident.title}"[:200],
        url=reverse("reports:incident_detail", args=[group.code, incident.pk]),
        at=at,
    )


def edit_incident(incident: Incident, *, by: User, at: datetime, **fields: Any) -> Incident:
    """Put right what is known of a running incident.  Raises Refused ("moment_in_future").  Clause 5.3-c."""
    with advance(incident, "edit_incident", by=by, at=at) as act:
        act.facts["changed"] = changes(incident, fields)
        for name, value in fields.items():
            setattr(incident, name, value)
        uphold(timely.in_order(incident.discovered_at, incident.first_reported_at, at))
    return incident


def report_first(
    incident: Incident,
    first_reported_at: datetime,
    first_way: str,
    first_reported_to: str,
    *,
    by: User,
    at: datetime,
) -> Incident:
    """Note the first report: when, how, to whom; one that took longer than the setting is flagged.

    Raises Refused ("reported_already", "reported_before_discovery", "moment_in_future").  Clause 5.3-c.
    """
    with advance(incident, "report_first", by=by, at=at) as act:
        if incident.first_reported_at is not None:
            uphold(
                refuse("reported_already", gettext_noop("The first report is on record already."), "5.3-c")
            )
        act.ask(timely.in_order(incident.discovered_at, first_reported_at, at))
        incident.first_reported_at = first_reported_at
        incident.first_way, incident.first_reported_to = first_way, first_reported_to
        act.ask(incident.in_time(at))
    return incident


def link_paper(incident: Incident, paper: UpwardPaper, *, by: User, at: datetime) -> Incident:
    """Name the request or report that was written about an incident.  Clause 5.3-c."""
    with advance(incident, "link_paper", by=by, at=at, paper=paper.title):
        incident.paper = paper
    return incident


def follow_up(
    incident: Incident, text: str, reported_to: str = "", *, by: User, at: datetime
) -> IncidentFollowUp:
    """Add a further report; it stays as it was made.  Clause 5.3-c."""
    with advance(incident, "follow_up", by=by, at=at, reported_to=reported_to):
        further = IncidentFollowUp(incident=incident, text=text, reported_to=reported_to, by=by, at=at)
        further.save()
    return further


def close_incident(incident: Incident, outcome: str, *, by: User, at: datetime) -> Incident:
    """Close an incident with its outcome.  Raises Refused ("incident_not_reported", "outcome_required").

    Clause 5.3-c.
    """
    with advance(incident, "close_incident", by=by, at=at):
        incident.outcome = outcome
        incident.closed_at = at
    return incident
