"""Which research ended in a year, who came along, what came of it, and which places were visited?  CHK-37."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from members.models import LeadingGroup, Post
from members.procedure.rulebook import YearParameters
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.research import Field, Project
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import Escort, ResearchFile, ResearchVisit
from reports.research.rules import Visit
from reports.research.states import ProjectState

BEFORE = (ProjectState.DRAFT, ProjectState.CANCELLED)


def gather(group: LeadingGroup, year: int, today: date) -> Field:
    """Read projects, companions and visits (six queries).  Clauses 9.2-b, 9.2-c, 9.3-b, 9.3-c."""
    span = span_of(group, year, today)
    if span is None:
        return Field(None)
    along: dict[int, dict[str, int]] = defaultdict(dict)
    people = Escort.objects.standing().filter(project__group=group, project__ends_on__year=year)
    for project, side, count in people.order_by("pk").values_list("project", "side", "count"):
        along[project][side] = along[project].get(side, 0) + count
    kept = ResearchFile.objects.filter(project=OuterRef("pk"), withdrawn=False)
    projects = ResearchProject.objects.filter(group=group, ends_on__year=year).exclude(state__in=BEFORE)
    rows = (
        projects.select_related("leader")
        .annotate(kept=Exists(kept))
        .defer("findings")
        .order_by("ends_on", "pk")
    )
    return Field(
        span,
        tuple(
            Project(
                key=row.pk,
                ends_on=row.ends_on,
                output=bool(row.output) and (row.kept or bool(row.output_text.strip())),  # type: ignore[attr-defined]  # annotated
                local=along[row.pk].get("local", 0),
                own=along[row.pk].get("own", 0),
                major=row.major,
                final_on=row.final_on,
                sent_on=row.sent_on,
                shown=row.leader.post == Post.SECRETARY
                and (row.seen_item_id is not None or bool(row.seen_note.strip())),
            )
            for row in rows
        ),
        tuple(_visits(group, year, today, span.law.year)),
    )


def _visits(group: LeadingGroup, year: int, today: date, law: YearParameters) -> list[Visit]:
    """Return the visits of a year and of the days before it that count, as far as they have taken place (one query)."""
    visits = ResearchVisit.objects.standing().filter(
        project__group=group,
        day__gte=date(year, 1, 1) - timedelta(days=law.research_cluster_days),
        day__lte=min(today, date(year, 12, 31)),
    )
    done = visits.exclude(project__state__in=BEFORE).order_by("day", "pk")
    return [Visit(*row) for row in done.values_list("project", "place", "day")]


SOURCE = Source("research", gather, facts=Field)
