"""What will the software tell whom in the year to come?  The rules of reminding, asked for each day."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.procedure.journal import demand_power
from members.reminders import registered
from members.reminders.ahead import Foreseen, foresee

YEAR = timedelta(days=365)


@require_GET
@in_body
def reminder_ahead(request: BodyRequest) -> HttpResponse:
    """Show day by day what will be told, to whom and why, as things stand today."""
    demand_power("members.read_reminders", request.user, request.group)
    kinds = registered()
    wanted = request.GET.get("kind", "")
    chosen = [kind for kind in kinds if kind.name == wanted] or list(kinds)
    lines = foresee(chosen, request.today, YEAR.days, request.group.pk)
    months: dict[date, list[Foreseen]] = {}
    for line in lines:
        months.setdefault(line.day.replace(day=1), []).append(line)
    context = {"months": months, "kinds": kinds, "wanted": wanted, "count": len(lines)}
    return render(request, "members/reminder_ahead.html", context)


@require_GET
@in_body
def reminder_kinds(request: BodyRequest) -> HttpResponse:
    """Show every kind of reminder: when, to whom, what is said, and the clause it rests on."""
    demand_power("members.read", request.user, request.group)
    return render(request, "members/reminder_kinds.html", {"kinds": registered()})
