"""Was it written when it happened, and is it still what it was?  Questions to a person, never judged.

CHK-20, CHK-21.  Depends on the ground and the rules of meetings.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from meetings.rules import agenda
from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn
from reports.checks.rules.check import BOTH, Check, Raised
from reports.checks.rules.sitting import telling


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the journal and the notices know it.

    noticed: so the record says; announced: it stands in the agenda of a notice.  entered_at: first entry of its journal.
    """

    key: int
    title: str
    kinds: tuple[str, ...]
    noticed: bool
    announced: bool
    reason: str = ""
    begun: bool = True
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is known of a sealed file.

    later: entries and corrections dated after the sealing.  differs: orders of the items of which the record says
    something else than the file, 0 for the meeting itself.  is_cut: the file has not the length that was registered.
    """

    at: datetime
    later: int = 0
    differs: tuple[int, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """How the record of a meeting came about.

    entered_at: the first entry of its journal, None without a journal.  signed_on: days of the signatures; written_on:
    days of opening and closing, by the clock of the server.  confirmed_late: sign-ins confirmed on a later day than the
    meeting was closed.  back_dated: entries written after the closing, but dated before it.
    """

    key: int
    day: date
    law: MeetingParameters
    starts_at: datetime
    opened_at: datetime
    closed_at: datetime | None = None
    entered_at: datetime | None = None
    signed_on: frozenset[date] = frozenset()
    written_on: frozenset[date] = frozenset()
    confirmed_late: int = 0
    back_dated: int = 0
    lines: tuple[Line, ...] = ()
    sealed: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Traces:
    """The traces of a year's meetings."""

    meetings: tuple[Trace, ...] = ()


# -- written when it happened ------------------------------------------------------------------------


def _entered(trace: Trace) -> Verdict:
    if trace.entered_at is None:
        return refuse(
            "no_journal",
            gettext_noop("Nothing says when this meeting was entered, or by whom: it has no journal."),
            "6.5-k",
        )
    late = trace.entered_at - trace.starts_at
    if late < timedelta(days=trace.law.late_entry_days):
        return allow()
    return refuse(
        "entered_afterwards",
        gettext_noop("The meeting was entered %(days_afterwards)s days after the time it is dated."),
        "6.5-k",
        days_afterwards=late.days,
    )


def _opened(trace: Trace) -> Verdict:
    late = trace.opened_at - trace.starts_at
    if late < timedelta(days=trace.law.late_entry_days):
        return allow()
    return refuse(
        "opened_on_another_day",
        gettext_noop("The meeting was opened %(days_afterwards)s days after the time it is dated."),
        "6.5-k",
        days_afterwards=late.days,
    )


def _back_dated(trace: Trace) -> Verdict:
    if not trace.back_dated:
        return allow()
    return refuse(
        "back_dated",
        gettext_noop(
            "%(entries_made)s entries were written after the meeting was closed, but are dated before that."
        ),
        "6.5-k",
        entries_made=trace.back_dated,
    )


def _confirmed(trace: Trace) -> Verdict:
    if not trace.confirmed_late:
        return allow()
    return warn(
        "roll_completed_afterwards",
        gettext_noop("%(stays)s sign-ins were confirmed on a later day than that of the meeting."),
        "6.4-a",
        stays=trace.confirmed_late,
    )


def _of_one_day(traces: Traces) -> dict[int, dict[str, int]]:
    """Return by meeting: part ("signatures", "time_of_writing") → how many meetings of other days were done on the same day."""
    result: dict[int, dict[str, int]] = defaultdict(dict)
    for part in ("signatures", "time_of_writing"):
        done: dict[date, list[Trace]] = defaultdict(list)
        for trace in traces.meetings:
            for day in trace.signed_on if part == "signatures" else trace.written_on:
                done[day].append(trace)
        for together in done.values():
            if len({trace.day for trace in together}) >= min(
                trace.law.same_day_records for trace in together
            ):
                for trace in together:
                    result[trace.key][part] = max(len(together), result[trace.key].get(part, 0))
    return result


