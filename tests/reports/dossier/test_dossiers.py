"""Is a dossier made whole, once, the same each time, whoever dies in between, and only for who may have it?"""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.celery import app
from meetings.models import AgendaItem
from members.procedure.record import NotPermitted
from reports.archive.verification import public_key
from reports.dossier import actions as acts
from reports.dossier import making, papers, plan, worker
from reports.dossier.models import Dossier, DossierPart
from reports.dossier.shape import CLASSIFIED
from reports.dossier.states import DossierState
from reports.dossier.validator import inspect
from reports.standalone.verify import unpacked
from reports.standalone.verify import verify as verify_package
from reports.standalone.verify_dossier import CATALOGUE, verify_file
from reports.tasks import clear_dossiers, make_dossiers
from tests.house.town import Town, town
from tests.world.sealed import LaterStory
from tests.world.standing import standing

pytestmark = pytest.mark.django_db


def with_a_sealed_meeting() -> LaterStory:
    story = LaterStory()
    story.sealed()
    return story


place = standing(lambda: town("own", "云岭", sealed=False))
story = standing(with_a_sealed_meeting)


@pytest.fixture(scope="module")
def folder(standing_uploads: Path) -> Path:
    return standing_uploads


@pytest.fixture(autouse=True)
def _media(_uploads_of_its_own: None, settings: Any, folder: Path) -> None:
    settings.MEDIA_ROOT = folder


def the_meeting(story: LaterStory) -> Any:
    return plan.over(story.group).get()


def asked(story: LaterStory) -> Dossier:
    return acts.request_meeting(the_meeting(story), by=story.clerk, at=timezone.now())


def finished(dossier: Dossier) -> Dossier:
    """Let workers go on until nothing waits."""
    for _ in range(9):
        worker.make_waiting(60)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.READY, dossier.report
    return dossier


def files_of(dossier: Dossier) -> dict[str, bytes]:
    return dict(unpacked(dossier.file.read_bytes()))


def verbs(dossier: Dossier) -> list[str]:
    return list(dossier.entries.values_list("verb", flat=True))


def reader(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="config.auth.MatrixBackend")
    return client


# ---- a meeting ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def of_meeting(story: LaterStory, django_db_blocker: Any, folder: Path) -> Dossier:
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder):
        return finished(asked(story))


def test_clause_6_5_m_a_dossier_of_a_sealed_meeting_verifies(of_meeting: Dossier) -> None:
    report = verify_file(of_meeting.file, [public_key()])
    assert report.failures == []
    assert (report.items, report.packages, report.anchored) == (1, 1, True)
    assert verbs(of_meeting) == ["request_dossier", "begin_dossier", "finish_dossier"]


def test_the_sealed_package_goes_in_as_it_is_and_its_papers_beside_it(
    of_meeting: Dossier, story: LaterStory
) -> None:
    files = files_of(of_meeting)
    (inner,) = [content for name, content in files.items() if name.endswith(".zip")]
    assert verify_package(inner, [public_key()]).ok
    original = dict(unpacked(inner))
    names = [name.rsplit("/", 1)[-1] for name in files if name.startswith("文件/")]
    assert [name[2:] for name in names[:4]] == [
        "会议纪要.pdf",
        "发文稿纸01.pdf",
        "会议记录.pdf",
        "会议通知01.pdf",
    ]
    record = next(name for name in files if name.endswith("会议记录.pdf"))
    assert files[record] == original["documents/会议记录.pdf"]
    assert any("程序合规证明" in name for name in names)


def test_the_folder_is_the_archive_code_and_the_catalogue_says_so(of_meeting: Dossier) -> None:
    told = json.loads(files_of(of_meeting)[CATALOGUE])
    (item,) = told["items"]
    assert item["code"].endswith("-WS·2025-Y-BGS-0001")
    assert item["folder"] == f"文件/1-永久/{item['code']}/"
    assert (item["retention"], item["dated"]) == ("Y", "2025-03-18")
    assert item["pages"] > len([name for name in item["files"] if name.endswith(".pdf")]) // 2


