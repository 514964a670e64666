"""How does the democratic-life meeting of the year stand?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lifes.models import DemocraticLifeMeeting
from lifes.rules import rectification
from lifes.states import LifeState, Stage
from reports.forecast.line import Action, Line, Place, Shown
from reports.forecast.rules import life
from reports.forecast.rules.life import Life
from reports.forecast.rules.outlook import Part

SHOWN = 40
HELD = (LifeState.CLOSED, LifeState.REPORTED)
PREPARE = "lifes.prepare"


@dataclass(frozen=True, slots=True)
class LifeYear:
    """The yearly meeting, None where nothing is begun; how far it is."""

    record: DemocraticLifeMeeting | None
    facts: Life


def read(place: Place) -> LifeYear:
    """Return the meeting of the year (at most thirteen queries)."""
    yearly = DemocraticLifeMeeting.objects.filter(group=place.group, life_year=place.year, special_reason="")
    record = yearly.exclude(state=LifeState.CANCELLED).select_related("group").first()
    return LifeYear(record, _facts(record, place.year))


def _facts(record: DemocraticLifeMeeting | None, year: int) -> Life:
    if record is None:
        return Life(year)
    problems = dict(record.problems.filter(removed=False).values_list("pk", "text"))
    measured = list(record.measures.values_list("problem", flat=True))
    opened = record.opened_at if record.state in HELD else None
    return Life(
        year=year,
        preparation=record.preparation(),
        planned_on=record.planned_on,
        plan_sent_on=record.plan_sent_on,
        held_on=localdate(opened) if opened is not None else None,
        postponed=record.state == LifeState.POSTPONED,
        measures=len(measured),
        problems=rectification.every_problem(problems, {key for key in measured if key is not None}),
        reported_on=record.reported_on,
        noticed_on=record.noticed_on,
    )


def lines(place: Place, facts: LifeYear) -> Iterator[Line]:
    """Return a row for the meeting with its eight stages.  Clauses 5.2-a, 7.1-b."""
    outlook = life.stages(facts.facts, place.today, place.law.year, place.law.reminder)
    record = facts.record
    url = place.url("lifes:life_detail", record.pk) if record else place.url("lifes:life_list")
    yield Line(
        "life",
        "lifes",
        _("The democratic-life meeting and its eight stages"),
        "7.1-b",
        tuple(_stage(place, record, part) for part in outlook.parts),
        url,
        strip=True,
    )


def _stage(place: Place, record: DemocraticLifeMeeting | None, part: Part) -> Shown:
    label = Stage(part.key).label
    if record is None:
        act = Action(_("Begin the meeting of the year"), place.url("lifes:life_create"), PREPARE)
        return Shown(part, label, "", act if part.is_open else None)
    if part.key == Stage.SESSION and record.state != LifeState.PREPARING:
        url = place.url("lifes:session_detail", record.pk)
    else:
        url = place.url("lifes:stage_detail", record.pk, part.key)
    return Shown(part, label, url, _act(place, record, part, url) if part.is_open else None)


def _act(place: Place, record: DemocraticLifeMeeting, part: Part, url: str) -> Action | None:
    """Return the form that brings a stage on."""

    def form(label: object, name: str) -> Action:
        return Action(str(label), place.url(f"lifes:life_{name}", record.pk), PREPARE)

    code = part.verdict.code
    match part.key:
        case Stage.THEME:
            planned = code.startswith("plan_")
            return (
                form(_("Enter that the plan was sent"), "plan")
                if planned
                else form(_("Enter theme and day"), "edit")
            )
        case Stage.STUDY:
            return form(_("Link a study"), "study")
        case Stage.SESSION if code in ("session_to_plan", "session_day_passed", "session_planned"):
            if record.state == LifeState.READY:
                return Action(_("Open the session page"), url, "lifes.read")
            return (
                form(_("Set the day"), "edit")
                if code != "session_planned"
                else form(_("Look what is missing"), "detail")
            )
        case Stage.SESSION if record.state == LifeState.POSTPONED:
            return form(_("Take it up again"), "detail")
        case Stage.RECTIFICATION if code != "after_the_session":
            return Action(_("Enter a measure"), place.url("lifes:life_measure", record.pk), "lifes.rectify")
        case Stage.REPORT if code == "notice_to_give":
            return form(_("Enter the notice"), "notice")
        case Stage.REPORT if code != "after_the_session":
            return form(_("Enter the report"), "report")
        case Stage.RECTIFICATION | Stage.REPORT:
            return None
    return Action(_("Open the stage"), url, "lifes.read")
