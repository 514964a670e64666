"""Who can log in?  A body's administrator keeps the accounts of its own people."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods
from django_filters import ChoiceFilter

from members import actions
from members.access import BodyRequest, in_body
from members.filters import RegisterFilter
from members.form_pages import form_page, needs
from members.forms import AccountForm, FirstPasswordForm
from members.models import User
from members.pages import act_view, done
from members.procedure.record import NotPermitted
from members.tables.register import Column, register_page

KEEP = "members.manage_staff"

COLUMNS = (
    Column(_("Name"), lambda u: u.name, order="name", title=True),
    Column(_("User name"), lambda u: u.username, order="username"),
    Column(_("Telephone"), lambda u: u.phone),
    Column(_("E-mail"), lambda u: u.email),
    Column(_("Last log in"), lambda u: u.last_login, order="last_login", css="nowrap"),
    Column(
        _("State"),
        lambda u: _("active") if u.is_active else _("closed account"),
        tone=lambda u: "good" if u.is_active else "neutral",
    ),
)


class AccountFilter(RegisterFilter):
    """Accounts by name."""

    search_fields = ("name", "username", "phone")
    is_active = ChoiceFilter(
        label=_("State"), choices=(("True", _("active")), ("False", _("closed account")))
    )


def kept_by(request: BodyRequest) -> "QuerySet[User]":
    """Return the accounts of the body's people, and of those who belong to no body yet."""
    own = Q(memberships__group=request.group) | Q(staff_roles__group=request.group)
    nobody = Q(memberships__isnull=True, staff_roles__isnull=True, is_platform_admin=False)
    return User.objects.filter(own | nobody).distinct()


def _to_list(request: BodyRequest) -> str:
    return reverse("members:account_list", args=[request.group.code])


@require_GET
@in_body
@needs(KEEP)
def account_list(request: BodyRequest) -> HttpResponse:
    """Show the accounts in the body's keeping."""
    return register_page(
        request,
        "members/account_list.html",
        kept_by(request),
        COLUMNS,
        title=_("Accounts"),
        filterset=AccountFilter,
        link=lambda user: reverse("members:account_keep", args=[request.group.code, user.pk]),
    )


@require_GET
@in_body
@needs(KEEP)
def account_keep(request: BodyRequest, pk: int) -> HttpResponse:
    """Show one account: what it holds here, and what may be done with it."""
    user = get_object_or_404(kept_by(request), pk=pk)
    context = {
        "account": user,
        "kept": actions.keeps_account(request.user, request.group, user),
        "seats": user.memberships.filter(group=request.group),
        "roles": user.staff_roles.filter(group=request.group),
    }
    return render(request, "members/account_keep.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def account_create(request: BodyRequest) -> HttpResponse:
    """Create an account with its first password."""
    form = AccountForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda data: actions.create_account(request.group, by=request.user, at=timezone.now(), **data),
        to=_to_list(request),
        message=_("The account is created."),
        title=_("New account"),
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@in_body
@needs(KEEP)
def account_reset(request: BodyRequest, pk: int) -> HttpResponse:
    """Give an account a new first password."""
    user = get_object_or_404(kept_by(request), pk=pk)
    if not actions.keeps_account(request.user, request.group, user):
        raise NotPermitted(KEEP)
    form = FirstPasswordForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda data: actions.reset_password(
            request.group, user, data["password"], by=request.user, at=timezone.now()
        ),
        to=_to_list(request),
        message=_("The account has a new first password."),
        title=_("New first password"),
        lead=f"{user.name}（{user.username}）",
    )


@in_body
@act_view
def account_close(request: BodyRequest, pk: int) -> HttpResponse:
    """Close an account."""
    user = get_object_or_404(kept_by(request), pk=pk)
    actions.deactivate_account(request.group, user, by=request.user, at=timezone.now())
    return done(request, _to_list(request), _("The account is closed."))


@in_body
@act_view
def account_reopen(request: BodyRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    user = get_object_or_404(kept_by(request), pk=pk)
    actions.activate_account(request.group, user, by=request.user, at=timezone.now())
    return done(request, _to_list(request), _("The account is open again."))
