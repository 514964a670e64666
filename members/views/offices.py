"""Who may act for the secretary, and what has who declared?"""

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
from members.actions.interests import may_keep
from members.filters import RegisterFilter
from members.form_pages import form_page, needs
from members.forms import POWER_WORDS, AuthorizationForm, DayForm, InterestForm
from members.models import Authorization, InterestDeclaration, Membership, Post
from members.pages import act_view, done
from members.tables.register import Column, register_page


def alive_label(given: Authorization) -> str:
    """Return whether an authorisation carries its powers today, or why not."""
    today = localdate()
    if given.revoked_on is not None and given.revoked_on <= today:
        return str(_("revoked"))
    if given.until < today:
        return str(_("expired"))
    if not (given.grantor.period.covers(today) and given.grantee.period.covers(today)):
        return str(_("lapsed with the office"))
    return str(_("in force")) if given.since <= today else str(_("not yet in force"))


def revoke_address(request: BodyRequest, given: Authorization) -> str:
    """Return where an authorisation is revoked."""
    return reverse("members:authorization_revoke", args=[request.group.code, given.pk])


AUTHORIZATION_COLUMNS = (
    Column(_("Given to"), lambda g: g.grantee.name, order="grantee__user__name", title=True),
    Column(_("Given by"), lambda g: g.grantor.name),
    Column(_("Powers"), lambda g: "、".join(str(dict(POWER_WORDS).get(power, power)) for power in g.powers)),
    Column(_("Since"), lambda g: g.since, order="since", css="nowrap"),
    Column(_("Last day"), lambda g: g.until, order="until", css="nowrap"),
    Column(_("Basis"), lambda g: g.basis),
    Column(
        _("State"),
        alive_label,
        tone=lambda g: "good" if alive_label(g) == str(_("in force")) else "neutral",
    ),
)

INTEREST_COLUMNS = (
    Column(_("Name"), lambda d: d.membership.name, order="membership__user__name"),
    Column(_("Kind"), lambda d: d.get_kind_display(), order="kind"),
    Column(_("Name that may occur"), lambda d: d.name, order="name", title=True),
    Column(_("Relation"), lambda d: d.relation),
    Column(_("Declared on"), lambda d: d.declared_on, order="declared_on", css="nowrap"),
    Column(_("Withdrawn on"), lambda d: d.withdrawn_on, order="withdrawn_on", css="nowrap"),
)


class AuthorizationFilter(RegisterFilter):
    """Authorisations by name and basis."""

    search_fields = ("grantee__user__name", "grantor__user__name", "basis", "conditions")


class InterestFilter(RegisterFilter):
    """Declarations by member and name."""

    search_fields = ("membership__user__name", "name", "relation")
    kind = ChoiceFilter(label=_("Kind"), choices=InterestDeclaration.Kind.choices)


@require_GET
@in_body
@needs("members.read")
def authorization_list(request: BodyRequest) -> HttpResponse:
    """Show all authorisations and whether they are alive."""
    rows = Authorization.objects.filter(group=request.group)
    may_give = request.user.has_perm("members.authorise", request.group)
    return register_page(
        request,
        "members/authorization_list.html",
        rows.select_related("grantor__user", "grantee__user"),
        AUTHORIZATION_COLUMNS,
        title=_("Authorisations"),
        filterset=AuthorizationFilter,
        link=(lambda given: revoke_address(request, given)) if may_give else None,
        context={"may_give": may_give},
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("members.authorise")
def authorization_create(request: BodyRequest) -> HttpResponse:
    """Give powers to a member."""
    form = AuthorizationForm(
        request.group, request.today, request.POST or None, initial={"since": request.today}
    )
    grantor = request.group.memberships.in_office(request.today).filter(post=Post.SECRETARY).get()
    return form_page(
        request,
        form,
        lambda data: actions.authorise(request.group, grantor, by=request.user, at=timezone.now(), **data),
        to=reverse("members:authorization_list", args=[request.group.code]),
        message=_("The authorisation is given."),
        title=_("New authorisation"),
        lead=_("Powers are given for a limited time, are not handed on, and lapse with the office."),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("members.authorise")
def authorization_revoke(request: BodyRequest, pk: int) -> HttpResponse:
    """Take an authorisation back."""
    given = get_object_or_404(Authorization.objects.filter(group=request.group), pk=pk)
    form = DayForm(request.POST or None, initial={"day": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.revoke_authorization(given, data["day"], by=request.user, at=timezone.now()),
        to=reverse("members:authorization_list", args=[request.group.code]),
        message=_("The authorisation is revoked."),
        title=_("Revoke the authorisation"),
        lead=str(given),
    )


def declared_to(request: BodyRequest) -> "QuerySet[InterestDeclaration]":
    """Return the declarations the asker may read: all of them, or one's own."""
    rows = InterestDeclaration.objects.filter(membership__group=request.group)
    if not request.user.has_perm("members.read_interests", request.group):
        rows = rows.filter(membership__user=request.user)
    return rows.select_related("membership__user", "membership__group")


@require_GET
@in_body
@needs("members.declare_interest")
def interest_list(request: BodyRequest) -> HttpResponse:
    """Show declared ties: to the secretary and clerks all, to a member one's own."""
    return register_page(
        request,
        "members/interest_list.html",
        declared_to(request),
        INTEREST_COLUMNS,
        title=_("Declared interests"),
        filterset=InterestFilter,
        link=lambda declared: reverse("members:interest_detail", args=[request.group.code, declared.pk]),
    )


@require_GET
@in_body
@needs("members.declare_interest")
def interest_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show one declared tie."""
    declared = get_object_or_404(declared_to(request), pk=pk)
    keeps = may_keep(request.user, declared.membership, request.today)
    context = {"declared": declared, "may_withdraw": keeps and declared.withdrawn_on is None}
    return render(request, "members/interest_detail.html", context)


@require_http_methods(["GET", "POST"])
@in_body
@needs("members.declare_interest")
def interest_create(request: BodyRequest) -> HttpResponse:
    """Declare a tie: one's own, or as a clerk for a member."""
    seats = Membership.objects.filter(group=request.group).in_office(request.today).select_related("user")
    if "clerk" not in request.staff_roles:
        seats = seats.filter(user=request.user)
    initial = {"declared_on": request.today, "membership": seats.first()}
    return form_page(
        request,
        InterestForm(seats, request.POST or None, initial=initial),
        lambda data: actions.declare_interest(
            data.pop("membership"), by=request.user, at=timezone.now(), **data
        ),
        to=reverse("members:interest_list", args=[request.group.code]),
        message=_("The interest is declared."),
        title=_("Declare an interest"),
        lead=_("When the name occurs in an item, the software proposes a recusal; people decide."),
    )


@in_body
@act_view
def interest_withdraw(request: BodyRequest, pk: int) -> HttpResponse:
    """Note that a tie has ended."""
    declared = get_object_or_404(declared_to(request), pk=pk)
    actions.withdraw_interest(declared, by=request.user, at=timezone.now())
    return done(
        request,
        reverse("members:interest_list", args=[request.group.code]),
        _("The declaration is withdrawn."),
    )
