"""For whom may one act?  By an authorisation that is alive, and never handed on.

Depends on the ground only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

DELEGABLE = frozenset({"preside", "convene", "sign", "approve_leave"})


@dataclass(frozen=True, slots=True)
class Grant:
    """A delegated power as far as law asks about it.

    until: last day; revoked_on: first day without it; grantor_in_office, grantee_in_office: on the day asked
    """

    powers: frozenset[str]
    since: date
    until: date
    revoked_on: date | None
    grantor_in_office: bool
    grantee_in_office: bool


def alive(grant: Grant, power: str, day: date) -> bool:
    """Say whether a grant carries the power on the day; it lapses with the office of either side.

    Clause 4.4-e.
    """
    return (
        power in grant.powers
        and grant.since <= day <= grant.until
        and (grant.revoked_on is None or day < grant.revoked_on)
        and grant.grantor_in_office
        and grant.grantee_in_office
    )


def authorised(power: str, day: date, *, is_secretary: bool, grants: Iterable[Grant]) -> bool:
    """Say whether someone holds a power of the secretary: by the office, or by a living authorisation.

    Clauses 4.4-b, 4.4-e.
    """
    return is_secretary or any(alive(grant, power, day) for grant in grants)


def grantable(
    powers: frozenset[str], since: date, until: date, *, grantor_is_secretary: bool, same_person: bool
) -> Verdict:
    """An authorisation is given by the secretary, for named powers and a limited time.

    What one holds by authorisation cannot be handed on, and a vote cannot be delegated at all.
    Clauses 4.4-e, 6.5-d.
    """
    if "vote" in powers:
        return refuse(
            "proxy_not_allowed", gettext_noop("A vote cannot be delegated to another member."), "6.5-d"
        )
    if not powers or not powers <= DELEGABLE:
        return refuse("power_not_delegable", gettext_noop("Choose powers that can be delegated."), "4.4-e")
    if not grantor_is_secretary:
        return refuse(
            "sub_delegation",
            gettext_noop("Only the secretary gives authorisations; they are not handed on."),
            "4.4-e",
        )
    if same_person:
        return refuse("self_authorised", gettext_noop("Nobody authorises himself."), "4.4-e")
    if until < since:
        return refuse("period_reversed", gettext_noop("The end must lie after the beginning."), "4.4-e")
    return allow()
