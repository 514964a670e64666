"""What happened, when was it told upward, and how did it go on?  突发事件报告单 (clauses 5.3-b, 5.3-c)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate, now

from members.printing.paper import Filed, Paper, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from reports.law import law_on
from reports.upward.incidents.models import Incident
from reports.upward.rules.timely import spent
from reports.upward.states import IncidentState

WAYS = {"phone": "电话", "paper": "书面", "in_person": "当面"}
assert set(WAYS) == set(Incident.Way.values)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One further report (续报): when, by whom, what."""

    told_at: datetime | None = None
    by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class IncidentReportFacts(Facts):
    """One incident from its discovery to its end.

    way: 电话 / 书面; elapsed: 2小时15分 between discovery and first report; limit: hours set for it
    paper: number of the written report; outcome: how it ended; closed: None = undecided
    """

    group: str = ""
    title: str = ""
    place: str = ""
    discovered_at: datetime | None = None
    first_reported_at: datetime | None = None
    way: str = ""
    recipient: str = ""
    elapsed: str = ""
    limit: int | None = None
    gist: str = ""
    acted: str = ""
    paper: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    outcome: str = ""
    closed: bool | None = None
    reporter: str = ""


def incident_facts(incident: Incident) -> IncidentReportFacts:
    """Return an incident with its further reports and the time to the first one.  Clause 5.3-c."""
    first = incident.first_reported_at
    hours, minutes = spent(incident.discovered_at, first or now()).split(":")
    paper = incident.paper
    return IncidentReportFacts(
        group=incident.group.full_name,
        title=incident.title,
        place=incident.place,
        discovered_at=incident.discovered_at,
        first_reported_at=first,
        way=WAYS.get(incident.first_way, ""),
        recipient=incident.first_reported_to,
        elapsed=f"{hours}小时{minutes}分" if first is not None else "",
        limit=law_on(incident.group, localdate(incident.discovered_at)).year.timely_report_hours,
        gist=incident.facts,
        acted=incident.measures,
        paper=(paper.number or paper.title) if paper is not None else "",
        follow_ups=tuple(
            FollowUp(row.at, row.by.name, row.text) for row in incident.follow_ups.select_related("by")
        ),
        outcome=incident.outcome,
        closed=incident.state == IncidentState.CLOSED,
    )


register(
    Paper(
        name="incident_report",
        title=gettext_noop("Report of an incident"),
        order=320,
        blank=IncidentReportFacts(follow_ups=(FollowUp(),) * 4),
        derived=lambda facts: {"running": facts.closed is False},
        records=lambda group, user: Incident.objects.visible_to(user, group).select_related("group", "paper"),
        facts=incident_facts,
        label=lambda incident: f"{localdate(incident.discovered_at):%Y-%m-%d}　{incident.title}",
        search=("title", "place"),
        power="reports.read_registers",
        file="重大事项报告单",
        filed=(Filed("incident", 10),),
    )
)
