"""Which papers can be printed, blank or filled from a record, and which does a meeting still lack?"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.models import Meeting
from meetings.states import MeetingState
from members.access import BodyRequest, in_body
from members.answers import offered, pdf_answer
from members.filters import matching
from members.pages import Words, paginated
from members.printing import pdf
from members.procedure.journal import demand_power
from members.procedure.record import not_permitted
from members.procedure.verdict import Verdict
from reports.archive.models import ArchivePackage
from reports.documents.registry import DOCUMENTS
from reports.documents.registry_year import YEAR
from reports.models.minutes import Minutes
from reports.papers.forms import SOURCES, blank_pdf, filled_pdf
from reports.papers.source import Source

# What a paper of a meeting waits for, in the order of the meeting; "" = it may be absent for good.
OF_MEETING: tuple[tuple[str, Words], ...] = (
    ("topic_approval", ""),
    ("meeting_notice", _("No notice has been given.")),
    ("leave_slip", ""),
    ("written_opinion", ""),
    ("sign_in_sheet", ""),
    ("recusal_register", ""),
    ("tally_sheet", ""),
    ("meeting_record", _("The meeting has not been opened.")),
    ("minutes", _("The minutes have not been drafted.")),
    ("minutes_excerpt", ""),
    ("issue_slip", _("The minutes have not been drafted.")),
    ("procedure_certificate", ""),
    ("supervision_slip", ""),
)
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


def source_of(request: BodyRequest, name: str) -> Source:
    """Return where a form is filled from.  Raises Http404 for an unknown form, NotPermitted."""
    if name not in SOURCES:
        raise Http404
    source = SOURCES[name]
    demand_power(source.power, request.user, request.group)
    return source


@require_GET
@in_body
def document_list(request: BodyRequest) -> HttpResponse:
    """Show every form: how many records fill it, and the blank."""
    demand_power("meetings.read", request.user, request.group)
    forms = [Form(name, document.title, _number(request, name)) for name, document in DOCUMENTS.items()]
    sections = [
        (_("Forms of a meeting"), [form for form in forms if form.name not in YEAR]),
        (_("Forms of the year"), [form for form in forms if form.name in YEAR]),
    ]
    return render(request, "reports/document_list.html", {"sections": sections, "engine": pdf.available()})


def _number(request: BodyRequest, name: str) -> int | None:
    """Return how many records fill a form for this person; None where that is not to be known."""
    source = SOURCES[name]
    if not request.user.has_perm(source.power, request.group):
        return None
    return source.records(request.group, request.user).count()


@require_GET
@in_body
def document_detail(request: BodyRequest, name: str) -> HttpResponse:
    """Show the records a form can be filled from, searched and paged."""
    source = source_of(request, name)
    query = request.GET.get("q", "")[:100]
    records = source.records(request.group, request.user).filter(matching(query, source.search))
    page = paginated(request, records)
    rows = [(record.pk, source.label(record)) for record in page]
    context = {"name": name, "form_title": DOCUMENTS[name].title, "page": page, "rows": rows, "query": query}
    return render(request, "reports/document_detail.html", {**context, "engine": pdf.available()})


@require_GET
@in_body
def document_blank(request: BodyRequest, name: str) -> HttpResponse:
    """Send the empty form as PDF; blank forms are for everybody in the body."""
    demand_power("meetings.read", request.user, request.group)
    if name not in DOCUMENTS:
        raise Http404
    title = translated(DOCUMENTS[name].title)
    return pdf_answer(request, title, lambda: blank_pdf(name))


@require_GET
@in_body
def document_pdf(request: BodyRequest, name: str, pk: int) -> HttpResponse:
    """Send a form filled from a record of the body as PDF."""
    source = source_of(request, name)
    record = get_object_or_404(source.records(request.group, request.user), pk=pk)
    return _printed(request, name, source, record)


@require_GET
@in_body
def document_year(request: BodyRequest, name: str, year: int) -> HttpResponse:
    """Send a form that tells a whole year as PDF."""
    source = source_of(request, name)
    if not source.year:
        raise Http404
    of_year = source.records(request.group, request.user).filter(**{source.year: year})
    record = of_year.first()
    if record is None:
        raise Http404
    return _printed(request, name, source, record)


def _printed(request: BodyRequest, name: str, source: Source, record: Any) -> HttpResponse:
    """Answer with a filled form, after entering that it is read where that is entered."""
    title = f"{translated(DOCUMENTS[name].title)} {source.label(record)}"
    if source.noted is not None:
        source.noted(record, request.user)
    try:
        return pdf_answer(request, title[:120], lambda: filled_pdf(name, record))
    except Minutes.DoesNotExist as error:
        raise Http404 from error


def shelves(request: BodyRequest, meeting: Meeting) -> list[Shelf]:
    """Return the papers of a meeting by kind (a query for each kind)."""
    return [_shelf(request, meeting, name, missing) for name, missing in OF_MEETING]


def _shelf(request: BodyRequest, meeting: Meeting, name: str, missing: Words) -> Shelf:
    source = SOURCES[name]
    found = (
        source.records(request.group, request.user).filter(**{source.meeting: meeting.pk}).distinct()[:SHOWN]
    )
    said = f"{meeting.title}　{meeting.day:%Y-%m-%d}"
    links = [
        (
            source.label(one).replace(said, "").strip("　") or translated(DOCUMENTS[name].title),
            reverse("reports:document_pdf", args=[request.group.code, name, one.pk]),
        )
        for one in found
    ]
    return Shelf(DOCUMENTS[name].title, links, missing if not links else "")


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
        "may_draft": request.user.has_perm("reports.draft_minutes", meeting),
        "may_file": request.user.has_perm("reports.make_dossier", request.group),
        "may_read_sealed": request.user.has_perm("reports.read_sealed", request.group),
    }
    return render(request, "reports/_meeting_documents.html", context)
