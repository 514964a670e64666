"""Which upward documents are there, and how far is each?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.pages import Refusal
from members.procedure.journal import demand_power
from members.record_pages import Listing, RecordPages
from members.tables.register import Column
from reports.upward.actions import papers as actions
from reports.upward.filters import UpwardFilter
from reports.upward.forms import UpwardForm, new_values
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import PaperKind
from reports.upward.views import page as upward_page
from reports.upward.views.page_acts import ACTS

DRAFT, READ = "reports.draft_upward", "reports.read_registers"
OF_SECTIONS = frozenset({"section", "take"})

COLUMNS = (
    Column(_("Number"), lambda p: p.number, order="number", css="nowrap"),
    Column(_("Title"), lambda p: p.title, order="title", title=True),
    Column(_("Kind of paper"), lambda p: p.get_report_kind_display() or p.get_kind_display(), order="kind"),
    Column(_("Main recipient"), lambda p: p.recipient, order="recipient"),
    Column(_("Adopted on"), lambda p: p.adopted_on, order="adopted_on", css="nowrap"),
    Column(_("Signed by"), lambda p: p.signed_by.name if p.signed_by else ""),
    Column(_("Sent on"), lambda p: p.sent_on, order="sent_on", css="nowrap"),
    Column(_("To be sent by"), lambda p: p.due_on, order="due_on", css="nowrap"),
    Column(
        _("State"),
        lambda p: p.get_state_display(),
        order="state",
        tone=lambda p: upward_page.badge(p)[1],
    ),
)


def rows(request: BodyRequest) -> QuerySet[UpwardPaper]:
    """Return the papers the asker may see."""
    documents = UpwardPaper.objects.visible_to(request.user, request.group)
    return documents.select_related(
        "group", "signed_by", "adopted_item__meeting__group", "adopted_item__meeting__term"
    )


def more(request: BodyRequest) -> dict[str, Any]:
    """Return what stands above the register: where to begin, and the page of the year."""
    annual = (
        _("Report of the year"),
        reverse("reports:annual_detail", args=[request.group.code]),
        "journals",
    )
    if not request.user.has_perm(DRAFT, request.group):
        return {"links": [annual]}
    return {
        "links": [annual],
        "create_label": _("New paper"),
        "create_url": reverse("reports:upward_create", args=[request.group.code]),
    }


@require_http_methods(["GET", "POST"])
@in_body
@needs(READ)
def upward_create(request: BodyRequest) -> HttpResponse:
    """Begin a paper: first its kind, then the form of that kind with its customary words."""
    demand_power(DRAFT, request.user, request.group)
    kind = request.GET.get("kind", "")
    if kind not in PaperKind.values:
        context: dict[str, Any] = {"kinds": upward_page.KINDS}
        if request.method == "GET":
            return render(request, "reports/upward_create.html", context)
        context["refusal"] = Refusal(
            (str(_("Choose first what the paper is.")),), "choice_not_allowed", "5.3-a"
        )
        return render(request, "reports/upward_create.html", context, status=422)
    return form_page(
        request,
        UpwardForm(kind, request.POST or None, initial=new_values(kind, request.group, request.today)),
        lambda data: actions.draft_paper(
            request.group, kind=kind, by=request.user, at=timezone.now(), **data
        ),
        to=UPWARD.url,
        message=_("The draft is saved; have it adopted by a meeting or by circulation next."),
        title=PaperKind(kind).label,
        cancel=UPWARD.list_url(request),
        crumbs=[(_("Requests and reports"), UPWARD.list_url(request))],
    )


def after(paper: UpwardPaper, name: str) -> str:
    """Return where to go after an act: sections are seen on the page of their year."""
    if name in OF_SECTIONS:
        return f"{reverse('reports:annual_detail', args=[paper.group.code])}?year={paper.report_year}"
    return UPWARD.url(paper)


UPWARD: RecordPages = RecordPages(
    app="reports",
    noun="upward",
    folder="upward",
    read=READ,
    rows=rows,
    listing=Listing(
        _("Requests and reports"),
        _("What the group asks of its superior and reports to it, and what came back."),
        COLUMNS,
        UpwardFilter,
        more,
    ),
    page=lambda request, paper: upward_page.page(request, paper, UPWARD),
    files=lambda paper: paper.files.all(),
    acts=ACTS,
    after=after,
    extra=(path("upward/new/", upward_create, name="upward_create"),),
)
