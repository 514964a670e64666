"""Which meetings of a year are sealed, and what do their files hold?  CHK-40."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from meetings.models import Meeting
from members.models import LeadingGroup
from reports.archive.models import ArchivePackage
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.archive import PARTS, Archive, Volume
from reports.standalone.verify import FACTS

_YEAR = re.compile(r"·(\d{4})-")


def gather(group: LeadingGroup, year: int, today: date) -> Archive:
    """Read meetings and the lists of what their sealed files hold (five queries); no file is opened.  Clause 6.5-m."""
    span = span_of(group, year, today)
    if span is None:
        return Archive(None)
    held = Meeting.objects.held().filter(group=group, day__year=year)
    packages = ArchivePackage.objects.filter(meeting__in=held)
    columns = ("meeting", "archive_code", "sealed_at", "files")
    sealed = {row[0]: row[1:] for row in packages.values_list(*columns)}
    return Archive(
        span,
        tuple(
            _volume(key, day, localdate(closed_at) if closed_at else None, sealed.get(key))
            for key, day, closed_at in held.order_by("day", "pk").values_list("pk", "day", "closed_at")
        ),
    )


def _volume(key: int, day: date, ended_on: date | None, sealed: tuple[Any, ...] | None) -> Volume:
    if sealed is None:
        return Volume(key, day, ended_on)
    code, sealed_at, files = sealed
    named = _YEAR.search(code)
    filed_year = int(named[1]) if named else None
    return Volume(key, day, ended_on, localdate(sealed_at), _parts(files), filed_year)


def _parts(files: Iterable[dict[str, Any]]) -> frozenset[str]:
    listed = list(files)
    facts = {"facts"} if any(record["name"] == FACTS for record in listed) else set()
    return frozenset({str(row["paper"]) for row in listed if "paper" in row} & PARTS.keys() | facts)


SOURCE = Source("archive", gather, facts=Archive)
