"""A document of the superior in a real browser: received, conveyed, carried out, and read up on the phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import CatchUpReading, DocumentMeasure, SuperiorDocument
from reports.demo.cast import Cast
from reports.demo.script import Away, Sitting, first
from reports.demo.sitting import Room
from tests.journeys.screen import PHONE, WIDE, Desk, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TITLE = "关于安全发展的重要讲话精神"
EVIDENCE = "隐患排查通报一份"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """A body that studied the speech a week ago, without its member 5."""
    today = timezone.localdate()
    speech = first(f"传达学习{TITLE}", today - timedelta(days=12))
    sitting = Sitting(today - timedelta(days=7), (speech,), away={"member5": Away()}, left="closed")
    Room(cast, sitting).hold()
    return cast


def test_from_receipt_to_measures_and_reading_up(cast: Cast, desks: Desks) -> None:
    clerk, absent = desks(clerk=WIDE, member5=PHONE).values()
    document = document_is_registered(clerk)
    it_is_conveyed_where_it_was_studied(clerk, document)
    measures_are_entered_and_done(clerk, cast, document)
    absent_member_reads_it_up(absent, document)
    document_is_closed(clerk, document)
    assert clerk.complaints + absent.complaints == []


def document_is_registered(clerk: Desk) -> SuperiorDocument:
    clerk.go("meetings:superior_list")
    clerk.look_twice("superior-list")
    clerk.go("meetings:superior_create")
    day = str(timezone.localdate() - timedelta(days=10))
    clerk.send(title=TITLE, number="县党办发〔2026〕31号", issuer="县委办公室", level="county", received_on=day,
        gist="传达学习并研究贯彻意见。",
    )  # fmt: skip
    return SuperiorDocument.objects.get()


def it_is_conveyed_where_it_was_studied(clerk: Desk, document: SuperiorDocument) -> None:
    clerk.go("meetings:superior_detail", document.pk)
    expect(clerk.page.get_by_text("可能在此传达")).to_be_visible()
    clerk.look_twice("superior-received")
    with clerk.posted(yes=True):
        clerk.page.get_by_role("button", name="在此传达").click()
    expect(clerk.page.get_by_text("既无贯彻落实措施")).to_be_visible()
    clerk.look_twice("superior-conveyed")


def measures_are_entered_and_done(clerk: Desk, cast: Cast, document: SuperiorDocument) -> None:
    clerk.sheet(
        "meetings:superior_measure_add",
        document.pk,
        text="开展安全隐患排查",
        owner=str(cast.seats["member4"].pk),
        due_on=str(timezone.localdate()),
    )
    measure = DocumentMeasure.objects.get()
    clerk.sheet("meetings:superior_measure_done", document.pk, measure.pk, evidence=EVIDENCE)
    expect(clerk.page.get_by_text(EVIDENCE)).to_be_visible()
    clerk.press("meetings:superior_carry_out", document.pk, yes=True)


def absent_member_reads_it_up(absent: Desk, document: SuperiorDocument) -> None:
    absent.go("members:home_detail")
    absent.page.get_by_text("待补学").click()
    expect(absent.page.get_by_text("补学不算到会")).to_be_visible()
    absent.look("catchup-390")
    reading = CatchUpReading.objects.get()
    absent.press("meetings:catchup_confirm", reading.pk)
    reading.refresh_from_db()
    assert reading.state == "confirmed"
    absent.go("members:home_detail")
    expect(absent.page.get_by_text("待补学")).to_have_count(0)


def document_is_closed(clerk: Desk, document: SuperiorDocument) -> None:
    clerk.go("meetings:superior_detail", document.pk)
    expect(clerk.page.get_by_text("1/1")).to_be_visible()
    clerk.press("meetings:superior_close", document.pk, yes=True)
    expect(clerk.page.get_by_text("文件已办结")).to_be_visible()
    document.refresh_from_db()
    assert document.state == "closed"
