"""Which papers can be printed, blank or filled from a record, and which does a meeting still lack?"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.models import Meeting, Minutes
from meetings.states import MeetingState
from members.access import BodyRequest, in_body
from members.answers import offered, pdf_answer
from members.filters import matching
from members.pages import Words, paginated
from members.printing import pdf
from members.printing.paper import Paper, Section, papers
from members.procedure.journal import demand_power
from members.procedure.record import not_permitted
from members.procedure.verdict import Verdict
from reports.archive.models import ArchivePackage

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of paper on the page of papers; number: records that fill it for the reader, None = blank only."""

    name: str
    title: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers of one kind of one meeting: links, and what is missing when there are none."""

    title: str
    links: list[tuple[str, str]]
    missing: Words


def paper_of(request: BodyRequest, name: str) -> Paper:
    """Return a paper that may be printed from records.  Raises Http404 for an unknown one, NotPermitted."""
    paper = papers().get(name)
    if paper is None:
        raise Http404
    demand_power(paper.power, request.user, request.group)
    return paper


@require_GET
@in_body
def document_list(request: BodyRequest) -> HttpResponse:
    """Show every form: how many records fill it, and the blank."""
    demand_power("meetings.read", request.user, request.group)
    sections = [
        (
            translated(section),
            [
                Form(paper.name, paper.title, _number(request, paper))
                for paper in papers().values()
                if paper.section is section
            ],
        )
        for section in Section
    ]
    return render(request, "reports/document_list.html", {"sections": sections, "engine": pdf.available()})


def _number(request: BodyRequest, paper: Paper) -> int | None:
    """Return how many records fill a form for this person; None where that is not to be known."""
    if not request.user.has_perm(paper.power, request.group):
        return None
    return paper.records(request.group, request.user).count()


@require_GET
@in_body
def document_detail(request: BodyRequest, name: str) -> HttpResponse:
    """Show the records a form can be filled from, searched and paged."""
    paper = paper_of(request, name)
    query = request.GET.get("q", "")[:100]
    records = paper.records(request.group, request.user).filter(matching(query, paper.search))
    page = paginated(request, records)
    rows = [(record.pk, paper.label(record)) for record in page]
    context = {"name": name, "form_title": paper.title, "page": page, "rows": rows, "query": query}
    return render(request, "reports/document_detail.html", {**context, "engine": pdf.available()})


@require_GET
@in_body
def document_blank(request: BodyRequest, name: str) -> HttpResponse:
    """Send the empty form as PDF; blank forms are for everybody in the body."""
    demand_power("meetings.read", request.user, request.group)
    paper = papers().get(name)
    if paper is None:
        raise Http404
    return pdf_answer(request, translated(paper.title), paper.blank_pdf)


@require_GET
@in_body
def document_pdf(request: BodyRequest, name: str, pk: int) -> HttpResponse:
    """Send a form filled from a record of the body as PDF."""
    paper = paper_of(request, name)
    return _printed(request, paper, get_object_or_404(paper.records(request.group, request.user), pk=pk))


@require_GET
@in_body
def document_year(request: BodyRequest, name: str, year: int) -> HttpResponse:
    """Send a form that tells a whole year as PDF."""
    paper = paper_of(request, name)
    if not paper.year:
        raise Http404
    record = paper.records(request.group, request.user).filter(**{paper.year: year}).first()
    if record is None:
        raise Http404
    return _printed(request, paper, record)


def _printed(request: BodyRequest, paper: Paper, record: Any) -> HttpResponse:
    """Answer with a filled form, after entering that it is read where that is entered."""
    title = f"{translated(paper.title)} {paper.label(record)}"
    if paper.noted is not None:
        paper.noted(record, request.user)
    try:
        return pdf_answer(request, title[:120], lambda: paper.pdf(record))
    except Minutes.DoesNotExist as error:
        raise Http404 from error


def shelves(request: BodyRequest, meeting: Meeting) -> list[Shelf]:
    """Return the papers of a meeting by kind (a query for each kind)."""
    return [_shelf(request, meeting, paper) for paper in papers().values() if paper.meeting]


def _shelf(request: BodyRequest, meeting: Meeting, paper: Paper) -> Shelf:
    records = paper.records(request.group, request.user).filter(**{paper.meeting: meeting.pk})
    already_said = f"{meeting.title}　{meeting.day:%Y-%m-%d}"
    links = [
        (
            paper.label(record).replace(already_said, "").strip("　") or translated(paper.title),
            reverse("reports:document_pdf", args=[request.group.code, paper.name, record.pk]),
        )
        for record in records.distinct()[:SHOWN]
    ]
    missing = translated(paper.awaited) if paper.awaited and not links else ""
    return Shelf(paper.title, links, missing)


def lacking(meeting: Meeting, minutes: Minutes | None) -> list[Words]:
    """Return what stands between a closed meeting and its sealed file."""
    record = getattr(meeting, "record", None)
    questions: list[tuple[bool, Words]] = [
        (meeting.closed_at is None, _("The meeting has not been closed.")),
        (not (record and record.recorder_signed_at), _("The recorder has not signed the record.")),
        (not (record and record.chair_signed_at), _("Who presided has not signed the record.")),
        (minutes is None, _("The minutes have not been drafted.")),
        (minutes is not None and minutes.state == "draft", _("The minutes have not been signed.")),
        (minutes is not None and minutes.state == "signed", _("The minutes have not been issued.")),
    ]
    return [words for is_lacking, words in questions if is_lacking]


def seal_verdict(request: BodyRequest, meeting: Meeting) -> Verdict:
    """Say what sealing the file of a meeting would answer to this person."""
    if not request.user.has_perm("reports.seal", meeting):
        return not_permitted()
    return offered(meeting, "archive_meeting", request.user)


@require_GET
@in_body
def meeting_documents(request: BodyRequest, pk: int) -> HttpResponse:
    """Show all papers of a meeting with what is missing yet (a fragment of its page)."""
    demand_power("meetings.read", request.user, request.group)
    meetings = Meeting.objects.visible_to(request.user, request.group).select_related("group", "record")
    meeting = get_object_or_404(meetings, pk=pk)
    minutes = Minutes.objects.filter(meeting=meeting).defer("content", "draft").first()
    context: dict[str, Any] = {
        "meeting": meeting,
        "minutes": minutes,
        "package": ArchivePackage.objects.filter(meeting=meeting).defer("data").first(),
        "shelves": shelves(request, meeting),
        "lacking": lacking(meeting, minutes) if meeting.state != MeetingState.CANCELLED else [],
        "seal": seal_verdict(request, meeting),
        "may_draft": request.user.has_perm("meetings.draft_minutes", meeting),
        "may_file": request.user.has_perm("reports.make_dossier", request.group),
        "may_read_sealed": request.user.has_perm("reports.read_sealed", request.group),
    }
    return render(request, "reports/_meeting_documents.html", context)
