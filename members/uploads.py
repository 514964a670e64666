"""Which files are accepted, and under which name are they kept?

The type is read from the content and must fit the ending; the stored name is random.
"""

import secrets
import zipfile
from pathlib import PurePosixPath
from typing import Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

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
        return b"\0" not in head and not head.lstrip().lower().startswith(
            (b"<!doctype", b"<html", b"<svg", b"<?xml")
        )
    guessed = filetype.guess(head)
    if suffix in (".docx", ".xlsx", ".pptx"):
        return head.startswith(b"PK\x03\x04") and _is_office_file(upload)
    return guessed is not None and guessed.mime == TYPES[suffix]


def _is_office_file(upload: "UploadedFile[Any]") -> bool:
    try:
        with zipfile.ZipFile(upload) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise ValidationError(_("The file unpacks to more than is accepted."), code="archive_limits")
            return "[Content_Types].xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False
    finally:
        upload.seek(0)
