"""What is known about a research project, in names and values?"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import WorkTag
from members.pages import Step
from members.record_pages import paper
from members.tables import sections
from members.tables.sections import Cell
from reports.research.models.projects import TRIP, ResearchProject
from reports.research.states import ProjectState


def steps(project: ResearchProject) -> list[Step]:
    """Return the way of a project; one that was given up stops where it is."""
    order = [
        ProjectState.DRAFT,
        ProjectState.APPROVED,
        ProjectState.UNDER_WAY,
        ProjectState.FINAL,
        ProjectState.CLOSED,
    ]
    if project.state not in order:
        return []
    at, over = order.index(ProjectState(project.state)), project.state == ProjectState.CLOSED
    return [
        Step(state.label, "done" if number < at or over else "current" if number == at else "todo")
        for number, state in enumerate(order)
    ]


def prints(project: ResearchProject) -> list[tuple[Any, str]]:
    """Return the papers of a project: its plan, and once it is under way the form of its report."""
    if project.state == ProjectState.CANCELLED:
        return []
    papers = [paper(_("Research plan"), "research_plan", project)]
    if project.state not in (ProjectState.DRAFT, ProjectState.APPROVED):
        papers.append(paper(_("Reading form of a research report"), "research_report", project))
    return papers


def about(project: ResearchProject) -> sections.Section:
    """Return what is known about a project."""
    return sections.facts(
        _("Research"),
        (
            (_("Leader"), project.leader),
            (_("Other members"), "、".join(seat.name for seat in project.team.all())),
            (pgettext_lazy("day", "From"), project.begins_on),
            (pgettext_lazy("day", "To"), project.ends_on),
            (_("Fields of Party building"), "、".join(str(WorkTag(tag).label) for tag in project.work_tags)),
            (_("Way"), project.way),
            (_("Cost"), project.cost),
            (_("Plan approved by"), project.approved_by),
            (_("Output"), project.get_output_display() if project.output else ""),
            (_("Report final"), project.final_on),
            (_("Fed back to the place"), project.fed_back_on),
            (pgettext_lazy("research", "To whom"), f"{project.fed_back_to} {project.fed_back_way}".strip()),
            (_("Major report"), _("yes") if project.major else _("no")),
            (_("Sent to the secretary"), project.sent_on),
            (_("Read by the secretary"), project.read_at),
            (_("Comment of the secretary"), project.read_comment),
            (_("Seen by the group at"), seen(project)),
        ),
    )


def seen(project: ResearchProject) -> str:
    """Return at which item, or by which note, the group saw it."""
    if project.seen_item is None:
        return project.seen_note
    return f"{project.seen_item.meeting.day:%Y-%m-%d} {project.seen_item.title}"


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
