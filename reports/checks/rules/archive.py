"""Is last year's file handed over in time, complete, and in the volume of its own year?

Depends on the ground only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from members.procedure.verdict import Verdict, allow, gettext_noop, warn
from reports.checks.rules.check import WARN, Check, Raised
from reports.checks.rules.judged_year import JudgedYear
from reports.checks.rules.weighing import told

PARTS = {
    "facts": "会议数据",
    "meeting_record": "会议记录",
    "minutes": "会议纪要",
    "meeting_notice": "会议通知",
    "sign_in_sheet": "会议签到表",
}
"""What the sealed file of a meeting holds at the least, by the keys of papers (clauses 6.3-c, 6.4-a, 6.5-k, 6.5-l, 6.5-m)."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A meeting that was held, and its file.

    on: its day.  ended_on: the day on which it was closed.  sealed_on: None while its file is not sealed.
    parts: which of PARTS the sealed file holds.  filed_year: the year in its archive code, None when that names none.
    """

    key: int
    on: date
    ended_on: date | None
    sealed_on: date | None = None
    parts: frozenset[str] = frozenset()
    filed_year: int | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """The meetings that were held in a year."""

    span: JudgedYear | None
    volumes: tuple[Volume, ...] = ()


def handed_over(volume: Volume, due: date, today: date) -> Verdict:
    """The file of a year's meeting is sealed for the archive by a day of the next year.  Clause 6.5-m."""
    if volume.sealed_on is not None and volume.sealed_on <= due:
        return allow()
    if volume.sealed_on is not None:
        return warn(
            "archived_late",
            gettext_noop("The file was sealed on %(sealed)s; it was due for the archive on %(due)s."),
            "6.5-m",
            sealed=volume.sealed_on.isoformat(),
            due=due.isoformat(),
        )
    if today <= due:
        return allow()
    return warn(
        "not_archived",
        gettext_noop("The file was due for the archive on %(due)s and is not sealed %(days)s days later."),
        "6.5-m",
        due=due.isoformat(),
        days=(today - due).days,
    )


def complete(volume: Volume) -> Verdict:
    """A sealed file holds record, minutes, notice, sign-in sheet and the facts themselves.  Clause 6.5-m."""
    lacks = [name for part, name in PARTS.items() if part not in volume.parts]
    if volume.sealed_on is None or not lacks:
        return allow()
    return warn(
        "archive_incomplete",
        gettext_noop("The sealed file of this meeting lacks: %(lacks)s."),
        "6.5-m",
        lacks="、".join(lacks),
        count=len(lacks),
    )


def of_one_year(volume: Volume) -> Verdict:
    """A volume holds papers of one year only: a meeting does not run into the next, nor is it filed under another.

    Clause 6.5-m.
    """
    years = {volume.on.year}
    if volume.ended_on is not None:
        years.add(volume.ended_on.year)
    if volume.filed_year is not None:
        years.add(volume.filed_year)
    if len(years) == 1:
        return allow()
    return warn(
        "spans_two_years",
        gettext_noop("Record and file of this meeting belong to several years: %(years)s."),
        "6.5-m",
        years="、".join(str(year) for year in sorted(years)),
    )


def in_order(facts: Archive) -> Iterator[Raised]:
    """CHK-40: a sealed file lacks a part, spans two years, or was not handed over in time.  Clause 6.5-m."""
    span = facts.span
    if span is None:
        return
    due = span.law.year.archive_due.of(span.year + 1)
    for volume in facts.volumes:
        if not span.covers(volume.on):
            continue
        asked = {
            "handover": handed_over(volume, due, span.today),
            "parts": complete(volume),
            "year": of_one_year(volume),
        }
        for part, verdict in asked.items():
            if told(verdict):
                yield Raised("meeting", volume.key, volume.on, verdict, part=part)


CHECKS = (
    Check(
        "CHK-40",
        gettext_noop("Archive incomplete; one record book used for two years"),
        "6.5-m",
        in_order,
        gettext_noop(
            "Have record and minutes signed and issued, then seal the meeting's file; file what is missing beside the "
            "sealed file and say where it is."
        ),
        facts=Archive,
        weights=WARN,
    ),
)
