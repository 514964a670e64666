"""Files that somebody would rather not have: refused by content and ending, and never served as a page."""

import struct
import zlib
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from members import uploads
from members.tables.exports import download, sent
from members.uploads import LARGEST, LARGEST_UNPACKED, MOST_MEMBERS, TYPES, checked_type, stored_name
from study import actions
from study.models import StudyMaterial
from tests.cast import Cast, cast  # noqa: F401  (a fixture)
from tests.study.year import moment, planned

DAY = date(2026, 3, 18)

HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
EXE = b"MZ" + b"\x90\x00" * 64
CONTENT_TYPES = ("[Content_Types].xml", b"<Types/>")


def picture(kind: str, size: tuple[int, int] = (4, 4)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def archive(*members: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def office(part: str, *more: tuple[str, bytes]) -> bytes:
    return archive(CONTENT_TYPES, (f"{part}/document.xml", b"<x/>"), *more)


def claiming(size: int) -> bytes:
    """An office file whose directory says of one member that it unpacks to so many bytes."""
    packed = bytearray(office("word"))
    entry = packed.index(b"PK\x01\x02")
    packed[entry + 24 : entry + 28] = struct.pack("<L", size)
    return bytes(packed)


def huge_picture() -> bytes:
    """A PNG of 60 bytes that says it has 40,000 × 40,000 points."""
    head = b"IHDR" + struct.pack(">LLBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">L", 13) + head + struct.pack(">L", zlib.crc32(head))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">L", 0) + b"IDAT" + struct.pack(">L", zlib.crc32(b"IDAT"))
    )


ACCEPTED = {
    "材料.pdf": PDF,
    "MATERIAL.PDF": PDF,
    "意见.docx": office("word"),
    "表.xlsx": office("xl"),
    "稿.pptx": office("ppt"),
    "图.png": picture("PNG"),
    "图.jpg": picture("JPEG"),
    "图.jpeg": picture("JPEG"),
    "utf8.txt": "学习体会".encode(),
    "mark.txt": "学习体会".encode("utf-8-sig"),
    "utf16.txt": "学习体会".encode("utf-16"),
    "gb.txt": "学习体会".encode("gb18030"),
    "less.txt": b"2 < 3, and 5 > 4",
}

OTHER_KINDS = [
    "page.html", "page.htm", "page.xhtml", "page.shtml", "picture.svg", "script.js", "style.css", "feed.xml", "sheet.xsl",
    "run.exe", "run.bat", "run.sh", "run.php", "run.py", "run.jar", "lib.so", "old.doc", "macro.docm", "macro.xlsm",
    "packed.zip", "packed.rar", "packed.7z", "disk.iso", "moving.gif", "moving.mp4", "mail.eml", "link.lnk", "link.url",
    "no-ending", "pdf", ".pdf.", "double.pdf.html", "null.pdf\0.html", "space.pdf ", "colon.pdf::$DATA", "percent.pdf%00.svg",
]  # fmt: skip

WRONG_CONTENT = {
    "html.pdf": HTML,
    "html.png": HTML,
    "html.jpg": HTML,
    "html.docx": HTML,
    "html.txt": HTML,
    "blank-html.txt": b" \n\t" + HTML,
    "marked-html.txt": b"\xef\xbb\xbf" + HTML,
    "wide-html.txt": HTML.decode().encode("utf-16"),
    "doctype.txt": b"<!DOCTYPE html><p>",
    "comment.txt": b"<!-- --><script>",
    "script.txt": b"<ScRiPt>alert(1)</script>",
    "svg.txt": SVG,
    "svg.png": SVG,
    "xml.txt": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
    "php.txt": b"<?php system($_GET['x']);",
    "exe.txt": EXE,
    "exe.pdf": EXE,
    "late.pdf": b"x" * 2000 + PDF,
    "pdf.png": PDF,
    "png.pdf": picture("PNG"),
    "png.jpg": picture("PNG"),
    "gif.png": picture("GIF"),
    "head-only.png": b"\x89PNG\r\n\x1a\n" + HTML,
    "head-only.jpg": b"\xff\xd8\xff\xe0" + HTML,
    "zip.docx": archive(("a.txt", b"a")),
    "zip.pdf": archive(("a.txt", b"a")),
    "sheet.docx": office("xl"),
    "text.xlsx": office("word"),
    "macro.docx": office("word", ("word/vbaProject.bin", b"x")),
    "macro.xlsx": office("xl", ("xl/VBAPROJECT.BIN", b"x")),
    "climbing.docx": office("word", ("../../etc/cron.d/x", b"x")),
    "absolute.docx": office("word", ("/etc/passwd", b"x")),
    "windows.docx": office("word", ("word\\..\\..\\x", b"x")),
    "torn.docx": office("word")[:-30],
    "begun.docx": b"PK\x03\x04" + HTML,
}

BOMBS = {
    "claims.docx": claiming(LARGEST_UNPACKED + 1),
    "zeros.xlsx": office("xl", *((f"xl/{n}.xml", bytes(32 * 1024 * 1024)) for n in range(10))),
    "crowd.docx": office("word", *((f"word/{n}", b"") for n in range(MOST_MEMBERS))),
    "huge.png": huge_picture(),
}

NAMES = [
    "../../etc/passwd", "..\\..\\windows\\system32\\x.pdf", "/etc/passwd", "C:\\x.pdf", "%2e%2e%2fx.pdf", "a\0b.pdf", "a\r\nSet-Cookie: x=1.pdf",
    'a"; filename="b.html', "长" * 300 + ".pdf", "x" * 5000 + ".pdf", "\u202efdp.exe.pdf", "con.pdf", ".htaccess", "", "；；.pdf", "a;b=c.pdf",
]  # fmt: skip


def code_of(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as error:
        checked_type(SimpleUploadedFile("x", content) if not name else named(name, content))
    return str(error.value.code)


def named(name: str, content: bytes) -> SimpleUploadedFile:
    """An upload that still bears the very name it was sent under (Django's parser would clean it first)."""
    upload = SimpleUploadedFile("x", content)
    upload._name = name
    return upload


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_meant_is_accepted(name: str) -> None:
    ending = name[name.rindex(".") :].lower()
    assert checked_type(named(name, ACCEPTED[name])) == TYPES[ending]


@pytest.mark.parametrize("name", OTHER_KINDS)
def test_other_kinds_are_refused_whatever_they_hold(name: str) -> None:
    assert {code_of(name, content) for content in (PDF, HTML, picture("PNG"))} == {"file_type"}


@pytest.mark.parametrize("name", WRONG_CONTENT)
def test_content_that_does_not_fit_its_ending_is_refused(name: str) -> None:
    assert code_of(name, WRONG_CONTENT[name]) == "file_type"


@pytest.mark.parametrize("name", BOMBS)
def test_what_unpacks_to_too_much_is_refused_unopened(name: str) -> None:
    assert code_of(name, BOMBS[name]) == "archive_limits"


def test_empty_and_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of("a.pdf", b"") == "file_empty"
    monkeypatch.setattr(uploads, "LARGEST", len(PDF) - 1)
    assert code_of("a.pdf", PDF) == "file_size"
    monkeypatch.setattr(uploads, "LARGEST", len(PDF))
    assert checked_type(named("a.pdf", PDF)) == "application/pdf"
    assert LARGEST == 30 * 1024 * 1024


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_path_and_no_header(name: str) -> None:
    kept = Path(stored_name(name))
    assert kept.parent == Path()
    assert len(kept.stem) == 32
    assert set(kept.stem) <= set("0123456789abcdef")
    assert stored_name(name) != stored_name(name)
    header = download(b"x", name, "application/pdf")["Content-Disposition"]
    assert header.startswith("attachment; filename=")
    assert not set(header) & set("\r\n\0\u202e")
    assert header.count('"') == 2


def served(materials: Iterable[StudyMaterial]) -> list[Any]:
    return [sent(material) for material in materials]


def test_accepted_files_lie_under_random_names_and_leave_as_attachments(
    cast: Cast,  # noqa: F811
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    session = planned(cast, DAY)
    for name, content in ACCEPTED.items():
        upload = SimpleUploadedFile(name, content)
        actions.attach_material(session, upload, "", by=cast.user("clerk"), at=moment(DAY))
    kept = list(session.materials.all())
    assert len(kept) == len(ACCEPTED)
    on_disk = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert len(on_disk) == len(ACCEPTED)
    assert all(Path(name).stem.isalnum() and len(Path(name).stem) == 32 for name in on_disk)
    for answer in served(kept):
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert answer["Content-Type"] in TYPES.values()
