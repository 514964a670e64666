"""What does the full record say, who signs it, and how is it corrected?"""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings import actions
from meetings.forms_sitting import CorrectionForm, SignForm, taken
from meetings.models import (
    AgendaItem,
    AttendanceRecord,
    ItemEntry,
    Meeting,
    MeetingRecord,
    Recusal,
    Speech,
    WrittenOpinion,
)
from meetings.views.console import conducts, meeting_for
from meetings.views.meeting import came, figures
from meetings.views.places import places
from meetings.views.sitting import leave_of
from members.access import BodyRequest, in_body
from members.models import User
from members.pages import act_view, done
from members.procedure.record import would
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse


def record_url(meeting: Meeting) -> str:
    """Return the address of the record."""
    return reverse("meetings:record_detail", args=[meeting.group.code, meeting.pk])


def record_items(meeting: Meeting) -> list[AgendaItem]:
    """Return the items with everything that was said and done about them (nine queries)."""
    names = "membership__user"
    talk: list[Any] = [
        Prefetch("speeches", Speech.objects.select_related(names)),
        Prefetch("recusals", Recusal.objects.filter(state=Recusal.State.STANDS).select_related(names)),
        Prefetch("opinions", WrittenOpinion.objects.select_related(names)),
        Prefetch("entries", ItemEntry.objects.filter(verb="void_vote"), to_attr="voided"),
        "observer_opinions__observer",
        "measures__owner__user",
        "observers",
    ]
    items = meeting.items.on_agenda().select_related("acting_chair__user", "meeting")
    return list(items.prefetch_related(*talk))


def _sign_verdict(meeting: Meeting, record: MeetingRecord | None, capacity: str, user: User) -> Verdict:
    chair = meeting.chair
    signer = meeting.recorder_id if capacity == "recorder" else chair and chair.user_id
    return first_refusal(
        would(meeting, "sign_record"),
        allow()
        if record is not None and signer == user.pk
        else refuse(
            "wrong_signer",
            gettext_noop("The record is signed by its recorder and by who presided."),
            "6.5-k",
        ),
    )


def record_context(request: BodyRequest, meeting: Meeting) -> dict[str, object]:
    """Return the whole record."""
    record = (
        MeetingRecord.objects.filter(meeting=meeting)
        .select_related("recorder_signed_by", "chair_signed_by")
        .first()
    )
    rows = places(meeting)
    stays = AttendanceRecord.objects.filter(meeting=meeting).select_related("membership__user", "observer")
    correcting = would(meeting, "correct_record")
    return {
        "meeting": meeting,
        "record": record,
        "items": record_items(meeting),
        "present": came(meeting, rows),
        "absent": [row for row in rows if row not in came(meeting, rows)],
        "numbers": figures(meeting, rows),
        "leaves": leave_of(meeting),
        "stays": list(stays),
        "observers": list(meeting.observers.all()),
        "corrections": list(record.corrections.select_related("by")) if record else [],
        "sessions": list(meeting.entries.filter(verb__in=("adjourn_meeting", "resume_meeting"))),
        "may_sign": {
            capacity: _sign_verdict(meeting, record, capacity, request.user)
            for capacity in ("recorder", "chair")
        },
        "may_correct": correcting,
        "keeps_record": request.user.has_perm("meetings.record", meeting),
        "conducts": conducts(meeting, request.user),
        "correction_form": CorrectionForm(),
    }


@require_GET
@in_body
def record_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the full record, its signatures and additions."""
    meeting = meeting_for(request, pk)
    return render(request, "meetings/record_detail.html", record_context(request, meeting))


@in_body
@act_view
def record_sign(request: BodyRequest, pk: int) -> HttpResponse:
    """Sign the record."""
    meeting = meeting_for(request, pk)
    capacity = taken(SignForm(request.POST))["capacity"]
    actions.sign_record(meeting, capacity, by=request.user, at=timezone.now())
    return done(request, record_url(meeting), _("The record is signed."))


@in_body
@act_view
def record_correct(request: BodyRequest, pk: int) -> HttpResponse:
    """Add a dated correction."""
    meeting = meeting_for(request, pk)
    text = taken(CorrectionForm(request.POST))["text"]
    actions.correct_record(meeting, text, by=request.user, at=timezone.now())
    return done(request, record_url(meeting), _("The correction is added."))
