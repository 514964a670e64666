"""Does a paper of the year, or the list of its records, ask the database as often for 300 records as for three?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lifes.models import HeartTalk, Opinion, OpinionSolicitation, RectificationMeasure
from lifes.models.gathering import new_token
from study.models import Essay, Presence, StudySession
from tests.house.test_query_counts import copies, count_of, place, reader, seats  # noqa: F401  (a fixture)
from tests.house.town import Town
from tests.papers.printed import PAPERS

pytestmark = pytest.mark.django_db
SIZES = (3, 300)


def sessions(town: Town, count: int) -> None:
    """Fill the year with studies that were held, one each minute."""
    began = timezone.now() - timedelta(days=2)
    copies(
        StudySession,
        day=lambda _number: timezone.localdate(began),
        starts_at=lambda number: began - timedelta(hours=3, minutes=number),
    )(town, count)


LISTS = {
    "study_sign_in": sessions,
    "study_record": sessions,
    "opinion_form": copies(OpinionSolicitation, token=lambda _number: new_token()),
    "talk_record": copies(HeartTalk),
}
FACTS: dict[str, Callable[[Town, int], None]] = {
    "study_sign_in": copies(Presence, out_at=lambda _number: timezone.now()),
    "study_record": copies(Presence, out_at=lambda _number: timezone.now()),
    "study_ledger": sessions,
    "essay_list": copies(Essay),
    "opinion_summary": copies(Opinion),
    "rectification_list": copies(RectificationMeasure),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_records_to_print_asks_as_often_for_300(name: str, place: Town) -> None:  # noqa: F811
    client, url = reader(place.users["secretary"]), f"/b/own/documents/{name}/"
    few = client.get(url).context["page"].paginator.count
    assert few > 0
    found = [count_of(client, url)]
    for size in SIZES:
        point = transaction.savepoint()
        LISTS[name](place, size)
        assert client.get(url).context["page"].paginator.count == few + size
        found.append(count_of(client, url))
        transaction.savepoint_rollback(point)
    assert found == [found[0]] * 3


@pytest.mark.parametrize("name", FACTS)
def test_a_paper_asks_as_often_for_300_rows(name: str, place: Town) -> None:  # noqa: F811
    source, user = PAPERS[name], place.users["secretary"]
    found = []
    for size in (0, *SIZES):
        point = transaction.savepoint()
        if size:
            FACTS[name](place, size)
        record = source.records(place.group, user).last()
        assert record is not None
        with CaptureQueriesContext(
            connection,
        ) as asked:
            told: Any = source.facts(record)
        assert told
        found.append(len(asked))
        transaction.savepoint_rollback(point)
    assert found == [found[0]] * 3
    assert found[0] < 20