def test_each_paper_is_pdf_a_2b_with_its_fonts(of_meeting: Dossier) -> None:
    """Our own look at the structure and that of another program agree."""
    seen = 0
    for name, content in files_of(of_meeting).items():
        if not name.endswith(".pdf") or seen > 5:
            continue
        seen += 1
        assert papers.faults(content) == [], name
        with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as meta:
            assert (str(meta["pdfaid:part"]), str(meta["pdfaid:conformance"])) == ("2", "B")
            assert papers.pages(content) == len(document.pages)
            fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
            described = [one for one in fonts if one.get("/Type") == "/FontDescriptor"]
            assert described
            assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()) for one in described)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: b"GIF89a" + data, "no_pdf"),
        (lambda data: data[:-200], "cut_off"),
        (lambda data: data.replace(b"/Metadata", b"/Metadaten"), "not_pdfa"),
        (lambda data: data.replace(b"%%EOF", b"/JavaScript %%EOF"), "active_content"),
    ],
)
def test_a_paper_that_is_not_archival_is_refused(of_meeting: Dossier, change: Any, code: str) -> None:
    cover = files_of(of_meeting)["00封面.pdf"]
    assert code in papers.faults(change(cover))


def test_made_twice_it_is_bit_identical(story: LaterStory, of_meeting: Dossier) -> None:
    again = finished(asked(story))
    assert again.pk != of_meeting.pk
    assert again.file.read_bytes() == of_meeting.file.read_bytes()
    assert again.sha256 == of_meeting.sha256


def test_neither_who_asked_nor_when_stands_in_it(story: LaterStory, of_meeting: Dossier) -> None:
    acts_by = story.user("s")
    other = acts.request_meeting(the_meeting(story), by=acts_by, at=timezone.now() + timedelta(days=1))
    assert finished(other).sha256 == of_meeting.sha256


# ---- workers -------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """As a killed process: nothing of ours runs after it."""


def of_year(place: Town) -> Dossier:
    return acts.request_year(
        place.group, timezone.localdate().year, by=place.users["clerk"], at=timezone.now()
    )


@pytest.fixture(scope="module")
def whole_year(place: Town, django_db_blocker: Any, folder: Path) -> tuple[Dossier, list[str]]:
    """The dossier of a year whose first worker was killed in its fourth part, and which items were begun."""
    begun: list[str] = []
    written = making.write_part

    def killed(planned: Any, pieces: Any, target: Path) -> Any:
        if len(begun) == 3:
            raise Killed
        return going_on(planned, pieces, target)

    def going_on(planned: Any, pieces: Any, target: Path) -> Any:
        begun.append(planned.code)
        return written(planned, pieces, target)

    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder),
        pytest.MonkeyPatch.context() as patched,
    ):
        dossier = of_year(place)
        patched.setattr(worker, "write_part", killed)
        claimed = claim_of(dossier)
        with pytest.raises(Killed):
            worker.make(claimed)
        assert dossier.parts.count() == 3
        # Its claim still stands: nobody else takes the dossier before it has lapsed.
        assert not Dossier.objects.free(timezone.now()).filter(pk=dossier.pk).exists()
        later = timezone.now() + acts.LEASE + timedelta(seconds=1)
        patched.setattr(worker, "write_part", going_on)
        assert worker.make(claim_of(dossier, later))
        dossier.refresh_from_db()
    return dossier, begun


def test_a_killed_worker_loses_nothing_but_the_part_it_was_at(whole_year: tuple[Dossier, list[str]]) -> None:
    dossier, begun = whole_year
    assert begun == [one["code"] for one in dossier.plan]
    assert dossier.state == DossierState.READY
    assert inspect(dossier.file, [public_key()]).ok
    assert not dossier.place.exists()
    assert verbs(dossier) == ["request_dossier", "begin_dossier", "finish_dossier"]


