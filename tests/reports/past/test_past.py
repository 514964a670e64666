"""Is a volume of the past kept as a scan with an index, corrected with a trace, and counted nowhere?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from members.procedure.record import NotPermitted, refusals
from reports.past import actions, rules
from reports.past.models import PastIndexLine, PastVolume, PastVolumeFile
from reports.past.states import LineState
from tests.cast import Cast, Sitting, cast, notified, second_body, sitting  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2019, 1, 8), date(2019, 12, 20)


def enter(cast: Cast, who: str = "clerk", **more) -> PastVolume:  # noqa: F811
    fields = {
        "number": "2019-001",
        "title": "2019年记录本",
        "kind": "record_book",
        "year": 2019,
        "first_day": FIRST,
        "last_day": LAST,
    }
    return actions.enter_past_volume(cast.group, by=cast.user(who), at=timezone.now(), **fields | more)


def refused(code: str, act, *args, **more) -> None:
    with pytest.raises(ValidationError) as error:
        act(*args, **more)
    assert refusals(error.value)[0].code == code


def do(cast: Cast, act, *args, who: str = "clerk", **more):  # noqa: F811
    return act(*args, by=cast.user(who), at=timezone.now(), **more)


def client_of(cast: Cast, name: str) -> Client:  # noqa: F811
    client = Client()
    client.force_login(cast.user(name), backend="config.auth.MatrixBackend")
    return client


def url(cast: Cast, name: str, *args: int) -> str:  # noqa: F811
    return reverse(f"reports:pastvolume_{name}", args=[cast.group.code, *args])


@pytest.mark.parametrize(
    ("first", "last", "year", "code"),
    [
        (FIRST, LAST, 2019, ""),
        (FIRST, FIRST, 2019, ""),
        (LAST, FIRST, 2019, "past_reversed"),
        (FIRST, LAST, 2018, "past_other_year"),
        (date(2018, 12, 1), LAST, 2018, ""),
        (FIRST, date(2025, 1, 1), 2019, ""),
        (FIRST, date(2025, 1, 2), 2019, "past_in_future"),
    ],
)
def test_the_days_of_a_volume_6_5_m(first: date, last: date, year: int, code: str) -> None:
    assert rules.span(first, last, year, date(2025, 1, 1)).code == code


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("1", "9", ""),
        ("9", "10", ""),
        ("10", "9", "past_ordinals_reversed"),
        ("第10次", "第9次", ""),
        ("", "3", ""),
        ("²", "1", ""),
    ],
)
def test_ordinals_are_kept_as_printed_6_5_m(first: str, last: str, code: str) -> None:
    assert rules.ordinals(first, last).code == code


def test_a_volume_is_entered_once_and_corrected_with_a_trace(cast: Cast) -> None:  # noqa: F811
    volume = enter(cast)
    refused("number_taken", enter, cast)
    refused("past_reversed", enter, cast, number="x", first_day=LAST, last_day=FIRST)
    refused("past_in_future", enter, cast, number="x", last_day=timezone.localdate() + timedelta(days=1))
    refused("reason_required", do, cast, actions.correct_past_volume, volume, " ", title="新")
    refused("nothing_changed", do, cast, actions.correct_past_volume, volume, "笔误", title=volume.title)
    do(cast, actions.correct_past_volume, volume, "原件重数", pages=186, ordinal_from="1", ordinal_to="24")
    refused("past_ordinals_reversed", do, cast, actions.correct_past_volume, volume, "误", ordinal_from="25")
    volume.refresh_from_db()
    assert (volume.version, volume.pages, volume.ordinal_from) == (2, 186, "1")
    before, after = volume.versions.all()
    assert (before.said["pages"], after.said["pages"], after.reason, after.by) == (
        None,
        186,
        "原件重数",
        cast.user("clerk"),
    )
    assert volume.entries.last().facts["changed"] == ["ordinal_from", "ordinal_to", "pages"]
    for sql in ("UPDATE reports_pastvolumeversion SET reason = 'x'", "DELETE FROM reports_pastvolumeversion"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    do(cast, actions.strike_past_volume, volume, "重复")
    refused("row_struck", do, cast, actions.correct_past_volume, volume, "晚了", title="x")
    assert enter(cast).pk != volume.pk


def test_a_scan_is_kept_with_its_digest_and_leaves_as_an_attachment(cast: Cast) -> None:  # noqa: F811
    volume = enter(cast)
    scan = do(cast, actions.attach_scan, volume, SimpleUploadedFile("a.txt", "扫描".encode()), "上册")
    assert len(scan.sha256) == 64
    assert volume.entries.last().facts["sha256"] == scan.sha256
    refused("file_type", do, cast, actions.attach_scan, volume, SimpleUploadedFile("a.html", b"<html>"), "")
    answer = client_of(cast, "a").get(url(cast, "file", volume.pk, scan.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    page = client_of(cast, "a").get(url(cast, "detail", volume.pk)).content.decode()
    assert scan.sha256 in page
    refused("reason_required", do, cast, actions.withdraw_scan, scan, "")
    do(cast, actions.withdraw_scan, scan, "扫错")
    assert client_of(cast, "a").get(url(cast, "file", volume.pk, scan.pk)).status_code == 404
    assert PastVolumeFile.objects.filter(withdrawn=True).count() == 1


def test_an_index_lies_within_its_volume_and_is_struck_not_changed(cast: Cast) -> None:  # noqa: F811
    volume = enter(cast)
    line = do(cast, actions.add_index_line, volume, day=FIRST, ordinal="第1次", title="研究工作", page="1-6")
    refused(
        "past_outside_volume",
        do,
        cast,
        actions.add_index_line,
        volume,
        day=FIRST - timedelta(days=1),
        title="x",
    )
    refused(
        "past_outside_volume",
        do,
        cast,
        actions.correct_past_volume,
        volume,
        "误",
        first_day=FIRST + timedelta(days=9),
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_pastindexline SET title = 'x'")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_pastindexline")
    do(cast, actions.strike_index_line, line, "重复")
    assert volume.lines.get().state == LineState.STRUCK
    refused("row_struck", do, cast, actions.strike_index_line, line, "再次")
    page = client_of(cast, "a").get(url(cast, "detail", volume.pk)).content.decode()
    assert 'row-title">研究工作' not in page


def test_meetings_on_record_in_its_days_are_asked_about_6_5_m(cast: Cast, sitting: Sitting) -> None:  # noqa: F811
    meetings = Meeting.objects.count()
    beside = enter(cast, number="2025-001", year=2025, first_day=date(2025, 3, 1), last_day=date(2025, 3, 31))
    assert (beside.beside().code, beside.beside().figures["meetings"]) == ("past_beside_meetings", 1)
    assert enter(cast).beside().code == ""
    assert "扫描件不代替" in client_of(cast, "a").get(url(cast, "detail", beside.pk)).content.decode()
    assert Meeting.objects.count() == meetings


def test_volumes_are_found_by_title_notes_and_index(cast: Cast) -> None:  # noqa: F811
    volume = enter(cast, notes="蓝色封面")
    enter(cast, number="2019-002", title="纪要汇编")
    do(cast, actions.add_index_line, volume, day=FIRST, title="水库除险加固")
    client = client_of(cast, "a")
    for words, count in (("记录本", 1), ("蓝色", 1), ("水库 加固", 1), ("2019-00", 2), ("没有", 0)):
        assert client.get(url(cast, "list"), {"q": words}).context["page"].paginator.count == count
    page = client.get(url(cast, "detail", volume.pk), {"q": "水库"}).content.decode()
    assert "水库除险加固" in page
    page = client.get(url(cast, "detail", volume.pk), {"q": "没有"}).content.decode()
    assert "水库除险加固" not in page


def test_clerks_keep_and_insiders_read(cast: Cast, second_body: Cast) -> None:  # noqa: F811
    volume = enter(cast)
    for who in ("s", "d", "a", "recorder", "inspector"):
        with pytest.raises(NotPermitted):
            enter(cast, who, number="x")
        assert client_of(cast, who).get(url(cast, "detail", volume.pk)).status_code == 200
        assert client_of(cast, who).get(url(cast, "correct", volume.pk)).status_code == 403
    assert client_of(cast, "system_admin").get(url(cast, "list")).status_code == 403
    assert client_of(second_body, "s").get(url(cast, "detail", volume.pk)).status_code == 404


def test_the_pages_ask_as_often_for_many_lines_and_volumes(cast: Cast) -> None:  # noqa: F811
    found, volume = [], enter(cast)
    client = client_of(cast, "clerk")
    for size in (1, 3, 300):
        lines = [PastIndexLine(day=FIRST, title=f"{size} {n}") for n in range(size - volume.lines.count())]
        do(cast, actions.index_past_volume, volume, lines)
        for number in range(min(size, 20)):
            PastVolume.objects.filter(number=f"{size}-{number}").exists() or enter(
                cast, number=f"{size}-{number}"
            )
        asked = []
        for address in (url(cast, "detail", volume.pk), url(cast, "list")):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
        found.append(asked)
    assert found == [found[0]] * 3
    assert max(found[0]) < 25
