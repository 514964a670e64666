"""For whom may one act?  Only by a living authorisation, which is never handed on."""

from dataclasses import replace
from datetime import date

import pytest

from members.rules import authority
from members.rules.authority import DELEGABLE, Grant
from tests.members.rules.told import answer, expected

SINCE, UNTIL = date(2025, 3, 1), date(2025, 3, 31)
GRANT = Grant(
    powers=frozenset({"preside"}),
    since=SINCE,
    until=UNTIL,
    revoked_on=None,
    grantor_in_office=True,
    grantee_in_office=True,
)


@pytest.mark.parametrize(
    ("clause", "grant", "power", "day", "lives"),
    [
        ("4.4-e", GRANT, "preside", date(2025, 2, 28), False),
        ("4.4-e", GRANT, "preside", SINCE, True),
        ("4.4-e", GRANT, "preside", UNTIL, True),
        ("4.4-e", GRANT, "preside", date(2025, 4, 1), False),
        ("4.4-e", GRANT, "sign", SINCE, False),
        ("4.4-e", replace(GRANT, revoked_on=date(2025, 3, 10)), "preside", date(2025, 3, 9), True),
        ("4.4-e", replace(GRANT, revoked_on=date(2025, 3, 10)), "preside", date(2025, 3, 10), False),
        ("4.4-e", replace(GRANT, revoked_on=date(2025, 3, 10)), "preside", date(2025, 3, 11), False),
        ("4.4-e", replace(GRANT, grantor_in_office=False), "preside", SINCE, False),
        ("4.4-e", replace(GRANT, grantee_in_office=False), "preside", SINCE, False),
    ],
)
def test_alive(clause: str, grant: Grant, power: str, day: date, lives: bool) -> None:
    assert authority.alive(grant, power, day) is lives


DEAD = replace(GRANT, grantor_in_office=False)


@pytest.mark.parametrize(
    ("clause", "is_secretary", "grants", "may"),
    [
        ("4.4-b", True, [], True),
        ("4.4-b", True, [DEAD], True),
        ("4.4-e", False, [GRANT], True),
        ("4.4-e", False, [DEAD, GRANT], True),
        ("4.4-e", False, [DEAD], False),
        ("4.4-e", False, [], False),
    ],
)
def test_authorised(clause: str, is_secretary: bool, grants: list[Grant], may: bool) -> None:
    assert authority.authorised("preside", SINCE, is_secretary=is_secretary, grants=grants) is may


def test_an_authorisation_carries_only_the_power_and_the_days_it_names_4_4_e() -> None:
    assert not authority.authorised("sign", SINCE, is_secretary=False, grants=[GRANT])
    assert not authority.authorised("preside", date(2025, 4, 1), is_secretary=False, grants=[GRANT])


@pytest.mark.parametrize(
    ("clause", "powers", "until", "secretary", "same", "code"),
    [
        ("4.4-e", {"preside"}, UNTIL, True, False, ""),
        ("4.4-e", DELEGABLE, UNTIL, True, False, ""),
        ("4.4-e", {"preside"}, SINCE, True, False, ""),
        ("6.5-d", {"vote"}, UNTIL, True, False, "proxy_not_allowed"),
        ("6.5-d", {"preside", "vote"}, UNTIL, False, True, "proxy_not_allowed"),
        ("4.4-e", set(), UNTIL, True, False, "power_not_delegable"),
        ("4.4-e", {"preside", "appoint"}, UNTIL, True, False, "power_not_delegable"),
        ("4.4-e", {"preside"}, UNTIL, False, False, "sub_delegation"),
        ("4.4-e", {"preside"}, UNTIL, True, True, "self_authorised"),
        ("4.4-e", {"preside"}, date(2025, 2, 28), True, False, "period_reversed"),
    ],
)
def test_grantable(
    clause: str, powers: set[str], until: date, secretary: bool, same: bool, code: str
) -> None:
    verdict = authority.grantable(
        frozenset(powers), SINCE, until, grantor_is_secretary=secretary, same_person=same
    )
    assert bool(verdict) is (not code)
    assert answer(verdict) == expected(code, clause)


def test_what_may_be_delegated_4_4_e() -> None:
    assert {"preside", "convene", "sign", "approve_leave"} == DELEGABLE