_BULK = {
    "signatures": gettext_noop("The records of %(meetings)s meetings were signed on one day."),
    "time_of_writing": gettext_noop("%(meetings)s meetings of different days were written down on one day."),
}


def written_afterwards(traces: Traces) -> Iterator[Raised]:
    """CHK-20: entered, opened, signed or confirmed so late, or so many at once, that one asks why."""
    bulk = _of_one_day(traces)
    for trace in traces.meetings:
        answers = {
            "time_of_entry": _entered(trace),
            "time_of_opening": _opened(trace),
            "back_dating": _back_dated(trace),
            "roll": _confirmed(trace),
        }
        for part, meetings in bulk.get(trace.key, {}).items():
            answers[part] = warn("many_at_once", _BULK[part], "6.5-k", meetings=meetings)
        for part, verdict in answers.items():
            if not verdict or verdict.warned:
                yield Raised("meeting", trace.key, trace.day, verdict, part)


# -- still what it was -------------------------------------------------------------------------------


def _announced(trace: Trace, line: Line) -> Verdict:
    if trace.closed_at is not None and line.entered_at is not None and line.entered_at > trace.closed_at:
        return refuse(
            "item_added_afterwards",
            gettext_noop("The item was added after the meeting was closed."),
            "6.3-c",
        )
    if not line.begun:
        return allow()
    facts = agenda.Announcement(line.kinds, noticed=line.noticed and line.announced, reason=line.reason)
    return agenda.announced(facts, trace.law)


def _since_sealed(sealed: Sealed) -> Iterator[tuple[str, Verdict]]:
    if sealed.later:
        yield (
            "after_sealing",
            refuse(
                "changed_after_sealing",
                gettext_noop("%(entries_made)s entries were made after the file of the meeting was sealed."),
                "6.5-m",
                entries_made=sealed.later,
            ),
        )
    for order in sealed.differs:
        reason = (
            gettext_noop("On item %(item_number)s the record says something else than the sealed file.")
            if order
            else gettext_noop("The record says something else about the meeting than the sealed file.")
        )
        yield f"{order or 'meeting'}", refuse("differs_from_sealed", reason, "6.5-m", item_number=order)
    if sealed.is_cut:
        reason = gettext_noop("The sealed file has not the length that was registered.")
        yield "file", refuse("sealed_file_altered", reason, "6.5-m")


def added_afterwards(traces: Traces) -> Iterator[Raised]:
    """CHK-21: an item that no notice announced, or a record that changed after it was sealed."""
    for trace in traces.meetings:
        for line in trace.lines:
            verdict = _announced(trace, line)
            if not verdict or verdict.warned:
                yield Raised(
                    "agendaitem", line.key, trace.day, telling(verdict, reason=line.reason), "notice"
                )
        for part, verdict in _since_sealed(trace.sealed) if trace.sealed is not None else ():
            yield Raised("meeting", trace.key, trace.day, verdict, part)


CHECKS: tuple[Check[Traces], ...] = (
    Check(
        "CHK-20",
        gettext_noop("Records written afterwards, or made up for an inspection"),
        "6.5-k",
        written_afterwards,
        gettext_noop(
            "Say who wrote it when, from which notes. Meetings from before this software are kept as scanned volumes, "
            "not entered anew."
        ),
        answers="recorder",
        question=True,
        facts=Traces,
        weights=BOTH,
    ),
    Check(
        "CHK-21",
        gettext_noop("Items added to the record afterwards"),
        "6.5-m",
        added_afterwards,
        gettext_noop(
            "Say why the item was not on a notice. Where a sealed record was changed, restore it from the sealed file "
            "and report it to whoever runs the software."
        ),
        answers="recorder",
        question=True,
        facts=Traces,
        weights=BOTH,
    ),
)
