"""By which records is it shown that integrity goes along with the business, stage by stage?"""

from datetime import datetime

from django.db import transaction

from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import reason_given
from reports.responsibility.models.integrity import StageLink


def link_stage(
    group: LeadingGroup, year: int, stage: str, *, by: User, at: datetime, **record: object
) -> StageLink:
    """Show by a record that integrity went along at a stage.

    record: one of item, task, research, list.  Raises Refused ("wrong_stage", "other_year", "nothing_to_show");
    ValidationError ("other_body", "linked_already", or none or several records).
    Clauses 10.2-a, 10.2-c.
    """
    demand_power("reports.keep_duties", by, group)
    with transaction.atomic():
        link = StageLink(group=group, year=year, stage=stage, by=by, at=at, **record)
        link.save()
        facts = {"stage": stage} | (
            {"warned": [link.answer.code]} if link.answer and link.answer.warned else {}
        )
        enter(link, "link_stage", by=by, at=at, after=link.state, facts=facts)
    return link


def withdraw_link(link: StageLink, reason: str, *, by: User, at: datetime) -> StageLink:
    """Say that a record does not show the stage after all; link and reason stay on record.  Clause 10.2-c."""
    with advance(link, "withdraw_link", by=by, at=at, reason=reason):
        uphold(reason_given(reason, "10.2-c"))
    return link
