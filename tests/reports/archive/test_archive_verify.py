"""Does the command find what was changed in the register, in a package, or in the guards?"""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from meetings.models import Meeting
from members.models import LeadingGroup, Term
from members.procedure import guards
from reports.archive.models import ArchivePackage
from tests.world.volumes import AT, GROUP, KEY, OTHER_KEY, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(tmp_path: Path, settings: Any) -> None:
    """Let the installation sign with the key of the tests."""
    settings.ARCHIVE_SIGNING_KEY_FILE = tmp_path / "key.pem"
    pem = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    settings.ARCHIVE_SIGNING_KEY_FILE.write_bytes(pem)


@pytest.fixture
def shelf() -> list[ArchivePackage]:
    """Three sealed meetings in the register."""
    group = LeadingGroup(
        code=GROUP["code"],
        name=GROUP["name"],
        full_name=GROUP["name"],
        government="云岭县人民政府",
        superior="中共云岭县委",
        document_word="云政党组发",
    )
    group.save()
    term = Term(group=group, number=1, since=timezone.localdate(AT))
    term.save()
    return [_kept(group, term, volume) for volume in sealed(3)]


def _kept(group: LeadingGroup, term: Term, volume: Any) -> ArchivePackage:
    meeting = Meeting(group=group, term=term, starts_at=AT, place="一号会议室")
    meeting.save()
    link = volume.signed.link
    package = ArchivePackage(
        group=group,
        meeting=meeting,
        archive_code=f"YL-{link.seq}",
        seq=link.seq,
        kind=link.kind,
        at=link.at,
        obj_hash=link.obj_hash,
        prev=link.prev,
        leaf=link.leaf,
        signature=volume.signed.signature,
        salt=volume.salt,
        checkpoint=volume.checkpoint,
        sha256=hashlib.sha256(volume.data).hexdigest(),
        size=len(volume.data),
        files=[{"name": "data/meeting.json", "size": 1}],
        data=volume.data,
        sealed_at=AT,
    )
    package.save()
    return package


def verified(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    codes = []
    try:
        call_command("archive_verify", *arguments, stdout=out)
    except CommandError as error:
        codes.append(error.returncode)
    told: dict[str, Any] = json.loads(out.getvalue())
    assert codes == ([] if told["ok"] else [1])
    return told


def failing(told: dict[str, Any]) -> dict[str, list[str]]:
    return {
        report["name"]: [failure["code"] for failure in report["failures"]]
        for report in told["groups"][GROUP["code"]]
        if not report["ok"]
    }


def test_an_honest_archive_verifies(shelf: list[ArchivePackage], tmp_path: Path) -> None:
    head = tmp_path / "head.txt"
    head.write_text(shelf[1].checkpoint, encoding="utf-8")
    told = verified("--group", GROUP["code"], "--head", str(head))
    assert (told["ok"], told["guards_missing"], failing(told)) == (True, [], {})
    assert [report["name"] for report in told["groups"][GROUP["code"]]] == [
        "register",
        "YL-0",
        "YL-1",
        "YL-2",
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"obj_hash": "ab" * 32}, {"register": ["foreign_signature"], "YL-1": ["register_differs"]}),
        ({"prev": "ab" * 32}, {"register": ["prev_broken"], "YL-1": ["register_differs"]}),
        ({"signature": "ab" * 64}, {"register": ["foreign_signature"]}),
        ({"data": sealed(1)[0].data}, {"YL-1": ["register_differs"]}),
        ({"data": b"PK"}, {"YL-1": ["container_broken", "file_missing", "register_differs"]}),
        ({"data": sealed(2, OTHER_KEY)[1].data}, {"YL-1": ["foreign_key", "register_differs"]}),
    ],
)
def test_what_was_changed_below_the_guards_is_named(
    shelf: list[ArchivePackage], change: dict[str, object], expected: dict[str, list[str]]
) -> None:
    with guards.dropped(connection):
        ArchivePackage._base_manager.filter(seq=1).update(**change)
    told = verified()
    assert told["ok"] is False
    assert failing(told) == expected


def test_a_removed_package_is_a_gap(shelf: list[ArchivePackage]) -> None:
    with guards.dropped(connection):
        ArchivePackage._base_manager.filter(seq=1)._raw_delete("default")
    assert failing(verified()) == {"register": ["gap"]}


def test_the_last_package_removed_shows_only_against_a_checkpoint(
    shelf: list[ArchivePackage], tmp_path: Path
) -> None:
    head = tmp_path / "head.txt"
    head.write_text(shelf[2].checkpoint, encoding="utf-8")
    with guards.dropped(connection):
        ArchivePackage._base_manager.filter(seq=2)._raw_delete("default")
    assert verified()["ok"] is True
    assert failing(verified("--head", str(head))) == {"register": ["head_differs"]}


def test_guards_that_do_not_stand_are_named(shelf: list[ArchivePackage]) -> None:
    table = ArchivePackage._meta.db_table
    name = next(each.name for each in guards.triggers.standing(connection) if each.table == table)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
    told = verified()
    assert (told["ok"], told["guards_missing"]) == (False, [name])


def test_an_unknown_body_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("archive_verify", "--group", "nobody")
