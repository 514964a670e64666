"""What happens to a document of the superior, from its receipt to the day it is carried out?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.models import (
    AgendaItem,
    CatchUpReading,
    Conveyance,
    DocumentMeasure,
    SuperiorDocument,
    SuperiorFile,
)
from meetings.models.superior import stub_only
from meetings.rules import closing, transmission
from meetings.rules.transmission import Occasion, Stay
from meetings.states import Outcome
from members.models import LeadingGroup, Membership, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, refuse


def register_document(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> SuperiorDocument:
    """Enter a document of the superior that has come in.

    Raises Refused ("classified_stub_only", "choice_not_allowed").  Clauses 4.1-a, 10.2-a.
    """
    demand_power("meetings.transmit", by, group)
    with transaction.atomic():
        document = SuperiorDocument(group=group, **fields)
        document.save()
        enter(document, "register_document", by=by, at=at, after=document.state)
    return document


def edit_document(document: SuperiorDocument, *, by: User, at: datetime, **fields: Any) -> SuperiorDocument:
    """Change what is said about a document.  Clause 4.1-a."""
    with advance(document, "edit_document", by=by, at=at) as act:
        changed = {name: value for name, value in fields.items() if getattr(document, name) != value}
        act.facts["changed"] = sorted(changed)
        for name, value in changed.items():
            setattr(document, name, value)
        if document.is_stub and document.files.filter(withdrawn=False).exists():
            uphold(stub_only())
    return document


def attach_document_file(
    document: SuperiorDocument, upload: "UploadedFile[Any]", title: str = "", *, by: User, at: datetime
) -> SuperiorFile:
    """Keep the document itself; of a classified one nothing is kept here.

    Raises Refused ("classified_stub_only"); ValidationError for a type or size that is not accepted.
    """
    with advance(document, "attach_document_file", by=by, at=at, paper=title or str(upload.name)[:200]):
        if document.is_stub:
            uphold(stub_only())
        return SuperiorFile.keep(upload, title, by=by, at=at, document=document)


def convey_document(
    document: SuperiorDocument, item: AgendaItem, part: str = "", *, by: User, at: datetime
) -> Conveyance:
    """Enter that a document was conveyed at an item: its measures are taken over, the absent are asked to read.

    Raises Refused: "other_body", "not_a_transmission", "item_not_concluded", "conveyed_before_received";
    ValidationError ("already_conveyed").  Clauses 4.1-a, 4.1-b, 6.1-b.
    """
    meeting = item.meeting
    with advance(document, "convey_document", by=by, at=at, item=item.title, meeting=meeting.title) as act:
        if meeting.group_id != document.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "4.1-a"))
        occasion = Occasion(item.kind, item.outcome == Outcome.CONCLUDED, meeting.day)
        act.ask(
            transmission.conveyance(
                occasion, document.days, max_age_days=meeting.law.first_topic_max_age_days
            )
        )
        conveyance = Conveyance(document=document, item=item, part=part)
        conveyance.save()
        act.facts["measures"] = _take_over(conveyance)
        readings = _ask_the_absent(conveyance, by, at)
        act.facts["absent"] = len(readings)
    for reading in readings:
        _tell(reading, at)
    return conveyance


def _take_over(conveyance: Conveyance) -> int:
    document, item = conveyance.document, conveyance.item
    taken = list(item.measures.all())
    for measure in taken:
        DocumentMeasure(
            document=document,
            source=measure,
            text=measure.text,
            owner=measure.owner,
            due_on=measure.due_on,
        ).save()
    if not taken and not document.none_needed and not document.measures.exists():
        document.none_needed = item.no_measures_reason
    return len(taken)


def _ask_the_absent(conveyance: Conveyance, by: User, at: datetime) -> list[CatchUpReading]:
    readings = []
    for pk in absent_from(conveyance.item):
        reading = CatchUpReading(
            group=conveyance.document.group, conveyance=conveyance, membership_id=pk, asked_at=at
        )
        reading.save()
        enter(reading, "ask_for_reading", by=by, at=at, after=reading.state)
        readings.append(reading)
    return readings


def absent_from(item: AgendaItem) -> tuple[int, ...]:
    """Return the seats that were not in the room while an item was dealt with, by the roll.  Clause 4.1-b."""
    roll = item.meeting.roll()
    rows = item.meeting.attendance.filter(confirmed_at__isnull=False, membership__isnull=False)
    stays = [
        Stay(seat, since, until)
        for seat, since, until in rows.values_list("membership_id", "in_at", "out_at")
        if seat is not None
    ]
    until = item.settled_at or item.meeting.closed_at or item.meeting.starts_at
    return transmission.absent(
        roll.entitled, roll.suspended, stays, since=item.started_at or until, until=until
    )


def _tell(reading: CatchUpReading, at: datetime) -> None:
    notify(
        reading.membership.user,
        "reading_asked",
        f"{reading.pk}",
        group=reading.group,
        subject=f"补学：{reading.conveyance.document.title}",
        url=reverse("meetings:catchup_detail", args=[reading.group.code, reading.pk]),
        at=at,
    )


def confirm_reading(reading: CatchUpReading, *, by: User, at: datetime) -> CatchUpReading:
    """Confirm, as the member who was absent, that one has read what was conveyed; nobody's attendance changes.

    Clause 4.1-b.
    """
    with advance(reading, "confirm_reading", by=by, at=at):
        reading.confirmed_at = at
    return reading


def add_measure(
    document: SuperiorDocument,
    text: str,
    owner: Membership | None = None,
    due_on: date | None = None,
    *,
    by: User,
    at: datetime,
) -> DocumentMeasure:
    """Add a measure that carries a document out.  Clauses 4.1-a, 5.1-a."""
    with advance(document, "add_measure", by=by, at=at, measure=text):
        measure = DocumentMeasure(document=document, text=text, owner=owner, due_on=due_on)
        measure.save()
        document.none_needed = ""
    return measure


def edit_measure(measure: DocumentMeasure, *, by: User, at: datetime, **fields: Any) -> DocumentMeasure:
    """Change words, owner or due day of a measure.  Clause 5.1-a."""
    document = measure.document
    with advance(document, "edit_measure", by=by, at=at) as act:
        measure.refresh_from_db(from_queryset=DocumentMeasure._base_manager.select_for_update())
        act.facts["changed"] = {
            name: [str(getattr(measure, name) or ""), str(value or "")]
            for name, value in fields.items()
            if getattr(measure, name) != value
        }
        for name, value in fields.items():
            setattr(measure, name, value)
        measure.save()
    return measure


def finish_measure(
    measure: DocumentMeasure, done_on: date, evidence: str, *, by: User, at: datetime
) -> DocumentMeasure:
    """Enter that a measure is done, on which day, and what shows it.

    Raises Refused: "evidence_required", "day_to_come".  Clause 5.1-a.
    """
    with advance(measure.document, "finish_measure", by=by, at=at, measure=measure.text) as act:
        measure.refresh_from_db(from_queryset=DocumentMeasure._base_manager.select_for_update())
        act.ask(transmission.measure_done(done_on=done_on, evidence=evidence, today=localdate(at)))
        measure.done_on, measure.evidence = done_on, evidence.strip()
        measure.save()
    return measure


def need_no_measures(document: SuperiorDocument, reason: str, *, by: User, at: datetime) -> SuperiorDocument:
    """Say why no measure is needed.  Raises Refused: "reason_required", "measures_planned".  Clause 4.1-a."""
    with advance(document, "need_no_measures", by=by, at=at, reason=reason):
        uphold(closing.reason_given(reason, clause="4.1-a"))
        if document.measures.exists():
            uphold(refuse("measures_planned", gettext_noop("Measures are planned for it."), "4.1-a"))
        document.none_needed = reason.strip()
    return document


def carry_out_document(document: SuperiorDocument, *, by: User, at: datetime) -> SuperiorDocument:
    """Enter that a document is carried out.

    Raises Refused: "measures_required", "measures_open".  Clause 5.1-a.
    """
    with advance(document, "carry_out_document", by=by, at=at):
        pass
    return document


def take_up_document(document: SuperiorDocument, reason: str, *, by: User, at: datetime) -> SuperiorDocument:
    """Take a document up again that was held to be carried out, with the reason.  Clause 5.1-a."""
    with advance(document, "take_up_document", by=by, at=at, reason=reason):
        uphold(closing.reason_given(reason, clause="5.1-a"))
    return document


def close_document(document: SuperiorDocument, *, by: User, at: datetime) -> SuperiorDocument:
    """Close a document that is carried out; warns of absent members who have not read it.  Clauses 4.1-b, 5.1-a."""
    with advance(document, "close_document", by=by, at=at):
        document.closed_on = localdate(at)
    return document


def set_document_aside(
    document: SuperiorDocument, reason: str, *, by: User, at: datetime
) -> SuperiorDocument:
    """Close a document that needs no conveying, with the reason.  Clause 4.1-a."""
    with advance(document, "set_document_aside", by=by, at=at, reason=reason):
        uphold(closing.reason_given(reason, clause="4.1-a"))
        document.none_needed = reason.strip()
        document.closed_on = localdate(at)
    return document
