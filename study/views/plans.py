"""What is planned to be studied, year by year?"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.access import BodyRequest
from members.models import User
from members.page_acts import Act, editing
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.templatetags.desk import tone
from study import actions
from study.forms.sessions import LineForm, PlanForm, ReasonForm, SummaryForm
from study.ledger import ledger
from study.models import StudyPlan, StudyPlanLine
from study.states import Content, SessionState
from study.views.session_forms import lines_to_hold


def contents_in_words(contents: list[str]) -> str:
    """Return contents as words."""
    names = dict(Content.choices)
    return "、".join(str(names.get(content, content)) for content in contents)


COLUMNS = (
    Column(_("Year"), str, order="year", title=True),
    Column(_("Minutes planned"), lambda p: p.planned_minutes, order="planned_minutes", css="num"),
    Column(_("Approved by"), lambda p: p.approved_by.name if p.approved_by else ""),
    Column(_("Approved"), lambda p: p.approved_at, order="approved_at", css="nowrap"),
    Column(_("State"), lambda p: p.get_state_display(), order="state", tone=lambda p: tone(p.state)),
)


def page(request: BodyRequest, plan: StudyPlan) -> Page:
    """Lay out a plan: its lines, what of them was held, how often each content was studied."""
    lines = list(plan.lines.filter(removed=False).prefetch_related("sessions"))
    book = ledger(request.group, plan.year, request.today)
    to_hold = lines_to_hold(request, plan)
    planned = sum(record.minutes for record in lines)
    return Page(
        title=str(plan),
        badge=(plan.get_state_display(), tone(plan.state)),
        lead=plan.note,
        verdicts=(book.monthly,),
        main=(
            sections.table(
                _("Studies planned"),
                (
                    _("Month"),
                    _("Theme"),
                    pgettext_lazy("study", "Form"),
                    _("Contents"),
                    _("Lecturer"),
                    pgettext_lazy("study", "Minutes"),
                    _("Held"),
                ),
                [
                    sections.line(
                        line.month,
                        line.theme,
                        line.get_form_display(),
                        contents_in_words(line.contents),
                        line.lecturer,
                        line.minutes,
                        held(request, line, to_hold=to_hold),
                        acts=PLANS.offered(request, plan, line),
                    )
                    for line in lines
                ],
                empty=_("No line yet."),
                note=_("%(planned)s minutes in the lines, %(year)s minutes planned for the year")
                % {"planned": planned, "year": plan.planned_minutes},
            ),
            sections.text(_("Summary of the year"), plan.summary, empty=_("Written at the end of the year.")),
        ),
        aside=(
            sections.table(
                _("What was studied"),
                (pgettext_lazy("study", "Content"), _("Times"), _("Share of all minutes")),
                [
                    (row.name, row.times, sections.Cell(f"{row.percent}%", meter=row.percent))
                    for row in book.coverage
                ],
                note=_("A study of several contents counts for each of them."),
            ),
        ),
    )


def held(request: BodyRequest, line: StudyPlanLine, *, to_hold: bool) -> sections.Cell:
    """Return when a line was studied or will be, or a link to put it on the calendar."""
    kept = [session for session in line.sessions.all() if session.state != SessionState.CANCELLED]
    if kept:
        address = reverse("study:session_detail", args=[request.group.code, kept[-1].pk])
        return sections.Cell("、".join(f"{row.day:%m-%d}" for row in kept), url=address)
    if to_hold:
        address = reverse("study:session_create", args=[request.group.code])
        return sections.Cell(_("Put on the calendar"), url=f"{address}?line={line.pk}")
    return sections.Cell("—")


def _lines(plan: StudyPlan) -> QuerySet[StudyPlanLine]:
    return plan.lines.filter(removed=False)


def add_line(plan: StudyPlan, data: dict[str, Any], *, by: User, at: datetime) -> StudyPlanLine:
    """Add a line."""
    return actions.save_line(plan, StudyPlanLine(plan=plan, **data), by=by, at=at)


def edit_line(
    plan: StudyPlan, line: StudyPlanLine, data: dict[str, Any], *, by: User, at: datetime
) -> StudyPlanLine:
    """Change a line."""
    for name, value in data.items():
        setattr(line, name, value)
    return actions.save_line(plan, line, by=by, at=at)


PLANS = RecordPages(
    app="study",
    noun="plan",
    folder="study/plans",
    read="study.read",
    rows=lambda request: StudyPlan.objects.visible_to(request.user, request.group).select_related(
        "group", "approved_by"
    ),
    listing=Listing(_("Study plans"), _("What is studied in a year, approved by the head."), COLUMNS),
    page=page,
    new=New(
        _("New study plan"),
        "study.plan",
        lambda request: PlanForm(
            request.POST or None, initial={"year": localdate().year, "planned_minutes": 1440}
        ),
        lambda request, data, at: actions.draft_plan(request.group, by=request.user, at=at, **data),
        _("The plan is begun; add its lines."),
    ),
    acts=(
        Act(
            "line",
            _("Add a study"),
            handler=add_line,
            verb="edit_plan",
            form=lambda request, _plan: LineForm(request.POST or None, initial={"minutes": 120}),
            message=_("The line is added."),
            wide=True,
        ),
        Act(
            "line_edit",
            _("Change"),
            handler=edit_line,
            verb="edit_plan",
            rows=_lines,
            form=editing(LineForm),
            message=_("The line is changed."),
            wide=True,
        ),
        Act(
            "line_remove",
            _("Remove"),
            actions.remove_line,
            verb="edit_plan",
            rows=_lines,
            confirm=_("Take this study out of the plan?"),
            message=_("The line is removed."),
        ),
        Act(
            "edit",
            _("Change the plan"),
            actions.edit_plan,
            form=editing(PlanForm),
            message=_("The plan is changed."),
        ),
        Act(
            "approve",
            _("Approve the plan"),
            actions.approve_plan,
            message=_("The plan is approved."),
            tone="primary",
            confirm=_("Approve this plan?"),
        ),
        Act(
            "revise",
            _("Open for changes"),
            actions.revise_plan,
            form=ReasonForm,
            message=_("The plan is open for changes."),
        ),
        Act(
            "summary",
            _("Write the summary"),
            lambda plan, *, summary, by, at: actions.summarise_plan(plan, summary, by=by, at=at),
            verb="summarise_plan",
            form=lambda request, plan: SummaryForm(request.POST or None, initial={"summary": plan.summary}),
            message=_("The summary is saved."),
            wide=True,
        ),
    ),
)
