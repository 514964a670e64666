"""How do the forms of a democratic-life meeting start, and what do they hand to the acts?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lifes import actions
from lifes.forms.after import FeedbackForm, MeasureForm
from lifes.forms.before import (
    LifeForm,
    ProblemForm,
    StudyForm,
    seats_of,
)
from lifes.models import DemocraticLifeMeeting, Opinion, Problem, TextQuestion
from lifes.views import stages
from members.access import BodyRequest
from members.models import User

EARLY_MONTHS = 3


def new_form(request: BodyRequest) -> LifeForm:
    """Return the form of a new meeting: this year's (in the first months the year before), at the usual place."""
    year = request.today.year - (request.today.month <= EARLY_MONTHS)
    initial = {"life_year": year, "place": request.group.default_place}
    return LifeForm(request.POST or None, initial=initial)


def study_form(request: BodyRequest, _life: DemocraticLifeMeeting) -> StudyForm:
    """Return the form of a study, filled from the address a study's page leads to."""
    asked = {name: request.GET.get(name, "")[:200] for name in StudyForm.names if request.GET.get(name)}
    return StudyForm(request.POST or None, initial=asked)


def problem_form(request: BodyRequest, life: DemocraticLifeMeeting) -> ProblemForm:
    """Return the form of a problem: on one's own list, and for the secretariat on the body's."""
    own = [(str(request.seat.pk), request.seat.name)] if request.seat is not None else []
    body = [("", str(_("the leading group itself")))] if request.user.has_perm("lifes.prepare", life) else []
    opinions = Opinion.objects.visible_to(request.user, request.group).filter(round__life=life)
    form = ProblemForm([*own, *body], opinions, request.POST or None)
    form.fields["whose"].required = False
    return form


def add_problem(life: DemocraticLifeMeeting, data: dict[str, Any], *, by: User, at: Any) -> Problem:
    """Put a problem on the chosen list."""
    whose = data.pop("whose")
    seat = seats_of(life).filter(pk=whose).first() if whose else None
    return actions.list_problem(life, membership=seat, by=by, at=at, **data)


def may_list(request: BodyRequest, life: DemocraticLifeMeeting) -> bool:
    """Say whether the asker has a list: members, and the secretariat for the body."""
    return request.seat is not None or bool(request.user.has_perm("lifes.prepare", life))


def answer(
    life: DemocraticLifeMeeting, question: TextQuestion, data: dict[str, Any], *, by: User, at: Any
) -> TextQuestion:
    """Answer a question of likeness."""
    return actions.answer_likeness(life, question, data["finding"], by=by, at=at)


def measure_form(request: BodyRequest, life: DemocraticLifeMeeting) -> MeasureForm:
    """Return the form of a measure; the problem an address names stands there first, with its list."""
    initial: dict[str, Any] = {"owner": request.seat}
    asked = request.GET.get("problem", "")
    problem = life.problems.filter(pk=asked, removed=False).first() if asked.isdecimal() else None
    if problem is not None:
        owner = problem.membership_id or initial["owner"]
        initial |= {"problem": problem.pk, "membership": problem.membership_id, "owner": owner}
    return MeasureForm(life, request.user, request.POST or None, initial=initial)


def feedback_form(request: BodyRequest, life: DemocraticLifeMeeting) -> FeedbackForm:
    """Return the form that says who of the absent was told."""
    untold = seats_of(life).filter(pk__in=[seat.pk for seat in life.untold()])
    initial = {"given_on": request.today, "member": untold.first() if len(untold) == 1 else None}
    return FeedbackForm(untold, request.POST or None, initial=initial)


def tick(life: DemocraticLifeMeeting, data: dict[str, Any], *, by: User, at: Any) -> Any:
    """Tick a line by hand."""
    stage = stages.stage_of_item(data["item"])
    return actions.check_off(life, stage, data["item"], data["note"], by=by, at=at)


def has_no_outline(request: BodyRequest, life: DemocraticLifeMeeting) -> bool:
    """Say whether the asker is a member who has not begun an outline."""
    own = life.outlines.filter(membership__user=request.user).exists()
    return request.seat is not None and not own
