"""Which files are accepted, and under which name are they kept?

The type is read from the content and must fit the ending; the stored name is random.
"""

import secrets
import warnings
import zipfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import PurePosixPath
from typing import Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

MEBIBYTE = 1024 * 1024
LARGEST = 30 * MEBIBYTE
LARGEST_UNPACKED = 300 * MEBIBYTE
MOST_MEMBERS = 5000

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
}
"""Accepted endings, and what their content must be."""

PARTS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
"""The folder that an office file of each kind holds."""
MOST_PIXELS = 100_000_000
MARKUP = (b"<!doctype", b"<!--", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php")
"""How a text begins that some browser might take for a page."""


def ending(name: str) -> str:
    """Return the ending of a file name, in lower case."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def stored_name(name: str) -> str:
    """Return a random name with the accepted ending; nothing of the sender's name is used as a path."""
    suffix = ending(name)
    return secrets.token_hex(16) + (suffix if suffix in TYPES else ".bin")


def checked_type(upload: "UploadedFile[Any]") -> str:
    """Return the type of a file whose content fits its ending.

    Raises ValidationError: "file_type", "file_size", "file_empty", "archive_limits".
    """
    suffix = ending(str(upload.name))
    if suffix not in TYPES:
        raise ValidationError(
            _("Files of this kind are not accepted; use %(kinds)s."),
            code="file_type",
            params={"kinds": "、".join(TYPES)},
        )
    if not upload.size:
        raise ValidationError(_("The file is empty."), code="file_empty")
    if upload.size > LARGEST:
        raise ValidationError(
            _("The file is larger than %(most)s MB."), code="file_size", params={"most": LARGEST // MEBIBYTE}
        )
    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    if not _fits(suffix, head, upload):
        raise ValidationError(_("The content of the file does not fit its ending."), code="file_type")
    return TYPES[suffix]


def _fits(suffix: str, head: bytes, upload: "UploadedFile[Any]") -> bool:
    if suffix == ".txt":
        return _is_plain_text(head)
    if suffix in PARTS:
        return head.startswith(b"PK\x03\x04") and _is_office_file(upload, PARTS[suffix])
    guessed = filetype.guess(head)
    if guessed is None or guessed.mime != TYPES[suffix]:
        return False
    return suffix == ".pdf" or _is_picture(upload)


def _is_plain_text(head: bytes) -> bool:
    """Say whether a file begins like a text (UTF-16 needs its mark) and not like markup."""
    for mark, encoding in ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16")):
        if head.startswith(mark):
            head = head.decode(encoding, errors="ignore").encode()
    return b"\0" not in head and not head.lstrip().lower().startswith(MARKUP)


def _is_picture(upload: "UploadedFile[Any]") -> bool:
    """Say whether a picture's frame can be read, without unpacking it; one of too many points is refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(upload, formats=("PNG", "JPEG")) as picture:
                width, height = picture.size
    except Image.DecompressionBombError:
        width, height = MOST_PIXELS, MOST_PIXELS
    except (OSError, SyntaxError, ValueError):
        return False
    finally:
        upload.seek(0)
    if width * height > MOST_PIXELS:
        raise ValidationError(_("The file unpacks to more than is accepted."), code="archive_limits")
    return True


def _is_office_file(upload: "UploadedFile[Any]", part: str) -> bool:
    """Say whether an archive is an office file of its kind, without macros; nothing is unpacked."""
    try:
        with zipfile.ZipFile(upload) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    finally:
        upload.seek(0)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise ValidationError(_("The file unpacks to more than is accepted."), code="archive_limits")
    names = [member.filename for member in members]
    return (
        "[Content_Types].xml" in names
        and any(name.startswith(part) for name in names)
        and not any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names)
        and not any(_escapes(name) for name in names)
    )


def _escapes(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts
