"""Which research is there, and what stands on the page of a project?"""

from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.page_acts import Act, editing
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell
from members.templatetags.desk import tone
from reports.research import rules as research
from reports.research.actions import projects as actions
from reports.research.actions import rows as row_actions
from reports.research.filters import ResearchFilter
from reports.research.forms import (
    AdoptionForm,
    CommentForm,
    EscortForm,
    FindingsForm,
    ReasonForm,
    RecommendForm,
    ShownForm,
)
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import Escort, Recommendation, ResearchVisit
from reports.research.states import ProjectState
from reports.research.views.form_defaults import (
    change_visit_form,
    edit_form,
    feedback_form,
    new_form,
    trip_form,
    visit_form,
)
from reports.research.views.page_facts import about, prints, steps, trip

BEFORE_REPORT = (ProjectState.DRAFT, ProjectState.APPROVED, ProjectState.UNDER_WAY)
TONES = {"draft": "neutral", "approved": "info", "under_way": "warn", "final": "info", "closed": "good"}

COLUMNS = (
    Column(_("Theme"), lambda p: p.theme, order="theme", title=True),
    Column(_("Kind"), lambda p: p.get_kind_display(), order="kind"),
    Column(_("Leader"), lambda p: p.leader.name, order="leader__user__name"),
    Column(pgettext_lazy("day", "From"), lambda p: p.begins_on, order="begins_on", css="nowrap"),
    Column(pgettext_lazy("day", "To"), lambda p: p.ends_on, order="ends_on", css="nowrap"),
    Column(_("Visits"), lambda p: p.visited, order="visited", css="num"),
    Column(_("Companions"), lambda p: p.company, order="company", css="num"),
    Column(_("Recommendations"), lambda p: p.advised, order="advised", css="num"),
    Column(_("Major"), lambda p: _("yes") if p.major else ""),
    Column(
        _("State"),
        lambda p: p.get_state_display(),
        order="state",
        tone=lambda p: TONES.get(p.state, tone(p.state)),
    ),
)


def rows(request: BodyRequest) -> Any:
    """Return the projects of the body."""
    projects = ResearchProject.objects.visible_to(request.user, request.group)
    return projects.select_related(
        "group", "leader__user", "approved_by", "seen_item__meeting"
    ).prefetch_related("team__user")


def number(rows_of: type[ResearchVisit | Escort | Recommendation], how: Any) -> Coalesce:
    """Return a number of each project's standing rows, as a part of one query."""
    own = rows_of.objects.filter(project=OuterRef("pk"), withdrawn=False).order_by()
    return Coalesce(Subquery(own.values("project").annotate(n=how).values("n")), 0)


def listed(request: BodyRequest) -> Any:
    """Return the projects with the numbers of their visits, of companions and of recommendations."""
    numbers = {
        "visited": number(ResearchVisit, Count("pk")),
        "company": number(Escort, Sum("count")),
        "advised": number(Recommendation, Count("pk")),
    }
    return rows(request).annotate(**numbers)


def verdicts(request: BodyRequest, project: ResearchProject) -> list[Any]:
    """Return what somebody should look at now."""
    result = [project.questions(request.today)]
    if project.state in BEFORE_REPORT:
        result.append(project.planned())
    if project.state == ProjectState.FINAL:
        result.append(research.closing(project.closing_facts(), request.today, project.law.year))
    return [each for row in result if not row or row.warned for each in (row, *row.also)]


def page(request: BodyRequest, project: ResearchProject) -> Page:
    """Lay out a project: plan, visits, companions, findings, recommendations and their adoption."""
    report = _("Text of the report or brief")
    return Page(
        title=project.theme,
        badge=(project.get_state_display(), TONES.get(project.state, tone(project.state))),
        lead=" · ".join(
            [project.get_kind_display(), project.leader.name, *(s.name for s in project.team.all())]
        ),
        steps=steps(project),
        verdicts=verdicts(request, project),
        main=[
            sections.text(_("Purpose"), project.purpose),
            visits(request, project),
            company(request, project),
            sections.text(_("Findings"), project.findings, empty=_("Nothing written yet.")),
            advice(request, project),
            *([sections.text(report, project.output_text)] if project.output_text else []),
            sections.files(_("Report or brief"), PROJECTS.file_links(project)),
        ],
        aside=(about(project), trip(project)),
        prints=prints(project),
    )


