"""Is nothing missing: no number of a series, no entry of a list, no link of the chain?  A question to a person.

CHK-22.  Depends on the ground only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from members.procedure.verdict import Verdict, gettext_noop, refuse
from reports.checks.rules.check import HARD, Check, Raised


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number given out: which, on which day, to which record (key).  second: places of one day are told apart by it."""

    number: int
    on: date
    key: int


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that run without gap.

    name: "meeting", "minutes" or "archive"; of: which run of it ("17", "2025").  kind: model of the numbered records.
    first: where the run begins.  last: the highest number given out as the register knows it, None when it keeps none.
    """

    name: str
    of: str
    kind: str
    numbers: tuple[Numbered, ...]
    first: int = 1
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries of one record that are numbered from 1 on: speeches, stances, notices.  serials: those that are there."""

    name: str
    kind: str
    key: int
    on: date
    serials: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A record that should have another beside it: name "decision" or "package"."""

    name: str
    kind: str
    key: int
    on: date


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that is numbered in a body, as far as a year asks about it.

    group: key of the body.  breaches: what is wrong with the chain of sealed files: code, record (key), day.
    """

    group: int
    year: int
    series: tuple[Series, ...] = ()
    listed: tuple[Listed, ...] = ()
    lost: tuple[Lost, ...] = ()
    breaches: tuple[tuple[str, int, date], ...] = ()


_MISSING = {
    "meeting": gettext_noop("Number %(missing_number)s of the meetings is missing."),
    "minutes": gettext_noop("Number %(missing_number)s of the minutes is missing."),
    "archive": gettext_noop("Link %(missing_number)s of the chain of sealed files is missing."),
}
_LISTED = {
    "speech": gettext_noop("Entry %(missing_number)s of the discussion is missing."),
    "ballot": gettext_noop("Stance %(missing_number)s of the vote is missing."),
    "notice": gettext_noop("Notice %(missing_number)s of the meeting is missing."),
}
_LOST = {
    "decision": gettext_noop("The item was carried, and its decision is missing."),
    "package": gettext_noop("The meeting is archived, and its sealed file is missing."),
}
_WHERE = {
    "speech": "discussion",
    "ballot": "vote",
    "notice": "notice",
    "decision": "decision",
    "package": "sealed_file",
}
_PART = {"meeting": "%(of)s-%(number)s", "minutes": "%(of)s%(number)s号", "archive": "%(number)04d"}
CHAIN = gettext_noop("The chain of sealed files is broken here.")


def missing(numbers: Iterable[int], first: int = 1, last: int | None = None) -> list[tuple[int, int]]:
    """Return the runs of numbers that are missing from the first to the last one, each with its own first and last."""
    there = sorted({number for number in numbers if number >= first})
    ends = [*there, last + 1] if last is not None and last >= max(there, default=first - 1) + 1 else there
    return [(before + 1, after - 1) for before, after in pairwise([first - 1, *ends]) if after - before > 1]


def _named(run: tuple[int, int]) -> str:
    return str(run[0]) if run[0] == run[1] else f"{run[0]}–{run[1]}"


def _gap(reason: str, runs: Iterable[tuple[int, int]]) -> Verdict:
    return refuse("number_missing", reason, "6.5-m", missing_number="、".join(map(_named, runs)))


def _of_series(shelf: Shelf, series: Series) -> Iterator[Raised]:
    ordered = sorted(series.numbers, key=lambda one: one.number)
    for run in missing([record.number for record in ordered], series.first, series.last):
        following = next((row for row in ordered if row.number > run[0]), None)
        part = _PART[series.name] % {"of": series.of, "number": run[0]}
        verdict = _gap(_MISSING[series.name], [run])
        if following is None:
            # Cut off at the end: no record is left to point to but the body itself.
            latest = ordered[-1].on if ordered else date(shelf.year, 1, 1)
            if latest.year == shelf.year:
                yield Raised("leadinggroup", shelf.group, latest, verdict, part)
        elif following.on.year == shelf.year:
            yield Raised(series.kind, following.key, following.on, verdict, part)


def nothing_missing(shelf: Shelf) -> Iterator[Raised]:
    """CHK-22: a number, an entry, a record or a link of the chain is missing."""
    for series in shelf.series:
        yield from _of_series(shelf, series)
    for listed in shelf.listed:
        torn = missing(listed.serials)
        if torn:
            verdict = _gap(_LISTED[listed.name], torn)
            yield Raised(listed.kind, listed.key, listed.on, verdict, _WHERE[listed.name])
    for lost in shelf.lost:
        verdict = refuse(f"{lost.name}_missing", _LOST[lost.name], "6.5-m")
        yield Raised(lost.kind, lost.key, lost.on, verdict, _WHERE[lost.name])
    for code, key, day in shelf.breaches:
        yield Raised("meeting", key, day, refuse("chain_broken", CHAIN, "6.5-m", breach=code), "chain")


CHECKS: tuple[Check[Shelf], ...] = (
    Check(
        "CHK-22",
        gettext_noop("Missing pages, alterations, destroyed records"),
        "6.5-m",
        nothing_missing,
        gettext_noop(
            "Look for what is missing on paper and in the backup, and say what became of it. Nobody fills the gap with "
            "another record."
        ),
        answers="clerk",
        question=True,
        facts=Shelf,
        weights=HARD,
    ),
)
