"""With which forms are studies planned and their rolls kept, and what does a counted study change for everybody?"""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.forms import initial_of
from members.procedure.journal import demand_power
from study.forms.sessions import USUAL_MINUTES, LeaveForm, SessionForm, usual
from study.ledger import Change, Ledger, ledger, with_one_more
from study.models import StudyPlanLine, StudySession
from study.rules import attendance
from study.states import PlanState, SessionState

PLAN = "study.plan"
FIRST_DAY_OF_A_PLANNED_MONTH = 10


def session_form(request: BodyRequest, session: StudySession | None = None) -> SessionForm:
    """Return the form of a study; what it changes in everybody's required time stands by its tick.  Clause 8.1-b."""
    if session is not None:
        initial = initial_of(session, [name for name in SessionForm.names if name != "speakers"])
        initial["speakers"] = session.speakers.all()
        initial |= {name: getattr(session, f"{name}_id") for name in ("line", "next_to", "chair", "recorder")}
    else:
        initial = usual(request.group, timezone.now()) | of_line(request)
    on = request.today if session is None else session.day
    form = SessionForm(request.group, on, request.POST or None, initial=initial)
    context = {"url": base_url(request, session), **base_change(request, initial, session)}
    form.fields["counts_toward_quota"].help_text = render_to_string("study/_base_asked.html", context)
    return form


def base_url(request: BodyRequest, session: StudySession | None) -> str:
    """Return where the form asks again what it changes."""
    address = reverse("study:session_base", args=[request.group.code])
    return f"{address}?session={session.pk}" if session is not None else address


def of_line(request: BodyRequest) -> dict[str, Any]:
    """Return what the line of the plan says that is to be carried out (`?line=`)."""
    key = request.GET.get("line", "")
    if not (key.isascii() and key.isdigit() and len(key) < len(str(2**31))):
        return {}
    lines = StudyPlanLine.objects.filter(plan__group=request.group, removed=False, pk=int(key))
    line = lines.select_related("plan").first()
    if line is None:
        return {}
    start = usual(request.group, timezone.now())["starts_at"]
    if (line.plan.year, line.month) > (start.year, start.month):
        start = start.replace(year=line.plan.year, month=line.month, day=FIRST_DAY_OF_A_PLANNED_MONTH)
    return {
        "line": line.pk,
        "title": line.theme,
        "form": line.form,
        "contents": line.contents,
        "lecturer": line.lecturer,
        "starts_at": start,
        "ends_at": start + line.minutes * attendance.MINUTE,
    }


def base_change(
    request: BodyRequest, values: dict[str, Any], session: StudySession | None
) -> dict[str, list[Change]]:
    """Return how the study as typed changes everybody's required time, against what stands now.  Clause 8.1-b."""
    start, end = values.get("starts_at"), values.get("ends_at")
    if not isinstance(start, datetime) or not isinstance(end, datetime) or end <= start:
        return {"changes": []}
    day = timezone.localdate(start)
    counts = bool(values.get("counts_toward_quota"))
    minutes = (end - start) // attendance.MINUTE if counts else 0
    if session is not None:
        if session.began_at is not None:
            minutes, day = (session.minutes if counts else 0), session.day
        minutes -= session.minutes if _stands(session, request.today) else 0
    book = ledger(request.group, day.year, request.today)
    minutes -= planned_already(book, values.get("line"), session)
    return {"changes": with_one_more(book, minutes, day)}


def planned_already(book: Ledger, line: object, session: StudySession | None) -> int:
    """Return the minutes of the plan's line that the study carries out, if they are foreseen and not on the calendar."""
    if session is not None and str(session.line_id or "") == str(line or ""):
        return 0
    return sum(row.minutes for row in book.coming if not row.has_day and str(row.line) == str(line or ""))


def _stands(session: StudySession, today: date) -> bool:
    """Say whether the study is in everybody's required time as things are."""
    ahead = session.state == SessionState.PLANNED and session.day >= today
    held = session.state in {SessionState.HELD, SessionState.RECORDED}
    return session.counts_toward_quota and (ahead or held)


@require_GET
@in_body
def session_base(request: BodyRequest) -> HttpResponse:
    """Show what the study that is being typed changes for everybody (a fragment).  Clause 8.1-b."""
    demand_power(PLAN, request.user, request.group)
    key = request.GET.get("session", "")
    session = None
    if key.isascii() and key.isdigit() and len(key) < len(str(2**31)):
        session = StudySession.objects.visible_to(request.user, request.group).filter(pk=int(key)).first()
    typed = {name: _moment(request.GET.get(name, "")) for name in ("starts_at", "ends_at")}
    values: dict[str, Any] = typed | {
        name: request.GET.get(name, "") for name in ("counts_toward_quota", "line")
    }
    return render(request, "study/_base_change.html", base_change(request, values, session))


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
        return timezone.make_aware(moment) if moment is not None and timezone.is_naive(moment) else moment
    except (ValueError, OverflowError):
        return None


def lines_to_hold(request: BodyRequest, plan: Any) -> bool:
    """Say whether the asker may put lines of this plan on the calendar."""
    return plan.state == PlanState.APPROVED and bool(request.user.has_perm(PLAN, request.group))


def stay_form(kind: type[Any]) -> Any:
    """Return what makes the form of a stay on paper: from beginning to end unless something else is typed."""
    return lambda request, session: kind(
        session.seats(),
        request.POST or None,
        initial={"in_at": session.began_at, "out_at": session.ended_at},
    )


def makeup_form(kind: type[Any]) -> Any:
    """Return what makes the form of make-up study: today, as long as the study was."""
    return lambda request, session: kind(
        session.seats(),
        request.POST or None,
        initial={"done_on": request.today, "minutes": session.minutes or USUAL_MINUTES},
    )


def leave_form(request: BodyRequest, session: StudySession) -> LeaveForm:
    """Return the form of leave; who keeps the roll may ask for a member."""
    kept = request.user.has_perm("study.keep_roll", request.group)
    return LeaveForm(session.seats() if kept else None, request.POST or None)
