"""How does everybody stand: the ledger on screen and as a file, and what is next for me?"""

from datetime import date
from typing import Any

from django.db.models import Max, Min
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.models import LeadingGroup
from members.procedure.journal import demand_power
from members.procedure.verdict import Verdict
from members.tables.register_files import asked_for, exports_of, table_file
from members.templatetags.desk import reason
from study.ledger import Ledger, Row, ledger
from study.models import Essay, StudyLeave, StudySession
from study.rules.forecast import clock
from study.states import EssayState, LeaveState, SessionState

READ = "study.read"
EARLIEST, LATEST = 2000, 2200


def year_asked(request: BodyRequest) -> int:
    """Return the year that is asked for, this one for nonsense."""
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == len("2025") else 0
    return year if EARLIEST <= year <= LATEST else request.today.year


def years_of(group: LeadingGroup, today: date) -> list[int]:
    """Return the years in which the body studied, and this one, newest first (one query)."""
    span = StudySession.objects.filter(group=group).aggregate(first=Min("day"), last=Max("day"))
    first, last = span["first"] or today, span["last"] or today
    return list(range(max(last.year, today.year), first.year - 1, -1))


def state_of(verdict: Verdict, *, still_possible: bool = False) -> tuple[str, str]:
    """Return how a verdict is called in the ledger, and its tone; while the year runs, what is missing may come."""
    if verdict.code == "not_assessable":
        return _("not assessable"), "neutral"
    if verdict.code == "part_year":
        return _("part of the year, for review"), "warn"
    if verdict:
        return _("reached"), "good"
    return (_("not yet"), "warn") if still_possible else (_("not reached"), "bad")


def hours_state(row: Row) -> tuple[str, str]:
    """Return how a member stands with the hours: out of reach is said as soon as it is so.  Clause 8.3-b."""
    return state_of(row.hours, still_possible=bool(row.outlook))


def essays_state(row: Row, book: Ledger) -> tuple[str, str]:
    """Return how a member stands with the essays: what is missing may come until the year is over.  Clause 8.3-c."""
    return state_of(row.essays, still_possible=book.today.year <= book.year)


@require_GET
@in_body
@needs(READ)
def ledger_detail(request: BodyRequest) -> HttpResponse:
    """Show the ledger of a year, or send it as a file."""
    book = ledger(request.group, year_asked(request), request.today)
    if form := asked_for(request):
        return table_file(form, f"{_('Study ledger')}{book.year}", heads(), values(book))
    context = {
        "book": book,
        "rows": [shown(row, book) for row in book.rows],
        "months": range(1, 13),
        "years": years_of(request.group, request.today),
        "counted": clock(book.counted_minutes),
        "has_essays": any(row.accepted or row.waiting for row in book.rows),
        "exports": exports_of(request),
    }
    return render(request, "study/ledger_detail.html", context)


def shown(row: Row, book: Ledger) -> dict[str, Any]:
    """Return a row as the page shows it."""
    return {
        "row": row,
        "attended": clock(row.attended),
        "base": clock(row.base),
        "hours": hours_state(row),
        "essays": essays_state(row, book),
    }


def heads() -> list[str]:
    """Return the heads of the file."""
    months = [_("%(month)s (minutes)") % {"month": month} for month in range(1, 13)]
    return [
        _("Member"),
        *months,
        _("Minutes attended"),
        _("Minutes required"),
        _("Percent"),
        pgettext("study", "Half"),
        _("Outlook"),
        _("None to be missed from"),
        _("Essays accepted"),
        _("Essays under review"),
        _("Essays"),
        _("Made up (minutes)"),
        pgettext("study", "Late"),
        _("On leave"),
    ]


def values(book: Ledger) -> list[list[Any]]:
    """Return the rows of the file."""
    return [
        [
            row.seat.name,
            *row.months,
            row.attended,
            row.base,
            row.percent,
            hours_state(row)[0],
            reason(row.outlook),
            row.latest.day if row.latest else "",
            row.accepted,
            row.waiting,
            essays_state(row, book)[0],
            row.made_up,
            row.late,
            row.on_leave,
        ]
        for row in book.rows
    ]


@require_GET
@in_body
def for_life(request: BodyRequest) -> HttpResponse:
    """Offer the studies held in preparation of a democratic-life meeting (a fragment; `year`, `to` are asked for)."""
    demand_power(READ, request.user, request.group)
    year = year_asked(request)
    sessions = StudySession.objects.filter(group=request.group, for_life_year=year).exclude(
        state=SessionState.CANCELLED
    )
    return render(
        request, "study/_for_life.html", {"sessions": sessions, "to": request.GET.get("to", "")[:20]}
    )


@require_GET
@in_body
def work_waiting(request: BodyRequest) -> HttpResponse:
    """Show my next study, how I stand, what waits for my review or decision (a fragment of the desk)."""
    if not request.user.has_perm(READ, request.group):
        return HttpResponse()
    coming = StudySession.objects.filter(
        group=request.group, state__in=[SessionState.PLANNED, SessionState.OPEN], day__gte=request.today
    )
    mine = None
    if request.seat is not None:
        book = ledger(request.group, request.today.year, request.today)
        own = request.user.pk
        mine = next((shown(row, book) for row in book.rows if row.seat.user_id == own), None)
    context = {
        "session": coming.order_by("starts_at").first(),
        "mine": mine,
        "review": to_review(request),
        "leave": leave_to_decide(request),
        "essays_url": reverse("study:essay_list", args=[request.group.code]),
    }
    if not any((context["session"], mine, context["review"], context["leave"])):
        return HttpResponse()
    return render(request, "study/_work_waiting.html", context)


def to_review(request: BodyRequest) -> int:
    """Return how many essays of others wait for the asker's review."""
    if not request.user.has_perm("study.review_essay", request.group):
        return 0
    waiting = Essay.objects.filter(group=request.group, state=EssayState.SUBMITTED)
    return waiting.exclude(membership__user=request.user).count()


def leave_to_decide(request: BodyRequest) -> StudyLeave | None:
    """Return the first request for leave the asker may decide on."""
    if not request.user.has_perm("study.approve_leave", request.group):
        return None
    waiting = StudyLeave.objects.filter(
        session__group=request.group,
        session__state__in=[SessionState.PLANNED, SessionState.OPEN],
        state=LeaveState.REQUESTED,
    )
    return waiting.select_related("membership__user", "session").first()