def claim_of(dossier: Dossier, at: Any = None) -> Dossier:
    """Claim until it is this dossier's turn; the town has others that wait."""
    at = at or timezone.now()
    while True:
        claimed = acts.claim_next(at)
        assert claimed is not None
        if claimed.pk == dossier.pk:
            return claimed


def test_two_workers_never_make_the_same(story: LaterStory) -> None:
    dossier = asked(story)
    first = claim_of(dossier)
    assert acts.claim_next(timezone.now()) is None
    second = claim_of(dossier, timezone.now() + acts.LEASE + timedelta(seconds=1))
    # The first one was only slow: what it brings is not kept, and its file goes.
    assert worker.make(first) is False
    assert dossier.parts.count() == 0
    with pytest.raises(acts.Lost):
        acts.keep_part(
            first, DossierPart(dossier=dossier, serial=1, file="x", made_at=timezone.now()), at=timezone.now()
        )
    assert worker.make(second)
    assert [path for path in dossier.place.parent.glob(f"{dossier.folder}*") if path.suffix != ".zip"] == []


def test_a_worker_lets_go_when_its_time_is_up(story: LaterStory) -> None:
    dossier = asked(story)
    claimed = claim_of(dossier)
    assert worker.make(claimed, until=0.0) is False
    dossier.refresh_from_db()
    assert (dossier.state, dossier.claim) == (DossierState.MAKING, "")
    assert finished(dossier)


def test_what_breaks_off_again_and_again_is_given_up_and_can_be_tried_again(
    story: LaterStory, monkeypatch: Any
) -> None:
    dossier = asked(story)
    with monkeypatch.context() as broken:
        broken.setattr(worker, "write_part", lambda *_args: 1 / 0)
        for attempt in range(1, acts.MOST_ATTEMPTS + 1):
            claimed = claim_of(dossier, timezone.now() + attempt * timedelta(hours=1))
            assert worker.make(claimed, until=float("inf")) is False
            # A pause after the error, then the next one may try.
            assert not Dossier.objects.free(timezone.now()).filter(pk=dossier.pk).exists()
    acts.claim_next(timezone.now() + timedelta(days=1))
    dossier.refresh_from_db()
    assert (dossier.state, dossier.report) == (DossierState.FAILED, {"code": "given_up"})
    acts.retry_dossier(dossier, by=story.clerk, at=timezone.now())
    assert finished(dossier)


def test_a_package_that_fails_its_check_is_not_offered(story: LaterStory, monkeypatch: Any) -> None:
    dossier = asked(story)
    written = making.write_container

    def tampered(sources: Any, file: Any) -> str:
        digest = written(sources, file)
        file.seek(3000)
        file.write(b"\x00\xff")
        return digest

    monkeypatch.setattr(making, "write_container", tampered)
    claimed = claim_of(dossier)
    assert worker.make(claimed) is False
    dossier.refresh_from_db()
    assert (dossier.state, dossier.report["code"]) == (DossierState.FAILED, "not_whole")
    assert dossier.report["failures"]
    assert not dossier.file.exists()


# ---- a year and a matter -------------------------------------------------------------------------------------


def test_a_year_holds_all_kinds_in_the_order_of_the_archive(whole_year: tuple[Dossier, list[str]]) -> None:
    year, _begun = whole_year
    told = json.loads(files_of(year)[CATALOGUE])
    kinds = list(dict.fromkeys(item["kind"] for item in told["items"]))
    assert {"meeting", "study", "ledger", "filings", "transmission", "research"} <= set(kinds)
    retentions = [item["retention"] for item in told["items"]]
    assert retentions == sorted(retentions, key=["Y", "D30", "D10"].index)
    assert len({item["code"] for item in told["items"]}) == len(told["items"])


def test_what_only_some_may_know_stays_outside(whole_year: tuple[Dossier, list[str]]) -> None:
    year, _begun = whole_year
    names = " ".join(files_of(year))
    assert "谈心谈话" not in names
    assert "征求意见表" not in names
    whole = year.file.read_bytes()
    for secret in ("指出的问题", "批评意见"):
        assert f"云岭{secret}".encode() not in whole


