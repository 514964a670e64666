"""The pages of superior documents and readings: what they say, to whom, and with how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from meetings import actions
from meetings.models import CatchUpReading, Conveyance, DocumentMeasure, SuperiorDocument
from tests.cast import SEATS, START, Cast, Sitting, make_body, make_sitting

pytestmark = pytest.mark.django_db
DAY = START.date()
SIZES = (1, 3, 300)


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def studied(cast: Cast) -> Sitting:
    sitting = make_sitting(cast, present="sdab")
    item = sitting.item(1)
    actions.start_item(item, by=cast.user("s"), at=sitting.tick())
    actions.conclude_item(item, "会议学习了讲话", [], by=cast.user("s"), at=sitting.tick())
    return sitting


@pytest.fixture
def document(cast: Cast) -> SuperiorDocument:
    return actions.register_document(
        cast.group,
        title="传达学习关于安全发展的讲话",
        issuer="县委",
        level="county",
        received_on=DAY - timedelta(days=3),
        wanted_on=DAY - timedelta(days=1),
        work_tags=["integrity"],
        by=cast.user("clerk"),
        at=START,
    )


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def url(cast: Cast, name: str, *args: int) -> str:
    return reverse(f"meetings:{name}", args=[cast.group.code, *args])


def shown(cast: Cast, who: str, name: str, *args: int, query: str = "") -> str:
    answer = client_of(cast, who).get(url(cast, name, *args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_clerk_registers_conveys_and_sees_what_is_wanting_4_1_a(cast: Cast, studied: Sitting):
    clerk = client_of(cast, "clerk")
    fields = {
        "title": "讲话", "issuer": "县委", "level": "county", "received_on": f"{DAY}", "secrecy": "ordinary",
    }  # fmt: skip
    answer = clerk.post(url(cast, "superior_create"), fields)
    made = SuperiorDocument.objects.get()
    assert answer.headers["Location"] == url(cast, "superior_detail", made.pk)
    page = clerk.get(url(cast, "superior_detail", made.pk)).content.decode()
    assert "可能在此传达" in page
    item = studied.item(1)
    form = clerk.get(url(cast, "superior_convey", made.pk)).content.decode()
    assert f'<option value="{item.pk}" selected>' in form
    clerk.post(url(cast, "superior_convey_here", made.pk, item.pk))
    page = clerk.get(url(cast, "superior_detail", made.pk)).content.decode()
    assert "既无贯彻落实措施" in page
    assert "1名缺席成员未确认补学" in page
    register = clerk.get(url(cast, "superior_list") + "?wanting=measures").content.decode()
    assert "传达后既无措施又无理由：1件" in register
    assert url(cast, "superior_detail", made.pk) in register


def test_a_refusal_names_its_clause_and_keeps_what_was_typed_5_1_a(
    cast: Cast, studied: Sitting, document: SuperiorDocument
):
    clerk = client_of(cast, "clerk")
    actions.convey_document(document, studied.item(1), by=cast.user("clerk"), at=START)
    answer = clerk.post(url(cast, "superior_carry_out", document.pk))
    assert answer.status_code == 422
    assert "5.1-a" in answer.content.decode()
    measure = actions.add_measure(document, "排查", by=cast.user("clerk"), at=START)
    answer = clerk.post(
        url(cast, "superior_measure_done", document.pk, measure.pk),
        {"done_on": "2999-01-01", "evidence": "简报一份"},
    )
    assert answer.status_code == 422
    assert "简报一份" in answer.content.decode()


def test_the_absent_member_reads_up_on_the_own_screen_4_1_b(
    cast: Cast, studied: Sitting, document: SuperiorDocument
):
    actions.convey_document(document, studied.item(1), by=cast.user("clerk"), at=studied.tick())
    reading = CatchUpReading.objects.get()
    desk = shown(cast, "c", "catchup_waiting")
    assert document.title in desk
    assert url(cast, "catchup_detail", reading.pk) in desk
    page = shown(cast, "c", "catchup_detail", reading.pk)
    assert "会议学习了讲话" in page
    assert "补学不算到会" in page
    member = client_of(cast, "c")
    assert member.post(url(cast, "catchup_confirm", reading.pk)).status_code == 302
    reading.refresh_from_db()
    assert reading.state == "confirmed"
    assert document.title not in shown(cast, "a", "catchup_waiting")


@pytest.mark.parametrize(
    ("who", "page", "press"),
    [("c", 200, 302), ("a", 404, 404), ("s", 200, 403), ("clerk", 200, 403), ("inspector", 200, 403), ("system_admin", 403, 403)],
)  # fmt: skip
def test_a_reading_is_the_members_own_4_1_b(cast, studied, document, who, page, press):
    actions.convey_document(document, studied.item(1), by=cast.user("clerk"), at=studied.tick())
    reading = CatchUpReading.objects.get()
    client = client_of(cast, who)
    assert client.get(url(cast, "catchup_detail", reading.pk)).status_code == page
    assert client.post(url(cast, "catchup_confirm", reading.pk)).status_code == press


def test_the_desk_is_told_what_waits_and_others_nothing_4_1_a(cast: Cast, document: SuperiorDocument):
    assert "待传达文件" in shown(cast, "clerk", "catchup_waiting")
    assert shown(cast, "b", "catchup_waiting") == ""
    assert shown(cast, "system_admin", "catchup_waiting") == ""


def test_documents_are_found_by_tag_level_and_words_10_2_a(cast: Cast, document: SuperiorDocument):
    for query, found in (
        ("?tag=integrity", True), ("?tag=theory", False), ("?level=county", True), ("?level=central", False),
        ("?q=安全发展", True), ("?q=没有", False), ("?wanting=behind", True), ("?wanting=unread", False),
    ):  # fmt: skip
        page = shown(cast, "a", "superior_list", query=query)
        assert (url(cast, "superior_detail", document.pk) in page) is found, query


def test_items_and_topics_are_found_by_tag_and_line_4_3_a(cast: Cast, studied: Sitting):
    with override("zh-hans"):
        for query, title, found in (
            ("?line=party_building", "传达学习", True),
            ("?line=business", "预算调整", True),
            ("?line=party_building", "预算调整", False),
            ("?tag=ideology", "预算调整", False),
        ):
            page = client_of(cast, "a").get(url(cast, "item_list") + query, headers={"HX-Request": "true", "HX-Target": "register"})  # fmt: skip
            assert (title in page.content.decode()) is found, (query, title)


def many(document: SuperiorDocument, item_pk: int, seat_pk: int, count: int) -> None:
    rows = [
        SuperiorDocument(
            group=document.group, title=f"文件{n}", issuer="县委", level="county", received_on=DAY
        )
        for n in range(count)
    ]
    made = QuerySet(SuperiorDocument).bulk_create(rows)
    QuerySet(DocumentMeasure).bulk_create(DocumentMeasure(document=one, text="措施") for one in made)
    told = QuerySet(Conveyance).bulk_create(Conveyance(document=one, item_id=item_pk) for one in made)
    QuerySet(CatchUpReading).bulk_create(
        CatchUpReading(group=document.group, conveyance=one, membership_id=seat_pk, asked_at=START)
        for one in told
    )


@pytest.mark.parametrize("name", ["superior_list", "catchup_list", "catchup_waiting"])
def test_lists_ask_the_database_as_often_for_many_rows_as_for_one(cast, studied, document, name):
    client, counts = client_of(cast, "clerk"), []
    client.get(url(cast, name))
    made = 0
    for size in SIZES:
        many(document, studied.item(1).pk, cast.seats["c"].pk, size - made)
        made = size
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(cast, name)).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
