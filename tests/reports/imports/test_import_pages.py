"""What do the pages of imports show, to whom, and what do they offer?"""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import User
from reports.imports.actions import confirm_import
from reports.imports.models import ImportBatch
from reports.imports.registry import KINDS
from reports.past.models import PastVolume
from tests.cast import Cast, cast  # noqa: F401  (a fixture)
from tests.reports.imports.files import account, checked, file_of, past, stay

pytestmark = pytest.mark.django_db
SIZES = (1, 3, 60)


def client_of(cast: Cast, name: str) -> Client:  # noqa: F811
    client = Client()
    client.force_login(cast.user(name), backend="config.auth.MatrixBackend")
    return client


def url(cast: Cast, name: str, *args: int) -> str:  # noqa: F811
    return reverse(f"reports:{name}", args=[cast.group.code, *args])


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.mark.parametrize("code", KINDS)
def test_the_page_of_a_kind_offers_template_and_form(code: str, cast: Cast) -> None:  # noqa: F811
    client = client_of(cast, "clerk")
    page = text(client.get(url(cast, f"import_{code}")))
    for column in KINDS[code].columns:
        assert column.heading in page
    for form, kind in (("", "spreadsheetml"), ("?format=csv", "text/csv")):
        answer = client.get(url(cast, f"import_{code}_template") + form)
        assert kind in answer["Content-Type"]
        assert answer["Content-Disposition"].startswith("attachment; ")


def test_a_clerk_imports_an_index_from_file_to_register(cast: Cast) -> None:  # noqa: F811
    client = client_of(cast, "clerk")
    lines = [past("卷1", "2019-01-08", "研究年度工作"), past("卷1", "2019-02-30", "没有这一天")]
    answer = client.post(url(cast, "import_past"), {"upload": file_of("past", *lines)}, follow=True)
    page = text(answer)
    assert "尚未导入" in page
    assert 'data-code="not_a_day"' in page
    assert "第3行" in page
    assert "会议日期" in page
    assert "2019-02-30" in page
    assert "2024-03-01" in page
    batch = ImportBatch.objects.get()
    answer = client.post(url(cast, "import_confirm", batch.pk))
    assert answer.status_code == 422
    assert PastVolume.objects.count() == 0
    answer = client.post(url(cast, "import_past"), {"upload": file_of("past", lines[0])}, follow=True)
    assert "新案卷的目录行" in text(answer)
    batch = ImportBatch.objects.first()
    answer = client.post(url(cast, "import_confirm", batch.pk), follow=True)
    assert "所有行已导入" in text(answer)
    assert "研究年度工作" in text(client.get(url(cast, "pastvolume_detail", PastVolume.objects.get().pk)))
    answer = client.post(url(cast, "import_confirm", batch.pk))
    assert (answer.status_code, PastVolume.objects.count()) == (422, 1)
    assert "不能重复导入" in text(answer)


@pytest.mark.parametrize("name", ["a.txt", "a.xls", "a.csv"])
def test_a_file_that_is_not_read_is_answered_at_the_form(name: str, cast: Cast) -> None:  # noqa: F811
    upload = file_of("past", past("卷1", "2019-01-08", "一"), name=name)
    upload.file.truncate(20)
    answer = client_of(cast, "clerk").post(url(cast, "import_past"), {"upload": upload})
    assert answer.status_code == 422
    assert "data-unsaved" in text(answer)
    assert ImportBatch.objects.count() == 0


def test_hostile_words_of_a_file_stay_words(cast: Cast) -> None:  # noqa: F811
    bad = "<script>alert(1)</script>%(x)s %s {{ 1 }}"
    lines = [
        past("卷1", bad[:30], bad),
        past(bad[:50], "2019-01-08", bad),
        past("卷1", "2019-01-08", "好", kind=bad),
    ]
    client = client_of(cast, "clerk")
    answer = client.post(
        url(cast, "import_past"), {"upload": file_of("past", *lines, name=f"{bad[:9]}.csv")}, follow=True
    )
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert "%(x)s" in answer.content.decode()
    assert client.get(url(cast, "import_list")).status_code == 200


def test_first_passwords_are_shown_once_and_only_to_administrators(cast: Cast) -> None:  # noqa: F811
    batch = checked(cast, "roster", account("甲"), account("乙"), who="system_admin")
    confirm_import(batch, by=cast.user("system_admin"), at=timezone.now())
    assert "import_passwords" not in text(client_of(cast, "clerk").get(url(cast, "import_detail", batch.pk)))
    address = url(cast, "import_passwords", batch.pk)
    assert client_of(cast, "clerk").post(address).status_code == 403
    client = client_of(cast, "system_admin")
    assert address in text(client.get(url(cast, "import_detail", batch.pk)))
    answer = client.post(address)
    word = answer.context["told"][0][1]
    assert word in text(answer)
    assert answer["Cache-Control"] == "no-store, private"
    assert word not in text(client.get(url(cast, "import_detail", batch.pk)))
    assert User.objects.get(pk=answer.context["told"][0][0].pk).check_password(word)


def test_an_administrator_sees_rosters_alone(cast: Cast) -> None:  # noqa: F811
    roster = checked(cast, "roster", account("甲"), who="system_admin")
    index = checked(cast, "past", past("卷1", "2019-01-08", "一"))
    client = client_of(cast, "system_admin")
    page = text(client.get(url(cast, "import_list")))
    assert (url(cast, "import_detail", roster.pk) in page, url(cast, "import_detail", index.pk) in page) == (
        True,
        False,
    )
    assert client.get(url(cast, "import_detail", index.pk)).status_code == 404
    assert client.post(url(cast, "import_confirm", index.pk)).status_code == 404
    assert client.get(url(cast, "import_past")).status_code == 403


@pytest.mark.parametrize("state", ["with faults", "without", "done"])
def test_the_page_of_an_import_asks_as_often_for_many_lines(state: str, cast: Cast) -> None:  # noqa: F811
    client, found = client_of(cast, "clerk"), []
    for size in SIZES:
        lines = [
            past(f"卷{size}-{n}", "2019-01-08" if state != "with faults" else "x", "一") for n in range(size)
        ]
        batch = checked(cast, "past", *lines)
        if state == "done":
            confirm_import(batch, by=cast.user("clerk"), at=timezone.now())
        address = url(cast, "import_detail", batch.pk)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found.append(len(queries))
    assert found == [found[0]] * len(SIZES)
    assert found[0] < 20


def test_the_register_of_imports_asks_as_often_for_many(cast: Cast) -> None:  # noqa: F811
    client, found = client_of(cast, "clerk"), []
    for size in (1, 3, 12):
        for number in range(size - ImportBatch.objects.count()):
            checked(cast, "past", past(f"卷{size}-{number}", "2019-01-08", "一"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(cast, "import_list")).status_code == 200
        found.append(len(queries))
    assert found[1] == found[2]


def test_attendance_of_another_body_does_not_exist(cast: Cast) -> None:  # noqa: F811
    batch = checked(cast, "attendance", stay("成员s"))
    stranger = Client()
    stranger.force_login(cast.user("outsider"), backend="config.auth.MatrixBackend")
    assert stranger.get(url(cast, "import_detail", batch.pk)).status_code == 404
