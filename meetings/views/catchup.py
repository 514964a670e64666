"""What does an absent member read up, and who has not done so yet?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings import actions
from meetings.filters_superior import CatchUpFilter
from meetings.models import CatchUpReading, SuperiorDocument
from meetings.states_superior import ReadingState, SuperiorState
from meetings.views.superior import SUPERIOR_PAGES
from members.access import BodyRequest, in_body
from members.page_acts import Act
from members.record_pages import Listing, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell

SHOWN = 6
TONES = {"open": "warn", "confirmed": "good"}

COLUMNS = (
    Column(_("Document"), lambda r: r.conveyance.document.title, order="conveyance__document__title", title=True),
    Column(_("Member"), lambda r: r.membership.name, order="membership__user__name"),
    Column(_("Conveyed on"), lambda r: r.conveyance.item.meeting.day, order="conveyance__item__meeting__day", css="nowrap"),
    Column(_("Confirmed"), lambda r: r.confirmed_at, order="confirmed_at", css="nowrap"),
    Column(_("State"), lambda r: r.get_state_display(), order="state", tone=lambda r: TONES[r.state]),
)  # fmt: skip


def rows(request: BodyRequest) -> Any:
    """Return the readings the asker may see: a member's own, all of them for who keeps the register."""
    readings = CatchUpReading.objects.visible_to(request.user, request.group)
    return readings.select_related("group", "membership__user", "conveyance__document__group", "conveyance__item__meeting__group")  # fmt: skip


def page(request: BodyRequest, reading: CatchUpReading) -> Page:
    """Lay out a reading: what was conveyed, what the meeting came to, the document's files."""
    document, item = reading.conveyance.document, reading.conveyance.item
    main = [
        sections.text(_("What it asks for"), document.gist, empty=_("Nothing is entered; see the files.")),
        sections.files(_("Papers filed"), SUPERIOR_PAGES.file_links(document)),
        sections.text(_("What the meeting came to"), item.conclusion),
        sections.table(
            _("Measures that carry it out"),
            (_("Implementation measure"), _("Responsible member"), _("Due")),
            [
                (measure.text, measure.owner.name if measure.owner else "", measure.due_on)
                for measure in document.measures.select_related("owner__user")
            ],
            empty=document.none_needed or _("No measure has been entered."),
        ),
    ]
    return Page(
        title=document.title,
        badge=(reading.get_state_display(), TONES[reading.state]),
        lead=_("Reading up is not attendance; the roll of the meeting stays as it is."),
        main=main,
        aside=(
            sections.facts(
                _("Reading"),
                (
                    (_("Member"), reading.membership.name),
                    (_("Document"), document.number or document.title),
                    (_("Conveyed at"), f"{item.meeting.day} {item.meeting.title}"),
                    (_("Confirmed"), reading.confirmed_at),
                ),
            ),
            sections.table(
                _("See also"),
                (_("Record"),),
                [
                    (Cell(_("The document in the register"), SUPERIOR_PAGES.url(document)),),
                    (
                        Cell(
                            _("The meeting"),
                            reverse("meetings:meeting_detail", args=[request.group.code, item.meeting_id]),
                        ),
                    ),
                ],
            ),
        ),
    )


CATCHUP_PAGES = RecordPages(
    app="meetings",
    noun="catchup",
    folder="catchup",
    read="meetings.read",
    rows=rows,
    listing=Listing(
        _("Readings made up for"),
        _("Who was absent when a document was conveyed reads it up and confirms it. This is not attendance."),
        COLUMNS,
        CatchUpFilter,
    ),
    page=page,
    acts=(
        Act(
            "confirm",
            _("I have read it"),
            actions.confirm_reading,
            message=_("Thank you; your reading is confirmed with the present time."),
            tone="primary",
        ),
    ),
)


@require_GET
@in_body
def catchup_waiting(request: BodyRequest) -> HttpResponse:
    """Show what the asker reads up, and to the desk what waits to be conveyed or carried out (a fragment)."""
    if not request.user.has_perm("meetings.read", request.group):
        return HttpResponse()
    result = CatchUpReading.objects.filter(
        group=request.group, membership__user=request.user, state=ReadingState.OPEN
    )
    readings = result.select_related("group", "conveyance__document", "conveyance__item__meeting")[:SHOWN]
    mine = [
        (reading.conveyance.document.title, reading.conveyance.item.meeting.day, CATCHUP_PAGES.url(reading))
        for reading in readings
    ]
    waiting = desk_figures(request) if request.user.has_perm("meetings.transmit", request.group) else []
    if not mine and not waiting:
        return HttpResponse()
    return render(request, "meetings/_catchup_waiting.html", {"mine": mine, "waiting": waiting})


def desk_figures(request: BodyRequest) -> list[tuple[Any, int, str, str]]:
    """Return what the register wants done: label, number, address, tone; what is nought is left out."""
    rows = SuperiorDocument.objects.filter(group=request.group)
    address = reverse("meetings:superior_list", args=[request.group.code])
    figures = (
        (_("Documents to be conveyed"), rows.filter(state=SuperiorState.RECEIVED), "state=received", "info"),
        (_("Conveyed without measures"), rows.without_measures(), "wanting=measures", "warn"),
        (_("Behind the day that was set"), rows.behind(request.today), "wanting=behind", "bad"),
    )
    counted = [(label, record.count(), f"{address}?{query}", tone) for label, record, query, tone in figures]
    return [row for row in counted if row[1]]
