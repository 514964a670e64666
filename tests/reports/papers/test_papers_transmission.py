"""Does the register of superior documents say what came in, was conveyed, carried out and made up for?"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meetings import actions
from meetings.models import CatchUpReading, SuperiorDocument
from tests.cast import SEATS, START, Cast, Sitting, make_body, make_sitting
from tests.papers.printed import PAPERS

pytestmark = pytest.mark.django_db
DAY = START.date()


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def studied(cast: Cast) -> Sitting:
    """A meeting in session without c, its first topic concluded with one measure."""
    sitting = make_sitting(cast, present="sdab")
    item = sitting.item(1)
    actions.start_item(item, by=cast.user("s"), at=sitting.tick())
    actions.conclude_item(item, "传达学习了", ["开展排查"], by=cast.user("s"), at=sitting.tick())
    return sitting


def registered(cast: Cast, **more) -> SuperiorDocument:
    fields = {
        "title": "关于安全发展的讲话精神",
        "number": "区党发〔2025〕7号",
        "issuer": "自治区党委",
        "level": "region",
        "work_tags": ["integrity"],
        "received_on": DAY - timedelta(days=8),
    } | more
    return actions.register_document(cast.group, by=cast.user("clerk"), at=START, **fields)


def test_the_register_tells_meeting_measures_and_readings_4_1_a_4_1_b_10_2_a(
    cast: Cast, studied: Sitting
) -> None:
    document, clerk = registered(cast), cast.user("clerk")
    actions.convey_document(document, studied.item(1), by=clerk, at=studied.tick())
    (row,) = PAPERS["transmission_register"].facts(document).rows
    assert row.state == "已传达"
    assert row.conveyed == (f"第{studied.meeting.ordinal}次会议（{DAY.month}月{DAY.day}日）",)
    assert row.measures[0].startswith("开展排查")
    assert row.catch_up == "应补学1人次，已补学0人次"
    assert len(row.tags) == 1
    reading = CatchUpReading.objects.get()
    actions.confirm_reading(reading, by=reading.membership.user, at=studied.tick())
    (row,) = PAPERS["transmission_register"].facts(document).rows
    assert row.catch_up == "应补学1人次，已补学1人次"


def test_a_document_that_waits_says_so_and_one_without_measures_says_why_5_1_a(
    cast: Cast, studied: Sitting
) -> None:
    waiting = registered(cast)
    (row,) = PAPERS["transmission_register"].facts(waiting).rows
    assert (row.state, row.conveyed, row.measures, row.catch_up) == ("待传达", (), (), "")


def test_of_a_classified_document_the_register_names_neither_title_nor_number(cast: Cast) -> None:
    stub = registered(cast, title="某某事项", number="密字1号", secrecy="stub", kept_at="机要室")
    html = PAPERS["transmission_register"].html(PAPERS["transmission_register"].facts(stub))
    assert "某某事项" not in html
    assert "密字1号" not in html


def test_a_year_has_one_register_in_order_of_receipt_4_1_a(cast: Cast) -> None:
    second = registered(cast)
    first = registered(cast, title="年初文件", number="区党发〔2025〕1号", received_on=date(2025, 1, 6))
    other = registered(cast, title="上年文件", number="区党发〔2024〕9号", received_on=date(2024, 12, 2))
    source = PAPERS["transmission_register"]
    found = list(source.records(cast.group, cast.user("a")))
    assert [one.pk for one in found] == [first.pk, other.pk]
    assert [row.title for row in source.facts(found[0]).rows] == ["年初文件", second.title]
    client = Client()
    client.force_login(cast.user("a"), backend="config.auth.MatrixBackend")
    for year, status in ((2025, 200), (2024, 200), (2023, 404)):
        url = reverse("reports:document_year", args=["yunling", "transmission_register", year])
        assert client.get(url).status_code == status
