"""What is found now, what is cured, and what is found again?  The checks are put to a body's year, and the answers kept.

A look reads its facts first and writes afterwards, in one short transaction.  When another look was written in between, the
facts may be older than what that one knew: they are read once more, while others wait.  A look that began before one that
is written already says nothing.  What the findings are about is never written to.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from members.models import LeadingGroup
from members.procedure.journal import advance, enter
from members.procedure.record import Refused
from reports.checks import registry
from reports.checks.facts.source import Source
from reports.checks.models import Finding, FindingLook, Followed
from reports.checks.rules.check import Check, Raised
from reports.checks.states import FindingState
from reports.records import record_lookup as subjects
from reports.records.recent_changes import OVERLAP, acted, touched
from reports.responsibility.models.filings import law_of

log = logging.getLogger(__name__)

FOLLOWER = "findings"
OWN = frozenset({"finding"})
"""Acts on findings change nothing that is looked at."""
PAUSE = timedelta(seconds=5)
"""A page looks again no sooner after the last look."""

Found = Mapping[tuple[str, str, int, str], tuple[Check[Any], Raised]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look came to, in numbers of findings; again: found once more after a cure."""

    new: int = 0
    cured: int = 0
    kept: int = 0
    again: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.new + other.new, self.cured + other.cured, self.kept + other.kept, self.again + other.again
        )


def look(
    group: LeadingGroup,
    year: int,
    today: date,
    at: datetime,
    sources: Sequence[Source[Any]] | None = None,
) -> Outcome:
    """Put the checks to a body's year as it stands, and keep what they find.

    at: the moment the look begins.  sources: those of the registry when left out.  The number of queries depends on
    what has changed since the last look, not on the records.  A year without rules in force is not asked about.
    """
    asked = registry.SOURCES if sources is None else sources
    try:
        law_of(group, year)
    except Refused:
        return Outcome()
    before = FindingLook.objects.filter(group=group, year=year).values_list("at", flat=True).first()
    result = _found(asked, group, year, today)
    with transaction.atomic():
        last_at = _waited(group, year, at)
        if last_at is not None and last_at > at:
            return Outcome()
        if last_at != before:
            result = _found(asked, group, year, today)
        outcome = _keep(group, year, at, asked, result)
        last = _found(registry.LAST, group, year, today)
        return outcome + _keep(group, year, at, registry.LAST, last)


def _found(sources: Iterable[Source[Any]], group: LeadingGroup, year: int, today: date) -> Found:
    """Return what is found by its identity; what a check finds twice about the same part is one finding."""
    result: dict[tuple[str, str, int, str], tuple[Check[Any], Raised]] = {}
    for source in sources:
        for check, raised in source.found(group, year, today):
            result.setdefault((check.id, raised.kind, raised.key, raised.part), (check, raised))
    return result


def _waited(group: LeadingGroup, year: int, at: datetime) -> datetime | None:
    """Wait for other looks at the year and return when the last written one began; from here on others wait."""
    looks = FindingLook.objects.select_for_update()
    last, made = looks.get_or_create(group=group, year=year, defaults={"at": at})
    if made:
        return None
    written = last.at
    if written <= at:
        last.at = at
        last.save(update_fields=["at"])
    return written


def _keep(
    group: LeadingGroup, year: int, at: datetime, sources: Iterable[Source[Any]], record: Found
) -> Outcome:
    checks = [check.id for source in sources for check in source.checks]
    rows = Finding.objects.filter(group=group, year=year, check_id__in=checks).order_by("pk")
    known = {(row.check_id, row.kind, row.key, row.part): row for row in rows.select_for_update()}
    gone = [row for place, row in known.items() if place not in record and row.state != FindingState.CURED]
    for row in gone:
        _cure(row, at)
    again = sum(_again(known[place], *result, at) for place, result in record.items() if place in known)
    fresh = {place: result for place, result in record.items() if place not in known}
    _write(group, year, at, fresh)
    return Outcome(len(fresh), len(gone), len(record) - len(fresh) - again, again)


def _cure(finding: Finding, at: datetime) -> None:
    with advance(finding, "cure_finding", by=None, at=at):
        finding.cured_at = at


