"""How does a yearly plan of study come about?"""

from datetime import datetime
from typing import Any

from django.db import transaction

from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from study.models import StudyPlan, StudyPlanLine


def draft_plan(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> StudyPlan:
    """Begin the plan of a year.  Raises ValidationError ("plan_exists").  Clause 8.1-a."""
    demand_power("study.plan", by, group)
    with transaction.atomic():
        plan = StudyPlan(group=group, **fields)
        plan.save()
        enter(plan, "draft_plan", by=by, at=at, after=plan.state)
    return plan


def edit_plan(plan: StudyPlan, *, by: User, at: datetime, **fields: Any) -> StudyPlan:
    """Change a draft.  Raises Refused ("wrong_state") for an approved plan."""
    with advance(plan, "edit_plan", by=by, at=at) as act:
        act.facts["changed"] = sorted(name for name, value in fields.items() if getattr(plan, name) != value)
        for name, value in fields.items():
            setattr(plan, name, value)
    return plan


def save_line(plan: StudyPlan, line: StudyPlanLine, *, by: User, at: datetime) -> StudyPlanLine:
    """Add or change a line of a draft."""
    with advance(plan, "edit_plan", by=by, at=at, line=line.theme):
        line.plan = plan
        line.save()
    return line


def remove_line(line: StudyPlanLine, *, by: User, at: datetime) -> StudyPlanLine:
    """Take a line out of a draft; studies held under it keep it."""
    with advance(line.plan, "edit_plan", by=by, at=at, removed=line.theme):
        line.removed = True
        line.save()
    return line


def approve_plan(plan: StudyPlan, *, by: User, at: datetime) -> StudyPlan:
    """Approve the plan, as head of the study group.  Raises Refused ("plan_empty").  Clause 8.1-a."""
    with advance(plan, "approve_plan", by=by, at=at):
        if not plan.lines.filter(removed=False).exists():
            uphold(
                refuse(
                    "plan_empty", gettext_noop("The plan has no line yet; add what is studied when."), "8.1-a"
                )
            )
        plan.approved_by = by
        plan.approved_at = at
    return plan


def revise_plan(plan: StudyPlan, reason: str, *, by: User, at: datetime) -> StudyPlan:
    """Open an approved plan again, with the reason: contents and number may be added to when needed.  Clause 8.1-b."""
    with advance(plan, "revise_plan", by=by, at=at, reason=reason):
        uphold(reason_given(reason, "8.1-b"))
        plan.approved_by = plan.approved_at = None
    return plan


def summarise_plan(plan: StudyPlan, text: str, *, by: User, at: datetime) -> StudyPlan:
    """Write the summary at the end of the year.  Clause 8.1-a."""
    with advance(plan, "summarise_plan", by=by, at=at):
        plan.summary = text
    return plan
