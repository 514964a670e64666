"""Which papers may be printed in an inspection?  A paper of a whole meeting only when no item of it is withheld."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from members.printing.paper import Inspected, Paper, papers
from reports.inspection.models import Inspection
from reports.inspection.reading import scope
from reports.inspection.states import Matter

RECORDS: Mapping[Matter, Callable[[Inspection], QuerySet[Any]]] = {
    Matter.STUDY: scope.studies,
    Matter.UPWARD: scope.upward,
    Matter.RESEARCH: scope.research,
    Matter.ARTICLES: scope.articles,
}
"""What may be read of matters whose papers are about one record each."""


def within(inspection: Inspection, opened: Inspected) -> Q:
    """Return which of a paper's records an inspection reaches."""
    if opened.meeting:
        return Q(**{f"{opened.meeting}__in": scope.whole_meetings(inspection)})
    if opened.item:
        return Q(**{f"{opened.item}__in": scope.items(inspection)})
    return Q(pk__in=RECORDS[Matter(opened.matter)](inspection))


def record_of(inspection: Inspection, paper: Paper, pk: int, reader: Any) -> Any:
    """Return the record a paper is filled from, None when the inspection does not reach it."""
    if paper.inspected is None or not inspection.covers(Matter(paper.inspected.matter)):
        return None
    records = paper.records(inspection.group, reader)
    return records.filter(within(inspection, paper.inspected), pk=pk).distinct().first()


def papers_behind(inspection: Inspection, matter: Matter, record: Any, reader: Any) -> list[Paper]:
    """Return the papers that are filled from a record of a register, as far as the inspection opens them."""
    own = [
        paper
        for paper in papers().values()
        if paper.inspected is not None
        and paper.inspected.matter == matter
        and (paper.inspected.meeting or "pk") == "pk"
        and not paper.inspected.item
    ]
    return [paper for paper in own if record_of(inspection, paper, record.pk, reader) is not None]
