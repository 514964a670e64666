"""What does a refusal carry, and how does it differ from a missing power and from a wrong field?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.procedure import record
from members.procedure.record import NotPermitted, Refused, figures_of, refusals, uphold
from members.procedure.verdict import allow, refuse, warn


def test_a_refusal_is_a_validation_error_that_cites_its_clause() -> None:
    no = refuse("quorum_not_met", "%(present)s of %(base)s", "6.4-a", present=1, base=3)
    with pytest.raises(ValidationError) as error:
        uphold(no)
    refused = error.value
    assert isinstance(refused, Refused)
    assert (refused.code, refused.clause, refused.verdict) == ("quorum_not_met", "6.4-a", no)
    assert refused.messages == ["1 of 3"]
    assert refusals(refused) == [refused]
    assert figures_of(refused) == {"present": 1, "base": 3}


@pytest.mark.parametrize("verdict", [allow(base=3), warn("ad_hoc", "Ad hoc.", "6.3-c")])
def test_what_is_no_refusal_is_handed_back(verdict) -> None:
    assert uphold(verdict) is verdict


def test_a_missing_power_is_another_thing_than_a_refusal_by_law() -> None:
    error = NotPermitted("meetings.prepare")
    assert (error.code, error.power) == ("not_permitted", "meetings.prepare")
    assert isinstance(error, PermissionDenied)
    assert not isinstance(error, ValidationError)
    told = record.not_permitted()
    assert (told.code, bool(told)) == ("not_permitted", False)


def test_errors_of_fields_are_flattened_and_have_no_figures() -> None:
    error = ValidationError(
        {"place": [ValidationError("a", code="blank")], "day": [ValidationError("b", code="invalid")]}
    )
    assert sorted(single.code for single in refusals(error)) == ["blank", "invalid"]
    assert figures_of(error) == {}
