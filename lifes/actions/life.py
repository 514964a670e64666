"""How does a democratic-life meeting come to be ready, and what follows its session?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lifes.models import ChecklistTick, DemocraticLifeMeeting, LifePaper, LifeStudy
from lifes.rules import deadline
from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import reason_given


def begin_life(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> DemocraticLifeMeeting:
    """Begin the preparations of a year's meeting.  Raises ValidationError ("life_exists").  Clauses 5.2-a, 7.1-b."""
    demand_power("lifes.prepare", by, group)
    with transaction.atomic():
        life = DemocraticLifeMeeting(group=group, **fields)
        life.save()
        enter(life, "begin_life", by=by, at=at, after=life.state, facts={"year": life.life_year})
    return life


def edit_life(life: DemocraticLifeMeeting, *, by: User, at: datetime, **fields: Any) -> DemocraticLifeMeeting:
    """Set theme, the superior's paper, day, place, chair.  Clause 7.1-a."""
    with advance(life, "edit_life", by=by, at=at) as act:
        act.facts["changed"] = {
            name: str(value or "") for name, value in fields.items() if getattr(life, name) != value
        }
        for name, value in fields.items():
            setattr(life, name, value)
    return life


def submit_plan(
    life: DemocraticLifeMeeting, sent_on: date, *, by: User, at: datetime
) -> DemocraticLifeMeeting:
    """Note that the plan went to the superior; late is warned about.  Clause 7.1-a.

    Raises Refused ("day_missing").
    """
    with advance(life, "submit_plan", by=by, at=at, sent_on=sent_on.isoformat()) as act:
        act.ask(deadline.plan_in_time(sent_on, life.planned_on, life.law.year))
        life.plan_sent_on = sent_on
    return life


def link_study(
    life: DemocraticLifeMeeting, title: str, held_on: date, key: int | None = None, *, by: User, at: datetime
) -> LifeStudy:
    """Link a study held in preparation.  Clause 7.2-b."""
    with advance(life, "link_study", by=by, at=at, study=title):
        study = LifeStudy(life=life, title=title, held_on=held_on, key=key)
        study.save()
    return study


def unlink_study(study: LifeStudy, *, by: User, at: datetime) -> LifeStudy:
    """Take a study back that was linked by mistake.  Clause 7.2-b."""
    with advance(study.life, "unlink_study", by=by, at=at, study=study.title):
        study.removed = True
        study.save()
    return study


def attach_life_paper(
    life: DemocraticLifeMeeting,
    upload: "UploadedFile[Any]",
    title: str = "",
    kind: str = LifePaper.Kind.OTHER,
    *,
    by: User,
    at: datetime,
) -> LifePaper:
    """Keep a paper of the meeting.  Raises ValidationError for a file that is not accepted.  Clauses 7.1-a, 7.1-b."""
    with advance(life, "attach_paper", by=by, at=at) as act:
        paper = LifePaper.keep(upload, title, by=by, at=at, life=life, kind=kind)
        act.facts["title"] = paper.title
    return paper


def check_off(
    life: DemocraticLifeMeeting, stage: str, item: str, note: str = "", *, by: User, at: datetime
) -> ChecklistTick:
    """Tick a line of a checklist that no record ticks by itself."""
    with advance(life, "check_off", by=by, at=at, item=item):
        tick = ChecklistTick(life=life, stage=stage, item=item, note=note, by=by, at=at)
        tick.save()
    return tick


def declare_ready(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> DemocraticLifeMeeting:
    """Say that everything is prepared.  Raises Refused.  Clauses 7.1-a, 7.2-a, 7.2-b, 7.2-d."""
    with advance(life, "declare_ready", by=by, at=at):
        pass
    return life


def back_to_preparing(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> DemocraticLifeMeeting:
    """Take the meeting back to its preparations."""
    with advance(life, "back_to_preparing", by=by, at=at):
        pass
    return life


def postpone_life(
    life: DemocraticLifeMeeting, paper: str, *, by: User, at: datetime
) -> DemocraticLifeMeeting:
    """Postpone with the superior's consent.  Raises Refused ("consent_required").  Clause 7.1-b."""
    with advance(life, "postpone_life", by=by, at=at, paper=paper):
        life.postponed_paper = paper
    return life


def resume_preparing(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> DemocraticLifeMeeting:
    """Take a postponed meeting up again.  Clause 7.1-b."""
    with advance(life, "resume_preparing", by=by, at=at):
        pass
    return life


def cancel_life(life: DemocraticLifeMeeting, reason: str, *, by: User, at: datetime) -> DemocraticLifeMeeting:
    """Give a meeting up, with the reason; its year is free again."""
    with advance(life, "cancel_life", by=by, at=at, reason=reason):
        uphold(reason_given(reason, "7.1-b"))
    return life


def report_life(
    life: DemocraticLifeMeeting, sent_on: date, number: str = "", to: str = "", *, by: User, at: datetime
) -> DemocraticLifeMeeting:
    """Note that the report went to the superior; late is warned about.  Raises Refused ("report_too_early").

    Clause 7.4-a.
    """
    with advance(life, "report_life", by=by, at=at, sent_on=sent_on.isoformat()) as act:
        act.ask(deadline.report_in_time(sent_on, life.day, life.law.year))
        life.reported_on = sent_on
        life.report_number = number
        life.report_to = to or life.group.superior
    return life


def give_notice_of_life(
    life: DemocraticLifeMeeting, given_on: date, to: str, *, by: User, at: datetime
) -> DemocraticLifeMeeting:
    """Note when and to whom notice of the meeting was given.  Raises Refused ("notice_too_early").  Clause 7.4-a."""
    with advance(life, "give_notice_of_life", by=by, at=at, given_on=given_on.isoformat(), notice_range=to):
        uphold(deadline.notice_in_order(given_on, life.day))
        life.noticed_on = given_on
        life.notice_range = to
    return life
