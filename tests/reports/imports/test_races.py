"""Is a file imported once when two confirm it at the same moment?"""

import pytest
from django.utils import timezone

from members.procedure.record import Refused
from reports.imports.actions import confirm_import
from reports.imports.models import ImportBatch
from reports.past.models import PastIndexLine, PastVolume
from tests.cast import Cast, cast  # noqa: F401  (a fixture)
from tests.races.harness import race
from tests.reports.imports.files import checked, past

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUNDS = 10


def test_of_two_who_confirm_one_is_told_that_it_has_been_done(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    pks = [checked(cast, "past", past(f"卷{n}", "2019-01-08", "一")).pk for n in range(ROUNDS)]

    def confirm(number: int) -> None:
        confirm_import(ImportBatch.objects.get(pk=pks[number]), by=clerk, at=timezone.now())

    for pair in race(ROUNDS, confirm, confirm):
        told = [one.error for one in pair if one.error is not None]
        assert len(told) == 1
        assert isinstance(told[0], Refused)
        assert told[0].code == "import_confirmed"
    assert (PastVolume.objects.count(), PastIndexLine.objects.count()) == (ROUNDS, ROUNDS)
