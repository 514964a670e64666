"""What is found of the meetings?  Meetings, items, topics, lists, decisions, tasks, superior documents, minutes."""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate

from meetings.models import (
    AgendaItem,
    Decision,
    MajorIssueList,
    Meeting,
    Minutes,
    Secrecy,
    SuperiorDocument,
    SupervisionTask,
    TopicProposal,
)
from reports.archive.models import ArchivePackage
from reports.search.source import Searched

READ = "meetings.read"


def _closed(item: Any) -> bool:
    """Of sensitive matters, and of those about persons, the title alone is found: their pages note who reads them."""
    return bool(item.secrecy != Secrecy.ORDINARY or item.candidate)


def _meeting(meeting: Meeting) -> Iterator[Any]:
    yield from (meeting.reason, meeting.place, meeting.minutes_number)
    yield from (notice.text for notice in meeting.notices.all())
    record = getattr(meeting, "record", None)
    if record is not None:
        yield record.remark
        yield from (correction.text for correction in record.corrections.all())


def _item(item: AgendaItem) -> Iterator[Any]:
    yield from (item.summary, item.report_gist, item.conclusion, item.reason, item.ad_hoc_reason)
    yield from (speech.text for speech in item.speeches.all())
    yield from (opinion.text for opinion in item.opinions.all())
    yield from (opinion.text for opinion in item.observer_opinions.all())
    yield from (measure.text for measure in item.measures.all())


def _topic(topic: TopicProposal) -> Iterator[Any]:
    yield from (topic.proposing_unit, topic.summary, topic.policy_basis, topic.suggested_decision)
    yield from (topic.decision_draft, topic.source_title, topic.source_issuer, topic.lead_opinion)
    yield from (topic.disagreement, topic.check_note, topic.settled_reason)
    yield from (paper.title for paper in topic.papers.all())


def _list(issues: MajorIssueList) -> Iterator[Any]:
    yield from (issues.adopted_by, issues.note)
    for entry in issues.entries_of_list.all():
        yield from (entry.matter, entry.threshold_text)


def _document(document: SuperiorDocument) -> Iterator[Any]:
    yield from (document.number, document.issuer, document.gist, document.none_needed)
    for measure in document.measures.all():
        yield from (measure.text, measure.evidence)
    yield from (file.title for file in document.files.all())


def _minutes(minutes: Minutes) -> Iterator[Any]:
    yield minutes.number
    for item in minutes.content or ():
        if isinstance(item, dict):
            yield item.get("heading")
            yield from item.get("paragraphs") or ()
            yield item.get("decision")


SOURCES = (
    Searched(
        Meeting,
        "meetings:meeting_detail",
        READ,
        title=lambda meeting: meeting.title,
        texts=_meeting,
        day=lambda meeting: meeting.day,
        joined=("group", "term", "record"),
        along=("notices", "record__corrections"),
    ),
    Searched(
        AgendaItem,
        "meetings:meeting_detail",
        READ,
        of=lambda item: item.meeting_id,
        title=lambda item: item.title,
        texts=_item,
        day=lambda item: item.meeting.day,
        body="meeting__group",
        joined=("meeting",),
        along=("speeches", "opinions", "observer_opinions", "measures"),
        follows={"meeting": "meeting"},
        closed=_closed,
    ),
    Searched(
        TopicProposal,
        "meetings:proposal_detail",
        READ,
        title=lambda topic: topic.title,
        texts=_topic,
        day=lambda topic: localdate(topic.created_at),
        along=("papers",),
        closed=_closed,
    ),
    Searched(
        MajorIssueList,
        "meetings:issuelist_detail",
        READ,
        title=str,
        texts=_list,
        day=lambda issues: issues.effective_from,
        along=("entries_of_list",),
    ),
    Searched(
        Decision,
        "meetings:decision_detail",
        READ,
        title=lambda decision: f"{decision.number} {decision.item.title}",
        texts=lambda decision: (decision.text, decision.lead_unit, decision.co_owners),
        day=lambda decision: decision.effective_on,
        joined=("item",),
        closed=lambda decision: _closed(decision.item),
    ),
    Searched(
        SupervisionTask,
        "meetings:task_detail",
        "meetings.read_tasks",
        title=lambda task: task.text,
        texts=lambda task: (
            task.unit,
            task.co_owners,
            task.standard,
            *(row.text for row in task.progress.all()),
        ),
        day=lambda task: task.issued_on,
        along=("progress",),
    ),
    Searched(
        SuperiorDocument,
        "meetings:superior_detail",
        READ,
        title=lambda document: document.title,
        texts=_document,
        day=lambda document: document.received_on,
        along=("measures", "files"),
    ),
    Searched(
        Minutes,
        "meetings:minutes_detail",
        "meetings.receive_minutes",
        title=lambda minutes: f"{minutes.meeting.title} {minutes.number}",
        texts=_minutes,
        day=lambda minutes: minutes.issued_on or minutes.meeting.day,
        body="meeting__group",
        joined=("meeting__term", "meeting__group"),
    ),
    Searched(
        ArchivePackage,
        "reports:volume_detail",
        "reports.read_sealed",
        title=lambda package: f"{package.archive_code} {package.meeting.title}",
        texts=lambda _package: (),
        day=lambda package: package.meeting.day,
        joined=("meeting__term", "meeting__group"),
        follows={"meeting": "meeting"},
    ),
)