def test_a_classified_paper_is_a_stub(whole_year: tuple[Dossier, list[str]]) -> None:
    year, _begun = whole_year
    stubs = [one for one in year.plan if one["secrecy"]]
    assert all((one["title"], one["number"]) == (CLASSIFIED, "") for one in stubs)
    told = json.loads(files_of(year)[CATALOGUE])
    for item in told["items"]:
        if item["secrecy"]:
            assert [name.rsplit("/", 1)[-1] for name in item["files"]] == ["数据.json"]


def test_a_matter_holds_nothing_of_the_other_items_of_its_meeting(story: LaterStory) -> None:
    item = AgendaItem.objects.select_related("meeting__group").get(meeting=the_meeting(story), kind="budget")
    dossier = finished(acts.request_matter(item, by=story.user("s"), at=timezone.now()))
    files = files_of(dossier)
    names = [name.rsplit("/", 1)[-1][2:] for name in files if name.startswith("文件/")]
    assert {"会议纪要摘录.pdf", "议题审批表.pdf", "会议签到表.pdf", "表决结果单.pdf", "事项数据.json"} <= set(
        names
    )
    assert not any(name.endswith(".zip") for name in files)
    (facts,) = [content for name, content in files.items() if name.endswith("事项数据.json")]
    assert [one["title"] for one in json.loads(facts)["items"]] == ["预算调整"]
    assert "任命".encode() not in b"".join(
        content for name, content in files.items() if name.endswith(".json")
    )


def test_what_is_not_over_cannot_be_filed(place: Town) -> None:
    live = AgendaItem.objects.select_related("meeting__group").filter(meeting=place.pks["live"]).first()
    assert live is not None
    for request in (
        lambda **by: acts.request_meeting(live.meeting, **by),
        lambda **by: acts.request_matter(live, **by),
        lambda **by: acts.request_year(place.group, 1999, **by),
    ):
        with pytest.raises(ValidationError) as refused:
            request(by=place.users["clerk"], at=timezone.now())
        assert "nothing_to_file" in str(refused.value.__dict__) or refused.value.code == "nothing_to_file"


# ---- who may, and what is on record ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["member", "recorder", "inspector", "auditor", "system_admin"])
def test_only_clerks_and_the_secretary_have_one_made(place: Town, who: str) -> None:
    before = Dossier.objects.count()
    with pytest.raises(NotPermitted):
        acts.request_year(place.group, 2025, by=place.users[who], at=timezone.now())
    assert Dossier.objects.count() == before


