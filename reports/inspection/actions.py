"""How does an inspection begin and end, and how is a reading noted?  Prepared, granted, read, over."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from members import actions as member_actions
from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter, request_id
from reports.inspection.models import Inspection, InspectionRead, InspectionVisitor
from reports.inspection.states import InspectionState


def prepare_inspection(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> Inspection:
    """Prepare an inspection; nothing is open until the secretary grants it.  Clause 4.5-a."""
    demand_power("reports.prepare_inspection", by, group)
    with transaction.atomic():
        inspection = Inspection(group=group, **fields)
        inspection.save()
        enter(inspection, "prepare_inspection", by=by, at=at, after=inspection.state, facts=_told(inspection))
    return inspection


def _told(inspection: Inspection) -> dict[str, Any]:
    return {
        "authority": inspection.authority,
        "basis": inspection.basis,
        "years": inspection.years,
        # In the words of the papers: the journal is read as it is written.
        "matters_open": _in_chinese(inspection),
        "since": inspection.since.isoformat(),
        "until": inspection.until.isoformat(),
    }


def _in_chinese(inspection: Inspection) -> str:
    with override("zh-hans"):
        return "、".join(inspection.matter_labels)


def edit_inspection(inspection: Inspection, *, by: User, at: datetime, **fields: Any) -> Inspection:
    """Change an inspection that was not granted yet."""
    with advance(inspection, "edit_inspection", by=by, at=at) as act:
        for name, value in fields.items():
            setattr(inspection, name, value)
        act.facts.update(_told(inspection))
    return inspection


def name_inspector(inspection: Inspection, user: User, *, by: User, at: datetime) -> InspectionVisitor:
    """Name a person who inspects; the account has the role of a visiting inspector.

    Raises Refused ("not_a_visitor"), ValidationError ("already_named").
    """
    with advance(inspection, "name_inspector", by=by, at=at, name=user.name):
        visitor = InspectionVisitor(inspection=inspection, user=user)
        visitor.save()
    return visitor


def invite_inspector(
    inspection: Inspection, username: str, name: str, password: str, *, by: User, at: datetime
) -> InspectionVisitor:
    """Make an account for a person who inspects, and name the person."""
    with transaction.atomic():
        user = member_actions.invite_visitor(
            inspection.group, username, name, password, inspection.authority[:100], by=by, at=at
        )
        return name_inspector(inspection, user, by=by, at=at)


def remove_inspector(visitor: InspectionVisitor, *, by: User, at: datetime) -> InspectionVisitor:
    """Take a person out of an inspection, also of one that was granted; nobody new comes in that way."""
    with advance(visitor.inspection, "remove_inspector", by=by, at=at, name=visitor.user.name):
        visitor.withdrawn = True
        visitor.save()
    return visitor


def grant_inspection(inspection: Inspection, *, by: User, at: datetime) -> Inspection:
    """Grant an inspection as it was prepared.  Clause 4.5-a.

    Raises Refused: "inspection_incomplete", "inspection_over", "inspector_busy".
    """
    with advance(inspection, "grant_inspection", by=by, at=at) as act:
        inspection.granted_by, inspection.granted_at = by, at
        act.facts.update(_told(inspection))
    return inspection


def end_inspection(inspection: Inspection, reason: str = "", *, by: User, at: datetime) -> Inspection:
    """End an inspection before its last day, the work being done."""
    with advance(inspection, "end_inspection", by=by, at=at, reason=reason):
        inspection.over_reason = reason
    return inspection


def revoke_inspection(inspection: Inspection, reason: str, *, by: User, at: datetime) -> Inspection:
    """Take an inspection back; what is open to it closes at once."""
    with advance(inspection, "revoke_inspection", by=by, at=at, reason=reason):
        inspection.over_reason = reason
    return inspection


def expire_inspections(today: date, *, at: datetime) -> int:
    """Let those expire whose last day has passed; return how many.  The doors ask the day, not this.  By the clock."""
    granted = Inspection.objects.filter(state=InspectionState.GRANTED, until__lt=today)
    passed = list(granted.order_by("pk"))
    for inspection in passed:
        with advance(inspection, "expire_inspection", by=None, at=at):
            pass
    return len(passed)


def note_reading(
    inspection: Inspection,
    user: User,
    way: str,
    title: str,
    *,
    at: datetime,
    matter: str = "",
    key: int | None = None,
) -> InspectionRead:
    """Write down that something is read in an inspection, before it is shown."""
    read = InspectionRead(
        inspection=inspection,
        user=user,
        at=at,
        matter=matter,
        way=way,
        key=key,
        title=title[:200],
        request_id=request_id.get(),
    )
    read.save()
    return read
