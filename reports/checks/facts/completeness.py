"""Which numbers, entries and sealed files of a body are there?  Registers only; no sealed file is opened."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from meetings.models import AgendaItem, Meeting, MeetingNotice, Minutes, Speech
from meetings.states import MeetingState, Outcome
from members.models import LeadingGroup, NumberSeries
from reports.archive import verification as shelf
from reports.archive.models import ArchivePackage
from reports.archive.verify_package import verify_register
from reports.checks.facts.source import Source
from reports.checks.rules.completeness import Listed, Lost, Numbered, Series, Shelf
from votes.models import Ballot

NUMBER = re.compile(r"^(?P<run>.+〔\d{4}〕)(?P<number>\d+)号$")
OF_MINUTES = "纪"
"""How the word of the minutes ends."""


def _meetings(group: LeadingGroup, year: int) -> Iterator[Series]:
    """Yield the numbers of the meetings, term by term: they run on over the years (N-c)."""
    terms = Meeting.objects.filter(group=group, day__year=year, ordinal__isnull=False).values("term")
    rows = Meeting.objects.filter(group=group, term__in=terms, ordinal__isnull=False).select_related("term")
    result: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in rows.order_by("ordinal", "pk"):
        result[meeting.term_id].append(meeting)
    for meetings in result.values():
        term = meetings[0].term
        numbers = tuple(Numbered(row.ordinal or 0, row.day, row.pk) for row in meetings)
        yield Series("meeting", str(term.number), "meeting", numbers, first=term.last_ordinal + 1)


def _minutes(group: LeadingGroup, year: int) -> Iterator[Series]:
    """Yield the numbers of the minutes, word by word."""
    issued = Minutes.objects.filter(meeting__group=group, issued_on__year=year).order_by("pk")
    result: dict[str, list[Numbered]] = defaultdict(list)
    for pk, number, day in issued.values_list("pk", "number", "issued_on"):
        told = NUMBER.match(number)
        if told is not None and day is not None:
            result[told["run"]].append(Numbered(int(told["number"]), day, pk))
    kept = NumberSeries.objects.filter(group=group, year=year, word__endswith=OF_MINUTES)
    last = {f"{row.word}〔{row.year}〕": row.last for row in kept}
    for run in sorted({*result, *last}):
        yield Series("minutes", run, "minutes", tuple(result.get(run, ())), last=last.get(run))


def _archive(group: LeadingGroup, year: int) -> tuple[list[Series], list[tuple[str, int, date]]]:
    """Return the numbers of the sealed files, and where their chain breaks in this year."""
    packages = list(
        ArchivePackage.objects.filter(group=group)
        .select_related("group", "meeting")
        .defer("data")
        .order_by("seq")
    )
    numbers = tuple(Numbered(record.seq, record.meeting.day, record.meeting_id) for record in packages)
    by_seq = {result.seq: result for result in packages}
    try:
        keys, known = [shelf.public_key()], frozenset({"gap"})
    except (OSError, ValueError):
        # Without the key the links are compared with each other only.
        keys, known = [], frozenset({"gap", "foreign_signature"})
    breaches = []
    for failure in verify_register([row.signed for row in packages], keys).failures:
        package = by_seq.get(int(failure.detail.removeprefix("seq ")))
        # A gap is told by the numbers.
        if package is not None and failure.code not in known and package.meeting.day.year == year:
            breaches.append((failure.code, package.meeting_id, package.meeting.day))
    return [Series("archive", group.code, "meeting", numbers, first=0)], breaches


def _listed(group: LeadingGroup, year: int) -> Iterator[Listed]:
    """Yield the entries of the discussions, the stances and the notices of a year."""
    speeches = Speech.objects.filter(item__meeting__group=group, item__meeting__day__year=year)
    ballots = Ballot.objects.filter(
        elector__vote__item__meeting__group=group, elector__vote__item__meeting__day__year=year
    )
    notices = MeetingNotice.objects.filter(meeting__group=group, meeting__day__year=year)
    sources = (
        ("speech", "agendaitem", speeches.values_list("item_id", "item_id", "item__meeting__day", "serial")),
        (
            "ballot",
            "agendaitem",
            ballots.values_list(
                "elector__vote__item_id", "elector__vote_id", "elector__vote__item__meeting__day", "serial"
            ),
        ),
        ("notice", "meeting", notices.values_list("meeting_id", "meeting_id", "meeting__day", "serial")),
    )
    for name, kind, rows in sources:
        result: dict[tuple[int, int, date], list[int]] = defaultdict(list)
        for key, run, day, serial in rows.order_by("pk"):
            result[key, run, day].append(serial)
        for (key, _run, day), serials in result.items():
            yield Listed(name, kind, key, day, tuple(serials))


def _lost(group: LeadingGroup, year: int) -> Iterator[Lost]:
    carried = AgendaItem.objects.filter(
        meeting__group=group, meeting__day__year=year, removed=False, outcome=Outcome.PASSED, decision=None
    )
    for key, day in carried.order_by("pk").values_list("pk", "meeting__day"):
        yield Lost("decision", "agendaitem", key, day)
    archived = Meeting.objects.filter(group=group, day__year=year, state=MeetingState.ARCHIVED)
    sealed = ArchivePackage.objects.filter(group=group).values("meeting")
    for key, day in archived.exclude(pk__in=sealed).order_by("pk").values_list("pk", "day"):
        yield Lost("package", "meeting", key, day)


def gather(group: LeadingGroup, year: int, today: date) -> Shelf:
    """Read the numbers and lists a year asks about (nine queries)."""
    archive, breaches = _archive(group, year)
    return Shelf(
        group.pk,
        year,
        series=(*_meetings(group, year), *_minutes(group, year), *archive),
        listed=tuple(_listed(group, year)),
        lost=tuple(_lost(group, year)),
        breaches=tuple(breaches),
    )


SOURCE = Source("numbers and lists", gather, facts=Shelf)
