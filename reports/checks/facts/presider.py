"""Who presided over the meetings of a year, and by what right?  CHK-38."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from lifes.models import DemocraticLifeMeeting
from meetings.models import AgendaItem, Meeting
from members.models import Authorization, LeadingGroup, Membership, Post
from reports.checks.facts.source import Source
from reports.checks.facts.years import laws, span_of
from reports.checks.rules.judged_year import Laws
from reports.checks.rules.presider import Presided, Presiding


class Rights:
    """Seats, authorisations and rules of a body, read once (three queries)."""

    def __init__(self, group: LeadingGroup) -> None:
        self.law: Laws = laws(group)
        self.heads = list(Membership.objects.filter(group=group, post=Post.SECRETARY))
        self.given: dict[int, list[Authorization]] = defaultdict(list)
        granted = Authorization.objects.filter(group=group).select_related("grantor", "grantee")
        for row in granted.order_by("pk"):
            self.given[row.grantee_id].append(row)

    def of(
        self, kind: str, key: int, seat: Membership | None, day: date, *, designated: bool = False
    ) -> Presided:
        """Return by what right somebody presided; nobody had none.  Clauses 4.4-b, 4.4-e."""
        in_office = seat is not None and seat.period.covers(day)
        return Presided(
            kind=kind,
            key=key,
            on=day,
            is_secretary=in_office and seat is not None and seat.post == Post.SECRETARY,
            grants=tuple(row.grant(day) for row in self.given[seat.pk]) if seat is not None else (),
            designated=designated,
        )

    def designated(self, meeting: Meeting) -> bool:
        """Say whether the superior named who presides, the post being vacant.  Clause 6.2-a."""
        law = self.law(meeting.day)
        vacant = not any(head.period.covers(meeting.day) for head in self.heads)
        may = law is not None and law.meeting.allow_designation_by_superior
        return may and vacant and bool(meeting.designation_paper.strip())


def gather(group: LeadingGroup, year: int, today: date) -> Presiding:
    """Read who presided over meetings, items and democratic-life meetings (nine queries)."""
    span = span_of(group, year, today)
    if span is None:
        return Presiding(None)
    return Presiding(span, tuple(_presided(group, year, Rights(group))))


def _presided(group: LeadingGroup, year: int, rights: Rights) -> Iterator[Presided]:
    held = Meeting.objects.held().filter(group=group, day__year=year)
    for meeting in held.select_related("chair").order_by("day", "pk"):
        designated = rights.designated(meeting)
        yield rights.of("meeting", meeting.pk, meeting.chair, meeting.day, designated=designated)
    handed = AgendaItem.objects.filter(meeting__in=held, removed=False, acting_chair__isnull=False)
    for item in handed.select_related("meeting", "acting_chair").order_by("pk"):
        designated = rights.designated(item.meeting)
        yield rights.of("agendaitem", item.pk, item.acting_chair, item.meeting.day, designated=designated)
    lives = DemocraticLifeMeeting.objects.filter(group=group, opened_at__isnull=False)
    for life in lives.select_related("chair").order_by("pk"):
        day = localdate(life.opened_at)
        if day.year == year:
            yield rights.of("democraticlifemeeting", life.pk, life.chair, day)


SOURCE = Source("presider", gather, facts=Presiding)
