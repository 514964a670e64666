"""What is always true of an office is asked at every saving, not only at the first."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.models import Authorization, Standing
from tests.journeys.test_vote_to_archive import Story

pytestmark = pytest.mark.django_db


def test_a_vote_is_not_delegated_by_a_later_change_6_5_d() -> None:
    story = Story()
    given = Authorization(
        group=story.group,
        grantor=story.seats["s"],
        grantee=story.seats["d"],
        powers=["preside"],
        since=date(2025, 1, 1),
        until=date(2025, 12, 31),
    )
    given.save()
    given.powers = ["vote"]
    with pytest.raises(ValidationError) as error:
        given.save()
    assert error.value.code == "proxy_not_allowed"


def test_an_exclusion_does_not_lose_its_paper_6_4_a() -> None:
    story = Story()
    standing = Standing(
        membership=story.seats["a"], kind="excluded", since=date(2025, 1, 1), paper="县委〔2025〕3号"
    )
    standing.save()
    standing.paper = ""
    with pytest.raises(ValidationError) as error:
        standing.save()
    assert error.value.code == "paper_required"
