"""What goes into a meeting's file: which papers are rendered, which attachments are taken along?"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from meetings.models import (
    LeaveRequest,
    Meeting,
    MeetingNotice,
    Paper,
    SupervisionTask,
    TopicProposal,
    WrittenOpinion,
)
from members.printing import pdf
from reports.actions.minutes import minutes_pdf
from reports.documents import meeting_record
from reports.documents.registry import DOCUMENTS
from reports.models.minutes import Minutes
from reports.papers import after, before, room
from reports.papers.record import record_facts
from votes.models import Vote

Kind = tuple[str, str, Callable[[Any], Any], Iterable[Any]]


def documents(meeting: Meeting) -> dict[str, bytes]:
    """Render the papers of a meeting, by their names in the package.

    Raises PdfUnavailable.
    """
    return dict(each_document(meeting))


def each_document(meeting: Meeting) -> Iterator[tuple[str, bytes]]:
    """Render the papers of a meeting one after another: the minutes first, then the record, then the forms.

    Raises PdfUnavailable.
    """
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is not None:
        yield "documents/会议纪要.pdf", minutes_pdf(minutes)
    yield "documents/会议记录.pdf", pdf.render(meeting_record.html(record_facts(meeting)))
    for name, title, facts, records in _kinds(meeting, minutes):
        for serial, record in enumerate(records, start=1):
            page = DOCUMENTS[name].html(facts(record))
            yield f"documents/{title}{serial:02d}.pdf", pdf.render(page)


def _kinds(meeting: Meeting, minutes: Minutes | None) -> Iterator[Kind]:
    """Yield the forms that were used for this meeting, with the records that fill them."""
    topics = TopicProposal.objects.filter(items__meeting=meeting, items__removed=False).distinct()
    of_items = {"item__meeting": meeting, "item__removed": False}
    voted = Vote.objects.filter(**of_items).order_by("item__position", "pk")
    tasks = SupervisionTask.objects.filter(decision__item__meeting=meeting).order_by("pk")
    yield "meeting_notice", "会议通知", before.notice_facts, MeetingNotice.objects.filter(meeting=meeting)
    yield "topic_approval", "议题审批表", before.topic_facts, topics.order_by("items__position", "pk")
    yield "leave_slip", "请假条", before.leave_facts, LeaveRequest.objects.filter(meeting=meeting)
    yield "written_opinion", "书面意见", before.opinion_facts, WrittenOpinion.objects.filter(**of_items)
    yield "sign_in_sheet", "会议签到表", room.sign_in_facts, [meeting]
    yield "recusal_register", "回避登记表", room.recusal_facts, [meeting]
    yield "tally_sheet", "表决结果单", room.tally_facts, voted
    yield "issue_slip", "发文稿纸", after.issue_slip_facts, [minutes] if minutes is not None else []
    yield "supervision_slip", "决定事项督办单", after.supervision_facts, tasks


def files_of(meeting: Meeting) -> dict[str, bytes]:
    """Return the attachments of the meeting's topics, by their names in the package."""
    papers = Paper.objects.filter(
        proposal__items__meeting=meeting, proposal__items__removed=False, withdrawn=False
    )
    taken = {}
    for serial, paper in enumerate(papers.order_by("pk").distinct(), start=1):
        suffix = "".join(
            character for character in paper.original_name.rsplit(".", 1)[-1] if character.isalnum()
        )
        with paper.file.open("rb") as file:
            taken[f"attachments/{serial:04d}.{suffix or 'bin'}"] = file.read()
    return taken
