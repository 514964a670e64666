"""Which research is there, and what stands on the page of a project?"""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from members import sections
from members.access import BodyRequest, in_body
from members.file_forms import PaperForm
from members.form_pages import needs
from members.forms import initial_of
from members.models import Membership, Post
from members.record_pages import Act, Listing, New, Page, RecordPages, editing, on_record, on_row, paper
from members.sections import Cell
from members.tables import Column
from members.templatetags.desk import tone
from reports.actions import research as actions
from reports.filters.research import ResearchFilter
from reports.forms.research import (
    AdoptionForm,
    CommentForm,
    EscortForm,
    FeedbackForm,
    FindingsForm,
    ItemForm,
    ProjectForm,
    ReasonForm,
    RecommendForm,
    TripForm,
    VisitForm,
)
from reports.models.articles import SignedArticle
from reports.models.research import TRIP, Recommendation, ResearchProject, ResearchVisit
from reports.rules import research
from reports.states.research import ArticleState, ProjectState

TONES = {"draft": "neutral", "approved": "info", "under_way": "warn", "final": "info", "closed": "good"}

COLUMNS = (
    Column(_("Theme"), lambda p: p.theme, order="theme", title=True),
    Column(_("Kind"), lambda p: p.get_kind_display(), order="kind"),
    Column(_("Leader"), lambda p: p.leader.name, order="leader__user__name"),
    Column(_("From"), lambda p: p.begins_on, order="begins_on", css="nowrap"),
    Column(_("To"), lambda p: p.ends_on, order="ends_on", css="nowrap"),
    Column(_("Major"), lambda p: _("yes") if p.major else ""),
    Column(
        _("State"),
        lambda p: p.get_state_display(),
        order="state",
        tone=lambda p: TONES.get(p.state, tone(p.state)),
    ),
)


def seats(request: BodyRequest) -> Any:
    """Return the members in office."""
    return Membership.objects.filter(group=request.group).in_office(request.today).select_related("user")


def rows(request: BodyRequest) -> Any:
    """Return the projects of the body."""
    found = ResearchProject.objects.visible_to(request.user, request.group)
    return found.select_related("group", "leader__user", "approved_by", "seen_item")


def page(request: BodyRequest, project: ResearchProject) -> Page:
    """Lay out a project: plan, visits, who comes along, trip, findings, recommendations, what became of it."""
    verdicts = [project.planned()] if project.state in ("draft", "approved", "under_way") else []
    if project.state == ProjectState.FINAL:
        verdicts.append(research.closing(project.closing_facts(), request.today, project.law.year))
    recommendations = project.recommendations.select_related("topic", "project__group")
    return Page(
        title=project.theme,
        badge=(project.get_state_display(), TONES.get(project.state, tone(project.state))),
        lead=f"{project.get_kind_display()} · {project.leader.name}",
        verdicts=[one for one in verdicts if not one or one.warned],
        main=(
            sections.text(_("Purpose"), project.purpose),
            sections.table(
                _("Visits"),
                (_("Day"), _("Township or unit"), _("Purpose")),
                [(visit.day, visit.place, visit.purpose) for visit in project.visits.all()],
                empty=_("No visit planned yet."),
            ),
            sections.table(
                _("Who comes along"),
                (_("Whose"), _("Who"), _("How many")),
                [(one.get_side_display(), one.who, one.count) for one in project.escorts.all()],
                empty=_("Nobody."),
            ),
            sections.text(_("Findings"), project.findings, empty=_("Nothing written yet.")),
            sections.table(
                _("Recommendations"),
                (_("Recommendation"), _("Addressed to"), _("What became of it"), _("Topic")),
                [
                    sections.line(
                        one.text,
                        one.addressed_to,
                        f"{one.get_adoption_display()} {one.adoption_note}".strip(),
                        one.topic.title if one.topic else "",
                        acts=PROJECTS.offered(request, project, one),
                    )
                    for one in recommendations
                ],
                empty=_("None yet; without one the report is not final."),
            ),
            sections.files(_("Report or brief"), PROJECTS.file_links(project)),
        ),
        aside=(about(project), trip(project)),
        prints=prints(project),
    )


def prints(project: ResearchProject) -> list[tuple[Any, str]]:
    """Return the papers of a project: its plan, and once it is under way the form of its report."""
    if project.state == ProjectState.CANCELLED:
        return []
    papers = [paper(_("Plan of a field study"), "research_plan", project)]
    if project.state not in (ProjectState.DRAFT, ProjectState.APPROVED):
        papers.append(paper(_("Reading form of a research report"), "research_report", project))
    return papers


