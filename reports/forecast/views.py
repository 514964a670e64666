"""How will the year end, duty by duty, and what if something falls away?  The forecast, and its fragment of the desk."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.forecast import next_meetings
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.models import StaffRole
from members.pages import Words
from reports.forecast import year as forecast
from reports.forecast.assumed import NOTHING, Assumed
from reports.forecast.forms import WhatIfForm
from reports.forecast.line import GROUPS, LAMPS, Action, Lamp, Line
from reports.forecast.rules.outlook import Course
from reports.responsibility.views.filings import DESK, READ, year_asked

FRAGMENT = "reports/_forecast_lines.html"
TOTALS = {Course.LOST: Lamp(_("lost, wholly or in part"), "bad", "x-circle-fill")}


def able(request: BodyRequest, lines: Iterable[Line]) -> set[Action]:
    """Return the acts the asker may do: he holds their power over the body, and they are his own or the secretariat's."""
    acts = {row.act for line in lines for row in line.shown if row.act is not None}
    held = {act.power for act in acts}
    held = {power for power in held if request.user.has_perm(power, request.group)}
    clerk = StaffRole.Role.CLERK in request.staff_roles
    return {
        act
        for act in acts
        if act.power in held and (not act.people or clerk or request.user.pk in act.people)
    }


def grouped(lines: Iterable[Line]) -> list[tuple[Words, list[Line]]]:
    """Return the rows under the headings of the page."""
    return [(GROUPS[key], list(record)) for key, record in groupby(lines, lambda line: line.group)]


def totals(lines: Iterable[Line]) -> list[tuple[Lamp, int]]:
    """Return how many duties have each course, the worst first."""
    courses = [line.course for line in lines]
    return [(TOTALS.get(course, LAMPS[course]), courses.count(course)) for course in reversed(Course)]


@require_GET
@in_body
@needs(READ)
def forecast_detail(request: BodyRequest) -> HttpResponse:
    """Show the year duty by duty, as it stands or as it would if something fell away."""
    year = year_asked(request)
    running = year == request.today.year
    facts = forecast.read(request.group, year, request.today)
    context: dict[str, Any] = {"year": year, "running": running, "law": facts is not None}
    if facts is not None:
        form = WhatIfForm(facts.place.seats, request.GET or None)
        context |= _judged(request, facts, form.assumed() if running else NOTHING) | {"form": form}
    if request.htmx and request.htmx.target == "forecast-lines":
        return render(request, FRAGMENT, context)
    if running:
        context["meetings"] = next_meetings(request.group, request.today)
    return render(request, "reports/forecast_detail.html", context)


def _judged(request: BodyRequest, facts: forecast.Facts, assumed: Assumed) -> dict[str, Any]:
    now = forecast.lines(facts)
    shown = forecast.lines(facts, assumed) if assumed else now
    return {
        "sections": grouped(shown),
        "totals": totals(shown),
        "assumed": assumed,
        "changed": forecast.changed(now, shown),
        "able": able(request, shown),
    }


@require_GET
@in_body
def forecast_waiting(request: BodyRequest) -> HttpResponse:
    """Show the secretary and the clerk the three most urgent duties of the year (a fragment of the desk)."""
    if not request.user.has_perm(DESK, request.group):
        return HttpResponse()
    facts = forecast.read(request.group, request.today.year, request.today)
    result = forecast.urgent(forecast.lines(facts)) if facts is not None else []
    if not result:
        return HttpResponse()
    context = {"lines": result, "able": able(request, result)}
    return render(request, "reports/_forecast_waiting.html", context)
