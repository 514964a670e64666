"""What is done about a volume of the past: entered, corrected with a trace, scanned, indexed?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from reports.past import rules
from reports.past.models import PastIndexLine, PastVolume, PastVolumeFile, PastVolumeVersion
from reports.past.states import KEEP, LineState

SAID = (
    "number",
    "title",
    "kind",
    "year",
    "first_day",
    "last_day",
    "ordinal_from",
    "ordinal_to",
    "pages",
    "place",
    "retention",
    "notes",
)
"""What is said about a volume, and kept in each version."""
BATCH = 500


def enter_past_volume(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> PastVolume:
    """Enter a volume from before the software.

    Raises Refused: "past_reversed", "past_in_future", "past_other_year", "past_ordinals_reversed"; ValidationError
    ("number_taken").  Clause 6.5-m.
    """
    demand_power(KEEP, by, group)
    with transaction.atomic():
        volume = PastVolume(group=group, entered_by=by, entered_at=at, **fields)
        volume.save()
        _keep_version(volume, "", by, at)
        enter(volume, "enter_past_volume", by=by, at=at, after=volume.state, facts={"title": volume.title})
    return volume


def correct_past_volume(
    volume: PastVolume, reason: str, *, by: User, at: datetime, **fields: Any
) -> PastVolume:
    """Say something else about a volume, as a new version; what was said before is kept.

    Raises Refused: "reason_required", "nothing_changed", and what `enter_past_volume` raises.  Clause 6.5-m.
    """
    with advance(volume, "correct_past_volume", by=by, at=at, reason=reason) as act:
        _reasoned(reason)
        changed = [name for name in SAID if name in fields and getattr(volume, name) != fields[name]]
        if not changed:
            uphold(refuse("nothing_changed", gettext_noop("Nothing was changed."), "6.5-m"))
        for name in changed:
            setattr(volume, name, fields[name])
        outside = volume.lines.filter(state=LineState.LISTED).exclude(
            day__range=(volume.first_day, volume.last_day)
        )
        if (line := outside.first()) is not None:
            uphold(rules.within(line.day, volume.first_day, volume.last_day))
        volume.version += 1
        _keep_version(volume, reason, by, at)
        act.facts["changed"] = changed
    return volume


def _reasoned(reason: str) -> None:
    uphold(reason_given(reason, "6.5-m"))


def _keep_version(volume: PastVolume, reason: str, by: User, at: datetime) -> None:
    facts = {name: getattr(volume, name) for name in SAID}
    kept = {
        name: value if value is None or isinstance(value, int) else str(value)
        for name, value in facts.items()
    }
    PastVolumeVersion(
        volume=volume, number=volume.version, said=kept, reason=reason.strip(), by=by, at=at
    ).save()


def attach_scan(
    volume: PastVolume, upload: "UploadedFile[Any]", title: str = "", *, by: User, at: datetime
) -> PastVolumeFile:
    """Keep a scan of a volume, with its SHA-256.  Raises ValidationError for a type or size that is not accepted."""
    with advance(volume, "attach_scan", by=by, at=at, paper=title or str(upload.name)[:200]) as act:
        kept = PastVolumeFile.keep(upload, title, by=by, at=at, volume=volume)
        act.facts["sha256"] = kept.sha256
    return kept


def withdraw_scan(scan: PastVolumeFile, reason: str, *, by: User, at: datetime) -> PastVolumeFile:
    """Take back a scan that was attached by mistake; it is kept and not shown."""
    with advance(scan.volume, "withdraw_scan", by=by, at=at, paper=scan.title, reason=reason):
        _reasoned(reason)
        scan.withdrawn = True
        scan.save()
    return scan


def index_past_volume(
    volume: PastVolume, lines: Sequence[PastIndexLine], *, by: User, at: datetime
) -> list[PastIndexLine]:
    """Add lines to the index of a volume: day, ordinal, title and page as printed.

    An index is no record; its lines are written at once, after each was looked at.
    Raises Refused ("past_outside_volume"), ValidationError.  Clause 6.5-m.
    """
    with advance(volume, "index_past_volume", by=by, at=at) as act:
        for line in lines:
            line.volume = volume
            line.clean_fields()
            uphold(rules.within(line.day, volume.first_day, volume.last_day))
        made: list[PastIndexLine] = PastIndexLine.objects.bulk_create(lines, batch_size=BATCH)
        act.facts["lines"] = len(lines)
    return made


def add_index_line(volume: PastVolume, *, by: User, at: datetime, **fields: Any) -> PastIndexLine:
    """Add one line to the index of a volume."""
    return index_past_volume(volume, [PastIndexLine(volume=volume, **fields)], by=by, at=at)[0]


def strike_index_line(line: PastIndexLine, reason: str, *, by: User, at: datetime) -> PastIndexLine:
    """Strike out a line of an index that was entered by mistake; it is kept as it was."""
    facts = {"reason": reason, "title": line.title[:120]}
    with advance(line.volume, "strike_index_line", by=by, at=at, **facts) as act:
        _reasoned(reason)
        with act.part(line, "strike_index_line"):
            pass
    return line


def strike_past_volume(volume: PastVolume, reason: str, *, by: User, at: datetime) -> PastVolume:
    """Strike out a volume that was entered by mistake; it is kept as it was.  Clause 6.5-m."""
    with advance(volume, "strike_past_volume", by=by, at=at, reason=reason):
        _reasoned(reason)
    return volume
