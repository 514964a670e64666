"""How does a member declare what might touch an item?"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from members.models import InterestDeclaration, Membership, User
from members.permissions import office
from members.procedure.journal import demand_power, enter
from members.procedure.record import NotPermitted

POWER = "members.declare_interest"


def may_keep(user: User, seat: Membership, on: date) -> bool:
    """Say whether the person may keep the seat's declarations: one's own, or as a clerk."""
    return seat.user_id == user.pk or office(user, seat.group, on).has("clerk")


def declare_interest(
    seat: Membership,
    kind: str,
    name: str,
    relation: str = "",
    *,
    by: User,
    at: datetime,
    declared_on: date | None = None,
) -> InterestDeclaration:
    """Declare a relative, former unit, holding or other tie, by the name that may occur in an item.

    kind: "relative" | "former_unit" | "holding" | "other".  The name stays out of the body's journal.
    Raises NotPermitted for somebody else's seat.  Clause 6.4-e.
    """
    demand_power(POWER, by, seat.group)
    if not may_keep(by, seat, localdate(at)):
        raise NotPermitted(POWER)
    with transaction.atomic():
        declared = InterestDeclaration(
            membership=seat, kind=kind, name=name, relation=relation, declared_on=declared_on or localdate(at)
        )
        declared.save()
        facts = {"member": seat.name, "kind": kind}
        enter(seat.group, "declare_interest", by=by, at=at, facts=facts)
    return declared


def withdraw_interest(
    declared: InterestDeclaration, *, by: User, at: datetime, withdrawn_on: date | None = None
) -> InterestDeclaration:
    """Note that a declared tie has ended; it stays on record.  Clause 6.4-e."""
    seat = declared.membership
    demand_power(POWER, by, seat.group)
    if not may_keep(by, seat, localdate(at)):
        raise NotPermitted(POWER)
    with transaction.atomic():
        declared.withdrawn_on = withdrawn_on or localdate(at)
        declared.save()
        facts = {"member": seat.name, "kind": declared.kind}
        enter(seat.group, "withdraw_interest", by=by, at=at, facts=facts)
    return declared
