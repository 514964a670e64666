"""What must come before the group?  The list of major questions in its versions."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.filters import ListFilter
from meetings.forms.following import AdoptForm, ListEntryForm, ListForm
from meetings.list_changes import changes_between, review_due
from meetings.models import MajorIssueEntry, MajorIssueList
from meetings.states import ListState
from meetings.views.planning import PREPARE, READ, verdict_of
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.forms import initial_of
from members.procedure.verdict import Verdict
from members.tables.register import Column, register_page
from members.templatetags.desk import tone

COLUMNS = (
    Column(_("Version"), str, order="version", title=True),
    Column(_("In force from"), lambda v: v.effective_from, order="effective_from", css="nowrap"),
    Column(_("Adopted on"), lambda v: v.adopted_on, order="adopted_on", css="nowrap"),
    Column(_("Adopted by"), lambda v: v.adopted_by),
    Column(_("Note"), lambda v: v.note),
    Column(_("State"), lambda v: v.get_state_display(), order="state", tone=lambda v: tone(v.state)),
)


def version_of(request: BodyRequest, pk: int) -> MajorIssueList:
    """Return a version of the body's list, or 404."""
    return get_object_or_404(MajorIssueList.objects.visible_to(request.user, request.group), pk=pk)


def list_address(request: BodyRequest, pk: int) -> str:
    """Return the address of a version's page."""
    return reverse("meetings:issuelist_detail", args=[request.group.code, pk])


@require_GET
@in_body
@needs(READ)
def issuelist_list(request: BodyRequest) -> HttpResponse:
    """Show all versions, and which one is in force."""
    rows = MajorIssueList.objects.visible_to(request.user, request.group)
    current = rows.in_force(request.today).first()
    return register_page(
        request,
        "meetings/issuelist_list.html",
        rows,
        COLUMNS,
        title=_("List of major questions"),
        filterset=ListFilter,
        link=lambda version: list_address(request, version.pk),
        context={
            "current": current,
            "review_due": current is not None and review_due(current, request.today),
            "may_draft": request.user.has_perm(PREPARE, request.group),
        },
    )


@require_GET
@in_body
@needs(READ)
def issuelist_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show a version's entries; ?against=<pk> chooses what it is compared with."""
    version = version_of(request, pk)
    others = MajorIssueList.objects.filter(group=request.group).exclude(pk=pk)
    chosen = request.GET.get("against", "")
    other = others.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 12 else None
    other = other or others.filter(version__lt=version.version).first()
    in_force = MajorIssueList.objects.filter(group=request.group).in_force(request.today).first()
    context = {
        "record": version,
        "rows": version.entries_of_list.all(),
        "others": others,
        "other": other,
        "changes": changes_between(other, version) if other else [],
        "edit": verdict_of(request, version, "edit_list"),
        "adopt": adopt_verdict(request, version),
        "current": in_force == version,
        "entries": version.entries.select_related("by", "on_behalf_of"),
        "draft": version.state == ListState.DRAFT,
    }
    return render(request, "meetings/issuelist_detail.html", context)


def adopt_verdict(request: BodyRequest, version: MajorIssueList) -> Verdict:
    """Say what adopting would answer, leaving aside what its form asks for."""
    return verdict_of(
        request,
        version,
        "adopt_list",
        adopted_by="—",
        adopted_on=request.today,
        effective_from=request.today,
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(PREPARE)
def issuelist_create(request: BodyRequest) -> HttpResponse:
    """Begin a new version."""
    current = MajorIssueList.objects.filter(group=request.group).first()
    return form_page(
        request,
        ListForm(request.group, request.POST or None, initial={"copy_of": current}),
        lambda data: actions.draft_list(request.group, by=request.user, at=timezone.now(), **data),
        to=lambda version: list_address(request, version.pk),
        message=_("The draft is made."),
        title=_("New version"),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(PREPARE)
def listentry_create(request: BodyRequest, pk: int) -> HttpResponse:
    """Add a line to a draft.  pk: the version's."""
    version = version_of(request, pk)
    initial = {"position": version.entries_of_list.count() + 1, "deciding_body": request.group.name}
    return form_page(
        request,
        ListEntryForm(request.POST or None, initial=initial),
        lambda data: actions.save_list_entry(
            version, MajorIssueEntry(**data), by=request.user, at=timezone.now()
        ),
        to=list_address(request, pk),
        message=_("The entry is saved."),
        title=_("New entry"),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(PREPARE)
def listentry_edit(request: BodyRequest, pk: int) -> HttpResponse:
    """Change a line of a draft.  pk: the line's."""
    lines = MajorIssueEntry.objects.filter(issue_list__group=request.group)
    line = get_object_or_404(lines.select_related("issue_list"), pk=pk)
    return form_page(
        request,
        ListEntryForm(request.POST or None, initial=initial_of(line, ListEntryForm.names)),
        lambda data: actions.save_list_entry(
            line.issue_list, changed(line, data), by=request.user, at=timezone.now()
        ),
        to=list_address(request, line.issue_list_id),
        message=_("The entry is saved."),
        title=_("Change the entry"),
    )


def changed(line: MajorIssueEntry, data: dict[str, object]) -> MajorIssueEntry:
    """Return the line with what was typed."""
    for name, value in data.items():
        setattr(line, name, value)
    return line


@require_http_methods(["GET", "POST"])
@in_body
@needs("meetings.adopt_list")
def issuelist_adopt(request: BodyRequest, pk: int) -> HttpResponse:
    """Put a version in force."""
    version = version_of(request, pk)
    return form_page(
        request,
        AdoptForm(request.POST or None, initial={"adopted_on": request.today}),
        lambda data: actions.adopt_list(version, by=request.user, at=timezone.now(), **data),
        to=list_address(request, pk),
        message=_("The version is adopted."),
        title=_("Adopt the version"),
        lead=_("An adopted version of the list is never edited; make a new one."),
    )
