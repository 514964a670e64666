"""What came from above, where was it conveyed, what was done about it: register, page and acts of a document."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings import actions
from meetings.filters_superior import SuperiorFilter
from meetings.forms.superior import SuperiorForm
from meetings.models import AgendaItem, DocumentMeasure, SuperiorDocument
from meetings.rules import transmission
from meetings.states_superior import ReadingState, SuperiorState
from meetings.views.superior_acts import ACTS, suggested
from members.access import BodyRequest
from members.models.tags import tag_labels
from members.pages import Step, Words
from members.procedure.verdict import Verdict
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell

TONES = {"received": "warn", "conveyed": "info", "carried_out": "good", "closed": "neutral"}


def measures_label(document: Any) -> str:
    """Return how many measures are done of how many, or that none is there."""
    if document.planned:
        return f"{document.done}/{document.planned}"
    return document.none_needed or ("" if document.state == SuperiorState.RECEIVED else _now("none yet"))


COLUMNS = (
    Column(_("Title"), lambda d: d.title, order="title", title=True),
    Column(_("Number"), lambda d: d.number, order="number"),
    Column(_("Issuing body"), lambda d: d.issuer, order="issuer"),
    Column(_("Source level"), lambda d: d.get_level_display(), order="level"),
    Column(_("Received on"), lambda d: d.received_on, order="received_on", css="nowrap"),
    Column(_("To be conveyed by"), lambda d: d.wanted_on, order="wanted_on", css="nowrap"),
    Column(_("Conveyed (times)"), lambda d: d.times or "", order="times", css="num"),
    Column(_("Measures done"), measures_label),
    Column(_("Not read up"), lambda d: d.unread or "", order="unread", css="num"),
    Column(
        _("State"), lambda d: d.get_state_display(), order="state", tone=lambda d: TONES.get(d.state, "neutral")
    ),
)  # fmt: skip


def rows(request: BodyRequest) -> Any:
    """Return the documents of the body, with their counts."""
    documents = SuperiorDocument.objects.visible_to(request.user, request.group)
    return documents.counted().select_related("group").order_by("-received_on", "-pk")


def wanting(request: BodyRequest) -> dict[str, Any]:
    """Say above the register what was conveyed and not followed, and what is behind its day."""
    documents = SuperiorDocument.objects.visible_to(request.user, request.group)
    bare, late = documents.without_measures().count(), documents.behind(request.today).count()
    notes = []
    if bare:
        notes.append(
            ("warn", _now("Conveyed without measures, and without a reason: %(number)s.") % {"number": bare})
        )
    if late:
        notes.append(("bad", _now("Behind the day that was set: %(number)s.") % {"number": late}))
    return {
        "notes": notes,
        "links": [
            (
                _now("Readings made up for"),
                reverse("meetings:catchup_list", args=[request.group.code]),
                "book",
            ),
            *register_paper(request),
        ],
    }


def register_paper(request: BodyRequest) -> list[tuple[str, str, str]]:
    """Return the address under which the register of this year prints, when there is something in it."""
    year = request.today.year
    if not SuperiorDocument.objects.filter(group=request.group, received_on__year=year).exists():
        return []
    address = reverse("reports:document_year", args=[request.group.code, "transmission_register", year])
    return [(_now("Register of superior documents"), f"{address}?view=1", "file-earmark-pdf")]


def page(request: BodyRequest, document: Any) -> Page:
    """Lay out a document: what follows, where it was conveyed, measures, files."""
    main = []
    result = suggested(document)
    if result and request.user.has_perm("meetings.transmit", document):
        main.append(suggestions(request, document, result))
    main += [conveyances(request, document), measures(request, document)]
    if document.gist:
        main.insert(0, sections.text(_("What it asks for"), document.gist))
    main.append(sections.files(_("Papers filed"), SUPERIOR_PAGES.file_links(document)))
    return Page(
        title=document.title,
        badge=(document.get_state_display(), TONES.get(document.state, "neutral")),
        lead=" · ".join(part for part in (document.issuer, document.number) if part),
        steps=steps(document),
        verdicts=verdicts(document),
        main=main,
        aside=(facts(document),),
    )


def steps(document: Any) -> Sequence[Step]:
    """Return the four stages; a document that was set aside has none."""
    if document.state == SuperiorState.CLOSED and not document.times:
        return ()
    order = [SuperiorState.RECEIVED, SuperiorState.CONVEYED, SuperiorState.CARRIED_OUT, SuperiorState.CLOSED]
    labels: tuple[Words, ...] = (_("Receive"), _("Convey"), _("Carry out"), _("Close the document"))
    reached = order.index(SuperiorState(document.state))
    return [
        Step(label, "done" if place <= reached else "current" if place == reached + 1 else "todo")
        for place, label in enumerate(labels)
    ]


def verdicts(document: Any) -> list[Verdict]:
    """Return what somebody should look at: no measures, readings not confirmed."""
    asked = []
    if document.state == SuperiorState.CONVEYED:
        asked.append(transmission.followed(measures=document.planned, none_needed=document.none_needed))
    asked.append(transmission.all_informed(open_readings=document.unread))
    return [verdict for verdict in asked if verdict.warned]


def facts(document: Any) -> sections.Section:
    """Return the card of facts."""
    return sections.facts(
        _("Document"),
        (
            (_("Number"), document.number),
            (_("Issuing body"), document.issuer),
            (_("Source level"), document.get_level_display()),
            (_("Published on"), document.published_on),
            (_("Received on"), document.received_on),
            (_("To be conveyed by"), document.wanted_on),
            (_("Fields of Party building"), tag_labels(document.work_tags)),
            (_("Secrecy"), document.get_secrecy_display()),
            (_("Kept at"), document.kept_at),
            (_("None needed, because"), document.none_needed),
            (_("Closed on"), document.closed_on),
        ),
    )


def suggestions(request: BodyRequest, document: Any, items: list[AgendaItem]) -> sections.Section:
    """Return the items that are suggested, each with its button."""
    return sections.table(
        _("Probably conveyed here"),
        (_("Day"), _("Meeting"), _("Title")),
        [
            sections.line(
                item.meeting.day, item.meeting.title, item.title,
                acts=SUPERIOR_PAGES.offered(request, document, item, names=["convey_here"]),
            )
            for item in items
        ],
        note=_("The material of these items has the same title or number. Nothing is entered by itself."),
    )  # fmt: skip


def conveyances(request: BodyRequest, document: Any) -> sections.Section:
    """Return where it was conveyed, how late, and who still reads it up."""
    result = document.conveyances.select_related("item__meeting__group").annotate(
        asked=Count("readings"), read=Count("readings", filter=Q(readings__state=ReadingState.CONFIRMED))
    )
    return sections.table(
        _("Conveyed at"),
        (_("Day"), _("Meeting"), _("Item"), _("Days after publication"), _("Absent, read up")),
        [conveyance_row(request, document, row) for row in result],
        empty=_("It has not been conveyed yet."),
    )


def conveyance_row(request: BodyRequest, document: Any, record: Any) -> sections.Line:
    """Return the row of one conveyance."""
    meeting = record.item.meeting
    age = (meeting.day - (document.published_on or document.received_on)).days
    unread = record.read < record.asked
    return sections.line(
        Cell(f"{meeting.day}", css="nowrap"),
        Cell(meeting.title, reverse("meetings:meeting_detail", args=[request.group.code, meeting.pk])),
        f"{record.item.title}（{record.part}）" if record.part else record.item.title,
        age,
        Cell(
            f"{record.read}/{record.asked}" if record.asked else _now("nobody was absent"),
            tone="warn" if unread else "good",
        ),
    )


def measures(request: BodyRequest, document: Any) -> sections.Section:
    """Return the measures with owner, day and what shows that they are done."""
    return sections.table(
        _("Measures that carry it out"),
        (_("Implementation measure"), _("Responsible member"), _("Due"), _("Done on"), _("Evidence")),
        [
            measure_row(request, document, measure)
            for measure in document.measures.select_related("owner__user")
        ],
        empty=document.none_needed or _("No measure has been entered."),
    )


def measure_row(request: BodyRequest, document: Any, document_measure: DocumentMeasure) -> sections.Line:
    """Return the row of one measure."""
    return sections.line(
        document_measure.text,
        document_measure.owner.name if document_measure.owner else "",
        Cell(
            f"{document_measure.due_on or '—'}",
            tone="bad" if document_measure.is_overdue(request.today) else "",
            css="nowrap",
        ),
        Cell(f"{document_measure.done_on or '—'}", css="nowrap"),
        document_measure.evidence,
        acts=SUPERIOR_PAGES.offered(
            request,
            document,
            document_measure,
            names=() if document_measure.done_on else ["measure_done", "measure_edit"],
        ),
    )


SUPERIOR_PAGES = RecordPages(
    app="meetings",
    noun="superior",
    folder="superior",
    read="meetings.read",
    rows=rows,
    listing=Listing(
        _("Superior documents"),
        _("What came from above: received, conveyed at a meeting, carried out by measures, closed."),
        COLUMNS,
        SuperiorFilter,
        more=wanting,
    ),
    page=page,
    files=lambda document: document.files.all(),
    new=New(
        _("Register a document"),
        "meetings.transmit",
        lambda request: SuperiorForm(request.POST or None, initial={"received_on": request.today}),
        lambda request, data, at: actions.register_document(request.group, by=request.user, at=at, **data),
        _("The document is registered. Next: convey it at a meeting."),
    ),
    acts=ACTS,
)
