"""What is on record of the meetings of a year?  Read whole, in a number of queries that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Min, Prefetch, QuerySet

from meetings.minutes.states import MinutesState
from meetings.models import AgendaItem, Conveyance, Decision, DocumentMeasure, Meeting, MeetingEntry, Minutes
from members.models import LeadingGroup
from reports.checks.facts.seats import offices
from reports.checks.facts.sitting import SESSION, Background, sessions, sitting_of
from reports.checks.facts.source import Source
from reports.checks.facts.years import meeting_laws
from reports.checks.rules.sitting import Conveyed, Held, Span
from votes.models import Vote
from votes.states import VoteState


def held(group: LeadingGroup, year: int) -> QuerySet[Meeting]:
    """Return the meetings of a year that were opened, in order."""
    return Meeting.objects.filter(group=group, day__year=year).held().order_by("day", "pk")


def _meetings(group: LeadingGroup, year: int) -> list[Meeting]:
    items = (
        AgendaItem.objects.on_agenda()
        .select_related("proposal", "decision__owner__user")
        .prefetch_related(
            "speeches",
            "recusals",
            "opinions",
            "measures",
            "observer_opinions",
            "proposal__papers",
            Prefetch("conveyances", Conveyance.objects.select_related("document").order_by("pk")),
            "conveyances__document__measures",
        )
    )
    along: list[Any] = [
        Prefetch("items", items),
        Prefetch("entries", MeetingEntry.objects.filter(verb__in=SESSION)),
        "attendance",
        "leaves",
        "notices__receipts",
        "observers",
        "record__corrections",
    ]
    return list(held(group, year).select_related("term", "record", "chair").prefetch_related(*along))


def _votes(group: LeadingGroup, year: int) -> dict[int, list[Vote]]:
    """Return the counted votes by item."""
    votes = Vote.objects.filter(
        item__meeting__group=group, item__meeting__day__year=year, state=VoteState.COUNTED
    ).prefetch_related("electors__ballot", "tally_lines")
    result: dict[int, list[Vote]] = defaultdict(list)
    for vote in votes.order_by("pk"):
        result[vote.item_id].append(vote)
    return result


def _background(group: LeadingGroup, year: int) -> Background:
    measures = DocumentMeasure.objects.filter(
        source__item__meeting__group=group, source__item__meeting__day__year=year, owner__isnull=False
    )
    first = Conveyance.objects.filter(document__group=group).order_by()
    minutes = Minutes.objects.filter(
        meeting__group=group, meeting__day__year=year, state__in=(MinutesState.SIGNED, MinutesState.ISSUED)
    )
    return Background(
        law=meeting_laws(group),
        offices=offices(group),
        votes=_votes(group, year),
        minutes={row.meeting_id: row for row in minutes},
        owned=set(measures.values_list("source_id", flat=True)),
        first_conveyed=dict(
            first.values("document_id")
            .annotate(on=Min("item__meeting__day"))
            .values_list("document_id", "on")
        ),
        revoted=set(
            Decision.objects.filter(group=group, reconsiders__isnull=False).values_list(
                "reconsiders_id", flat=True
            )
        ),
    )


def _conveyed(meetings: Iterable[Meeting]) -> tuple[Conveyed, ...]:
    """Return the documents that were conveyed at first topics, each with the last day of it."""
    result: dict[int, Conveyed] = {}
    for meeting in meetings:
        for item in meeting.items.all():
            if item.kind != "first_topic":
                continue
            for conveyance in item.conveyances.all():
                document = conveyance.document
                known = result.get(document.pk)
                own = len(item.measures.all()) + (known.measures if known else len(document.measures.all()))
                none = document.none_needed or item.no_measures_reason or (known.none_needed if known else "")
                if not document.is_stub:
                    result[document.pk] = Conveyed(document.pk, meeting.day, own, none)
    return tuple(result.values())


def _elsewhere(group: LeadingGroup, year: int, recorders: set[int]) -> tuple[tuple[int, Span], ...]:
    """Return when the recorders kept the records of other bodies."""
    others = (
        Meeting.objects.exclude(group=group)
        .filter(day__year=year, recorder__in=recorders)
        .held()
        .prefetch_related(Prefetch("entries", MeetingEntry.objects.filter(verb__in=SESSION)))
    )
    return tuple(
        (other.recorder_id, span)
        for other in others.order_by("pk")
        if other.recorder_id is not None
        for span in sessions(other)
    )


def gather(group: LeadingGroup, year: int, today: date) -> Held:
    """Read the meetings of a year that were opened, on days on which rules were in force."""
    background = _background(group, year)
    meetings = [meeting for meeting in _meetings(group, year) if background.law(meeting.day) is not None]
    recorders = {meeting.recorder_id for meeting in meetings if meeting.recorder_id is not None}
    return Held(
        today,
        tuple(sitting_of(meeting, background) for meeting in meetings),
        _conveyed(meetings),
        _elsewhere(group, year, recorders),
    )


SOURCE = Source("meetings", gather, facts=Held)
