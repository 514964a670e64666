"""How did the records of a year's meetings come about, and do they still say what was sealed?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BinaryField, Min, Prefetch
from django.db.models.functions import Length, Substr
from django.utils.timezone import localdate

from meetings.models import AgendaItem, ItemEntry, Meeting, MeetingEntry
from members.models import LeadingGroup
from reports.archive.models import ArchivePackage
from reports.checks.facts.meetings import held
from reports.checks.facts.sealed import HEAD_BYTES, facts_in
from reports.checks.facts.source import Source
from reports.checks.facts.years import meeting_laws
from reports.checks.rules.integrity import Line, Sealed, Trace, Traces
from votes.models import Vote
from votes.states import VoteState

WRITING = frozenset({"open_meeting", "close_meeting"})
SLACK = timedelta(minutes=1)
"""Clocks of servers are put right by seconds; so much is no back-dating."""


@dataclass(slots=True)
class _Journal:
    """The entries of one meeting: key, moment and act, in the order in which they were written."""

    lines: list[tuple[int, datetime, str]] = field(default_factory=list)

    def first(self) -> datetime | None:
        return self.lines[0][1] if self.lines else None

    def written_on(self) -> frozenset[date]:
        return frozenset(localdate(at) for _pk, at, verb in self.lines if verb in WRITING)

    def back_dated(self) -> int:
        closing = [(pk, at) for pk, at, verb in self.lines if verb == "close_meeting"]
        if not closing:
            return 0
        closed_pk, closed_at = closing[-1]
        return sum(1 for pk, at, _verb in self.lines if pk > closed_pk and at < closed_at - SLACK)

    def later(self, moment: datetime) -> int:
        return sum(1 for _pk, at, _verb in self.lines if at > moment)


def _journals(group: LeadingGroup, year: int) -> Mapping[int, _Journal]:
    rows = MeetingEntry.objects.filter(record__group=group, record__day__year=year).order_by("pk")
    result: dict[int, _Journal] = defaultdict(_Journal)
    for record, pk, at, verb in rows.values_list("record_id", "pk", "at", "verb"):
        result[record].lines.append((pk, at, verb))
    return result


def _item_entries(group: LeadingGroup, year: int) -> Mapping[int, list[datetime]]:
    """Return the moments of the entries by meeting."""
    rows = ItemEntry.objects.filter(record__meeting__group=group, record__meeting__day__year=year)
    result: dict[int, list[datetime]] = defaultdict(list)
    for meeting, at in rows.order_by("pk").values_list("record__meeting_id", "at"):
        result[meeting].append(at)
    return result


def _packages(group: LeadingGroup, year: int) -> dict[int, Any]:
    """Return the sealed files by meeting, each with its first bytes and its length; the rest is not fetched."""
    packages = ArchivePackage.objects.filter(group=group, meeting__day__year=year).annotate(
        head=Substr("data", 1, HEAD_BYTES, output_field=BinaryField()), length=Length("data")
    )
    return {row.meeting_id: row for row in packages.defer("data").order_by("pk")}


def _votes(group: LeadingGroup, year: int) -> Mapping[int, list[tuple[str, str]]]:
    """Return result and formula of the votes that count, by item."""
    votes = Vote.objects.filter(
        item__meeting__group=group, item__meeting__day__year=year, state=VoteState.COUNTED
    )
    results: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for item, result, formula in votes.order_by("pk").values_list("item_id", "result", "formula"):
        results[item].append((result, formula))
    return results


# -- compared with what was sealed -------------------------------------------------------------------


def _of_record(item: AgendaItem, votes: Iterable[tuple[str, str]]) -> tuple[Any, ...]:
    decision = getattr(item, "decision", None)
    return (
        item.title,
        item.kind,
        item.outcome,
        item.formula,
        item.conclusion,
        (decision.number, decision.text) if decision is not None else None,
        [(str(speech.membership_id), speech.text) for speech in item.speeches.all()],
        list(votes),
    )


def _of_file(item: Mapping[str, Any]) -> tuple[Any, ...]:
    decision = item["decision"]
    return (
        item["title"],
        item["kind"],
        item["outcome"],
        item["formula"],
        item["conclusion"],
        (decision["number"], decision["text"]) if decision else None,
        [(record["member"], record["text"]) for record in item["speeches"]],
        [(row["result"], row["formula"]) for row in item["votes"] if row["result"] != "void"],
    )


def _differs(
    meeting: Meeting, facts: Mapping[str, Any], votes: Mapping[int, list[tuple[str, str]]]
) -> list[int]:
    """Return the orders of the items of which record and sealed file differ; 0 for the meeting itself."""
    head = facts["meeting"]
    stays = [row for row in meeting.attendance.all() if row.membership_id and row.confirmed_at]
    mine = (meeting.ordinal, meeting.place, meeting.day.isoformat(), str(meeting.chair_id or ""), len(stays))
    sealed = (head["ordinal"], head["place"], head["held_on"], head["chair"], len(facts["roll"]["stays"]))
    record = {
        order: _of_record(item, votes.get(item.pk, ())) for order, item in enumerate(meeting.items.all(), 1)
    }
    file = {order: _of_file(item) for order, item in enumerate(facts["items"], 1)}
    result = [0] if mine != sealed else []
    return result + [order for order in sorted({*record, *file}) if record.get(order) != file.get(order)]


def _sealed(
    meeting: Meeting,
    package: Any,
    entries: tuple[_Journal, Iterable[datetime]],
    votes: Mapping[int, list[tuple[str, str]]],
) -> Sealed:
    facts = facts_in(bytes(package.head))
    record = getattr(meeting, "record", None)
    corrections = [correction.at for correction in record.corrections.all()] if record is not None else []
    journal, items = entries
    return Sealed(
        at=package.sealed_at,
        later=journal.later(package.sealed_at)
        + sum(1 for at in (*items, *corrections) if at > package.sealed_at),
        differs=tuple(_differs(meeting, facts, votes)) if facts is not None else (),
        is_cut=package.length != package.size,
    )


# -- the traces --------------------------------------------------------------------------------------


def _lines(meeting: Meeting) -> tuple[Line, ...]:
    titles = {
        str(row.get("title"))
        for notice in meeting.notices.all()
        if notice.issued_at < (meeting.opened_at or meeting.starts_at)
        for row in notice.agenda
    }
    items: Iterable[Any] = meeting.items.all()
    return tuple(
        Line(
            item.pk,
            item.title,
            item.kinds,
            noticed=item.noticed,
            announced=item.title in titles,
            reason=item.ad_hoc_reason,
            begun=item.started_at is not None,
            entered_at=item.entered_at,
        )
        for item in items
    )


def _signed_on(meeting: Meeting) -> frozenset[date]:
    record = getattr(meeting, "record", None)
    signed = (record.recorder_signed_at, record.chair_signed_at) if record is not None else ()
    return frozenset(localdate(at) for at in signed if at is not None)


def _confirmed_late(meeting: Meeting) -> int:
    if meeting.closed_at is None:
        return 0
    closed_on = localdate(meeting.closed_at)
    stays = [row.confirmed_at for row in meeting.attendance.all() if row.confirmed_at is not None]
    return sum(1 for at in stays if localdate(at) > closed_on)


def gather(group: LeadingGroup, year: int, today: date) -> Traces:
    """Read how the records of a year's meetings were made, on days with rules in force."""
    law = meeting_laws(group)
    journals, item_entries = _journals(group, year), _item_entries(group, year)
    packages, votes = _packages(group, year), _votes(group, year)
    items = (
        AgendaItem.objects.on_agenda()
        .select_related("decision")
        .annotate(entered_at=Min("entries__at"))
        .prefetch_related("speeches")
    )
    meetings = (
        held(group, year)
        .select_related("record")
        .prefetch_related(Prefetch("items", items), "attendance", "notices", "record__corrections")
    )
    result = []
    for meeting in meetings:
        on_day = law(meeting.day)
        if on_day is None or meeting.opened_at is None:
            continue
        journal, package = journals.get(meeting.pk, _Journal()), packages.get(meeting.pk)
        entries = (journal, item_entries.get(meeting.pk, ()))
        result.append(
            Trace(
                key=meeting.pk,
                day=meeting.day,
                law=on_day,
                starts_at=meeting.starts_at,
                opened_at=meeting.opened_at,
                closed_at=meeting.closed_at,
                entered_at=journal.first(),
                signed_on=_signed_on(meeting),
                written_on=journal.written_on(),
                confirmed_late=_confirmed_late(meeting),
                back_dated=journal.back_dated(),
                lines=_lines(meeting),
                sealed=_sealed(meeting, package, entries, votes) if package is not None else None,
            )
        )
    return Traces(tuple(result))


SOURCE = Source("traces of records", gather, facts=Traces)
