"""Which democratic-life meetings were meant for a year, and which were held in it?  CHK-32, CHK-33, CHK-34.

Who spoke to whom, how many opinions, which measures: never what was said or written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from lifes.models import (
    AbsentStatement,
    Criticism,
    DemocraticLifeMeeting,
    LifeAttendance,
    Opinion,
    OpinionSolicitation,
    TextQuestion,
)
from lifes.rules.preparation import Preparation
from lifes.rules.session import CRITICISM, SELF, Said
from lifes.states import LifeState, RoundState
from members.models import LeadingGroup, Membership, Post
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.life import Lifes, Likeness, Meant, Session

HELD = (LifeState.CLOSED, LifeState.REPORTED)
COMING = (LifeState.PREPARING, LifeState.READY)


def lives_of(group: LeadingGroup, year: int) -> QuerySet[DemocraticLifeMeeting]:
    """Return the meetings meant for a year, and those held in it."""
    about = Q(life_year=year) | Q(opened_at__year__gte=year - 1, opened_at__year__lte=year + 1)
    return DemocraticLifeMeeting.objects.filter(about, group=group).exclude(state=LifeState.CANCELLED)


def held_in(lives: Iterable[DemocraticLifeMeeting], year: int) -> list[DemocraticLifeMeeting]:
    """Return those whose session was closed, of the year of their day."""
    return [live for live in lives if live.state in HELD and live.day.year == year]


@dataclass(frozen=True, slots=True)
class Read:
    """What is read once for all sessions of a year, by the key of the session."""

    seats: list[Membership]
    rows: dict[int, list[tuple[str, int, int | None]]]
    stays: dict[int, dict[int, bool]]
    statements: dict[int, set[int]]
    alike: dict[int, list[Likeness]]
    rounds: dict[int, tuple[int, int]]
    opinions: dict[int, list[tuple[int | None, bool]]]


def gather(group: LeadingGroup, year: int, today: date) -> Lifes:
    """Read the meetings and what they came to, in numbers (twelve queries).  Clauses 7.1-b, 7.2-a, 7.3-a, 7.3-b."""
    span = span_of(group, year, today)
    if span is None:
        return Lifes(group.pk, None)
    lives = list(lives_of(group, year).order_by("pk"))
    held = held_in(lives, year)
    read = _read(group, held)
    meant = tuple(
        Meant(
            key=live.pk,
            held=live.opened_at is not None,
            planned_on=live.planned_on,
            waits=live.state in COMING,
            consent=live.postponed_paper,
        )
        for live in lives
        if live.life_year == year
    )
    return Lifes(group.pk, span, meant, tuple(_session(row, read) for row in held))


def _read(group: LeadingGroup, held: list[DemocraticLifeMeeting]) -> Read:
    keys = {row.pk: row for row in held}
    rows: dict[int, list[tuple[str, int, int | None]]] = defaultdict(list)
    criticisms = Criticism.objects.filter(life__in=keys).order_by("at", "pk")
    for life, kind, speaker, target in criticisms.values_list("life", "kind", "speaker", "target"):
        rows[life].append((kind, speaker, target))
    stays: dict[int, dict[int, bool]] = defaultdict(dict)
    came = LifeAttendance.objects.filter(life__in=keys).order_by("in_at", "pk")
    for life, seat, out_at in came.values_list("life", "membership", "out_at"):
        # Closing signs out whoever is there: who left with it had stayed to the end.
        stays[life][seat] = stays[life].get(seat, False) or out_at is None or out_at == keys[life].closed_at
    statements: dict[int, set[int]] = defaultdict(set)
    for life, seat in AbsentStatement.objects.filter(life__in=keys).values_list("life", "membership"):
        statements[life].add(seat)
    opinions: dict[int, list[tuple[int | None, bool]]] = defaultdict(list)
    sorted_ones = Opinion.objects.filter(round__life__in=keys).order_by("pk")
    for life, about, fed_at in sorted_ones.values_list("round__life", "about", "fed_back_at"):
        opinions[life].append((about, fed_at is not None))
    seats = Membership.objects.filter(group=group).order_by("protocol_order", "since", "pk")
    return Read(list(seats), rows, stays, statements, _alike(keys), _rounds(keys), opinions)


def _alike(lives: Iterable[int]) -> dict[int, list[Likeness]]:
    """Count the questions of likeness that nobody has answered."""
    open_ones = TextQuestion.objects.filter(life__in=list(lives), finding="").order_by("life", "kind")
    result: dict[int, list[Likeness]] = defaultdict(list)
    counted = open_ones.values_list("life", "kind").annotate(number=Count("pk"), most=Max("percent"))
    for life, kind, number, most in counted:
        result[life].append(Likeness(kind, number, most))
    return result


def _rounds(lives: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return how many rounds brought something, and how many forms came back."""
    closed = OpinionSolicitation.objects.filter(life__in=list(lives), state=RoundState.CLOSED)
    rounds: Counter[int] = Counter()
    forms: Counter[int] = Counter()
    counted = closed.annotate(
        came=Count("forms", distinct=True), sorted_out=Count("opinions", distinct=True)
    ).order_by("pk")
    for life, attended, came, sorted_out in counted.values_list("life", "attended", "came", "sorted_out"):
        forms[life] += came
        rounds[life] += bool(came or sorted_out or attended)
    return {life: (rounds[life], forms[life]) for life in rounds}


def _session(life: DemocraticLifeMeeting, read: Read) -> Session:
    """Put one session together from what was read."""
    day = life.day
    seats = [seat for seat in read.seats if seat.period.covers(day)]
    head = next((seat.pk for seat in seats if seat.post == Post.SECRETARY), None)
    stays, rows, done = read.stays[life.pk], read.rows[life.pk], read.statements[life.pk]
    order = [seat.pk for seat in seats]
    rounds, forms = read.rounds.get(life.pk, (0, 0))
    opinions = read.opinions[life.pk]
    text = Said(
        opened_with_measures=life.measures_presented_at is not None,
        present=tuple(seat for seat in order if stays.get(seat)),
        left=tuple(seat for seat in order if stays.get(seat) is False),
        read=frozenset(done),
        secretary=head,
        own=tuple(speaker for kind, speaker, _target in rows if kind == SELF),
        given=frozenset(
            (speaker, target) for kind, speaker, target in rows if kind == CRITICISM and target is not None
        ),
    )
    prepared = Preparation(
        theme=bool(life.theme.strip()),
        theme_paper=bool(life.theme_paper.strip()),
        consent=bool(life.self_chosen_consent.strip()),
        studies=0,
        rounds=rounds,
        members=dict.fromkeys(order, ""),
        secretary=head,
        outlines=(),
        talked=(),
        heard=frozenset(seat for seat, _fed in opinions if seat is not None),
        unfed=sum(not fed for _seat, fed in opinions),
    )
    unheard = sum(seat not in stays and seat not in done for seat in order)
    alike = tuple(read.alike.get(life.pk, ()))
    return Session(life.pk, localdate(life.opened_at), text, prepared, unheard, alike, forms)


SOURCE = Source("life", gather, facts=Lifes)