def test_a_download_is_an_attachment_and_on_record(of_meeting: Dossier, story: LaterStory) -> None:
    answer = reader(story.clerk).get(f"/b/yunling/dossiers/{of_meeting.pk}/file/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content == of_meeting.file.read_bytes()
    assert answer["Content-Disposition"].startswith("attachment")
    last = of_meeting.entries.last()
    assert last is not None
    assert (last.verb, last.by, last.facts) == (
        "download_dossier",
        story.clerk,
        {"sha256": of_meeting.sha256},
    )


def test_a_file_that_is_gone_is_said_so(story: LaterStory) -> None:
    dossier = finished(asked(story))
    dossier.file.unlink()
    answer = reader(story.clerk).get(f"/b/yunling/dossiers/{dossier.pk}/file/")
    assert answer.status_code == 422
    assert "download_dossier" not in verbs(dossier)


def test_files_are_removed_after_their_days(story: LaterStory, settings: Any) -> None:
    settings.DOSSIER_DAYS = 3
    dossier = finished(asked(story))
    assert clear_dossiers() == 0
    assert acts.clear_dossiers(timezone.now() + timedelta(days=4), 3) >= 1
    dossier.refresh_from_db()
    assert dossier.state == DossierState.REMOVED
    assert not dossier.file.exists()
    assert verbs(dossier)[-1] == "expire_dossier"


def test_the_clock_makes_what_waits(story: LaterStory) -> None:
    due = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {"reports.tasks.make_dossiers", "reports.tasks.clear_dossiers"} <= due
    dossier = asked(story)
    assert make_dossiers() >= 1
    dossier.refresh_from_db()
    assert dossier.state == DossierState.READY


# ---- pages and command -------------------------------------------------------------------------------------------


def test_the_page_asks_again_while_it_is_made_and_offers_it_when_ready(story: LaterStory) -> None:
    client = reader(story.clerk)
    asked_for = {"scope": "meeting", "meeting": the_meeting(story).pk}
    answer = client.post("/b/yunling/dossiers/new/", asked_for)
    dossier = Dossier.objects.latest("pk")
    assert answer["Location"].endswith(f"/dossiers/{dossier.pk}/")
    waiting = client.get(f"/b/yunling/dossiers/{dossier.pk}/progress/").content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    assert "<progress" in waiting
    finished(dossier)
    ready = client.get(f"/b/yunling/dossiers/{dossier.pk}/progress/").content.decode()
    assert "hx-trigger" not in ready
    assert f"/dossiers/{dossier.pk}/file/" in ready


def test_the_form_asks_for_what_its_scope_needs(story: LaterStory) -> None:
    client = reader(story.clerk)
    answer = client.post("/b/yunling/dossiers/new/", {"scope": "matter", "year": "2025"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["matter"]
    chosen = client.get("/b/yunling/dossiers/new/?scope=meeting&meeting=1").context["form"]
    assert chosen["scope"].value() == "meeting"


@pytest.mark.parametrize("subject", ["--meeting", "--matter", "--year"])
def test_the_command_writes_a_checked_package(
    subject: str, story: LaterStory, tmp_path: Path, capsys: Any
) -> None:
    meeting = the_meeting(story)
    key = {"--meeting": str(meeting.pk), "--matter": "17-44-2", "--year": "2025"}[subject]
    out = tmp_path / "卷宗.zip"
    call_command("dossier", "--body", "yunling", subject, key, "--out", str(out))
    assert "SHA-256" in capsys.readouterr().out
    assert verify_file(out, [public_key()]).ok
    dossier = Dossier.objects.latest("pk")
    assert verbs(dossier) == ["request_dossier", "begin_dossier", "finish_dossier", "download_dossier"]
    assert dossier.requested_by is None


@pytest.mark.parametrize(
    "asked_for",
    [
        ("--body", "nowhere", "--year", "2025"),
        ("--body", "yunling", "--meeting", "0"),
        ("--body", "yunling", "--matter", "99-9"),
    ],
)
def test_the_command_says_what_is_not_there(
    story: LaterStory, asked_for: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(CommandError):
        call_command("dossier", *asked_for, "--out", str(tmp_path / "x.zip"))


def test_list_and_page_ask_as_often_for_many(story: LaterStory) -> None:
    client, counts = reader(story.clerk), []
    dossier = asked(story)
    client.get("/b/yunling/dossiers/")
    for more in (0, 2, 12):
        for _ in range(more):
            asked(story)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/b/yunling/dossiers/").status_code == 200
            assert client.get(f"/b/yunling/dossiers/{dossier.pk}/").status_code == 200
            assert client.get(f"/b/yunling/dossiers/{dossier.pk}/progress/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] < 40


def test_of_another_body_nothing_is_there(story: LaterStory, of_meeting: Dossier, place: Town) -> None:
    client = reader(place.users["clerk"])
    assert client.get(f"/b/own/dossiers/{of_meeting.pk}/").status_code == 404
    assert client.get(f"/b/own/dossiers/{of_meeting.pk}/file/").status_code == 404
    with pytest.raises(CommandError):
        call_command("dossier", "--body", "own", "--meeting", str(of_meeting.meeting_id), "--out", "x")
