"""Which bodies are on this installation?  For its administrators."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from members import actions
from members.access import BodyRequest, in_body
from members.filters import RegisterFilter
from members.form_pages import form_page
from members.forms import GroupForm, NewGroupForm, initial_of
from members.models import LeadingGroup
from members.procedure.record import NotPermitted
from members.tables.register import Column, register_page

COLUMNS = (
    Column(_("Name"), lambda g: g.name, order="name", title=True),
    Column(_("Code"), lambda g: g.code, order="code"),
    Column(_("Government"), lambda g: g.government),
    Column(_("Superior committee"), lambda g: g.superior),
    Column(_("Word of document numbers"), lambda g: g.document_word),
)


class GroupFilter(RegisterFilter):
    """Bodies by name."""

    search_fields = ("name", "full_name", "code", "government")


def _bodies(request: BodyRequest) -> "QuerySet[LeadingGroup]":
    """Return all bodies, to a platform administrator.  Raises NotPermitted."""
    if not request.user.is_platform_admin:
        raise NotPermitted("platform")
    return LeadingGroup.objects.all()


def _to_list(request: BodyRequest) -> str:
    return reverse("members:group_list", args=[request.group.code])


@require_GET
@in_body
def group_list(request: BodyRequest) -> HttpResponse:
    """Show all bodies of the installation."""
    return register_page(
        request,
        "members/group_list.html",
        _bodies(request),
        COLUMNS,
        title=_("Leading groups"),
        filterset=GroupFilter,
        link=lambda group: reverse("members:group_edit", args=[request.group.code, group.pk]),
    )


@require_http_methods(["GET", "POST"])
@in_body
def group_create(request: BodyRequest) -> HttpResponse:
    """Open a body."""
    _bodies(request)
    return form_page(
        request,
        NewGroupForm(request.POST or None),
        lambda data: actions.create_group(by=request.user, at=timezone.now(), **data),
        to=_to_list(request),
        message=_("The leading group is entered."),
        title=_("New leading group"),
    )


@require_http_methods(["GET", "POST"])
@in_body
def group_edit(request: BodyRequest, pk: int) -> HttpResponse:
    """Change the names, words and contact of a body."""
    group = get_object_or_404(_bodies(request), pk=pk)
    return form_page(
        request,
        GroupForm(request.POST or None, initial=initial_of(group, GroupForm.names)),
        lambda data: actions.edit_group(group, by=request.user, at=timezone.now(), **data),
        to=_to_list(request),
        message=_("The leading group is changed."),
        title=_("Change the leading group"),
        lead=group.name,
    )
