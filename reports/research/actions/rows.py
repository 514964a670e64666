"""How are the rows of a research project put right: changed, or taken off again and kept on record?"""

from datetime import datetime
from typing import Any, TypeVar

from members.models import User
from members.procedure.journal import advance
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.research.models.rows import Escort, Recommendation, ResearchVisit

RowT = TypeVar("RowT", ResearchVisit, Escort, Recommendation)


def change_visit(visit: ResearchVisit, *, by: User, at: datetime, **fields: Any) -> ResearchVisit:
    """Put a visit right: place, day, purpose.  Clauses 9.2-c, 9.2-d."""
    project, before = visit.project, str(visit)
    with advance(project, "change_visit", by=by, at=at, visit=before) as act:
        _change(visit, fields)
        act.ask(project.planned())
    return visit


def _change(row: RowT, fields: dict[str, Any]) -> None:
    """Write what was changed of a row that stands."""
    lock_row(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def lock_row(row: RowT) -> None:
    """Read a row afresh.  Raises Refused ("taken_off") for one that no longer stands."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    if row.withdrawn:
        uphold(refuse("taken_off", gettext_noop("This was taken off already."), ""))


def remove_visit(visit: ResearchVisit, *, by: User, at: datetime) -> ResearchVisit:
    """Take a visit off the plan.  Clause 9.2-d."""
    with advance(visit.project, "remove_visit", by=by, at=at, visit=str(visit)):
        _remove(visit)
    return visit


def _remove(row: RowT) -> None:
    lock_row(row)
    row.withdrawn = True
    row.save()


def remove_companion(escort: Escort, *, by: User, at: datetime) -> Escort:
    """Remove a companion.  Clause 9.2-b."""
    with advance(escort.project, "remove_companion", by=by, at=at, who=escort.who):
        _remove(escort)
    return escort


def change_recommendation(
    recommendation: Recommendation, *, by: User, at: datetime, **fields: Any
) -> Recommendation:
    """Put a recommendation right before the report is final.  Clause 9.1-c."""
    with advance(
        recommendation.project, "change_recommendation", by=by, at=at, recommendation=str(recommendation)
    ):
        _change(recommendation, fields)
    return recommendation


def remove_recommendation(recommendation: Recommendation, *, by: User, at: datetime) -> Recommendation:
    """Take a recommendation off before the report is final.  Clause 9.1-c."""
    with advance(
        recommendation.project, "remove_recommendation", by=by, at=at, recommendation=str(recommendation)
    ):
        _remove(recommendation)
    return recommendation