def visits(request: BodyRequest, project: ResearchProject) -> sections.Section:
    """Return where the research leads."""
    names = ("change_visit", "remove_visit")
    return sections.table(
        _("Visits"),
        (_("Day"), _("Township or unit"), _("Purpose")),
        [
            sections.line(
                visit.day,
                visit.place,
                visit.purpose,
                acts=PROJECTS.offered(request, project, visit, names=names),
            )
            for visit in project.visits.standing()
        ],
        empty=_("No visit planned yet."),
    )


def company(request: BodyRequest, project: ResearchProject) -> sections.Section:
    """Return the companions, and their number against the ceiling where the body has set one."""
    escorts = list(project.escorts.standing())
    count, ceiling = sum(escort.count for escort in escorts), project.law.year.research_max_escorts
    note = ngettext("%(count)s companion", "%(count)s companions", count) % {"count": count}
    limit = _("ceiling %(ceiling)s") % {"ceiling": ceiling} if ceiling is not None else _("no ceiling is set")
    return sections.table(
        _("List of companions"),
        (_("Category"), _("Who"), _("How many")),
        [
            sections.line(
                row.get_side_display(),
                row.who,
                row.count,
                acts=PROJECTS.offered(request, project, row, names=("remove_companion",)),
            )
            for row in escorts
        ],
        empty=_("Nobody."),
        note=f"{note} · {limit}" if escorts else "",
    )


def advice(request: BodyRequest, project: ResearchProject) -> sections.Section:
    """Return what is recommended, and what became of it."""
    names = ("change_advice", "remove_advice", "adoption")
    tones = {"adopted": "good", "partly": "info", "declined": "bad", "waiting": "neutral"}
    return sections.table(
        _("Recommendations"),
        (
            pgettext_lazy("research", "Recommendation"),
            _("Addressed to"),
            _("Adoption"),
            _("Note"),
            _("Topic"),
        ),
        [
            sections.line(
                recommendation.text,
                recommendation.addressed_to,
                Cell(recommendation.get_adoption_display(), tone=tones[recommendation.adoption]),
                recommendation.adoption_note,
                topic_cell(request, recommendation),
                acts=PROJECTS.offered(request, project, recommendation, names=names),
            )
            for recommendation in project.recommendations.standing().select_related("topic")
        ],
        empty=_("None yet; without one the report is not final."),
    )


def topic_cell(request: BodyRequest, recommendation: Recommendation) -> Cell:
    """Return the topic a recommendation became, with the way to it."""
    if recommendation.topic is None:
        return Cell("—")
    return Cell(
        recommendation.topic.title,
        reverse("meetings:proposal_detail", args=[request.group.code, recommendation.topic_id]),
    )


def to_be_sent(_request: BodyRequest, project: ResearchProject) -> bool:
    """Say whether it is still to be sent to the secretary."""
    return not project.led_by_secretary and project.sent_on is None


def to_be_read(request: BodyRequest, project: ResearchProject) -> bool:
    """Say whether it was sent to the asker to be read."""
    return (
        project.sent_on is not None and project.read_at is None and project.leader.user_id != request.user.pk
    )


def row_of(rows_of: str) -> Any:
    """Return what finds the standing rows of a project, with the project they hang on."""
    return lambda project: (
        getattr(project, rows_of).standing().select_related("project__group", "project__leader__user")
    )