def about(project: ResearchProject) -> sections.Section:
    """Return what is known about a project."""
    return sections.facts(
        _("Research"),
        (
            (_("From"), project.begins_on),
            (_("To"), project.ends_on),
            (_("Way"), project.way),
            (_("Cost"), project.cost),
            (_("Plan approved by"), project.approved_by),
            (_("Output"), project.get_output_display() if project.output else ""),
            (_("Report final"), project.final_on),
            (_("Fed back to the place"), project.fed_back_on),
            (_("To whom"), f"{project.fed_back_to} {project.fed_back_way}".strip()),
            (_("Major report"), _("yes") if project.major else _("no")),
            (_("Sent to the secretary"), project.sent_on),
            (_("Read by the secretary"), project.read_at),
            (_("Comment of the secretary"), project.read_comment),
            (_("Seen by the group at"), project.seen_item),
        ),
    )


def trip(project: ResearchProject) -> sections.Section:
    """Return what was looked at of the trip."""
    tones = {"yes": "good", "no": "bad"}
    answers = {"yes": _("yes"), "no": _("no")}
    return sections.table(
        _("The trip"),
        (_("Line"), _("Kept")),
        [
            (label, Cell(answers.get(given, "—"), tone=tones.get(given, "neutral")))
            for name, label in TRIP
            for given in [project.trip.get(name, "")]
        ],
        note=project.trip_remark,
    )


def new_form(request: BodyRequest) -> ProjectForm:
    """Return the form of a new project, oneself as leader."""
    initial = {
        "leader": request.seat,
        "begins_on": request.today,
        "ends_on": request.today + timedelta(days=7),
    }
    return ProjectForm(seats(request), request.POST or None, initial=initial)


def edit_form(request: BodyRequest, project: ResearchProject) -> ProjectForm:
    """Return the form of a plan."""
    initial = initial_of(project, ProjectForm.names) | {"leader": project.leader_id}
    return ProjectForm(
        Membership.objects.filter(group=request.group).select_related("user"),
        request.POST or None,
        initial=initial,
    )


def led_by_secretary(project: ResearchProject) -> bool:
    """Say whether it is the secretary's own."""
    return project.leader.post == Post.SECRETARY


PROJECTS = RecordPages(
    app="reports",
    noun="research",
    folder="research",
    read="reports.read_registers",
    rows=rows,
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
        _("The plan is begun; add visits and who comes along."),
    ),
    acts=(
        Act("visit", _("Plan a visit"), on_record(actions.plan_visit), "plan_visit", form=VisitForm, message=_("The visit is planned."), icon="geo-alt"),
        Act("escort", _("Name who comes along"), on_record(actions.name_escort), "name_escort", form=EscortForm, message=_("Entered."), icon="people"),
        Act("edit", _("Change the plan"), on_record(actions.edit_project), "edit_project", form=edit_form, message=_("Saved."), icon="pencil", wide=True),
        Act("approve", _("Approve the plan"), on_record(actions.approve_project), "approve_project", message=_("The plan is approved."), icon="check2-circle", tone="primary"),
        Act("start", _("Set out"), on_record(actions.begin_project), "begin_project", message=_("The research is under way."), icon="play-circle", tone="primary"),
        Act("findings", _("Write the findings"), on_record(actions.write_findings), "write_findings", form=editing(FindingsForm), message=_("Saved."), icon="journal-text", wide=True),
        Act("recommend", _("Recommend something"), on_record(actions.recommend), "recommend", form=RecommendForm, message=_("The recommendation is entered."), icon="lightbulb"),
        Act("output", _("Attach report or brief"), on_record(actions.attach_output), "attach_output", form=PaperForm, message=_("The file is attached."), icon="paperclip"),
        Act("trip", _("Look back at the trip"), on_record(actions.check_trip), "check_trip", form=TripForm, message=_("Entered."), icon="clipboard-check"),
        Act("feedback", _("Enter the feedback to the place"), on_record(actions.feed_back_to_place), "feed_back_to_place", form=lambda request, _project: FeedbackForm(request.POST or None, initial={"fed_back_on": request.today}), message=_("Entered."), icon="reply"),
        Act("finish", _("Make the report final"), on_record(actions.finish_report), "finish_report", message=_("The report is final."), icon="flag", tone="primary"),
        Act("send", _("Send to the secretary"), on_record(actions.send_to_secretary), "send_to_secretary", message=_("The report is sent to the secretary."), shown=lambda _request, project: not led_by_secretary(project), icon="send"),
        Act("show", _("Enter that the group has seen it"), on_record(actions.show_to_group), "send_to_secretary", form=lambda request, _project: ItemForm(request.group, request.POST or None), message=_("Entered."), shown=lambda _request, project: led_by_secretary(project), icon="people-fill"),
        Act("read", _("Read and comment"), on_record(actions.read_report), "read_report", form=CommentForm, message=_("Your comment is kept."), icon="eye", tone="primary", shown=lambda request, project: project.leader.user_id != request.user.pk),
        Act("adoption", _("What became of it"), on_row(actions.note_adoption), "note_adoption", rows=lambda project: Recommendation.objects.filter(project=project).select_related("project__group", "project__leader"), form=lambda request, one: AdoptionForm(request.group, request.POST or None, initial=initial_of(one, AdoptionForm.names)), message=_("Entered.")),
        Act("close", _("Close the research"), on_record(actions.close_project), "close_project", message=_("The research is closed."), icon="check2-all", tone="primary"),
        Act("cancel", _("Give up"), on_record(actions.cancel_project), "cancel_project", form=ReasonForm, message=_("The research is given up."), icon="x-circle"),
    ),
)  # fmt: skip


