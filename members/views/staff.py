"""Who works for the body without a seat?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
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
from members.forms import DayForm, StaffForm
from members.models import StaffRole
from members.tables.register import Column, register_page


def is_running(held: StaffRole) -> bool:
    """Say whether a role is held today."""
    return held.since <= localdate() and (held.until is None or held.until > localdate())


COLUMNS = (
    Column(_("Name"), lambda r: r.user.name, order="user__name", title=True),
    Column(_("Role"), lambda r: r.get_role_display(), order="role"),
    Column(_("Unit"), lambda r: r.unit),
    Column(_("Since"), lambda r: r.since, order="since", css="nowrap"),
    Column(_("Until"), lambda r: r.until, order="until", css="nowrap"),
    Column(
        _("State"),
        lambda r: _("in force") if is_running(r) else _("ended"),
        tone=lambda r: "good" if is_running(r) else "neutral",
    ),
)


class StaffFilter(RegisterFilter):
    """Staff by name, unit and role."""

    search_fields = ("user__name", "unit")
    role = ChoiceFilter(label=_("Role"), choices=StaffRole.Role.choices)


@require_GET
@in_body
@needs("members.read")
def staff_list(request: BodyRequest) -> HttpResponse:
    """Show the staff and their roles."""
    keeps = request.user.has_perm("members.manage_staff", request.group)
    return register_page(
        request,
        "members/staff_list.html",
        StaffRole.objects.filter(group=request.group).select_related("user"),
        COLUMNS,
        title=_("Staff"),
        filterset=StaffFilter,
        link=(lambda held: reverse("members:staff_end", args=[request.group.code, held.pk]))
        if keeps
        else None,
        context={"may_keep": keeps},
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("members.manage_staff")
def staff_create(request: BodyRequest) -> HttpResponse:
    """Give somebody a staff role."""
    form = StaffForm(request.group, request.POST or None, initial={"since": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.grant_role(request.group, by=request.user, at=timezone.now(), **data),
        to=reverse("members:staff_list", args=[request.group.code]),
        message=_("The role is given."),
        title=_("New staff role"),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("members.manage_staff")
def staff_end(request: BodyRequest, pk: int) -> HttpResponse:
    """End a staff role."""
    held = get_object_or_404(StaffRole.objects.filter(group=request.group).select_related("user"), pk=pk)
    form = DayForm(request.POST or None, initial={"day": request.today})
    return form_page(
        request,
        form,
        lambda data: actions.end_role(held, data["day"], by=request.user, at=timezone.now()),
        to=reverse("members:staff_list", args=[request.group.code]),
        message=_("The role is ended."),
        title=_("End the role"),
        lead=str(held),
    )
