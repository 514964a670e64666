"""What is done about problems: planned, carried on, shown, confirmed, taken over into the next year?"""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from lifes.models import (
    DemocraticLifeMeeting,
    MeasureEvidence,
    MeasureProgress,
    Problem,
    RectificationMeasure,
)
from lifes.rules import rectification
from members.models import User
from members.procedure.journal import advance, enter
from members.procedure.record import uphold


def plan_measure(
    life: DemocraticLifeMeeting, *, by: User, at: datetime, **fields: Any
) -> RectificationMeasure:
    """Put a measure on the body's or a member's list.  Raises Refused ("owner_missing", "due_missing").  Clause 7.4-a."""
    with advance(life, "plan_measure", by=by, at=at):
        measure = RectificationMeasure(group=life.group, life=life, **fields)
        measure.save()
        enter(measure, "plan_measure", by=by, at=at, after=measure.state)
    return measure


def edit_measure(
    measure: RectificationMeasure, *, by: User, at: datetime, **fields: Any
) -> RectificationMeasure:
    """Change a measure that is under way; what stood before goes into the journal."""
    with advance(measure, "edit_measure", by=by, at=at) as act:
        act.facts["changed"] = {
            name: [str(getattr(measure, name) or ""), str(value or "")]
            for name, value in fields.items()
            if getattr(measure, name) != value
        }
        for name, value in fields.items():
            setattr(measure, name, value)
    return measure


def report_measure(measure: RectificationMeasure, text: str, *, by: User, at: datetime) -> MeasureProgress:
    """Say how far a measure has come.  Clause 7.4-b."""
    with advance(measure, "report_measure", by=by, at=at):
        progress = MeasureProgress(measure=measure, text=text, by=by, at=at)
        progress.save()
    return progress


def attach_evidence(
    measure: RectificationMeasure, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> MeasureEvidence:
    """Add a file that shows that the measure is done."""
    with advance(measure, "attach_evidence", by=by, at=at):
        return MeasureEvidence.keep(upload, title, by=by, at=at, measure=measure)


def claim_done(
    measure: RectificationMeasure, evidence: str, result: str = "", *, by: User, at: datetime
) -> RectificationMeasure:
    """Say that a measure is done, and what shows it.  Raises Refused ("evidence_missing").  Clause 7.4-b."""
    with advance(measure, "claim_done", by=by, at=at):
        measure.evidence = evidence
        measure.result = result
    return measure


def confirm_measure(measure: RectificationMeasure, *, by: User, at: datetime) -> RectificationMeasure:
    """Confirm that a measure is done: the secretary, and for the secretary's own the deputy.  Clause 7.4-b.

    Raises Refused ("own_measure").
    """
    with advance(measure, "confirm_measure", by=by, at=at):
        uphold(rectification.confirmed(same_person=by.pk in measure.person_ids))
        measure.confirmed_by = by
        measure.confirmed_on = localdate(at)
    return measure


def reopen_measure(
    measure: RectificationMeasure, reason: str, *, by: User, at: datetime
) -> RectificationMeasure:
    """Open a measure again, with the reason.  Clause 7.4-b."""
    with advance(measure, "reopen_measure", by=by, at=at, reason=reason):
        uphold(rectification.reason(reason))
        measure.confirmed_by = measure.confirmed_on = None
    return measure


def carry_over(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> list[RectificationMeasure]:
    """Open this year's lists with what last year left unfinished; done once.  Clause 7.4-b."""
    last = life.last_round()
    made: list[RectificationMeasure] = []
    if last is None:
        return made
    with transaction.atomic(), advance(life, "carry_over", by=by, at=at) as act:
        left = last.measures.unfinished().filter(carried_to__isnull=True).select_related("problem")
        for old in left:
            problem = Problem(
                life=life,
                membership=old.membership,
                source=Problem.Source.PREVIOUS_ROUND,
                text=old.what[:1000],
            )
            problem.save()
            measure = RectificationMeasure(
                group=life.group,
                life=life,
                membership=old.membership,
                problem=problem,
                text=old.text,
                owner=old.owner,
                unit=old.unit,
                due_on=old.due_on,
                standard=old.standard,
                carried_from=old,
            )
            measure.save()
            enter(measure, "carry_over", by=by, at=at, after=measure.state)
            made.append(measure)
        act.facts["carried"] = len(made)
    return made
