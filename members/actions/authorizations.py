"""How does the secretary give a power for a time, and take it back?"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from members.models import Authorization, LeadingGroup, Membership, User
from members.procedure.journal import demand_power, enter


def authorise(  # noqa: PLR0917  # reads like the paper: who, to whom, what, from, to, by what
    group: LeadingGroup,
    grantor: Membership,
    grantee: Membership,
    powers: Iterable[str],
    since: date,
    until: date,
    basis: str = "",
    conditions: str = "",
    *,
    by: User,
    at: datetime,
) -> Authorization:
    """Give powers of the secretary to a member for a limited time.

    powers: of members.rules.authority.DELEGABLE.  until: the last day.
    Raises Refused: "proxy_not_allowed", "power_not_delegable", "sub_delegation", "self_authorised",
    "period_reversed".  Clause 4.4-e.
    """
    demand_power("members.authorise", by, group)
    with transaction.atomic():
        given = Authorization(
            group=group,
            grantor=grantor,
            grantee=grantee,
            powers=sorted(set(powers)),
            since=since,
            until=until,
            basis=basis,
            conditions=conditions,
        )
        given.save()
        facts = {
            "grantee": grantee.name,
            "powers": given.powers,
            "since": since.isoformat(),
            "until": until.isoformat(),
            "basis": basis,
        }
        enter(group, "authorise", by=by, at=at, facts=facts)
    return given


def revoke_authorization(
    given: Authorization, revoked_on: date, reason: str = "", *, by: User, at: datetime
) -> Authorization:
    """Take an authorisation back; `revoked_on` is the first day without it.  Clause 4.4-e."""
    demand_power("members.authorise", by, given.group)
    with transaction.atomic():
        given.refresh_from_db(from_queryset=Authorization._base_manager.select_for_update())
        if given.revoked_on is None or revoked_on < given.revoked_on:
            given.revoked_on = revoked_on
            given.save()
            facts = {"grantee": given.grantee.name, "revoked_on": revoked_on.isoformat(), "reason": reason}
            enter(given.group, "revoke_authorization", by=by, at=at, facts=facts)
    return given