PROJECTS = RecordPages(
    app="reports",
    noun="research",
    folder="research",
    read="reports.read_registers",
    rows=listed,
    listing=Listing(
        _("Research projects"),
        _("Comprehensive and thematic research: light on those visited, with recommendations and feedback."),
        COLUMNS,
        ResearchFilter,
    ),
    page=page,
    files=lambda project: project.files.all(),
    new=New(
        _("New research"),
        "reports.keep_research",
        new_form,
        lambda request, data, at: actions.draft_project(request.group, by=request.user, at=at, **data),
        _("The plan is begun; add visits and companions."),
    ),
    acts=(
        Act("visit", _("Plan a visit"), actions.plan_visit, form=visit_form, message=_("The visit is planned.")),
        Act("escort", _("Add companions"), actions.add_companion, form=EscortForm, message=_("Entered.")),
        Act("edit", _("Change the plan"), actions.edit_project, form=edit_form, message=_("Saved."), wide=True),
        Act("approve", _("Approve the plan"), actions.approve_project, message=_("The plan is approved."), tone="primary"),
        Act("start", _("Start the research"), actions.start_project, message=_("The research is under way."), tone="primary"),
        Act("findings", _("Write the findings"), actions.write_findings, form=editing(FindingsForm), message=_("Saved."), wide=True),
        Act("recommend", _("Recommend something"), actions.recommend, form=RecommendForm, message=_("The recommendation is entered.")),
        Act("output", _("Attach report or brief"), actions.attach_output, form=PaperForm, message=_("The file is attached.")),
        Act("trip", _("Trip check"), actions.check_trip, form=trip_form, message=_("Entered.")),
        Act("feedback", _("Enter the feedback to the place"), actions.feed_back_to_place, form=feedback_form, message=_("Entered.")),
        Act("finish", _("Make the report final"), actions.finish_report, message=_("The report is final."), icon="flag", tone="primary"),
        Act("send", _("Send to the secretary"), actions.send_to_secretary, message=_("The report is sent to the secretary."), shown=to_be_sent),
        Act("show", _("Enter that the group has seen it"), actions.show_to_group, form=lambda request, _project: ShownForm(request.group, request.POST or None), message=_("Entered."), shown=lambda _request, project: project.led_by_secretary),
        Act("read", _("Read and comment"), actions.read_report, form=CommentForm, message=_("Your comment is kept."), tone="primary", shown=to_be_read),
        Act("change_visit", _("Change"), row_actions.change_visit, rows=row_of("visits"), form=change_visit_form, message=_("Saved.")),
        Act("remove_visit", pgettext_lazy("research", "Remove"), row_actions.remove_visit, rows=row_of("visits"), message=pgettext_lazy("research", "Removed."), confirm=_("Remove this visit from the plan?")),
        Act("remove_companion", pgettext_lazy("research", "Remove"), row_actions.remove_companion, rows=row_of("escorts"), message=pgettext_lazy("research", "Removed."), confirm=_("Remove this companion?")),
        Act("change_advice", _("Change"), row_actions.change_recommendation, rows=row_of("recommendations"), form=editing(RecommendForm), message=_("Saved.")),
        Act("remove_advice", pgettext_lazy("research", "Remove"), row_actions.remove_recommendation, rows=row_of("recommendations"), message=pgettext_lazy("research", "Removed."), confirm=_("Remove this recommendation?")),
        Act("adoption", _("Adoption"), actions.note_adoption, rows=row_of("recommendations"), form=lambda request, record: AdoptionForm(request.group, request.POST or None, initial=initial_of(record, AdoptionForm.names)), message=_("Entered.")),
        Act("close", _("Close the research"), actions.close_project, message=_("The research is closed."), confirm=_("Close the research? Visits and files can then not be changed any more."), icon="check2-all", tone="primary"),
        Act("cancel", pgettext_lazy("research", "Give up"), actions.cancel_project, form=ReasonForm, message=_("The research is given up.")),
    ),
)  # fmt: skip
