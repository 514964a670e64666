"""What happens to a regulation, from its draft to its repeal?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from meetings.models import Decision
from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from reports.law import law_on
from reports.registers.models.regulations import Regulation, RegulationFile, RegulationReview
from reports.registers.rules import next_review
from reports.registers.states import KEEP

MANY = "based_on"


def draft_regulation(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> Regulation:
    """Begin a regulation in the register.  Clause 4.3-7."""
    demand_power(KEEP, by, group)
    basis = fields.pop(MANY, None)
    with transaction.atomic():
        regulation = Regulation(group=group, **fields)
        regulation.save()
        if basis is not None:
            regulation.based_on.set(basis)
        enter(regulation, "draft_regulation", by=by, at=at, after=regulation.state)
    return regulation


def edit_regulation(regulation: Regulation, *, by: User, at: datetime, **fields: Any) -> Regulation:
    """Change what is said about a regulation, its basis and the day of its next review.  Clause 4.3-7."""
    basis = fields.pop(MANY, None)
    with advance(regulation, "edit_regulation", by=by, at=at) as act:
        changed = {name: value for name, value in fields.items() if getattr(regulation, name) != value}
        act.facts["changed"] = sorted(changed)
        for name, value in changed.items():
            setattr(regulation, name, value)
        if basis is not None:
            regulation.based_on.set(basis)
    return regulation


def attach_regulation_file(
    regulation: Regulation, upload: "UploadedFile[Any]", title: str = "", *, by: User, at: datetime
) -> RegulationFile:
    """Keep the text of a regulation.  Raises ValidationError for a type or size that is not accepted."""
    with advance(regulation, "attach_regulation_file", by=by, at=at, paper=title or str(upload.name)[:200]):
        return RegulationFile.keep(upload, title, by=by, at=at, regulation=regulation)


def adopt_regulation(
    regulation: Regulation, decision: Decision | None, *, by: User, at: datetime
) -> Regulation:
    """Enter by which decision a regulation was adopted.

    Raises Refused: "decision_required", "decision_not_in_force", "other_body".  Clause 4.3-7.
    """
    with advance(regulation, "adopt_regulation", by=by, at=at, decision=str(decision or "")):
        regulation.decision = decision
        regulation.adopted_on = decision.effective_on if decision is not None else None
        uphold(regulation.entering())  # before the constraints, which know no clause
    return regulation


def issue_regulation(
    regulation: Regulation,
    number: str,
    issued_on: date,
    review_on: date | None = None,
    *,
    by: User,
    at: datetime,
) -> Regulation:
    """Enter that a regulation was issued; its next review lies a year ahead unless another day is set.

    Raises Refused: "review_too_early".  Clause 4.3-7.
    """
    with advance(regulation, "issue_regulation", by=by, at=at, number=number):
        regulation.number = number or regulation.number
        regulation.issued_on = issued_on
        regulation.review_on = review_on or next_review(
            issued_on, law_on(regulation.group, localdate(at)).year
        )
    return regulation


def begin_regulation_review(regulation: Regulation, *, by: User, at: datetime) -> Regulation:
    """Begin to look a regulation over; it stays in force meanwhile.  Clause 4.3-7."""
    with advance(regulation, "begin_regulation_review", by=by, at=at):
        pass
    return regulation


def finish_regulation_review(
    regulation: Regulation,
    result: str,
    text: str,
    review_on: date | None = None,
    *,
    by: User,
    at: datetime,
) -> RegulationReview:
    """Enter what a review came to, and when the next one is.

    Raises Refused: "reason_required", "review_too_early".  Clause 4.3-7.
    """
    today = localdate(at)
    with advance(regulation, "finish_regulation_review", by=by, at=at, result=result):
        if not text.strip():
            uphold(refuse("reason_required", gettext_noop("Say in words what the review came to."), "4.3-7"))
        review = RegulationReview(
            regulation=regulation, reviewed_on=today, result=result, text=text.strip(), by=by
        )
        review.save()
        regulation.review_on = review_on or next_review(today, law_on(regulation.group, today).year)
        if regulation.review_on <= today:
            uphold(
                refuse("review_too_early", gettext_noop("The next review lies in the days to come."), "4.3-7")
            )
    return review


def repeal_regulation(
    regulation: Regulation,
    reason: str,
    repealed_on: date,
    replaced_by: Regulation | None = None,
    *,
    by: User,
    at: datetime,
) -> Regulation:
    """Repeal a regulation, with the reason and what takes its place; where it is still cited is shown from then on.

    Raises Refused: "reason_required", "replaced_by_itself", "replacement_not_in_force".  Clause 4.3-7.
    """
    with advance(regulation, "repeal_regulation", by=by, at=at, reason=reason):
        regulation.repeal_reason = reason.strip()
        regulation.repealed_on = repealed_on
        regulation.replaced_by = replaced_by
        uphold(regulation.entering())  # before the constraints, which know no clause
    return regulation


def abandon_regulation(regulation: Regulation, reason: str, *, by: User, at: datetime) -> Regulation:
    """Give a draft up, with the reason.  Clause 4.3-7."""
    with advance(regulation, "abandon_regulation", by=by, at=at, reason=reason):
        uphold(reason_given(reason, "4.3-7"))
    return regulation
