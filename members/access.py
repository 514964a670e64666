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
    visiting: whether the asker is here for an inspection alone.
    """

    group: LeadingGroup
    seat: Membership | None
    staff_roles: frozenset[str]
    today: date
    visiting: bool


BodyView = Callable[Concatenate[BodyRequest, P], HttpResponse]


def in_body(view: BodyView[P]) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Open a view below /b/<body>/ to who belongs to that body; to others it does not exist (404).

    The view gets the request without the body's code: `def meeting_detail(request, pk)`.
    Somebody who still has the first password is sent to change it.  For who is here for an inspection alone, it does
    not exist either; pages of an inspection open by `in_body_or_visiting`.
    """
    return _door(view, visitors=False)


def in_body_or_visiting(view: BodyView[P]) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Open a view as `in_body` does, and to visiting inspectors as well (`request.visiting`).

    Whether an inspection of theirs lasts today, and what it covers, the view has to ask.
    """
    return _door(view, visitors=True)


def _door(view: BodyView[P], *, visitors: bool) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    @wraps(view)
    def entered(request: BodyRequest, body: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.must_change_password:
            return redirect("members:password_change")
        group = get_object_or_404(LeadingGroup.objects.visible_to(request.user), code=body)
        today = localdate()
        place = office(request.user, group, today)
        if (place.seat is None and not place.roles) or (place.is_visiting and not visitors):
            # Who has left the body is a stranger to it; so is a visitor outside the inspection.
            raise Http404
        request.group, request.today = group, today
        request.seat, request.staff_roles = place.seat, place.roles
        request.visiting = place.is_visiting
        if request.session.get("body") != body:
            request.session["body"] = body
        return view(request, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponse]", login_required(entered))