def month_asked(request: BodyRequest) -> date:
    """Return the first day of the month that is asked for, this month for nonsense."""
    year, _dash, month = request.GET.get("month", "").partition("-")
    if year.isascii() and year.isdigit() and len(year) == len("2025") and month.isascii() and month.isdigit():
        wanted = int(month)
        if 1 <= wanted <= 12 and 1900 <= int(year) <= 2200:
            return date(int(year), wanted, 1)
    return request.today.replace(day=1)


@require_GET
@in_body
@needs("reports.read_registers")
def visit_list(request: BodyRequest) -> HttpResponse:
    """Show the visits of a month as a calendar, with those that burden one place in one week."""
    first = month_asked(request)
    after = (first + timedelta(days=32)).replace(day=1)
    begins = first - timedelta(days=first.weekday())
    near = ResearchVisit.objects.filter(
        project__group=request.group, day__gte=begins - timedelta(days=7), day__lt=after + timedelta(days=14)
    ).exclude(project__state=ProjectState.CANCELLED)
    visits = list(near.select_related("project__leader__user").order_by("day", "pk"))
    dense = {
        (visit.project, visit.place, visit.day)
        for pair in research.clusters(research.Visit(v.project_id, v.place, v.day) for v in visits)
        for visit in pair
    }
    places: dict[str, int] = {}
    for visit in visits:
        if first <= visit.day < after:
            places[visit.place] = places.get(visit.place, 0) + 1
    context = {
        "first": first,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": after.strftime("%Y-%m"),
        "weeks": weeks(begins, after, visits, dense),
        "places": sorted(places.items(), key=lambda one: -one[1]),
        "dense": bool(dense),
    }
    return render(request, "reports/visit_list.html", context)


def weeks(
    begins: date, after: date, visits: list[ResearchVisit], dense: set[tuple[int, str, date]]
) -> list[Any]:
    """Return weeks of days, each with its visits and whether they cluster."""
    made, day = [], begins
    while day < after:
        week = []
        for number in range(7):
            one = day + timedelta(days=number)
            own = [(v, (v.project_id, v.place.strip(), v.day) in dense) for v in visits if v.day == one]
            week.append((one, own))
        made.append(week)
        day += timedelta(days=7)
    return made


@require_GET
@in_body
def research_waiting(request: BodyRequest) -> HttpResponse:
    """Show plans to approve, reports to read, articles to decide on, and feedback that is due (a fragment)."""
    if not request.user.has_perm("reports.read_registers", request.group):
        return HttpResponse()
    may = request.user.has_perm
    context: dict[str, Any] = {"plans": [], "reports": [], "articles": [], "mine": []}
    if may("reports.approve_research", request.group):
        context["plans"] = rows(request).filter(state=ProjectState.DRAFT)[:5]
        unread = rows(request).filter(sent_on__isnull=False, read_at=None, seen_item=None)
        context["reports"] = unread.exclude(leader__user=request.user)[:5]
        waiting = SignedArticle.objects.filter(
            group=request.group, state=ArticleState.APPLIED, route="secretary"
        )
        context["articles"] = waiting.select_related("author__user")[:5]
    context["mine"] = rows(request).filter(leader__user=request.user, state=ProjectState.FINAL)[:5]
    if not any(context.values()):
        return HttpResponse()
    return render(request, "reports/_research_waiting.html", context)