def _again(finding: Finding, check: Check[Any], raised: Raised, at: datetime) -> bool:
    """Take over what is found now; say whether it had been cured.

    Figures move with the days: they are taken over without an entry.  Another answer of the check, or one that weighs
    differently, is entered, and what was answered does not answer it.
    """
    before = (finding.code, finding.weight)
    told = _told(check, raised)
    if finding.state == FindingState.CURED:
        with advance(finding, "reopen_finding", by=None, at=at, **raised.verdict.figures) as act:
            _take(finding, told)
            finding.times += 1
            finding.again_at, finding.cured_at = at, None
            act.facts["times"] = finding.times
        return True
    if before != (told["code"], told["weight"]):
        with advance(finding, "restate_finding", by=None, at=at, **raised.verdict.figures):
            _take(finding, told)
    elif any(getattr(finding, name) != value for name, value in told.items()):
        _take(finding, told)
        finding.save()
    return False


def _told(check: Check[Any], raised: Raised) -> dict[str, Any]:
    verdict = raised.verdict
    return {
        "on": raised.on,
        "weight": raised.weight.value,
        "code": verdict.code,
        "reason": verdict.reason,
        "clause": verdict.clause or check.clause,
        "figures": dict(verdict.figures),
        "answerer": check.answers,
    }


def _take(finding: Finding, told: Mapping[str, Any]) -> None:
    for name, value in told.items():
        setattr(finding, name, value)


def _write(group: LeadingGroup, year: int, at: datetime, fresh: Found) -> None:
    """Write what is new, with the names of the records (one query for each kind)."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for _check, raised in fresh.values():
        wanted[raised.kind].add(raised.key)
    records = subjects.read(wanted)
    for check, raised in fresh.values():
        record = records.get((raised.kind, raised.key))
        finding = Finding(
            group=group,
            check_id=check.id,
            kind=raised.kind,
            key=raised.key,
            part=raised.part,
            year=year,
            subject=subjects.name(record),
            member_id=subjects.whose(record),
            found_at=at,
            **_told(check, raised),
        )
        finding.save()
        enter(finding, "find", by=None, at=at, after=finding.state, facts=dict(raised.verdict.figures))


def years(today: date) -> tuple[int, int]:
    """Return the years that are looked at: the running one and the one before."""
    return today.year, today.year - 1


def look_over(groups: Iterable[LeadingGroup], at: datetime) -> int:
    """Look at both years of some bodies; one that fails is logged and keeps no other back.  Returns how many did not."""
    return sum(_looked_over(group, year, at) for group in groups for year in years(localdate(at)))


def _looked_over(group: LeadingGroup, year: int, at: datetime) -> bool:
    try:
        look(group, year, localdate(at), at)
    except Exception:
        log.exception("findings of %s in %s were not looked for", group.code, year)
        return False
    return True


def follow(at: datetime) -> int:
    """Look again at each body that had acts since the last time; return at how many years of bodies.

    Each act is followed by two sweeps: at once, and again when whatever was under way beside it has been committed.  The
    stretch of time is claimed before it is looked at, so that sweeps do not pile up; what a worker that dies leaves undone
    is done by the second sweep, and at night.
    """
    claimed, since = _claim(at)
    if not claimed:
        return 0
    groups = LeadingGroup.objects.order_by("code")
    if since is not None:
        acts = (touched(since), touched(since - OVERLAP, at - OVERLAP))
        groups = groups.filter(
            pk__in={group for act in acts for group, kinds in act.items() if kinds.keys() - OWN}
        )
    return look_over(groups, at)


def _claim(at: datetime) -> tuple[bool, datetime | None]:
    """Take the time up to a moment; return whether it was still free, and since when (None: from the beginning)."""
    with transaction.atomic():
        rows = Followed.objects.select_for_update()
        mark, made = rows.get_or_create(name=FOLLOWER, defaults={"until": at})
        if made:
            return True, None
        since = mark.until
        if since >= at:
            return False, None
        mark.until = at
        mark.save(update_fields=["until"])
        return True, since


def refresh(group: LeadingGroup, year: int, at: datetime) -> None:
    """Look again before a page is shown, if the body had acts since the last look (two queries when it had none).

    Years that have been closed are left to rest; two looks lie some seconds apart.
    """
    if year not in years(localdate(at)):
        return
    last = FindingLook.objects.filter(group=group, year=year).first()
    if last is None or (at - last.at >= PAUSE and acted(group, last.at, at, OWN)):
        _looked_over(group, year, at)
