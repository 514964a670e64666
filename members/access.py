"""Which body is this page about, and who is asking?  Answers with the body, or with 404.

What may be done there is not asked here (config.permissions), nor whether it is lawful (the rules).
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django_htmx.middleware import HtmxDetails

from members.models import LeadingGroup, Membership, User
from members.permissions import office

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request of somebody who has logged in."""

    user: User
    htmx: HtmxDetails


class BodyRequest(DeskRequest):
    """A request about one body.

    group: the body.  seat: the asker's seat in it today, or None.  staff_roles: codes of the asker's
    roles beside the members today.  today: the day in the office's time zone, taken once.
    """

    group: LeadingGroup
    seat: Membership | None
    staff_roles: frozenset[str]
    today: date


BodyView = Callable[Concatenate[BodyRequest, P], HttpResponse]


def in_body(view: BodyView[P]) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Open a view below /b/<body>/ to who belongs to that body; to others it does not exist (404).

    The view gets the request without the body's code: `def meeting_detail(request, pk)`.
    Somebody who still has the first password is sent to change it.
    """

    @wraps(view)
    def entered(request: BodyRequest, body: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.must_change_password:
            return redirect("members:password_change")
        request.group = get_object_or_404(LeadingGroup.objects.visible_to(request.user), code=body)
        request.today = localdate()
        place = office(request.user, request.group, request.today)
        request.seat, request.staff_roles = place.seat, place.roles
        if request.seat is None and not request.staff_roles:
            # Who has left the body is a stranger to it.
            raise Http404
        if request.session.get("body") != body:
            request.session["body"] = body
        return view(request, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponse]", login_required(entered))
