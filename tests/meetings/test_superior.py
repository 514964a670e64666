"""A document of the superior, from receipt through meeting, measures and catch-up reading to its closing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from meetings import actions
from meetings.actions.superior import absent_from
from meetings.models import AttendanceRecord, CatchUpReading, DocumentMeasure, SuperiorDocument
from members.models import Notification
from members.procedure.record import NotPermitted, Refused, refusals
from tests.cast import SEATS, START, Cast, Sitting, make_body, make_sitting

pytestmark = pytest.mark.django_db
DAY = START.date()


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def registered(cast: Cast, **more) -> SuperiorDocument:
    fields = {
        "title": "关于安全发展的讲话精神",
        "issuer": "自治区党委",
        "level": "region",
        "received_on": DAY - timedelta(days=8),
        "wanted_on": DAY,
    } | more
    return actions.register_document(cast.group, by=cast.user("clerk"), at=START, **fields)


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


@pytest.fixture
def conveyed(cast: Cast, studied: Sitting) -> SuperiorDocument:
    document = registered(cast)
    actions.convey_document(document, studied.item(1), by=cast.user("clerk"), at=studied.tick())
    return document


def test_the_desk_registers_a_document_and_nobody_else_4_1_a(cast: Cast):
    document = registered(cast, number="区党发〔2025〕7号")
    assert (document.state, document.entries.get().verb) == ("received", "register_document")
    with pytest.raises(NotPermitted):
        actions.register_document(cast.group, title="x", by=cast.user("a"), at=START)
    with pytest.raises(ValidationError) as error:
        registered(cast, number="区党发〔2025〕7号")
    assert code_of(error) == "document_registered"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"work_tags": ["gossip"]}, "choice_not_allowed"),
        ({"secrecy": "stub", "gist": "内容"}, "classified_stub_only"),
        ({"level": "village"}, "invalid_choice"),
    ],
)
def test_what_is_never_entered_10_2_a(cast: Cast, fields, code):
    with pytest.raises(ValidationError) as error:
        registered(cast, **fields)
    assert code_of(error) == code


def test_a_document_is_published_before_it_is_received_4_1_a(cast: Cast):
    with pytest.raises(ValidationError):
        registered(cast, published_on=DAY)


def test_of_a_classified_document_no_file_is_kept_4_1_a(cast: Cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stub = registered(cast, secrecy="stub", kept_at="机要室")
    upload = SimpleUploadedFile("件.txt", "内容".encode())
    with pytest.raises(Refused) as error:
        actions.attach_document_file(stub, upload, by=cast.user("clerk"), at=START)
    assert code_of(error) == "classified_stub_only"
    plain = registered(cast, title="公开文件")
    kept = actions.attach_document_file(plain, upload, "原文", by=cast.user("clerk"), at=START)
    assert kept.title == "原文"
    with pytest.raises(Refused) as error:
        actions.edit_document(plain, secrecy="stub", by=cast.user("clerk"), at=START)
    assert code_of(error) == "classified_stub_only"


def test_conveying_takes_measures_over_and_asks_the_absent_4_1_a_4_1_b(
    conveyed: SuperiorDocument, cast: Cast
):
    assert conveyed.state == "conveyed"
    assert [(m.text, m.source.text) for m in conveyed.measures.all()] == [("开展排查", "开展排查")]
    reading = CatchUpReading.objects.get()
    assert (reading.membership, reading.state) == (cast.seats["c"], "open")
    assert Notification.objects.filter(user=cast.user("c"), kind="reading_asked").count() == 1
    assert conveyed.entries.last().facts["absent"] == 1


def test_reading_up_is_the_members_own_and_no_attendance_4_1_b(
    conveyed: SuperiorDocument, cast: Cast, studied
):
    reading, before = CatchUpReading.objects.get(), list(AttendanceRecord.objects.values())
    for other in ("s", "clerk", "a"):
        with pytest.raises(NotPermitted):
            actions.confirm_reading(reading, by=cast.user(other), at=studied.now)
    actions.confirm_reading(reading, by=cast.user("c"), at=studied.now)
    assert (reading.state, reading.confirmed_at) == ("confirmed", studied.now)
    assert list(AttendanceRecord.objects.values()) == before
    assert cast.seats["c"].pk not in studied.meeting.roll().present
    assert absent_from(studied.item(1)) == (cast.seats["c"].pk,)
    with pytest.raises(Refused) as error:
        actions.confirm_reading(reading, by=cast.user("c"), at=studied.now)
    assert code_of(error) == "reading_confirmed"
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(CatchUpReading).filter(pk=reading.pk).update(confirmed_at=START)


def test_who_left_before_the_item_reads_it_up_4_1_b(cast: Cast):
    sitting = make_sitting(cast, present="sdab")
    actions.check_out(sitting.meeting, cast.seats["b"], by=cast.user("clerk"), at=sitting.tick())
    item = sitting.item(1)
    actions.start_item(item, by=cast.user("s"), at=sitting.tick())
    actions.conclude_item(item, "学习", [], "已有安排", by=cast.user("s"), at=sitting.tick())
    actions.check_in(sitting.meeting, cast.seats["c"], by=cast.user("clerk"), at=sitting.tick())
    assert absent_from(item) == (cast.seats["b"].pk, cast.seats["c"].pk)
    document = registered(cast)
    actions.convey_document(document, item, by=cast.user("clerk"), at=sitting.tick())
    assert document.none_needed == "已有安排"


def test_a_document_is_conveyed_at_several_meetings_once_at_each_4_1_a(
    conveyed, studied: Sitting, cast: Cast
):
    with pytest.raises(ValidationError) as error:
        actions.convey_document(conveyed, studied.item(1), by=cast.user("clerk"), at=studied.tick())
    assert code_of(error) == "already_conveyed"
    with pytest.raises(Refused) as error:
        actions.convey_document(conveyed, studied.item(2), by=cast.user("clerk"), at=studied.tick())
    assert code_of(error) == "not_a_transmission"
    assert conveyed.conveyances.count() == 1


def test_another_bodys_meeting_conveys_nothing_4_1_a(studied: Sitting):
    second_body = make_body("gaopo", {"s": "secretary", "a": "member", "b": "member"})
    document = registered(second_body)
    with pytest.raises(Refused) as error:
        actions.convey_document(document, studied.item(1), by=second_body.user("clerk"), at=studied.now)
    assert code_of(error) == "other_body"
    assert CatchUpReading.objects.count() == 0


def test_an_item_that_has_not_been_held_conveys_nothing_4_1_a(cast: Cast):
    sitting = make_sitting(cast)
    with pytest.raises(Refused) as error:
        actions.convey_document(registered(cast), sitting.item(1), by=cast.user("clerk"), at=sitting.now)
    assert code_of(error) == "item_not_concluded"


def test_a_document_is_carried_out_measure_by_measure_5_1_a(conveyed: SuperiorDocument, cast: Cast, studied):
    clerk, now = cast.user("clerk"), studied.now
    with pytest.raises(Refused) as error:
        actions.carry_out_document(conveyed, by=clerk, at=now)
    assert code_of(error) == "measures_open"
    measure = DocumentMeasure.objects.get()
    actions.edit_measure(measure, owner=cast.seats["a"], due_on=DAY + timedelta(days=9), by=clerk, at=now)
    with pytest.raises(Refused) as error:
        actions.finish_measure(measure, DAY, " ", by=clerk, at=now)
    assert code_of(error) == "evidence_required"
    actions.finish_measure(measure, DAY, "排查报告", by=clerk, at=now)
    actions.carry_out_document(conveyed, by=clerk, at=now)
    actions.take_up_document(conveyed, "上级要求再次排查", by=clerk, at=now)
    with pytest.raises(Refused) as error:
        actions.need_no_measures(conveyed, "无需", by=clerk, at=now)
    assert code_of(error) == "measures_planned"
    actions.carry_out_document(conveyed, by=clerk, at=now)
    actions.close_document(conveyed, by=clerk, at=now)
    assert conveyed.entries.last().facts["warned"] == ["readings_open"]
    with pytest.raises(Refused) as error:
        actions.edit_document(conveyed, title="改", by=clerk, at=now)
    assert code_of(error) == "document_closed"
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(DocumentMeasure).update(text="改")


def test_an_open_reading_is_confirmed_after_the_closing_too_4_1_b(conveyed, cast: Cast, studied):
    clerk, now = cast.user("clerk"), studied.now
    actions.finish_measure(DocumentMeasure.objects.get(), DAY, "排查报告", by=clerk, at=now)
    actions.carry_out_document(conveyed, by=clerk, at=now)
    actions.close_document(conveyed, by=clerk, at=now)
    reading = actions.confirm_reading(CatchUpReading.objects.get(), by=cast.user("c"), at=now)
    assert reading.state == "confirmed"


def test_why_no_measure_is_needed_or_why_it_was_not_conveyed_4_1_a(cast: Cast):
    clerk = cast.user("clerk")
    document = registered(cast)
    for act in (actions.carry_out_document, actions.close_document):
        with pytest.raises(Refused):
            act(document, by=clerk, at=START)
    with pytest.raises(Refused) as error:
        actions.need_no_measures(document, "x", by=clerk, at=START)
    assert code_of(error) == "not_conveyed"
    with pytest.raises(Refused) as error:
        actions.set_document_aside(document, "", by=clerk, at=START)
    assert code_of(error) == "reason_required"
    actions.set_document_aside(document, "仅供阅知", by=clerk, at=START)
    assert (document.state, document.none_needed, document.closed_on) == ("closed", "仅供阅知", DAY)


def test_the_register_counts_and_finds_what_is_wanting_5_1_a_10_2_a(conveyed: SuperiorDocument, cast: Cast):
    rows = SuperiorDocument.objects.visible_to(cast.user("clerk"), cast.group)
    bare = registered(cast, title="廉政工作部署", work_tags=["integrity"], wanted_on=DAY)
    one = rows.counted().get(pk=conveyed.pk)
    assert (one.times, one.planned, one.done, one.unread) == (1, 1, 0, 1)
    assert list(rows.tagged("integrity")) == [bare]
    assert list(rows.behind(DAY)) == []
    assert list(rows.behind(DAY + timedelta(days=1))) == [bare]
    assert list(rows.without_measures()) == []
    measure = DocumentMeasure.objects.get()
    actions.edit_measure(measure, due_on=date(2025, 3, 1), by=cast.user("clerk"), at=START)
    assert list(rows.behind(DAY)) == [conveyed]


def test_a_measure_may_be_added_and_takes_the_reason_away_4_1_a(cast: Cast, studied: Sitting):
    document = registered(cast)
    clerk, now = cast.user("clerk"), studied.now
    item = studied.item(1)
    actions.convey_document(document, item, by=clerk, at=now)
    actions.add_measure(document, "再次检查", cast.seats["b"], DAY, by=clerk, at=now)
    assert (document.measures.count(), document.none_needed) == (2, "")
