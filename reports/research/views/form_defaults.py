"""With what does each form of a research project start?"""

from datetime import timedelta
from typing import Any

from members.access import BodyRequest
from members.forms import initial_of
from members.models import Membership
from reports.research.forms import FeedbackForm, ProjectForm, TripForm, VisitForm
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import ResearchVisit


def seats(request: BodyRequest) -> Any:
    """Return the members in office."""
    return Membership.objects.filter(group=request.group).in_office(request.today).select_related("user")


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
    initial = initial_of(project, ProjectForm.names)
    initial |= {"leader": project.leader_id, "team": [seat.pk for seat in project.team.all()]}
    everybody = Membership.objects.filter(group=request.group).select_related("user")
    return ProjectForm(everybody, request.POST or None, initial=initial)


def visit_form(request: BodyRequest, project: ResearchProject) -> VisitForm:
    """Return the form of a visit, on the first day, with the places that are known."""
    return VisitForm(known_places(project), request.POST or None, initial={"day": project.begins_on})


def change_visit_form(request: BodyRequest, visit: ResearchVisit) -> VisitForm:
    """Return the form of a visit that is put right."""
    return VisitForm(
        known_places(visit.project), request.POST or None, initial=initial_of(visit, VisitForm.names)
    )


def known_places(project: ResearchProject) -> list[str]:
    """Return the townships and units the body has been to (one query)."""
    been = ResearchVisit.objects.filter(project__group=project.group_id)
    return sorted(set(been.values_list("place", flat=True)))


def trip_form(request: BodyRequest, project: ResearchProject) -> TripForm:
    """Return the form about the trip with what was answered."""
    return TripForm(request.POST or None, initial={**project.trip, "remark": project.trip_remark})


def feedback_form(request: BodyRequest, project: ResearchProject) -> FeedbackForm:
    """Return the form of the feedback: today, to the places that were visited."""
    places = dict.fromkeys(project.visits.standing().values_list("place", flat=True))
    initial = {"fed_back_on": request.today, "to": "、".join(places)[:200]}
    if project.fed_back_on:
        initial = {"fed_back_on": project.fed_back_on, "to": project.fed_back_to, "way": project.fed_back_way}
    return FeedbackForm(request.POST or None, initial=initial)
