"""Who sits in the body, since when, in which standing, and responsible for what?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods
from django_filters import ChoiceFilter

from members import actions
from members.access import BodyRequest, in_body
from members.filters import RegisterFilter
from members.form_pages import form_page, needs
from members.forms import DayForm, EndSeatForm, PortfolioForm, SeatForm, StandingForm, TermForm
from members.models import Membership, Portfolio, Standing, Term
from members.models.office import running
from members.tables.register import Column, register_page
from members.templatetags.desk import tone

READ, KEEP = "members.read", "members.manage_seats"


def standing_label(seat: Membership) -> str:
    """Return the standing of a seat today."""
    today = localdate()
    if not seat.period.covers(today):
        return str(_("not in office"))
    kind = seat.standing_on(today)
    return str(Standing.Kind(kind).label) if kind else str(_("in office"))


def standing_tone(seat: Membership) -> str:
    """Return the tone of the standing's badge."""
    if not seat.period.covers(localdate()):
        return "neutral"
    return tone(seat.standing_on(localdate()) or "in_force")


COLUMNS = (
    Column(_("Order"), lambda s: s.protocol_order, order="protocol_order", css="num"),
    Column(_("Name"), lambda s: s.name, order="user__name", title=True),
    Column(_("Post"), lambda s: s.get_post_display(), order="post"),
    Column(_("Post in the government"), lambda s: s.government_post),
    Column(_("Since"), lambda s: s.since, order="since", css="nowrap"),
    Column(_("Until"), lambda s: s.until, order="until", css="nowrap"),
    Column(_("Standing"), standing_label, tone=standing_tone),
)

PORTFOLIO_COLUMNS = (
    Column(_("Name"), lambda p: p.membership.name, order="membership__user__name", title=True),
    Column(_("Field of work"), lambda p: p.field),
    Column(_("Since"), lambda p: p.since, order="since", css="nowrap"),
    Column(_("Until"), lambda p: p.until, order="until", css="nowrap"),
    Column(_("Paper"), lambda p: p.paper),
)


class SeatFilter(RegisterFilter):
    """Seats by name, and whether those who left are shown."""

    search_fields = ("user__name", "government_post", "appointment_paper")
    when = ChoiceFilter(
        label=_("Seats"), choices=(("now", _("in office")), ("past", _("not in office"))), method="by_day"
    )

    def by_day(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep seats held today, or those that are over."""
        held = running(self.request.today)
        return queryset.filter(held) if value == "now" else queryset.exclude(held)


class PortfolioFilter(RegisterFilter):
    """Portfolios by name and field."""

    search_fields = ("membership__user__name", "field", "paper")


def _seat(request: BodyRequest, pk: int) -> Membership:
    seats = Membership.objects.filter(group=request.group).select_related("user", "group", "term")
    return get_object_or_404(seats, pk=pk)


def _to_seat(request: BodyRequest, pk: int) -> str:
    return reverse("members:membership_detail", args=[request.group.code, pk])


@require_GET
@in_body
@needs(READ)
def membership_list(request: BodyRequest) -> HttpResponse:
    """Show all seats; terms stand below."""
    seats = (
        Membership.objects.filter(group=request.group).select_related("user").prefetch_related("standings")
    )
    return register_page(
        request,
        "members/membership_list.html",
        seats,
        COLUMNS,
        title=_("Members"),
        filterset=SeatFilter,
        link=lambda seat: _to_seat(request, seat.pk),
        context={
            "terms": Term.objects.filter(group=request.group),
            "may_keep": request.user.has_perm(KEEP, request.group),
        },
    )


@require_GET
@in_body
@needs(READ)
def membership_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show a seat: papers, standings, portfolios, authorisations."""
    seat = _seat(request, pk)
    context = {
        "record": seat,
        "standing": seat.standing_on(request.today),
        "held": seat.period.covers(request.today),
        "authorizations": seat.authorizations.select_related("grantor__user"),
        "may_keep": request.user.has_perm(KEEP, request.group),
    }
    return render(request, "members/membership_detail.html", context)


@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def membership_create(request: BodyRequest) -> HttpResponse:
    """Give somebody a seat."""
    form = SeatForm(request.group, request.POST or None, initial={"since": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.seat_member(request.group, by=request.user, at=timezone.now(), **data),
        to=lambda seat: _to_seat(request, seat.pk),
        message=_("The seat is entered."),
        title=_("New seat"),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def membership_end(request: BodyRequest, pk: int) -> HttpResponse:
    """End a seat."""
    seat = _seat(request, pk)
    form = EndSeatForm(request.POST or None, initial={"until": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.end_seat(seat, by=request.user, at=timezone.now(), **data),
        to=_to_seat(request, pk),
        message=_("The end of the seat is entered."),
        title=_("End the seat"),
        lead=seat.name,
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def standing_create(request: BodyRequest, pk: int) -> HttpResponse:
    """Enter a suspension or exclusion."""
    seat = _seat(request, pk)
    form = StandingForm(request.POST or None, initial={"since": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.set_standing(seat, by=request.user, at=timezone.now(), **data),
        to=_to_seat(request, pk),
        message=_("The standing is entered."),
        title=_("Suspension or exclusion"),
        lead=_("Only a paper of the superior takes a member out of the base; enter it."),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def standing_end(request: BodyRequest, pk: int) -> HttpResponse:
    """End a suspension or exclusion."""
    standing = get_object_or_404(Standing.objects.filter(membership__group=request.group), pk=pk)
    form = DayForm(request.POST or None, initial={"day": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.end_standing(standing, data["day"], by=request.user, at=timezone.now()),
        to=_to_seat(request, standing.membership_id),
        message=_("The end is entered."),
        title=_("End the suspension or exclusion"),
    )


@require_GET
@in_body
@needs(READ)
def portfolio_list(request: BodyRequest) -> HttpResponse:
    """Show who is responsible for what."""
    rows = Portfolio.objects.filter(membership__group=request.group).select_related("membership__user")
    return register_page(
        request,
        "members/portfolio_list.html",
        rows.order_by("membership__protocol_order", "-since", "pk"),
        PORTFOLIO_COLUMNS,
        title=_("Portfolios"),
        filterset=PortfolioFilter,
        link=lambda portfolio: _to_seat(request, portfolio.membership_id),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def portfolio_create(request: BodyRequest, pk: int) -> HttpResponse:
    """Give a member a field of work."""
    seat = _seat(request, pk)
    form = PortfolioForm(request.POST or None, initial={"since": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.add_portfolio(seat, by=request.user, at=timezone.now(), **data),
        to=_to_seat(request, pk),
        message=_("The portfolio is entered."),
        title=_("New portfolio"),
        lead=seat.name,
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def portfolio_end(request: BodyRequest, pk: int) -> HttpResponse:
    """Take a field of work away."""
    portfolio = get_object_or_404(Portfolio.objects.filter(membership__group=request.group), pk=pk)
    form = DayForm(request.POST or None, initial={"day": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.end_portfolio(portfolio, data["day"], by=request.user, at=timezone.now()),
        to=_to_seat(request, portfolio.membership_id),
        message=_("The end is entered."),
        title=_("End the portfolio"),
        lead=portfolio.field,
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def term_create(request: BodyRequest) -> HttpResponse:
    """Enter a term of the government."""
    form = TermForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda data: actions.open_term(request.group, by=request.user, at=timezone.now(), **data),
        to=reverse("members:membership_list", args=[request.group.code]),
        message=_("The term is entered."),
        title=_("New term"),
    )
