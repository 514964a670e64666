"""What does the open form take in, and which opinions does somebody read?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from lifes import actions
from lifes.filters import OpinionFilter
from lifes.forms.before import OpinionFormForm
from lifes.models import Opinion, OpinionSolicitation
from lifes.views.opinions import seats
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.pages import Refusal
from members.tables.register import Column, register_page

OPINIONS = (
    Column(
        _("About"),
        lambda o: o.about.name if o.about else _("the leading group itself"),
        order="about__user__name",
    ),
    Column(_("Opinion"), lambda o: o.text, title=True),
    Column(_("Round"), lambda o: o.round.title, order="round__title"),
    Column(_("Fed back"), lambda o: o.fed_back_at, order="fed_back_at", css="nowrap"),
)


@require_GET
@in_body
@needs("lifes.read")
def opinion_list(request: BodyRequest) -> HttpResponse:
    """Show the opinions fed back to me and to the body; who sorts them sees all."""
    opinions = Opinion.objects.visible_to(request.user, request.group)
    if request.user.has_perm("lifes.read_opinions", request.group):
        opinions = Opinion.objects.filter(round__group=request.group)
    return register_page(
        request,
        "record_list.html",
        opinions.select_related("about__user", "round"),
        OPINIONS,
        title=_("Opinions"),
        filterset=OpinionFilter,
        context={"lead": _("What was said about the body and, to you alone, about you.")},
    )


@require_http_methods(["GET", "POST"])
def form_send(request: HttpRequest, token: str) -> HttpResponse:
    """Show an anonymous form to anybody who has its address, and take it in.

    Nobody is looked at, even if the browser is logged in: `members.anonymous_requests` has taken out of the request whatever
    names the asker, before anything else saw it; nothing is logged or entered.  Rounds with names are answered inside.
    """
    rounds = OpinionSolicitation.objects.filter(is_anonymous=True).select_related("group", "life")
    round_ = get_object_or_404(rounds, token=token)
    form = OpinionFormForm(seats(round_), request.POST or None)
    context: dict[str, Any] = {"round": round_, "form": form, "headings": round_.headings.splitlines()}
    closed = actions.taking_in(round_, localdate())
    if request.method != "POST" or not closed:
        return render(
            request, "lifes/form_send.html", {**context, "closed": closed}, status=200 if closed else 410
        )
    if not form.is_valid():
        return render(request, "lifes/form_send.html", context, status=422)
    try:
        actions.take_in(round_, day=localdate(), **form.said())
    except ValidationError as error:
        refused = {**context, "refusal": Refusal.of(error)}
        return render(request, "lifes/form_send.html", refused, status=422)
    return render(request, "lifes/form_sent.html", {"round": round_})
