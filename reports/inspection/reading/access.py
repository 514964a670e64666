"""Who comes in to read in an inspection, under which mark, and where is it written down?"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import override

from members.access import BodyRequest, BodyView, in_body_or_visiting
from members.pages import Words
from members.printing.pdf import Mark
from members.procedure.journal import demand_power
from reports.inspection.actions import note_reading
from reports.inspection.models import Inspection
from reports.inspection.reading.scope import lasting_for
from reports.inspection.states import ReadWay

P = ParamSpec("P")
CHINESE = "zh-hans"


class VisitRequest(BodyRequest):
    """A request by somebody who reads in an inspection; None for the body's own people on pages both may open."""

    inspection: Inspection | None


View = Callable[Concatenate[Any, P], HttpResponse]
Entered = Callable[Concatenate[HttpRequest, str, P], HttpResponse]


def in_inspection(view: View[P]) -> Entered[P]:
    """Open a page to visiting inspectors while their inspection lasts; to everybody else it does not exist (404)."""

    @wraps(view)
    def entered(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.visiting:
            raise Http404
        return _within(view, request, *args, **kwargs)

    return in_body_or_visiting(cast("BodyView[P]", entered))


def in_trail(view: View[P]) -> Entered[P]:
    """Open a page to who reads meetings, and to visiting inspectors while their inspection lasts."""

    @wraps(view)
    def entered(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.visiting:
            return _within(view, request, *args, **kwargs)
        demand_power("meetings.read", request.user, request.group)
        request.inspection = None
        return view(request, *args, **kwargs)

    return in_body_or_visiting(cast("BodyView[P]", entered))


def _within(view: View[P], request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
    """Let in while an inspection lasts today; else the session ends with this click."""
    demand_power("reports.inspect", request.user, request.group)
    inspection = lasting_for(request.user, request.group, request.today)
    if inspection is None:
        logout(request)
        return render(request, "reports/inspection_over.html", {"group": None}, status=403)
    request.inspection = inspection
    return view(request, *args, **kwargs)


def note(
    request: VisitRequest, way: ReadWay, title: Words, *, matter: str = "", key: int | None = None
) -> None:
    """Write down what is read in an inspection; what the body's own people read is not noted here.

    title: how it is called; kept in Chinese, as the register of readings is an official one.
    """
    if request.inspection is not None:
        with override(CHINESE):
            called = str(title)
        note_reading(request.inspection, request.user, way, called, at=timezone.now(), matter=matter, key=key)


def mark_of(request: VisitRequest, at: datetime | None = None) -> Mark | None:
    """Return what pages and papers bear in an inspection: who reads, for which authority, when."""
    if request.inspection is None:
        return None
    moment = f"{localtime(at or timezone.now()):%Y-%m-%d %H:%M}"
    return Mark((f"{request.user.name}（{request.user.username}）", request.inspection.authority, moment))


def frame(request: VisitRequest) -> dict[str, Any]:
    """Return what the template of a page needs that both kinds of readers open."""
    visiting = request.inspection is not None
    return {
        "frame": "reports/inspected_base.html" if visiting else "base.html",
        "inspection": request.inspection,
        "mark": mark_of(request),
    }
