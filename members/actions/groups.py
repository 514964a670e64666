"""How does a body come onto this installation, with its rules, its terms and its first administrator?"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from members.models import LeadingGroup, RuleAdoption, StaffRole, Term, User
from members.procedure.journal import demand_power, enter
from members.procedure.record import NotPermitted


def create_group(
    *, administrator: User, rulebook: str, by: User, at: datetime, **fields: Any
) -> LeadingGroup:
    """Open a body: who keeps its accounts, and which work rules it has adopted.

    rulebook: key of a rulebook.  Only platform administrators.  Raises NotPermitted.  Clause 11-b.
    """
    _demand_platform(by)
    with transaction.atomic():
        group = LeadingGroup(**fields)
        group.save()
        RuleAdoption(group=group, rulebook=rulebook).save()
        StaffRole(
            group=group, user=administrator, role=StaffRole.Role.SYSTEM_ADMIN, since=localdate(at)
        ).save()
        facts = {"name": group.name, "administrator": administrator.name, "rulebook": rulebook}
        enter(group, "create_group", by=by, at=at, facts=facts)
    return group


def edit_group(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> LeadingGroup:
    """Change names, words of numbers, place and contact of a body.  Only platform administrators."""
    _demand_platform(by)
    with transaction.atomic():
        changed = {name: [str(getattr(group, name)), str(value)] for name, value in fields.items()}
        for name, value in fields.items():
            setattr(group, name, value)
        group.save()
        facts = {"changed": {name: pair for name, pair in changed.items() if pair[0] != pair[1]}}
        enter(group, "edit_group", by=by, at=at, facts=facts)
    return group


def open_term(
    group: LeadingGroup,
    number: int,
    since: date,
    *,
    by: User,
    at: datetime,
    until: date | None = None,
    last_ordinal: int = 0,
) -> Term:
    """Enter a term of the government; meetings are numbered through inside it.  Clause N-c.

    last_ordinal: number of the last meeting held before this software.  Raises Refused ("term_overlaps").
    """
    demand_power("members.manage_seats", by, group)
    with transaction.atomic():
        term = Term(group=group, number=number, since=since, until=until, last_ordinal=last_ordinal)
        term.save()
        facts = {"number": number, "since": since.isoformat()}
        enter(group, "open_term", by=by, at=at, facts=facts)
    return term


def _demand_platform(by: User) -> None:
    if not (by.is_active and by.is_platform_admin):
        raise NotPermitted("platform")
