"""Is it being done?  Tasks with progress, evidence, two agreements, and the overdue ones."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.filters import TaskFilter
from meetings.forms.following import EvidenceForm, ProgressForm
from meetings.forms.planning import ReasonForm
from meetings.models import SupervisionTask
from meetings.states import TaskState
from meetings.views.planning import READ, verdict_of
from members.access import BodyRequest, in_body
from members.form_pages import form_page, needs
from members.pages import act_view, done
from members.procedure.journal import demand_power
from members.tables.register import Column, register_page
from members.templatetags.desk import tone

READ_TASKS, REPORT = "meetings.read_tasks", "meetings.report_progress"


def state_label(task: SupervisionTask) -> str:
    """Return the state, or that the day has passed."""
    return str(_("overdue")) if task.is_overdue(localdate()) else str(task.get_state_display())


def state_tone(task: SupervisionTask) -> str:
    """Return the tone of the state's badge."""
    return "bad" if task.is_overdue(localdate()) else {"closed": "good"}.get(task.state, tone("under_way"))


COLUMNS = (
    Column(_("Task"), lambda t: t.text, title=True),
    Column(_("Decision"), lambda t: t.decision.number, order="decision__number", css="nowrap"),
    Column(_("Responsible member"), lambda t: t.owner.name, order="owner__user__name"),
    Column(_("Unit"), lambda t: t.unit, order="unit"),
    Column(_("Due"), lambda t: t.due_on, order="due_on", css="nowrap"),
    Column(_("Closed"), lambda t: t.closed_on, order="closed_on", css="nowrap"),
    Column(_("State"), state_label, tone=state_tone),
)


def tasks(request: BodyRequest) -> "QuerySet[SupervisionTask]":
    """Return the tasks the asker may see; who may not read meetings, a unit, sees its own."""
    rows = SupervisionTask.objects.visible_to(request.user, request.group)
    if not request.user.has_perm(READ, request.group):
        rows = rows.filter(unit_user=request.user)
    return rows.select_related("owner__user", "decision__item__meeting", "group")


def task_of(request: BodyRequest, pk: int) -> SupervisionTask:
    """Return one task, or 404."""
    return get_object_or_404(tasks(request), pk=pk)


def task_address(request: BodyRequest, pk: int) -> str:
    """Return the address of a task's page."""
    return reverse("meetings:task_detail", args=[request.group.code, pk])


@require_GET
@in_body
@needs(READ_TASKS)
def task_list(request: BodyRequest) -> HttpResponse:
    """Show the tasks by due day, with how many are overdue."""
    rows = tasks(request)
    return register_page(
        request,
        "meetings/task_list.html",
        rows,
        COLUMNS,
        title=_("Supervised tasks"),
        filterset=TaskFilter,
        link=lambda task: task_address(request, task.pk),
        context={"overdue": rows.filter(due_on__lt=request.today).exclude(state=TaskState.CLOSED).count()},
    )


@require_GET
@in_body
@needs(READ_TASKS)
def task_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show a task: progress, evidence, who has agreed to its closing."""
    task = task_of(request, pk)
    verbs = ("report_progress", "ask_to_close", "agree_to_close", "continue_task")
    context = {
        "record": task,
        "acts": {verb: verdict_of(request, task, verb) for verb in verbs},
        "progress": task.progress.select_related("by"),
        "entries": task.entries.select_related("by", "on_behalf_of"),
        "state": (state_label(task), state_tone(task)),
        "may_read": request.user.has_perm(READ, request.group),
    }
    return render(request, "meetings/task_detail.html", context)


@require_http_methods(["GET", "POST"])
@in_body
@needs(READ_TASKS)
def task_report(request: BodyRequest, pk: int) -> HttpResponse:
    """Say how far a task has come."""
    task = task_of(request, pk)
    demand_power(REPORT, request.user, task)
    return form_page(
        request,
        ProgressForm(request.POST or None),
        lambda data: actions.report_progress(task, data["text"], by=request.user, at=timezone.now()),
        to=task_address(request, pk),
        message=_("The progress is entered."),
        title=_("Report progress"),
        lead=task.text,
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs(READ_TASKS)
def task_ask(request: BodyRequest, pk: int) -> HttpResponse:
    """Ask to close a task, with the evidence."""
    task = task_of(request, pk)
    demand_power(REPORT, request.user, task)
    return form_page(
        request,
        EvidenceForm(request.POST or None),
        lambda data: actions.ask_to_close(task, data["evidence"], by=request.user, at=timezone.now()),
        to=task_address(request, pk),
        message=_("Closing is asked for."),
        title=_("Ask to close"),
        lead=_("The responsible leader and the main leader agree to the closing."),
    )


@in_body
@needs(READ_TASKS)
@act_view
def task_agree(request: BodyRequest, pk: int) -> HttpResponse:
    """Agree to the closing."""
    task = task_of(request, pk)
    actions.agree_to_close(task, by=request.user, at=timezone.now())
    closed = task.state == TaskState.CLOSED
    return done(
        request,
        task_address(request, pk),
        _("The task is closed.") if closed else _("Your agreement is noted."),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("meetings.close_task")
def task_continue(request: BodyRequest, pk: int) -> HttpResponse:
    """Let a task go on, with the reason."""
    task = task_of(request, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.continue_task(task, data["reason"], by=request.user, at=timezone.now()),
        to=task_address(request, pk),
        message=_("The task goes on."),
        title=_("Let the task go on"),
        lead=task.text,
    )
