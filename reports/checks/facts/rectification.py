"""Which problems were found, and what became of the measures?  CHK-33.  Never what they say."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, Q

from lifes.models import Problem, RectificationMeasure
from lifes.states import MeasureState
from members.models import LeadingGroup
from reports.checks.facts.life import held_in, lives_of
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.rectification import Listed, Measure, Rectified

FINISHED = (MeasureState.CONFIRMED, MeasureState.CARRIED)


def gather(group: LeadingGroup, year: int, today: date) -> Rectified:
    """Read the problems of sessions held in the year, and all measures it may decide on (six queries).

    Clauses 7.4-a, 7.4-b.
    """
    span = span_of(group, year, today)
    if span is None:
        return Rectified(None)
    held = held_in(lives_of(group, year).order_by("pk"), year)
    listed: dict[int, set[int]] = defaultdict(set)
    solved: dict[int, set[int]] = defaultdict(set)
    problems = Problem.objects.filter(life__in=[record.pk for record in held], removed=False)
    for key, life, measures in problems.annotate(planned=Count("measures")).values_list(
        "pk", "life", "planned"
    ):
        listed[life].add(key)
        if measures:
            solved[life].add(key)
    return Rectified(
        span,
        tuple(Listed(row.pk, row.day, frozenset(listed[row.pk]), frozenset(solved[row.pk])) for row in held),
        tuple(_measures(group, year)),
    )


def _measures(group: LeadingGroup, year: int) -> list[Measure]:
    """Return the measures due or confirmed in a year, or following from a meeting of it (one query)."""
    of_year = Q(due_on__year=year) | Q(confirmed_on__year=year) | Q(life__opened_at__year=year)
    shown = Count("files", filter=Q(files__withdrawn=False))
    rows = RectificationMeasure.objects.filter(of_year, group=group).select_related("life")
    return [
        Measure(
            key=row.pk,
            made_on=row.life.day,
            due_on=row.due_on,
            says=bool(row.text.strip()),
            owner=row.owner_id is not None,
            finished=row.state in FINISHED,
            confirmed_on=row.confirmed_on,
            shown=bool(row.evidence.strip()),
            files=row.shown_files,  # type: ignore[attr-defined]  # annotated
        )
        for row in rows.annotate(shown_files=shown).order_by("pk")
    ]


SOURCE = Source("rectification", gather, facts=Rectified)
