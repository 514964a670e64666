"""From papers for the superior, and from incidents, to what is printed.  Clauses 5.3-a, 5.3-b, 5.3-c."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from members.models import LeadingGroup, User
from reports.documents.year.incident_report import FollowUp, IncidentReportFacts
from reports.documents.year.upward import ReportFacts, RequestFacts, UpwardPaperFacts
from reports.law import law_on
from reports.papers.source import Source
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from reports.upward.rules.timely import spent
from reports.upward.states import IncidentState, PaperKind, UpwardState

Facts = TypeVar("Facts", bound=UpwardPaperFacts)
WAYS = {"phone": "电话", "paper": "书面", "in_person": "当面"}

assert set(WAYS) == set(Incident.Way.values)


def request_facts(paper: UpwardPaper) -> RequestFacts:
    """Return a request as it is sent.  Clauses 5.3-a, 4.4-d."""
    return _facts(RequestFacts, paper)


def report_facts(paper: UpwardPaper) -> ReportFacts:
    """Return a report, or a filing for the record, as it is sent.  Clauses 5.3-a, 5.3-b, 4.4-d."""
    return _facts(ReportFacts, paper)


def _facts(kind: type[Facts], paper: UpwardPaper) -> Facts:
    """Return a paper to the letter: its text is what was adopted, so nothing is added to it, no ending either."""
    group = paper.group
    signed_on = localdate(paper.signed_at) if paper.signed_at is not None else None
    enclosed = paper.files.filter(withdrawn=False, reply__isnull=True).order_by("pk")
    return kind(
        mark=f"{group.full_name}文件",
        number=paper.number or f"{group.document_word}〔{localdate().year}〕\u3000号",
        signer=paper.signed_by.name if paper.signed_by is not None else "",
        title=paper.title,
        recipient=paper.recipient,
        body=paper.body,
        attachments=tuple(enclosed.values_list("title", flat=True)),
        issuer=group.full_name,
        dated=signed_on,
        contact=paper.contact,
        phone=paper.contact_phone,
        copies=paper.copy_list,
        printer=f"{group.government}办公室",
        printed_on=paper.sent_on or signed_on,
    )


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
            FollowUp(one.at, one.by.name, one.text) for one in incident.follow_ups.select_related("by")
        ),
        outcome=incident.outcome,
        closed=incident.state == IncidentState.CLOSED,
    )


def _papers(group: LeadingGroup, user: User, *kinds: str) -> QuerySet[UpwardPaper]:
    """Return the papers of some kinds; of a classified one nothing is printed, it is kept elsewhere on paper."""
    seen = UpwardPaper.objects.visible_to(user, group).filter(kind__in=kinds, is_stub=False)
    return seen.exclude(state=UpwardState.WITHDRAWN).select_related("group", "signed_by")


def _label(paper: UpwardPaper) -> str:
    return "　".join(part for part in (paper.number, paper.title) if part)


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "request": Source(
            lambda group, user: _papers(group, user, PaperKind.REQUEST),
            request_facts,
            _label,
            ("title", "number", "recipient"),
            power="reports.read_registers",
        ),
        "report": Source(
            lambda group, user: _papers(group, user, PaperKind.REPORT, PaperKind.RECORD_FILING),
            report_facts,
            _label,
            ("title", "number", "recipient"),
            power="reports.read_registers",
        ),
        "incident_report": Source(
            lambda group, user: Incident.objects.visible_to(user, group).select_related("group", "paper"),
            incident_facts,
            lambda incident: f"{localdate(incident.discovered_at):%Y-%m-%d}　{incident.title}",
            ("title", "place"),
            power="reports.read_registers",
        ),
    }
)
