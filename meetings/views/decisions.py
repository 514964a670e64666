"""What was decided, who carries it out by when, and what followed on at the government's meeting?"""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.filters import DecisionFilter
from meetings.forms.following import DecisionForm, DivergenceForm, NoteForm, TaskForm
from meetings.models import Decision, DecisionReceipt
from meetings.views.planning import READ, verdict_of
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.forms import initial_of
from members.models import Post
from members.tables.register import Column, register_page
from members.templatetags.desk import tone

SUPERVISE = "meetings.supervise"

COLUMNS = (
    Column(_("Number"), lambda d: d.number, order="number", css="nowrap"),
    Column(_("Decision"), lambda d: d.item.title, order="item__title", title=True),
    Column(_("In force from"), lambda d: d.effective_on, order="effective_on", css="nowrap"),
    Column(_("Responsible member"), lambda d: d.owner.name if d.owner else "", order="owner__user__name"),
    Column(_("Lead unit"), lambda d: d.lead_unit),
    Column(_("Due"), lambda d: d.due_on, order="due_on", css="nowrap"),
    Column(_("State"), lambda d: d.get_state_display(), order="state", tone=lambda d: tone(d.state)),
)


def decisions(request: BodyRequest) -> "QuerySet[Decision]":
    """Return the decisions the asker may see, with what the register reads."""
    rows = Decision.objects.visible_to(request.user, request.group)
    return rows.select_related("item__meeting__group", "owner__user", "group")


def decision_address(request: BodyRequest, pk: int) -> str:
    """Return the address of a decision's page."""
    return reverse("meetings:decision_detail", args=[request.group.code, pk])


@require_GET
@in_body
@needs(READ)
def decision_list(request: BodyRequest) -> HttpResponse:
    """Show the decisions, newest first."""
    return register_page(
        request,
        "meetings/decision_list.html",
        decisions(request),
        COLUMNS,
        title=_("Decisions"),
        filterset=DecisionFilter,
        link=lambda decision: decision_address(request, decision.pk),
    )


@require_GET
@in_body
@needs(READ)
def decision_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show a decision: text, formula, owner, tasks, what followed on, journal."""
    decision = get_object_or_404(decisions(request), pk=pk)
    context = {
        "record": decision,
        "item": decision.item,
        "tasks": decision.tasks.select_related("owner__user"),
        "again": decision.reconsidered_by.select_related("item"),
        "entries": decision.entries.select_related("by", "on_behalf_of"),
        "may_supervise": request.user.has_perm(SUPERVISE, decision),
        "may_diverge": verdict_of(request, decision, "note_divergence"),
        "may_file": request.user.has_perm("reports.make_dossier", request.group),
        "receipts": receipts_for(request, decision),
        "may_note": request.seat is not None
        and not decision.receipts.filter(membership=request.seat).exists(),
        "today": request.today,
    }
    return render(request, "meetings/decision_detail.html", context)


def receipts_for(request: BodyRequest, decision: Decision) -> list[DecisionReceipt]:
    """Return who has taken note; reserved opinions only for who may read them.  Clause 5.2-c."""
    readers = {"recorder", "auditor"} & request.staff_roles
    all_of_them = bool(readers) or (request.seat is not None and request.seat.post == Post.SECRETARY)
    receipts = list(decision.receipts.select_related("membership__user"))
    for receipt in receipts:
        if not all_of_them and receipt.membership.user_id != request.user.pk:
            receipt.dissent = ""
    return receipts


@require_http_methods(["GET", "POST"])
@in_body
@needs(READ)
def decision_note(request: BodyRequest, pk: int) -> HttpResponse:
    """Take note of a decision, with or without a reserved opinion."""
    decision = get_object_or_404(decisions(request), pk=pk)
    return form_page(
        request,
        NoteForm(request.POST or None),
        lambda data: actions.acknowledge_decision(decision, by=request.user, at=timezone.now(), **data),
        to=decision_address(request, pk),
        message=_("You have taken note of the decision."),
        title=_("Take note"),
        lead=decision.text,
        cancel="" if request.htmx else decision_address(request, pk),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(SUPERVISE)
def decision_edit(request: BodyRequest, pk: int) -> HttpResponse:
    """Set owner, due date and what followed on; the text stays."""
    decision = get_object_or_404(decisions(request), pk=pk)
    initial = initial_of(decision, DecisionForm.names)
    return form_page(
        request,
        DecisionForm(request.group, request.POST or None, initial=initial),
        lambda data: actions.edit_decision(decision, by=request.user, at=timezone.now(), **data),
        to=decision_address(request, pk),
        message=_("The decision is changed."),
        title=_("Owner, date and follow-on"),
        lead=decision.text,
        cancel="" if request.htmx else decision_address(request, pk),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(SUPERVISE)
def decision_diverge(request: BodyRequest, pk: int) -> HttpResponse:
    """Enter that the government's meeting decided otherwise.  Clause 3.4-a."""
    decision = get_object_or_404(decisions(request), pk=pk)
    return form_page(
        request,
        DivergenceForm(request.POST or None),
        lambda data: actions.note_divergence(
            decision, data["follow_on_result"], by=request.user, at=timezone.now()
        ),
        to=decision_address(request, pk),
        message=_("The decision goes back to the group."),
        title=_("The government decided otherwise"),
        lead=decision.text,
        cancel="" if request.htmx else decision_address(request, pk),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(SUPERVISE)
def task_create(request: BodyRequest, pk: int) -> HttpResponse:
    """Hand a decision, or a part of it, to somebody.  pk: the decision's."""
    decision = get_object_or_404(decisions(request), pk=pk)
    initial = {"text": decision.text, "owner": decision.owner, "due_on": decision.due_on}
    return form_page(
        request,
        TaskForm(request.group, request.POST or None, initial=initial | {"unit": decision.lead_unit}),
        lambda data: actions.open_task(decision, by=request.user, at=timezone.now(), **data),
        to=decision_address(request, pk),
        message=_("The task is handed over."),
        title=_("New supervision task"),
        lead=decision.item.title,
    )
