"""Files for the tests: lines by name of the field, in the headings of a template."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.tables.exports import csv_text, workbook
from reports.imports.actions import check_file
from reports.imports.models import ImportBatch
from reports.imports.registry import KINDS
from reports.imports.templates import heads
from tests.cast import Cast


def file_of(code: str, *lines: dict[str, Any], name: str = "a.csv") -> SimpleUploadedFile:
    """Return a file of an import."""
    kind = KINDS[code]
    rows = [[n, *(line.get(column.name, "") for column in kind.columns)] for n, line in enumerate(lines, 1)]
    content = workbook("数据", heads(kind), rows) if name.endswith("xlsx") else csv_text(heads(kind), rows)
    return SimpleUploadedFile(name, content)


def checked(
    cast: Cast,
    code: str,
    *lines: dict[str, Any],
    who: str = "clerk",
    at: datetime | None = None,
    name: str = "a.csv",
) -> ImportBatch:
    """Check a file as somebody."""
    upload = file_of(code, *lines, name=name)
    return check_file(cast.group, KINDS[code], upload, by=cast.user(who), at=at or timezone.now())


def codes(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """Return the faults of an import: line, column, code."""
    return [(fault["line"], fault["column"], fault["code"]) for fault in batch.report["faults"]]


def account(name: str, **more: Any) -> dict[str, Any]:
    """Return a line of a roster."""
    return {"name": f"新{name}", "username": f"new-{name}"} | more


def past(number: str, day: str, title: str, **more: Any) -> dict[str, Any]:
    """Return a line of an index of past meetings."""
    volume = {"volume_title": "记录本", "kind": "会议记录本", "year": day[:4], "retention": "永久"}
    return volume | {"number": number, "day": day, "title": title} | more


def stay(member: str, **more: Any) -> dict[str, Any]:
    """Return a line of attendance at one study."""
    study = {"day": "2025-03-20", "title": "专题学习", "starts": "09:00", "ends": "11:00", "place": "会议室"}
    return study | {"member": member} | more
