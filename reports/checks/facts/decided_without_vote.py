"""What closed the matters of a year: decisions, conclusions, regulations, upward documents?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from meetings.models import AgendaItem, Decision
from meetings.states import Outcome
from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.facts.years import meeting_laws
from reports.checks.rules.decided_without_vote import Closed, Matters
from reports.registers.models.regulations import Regulation
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import SETTLED_TEXT, PaperKind
from votes.models import Vote
from votes.states import Result, VoteState

DECIDES = (PaperKind.REQUEST, PaperKind.RECORD_FILING)
"""Papers that ask for, or file, what was decided; a report tells of it and may be sent round the members (5.3-a)."""
CARRIED = Vote.objects.filter(state=VoteState.COUNTED, result=Result.PASSED)


def _decisions(group: LeadingGroup, year: int) -> Iterator[Closed]:
    decisions = Decision.objects.filter(group=group, item__meeting__day__year=year).exclude(
        state=Decision.State.VOID
    )
    voted = decisions.annotate(carried=Exists(CARRIED.filter(item=OuterRef("item"))))
    rows: Iterable[Any] = voted.select_related("item__meeting").order_by("pk")
    for decision in rows:
        item = decision.item
        yield Closed("decision", decision.pk, item.meeting.day, item.kinds, decision.carried)


def _concluded(group: LeadingGroup, year: int) -> Iterator[Closed]:
    items = AgendaItem.objects.filter(
        meeting__group=group, meeting__day__year=year, removed=False, outcome=Outcome.CONCLUDED
    )
    for item in items.select_related("meeting").order_by("pk"):
        yield Closed("agendaitem", item.pk, item.meeting.day, item.kinds, carried=False, concluded=True)


def _regulations(group: LeadingGroup, year: int) -> Iterator[Closed]:
    regulations = Regulation.objects.filter(group=group, issued_on__year=year)
    voted = regulations.annotate(carried=Exists(CARRIED.filter(item=OuterRef("decision__item"))))
    rows: Iterable[Any] = voted.order_by("pk")
    for regulation in rows:
        yield Closed(
            "regulation", regulation.pk, regulation.issued_on, ("normative_document",), regulation.carried
        )


def _papers(group: LeadingGroup, year: int) -> Iterator[Closed]:
    documents = UpwardPaper.objects.filter(group=group, kind__in=DECIDES, state__in=SETTLED_TEXT)
    of_year = documents.filter(Q(sent_on__year=year) | Q(sent_on__isnull=True, signed_at__year=year))
    voted = of_year.annotate(carried=Exists(CARRIED.filter(item=OuterRef("adopted_item"))))
    rows: Iterable[Any] = voted.order_by("pk")
    for paper in rows:
        day = paper.sent_on or (localdate(paper.signed_at) if paper.signed_at else date(year, 12, 31))
        yield Closed("upwardpaper", paper.pk, day, (paper.category,), paper.carried)


def gather(group: LeadingGroup, year: int, today: date) -> Matters:
    """Read what was closed in a year on days with rules in force (five queries)."""
    law = meeting_laws(group)
    closed: Iterable[Closed] = (
        *_decisions(group, year),
        *_concluded(group, year),
        *_regulations(group, year),
        *_papers(group, year),
    )
    return Matters(tuple(row for row in closed if law(row.on) is not None))


SOURCE = Source("matters closed elsewhere", gather, facts=Matters)
