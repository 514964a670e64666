"""What a town has of imports and volumes of the past: one that waits, one that is done, a volume with scan and index."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.tables.exports import csv_text
from reports.imports.actions import check_file, confirm_import
from reports.imports.models import ImportBatch
from reports.imports.registry import KINDS
from reports.imports.templates import heads
from reports.past import actions
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    now, today = timezone.now(), timezone.localdate()
    day = today - timedelta(days=3000)
    volume = made.do(
        actions.enter_past_volume,
        made.group,
        number=f"{mark}卷1",
        title=f"{mark}会议记录本",
        kind="record_book",
        year=day.year,
        first_day=day,
        last_day=day,
        at=now,
    )
    line = made.do(
        actions.add_index_line, volume, day=day, ordinal="第1次", title=f"{mark}会议", page="1", at=now
    )
    upload = SimpleUploadedFile(f"{mark}.txt", "扫描".encode())
    scan = made.do(actions.attach_scan, volume, upload, f"{mark}扫描件", at=now)
    absent = made.users["absent"]
    waiting = _checked(made, absent.username, absent.name, "clerk")
    done = _checked(made, f"{made.group.code}-came", f"{mark}新乙", "system_admin")
    made.do(confirm_import, done, who="system_admin", at=now)
    made.pks |= {
        "past": volume.pk,
        "past_line": line.pk,
        "past_scan": scan.pk,
        "import": waiting.pk,
        "import_done": done.pk,
    }


def _checked(made: Town, username: str, name: str, who: str) -> ImportBatch:
    """Check a roster of one account: one that is there, or a new one."""
    kind = KINDS["roster"]
    given = {"name": name, "username": username}
    if who == "system_admin":  # who belongs to no body could be chosen in every one
        given |= {"role": "auditor", "since": str(timezone.localdate())}
    row = ["1", *(given.get(column.name, "") for column in kind.columns)]
    upload = SimpleUploadedFile(f"{username}.csv", csv_text(heads(kind), [row]))
    batch: ImportBatch = made.do(check_file, made.group, kind, upload, who=who, at=timezone.now())
    assert not batch.faults, batch.report
    return batch
